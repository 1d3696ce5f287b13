"""A role that joins a pack with a story of its own: nothing of the others' story is told in its day, and it is compared
only where something is said of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from explorer.engine.comparison import compare
from explorer.engine.day import play
from explorer.engine.messages import coda, coda_text, crosses
from explorer.loader.world import joined_days
from explorer.pack.pack import Pack


@pytest.fixture
def with_own_story(built_in: Pack, small: Pack) -> Pack:
    """The built-in pack and a third role, whose day has no event in common with the others."""
    scenes = tuple(replace(scene, event=None) for scene in small.days[0].scenes)
    own = replace(small.days[0], role="guest", scenes=scenes)
    role = replace(built_in.roles[0], id="guest", claims=())
    theirs = (replace(day, facts=(), hears=()) for day in built_in.days)
    days = joined_days((*theirs, own), built_in.world)
    return replace(built_in, roles=(*built_in.roles, role), days=days)


def test_its_day_hears_nothing_and_has_no_coda(with_own_story: Pack) -> None:
    day = with_own_story.day("guest")
    assert day.hears == ()
    assert not crosses(with_own_story, day)
    played = play(day, (1,) * len(day.scenes))
    assert played.ending is not None
    assert with_own_story.coda
    assert coda(with_own_story, played, {}) is None
    assert coda_text(with_own_story, played, {}) == ()


def test_the_days_that_share_a_story_have_their_coda(with_own_story: Pack) -> None:
    assert all(crosses(with_own_story, day) for day in with_own_story.days if day.role != "guest")


def test_a_role_is_compared_on_no_axis_that_nothing_is_said_of(with_own_story: Pack) -> None:
    first = with_own_story.roles[0].id
    said = {claim.axis.dimension for claim in with_own_story.claims("guest") if claim.axis}
    compared = {row.about.id for row in compare(with_own_story, first, "guest").rows if not row.first.readings}
    assert compared <= said
    assert compared < {axis.id for axis in with_own_story.dimensions}
