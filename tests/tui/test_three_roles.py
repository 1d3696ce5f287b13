"""A pack of three roles on the screen: any two compared, only what counts asked, every fit shown."""

from __future__ import annotations

import pytest

from explorer.engine.questionnaire import asked
from explorer.engine.visit import Visit
from explorer.pack.pack import Pack
from explorer.report.diff import pairs
from explorer.tui.panes.diff import Diff
from explorer.tui.panes.profiles import Profiles
from explorer.tui.panes.questionnaire import Questionnaire
from tests.tui.desk import answered_all, desk, keyed


def shorts(pack: Pack, *roles: str) -> str:
    return " and ".join(pack.role(role).short["en"] for role in roles)


@pytest.mark.parametrize(("key", "order"), [("l", [0, 1, 2, 0]), ("right", [0, 1, 2, 0]), ("h", [0, 2, 1, 0])])
async def test_any_two_roles_are_compared_one_key_from_another(three: Pack, key: str, order: list[int]) -> None:
    async with desk(three, pane="diff") as here:
        for place in order:
            assert shorts(three, *pairs(three)[place]) in here.text
            assert f"{place + 1} of 3" in here.prose
            await here.press(key)


async def test_another_two_roles_are_compared_at_the_same_axis(three: Pack) -> None:
    async with desk(three, pane="diff") as here:
        await here.press("n", "n")
        row = here.cursor
        await here.press("l")
        assert here.cursor == row


async def test_with_two_roles_the_key_says_that_there_are_no_more(pack: Pack) -> None:
    async with desk(pack, pane="diff") as here:
        before = here.prose
        await here.press("l")
        assert pack.interface.diff.one_pair["en"] in here.hints and here.prose == before


async def test_a_claim_of_the_third_role_leads_to_a_comparison_of_it(three: Pack) -> None:
    async with desk(three) as here:
        profiles = await here.visit(Profiles)
        await here.press("h")
        third = profiles.role
        assert third == three.roles[2].id
        seen = {section.id for section in three.sections if not section.folded}
        claim = next(claim for claim in three.role(third).claims if claim.section in seen)
        here.page.point(claim.id)
        await here.press("w", "j", "enter")
        await here.until(lambda: here.place == "diff", "the diff")
        assert isinstance(here.pane, Diff) and third in here.pane.pair


async def test_the_test_asks_activities_and_then_one_set_of_comparisons(three: Pack) -> None:
    async with desk(three, pane="test") as here:
        of = len(asked(three, {}))
        assert isinstance(here.pane, Questionnaire)
        assert f"Question 1 of {of}" in here.prose
        for number in range(of):
            assert f"Question {number + 1} of {of}" in here.prose
            await here.press("24"[number % 2])
        await here.until(lambda: here.place == "result", "the result, after the last answer")
        assert set(here.visit_now.answers) == {item.id for item in asked(three, here.visit_now.answers)}
        await here.go("profiles")
        assert "t Test ✓" in here.tabs


async def test_the_result_shows_every_liking_and_which_two_are_compared(three: Pack) -> None:
    liked = dict(zip((role.id for role in three.roles), (1, 4, 5), strict=True))
    answers = [
        (item.id, keyed(item, liked[item.role]) if item.kind == "likert" else 3) for item in three.questionnaire.items
    ]
    async with desk(three, pane="result", size=(120, 40), visit=answered_all(Visit("en"), answers)) as here:
        for role in three.roles:
            gauge = next(
                line.text for line in here.page.lines if line.text.startswith(role.short["en"]) and "│" in line.text
            )
            assert gauge.endswith(" of 100")
        second, third = (role.short["en"] for role in three.roles[1:])
        assert f"Of the 3 roles the two in the lead are compared: {second} and {third}." in here.prose
