"""The commands, a file each: `run` carries out what was asked and returns the exit code.

Each imports what it needs when it is needed; textual only the program itself.
"""
