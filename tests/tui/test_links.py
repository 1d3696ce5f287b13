"""From a row to the claims and scenes behind it, and back."""

from __future__ import annotations

from explorer.engine.comparison import compare
from explorer.pack.pack import Pack
from explorer.report.links import GO
from explorer.tui.panes.profiles import Profiles
from tests.tui.desk import Desk, desk


def links(here: Desk) -> list[str]:
    """The links on the page, from top to bottom."""
    return list(dict.fromkeys(line.id for line in here.page.lines if line.id.startswith(GO)))


async def unfolded(here: Desk, row: str) -> list[str]:
    """The links of a row of the diff."""
    here.page.point(row)
    await here.press("w")
    return links(here)


async def test_an_unfolded_row_links_to_every_claim_behind_it_and_to_scenes_of_both_days(pack: Pack) -> None:
    first, second = (role.id for role in pack.roles)
    async with desk(pack, pane="diff") as here:
        for row in compare(pack, first, second).rows:
            if row.about.id not in {axis.id for axis in pack.dimensions}:
                continue
            found = await unfolded(here, row.about.id)
            for stand in (row.first, row.second):
                for claim in stand.claims:
                    assert f"{GO}profiles {stand.role} {claim.id}" in found
                assert any(link.startswith(f"{GO}simulator {stand.role} ") for link in found)
            await here.press("w")
            assert links(here) == []


async def test_a_link_leads_to_the_claim_and_esc_back_to_the_link(pack: Pack) -> None:
    async with desk(pack, pane="diff") as here:
        found = [link for link in await unfolded(here, pack.dimensions[0].id) if "profiles" in link]
        for link in (found[0], found[-1]):
            here.page.point(link)
            await here.press("enter")
            await here.until(lambda: here.place == "profiles", "the profile")
            await here.settle()
            _, _, role, claim = link.split()
            assert here.page.cursor == claim
            assert isinstance(here.app.screen, Profiles)
            assert here.app.screen.role == role
            await here.press("escape")
            await here.until(lambda: here.place == "diff", "the diff")
            await here.settle()
            assert here.page.cursor == link


async def test_an_unfolded_claim_leads_to_its_row_unfolded(pack: Pack) -> None:
    claim = next(claim for claim in pack.roles[0].claims if claim.axis)
    assert claim.axis
    async with desk(pack, pane="profiles") as here:
        here.page.point(claim.id)
        await here.press("w")
        assert links(here) == [f"{GO}diff {claim.axis.dimension} {pack.roles[0].id}"]
        here.page.point(links(here)[0])
        await here.press("enter")
        await here.until(lambda: here.place == "diff", "the diff")
        await here.settle()
        assert here.page.cursor == claim.axis.dimension
        assert f"{GO}profiles {pack.roles[0].id} {claim.id}" in links(here)


async def test_a_scene_leads_to_its_day_and_esc_back(pack: Pack) -> None:
    async with desk(pack, pane="diff") as here:
        link = next(link for link in await unfolded(here, pack.dimensions[0].id) if "simulator" in link)
        here.page.point(link)
        await here.press("enter")
        await here.until(lambda: here.place == "simulator", "the simulator")
        await here.settle()
        assert pack.day(link.split()[2]).scenes[0].title["en"] in here.prose
        await here.press("escape")
        await here.until(lambda: here.place == "diff", "the diff")


async def test_a_measure_leads_to_the_axis_it_speaks_to(pack: Pack) -> None:
    measure = next(measure for measure in pack.measures if measure.dimension)
    async with desk(pack, pane="diff") as here:
        await here.press("=")
        assert await unfolded(here, measure.id) == [f"{GO}diff {measure.dimension}"]
        here.page.point(f"{GO}diff {measure.dimension}")
        await here.press("enter")
        await here.settle()
        assert here.page.cursor == measure.dimension
