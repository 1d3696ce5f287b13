"""The commands, one file each.

A file declares its `COMMAND` (arguments, help texts, examples) and has a function `run`, which takes the parsed
namespace and returns the exit code. It imports what it needs inside functions: the help imports every file, and only
the program itself may import textual. To add a command, add a file here, its name in COMMANDS, and its words.
"""

PROGRAM = "app"
"""The name used for the full-screen program, which runs when no command is given."""
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
"""The names of the commands, in the order of the help."""
