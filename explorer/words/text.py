"""A text in all the languages of its pack, and the base of every frozen value.

Values are dataclasses, and pydantic validates them when a pack is read; it is imported only then, because a pack that
is loaded from the cache (`loader.cache`) needs none of it.
"""

from __future__ import annotations

import copyreg
import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, TypeVar, dataclass_transform

from explorer.words.frozen import Unchangeable

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, ValidationInfo
    from pydantic_core import CoreSchema, PydanticCustomError

T = TypeVar("T")

CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""C0 but newline, DEL, C1, and the separators and bidirectional overrides that move what follows on a screen."""
LONGEST = 8_000
"""Signs of a text in one language; the built-in pack's longest has about 1,500."""
BLANKS = " \t\n"
"""What alone is no text; a space that does not break is one: it parts thousands in French."""
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
"""How a language is called."""
CURLY = re.compile("[“”‘’]")
"""Quotes of a word processor, which are letters to YAML."""
PLACEHOLDER = re.compile(r"\{([\w-]+)\}")


def refused(kind: str, message: str, values: Mapping[str, object] | None = None) -> PydanticCustomError:
    """The error to raise for a value that is not allowed: `kind` names its sentence in `faults`, `values` fill it."""
    from pydantic_core import PydanticCustomError

    return PydanticCustomError(kind, message, dict(values or {}))


class Checked:
    """An annotation: the value is passed through `function`, which returns it (or another) or raises `refused(...)`."""

    def __init__(self, function: Callable[[Any], object]) -> None:
        self.function = function

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core.core_schema import no_info_after_validator_function

        return no_info_after_validator_function(self.function, handler(source))


class Parsed:
    """An annotation: the value may be written in short, as a text from which `function` makes its fields."""

    def __init__(self, function: Callable[[object], object]) -> None:
        self.function = function

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core.core_schema import no_info_before_validator_function

        return no_info_before_validator_function(self.function, handler(source))


class Bounds:
    """An annotation: the least and most of a number (`ge`, `le`) or of a length (`min_length`, `max_length`)."""

    def __init__(self, **bounds: int) -> None:
        self.bounds = bounds

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return {**handler(source), **self.bounds}


class Like:
    """An annotation: a text that matches a regular expression."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core.core_schema import str_schema

        return str_schema(pattern=self.pattern)


class Tagged:
    """An annotation: a union whose members are told apart by their field `name`."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic import Discriminator

        return handler.generate_schema(Annotated[source, Discriminator(self.name)])


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
class Frozen(Unchangeable):
    """A value of a pack: nothing can be added to it or changed in it.

    Subclasses are dataclasses. Their `__post_init__` is called when a value is read, and may refuse it.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}
    __dataclass_fields__: ClassVar[dict[str, Any]]

    def __init_subclass__(cls) -> None:
        dataclass(init=False, repr=False, eq=False, kw_only=True)(cls)  # in a tenth of the time of a whole one

    def __init__(self, **values: Any) -> None:
        known = {each.name: each for each in fields(self)}
        if unknown := values.keys() - known.keys():
            raise TypeError(f"{type(self).__name__} has no {', '.join(unknown)}")
        for name, each in known.items():
            if name in values:
                self.__dict__[name] = values[name]
            elif each.default_factory is not MISSING:
                self.__dict__[name] = each.default_factory()
            elif each.default is not MISSING:
                self.__dict__[name] = each.default
            else:
                raise TypeError(f"{type(self).__name__} needs {name}")

    def __repr__(self) -> str:
        fields = ", ".join(f"{name}={value!r}" for name, value in self.__dict__.items())
        return f"{type(self).__name__}({fields})"


def shared(mapping: dict[str, T]) -> Mapping[str, T]:
    """A mapping that cannot be written to: all visitors share it."""
    return MappingProxyType(mapping)


def nothing() -> Mapping[str, Any]:
    """An empty mapping, as the default of a field."""
    return shared({})


copyreg.pickle(MappingProxyType, lambda mapping: (shared, (dict(mapping),)))  # type: ignore[return-value,arg-type]


def _printable(words: str) -> str:
    if match := CONTROL.search(words):
        raise refused("control", "control character {code}", {"code": f"U+{ord(match[0]):04X}"})
    return words


Words = Annotated[str, Checked(_printable)]
"""A text that is the same in all languages: a name, a title, a link."""


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
