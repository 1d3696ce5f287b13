"""Every word of the program is said somewhere: a word that nothing says is a word nobody keeps right."""

from __future__ import annotations

import re
from pathlib import Path

import explorer
from explorer.loader.reader import built_in_interface

ROOT = Path(explorer.__file__).parent
BY_NAME = {"faults", "guess", "mends", "opening", "page_faults", "page_mends", "shapes", "keys", "selftest"}
"""Parts whose words are found by their names, which other tests hold."""


def test_every_word_of_the_interface_is_used() -> None:
    words = built_in_interface()
    files = (file for file in ROOT.rglob("*.py"))
    code = "\n".join(file.read_text(encoding="utf-8") for file in files)
    used = {name for found in re.findall(r'\.(\w+)|"(\w+)"', code) for name in found}
    unused = [f"{part}.{name}" for part in words if part not in BY_NAME for name in words[part] if name not in used]
    assert unused == []
