"""A text in all the languages of its pack, and the base of every frozen value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, RootModel, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""C0 but newline, DEL, C1, and the separators and bidirectional overrides that move what follows on a screen."""
LONGEST = 8_000
"""Signs of a text in one language; the built-in pack's longest has about 1,500."""
PLACEHOLDER = re.compile(r"\{(\w+)\}")


class Frozen(BaseModel):
    """A value of a pack: nothing can be added to it or changed in it."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def _printable(words: str) -> str:
    if found := CONTROL.search(words):
        raise PydanticCustomError("control", "control character {code}", {"code": f"U+{ord(found[0]):04X}"})
    return words


Words = Annotated[str, AfterValidator(_printable)]
"""A text that is the same in all languages: a name, a title, a link."""


class Text(RootModel[Mapping[str, str]]):
    """One text in each language of the pack, language code to words. `text["es"]` reads it.

    In prose written folded (`>-`) an empty line parts paragraphs; it arrives here as a line break. A pack's languages
    come to the validator as `context={"languages": [...]}`; without it any languages will do.
    """

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="after")
    def _whole(self, info: ValidationInfo) -> Text:
        texts = self.root
        languages = (info.context or {}).get("languages") or tuple(texts)
        if missing := [language for language in languages if not texts.get(language, "").strip()]:
            raise PydanticCustomError("text_missing", "no text in {languages}", {"languages": ", ".join(missing)})
        if extra := [language for language in texts if language not in languages]:
            raise PydanticCustomError(
                "text_language", "{languages} is not a language of this pack", {"languages": ", ".join(extra)}
            )
        for language, words in texts.items():
            if len(words) > LONGEST:
                raise PydanticCustomError(
                    "text_long",
                    "the text in {language} is too long",
                    {"language": language, "count": str(len(words)), "most": str(LONGEST)},
                )
            if found := CONTROL.search(words):
                raise PydanticCustomError(
                    "text_control",
                    "control character {code} in {language}",
                    {"code": f"U+{ord(found[0]):04X}", "language": language},
                )
        if len({frozenset(PLACEHOLDER.findall(words)) for words in texts.values()}) > 1:
            raise PydanticCustomError("text_placeholders", "the languages do not have the same {{placeholders}}", {})
        object.__setattr__(self, "root", MappingProxyType(texts))  # shared by all visitors: not to be written to
        return self

    def __getitem__(self, language: str) -> str:
        return self.root[language]

    def fill(self, language: str, /, **values: object) -> str:
        """The text with its `{placeholders}` replaced; KeyError if one is not given."""
        return self.root[language].format(**values)
