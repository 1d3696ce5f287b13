"""The shape of `interface.yaml`: parts, and in each a text for every name. The file alone defines which.

`interface.pyi`, made from the file by `python -m explorer.words.stub`, tells the same to the type checker.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Generic, TypeVar

from explorer.words.text import Text
from explorer.words.unchangeable import Unchangeable

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

T = TypeVar("T")


class Named(Unchangeable, Generic[T]):
    """Values by name: as attributes if the name is known, with `[name]` if it comes from data."""

    def __init__(self, values: Mapping[str, T]) -> None:
        self.__dict__.update(values)

    def __getitem__(self, name: str) -> T:
        value: T = self.__dict__[name]
        return value

    def __contains__(self, name: object) -> bool:
        return name in self.__dict__

    def __iter__(self) -> Iterator[str]:
        return iter(self.__dict__)


class Part(Named[Text]):
    """A part of the words: the texts of one screen, command or kind of thing."""


class Words(Named[Part]):
    """All words of the program in one or more languages: a pack's `interface.yaml`, completed."""

    def languages(self) -> tuple[str, ...]:
        """The languages of the words."""
        return tuple(next(iter(self.__dict__["numbers"].__dict__.values())).root)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core.core_schema import dict_schema, no_info_after_validator_function, str_schema

        part = no_info_after_validator_function(Part, dict_schema(str_schema(), handler.generate_schema(Text)))
        return no_info_after_validator_function(cls, dict_schema(str_schema(), part))
