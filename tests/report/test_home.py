"""What is taken home: read alike by three Markdown parsers, valid by its schema, the same bytes for the same visit."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path, PurePath
from random import Random
from types import MappingProxyType
from xml.etree import ElementTree

import jsonschema
import marko
import mistune
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from explorer.engine.code import encode
from explorer.engine.day import play
from explorer.engine.visit import Lived, Visit, answered, chosen, liked, retaken, starred
from explorer.pack.pack import Pack
from explorer.report.export import ENDINGS, Format, format_of, rendered
from explorer.report.summary import sources_used, summarise
from explorer.tui.picture import picture
from tests.first import PACK
from tests.report.conftest import visits
from tests.report.test_markdown import complaints

VISITS = {f"{language} {who}": visit for language in PACK.languages for who, visit in visits(PACK, language)}
SCHEMA = json.loads((Path(__file__).resolve().parents[2] / "docs" / "summary.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
ROWS = [*(dimension.id for dimension in PACK.dimensions), *(measure.id for measure in PACK.measures)]


@pytest.fixture(params=list(VISITS), ids=list(VISITS))
def visit(request: pytest.FixtureRequest) -> Visit:
    return VISITS[request.param]


def home(visit: Visit, format: Format = "md", pack: Pack = PACK) -> str:
    return rendered(summarise(pack, visit), format)


@st.composite
def anyone(draw: st.DrawFn) -> Visit:
    """Any answers, days as far as they go, any stars."""
    visit = Visit(draw(st.sampled_from(PACK.languages)))
    for item in PACK.questionnaire.items:
        answer = draw(st.integers(0, 5))
        visit = answered(visit, item.id, answer) if answer else visit
    for day in PACK.days:
        for choice, like in draw(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 5)), max_size=16)):
            now = play(day, visit.lived(day.role).choices).now
            if now:
                hour = len(visit.lived(day.role).choices)
                visit = liked(chosen(visit, day.role, 1 + choice % len(now.options)), day.role, hour, like)
    for star in draw(st.lists(st.sampled_from(ROWS), unique=True, max_size=5)):
        visit = starred(visit, star)
    return visit


# --- Markdown --------------------------------------------------------------------------------------------------


def parts(markdown: str) -> tuple[dict[str, object], str]:
    """What stands in front, and the page."""
    _, front, page = markdown.split("---\n", 2)
    return yaml.safe_load(front), page.lstrip("\n")


def words(page: str) -> list[str]:
    """The words of an HTML page in order, with the tags that say what they are part of."""
    page = re.sub(r"<(/?)(\w+)[^>]*>", lambda tag: f" [{tag[1]}{tag[2]}] " if tag[2] != "p" else " ", page)
    return html.unescape(page).split()


def test_three_parsers_read_the_same_page(visit: Visit) -> None:
    _, page = parts(home(visit))
    seen = [words(MarkdownIt("commonmark").render(page)), words(str(mistune.html(page))), words(marko.convert(page))]
    assert seen[0] == seen[1] == seen[2]
    assert {word for word in seen[0] if word.startswith("[") and not word.startswith("[/")} <= {
        "[h1]", "[h2]", "[h3]", "[h4]", "[ul]", "[li]", "[strong]",
    }  # fmt: skip


@pytest.mark.slow
@given(anyone())
@settings(max_examples=25)
def test_three_parsers_read_the_same_whoever_it_is(visit: Visit) -> None:
    _, page = parts(home(visit))
    seen = words(MarkdownIt("commonmark").render(page))
    assert seen == words(str(mistune.html(page))) == words(marko.convert(page))


def test_it_is_clean_by_a_linters_rules_line_length_among_them(visit: Visit) -> None:
    _, page = parts(home(visit))
    assert complaints(page) == []
    assert [line for line in page.splitlines() if len(line) > 80] == []


def test_in_front_stand_the_code_and_the_pack_with_its_version(visit: Visit) -> None:
    front, page = parts(home(visit))
    assert front == {"pack": PACK.id, "version": PACK.version, "language": visit.language, "code": encode(PACK, visit)}
    assert page.startswith("# ")


@pytest.mark.parametrize("language", PACK.languages)
def test_it_says_all_that_one_would_show_to_a_mentor(language: str) -> None:
    visit = VISITS[f"{language} whole"]
    summary = summarise(PACK, visit)
    said = " ".join(home(visit).replace("\\", "").split())
    items, questionnaire = {item.id: item for item in PACK.questionnaire.items}, PACK.questionnaire
    expected = [
        summary.verdict,
        summary.explained,
        summary.lean_in_words,
        summary.next_step,
        summary.code,
        *summary.flags,
    ]
    expected += [caveat.text[language] for caveat in questionnaire.caveats]
    expected += [question[language] for question in questionnaire.questions]
    for reason in (*summary.for_, *summary.against):
        item = items[reason.item.id]
        expected.append(item.text[language] if item.kind == "likert" else item.left.text[language])
    for told in summary.debriefs:
        assert told.played.ending
        expected += [told.played.ending.title[language], *(text[language] for text in told.played.ending_text)]
        expected += [hour.taken.text[language] for hour in told.played.lived if hour.taken]
    expected += [dimension.name[language] for dimension in PACK.dimensions if dimension.id in visit.stars]
    expected += [source.credit[language] for source in PACK.sources if source.credit]
    expected += [PACK.source(name).title for name in sources_used(summary)]
    expected.append(PACK.interface.result.simulator[language])
    plain = said.replace("*", "")
    assert [text for text in expected if " ".join(text.replace("*", "").split()) not in plain] == []


def test_the_sources_of_a_starred_difference_are_named(visit: Visit) -> None:
    measure = PACK.measures[0]
    with_star = starred(Visit("en"), measure.id)
    used = sources_used(summarise(PACK, with_star))
    assert set(measure.sources) <= set(used)
    assert set(sources_used(summarise(PACK, Visit("en")))) == {
        source for caveat in PACK.questionnaire.caveats for source in caveat.sources
    }


# --- JSON ------------------------------------------------------------------------------------------------------


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@given(anyone())
def test_every_summary_is_valid_by_the_schema(visit: Visit) -> None:
    VALIDATOR.validate(json.loads(home(visit, "json")))


def test_one_with_a_time_before_and_one_of_a_small_pack_are_too(small: Pack) -> None:
    again = retaken(VISITS["en mixed"])
    for item, answer in VISITS["en mixed"].answers.items():
        again = answered(again, item, 6 - answer)
    data = json.loads(home(again, "json"))
    assert data["retake"]
    VALIDATOR.validate(data)
    VALIDATOR.validate(json.loads(home(Visit("en"), "json", small)))


@pytest.mark.parametrize(
    ("name", "value"),
    [("verdict", "sure"), ("lean", 101), ("code", "0OIL"), ("answers", {"x": 6}), ("more", 1), ("band", [1])],
)
def test_the_schema_refuses_what_no_summary_holds(name: str, value: object) -> None:
    data = json.loads(home(VISITS["en whole"], "json")) | {name: value}
    assert not VALIDATOR.is_valid(data)


# --- the same bytes --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", [*ENDINGS.values(), "svg"])
def test_the_same_visit_gives_the_same_bytes_however_it_came_about(format: str, visit: Visit) -> None:
    chance = Random(3)

    def shuffled(pairs: list[tuple[str, object]]) -> MappingProxyType[str, object]:
        chance.shuffle(pairs)
        return MappingProxyType(dict(pairs))

    other = Visit(
        visit.language,
        shuffled(list(visit.answers.items())),  # type: ignore[arg-type]
        shuffled([(role, Lived(day.choices, day.likes)) for role, day in visit.days.items()]),  # type: ignore[arg-type]
        frozenset(sorted(visit.stars, reverse=True)),
        shuffled(list(visit.before.items())),  # type: ignore[arg-type]
    )
    one, two = summarise(PACK, visit), summarise(PACK, other)
    if format == "svg":
        assert picture(one) == picture(two)
    else:
        assert rendered(one, format) == rendered(two, format)  # type: ignore[arg-type]


def test_the_ending_of_a_name_says_the_format() -> None:
    assert [format_of(PurePath(name)) for name in ("a.md", "a.JSON", "a.b.txt", "a", "a.pdf", ".md")] == [
        "md", "json", "text", None, None, None,
    ]  # fmt: skip


# --- the picture -----------------------------------------------------------------------------------------------


def test_the_picture_is_an_image_that_fetches_nothing_and_holds_no_code(visit: Visit) -> None:
    summary = summarise(PACK, visit)
    svg = picture(summary)
    root = ElementTree.fromstring(svg)
    assert root.tag.endswith("svg")
    shown = " ".join("".join(root.itertext()).replace("\xa0", " ").split())
    assert summary.verdict in shown
    assert summary.code.split("-")[1] not in shown
    assert re.findall(r"(?:url\(|href=)[\"']?https?:", svg) == []
    assert "@font-face" not in svg
