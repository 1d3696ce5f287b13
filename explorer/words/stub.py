"""The names of all words for the type checker, made from `content/interface.yaml`: python -m explorer.words.stub

Run after a word was added to the file, renamed or taken out of it; a test holds both equal.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

HERE = Path(__file__).resolve().parent
CONTENT = HERE.parent.parent / "content" / "interface.yaml"
STUB = HERE / "interface.pyi"
HEAD = '''"""Made from content/interface.yaml by `python -m explorer.words.stub`: edit that file, not this one.

The classes of the parts exist for the type checker alone.
"""

from explorer.words.model import Part, Words
from explorer.words.text import Text
'''


def stub(words: Mapping[str, Mapping[str, object]]) -> str:
    """A stub file for words as in their YAML file: a class for each part, and one for the whole."""
    parts = {part: "".join(each.capitalize() for each in part.split("_")) for part in words}
    classes = [(f"{parts[part]}(Part)", dict.fromkeys(texts, "Text")) for part, texts in words.items()]
    return HEAD + "".join(
        f"\nclass {head}:\n" + "".join(f"    {name}: {kind}\n" for name, kind in fields.items())
        for head, fields in [*classes, ("Interface(Words)", parts)]
    )


def main() -> None:
    """Write the stub file."""
    import yaml

    STUB.write_text(stub(yaml.safe_load(CONTENT.read_text(encoding="utf-8"))), encoding="utf-8")


if __name__ == "__main__":
    main()
