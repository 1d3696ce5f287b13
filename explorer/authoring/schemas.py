"""JSON Schemas of a pack's files, made from the types that read them, for completion and checks in an editor."""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import Any

from pydantic import TypeAdapter

from explorer.loader.folder import PARTS
from explorer.loader.reader import built_in_interface
from explorer.pack.days import DayFile
from explorer.pack.schema import PackFile, RoleFile
from explorer.pack.world import WorldFile
from explorer.words.interface import Interface
from explorer.words.text import Text

MADE = ("earlier.yaml",)
"""Files that are generated, not written by hand."""
FILES: dict[str, Any] = {
    "pack": PackFile,
    "role": RoleFile,
    "day": DayFile,
    "world": WorldFile,
    "interface": Interface,
    **{PurePath(file).stem: shape for file, shape in PARTS.values() if file not in MADE},
}
"""The type of each kind of file, by the name of its schema."""
INHERITED = {"pack": ("id", "version", "roles"), "questionnaire": (), "interface": ()}
"""For files in which a pack may write only additions: the fields that are still required."""
FOLDER = "schemas"


def schema_files() -> dict[str, str]:
    """The text of each schema file, by its path in a pack."""
    return {f"{FOLDER}/{name}.json": _text(schema(name)) for name in FILES}


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of one kind of file."""
    made = _interface() if name == "interface" else TypeAdapter(FILES[name]).json_schema()
    made["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    if name in INHERITED:
        made["required"] = list(INHERITED[name])
    if name == "pack":
        made["properties"]["roles"]["minItems"] = 1  # beside those of the pack it extends
    if name == "day":
        del made["properties"]["hears"], made["$defs"]["Message"]  # made when the pack is read
    return made


def _interface() -> dict[str, Any]:
    """The schema of the program's words: all names of the built-in ones, none required."""
    words = built_in_interface()
    text = TypeAdapter(Text).json_schema()
    parts = {
        part: {
            "type": "object",
            "additionalProperties": False,
            "properties": dict.fromkeys(words[part], text),
        }
        for part in words
    }
    return {"type": "object", "additionalProperties": False, "properties": parts, "required": []}


def _text(made: dict[str, Any]) -> str:
    return json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
