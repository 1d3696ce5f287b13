"""The commands, a file each.

A file declares its `COMMAND` (arguments, words of help, examples) and has a `run`, which takes the namespace that was
read and returns the exit code. It imports what it needs inside of functions: help reads every file, and only the
program itself may import textual. A new command is a file here, its name in COMMANDS, and its words.
"""

PROGRAM = "app"
"""The command when none is named: the full-screen program."""
COMMANDS = (
    "profile",
    "diff",
    "day",
    "fit",
    "result",
    "class",
    "study",
    "manual",
    "history",
    "forget",
    "keys",
    "check",
    "selftest",
    "new",
    "serve",
    "completion",
)
"""Their names, in the order of the help."""
