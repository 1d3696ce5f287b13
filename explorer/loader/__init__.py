"""Reads files as a `Pack`: YAML with positions, validation, faults at file:line:column, the cache, watching."""
