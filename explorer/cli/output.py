"""Where what commands say goes: a terminal, a pipe or a file, in colour or ASCII."""

from __future__ import annotations

import io
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.cli.input import DONE, Unusable

if TYPE_CHECKING:
    from explorer.plain.prompt import Desk
    from explorer.report.document import Block
    from explorer.report.pack_translator import PackTranslator

WIDTH = 80
"""Columns of text where no terminal says otherwise."""


def deliver(
    asked: Namespace, tr: PackTranslator, document: Callable[[], Sequence[Block]], data: Callable[[], object]
) -> int:
    """Write a document, or its data, in the format and to the place that were asked for."""
    if asked.format == "json":
        from explorer.report.data import as_json

        said = as_json(data())
    elif asked.format == "md":
        from explorer.report.markdown import as_markdown

        said = as_markdown(document())
    elif speaks_plainly(asked) and asked.output is None:
        from explorer.report.screen_reader import as_spoken

        said = as_spoken(tr, document(), columns())
    else:
        from explorer.report.text import as_text

        colour = asked.output is None and coloured()
        said = as_text(document(), columns() if asked.output is None else WIDTH, colour)
    put(asked, tr, said)
    return DONE


def put(asked: Namespace, tr: PackTranslator, said: str) -> None:
    """Write to standard output, or whole to the file that was asked for."""
    if asked.output is None:
        say(said, asked)
        return
    from explorer.store.files import write

    path, words = Path(asked.output).expanduser(), tr.words.commands
    try:
        write(path, said, overwrite=True)
    except OSError as error:
        raise Unusable(tr(words.cannot_write, path=path, reason=error.strerror or str(error))) from None
    print(tr(words.written, path=path.absolute()), file=sys.stderr)


def desk_of(asked: Namespace, tr: PackTranslator) -> Desk:
    """The prompt of a shell, to ask and tell line by line."""
    from explorer.plain.prompt import Desk
    from explorer.report.screen_reader import as_spoken
    from explorer.report.text import as_text

    def tell(blocks: Sequence[Block]) -> None:
        said = as_spoken(tr, blocks, columns()) if speaks_plainly(asked) else as_text(blocks, columns(), coloured())
        say(f"\n{said}\n", asked)

    return Desk(tell, asker(asked))


def asker(asked: Namespace) -> Callable[[str], str]:
    """Asks for a line; what comes from a pipe is repeated, so that the whole can be read afterwards."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")

    def ask(prompt: str) -> str:
        say("", asked, flush=True)
        typed = input(fitted(prompt, asked))
        if not sys.stdin.isatty():
            say(f"{typed}\n", asked)
        return typed

    return ask


def speaks_plainly(asked: Namespace) -> bool:
    """Whether nothing is to be drawn: by `--plain`, by EXPLORER_PLAIN, or in a terminal that can only write on."""
    wanted = os.environ.get("EXPLORER_PLAIN", "") not in ("", "0")
    return asked.plain or wanted or (sys.stdout.isatty() and os.environ.get("TERM") in ("dumb", "unknown"))


def say(text: str, asked: Namespace, flush: bool = False) -> None:
    """Write to standard output, in ASCII where nothing else is asked for or can be written. `flush`: now."""
    sys.stdout.write(fitted(text, asked))
    if flush:
        sys.stdout.flush()


def fitted(text: str, asked: Namespace) -> str:
    """Text as standard output can show it."""
    if not asked.ascii and "utf" in (sys.stdout.encoding or "ascii").lower():
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
