"""Visits on disk: the folder, the record, the lock, the writer; all paths that the program uses; atomic writes."""
