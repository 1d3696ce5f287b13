"""Frozen values: what `dataclass(frozen=True)` makes, in a tenth of the time.

Up to Python 3.12 a frozen dataclass takes 0.3 ms to make, because each of its methods is compiled from text of its own;
a start makes more than a hundred. Here only `__init__` is compiled, when the first value is made; the other methods are
the same for all, and the fields are looked up when they are first asked for. `replace`, `fields` and `match` work as
ever. Values of a pack are `Frozen` (`words.value`): those are also read and validated.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, dataclass, field, fields
from functools import cache
from operator import attrgetter
from threading import RLock
from typing import Any, TypeVar, dataclass_transform

from explorer.words.unchangeable import Unchangeable

T = TypeVar("T")
LATE = ("__dataclass_fields__", "__match_args__")
"""What Python makes of the annotations of a dataclass."""
_making = RLock()


class _Late:
    """One of LATE, until it is first asked for."""

    def __init__(self, owner: type, name: str, kw_only: bool) -> None:
        self.owner, self.name, self.kw_only = owner, name, kw_only

    def __get__(self, value: object, kind: type) -> object:
        with _making:
            if vars(self.owner)[self.name] is self:
                for name in LATE:
                    type.__delattr__(self.owner, name)
                dataclass(init=False, repr=False, eq=False, kw_only=self.kw_only)(self.owner)
        return vars(self.owner)[self.name]


def late_dataclass(made: type, kw_only: bool = False) -> None:
    """Make a class a dataclass without methods when it is first asked for its fields: that takes 0.1 ms, and what reads
    compiled values (`loader.cache`) never asks."""
    for name in LATE:
        type.__setattr__(made, name, _Late(made, name, kw_only))


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(made: type[T]) -> type[T]:
    """A class whose values hold the fields that it names, are equal when those are, and cannot be changed."""
    late_dataclass(made)

    @cache
    def compared() -> Callable[[object], object]:
        names = [each.name for each in fields(made) if each.compare]  # type: ignore[arg-type]
        return attrgetter(*names) if names else lambda _: ()

    def first(self: object, *values: object, **named: object) -> None:
        made.__init__ = _compiled(made)  # type: ignore[method-assign]  # from here on
        made.__init__(self, *values, **named)

    def equal(self: object, other: object) -> bool:
        return compared()(self) == compared()(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: object) -> int:
        return hash(compared()(self))

    refusing = {name: getattr(Unchangeable, name) for name in ("__setattr__", "__delattr__")}
    methods = {"__init__": first, "__eq__": equal, "__hash__": hashed, "__repr__": _shown, **refusing}
    own = {name for name in methods if name in vars(made)}
    if "__eq__" in own and vars(made)["__hash__"] is None:  # Python's own mark of a class that only compares
        own.discard("__hash__")
    for name in methods.keys() - own:
        setattr(made, name, methods[name])
    return made


def _compiled(made: type) -> Callable[..., None]:
    """The `__init__` of a dataclass: an argument for each field, then `__post_init__` if there is one."""
    known: dict[str, Any] = {"_set": object.__setattr__, "_missing": MISSING}
    arguments, lines = ["self"], []
    for each in fields(made):
        value = each.name
        if each.default_factory is not MISSING:
            known[f"_of_{value}"] = each.default_factory
            arguments.append(f"{value}=_missing")
            lines.append(f"_set(self, '{value}', _of_{value}() if {value} is _missing else {value})")
            continue
        if each.default is not MISSING:
            known[f"_of_{value}"] = each.default
        arguments.append(value if each.default is MISSING else f"{value}=_of_{value}")
        lines.append(f"_set(self, '{value}', {value})")
    if hasattr(made, "__post_init__"):
        lines.append("self.__post_init__()")
    exec(f"def __init__({', '.join(arguments)}):\n    " + "\n    ".join(lines or ["pass"]), known)  # noqa: S102  # own text
    init: Callable[..., None] = known["__init__"]
    init.__qualname__ = f"{made.__qualname__}.__init__"  # said when arguments are missing
    return init


def _shown(self: object) -> str:
    shown = ", ".join(f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)  # type: ignore[arg-type]
    return f"{type(self).__qualname__}({shown})"
