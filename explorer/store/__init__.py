"""Visits on disk: folder, record, lock, writer; every path the program uses, and the one atomic write."""
