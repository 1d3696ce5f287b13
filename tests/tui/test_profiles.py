"""The Profiles pane: read both roles, find one's way, ask every line where it comes from."""

from __future__ import annotations

import pytest

from explorer.pack.pack import Pack
from explorer.pack.schema import Claim
from explorer.report.pack_translator import translator_of
from explorer.report.profile import sections_of
from explorer.tui.dialogs.filter import FilterLine
from explorer.tui.margin import Margin
from explorer.tui.page import CURSOR
from explorer.tui.panes.profiles import Profiles
from tests.tui.desk import Desk, desk


def sections(pack: Pack, role: str) -> list[str]:
    used = {claim.section for claim in pack.claims(role)}
    return [f"section {section.id}" for section in pack.sections if section.id in used]


def contested(pack: Pack, role: str) -> Claim:
    return next(claim for claim in pack.claims(role) if claim.other)


def contents(here: Desk) -> str:
    return "\n".join(line.text for line in here.pane.query_one("#margin", Margin).lines)


async def test_j_and_k_move_the_cursor_from_line_to_line_and_the_page_follows(pack: Pack) -> None:
    role = pack.roles[0].id
    claims = [claim.id for section in pack.sections for claim in pack.claims(role) if claim.section == section.id]
    async with desk(pack) as here:
        assert here.cursor == sections(pack, role)[0]
        seen = [here.cursor]
        while len(seen) < 12:
            await here.press("j")
            if here.cursor != seen[-1]:
                seen.append(here.cursor)
                assert here.marked, "the line with the cursor is on the screen"
        assert [id for id in seen if not id.startswith("section")] == claims[:10]
        for wanted in reversed(seen[:-1]):
            while here.cursor != wanted:
                before = here.cursor
                await here.press("up")
                assert here.cursor in (before, wanted)


async def test_a_cursor_stands_beside_every_line_of_the_claim_and_nowhere_else(pack: Pack) -> None:
    async with desk(pack) as here:
        await here.press(*"jjj")
        whole = [line.text.rstrip() for line in here.page.lines if line.id == here.cursor]
        assert here.marked == whole
        assert here.text.count(CURSOR) == len(whole) + 1  # and one in the tabs


async def test_g_and_capital_g_go_to_both_ends(pack: Pack) -> None:
    async with desk(pack) as here:
        await here.press("G")
        last = [line.id for line in here.page.lines if line.id][-1]
        assert here.cursor == last and here.page.more == 0
        await here.press("g")
        assert here.page.top == 0 and here.cursor == sections(pack, pack.roles[0].id)[0]


async def test_n_and_capital_n_go_from_section_to_section_and_stop_at_the_ends(pack: Pack) -> None:
    role = pack.roles[0].id
    async with desk(pack) as here:
        seen = [here.cursor]
        for _ in sections(pack, role):
            await here.press("n")
            seen.append(here.cursor)
        assert seen == [*sections(pack, role), sections(pack, role)[-1]]
        await here.press("N")
        assert here.cursor == sections(pack, role)[-2]


async def test_the_margin_marks_the_section_one_is_in(pack: Pack) -> None:
    async with desk(pack, size=(120, 40)) as here:
        await here.press("n", "n", "j")
        title = pack.sections[
            [f"section {s.id}" for s in pack.sections].index(sections(pack, pack.roles[0].id)[2])
        ].title
        marked = [line for line in contents(here).splitlines() if line.startswith("›")]
        assert marked and title["en"].startswith(marked[0].removeprefix("› "))


async def test_l_and_h_turn_to_the_other_role_at_the_same_section(pack: Pack) -> None:
    first, second = pack.roles[:2]
    async with desk(pack, size=(120, 40)) as here:
        await here.press("n", "n")
        at = here.cursor
        await here.press("l")
        assert here.cursor == at
        assert f"● {second.name['en']}" in contents(here) and f"○ {first.name['en']}" in contents(here)
        await here.press("g", "k")
        assert second.sentence["en"][:30] in here.prose
        await here.press("left")
        assert first.sentence["en"][:30] in here.prose


