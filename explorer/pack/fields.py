"""Which fields there can be at a place of a file: looked up in the shapes, for those who mistype one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel


def fields_at(shape: type[BaseModel], path: Sequence[str | int], found: object) -> tuple[str, ...]:
    """The fields of the group at `path` of a file of `shape`; empty where there is no group, or its keys are free.

    `found` is the file's data, by which one of several shapes is told from another.
    """
    here: list[Any] = [shape]
    for part in path:
        found = _below(found, part)
        here = [below for each in here for below in _steps(each, part)]
    here = [each for each in (_bare(each) for each in here) if isinstance(each, type) and issubclass(each, BaseModel)]
    kind = found.get("kind") if isinstance(found, dict) else None
    fitting = [each for each in here if _told(each, kind)] or here
    return tuple(dict.fromkeys(name for each in fitting for name in each.model_fields if name != "root"))


def _below(found: object, part: str | int) -> object:
    if isinstance(found, dict):
        return found.get(part)
    return found[part] if isinstance(found, list) and isinstance(part, int) and part < len(found) else None


def _told(shape: type[BaseModel], kind: object) -> bool:
    field = shape.model_fields.get("kind")
    return field is not None and kind in get_args(field.annotation)


def _bare(shape: Any) -> Any:
    """A shape without what only narrows it."""
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
    elif isinstance(shape, type) and issubclass(shape, BaseModel):
        fields = shape.model_fields
        if "root" in fields:
            yield from _steps(fields["root"].annotation, part)
        elif part in fields:
            yield from _alternatives(fields[str(part)].annotation)


def _alternatives(shape: Any) -> Iterator[Any]:
    shape = _bare(shape)
    if get_origin(shape) in (Union, UnionType):
        for each in get_args(shape):
            yield from _alternatives(each)
    elif shape is not type(None):
        yield shape
