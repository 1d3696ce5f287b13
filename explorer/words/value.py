"""The base of every value of a pack, and annotations that say what its fields may hold.

Values are dataclasses, and pydantic validates them when a pack is read; it is imported only then, because a pack that
is loaded from the cache (`loader.cache`) needs none of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, field, fields
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, dataclass_transform

from explorer.words.frozen import late_dataclass
from explorer.words.text import CONTROL, refused
from explorer.words.unchangeable import Unchangeable

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema


class Checked:
    """An annotation: the value is passed through `function`, which returns it (or another) or raises `refused(...)`."""

    def __init__(self, function: Callable[[Any], object]) -> None:
        self.function = function

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core.core_schema import no_info_after_validator_function

        return no_info_after_validator_function(self.function, handler(source))


class Parsed:
    """An annotation: the value may also be written as a text, which `function` parses into its fields."""

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
    """An annotation: a union whose member types are distinguished by their field `name`."""

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
        late_dataclass(cls, kw_only=True)

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


def _printable(words: str) -> str:
    if match := CONTROL.search(words):
        raise refused("control", "control character {code}", {"code": f"U+{ord(match[0]):04X}"})
    return words


Words = Annotated[str, Checked(_printable)]
"""A text that is the same in all languages: a name, a title, a link."""
