"""Writes the output of commands: to a terminal, a pipe or a file; coloured, plain or in ASCII."""

from __future__ import annotations

import io
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import PurePath
from typing import TYPE_CHECKING

from explorer.cli.input import DONE, Unusable

if TYPE_CHECKING:
    from explorer.engine.code import Opened
    from explorer.engine.visit import Visit
    from explorer.plain.desk import Desk
    from explorer.report.csv import Cell
    from explorer.report.document import Block
    from explorer.report.export import Format
    from explorer.report.pack_translator import PackTranslator

PROGRAMS = ("explorer", "career-explorer")
"""The names under which the program is installed."""
STANDARD = "-"
"""The file name that stands for standard output or input."""
WIDTH = 80
"""Width of text in columns if standard output is not a terminal."""


class OutputFailed(OSError):
    """Standard output cannot be written, for instance because the disk is full."""


def deliver(
    args: Namespace,
    tr: PackTranslator,
    document: Callable[[], Sequence[Block]],
    data: Callable[[], object],
    rows: Callable[[], tuple[Sequence[str], Iterable[Sequence[Cell]]]] | None = None,
) -> int:
    """Write a document, its data or its rows in the requested format to the requested file; returns DONE."""
    offered: list[Format] = ["text", "md", "json", "html"]
    format = format_for(args, tr, [*offered, "csv"] if rows else offered)
    if format == "json":
        from explorer.report.data import as_json

        text = as_json(data())
    elif format == "csv" and rows:
        from explorer.report.csv import as_csv

        text = as_csv(*rows())
    else:
        text = _written(args, tr, format, document())
    put(args, tr, text)
    return DONE


def _written(args: Namespace, tr: PackTranslator, format: Format, document: Sequence[Block]) -> str:
    if format == "md":
        from explorer.report.markdown import as_markdown

        return as_markdown(document)
    if format == "html":
        from explorer.report.html import as_html

        return as_html(document, tr.language)
    if args.output in (None, STANDARD) and (speaks_plainly(args) or _into_a_pipe(args)):
        from explorer.report.screen_reader import as_spoken

        return as_spoken(tr, document, columns())
    from explorer.report.text import as_text

    return as_text(document, columns() if args.output is None else WIDTH, args.output is None and coloured())


def format_for(args: Namespace, tr: PackTranslator, offered: Sequence[Format], otherwise: Format = "text") -> Format:
    """The format to write: given by the suffix of the file, or by `--format`, or else `otherwise`.

    Raises Unusable if the two differ, or if the format is not one of `offered`.
    """
    from explorer.report.export import ENDINGS, format_of

    words, file = tr.words.commands, PurePath(args.output or "")
    ending = format_of(file)
    if args.format and ending and ending != args.format:
        raise Unusable(tr(words.two_formats, format=args.format, path=args.output))
    format = args.format or ending
    if (file.suffix and not ending) or (format and format not in offered):
        endings = " ".join(end for end, each in ENDINGS.items() if each in offered)
        raise Unusable(tr(words.bad_ending, found=file.suffix or args.format, endings=endings))
    return format or otherwise


def put(args: Namespace, tr: PackTranslator, text: str) -> None:
    """Write to standard output, or atomically to the requested file."""
    if args.output in (None, STANDARD):
        say(text, args)
        return
    from explorer.store.files import reason_of, write
    from explorer.store.locations import typed

    words = tr.words.commands
    try:
        path = typed(args.output)
        write(path, text, overwrite=True)
    except OSError as error:
        raise Unusable(tr(words.cannot_write, path=args.output, reason=reason_of(error))) from None
    print(plainly(tr(words.written, path=path)), file=sys.stderr)


def desk_of(args: Namespace, tr: PackTranslator) -> Desk:
    """A desk for asking and answering at the shell prompt."""
    from explorer.plain.desk import Desk
    from explorer.report.screen_reader import as_spoken
    from explorer.report.text import as_text

    def tell(blocks: Sequence[Block]) -> None:
        text = as_spoken(tr, blocks, columns()) if speaks_plainly(args) else as_text(blocks, columns(), coloured())
        say(f"\n{text}\n", args)

    return Desk(tell, asker(args), lambda least, most: tr(tr.words.plain.wrong, least=least, most=most))


def asker(args: Namespace) -> Callable[[str], str]:
    """A function that asks for a line. If the input is piped, it is echoed, so that the output is a complete
    transcript."""
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
    """Whether to print plain text without drawings: with `--plain` or EXPLORER_PLAIN, or in a terminal that cannot move
    its cursor."""
    wanted = os.environ.get("EXPLORER_PLAIN", "") not in ("", "0")
    return args.plain or wanted or (sys.stdout.isatty() and os.environ.get("TERM") in ("dumb", "unknown"))


def _into_a_pipe(args: Namespace) -> bool:
    """Whether the output is read by another program, for which drawings are noise, and no format was asked for."""
    return not args.format and not sys.stdout.isatty()


def say(text: str, args: Namespace, flush: bool = False) -> None:
    """Write to standard output, in ASCII if that was requested or if nothing else can be written. `flush`: at once."""
    with _writing():
        sys.stdout.write(fitted(text, args))
        if flush:
            sys.stdout.flush()


def flush() -> None:
    """Flush standard output. Raises OutputFailed, BrokenPipeError."""
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
    """Text with only the characters that standard output can show."""
    if not args.ascii and "utf" in (sys.stdout.encoding or "ascii").lower():
        return text
    from explorer.words.ascii import as_ascii

    return as_ascii(text)


def typed_command(pack: str | None = None) -> str:
    """The command with which the person can start this program again with the same pack: its name if the shell finds
    it, otherwise its path."""
    import shlex

    return f"{_program()} --pack {shlex.quote(pack)}" if pack else _program()


def _program() -> str:
    import shutil
    from pathlib import Path

    path = Path(sys.argv[0])
    if path.name not in PROGRAMS or shutil.which(path.name):
        return path.name if path.name in PROGRAMS else PROGRAMS[0]
    with suppress(ValueError, OSError):
        return str(path.absolute().relative_to(Path.cwd()))
    return str(path)


def complain(problem: str) -> None:
    """Print one line on standard error, without control characters."""
    print(f"explorer: {plainly(problem)}", file=sys.stderr)


def plainly(text: str) -> str:
    """Text on one line without control characters, which file names may contain."""
    from explorer.words.text import CONTROL

    return CONTROL.sub(" ", text.replace("\n", " "))


def noted(tr: PackTranslator, opened: Opened) -> Visit:
    """The visit of a code; what is no longer valid from an earlier version is reported on standard error."""
    from explorer.report.earlier import code_notes

    for note in code_notes(tr, opened):
        complain(note)
    return opened.visit


def coloured() -> bool:
    """Whether standard output is a terminal with colours, and NO_COLOR is not set."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM", "dumb") != "dumb"


def utf8() -> bool:
    """Whether standard error, which Textual draws on, can show more than ASCII."""
    return "utf" in (sys.__stderr__.encoding if sys.__stderr__ else "ascii").lower()


def columns() -> int:
    """The width of text on standard output, in columns."""
    if not sys.stdout.isatty():
        return WIDTH
    import shutil

    return shutil.get_terminal_size((WIDTH, 24)).columns
