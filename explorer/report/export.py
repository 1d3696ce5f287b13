"""The export formats, and the summary in each of them; the same visit gives the same bytes."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Literal

from explorer.store.locations import typed, working_folder

if TYPE_CHECKING:
    from explorer.report.summary import Summary
    from explorer.report.take_home import Part

Format = Literal["text", "md", "json", "html", "csv", "svg"]
ENDINGS: dict[str, Format] = {
    ".txt": "text",
    ".md": "md",
    ".json": "json",
    ".html": "html",
    ".csv": "csv",
    ".svg": "svg",
}
"""The format for each file suffix."""
WIDTH = 80
"""Width of plain text in columns."""


def format_of(name: PurePath) -> Format | None:
    """The format for a file name's suffix; None if it is unknown."""
    return ENDINGS.get(name.suffix.lower())


def path_of(name: str) -> Path:
    """The full path for a typed name: relative to the working folder, and with the suffix of Markdown if it has none.
    Raises OSError if there is no such home folder, or no working folder any more."""
    path = typed(name.strip() or ".")
    return path if path.suffix or not name.strip("./ ") else path.with_name(path.name + ".md")


def free_name(folder: Path, pack: str) -> str:
    """A name that is not used by any file in `folder`."""
    number, name = 1, f"explorer-{pack}.md"
    while (folder / name).exists():
        number += 1
        name = f"explorer-{pack}-{number}.md"
    return name


def proposed(pack: str) -> str:
    """An unused name for a new file: in the working folder; if that was deleted, in the home folder, or without one in
    the root."""
    if folder := working_folder():
        return free_name(folder, pack)
    with suppress(RuntimeError):
        return str(Path.home() / free_name(Path.home(), pack))
    return free_name(Path(os.sep), pack)


def rendered(summary: Summary, format: Format, name: str = "", date: str = "", part: Part = "all") -> str:
    """The summary in a format, with `name` and `date` on it if given (not in CSV). `part`: only that part, in the
    formats for reading (data formats are always complete). ValueError for a picture, which is drawn elsewhere."""
    if format == "svg":
        raise ValueError("a picture is drawn by the full-screen program")
    from explorer.report.take_home import part_document, summary_rows

    if format == "json":
        from explorer.report.data import as_json, summary_data

        signed = {key: value for key, value in (("name", name), ("date", date)) if value}
        return as_json({**signed, **summary_data(summary)})
    if format == "csv":
        from explorer.report.csv import as_csv

        return as_csv(*summary_rows(summary))
    document = part_document(summary, part, name, date)
    if format == "html":
        from explorer.report.html import as_html

        return as_html(document, summary.tr.language)
    if format == "text":
        from explorer.report.text import as_text

        return as_text(document, WIDTH, colour=False)
    from explorer.report.markdown import as_markdown

    pack = summary.tr.pack
    front: dict[str, str | int] = {"pack": pack.id, "version": pack.version, "language": summary.tr.language}
    front["code"] = f'"{summary.code}"'
    return as_markdown(document, front)
