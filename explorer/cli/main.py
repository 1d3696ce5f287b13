"""The entry point of the command line: runs a command and turns exceptions into one line and an exit code.

Only the standard library is imported until a command needs more.

Exit codes: 0 done, 1 findings, 2 unusable input, 70 internal error, 130 interrupted. An error the user can fix is one
line on standard error that says what to do. Servers end a visit with 69, 70 or 75 (`serve.wire`).
"""

from __future__ import annotations

import gc
import os
import sys
from argparse import Namespace
from collections.abc import Sequence

from explorer.cli.commands import PROGRAM
from explorer.cli.input import DONE, INTERRUPTED, UNUSABLE, Unusable, lang_option, translator_before
from explorer.cli.output import OutputFailed, complain, flush, say
from explorer.cli.parser import HELP, VERSION, Misuse, module_of, named, parse

SELDOM = 10_000
"""The garbage collector's threshold, far above Python's own, because nearly everything a command allocates is kept.
The app and the server, which run for hours, set their own."""


def run(arguments: Sequence[str]) -> int:
    """Run one command line; returns the exit code."""
    _open_streams()
    try:
        code = _run(arguments)
        flush()
        return code
    except Unusable as error:
        complain(str(error))
        return UNUSABLE
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # the reader has closed the pipe (`| head`): not an error
        _discard_output()
        return DONE
    except OSError as error:
        return _refused(error, arguments)
    except Exception as error:
        return _broken(error, arguments)


def _run(arguments: Sequence[str]) -> int:
    from explorer import __version__

    options = arguments[: arguments.index("--")] if "--" in arguments else arguments
    command = PROGRAM
    try:
        if {*VERSION} & {*options}:
            say(f"explorer {__version__}\n", Namespace(ascii=False))
            return DONE
        asks_help = bool({*HELP} & {*options}) or options[:1] == ["help"]
        command, rest = named(arguments[1:] if options[:1] == ["help"] else arguments)
        if asks_help:
            from explorer.cli.help import help_page

            say(help_page(command, translator_before(lang_option(arguments))), Namespace(ascii="--ascii" in options))
            return DONE
        args = parse(command, rest)
    except Misuse as error:
        raise Unusable(error.sentence(command, translator_before(lang_option(arguments)))) from None
    if command not in (PROGRAM, "serve"):
        gc.set_threshold(SELDOM)
    code: int = module_of(command).run(args)
    return code


def _open_streams() -> None:
    """Replace standard streams that the caller has closed (`>&-`) by /dev/null."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w" if number else "r", encoding="utf-8"))  # noqa: SIM115, PTH123


def _refused(error: OSError, arguments: Sequence[str]) -> int:
    """Report an error of the system: the output could not be written, or the file named by the error not used."""
    tr = translator_before(lang_option(arguments))
    from explorer.store.files import reason_of

    words, reason = tr.words.commands, reason_of(error)
    if isinstance(error, OutputFailed):
        _discard_output()
        complain(tr(words.output_failed, reason=reason))
    elif error.filename is not None:
        complain(tr(words.cannot_use, path=error.filename, reason=reason))
    else:
        return _broken(error, arguments)
    return UNUSABLE


def _broken(error: Exception, arguments: Sequence[str]) -> int:
    from explorer.cli.crash import failed

    return failed(error, translator_before(lang_option(arguments)), keep="--ephemeral" not in arguments)


def _discard_output() -> None:
    """Redirect standard output to /dev/null, so that Python does not fail again when it closes it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
