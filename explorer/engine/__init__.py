"""The rules, as pure functions on immutable values: no files, no clock, no randomness, no user interface."""
