"""The summary as a file to take home: Markdown, JSON or plain text, the same bytes for the same visit."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path, PurePath
from typing import Literal

from explorer.report.data import as_json, summary_data
from explorer.report.markdown import as_markdown
from explorer.report.summary import Summary, summary_document
from explorer.report.text import as_text
from explorer.store.locations import typed, working_folder

Format = Literal["md", "json", "text"]
ENDINGS: dict[str, Format] = {".md": "md", ".json": "json", ".txt": "text"}
"""What the end of a file's name says."""
WIDTH = 80
"""Columns of plain text."""


def format_of(name: PurePath) -> Format | None:
    """The format that a name asks for; None where it asks for no known one."""
    return ENDINGS.get(name.suffix.lower())


def path_of(name: str) -> Path:
    """Where a name that was typed leads: from the working folder when it is no full path, and without an ending to
    Markdown. Raises OSError where there is no such home, or no working folder any more."""
    path = typed(name.strip() or ".")
    return path if path.suffix or not name.strip("./ ") else path.with_name(path.name + ".md")


def free_name(folder: Path, pack: str) -> str:
    """A name that no file in `folder` has yet."""
    number, name = 1, f"explorer-{pack}.md"
    while (folder / name).exists():
        number += 1
        name = f"explorer-{pack}-{number}.md"
    return name


def proposed(pack: str) -> str:
    """A free name for a new file: in the working folder, or in the home where that folder was deleted."""
    if folder := working_folder():
        return free_name(folder, pack)
    with suppress(RuntimeError):
        return str(Path.home() / free_name(Path.home(), pack))
    return free_name(Path(os.sep), pack)


def rendered(summary: Summary, format: Format) -> str:
    """The whole summary in a format."""
    if format == "json":
        return as_json(summary_data(summary))
    document = summary_document(summary)
    if format == "text":
        return as_text(document, WIDTH, colour=False)
    pack = summary.tr.pack
    front: dict[str, str | int] = {"pack": pack.id, "version": pack.version, "language": summary.tr.language}
    front["code"] = f'"{summary.code}"'
    return as_markdown(document, front)
