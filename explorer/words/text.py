"""A text in all the languages of its pack.

pydantic validates it when a pack is read, and is imported only then: a pack that is loaded from the cache
(`loader.cache`) needs none of it.
"""

from __future__ import annotations

import copyreg
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from explorer.words.unchangeable import Unchangeable

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, ValidationInfo
    from pydantic_core import CoreSchema, PydanticCustomError

T = TypeVar("T")

CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""C0 but newline, DEL, C1, and the separators and bidirectional overrides that move what follows on a screen."""
LONGEST = 8_000
"""The most characters of a text in one language; the built-in pack's longest has about 1,500."""
BLANKS = " \t\n"
"""Characters that alone do not make a text; the no-break space is not among them, since it separates thousands in
French."""
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
"""How a language is called."""
CURLY = re.compile("[“”‘’]")
"""Typographic quotes, which YAML treats as letters."""
PLACEHOLDER = re.compile(r"\{([\w-]+)\}")


def shortened(text: str, most: int) -> str:
    """A text in at most `most` characters; if it was longer, the last of them is `…`."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def refused(kind: str, message: str, values: Mapping[str, object] | None = None) -> PydanticCustomError:
    """The error to raise for a value that is not allowed: `kind` names its sentence in `faults`, `values` fill it."""
    from pydantic_core import PydanticCustomError

    return PydanticCustomError(kind, message, dict(values or {}))


def shared(mapping: dict[str, T]) -> Mapping[str, T]:
    """A read-only view of a mapping, because all visitors share it."""
    return MappingProxyType(mapping)


def nothing() -> Mapping[str, Any]:
    """An empty mapping, as the default of a field."""
    return shared({})


copyreg.pickle(MappingProxyType, lambda mapping: (shared, (dict(mapping),)))  # type: ignore[return-value,arg-type]


class Text(Unchangeable):
    """One text in each language of the pack, language code to words. `text["es"]` reads it.

    In prose written folded (`>-`) an empty line parts paragraphs; it arrives here as a line break. A pack's languages
    come to the validator as `context={"languages": [...]}`; without it any languages will do.
    """

    __slots__ = ("root",)

    root: Mapping[str, str]

    def __init__(self, root: dict[str, str]) -> None:
        object.__setattr__(self, "root", shared(root))

    def __getitem__(self, language: str) -> str:
        return self.root[language]

    def fill(self, language: str, /, **values: object) -> str:
        """The text with its `{placeholders}` replaced; KeyError if one is not given."""
        return self.root[language].format(**values)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and self.root == other.root

    def __hash__(self) -> int:
        return hash(tuple(self.root.items()))

    def __repr__(self) -> str:
        return f"Text({dict(self.root)!r})"

    def __reduce__(self) -> tuple[type[Text], tuple[dict[str, str]]]:
        return Text, (dict(self.root),)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core.core_schema import dict_schema, str_schema, with_info_after_validator_function

        return with_info_after_validator_function(_whole, dict_schema(str_schema(), str_schema()))


def _whole(texts: dict[str, str], info: ValidationInfo) -> Text:
    """Check a text: all of its pack's languages, no control characters, the same {placeholders} in each."""
    languages = (info.context or {}).get("languages") or tuple(word for word in texts if LANGUAGE.fullmatch(word))
    if cut := [
        word for word, values in texts.items() if word not in languages and not (values and LANGUAGE.fullmatch(word))
    ]:
        if CURLY.search("".join((*texts, *texts.values()))):
            raise refused("text_curly", "curly quotes do not hold a text together: {found}", {"found": cut[0]})
        raise refused("text_comma", "a text is cut at a comma: {found}", {"found": cut[0]})
    if missing := [language for language in languages if not texts.get(language, "").strip(BLANKS)]:
        raise refused("text_missing", "no text in {languages}", {"languages": ", ".join(missing)})
    if extra := [language for language in texts if language not in languages]:
        raise refused("text_language", "{languages} is not a language of this pack", {"languages": ", ".join(extra)})
    for language, words in texts.items():
        if len(words) > LONGEST:
            values = {"language": language, "count": str(len(words)), "most": str(LONGEST)}
            raise refused("text_long", "the text in {language} is too long", values)
        if match := CONTROL.search(words):
            values = {"code": f"U+{ord(match[0]):04X}", "language": language}
            raise refused("text_control", "control character {code} in {language}", values)
    if len({frozenset(PLACEHOLDER.findall(words)) for words in texts.values()}) > 1:
        raise refused("text_placeholders", "the languages do not have the same {{placeholders}}")
    return Text(texts)
