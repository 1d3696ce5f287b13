"""`explorer completion SHELL`: prints a script that completes commands, options and values in a shell."""

from __future__ import annotations

from argparse import Namespace

from explorer.cli.arguments import LANG, Argument, Command
from explorer.cli.input import DONE
from explorer.cli.output import say

SHELLS = ("bash", "zsh", "fish")
COMMAND = Command(
    lambda words: words.commands.completion,
    (Argument(("shell",), lambda words: words.commands.shell, SHELLS), LANG),
    lambda words: words.examples.completion,
)


def run(args: Namespace) -> int:
    """Write the script to standard output; returns the exit code."""
    from explorer.cli.completion import script

    say(script(args.shell), args)
    return DONE
