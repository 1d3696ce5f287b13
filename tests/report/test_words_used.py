"""Every word of the program is said somewhere: a word that nothing says is a word nobody keeps right."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import get_type_hints

import explorer
from explorer.words.interface import Interface

ROOT = Path(explorer.__file__).parent
BY_NAME = {"faults", "mends", "page_faults", "page_mends", "shapes", "keys", "selftest"}
"""Parts whose words are found by their names, which other tests hold."""


def test_every_word_of_the_interface_is_used() -> None:
    files = (file for file in ROOT.rglob("*.py") if file.name != "interface.py")
    code = "\n".join(file.read_text(encoding="utf-8") for file in files)
    unused = [
        f"{part}.{name}"
        for part, shape in get_type_hints(Interface).items()
        if part not in BY_NAME and not part.startswith("_")
        for name in (field.name for field in fields(shape))
        if not re.search(rf'\.{name}\b|"{name}"', code)
    ]
    assert unused == []
