"""Frozen values behave as frozen dataclasses do, which they stand in for."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace

import pytest

from explorer.words.frozen import frozen


@frozen
class Ours:
    """A value with every kind of field."""

    name: str
    size: int = 3
    words: Mapping[str, str] = field(default_factory=dict)
    aside: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if self.size < 0:
            raise ValueError(self.size)


@frozen
class Wider(Ours):
    """One that holds more."""

    more: tuple[int, ...] = ()


@frozen
class Empty:
    """One without fields."""


@frozen
class Stubborn:
    """One that says itself when it is the same."""

    name: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Stubborn) and self.name.casefold() == other.name.casefold()

    def __hash__(self) -> int:
        return hash(self.name.casefold())


@dataclass(frozen=True)
class Theirs:
    """What Python makes of the same."""

    name: str
    size: int = 3
    words: Mapping[str, str] = field(default_factory=dict)
    aside: str = field(default="", compare=False)


def test_fields_are_given_by_place_by_name_or_by_default() -> None:
    made = Ours("a", words={"b": "c"})
    assert (made.name, made.size, made.words, made.aside) == ("a", 3, {"b": "c"}, "")
    assert Ours("a").words is not Ours("a").words
    assert [each.name for each in fields(Ours)] == [each.name for each in fields(Theirs)]
    assert Wider("a", 1, {}, "b", (2,)).more == (2,)


@pytest.mark.parametrize("given", [{}, {"name": "a", "other": 1}])
def test_what_is_missing_or_too_much_is_refused_as_python_does(given: dict[str, str]) -> None:
    with pytest.raises(TypeError) as theirs:
        Theirs(**given)  # type: ignore[arg-type]
    with pytest.raises(TypeError) as ours:
        Ours(**given)  # type: ignore[arg-type]
    assert str(ours.value) == str(theirs.value).replace("Theirs", "Ours")


def test_equal_fields_make_equal_values_of_the_same_class_only() -> None:
    assert Ours("a") == Ours("a", aside="b")
    assert Ours("a") != Ours("b")
    assert Ours("a") != Wider("a")
    assert Ours("a") != Theirs("a")  # type: ignore[comparison-overlap]
    assert hash(Wider("a", words=(), more=(1,))) == hash(Wider("a", words=(), more=(1,)))  # type: ignore[arg-type]
    assert Empty() == Empty()
    assert hash(Empty()) == hash(Empty())
    assert {Stubborn("a"), Stubborn("A")} == {Stubborn("a")}


def test_nothing_can_be_changed() -> None:
    made = Ours("a")
    with pytest.raises(FrozenInstanceError):
        made.name = "b"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del made.name
    assert replace(made, size=4) == Ours("a", 4)
    with pytest.raises(ValueError, match="-1"):
        replace(made, size=-1)


def test_values_are_said_kept_and_matched_like_dataclasses() -> None:
    assert repr(Ours("a")) == repr(Theirs("a")).replace("Theirs", "Ours")
    assert pickle.loads(pickle.dumps(Wider("a", more=(1,)))) == Wider("a", more=(1,))
    match Wider("a", 7):
        case Ours(name, size):
            assert (name, size) == ("a", 7)
        case _:
            pytest.fail("not matched by place")
