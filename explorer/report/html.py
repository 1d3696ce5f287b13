"""A document as a self-contained HTML page: no scripts, no fonts, nothing loaded from elsewhere.

It is read on a screen (light or dark, as its reader has it), by a screen reader (language, headings in order, tables
with headers, every drawing with its words) and on paper: A4, and what is folded stays folded unless it was opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from explorer.report.document import (
    Axis,
    Block,
    Gauge,
    Heading,
    Hours,
    Paragraph,
    Plate,
    Point,
    Room,
    Step,
    Table,
    Views,
)
from explorer.report.html_drawings import axis_svg, gauge_svg
from explorer.report.html_style import STYLE
from explorer.report.lines import PARAGRAPHS
from explorer.report.readings import Read, readings, title_of
from explorer.report.svg import as_svg
from explorer.report.table import numeric

DRAWN = 76
"""Width in columns of drawings drawn as on a screen."""
LEVELS = 6
"""The number of heading levels in HTML."""


def as_html(blocks: Iterable[Block], language: str) -> str:
    """The document as a complete page in `language`, ending in a line break; its first heading is the page's title."""
    page = tuple(blocks)
    title = next((block.text for block in page if isinstance(block, Heading)), "")
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    head = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return whole_page(["<main>", *as_html_parts(page), "</main>"], language, title, head)


def whole_page(body: Iterable[str], language: str, title: str, head: str = "") -> str:
    """A page in `language` around HTML for its body, ending in a line break; `head`: additional content of its head."""
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{escape(language)}">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            *([head] if head else []),
            f"<title>{escape(title)}</title>",
            f"<style>{STYLE}</style>",
            "</head>",
            "<body>",
            *body,
            "</body>",
            "</html>",
            "",
        ]
    )


def as_html_parts(page: Sequence[Block]) -> Iterator[str]:
    """The blocks; what belongs to a folded heading, up to the next of its level, is in a `details` element."""
    folded = 0
    for heading, run in groupby(page, lambda block: isinstance(block, Heading)):
        if not heading:
            yield from _run(tuple(run))
            continue
        for block in run:
            assert isinstance(block, Heading)
            if folded and block.level <= folded:
                yield "</details>"
                folded = 0
            if block.folded and not folded:
                folded = block.level
                yield f"<details><summary>{_heading(block)}</summary>"
            else:
                yield _heading(block)
            yield from _notes(block.notes)
    if folded:
        yield "</details>"


def _heading(block: Heading) -> str:
    level = min(block.level, LEVELS)
    aside = f" <small>{escape(block.aside)}</small>" if block.aside else ""
    named = f' id="{_anchor(block.id)}"' if block.id else ""
    kind = ' class="sheet"' if block.sheet else ""
    return f"<h{level}{named}{kind}>{escape(block.text)}{aside}</h{level}>"


def _anchor(id: str) -> str:
    return escape(id.replace(" ", "-"))


def _run(blocks: Sequence[Block]) -> Iterator[str]:
    """Blocks between two headings; consecutive points form one list, consecutive gauges one table."""
    for kind, run in groupby(blocks, _kind):
        if kind == "list":
            yield "<ul>"
            yield from (_point(block) for block in run if isinstance(block, Point))
            yield "</ul>"
        elif kind == "gauges":
            yield '<table class="gauges"><tbody>'
            yield from (_gauge(block) for block in run if isinstance(block, Gauge))
            yield "</tbody></table>"
        else:
            for block in run:
                yield from _block(block)


