"""The line-by-line user interface, at a shell prompt: it only ever appends text, so a screen reader can read all of
it."""