# --- why -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["es", "en"])
async def test_w_unfolds_strength_and_sources_of_any_line_and_folds_them_again(language: str, pack: Pack) -> None:
    role = pack.roles[0].id
    tr = translator_of(pack, language)
    async with desk(pack, language, (100, 40)) as here:
        for claim in list(pack.claims(role))[::6]:
            here.page.point(claim.id)
            folded = [line.text for line in here.page.lines]
            await here.press("w")
            told = " ".join(" ".join(line.text for line in here.page.lines if line.id == claim.id).split())
            for source in claim.sources:
                assert pack.source(source).title in told
            assert tr(pack.interface.why[claim.strength]) in told
            assert here.cursor == claim.id
            await here.press("w")
            assert [line.text for line in here.page.lines] == folded


async def test_enter_and_a_second_click_ask_why_too(pack: Pack) -> None:
    claim = next(iter(pack.claims(pack.roles[0].id)))
    async with desk(pack) as here:
        await here.press("j", "enter")
        assert pack.source(claim.sources[0]).title[:20] in here.prose
        await here.press("enter")
        assert pack.source(claim.sources[0]).title[:20] not in here.prose
        y = next(y for y, row in enumerate(here.rows) if row.startswith(CURSOR) and y)
        await here.pilot.click("#page", offset=(10, y - here.page.region.y))
        await here.until(lambda: pack.source(claim.sources[0]).title[:20] in here.prose)


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_a_contested_line_shows_both_views_without_being_asked(size: tuple[int, int], pack: Pack) -> None:
    role = pack.roles[0].id
    claim = contested(pack, role)
    assert claim.other
    async with desk(pack, size=size) as here:
        lines = [line.text for line in here.page.lines if line.id == claim.id]
        both = " ".join("".join(lines).split())
        for text in (claim.text["en"], claim.other.text["en"]):
            for word in text.split()[:4]:
                assert word in both
        assert pack.interface.why.one_view["en"] in both and pack.interface.why.other_view["en"] in both


# --- filter ----------------------------------------------------------------------------------------------------


async def test_slash_narrows_as_one_types_and_says_how_many_it_found(pack: Pack) -> None:
    async with desk(pack, "es") as here:
        whole = len(here.page.lines)
        await here.press("slash")
        await here.write("CONFLICTO")
        found = [line for line in here.page.lines if line.id and not line.id.startswith("section")]
        assert 0 < len(here.page.lines) < whole
        assert found and "conflicto" in here.prose.casefold()
        assert pack.interface.dialogs.filtered["es"].split("{")[1].partition("}")[2].strip()[:3] in here.prose
        ids = {line.id for line in found}
        for id in ids:
            assert "conflicto" in " ".join(line.text for line in here.page.lines if line.id == id).casefold()
        assert here.prose.startswith(str(len(ids)))


async def test_letters_typed_into_the_filter_are_text_and_no_commands(pack: Pack) -> None:
    async with desk(pack) as here:
        await here.press("slash")
        await here.write("qdstr?zeL1")
        assert here.place == "profiles" and here.visit_now.language == "en"
        assert here.pane.filter == "qdstr?zeL1"
        assert pack.interface.dialogs.no_match.fill("en", text="qdstr?zeL1") in here.screen_prose


async def test_enter_keeps_what_was_found_and_esc_on_the_page_shows_all_again(pack: Pack) -> None:
    async with desk(pack) as here:
        whole = [line.text for line in here.page.lines]
        await here.press("slash")
        await here.write("price")
        narrowed = [line.text for line in here.page.lines]
        await here.press("enter")
        await here.until(lambda: not here.pane.query(FilterLine))
        assert [line.text for line in here.page.lines] == narrowed != whole
        await here.press("j", "escape")
        assert [line.text for line in here.page.lines] == whole and not here.pane.filter


