"""A visit in a pack that was changed under it: what still has a meaning stays."""

from __future__ import annotations

from types import MappingProxyType

from explorer.engine.adapted import adapted_to
from explorer.engine.day import play
from explorer.engine.visit import Lived, Visit, answered, chosen, starred
from explorer.pack.pack import Pack


def test_nothing_is_lost_in_a_pack_that_is_the_same(small: Pack) -> None:
    visit = starred(answered(Visit("en"), "grains", 4), "pace")
    for option in (1, 3, 2):
        visit = chosen(visit, "ant", option)
    assert adapted_to(small, visit) is visit


def test_what_the_pack_no_longer_has_is_gone_and_the_rest_stays(small: Pack) -> None:
    visit = answered(answered(Visit("fr"), "grains", 4), "gone", 2)
    visit = chosen(chosen(visit, "wasp", 1), "ant", 1)
    now = adapted_to(small, visit)
    assert now.language == "es"
    assert (dict(now.answers), dict(now.days)) == ({"grains": 4}, {"ant": Lived((1,), (0,))})


def test_hours_from_the_first_that_is_no_longer_offered_on_are_gone(small: Pack) -> None:
    visit = Visit("en", days=MappingProxyType({"ant": Lived((2, 3, 1), (5, 4, 3))}))  # at noon only two options
    now = adapted_to(small, visit).lived("ant")
    assert now == Lived((2,), (5,))
    assert play(small.day("ant"), now.choices).now is not None
