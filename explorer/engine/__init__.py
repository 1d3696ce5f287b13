"""The rules, as pure functions from values to values: no files, no clock, no chance, no screen."""