async def test_esc_in_the_filter_clears_it_and_gives_the_page_back(pack: Pack) -> None:
    async with desk(pack) as here:
        whole = [line.text for line in here.page.lines]
        await here.press("f")
        await here.write("price")
        await here.press("escape")
        await here.until(lambda: not here.pane.query(FilterLine))
        assert [line.text for line in here.page.lines] == whole
        await here.press("j")
        assert here.cursor


async def test_the_filter_stays_when_one_was_in_another_pane(pack: Pack) -> None:
    async with desk(pack) as here:
        await here.press("slash")
        await here.write("price")
        await here.press("enter")
        narrowed = here.prose
        await here.go("diff")
        await here.go("profiles")
        assert here.prose == narrowed


async def test_a_filter_works_in_a_terminal_that_is_turned_to_the_other_language(pack: Pack) -> None:
    async with desk(pack, "es") as here:
        await here.press("slash")
        await here.write("cuenta")
        await here.press("enter")
        await here.press("L")
        assert here.pane.filter == "cuenta"
        assert pack.interface.dialogs.no_match.fill("en", text="cuenta") in here.prose
        assert isinstance(here.pane, Profiles)


async def test_m_goes_on_to_the_pay_of_the_next_country_and_the_visit_remembers_it(built_in: Pack) -> None:
    async with desk(built_in, "es", size=(120, 40), pane="profiles") as here:
        shown = built_in.countries[0].id
        for country in (*built_in.countries[1:], built_in.countries[0]):
            await here.press("m")
            assert here.visit_now.country == country.id != shown
            shown = country.id
        assert here.pane.document()[0] is not None


async def test_a_pack_without_pay_says_that_it_has_none(pack: Pack) -> None:
    async with desk(pack, "es", pane="profiles") as here:
        await here.press("m")
        assert here.visit_now.country == "" and "no trae sueldos" in here.text


async def test_the_words_of_the_trade_are_listed_from_anywhere(built_in: Pack) -> None:
    async with desk(built_in, "en", size=(120, 40), pane="test") as here:
        await here.press("W")
        assert built_in.glossary and "Words of the trade" in here.text
        await here.press("escape")
        assert "Words of the trade" not in here.text


# --- what folds ------------------------------------------------------------------------------------------------


def folding(pack: Pack) -> tuple[str, Claim]:
    """The first section of the first role's profile that folds, and its first claim."""
    section, claims = next(each for each in sections_of(pack, pack.roles[0].id) if each[0].folded)
    return f"section {section.id}", claims[0]


@pytest.mark.parametrize("key", ["enter", "w"])
async def test_a_folded_section_opens_on_its_title_and_shuts_again(built_in: Pack, key: str) -> None:
    title, claim = folding(built_in)
    async with desk(built_in, "es", pane="profiles") as here:
        assert title in [line.id for line in here.page.lines]
        assert claim.id not in [line.id for line in here.page.lines]
        here.page.point(title)
        await here.press(key)
        assert claim.id in [line.id for line in here.page.lines] and here.cursor == title
        await here.press("enter")
        assert claim.id not in [line.id for line in here.page.lines] and here.cursor == title


async def test_the_filter_looks_into_what_is_folded(built_in: Pack) -> None:
    _, claim = folding(built_in)
    async with desk(built_in, "es", pane="profiles") as here:
        here.pane.search(claim.text["es"].split(".")[0])
        assert claim.id in [line.id for line in here.page.lines]


async def test_a_link_to_a_claim_opens_the_section_it_is_in(built_in: Pack) -> None:
    _, claim = folding(built_in)
    async with desk(built_in, "es", pane="profiles") as here:
        here.pane.follow(f"go profiles {built_in.roles[0].id} {claim.id}")
        await here.until(lambda: here.cursor == claim.id)