def _kind(block: Block) -> str:
    if isinstance(block, Gauge):
        return "gauges"
    return "list" if isinstance(block, Point) and block.mark else ""


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            tone = f' class="{block.tone}"' if block.tone else ""
            yield from (f"<p{tone}>{escape(part)}</p>" for part in PARAGRAPHS.split(block.text))
            yield from _notes(block.notes)
        case Point():
            yield f"<p>{_said(block)}</p>"
            yield from _notes(block.notes)
        case Views():
            yield '<dl class="views">'
            for title, text, tone in (
                (block.left_title, block.left, block.tones[0]),
                (block.right_title, block.right, block.tones[1]),
            ):
                yield f'<div><dt class="{tone}">{escape(title)}</dt><dd>{escape(text)}</dd></div>'
            yield "</dl>"
            yield from _notes(block.notes)
        case Axis():
            star = "* " if block.starred else ""
            yield "<figure>"
            yield axis_svg(block)
            title = f"<strong>{escape(star + block.title)}</strong> " if star + block.title else ""
            yield f"<figcaption>{title}{escape(block.reading)}</figcaption>"
            yield "</figure>"
            yield from _notes(block.notes)
        case Hours():
            yield from _hours(block)
        case Table():
            yield from _table(block)
        case Room():
            yield f'<div class="room" aria-hidden="true">{"<i></i>" * block.lines}</div>'
        case Plate():
            yield _heading(Heading(block.title, block.level, block.id))
            yield from (f"<p>{escape(line.name + line.text)}</p>" for line in block.lines)
            yield from _block(block.axis) if block.axis else ()
            yield from [f"<p>{escape(block.reading)}</p>"] if block.reading else []
            yield from _notes(block.notes)
        case Step():
            label = ", ".join(part for part in (block.text, block.aside) if part)
            yield f"<p>{escape(block.tick)} <strong>{escape(block.name)}</strong> {escape(label)}</p>"
        case Heading():
            yield _heading(block)
        case _:
            yield from _drawing(block)


def _drawing(block: Read) -> Iterator[str]:
    """A drawing as on the screen, and its rows in words below."""
    rows = [f"{row.name}: {row.words}" if row.name else row.words for row in readings(block)]
    yield "<figure>"
    yield as_svg(block, DRAWN, "; ".join(rows))
    items = "".join(f"<li>{escape(row)}</li>" for row in rows)
    title = f"<figcaption>{escape(title_of(block))}</figcaption>" if title_of(block) else ""
    yield f'{title}<ul class="notes">{items}</ul></figure>'
    yield from _notes(block.notes)


def _point(block: Point) -> str:
    numbered = block.mark.strip().rstrip(".")
    mark = f"<b>{escape(numbered)}.</b> " if numbered.isdecimal() else ""
    star = "* " if block.starred else ""
    listed = ' class="numbered"' if numbered.isdecimal() else ""
    return f"<li{listed}>{star}{mark}{_said(block)}{''.join(_notes(block.notes))}</li>"


def _said(block: Point) -> str:
    tag = f'<b class="{block.tag_tone}">{escape(block.tag)}</b> ' if block.tag else ""
    tail = f": {escape(block.tail)}" if block.tail else ""
    text = escape(block.text)
    return f"{tag}{f'<strong>{text}</strong>' if block.tone == 'strong' else text}{tail}"


def _notes(notes: Sequence[str]) -> Iterator[str]:
    if notes:
        yield f'<ul class="notes">{"".join(f"<li>{escape(note)}</li>" for note in notes)}</ul>'


def _gauge(block: Gauge) -> str:
    figure = f"{block.value}/{block.most}"
    return (
        f'<tr><th scope="row">{escape(block.label)}</th><td>{gauge_svg(block)}</td>'
        f'<td class="figure">{figure}</td><td>{escape(block.word)}</td></tr>'
    )


def _hours(block: Hours) -> Iterator[str]:
    yield '<table class="hours"><thead><tr><td></td>'
    yield "".join(f'<th scope="col" class="{tone}">{escape(name)}</th>' for name, tone in block.days)
    yield "</tr></thead><tbody>"
    for row in block.rows:
        cells = "".join(f"<td>{escape(cell.text)}</td>" for cell in row.cells)
        yield f'<tr><th scope="row">{escape(row.time)}{f" {row.sign}" if row.sign else ""}</th>{cells}</tr>'
    yield "</tbody></table>"


def _table(block: Table) -> Iterator[str]:
    figures = numeric(block)
    yield "<table>"
    if block.title:
        yield f"<caption>{escape(block.title)}</caption>"
    heads = (_cell("th", head, right, ' scope="col"') for head, right in zip(block.head, figures, strict=True))
    yield f"<thead><tr>{''.join(heads)}</tr></thead><tbody>"
    for name, *cells in block.rows:
        others = (_cell("td", cell, right) for cell, right in zip(cells, figures[1:], strict=True))
        yield f'<tr><th scope="row">{escape(name)}</th>{"".join(others)}</tr>'
    yield "</tbody></table>"


def _cell(tag: str, text: str, figure: bool, scope: str = "") -> str:
    if not text and tag == "th":  # an empty header cell is no header
        return "<td></td>"
    right = ' class="figure"' if figure else ""
    return f"<{tag}{scope}{right}>{escape(text)}</{tag}>"
