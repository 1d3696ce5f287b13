"""The text version: a whole visit by forms alone, nothing of it kept anywhere but in the page."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from explorer.engine.letters import of_day, written
from explorer.engine.messages import choose_and_hear, day_as_lived
from explorer.engine.visit import Visit
from explorer.loader.reader import read_pack
from explorer.pack.pack import Pack
from explorer.report.from_others import PERSON
from explorer.serve.text_pages import text_page
from explorer.store.record import load
from tests.engine.test_messages import two_chairs
from tests.report.test_printed import engine
from tests.serve.site import Page, Site

__all__ = ["two_chairs"]


@pytest.fixture(scope="module")
def two(two_chairs: Path) -> Pack:
    return read_pack(two_chairs)


class Reader(HTMLParser):
    """What a page offers: its buttons, its radio buttons, the headings, and the visit that it carries."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.buttons: list[tuple[str, str]] = []
        self.radios: list[tuple[str, str]] = []
        self.levels: list[int] = []
        self.fields: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "button":
            self.buttons.append((said["name"], said["value"]))
        elif tag == "input" and said["type" if "type" in said else "name"] == "radio":
            self.radios.append((said["name"], said["value"]))
        elif tag == "input" and said.get("type") == "hidden":
            self.fields[said["name"]] = said["value"]
        elif re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))


def press(pack: Pack, page: str, **done: str) -> str:
    """The page after a button of `page`, with all that its form brings."""
    fields = {**Reader(page).fields, **{name.replace("_", " "): value for name, value in done.items()}}
    return text_page(pack, "en", fields)


def test_every_pane_is_a_page_whose_headings_begin_at_one(small: Pack) -> None:
    first = text_page(small, "en", {})
    places = [value for name, value in Reader(first).buttons if name == "to"]
    assert len(places) > 5
    for place in places:
        page = press(small, first, to=place)
        levels = Reader(page).levels
        assert levels and levels[0] == 1, place
        assert all(after - before <= 1 for before, after in pairwise(levels)), place
        assert "<script" not in page


def test_a_day_is_lived_button_by_button_and_the_page_carries_it(small: Pack) -> None:
    role = small.days[0].role
    page = press(small, text_page(small, "en", {}), to=f"day {role}")
    for _ in range(30):
        offered = [value for name, value in Reader(page).buttons if name in ("choose", "like")]
        if not offered:
            break
        name = next(name for name, _ in Reader(page).buttons if name in ("choose", "like"))
        page = press(small, page, **{name: offered[0]})
    visit = load(Reader(page).fields["visit"].encode()).visit
    assert day_as_lived(small, visit, role).ending
    assert visit.lived(role).likes[0] == 1
    back = press(small, page, back="1")
    kept = load(Reader(back).fields["visit"].encode()).visit
    assert kept.lived(role).choices == visit.lived(role).choices[:-1]


def test_a_day_is_shared_by_letter_from_a_page(two: Pack) -> None:
    one, other = (day.role for day in two.days)
    theirs = choose_and_hear(two, Visit("en"), other, 2)
    page = press(two, press(two, text_page(two, "en", {}), to=f"day {one}"), choose="1")
    page = press(two, page, like="3")
    own = written(two, of_day(two, load(Reader(page).fields["visit"].encode()).visit, one))
    assert own not in page and two.interface.together.title["en"] in page
    page = press(two, page, **{"with": "1"})
    assert own in page and html.escape(two.interface.together.rooms_there["en"]) in page
    page = press(two, page, letter="AAAAA-AAAAA")
    assert two.interface.letter_faults.check["en"] in html.unescape(page)
    page = press(two, page, letter=written(two, of_day(two, theirs, other)), to=f"day {one}")
    assert two.interface.together.letter_taken["en"] in page and PERSON in page
    back = press(two, page, back="1")
    assert two.interface.together.in_letter["en"] in back
    assert len(load(Reader(back).fields["visit"].encode()).visit.lived(one).choices) == 1


def test_answers_are_taken_from_whatever_button_is_pressed(small: Pack) -> None:
    page = press(small, text_page(small, "en", {}), to="test")
    names = {name for name, _ in Reader(page).radios}
    assert len(names) == len(small.questionnaire.items)
    answers = dict.fromkeys(names, "4")
    after = text_page(small, "en", {**Reader(page).fields, **answers, "to": "home"})
    visit = load(Reader(after).fields["visit"].encode()).visit
    assert set(visit.answers.values()) == {4} and len(visit.answers) == len(names)


@pytest.mark.parametrize(
    "fields",
    [
        {"visit": "nonsense"},
        {"to": "profile nobody"},
        {"to": "day"},
        {"to": "diff a"},
        {"to": "day ant", "choose": "99"},
        {"to": "day ant", "like": "5"},
        {"code": "AAAA-AAAA"},
        {"item nobody": "4"},
        {"to": "<script>alert(1)</script>"},
    ],
    ids=str,
)
def test_what_no_form_of_ours_brings_is_a_page_all_the_same(small: Pack, fields: dict[str, str]) -> None:
    page = text_page(small, "en", fields)
    assert page.startswith("<!DOCTYPE html>") and "<script" not in page


def test_a_code_is_opened_and_a_wrong_one_explained_in_the_page(small: Pack) -> None:
    page = text_page(small, "en", {"code": "<b>AAAA"})
    said = re.search(r'role="status">(.*?)</p>', page)
    assert said and "<" not in said[1]
    assert html.unescape(said[1])


def test_a_plan_is_written_in_the_page_and_kept_nowhere_else(small: Pack) -> None:
    page = press(small, text_page(small, "en", {}), to="test")
    answers = {name.replace(" ", "_", 1): "4" for name, _ in Reader(page).radios}
    page = press(small, page, to="result", **answers)
    page = press(small, page, to="result", plan_0="Ask <Nora>", plan_2="Friday")
    assert "Ask &lt;Nora&gt;" in page and "Friday" in page and "<Nora>" not in page
    assert load(Reader(page).fields["visit"].encode()).visit.plan == ("Ask <Nora>", "", "Friday")


# --- in a browser ----------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_an_accessibility_engine_finds_nothing_on_either_face(chromium: object, site: Site) -> None:
    from selenium.webdriver import Chrome
    from selenium.webdriver.common.by import By

    assert isinstance(chromium, Chrome)
    Page(chromium, site).until("Profiles")

    def wrong() -> list[str]:
        chromium.execute_script(engine())
        script = "const done = arguments[0]; axe.run().then(found => done(found.violations.map(each => each.id)))"
        return list(chromium.execute_async_script(script))

    assert wrong() == []
    chromium.get(f"{site.url}/text")
    places = [each.get_attribute("value") for each in chromium.find_elements(By.CSS_SELECTOR, "nav button")]
    for place in places:
        chromium.find_element(By.CSS_SELECTOR, f'nav button[value="{place}"]').click()
        assert wrong() == [], place
