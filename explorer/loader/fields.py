"""Finds the fields allowed at a place of a file, from the types, so that a misspelt one can be reported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from explorer.words.value import Frozen


def fields_at(shape: Any, path: Sequence[str | int], value: object) -> tuple[str, ...]:
    """The fields allowed at `path` of a file of type `shape`; empty if there is no group, or its keys are free. `value`
    is the data of the file, which decides between several possible types."""
    here: list[Any] = [shape]
    for part in path:
        value = _below(value, part)
        here = [below for each in here for below in _steps(each, part)]
    here = [each for each in (_bare(each) for each in here) if isinstance(each, type) and issubclass(each, Frozen)]
    kind = value.get("kind") if isinstance(value, dict) else None
    fitting = [each for each in here if _is_of(each, kind)] or here
    return tuple(dict.fromkeys(name for each in fitting for name in get_type_hints(each) if not name.startswith("_")))


def _below(value: object, part: str | int) -> object:
    if isinstance(value, dict):
        return value.get(part)
    return value[part] if isinstance(value, list) and isinstance(part, int) and part < len(value) else None


def _is_of(shape: type[Frozen], kind: object) -> bool:
    return kind in get_args(get_type_hints(shape).get("kind"))


def _bare(shape: Any) -> Any:
    """A type without annotations that only restrict it."""
    return _bare(get_args(shape)[0]) if get_origin(shape) is Annotated else shape


def _steps(shape: Any, part: str | int) -> Iterator[Any]:
    shape = _bare(shape)
    origin, inner = get_origin(shape), get_args(shape)
    if origin in (Union, UnionType):
        for each in inner:
            yield from _steps(each, part)
    elif origin is tuple:
        yield from (each for each in inner[:1] if each is not Ellipsis)
    elif isinstance(origin, type) and issubclass(origin, Mapping):
        yield inner[1]
    elif isinstance(shape, type) and issubclass(shape, Frozen):
        hints = get_type_hints(shape, include_extras=True)
        if part in hints:
            yield from _alternatives(hints[str(part)])


def _alternatives(shape: Any) -> Iterator[Any]:
    shape = _bare(shape)
    if get_origin(shape) in (Union, UnionType):
        for each in get_args(shape):
            yield from _alternatives(each)
    elif shape is not type(None):
        yield shape
