"""A document as Markdown: CommonMark and, for tables, GitHub's form of them; no HTML, lines of 78 columns; the same
document gives the same bytes."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping

from explorer.report.document import Axis, Block, Heading, Hours, Paragraph, Plate, Point, Room, Step, Table, Views
from explorer.report.lines import PARAGRAPHS
from explorer.report.readings import Read, readings, title_of

SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&])")
NUMBER = re.compile(r"\d+\.")
"""An entry's number to which other entries refer; it is written as text, so that no Markdown list renumbers it."""
WIDTH = 78
"""The width in columns, which fits an editor in a terminal of 80; only headings, rows of tables and a single long word
may be longer."""
ROOM = 30
"""The length of a blank line to write on."""
STARTS_LIST = re.compile(r"^(\d+)([.)])(?=\s|$)|^([-+=])(?=[-+=\s]|$)")


def as_markdown(blocks: Iterable[Block], front: Mapping[str, str | int] | None = None) -> str:
    """The document as Markdown, ending in one line break, after `front` as YAML front matter."""
    lines = ["---", *(f"{name}: {value}" for name, value in front.items()), "---"] if front else []
    previous: Block | None = None
    for block in blocks:
        listed = _in_list(block) and previous is not None and _in_list(previous)
        if lines and not listed:
            lines.append("")
        lines += _block(block)
        previous = block
    return "\n".join(lines) + "\n"


def _in_list(block: Block) -> bool:
    return isinstance(block, Read | Step) or (isinstance(block, Point) and block.mark != "")


def escape(text: str) -> str:
    """Escape text so that Markdown shows it literally, on one line."""
    return _unlisted(SPECIAL.sub(r"\\\1", " ".join(text.split())))


def _unlisted(line: str) -> str:
    """Escape a line that Markdown would take for a list."""
    return STARTS_LIST.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", line)


def _wrapped(text: str, first: str = "", rest: str = "") -> Iterator[str]:
    """Wrap escaped text, with `first` before the first line and `rest` before the others."""
    room = WIDTH - 1 - len(rest)  # a line that looks like a list takes one sign more
    lines = textwrap.wrap(text, room, break_long_words=False, break_on_hyphens=False) or [""]
    yield f"{first}{lines[0]}"
    yield from (f"{rest}{_unlisted(line)}" for line in lines[1:])


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            aside = f" ({escape(block.aside)})" if block.aside else ""
            yield f"{'#' * block.level} {escape(block.text)}{aside}".rstrip(" .,;:!")
            if block.notes:
                yield ""
                yield from _notes(block.notes, "")
        case Paragraph():
            for number, paragraph in enumerate(PARAGRAPHS.split(block.text)):
                if number:
                    yield ""
                yield from _wrapped(_said(paragraph, block.tone == "strong"))
            if block.notes:
                yield ""
                yield from _notes(block.notes, "")
        case Point():
            tag = f"**{escape(block.tag)}** " if block.tag else ""
            tail = f": {escape(block.tail)}" if block.tail else ""
            bullet = "- " if block.mark else ""
            tag = f"{block.mark[:-1]}\\. {tag}" if NUMBER.fullmatch(block.mark) else tag
            yield from _wrapped(f"{tag}{escape(block.text)}{tail}", bullet, " " * len(bullet))
            if block.notes and not block.mark:
                yield ""
            yield from _notes(block.notes, " " * len(bullet))
        case Views():
            yield from _wrapped(f"**{escape(block.left_title)}**: {escape(block.left)}", "- ", "  ")
            yield from _wrapped(f"**{escape(block.right_title)}**: {escape(block.right)}", "- ", "  ")
            yield from _notes(block.notes, "  ")
        case Axis():
            title = f"**{escape(block.title)}**: " if block.title else ""
            yield from _wrapped(f"{title}{escape(block.reading)}", "- ", "  ")
            yield from _wrapped(f"{escape(block.left)} · {escape(block.right)}", "  - ", "    ")
            yield from _notes(block.notes, "  ")
        case Hours():
            for row in block.rows:
                lines = [
                    f"**{escape(name)}** {escape(cell.text)}"
                    for (name, _), cell in zip(block.days, row.cells, strict=True)
                    if cell.text
                ]
                between = f" {row.sign or '·'} "
                yield from _wrapped(f"{row.time} {between.join(lines)}", "- ", "  ")
            yield from _notes(block.notes, "  ")
        case _:
            yield from _page_block(block)


def _page_block(block: Table | Room | Plate | Step | Read) -> Iterator[str]:
    """The blocks that only pages and forms have."""
    match block:
        case Table():
            if block.title:
                yield from _wrapped(escape(block.title))
                yield ""
            for cells in (block.head, ("---",) * len(block.head), *block.rows):
                yield f"| {' | '.join(cell if cell == '---' else escape(cell) for cell in cells)} |"
        case Room():
            for number in range(block.lines):
                yield from [""] * bool(number)
                yield "\\_" * ROOM
        case Plate():
            yield from _block(Heading(block.title, block.level))
            for text in (*(f"{line.name}{line.text}" for line in block.lines), block.reading):
                if text:
                    yield ""
                    yield from _wrapped(escape(text))
            if block.notes:
                yield ""
                yield from _notes(block.notes, "")
        case Step():
            what = ", ".join(part for part in (block.text, block.aside) if part)
            yield from _wrapped(f"{escape(block.tick)} **{escape(block.name)}** {escape(what)}", "- ", "  ")
            yield from _notes(block.notes, "  ")
        case _:
            yield from _readings(block)


def _readings(block: Read) -> Iterator[str]:
    """An entry for each row, below the title if there is one."""
    indent = ""
    if title := title_of(block):
        yield from _wrapped(escape(title), "- ", "  ")
        indent = "  "
    for row in readings(block):
        name = f"{escape(row.name)}: " if row.name else ""
        yield from _wrapped(f"{name}{escape(row.words)}", f"{indent}- ", f"{indent}  ")
    yield from _notes(block.notes, f"{indent}  ")


def _said(text: str, strong: bool) -> str:
    return f"**{escape(text)}**" if strong else escape(text)


def _notes(notes: Iterable[str], indent: str) -> Iterator[str]:
    for note in notes:
        yield from _wrapped(escape(note), f"{indent}- ", f"{indent}  ")
