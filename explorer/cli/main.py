"""The command line: what is asked is read, carried out by one of the commands, and what fails is said in one line.

Nothing but the standard library is imported before a command needs it.
Exit codes: 0 done, 1 findings, 2 unusable input, with one line on standard error that says what to do.
"""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from importlib import import_module

from explorer.cli.input import DONE, UNUSABLE, Unusable, locale_language
from explorer.cli.output import complain, say
from explorer.cli.parser import Misused, parse

PROGRAM = "app"
"""The command when none is named: the full-screen program."""


def run(arguments: Sequence[str]) -> int:
    """Carry out one command line; returns the exit code."""
    asked = None
    try:
        asked = parse(arguments)
        if isinstance(asked, str):
            say(asked, Namespace(ascii=False))
            return DONE
        code: int = import_module(f"explorer.cli.commands.{asked.command or PROGRAM}").run(asked)
        sys.stdout.flush()
        return code
    except (Misused, Unusable) as error:
        complain(str(error))
        return UNUSABLE
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader has had enough: what it wanted is done
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        complain(_failed(error, getattr(asked, "lang", None)))
        return UNUSABLE


def _failed(error: OSError, wanted: str | None) -> str:
    """What the system refused, in a line: the file that the error names; standard output where it names none."""
    from explorer.loader.reader import built_in_interface

    words, reason = built_in_interface(), error.strerror or str(error)
    languages = words.languages()
    language = next((each for each in (wanted, locale_language()) if each in languages), languages[0])
    if error.filename is not None:
        return words.commands.cannot_use.fill(language, path=error.filename, reason=reason)
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return words.commands.output_failed.fill(language, reason=reason)
