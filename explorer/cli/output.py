"""Where what commands say goes: a terminal, a pipe or a file, in colour or ASCII."""

from __future__ import annotations

import io
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.cli.input import DONE, Unusable

if TYPE_CHECKING:
    from explorer.plain.prompt import Desk
    from explorer.report.document import Block
    from explorer.report.pack_translator import PackTranslator

WIDTH = 80
"""Columns of text where no terminal says otherwise."""


class OutputFailed(OSError):
    """Standard output cannot be written: a full disk."""


def deliver(
    args: Namespace, tr: PackTranslator, document: Callable[[], Sequence[Block]], data: Callable[[], object]
) -> int:
    """Write a document, or its data, in the format and to the place that were asked for."""
    if args.format == "json":
        from explorer.report.data import as_json

        said = as_json(data())
    elif args.format == "md":
        from explorer.report.markdown import as_markdown

        said = as_markdown(document())
    elif speaks_plainly(args) and args.output is None:
        from explorer.report.screen_reader import as_spoken

        said = as_spoken(tr, document(), columns())
    else:
        from explorer.report.text import as_text

        colour = args.output is None and coloured()
        said = as_text(document(), columns() if args.output is None else WIDTH, colour)
    put(args, tr, said)
    return DONE


def put(args: Namespace, tr: PackTranslator, said: str) -> None:
    """Write to standard output, or whole to the file that was asked for."""
    if args.output is None:
        say(said, args)
        return
    from explorer.store.files import write

    path, words = Path(args.output).expanduser(), tr.words.commands
    try:
        write(path, said, overwrite=True)
    except OSError as error:
        raise Unusable(tr(words.cannot_write, path=path, reason=error.strerror or str(error))) from None
    print(tr(words.written, path=path.absolute()), file=sys.stderr)


def desk_of(args: Namespace, tr: PackTranslator) -> Desk:
    """The prompt of a shell, to ask and tell line by line."""
    from explorer.plain.prompt import Desk
    from explorer.report.screen_reader import as_spoken
    from explorer.report.text import as_text

    def tell(blocks: Sequence[Block]) -> None:
        said = as_spoken(tr, blocks, columns()) if speaks_plainly(args) else as_text(blocks, columns(), coloured())
        say(f"\n{said}\n", args)

    return Desk(tell, asker(args))


def asker(args: Namespace) -> Callable[[str], str]:
    """Asks for a line; what comes from a pipe is repeated, so that the whole can be read afterwards."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")

    def ask(prompt: str) -> str:
        say("", args, flush=True)
        typed = input(fitted(prompt, args))
        if not sys.stdin.isatty():
            say(f"{typed}\n", args)
        return typed

    return ask


def speaks_plainly(args: Namespace) -> bool:
    """Whether nothing is to be drawn: by `--plain`, by EXPLORER_PLAIN, or in a terminal that can only write on."""
    wanted = os.environ.get("EXPLORER_PLAIN", "") not in ("", "0")
    return args.plain or wanted or (sys.stdout.isatty() and os.environ.get("TERM") in ("dumb", "unknown"))


def say(text: str, args: Namespace, flush: bool = False) -> None:
    """Write to standard output, in ASCII where nothing else is asked for or can be written. `flush`: now."""
    with _writing():
        sys.stdout.write(fitted(text, args))
        if flush:
            sys.stdout.flush()


def flush() -> None:
    """Write what is still held back for standard output. Raises OutputFailed, BrokenPipeError."""
    with _writing():
        sys.stdout.flush()


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputFailed(error.errno, error.strerror) from None


def fitted(text: str, args: Namespace) -> str:
    """Text as standard output can show it."""
    if not args.ascii and "utf" in (sys.stdout.encoding or "ascii").lower():
        return text
    from explorer.words.ascii import as_ascii

    return as_ascii(text)


def complain(problem: str) -> None:
    """One line on standard error, without signs that would act on the terminal."""
    from explorer.words.text import CONTROL

    print(f"explorer: {CONTROL.sub(' ', problem.replace(chr(10), ' '))}", file=sys.stderr)


def coloured() -> bool:
    """Whether standard output is a terminal that shows colours and is not asked to do without."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM", "dumb") != "dumb"


def utf8() -> bool:
    """Whether the terminal, on which Textual draws by standard error, takes more than ASCII."""
    return "utf" in (sys.__stderr__.encoding if sys.__stderr__ else "ascii").lower()


def columns() -> int:
    """How wide text may be on standard output."""
    if not sys.stdout.isatty():
        return WIDTH
    import shutil

    return shutil.get_terminal_size((WIDTH, 24)).columns
