"""The built-in pack says all that the article says, and no number that its fact sheet does not hold."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from explorer.pack.pack import Pack
from explorer.pack.schema import Claim, View
from explorer.words.text import Text

SEED_CLAIMS = [f"S{number}" for number in range(1, 54)]
NUMBER = re.compile(r"(?:(?<![\w.])\.)?\d+(?:[.,]\d+)*")
GROUPING = {"es": ".", "en": ","}


@pytest.fixture(scope="module")
def facts(facts_folder: Path) -> dict[str, dict[str, str]]:
    """Every row of the fact sheets, by its id."""
    rows: dict[str, dict[str, str]] = {}
    for sheet in ("seed_claims.csv", "facts.csv", "facts_pay.csv", "facts_life.csv"):
        with (facts_folder / sheet).open(encoding="utf-8", newline="") as lines:
            rows |= {row["id"]: row for row in csv.DictReader(lines)}
    return rows


def all_claims(pack: Pack) -> list[Claim]:
    return [*(claim for role in pack.roles for claim in role.claims), *pack.shared]


def views(pack: Pack) -> Iterator[tuple[str, Text, tuple[str, ...]]]:
    """Every text with the facts it rests on: claims and their other views, with the figures behind them, and pay."""
    for claim in all_claims(pack):
        yield claim.id, claim.text, claim.facts
        if claim.figures:
            yield f"{claim.id} (figures)", claim.figures, claim.facts
        if claim.other:
            yield f"{claim.id} (other view)", claim.other.text, claim.other.facts
            if claim.other.figures:
                yield f"{claim.id} (other figures)", claim.other.figures, claim.other.facts
    for country in pack.countries:
        for place, row in enumerate(country.rows):
            yield f"{country.id} {place} (of)", row.of, row.facts
            yield f"{country.id} {place} (note)", row.note, row.facts
        facts = tuple(fact for row in country.rows for fact in row.facts)
        for role, text in country.brief.items():
            yield f"{country.id} {role} (card)", text, facts


def known_numbers(fact: Mapping[str, str]) -> set[str]:
    """The numbers that a row of a sheet has: in its statement in both languages, and in what it says beside it."""
    beside = f"{fact.get('figure_or_date', '')} {fact.get('caveat', '')}"
    stated = numbers(fact["statement_es"], "es") | numbers(fact["statement_en"], "en")
    return stated | numbers(beside, "en")


def numbers(words: str, language: str) -> set[str]:
    """The numbers in `words`, however written: `148.270` in Spanish is `148,270` in English, `.11` is `0.11`."""
    grouped = re.compile(rf"(?<=\d)\{GROUPING[language]}(?=\d{{3}}(?!\d))")
    plain = [grouped.sub("", number).replace(",", ".") for number in NUMBER.findall(words)]
    return {f"0{number}" if number.startswith(".") else number for number in plain}


@pytest.mark.parametrize(
    ("words", "language", "found"),
    [
        ("148.270 dólares", "es", {"148270"}),
        ("$148,270", "en", {"148270"}),
        ("4,86 sobre 5", "es", {"4.86", "5"}),
        ("4.86 out of 5", "en", {"4.86", "5"}),
        ("el 80 %, 3-4", "es", {"80", "3", "4"}),
        ("1.234.567,8", "es", {"1234567.8"}),
        ("a correlation of .11", "en", {"0.11"}),
        ("none.", "en", set()),
    ],
)
def test_a_number_is_the_same_however_a_language_writes_it(words: str, language: str, found: set[str]) -> None:
    assert numbers(words, language) == found


def test_the_sheet_holds_all_53_claims_of_the_article(facts: dict[str, dict[str, str]]) -> None:
    assert [name for name in facts if name.startswith("S")] == SEED_CLAIMS


@pytest.mark.parametrize("seed", SEED_CLAIMS)
def test_every_claim_of_the_article_is_carried_and_credited_to_it(pack: Pack, seed: str) -> None:
    carriers = [claim for claim in all_claims(pack) if seed in claim.facts]
    assert carriers
    assert [claim.id for claim in carriers if "SEED" not in claim.sources or not claim.strength] == []


@pytest.mark.parametrize("seed", SEED_CLAIMS)
def test_a_claim_that_the_evidence_nuances_is_contested_and_shows_the_other_view(
    pack: Pack, facts: dict[str, dict[str, str]], seed: str
) -> None:
    if facts[seed]["status_vs_evidence"] == "nuanced":
        carriers = [claim for claim in all_claims(pack) if seed in claim.facts]
        assert [claim.id for claim in carriers if claim.strength != "contested" or not claim.other] == []


def test_every_fact_that_a_claim_names_is_in_the_sheets(pack: Pack, facts: dict[str, dict[str, str]]) -> None:
    assert [(where, fact) for where, _, named in views(pack) for fact in named if fact not in facts] == []


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_number_in_a_claim_stands_in_one_of_its_facts(
    pack: Pack, facts: dict[str, dict[str, str]], language: str
) -> None:
    checked = 0
    unsupported: list[tuple[str, str]] = []
    for where, text, named in views(pack):
        known = set[str]().union(*(known_numbers(facts[fact]) for fact in named))
        for number in sorted(numbers(text[language], language)):
            checked += 1
            if number not in known:
                unsupported.append((where, number))
    assert unsupported == []
    assert checked > 400


def test_both_languages_of_a_claim_state_the_same_numbers(pack: Pack) -> None:
    differing = [where for where, text, _ in views(pack) if numbers(text["es"], "es") != numbers(text["en"], "en")]
    assert differing == []


def test_no_pay_figure_goes_without_its_country_year_and_mix(pack: Pack) -> None:
    told = [claim for claim in all_claims(pack) if any(sign in text for text in said(claim) for sign in "$€£")]
    assert told
    assert [claim.id for claim in told if claim.pay is None] == []


def said(claim: Claim) -> Iterator[str]:
    """All that a claim says in English."""
    views: list[Claim | View] = [claim, *([claim.other] if claim.other else [])]
    for view in views:
        yield from (text["en"] for text in (view.text, view.figures) if text)


def test_every_figure_of_pay_is_a_figure_of_its_facts(pack: Pack, facts: dict[str, dict[str, str]]) -> None:
    for country in pack.countries:
        for row in country.rows:
            known = set[str]().union(*(known_numbers(facts[fact]) for fact in row.facts))
            found = {str(each) for each in (row.low, row.at, row.high) if each is not None}
            assert found <= known, (country.id, row.of["en"])


def test_what_a_fact_says_of_how_sure_it_is_is_what_the_sheet_says(
    pack: Pack, facts: dict[str, dict[str, str]]
) -> None:
    assert [f.id for f in pack.facts if f.sure != (facts[f.id].get("confidence") or "medium")] == []


def test_every_role_has_something_of_its_own_to_say_in_every_section_up_to_its_path(pack: Pack) -> None:
    sections = [section.id for section in pack.sections]
    own = sections[: sections.index("path") + 1]
    for role in pack.roles:
        filled = {claim.section for claim in role.claims}
        assert [section for section in own if section not in filled] == [], role.id


def test_no_section_of_a_profile_is_empty(pack: Pack) -> None:
    for role in pack.roles:
        filled = {claim.section for claim in pack.claims(role.id)}
        assert [section.id for section in pack.sections if section.id not in filled] == [], role.id


def test_every_role_names_at_least_three_downsides(pack: Pack) -> None:
    for role in pack.roles:
        assert sum(claim.section == "downsides" for claim in role.claims) >= 3, role.id


def test_every_role_is_placed_on_every_dimension(pack: Pack) -> None:
    for role in pack.roles:
        placed = {claim.axis.dimension for claim in pack.claims(role.id) if claim.axis}
        assert [dimension.id for dimension in pack.dimensions if dimension.id not in placed] == [], role.id


def test_every_source_is_cited_and_none_is_left_over(pack: Pack) -> None:
    cited = {source for claim in all_claims(pack) for source in claim.sources}
    cited |= {source for claim in all_claims(pack) if claim.other for source in claim.other.sources}
    cited |= {source for country in pack.countries for row in country.rows for source in row.sources}
    cited |= {source for caveat in pack.questionnaire.caveats for source in caveat.sources}
    assert sorted(cited) == sorted(source.id for source in pack.sources)
