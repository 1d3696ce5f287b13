"""The pack that comes with the program: it loads, and it is whole in both of its languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

import pytest

from explorer.loader.reader import built_in, built_in_interface, read_pack
from explorer.pack.pack import Pack
from explorer.pack.world import mentions
from explorer.words.model import Named
from explorer.words.text import CONTROL, Text
from explorer.words.value import Frozen


def texts(value: object, at: str = "") -> Iterator[tuple[str, Text]]:
    """Every text anywhere in `value`, with the path to it."""
    if isinstance(value, Text):
        yield at, value
    elif isinstance(value, Named):
        for name in value:
            yield from texts(value[name], f"{at}.{name}".lstrip("."))
    elif isinstance(value, Frozen):
        for name in (field.name for field in fields(value)):
            yield from texts(getattr(value, name), f"{at}.{name}".lstrip("."))
    elif isinstance(value, tuple):
        for place, each in enumerate(value):
            yield from texts(each, f"{at}.{place}")


def test_it_loads_and_tells_of_two_roles(pack: Pack) -> None:
    assert (pack.id, pack.languages) == ("kam-pm", ("es", "en"))
    assert [role.id for role in pack.roles] == ["kam", "pm"]
    assert [day.role for day in pack.days] == ["kam", "pm"]


def test_reading_it_twice_gives_the_same_pack(pack: Pack) -> None:
    assert read_pack(built_in()) == pack


def test_every_text_says_something_in_both_languages(pack: Pack) -> None:
    found = list(texts(pack))
    assert len(found) > 1000
    assert [at for at, text in found if set(text.root) != {"es", "en"}] == []
    assert [at for at, text in found if not all(words.strip() for words in text.root.values())] == []


def test_no_text_carries_a_control_character(pack: Pack) -> None:
    assert [at for at, text in texts(pack) if any(CONTROL.search(words) for words in text.root.values())] == []


FILLED = ("interface.", "manual.", "questionnaire.caveats.")
"""Where the program puts figures and names in."""


def test_only_what_the_program_fills_in_has_placeholders_and_days_those_of_facts(pack: Pack) -> None:
    facts = {fact.id for day in pack.days for fact in day.facts if fact.words}
    strange = [(at, text) for at, text in texts(pack) if "{" in text["en"] and not at.startswith(FILLED)]
    assert [at for at, text in strange if not (at.startswith("days.") and set(mentions(text)) <= facts)] == []


def test_the_words_of_the_program_are_those_that_other_packs_inherit(pack: Pack) -> None:
    assert pack.interface == built_in_interface()
    assert built_in_interface().languages() == pack.languages


def test_every_name_finds_what_it_names(pack: Pack) -> None:
    assert [pack.role(role.id) for role in pack.roles] == list(pack.roles)
    assert [pack.day(day.role) for day in pack.days] == list(pack.days)
    assert [pack.dimension(axis.id) for axis in pack.dimensions] == list(pack.dimensions)
    assert [pack.source(source.id) for source in pack.sources] == list(pack.sources)


def test_a_name_that_is_not_there_is_a_key_error(pack: Pack) -> None:
    for find in (pack.role, pack.day, pack.dimension, pack.source):
        with pytest.raises(KeyError):
            find("nobody")


def test_a_roles_claims_are_its_own_and_then_those_it_shares(pack: Pack) -> None:
    for role in pack.roles:
        shared = [claim for claim in pack.shared if role.id in claim.roles]
        assert shared
        assert list(pack.claims(role.id)) == [*role.claims, *shared]


def test_nothing_in_it_can_be_changed(pack: Pack) -> None:
    with pytest.raises(AttributeError):
        pack.version = 2  # type: ignore[misc]
    with pytest.raises(AttributeError):
        pack.roles[0].claims[0].strength = "editorial"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        pack.title.root = {}
