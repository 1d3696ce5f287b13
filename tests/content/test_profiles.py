"""The built-in profiles as a person reads them: words on the page, and what an audit found wrong stays right."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from explorer.checks.figures import figures, sentences
from explorer.checks.readability import measure
from explorer.engine.day import certain_times
from explorer.pack.pack import Pack
from explorer.pack.schema import Claim
from explorer.report.diff import diff
from explorer.report.document import Block, Document, Heading
from explorer.report.layout import layout
from explorer.report.pack_translator import translator_of
from explorer.report.profile import profile
from explorer.report.week import company, week_blocks

TWO_DECIMALS = re.compile(r"(?<![\d.,])\d+[.,]\d\d(?![\d.,]*\d)")
SCREEN = 22
"""Lines of a page on a terminal of 80 by 24."""
COLUMN = 76


def claims(pack: Pack) -> dict[str, Claim]:
    return {claim.id: claim for role in pack.roles for claim in pack.claims(role.id)}


def shown(document: Document) -> str:
    """What stands on the screen before anyone asks why."""
    return "\n".join(line.text for line in layout(document, COLUMN, ()))


def parts(document: Document) -> Iterator[tuple[str, tuple[Block, ...]]]:
    starts = [n for n, block in enumerate(document) if isinstance(block, Heading) and block.level == 2]
    for start, end in zip(starts, [*starts[1:], len(document)], strict=True):
        yield document[start].id, document[start:end]  # type: ignore[union-attr]


@pytest.mark.parametrize("language", ["es", "en"])
def test_no_page_shows_a_figure_with_two_decimals(pack: Pack, language: str) -> None:
    pages = [profile(pack, role.id, language) for role in pack.roles]
    pages += [
        profile(pack, role.id, language, listed=False, country=each.id)
        for role in pack.roles
        for each in pack.countries
    ]
    pages.append(diff(pack, pack.roles[0].id, pack.roles[1].id, language))
    assert [TWO_DECIMALS.findall(shown(page)) for page in pages] == [[] for _ in pages]


@pytest.mark.parametrize("language", ["es", "en"])
def test_no_sentence_of_a_page_has_three_figures(pack: Pack, language: str) -> None:
    for claim in claims(pack).values():
        views = [claim.text, *([claim.other.text] if claim.other else [])]
        for sentence in (each for text in views for each in sentences(text[language])):
            assert len(figures(sentence)) < 3, (claim.id, sentence)


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_part_is_at_most_a_screen(pack: Pack, language: str) -> None:
    for role in pack.roles:
        lengths = {id: len(layout(part, COLUMN, ())) for id, part in parts(profile(pack, role.id, language))}
        assert {id: count for id, count in lengths.items() if count > SCREEN} == {}, role.id


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_page_is_read_in_about_six_minutes_and_hardly_repeats_the_other_role_s(pack: Pack, language: str) -> None:
    """Of what stands before the folds, drawings and card included: about 200 words a minute."""
    pages = {role.id: shown(profile(pack, role.id, language, opened=())) for role in pack.roles}
    assert {role: count for role, page in pages.items() if (count := len(re.findall(r"[^\W\d_]+", page))) > 1250} == {}
    folded = {section.id for section in pack.sections if section.folded}
    twice = [claim.text[language] for claim in pack.shared if claim.section not in folded]
    assert len(" ".join(twice).split()) < 200


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_list_names_what_folds_and_the_command_that_tells_it(pack: Pack, language: str) -> None:
    shut = [section.title[language] for section in pack.sections if section.folded]
    for role in pack.roles:
        page = shown(profile(pack, role.id, language, listed=True, opened=()))
        whole = shown(profile(pack, role.id, language, listed=True))
        assert all(f"• {title} (" in page and f"• {title} (" not in whole for title in shut)
        assert "explorer diff kam pm --only shared" in page
        assert f"explorer profile {role.id} --all" in page and f"\n{shut[0]}" in whole


@pytest.mark.parametrize("language", ["es", "en"])
def test_no_page_compares_its_role_in_the_words_of_the_table(pack: Pack, language: str) -> None:
    """What is measured of both roles folds: a page that says "clearly more than" twenty times is not finished."""
    assert pack.comparing
    forms = [form for step in pack.comparing.steps for way in (step.more, step.less) for form in way.get(language, ())]
    for role in pack.roles:
        page = " ".join(shown(profile(pack, role.id, language, opened=())).split()).casefold()
        assert sum(page.count(f"{form} {than}") for form in forms for than in ("que", "than")) <= 1, role.id


def test_each_card_has_every_line_and_no_line_of_it_is_long(pack: Pack) -> None:
    for role in pack.roles:
        assert [line.id for line in role.card] == [title.id for title in pack.card if not title.pay]
        assert [line.id for line in role.card if max(map(len, line.text.root.values())) > 60] == []


@pytest.mark.parametrize("language", ["es", "en"])
def test_each_card_is_ten_lines_of_the_screen_in_the_country_of_the_language(pack: Pack, language: str) -> None:
    for role in pack.roles:
        card = next(part for id, part in parts(profile(pack, role.id, language)) if id == "section card")
        lines = [line.text for line in layout(card, COLUMN, ()) if line.text]
        assert len(lines) == 1 + 10, lines


def test_profiles_are_easy_to_read(pack: Pack) -> None:
    for role in pack.roles:
        told = list(pack.claims(role.id))
        assert measure([claim.text["es"] for claim in told], "es") >= 65
        assert measure([claim.text["en"] for claim in told], "en") <= 8


# --- what was wrong or stale in 0.1.0 ------------------------------------------------------------------------------


def test_the_exam_is_the_one_since_july_2026(pack: Pack) -> None:
    claim = claims(pack)["pm-pmp-exam"]
    assert claim.figures and all(share in claim.figures["en"] for share in ("33%", "41%", "26%"))
    assert "180" not in claim.figures["en"]


def test_the_demand_for_projects_is_the_report_of_2025_with_its_low_scenario(pack: Pack) -> None:
    claim = claims(pack)["both-demand"]
    assert "29.8" in claim.text["en"] and claim.figures and "23 million" in claim.figures["en"]


def test_both_roles_have_their_openings_and_both_years_of_the_logistics_guide(pack: Pack) -> None:
    known = claims(pack)
    assert "49,000" in known["kam-outlook"].text["en"] and "78,200" in known["pm-outlook"].text["en"]
    assert {"2021", "2022"} <= set(re.findall(r"\d{4}", known["both-demand-logistics"].text["en"]))


def test_nothing_rests_on_what_could_not_be_found(pack: Pack) -> None:
    gone = {"P07", "P35b", "P39a", "P29a", "P29b"}
    assert gone & {source.id for source in pack.sources} == set()
    assert {"F14", "F29", "F75", "F90"} & {fact for claim in claims(pack).values() for fact in claim.facts} == set()


def test_recognition_is_on_the_side_that_has_more_of_it(pack: Pack) -> None:
    assert "recogn" not in pack.dimension("reward").poles.left["en"]
    assert "higher" in claims(pack)["pm-recognition"].text["en"]


def test_both_negotiate_by_the_european_list(pack: Pack) -> None:
    for name in ("kam-skills-unplanned", "pm-planning-skills"):
        claim = claims(pack)[name]
        assert claim.figures and "2 on negotiating" in claim.figures["en"]


def test_marks_that_do_not_follow_from_their_claim_are_gone(pack: Pack) -> None:
    known = claims(pack)
    for name in ("pm-pmp-exam", "kam-skills-unplanned", "kam-commercial-setting"):
        assert known[name].axis is None


def test_only_what_a_guide_calls_fixed_is_called_fixed(pack: Pack) -> None:
    assert "fixed" not in pack.measure("pay-spain").name["en"].casefold()


def test_interest_and_satisfaction_are_told_once_and_reconciled(pack: Pack) -> None:
    told = [
        claim
        for claim in claims(pack).values()
        if {"F91", "F-L144"} & {*claim.facts, *(claim.other.facts if claim.other else ())}
    ]
    assert [claim.id for claim in told] == ["both-fit-and-satisfaction"]


def test_the_article_is_named_once_a_page(pack: Pack) -> None:
    for role in pack.roles:
        page = shown(profile(pack, role.id, "es"))
        assert len(re.findall(r"\bartículo\b", page)) == 1 and "jefatura" not in page


def test_the_hours_of_the_week_are_those_of_the_days_and_each_has_a_row(pack: Pack) -> None:
    assert pack.week
    shown = {row.company for row in pack.week.rows}
    for day in pack.days:
        counts, always = company(day), certain_times(day.scenes)
        assert counts.total() == len(always) == 11
        assert set(counts) <= shown
        for time in always:  # of two hours of which either comes, both are spent with the same people
            here = [scene.hour for scene in day.scenes if scene.time == time and scene.rated]
            assert len({hour.company for hour in here if hour}) == 1, time
    block = next(week_blocks(translator_of(pack, "es")))
    assert [[share.count for share in row.shares] for row in block.rows] == [[7, 2], [2, 4], [0, 2], [2, 3]]
