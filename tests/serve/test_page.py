"""The page of a host for browsers: by keyboard alone, nothing lost by a reload, and every sign whole."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.first import PACK
from tests.serve.site import FOCUS, Page, Site
from tests.waiting import until

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

KEPT = "return sessionStorage.getItem('explorer.visit') || ''"


@pytest.fixture
def page(chromium: Chrome, site: Site) -> Page:
    page = Page(chromium, site)
    page.until("Profiles")
    return page


def answers(chromium: Chrome) -> int:
    """How many answers the page keeps."""
    kept = str(chromium.execute_script(KEPT))
    return len(json.loads(kept)["visit"]["answers"]) if kept else 0


def test_the_first_key_after_loading_is_taken(page: Page) -> None:
    page.press("t")
    page.until("Question 1 of")


def test_a_reload_goes_on_with_the_visit_wherever_it_is(page: Page, chromium: Chrome) -> None:
    page.press("t")
    page.until("Question 1 of")
    for given in range(1, 6):
        page.press("n4" if given > 1 else "4")
        until(lambda given=given: answers(chromium) == given, f"answer {given} in the page")  # type: ignore[misc]
        page.reload(f"{given}/")
        page.press("t")
        page.until("Question")


MOMENTS: tuple[tuple[str, str, dict[str, object]], ...] = (
    ("an answer", "t4", {"answers": 1}), ("the next", "tn2", {"answers": 2}), ("a third", "tn5", {"answers": 3}),
    ("one skipped, and a fourth", "tn01", {"answers": 4}),
    ("another taken back at once", "tn1n2|6/|u", {"answers": 5}),
    ("a star", "dn ", {"stars": 1}), ("another star", "dnnn ", {"stars": 2}),
    ("a star taken away", "dn ", {"stars": 1}),
    ("an hour of a day", "s1|choose u|2|rate 0|4", {"kam": [4]}),
    ("its outcome read, the next hour", "s\n|choose u|2|rate 0|3", {"kam": [4, 3]}),
    ("a third hour", "s\n|choose u|1|rate 0|5", {"kam": [4, 3, 5]}),
    ("an hour rewound", "s\n|choose u|u", {"kam": [4, 3]}),
    ("the other day", "s2|choose u|1|rate 0|4", {"pm": [4]}),
    ("a line of the plan", "P\n|Enter notes it|Ask Nora\n\ue00c", {"plan": ["Ask Nora", "", ""]}),
    ("its second line", "Pj\n|Enter notes it|To say no\n\ue00c", {"plan": ["Ask Nora", "To say no", ""]}),
    ("a line taken away", "P\n|Enter notes it|" + "\ue003" * 8 + "\n\ue00c", {"plan": ["", "To say no", ""]}),
    ("a role read to its end", "pG", {"seen": ["read kam"]}), ("more answers", "tn3n5", {"answers": 7}),
    ("a star more", "dnnnn ", {"stars": 2}), ("another language", "L", {"language": "es"}),
)  # fmt: skip
"""Moments of a visit, each with the keys that lead from the one before to it, and what the visit then has. Between
bars: what has to stand on the screen before more is typed."""
OPENED = {
    "t": "Question ",
    "d": "Who with",
    "s": "Which day",
    "P": "Who I will ask",
    "p": PACK.roles[0].sentence["en"][:20],
}
"""What stands on a pane that a letter opens."""


def told(chromium: Chrome) -> dict[str, object]:
    """What the visit has that the page keeps: how many answers and stars, the ratings of each day, what was written."""
    kept = str(chromium.execute_script(KEPT))
    visit = json.loads(kept)["visit"] if kept else {"answers": {}, "stars": [], "days": {}}
    days = {role: lived["likes"] for role, lived in visit["days"].items()}
    one_by_one = {name: visit.get(name) for name in ("language", "plan", "seen")}
    return {"answers": len(visit["answers"]), "stars": len(visit["stars"]), **days, **one_by_one}


def test_a_reload_at_20_moments_of_a_visit_loses_nothing(page: Page, chromium: Chrome) -> None:
    """Whatever is done after a reload adds to all that was done before it."""
    assert len(MOMENTS) >= 20
    has: dict[str, object] = {}

    def holds() -> bool:
        return has.items() <= told(chromium).items()

    for name, keys, change in MOMENTS:
        has |= change
        page.press(keys[0])
        page.until(OPENED.get(keys[0], ""))
        for place, part in enumerate(keys[1:].split("|")):
            (page.until if place % 2 else page.press)(part)
        until(holds, f"{name}: {has}")
        page.reload("?")
        assert holds(), name
    page.press("t")
    page.until(f"{has['answers']}/")  # not only kept: the visit behind the page is that one


def test_a_visit_that_was_left_is_not_there_for_who_comes_after(page: Page, chromium: Chrome) -> None:
    page.press("t")
    page.until("Question 1 of")
    page.press("4")
    until(lambda: answers(chromium) == 1, "the answer in the page")
    page.press("q")
    page.until("Leave?")
    page.press("q")
    until(lambda: not chromium.execute_script(KEPT), "nothing kept")


def test_f6_leaves_the_terminal_and_comes_back(page: Page, chromium: Chrome) -> None:
    from selenium.webdriver.common.keys import Keys

    page.press(Keys.F6)
    assert chromium.execute_script(FOCUS) == "take"
    page.press(Keys.TAB)
    assert chromium.execute_script(FOCUS) == "smaller"
    page.press(Keys.F6)
    assert chromium.execute_script(FOCUS) == "xterm-helper-textarea"


def test_a_wrong_code_is_answered_in_the_page_and_the_visit_goes_on(page: Page, chromium: Chrome) -> None:
    chromium.execute_script("document.getElementById('take').click()")
    assert chromium.execute_script(FOCUS) == "code"
    page.press("AAAA-BBBB\n")
    until(lambda: chromium.execute_script("return document.getElementById('told').textContent.length") > 5, "an answer")
    assert chromium.execute_script("return location.pathname") == "/"
    page.press("\ue00c")
    page.press("t")
    page.until("Question 1 of")


@pytest.mark.parametrize("ending", ["md", "txt", "json"])
def test_export_downloads_in_the_format_that_is_chosen(
    page: Page, chromium: Chrome, tmp_path: Path, ending: str
) -> None:
    page.press("t")
    page.until("Question 1 of")
    page.press("4")
    until(lambda: answers(chromium) == 1, "the answer in the page")
    page.press("e")
    until(lambda: chromium.execute_script(FOCUS) == "code", "the form")
    chromium.execute_script(f"document.getElementById('format').value = '{ending}'")
    page.press("\n")
    file = tmp_path / "down" / f"result.{ending}"
    until(file.exists, "the file")


def test_every_frame_holds_whole_characters(page: Page) -> None:
    for key in "dstpdst":
        page.press(key)
    page.until("Question 1 of")
    for each in page.said():
        each.decode("utf-8")


def test_larger_letters_stay_after_a_reload(page: Page, chromium: Chrome) -> None:
    size = "return document.querySelector('.textual-terminal').dataset.fontSize"
    before = int(str(chromium.execute_script(size)))
    chromium.execute_script("document.getElementById('bigger').click()")
    until(lambda: int(str(chromium.execute_script(size) or 0)) == before + 2, "larger letters")


def test_a_long_paste_does_not_end_the_visit(page: Page, chromium: Chrome) -> None:
    script = """
    const data = new DataTransfer(); data.setData("text/plain", "ñ".repeat(300000));
    document.querySelector(".xterm-helper-textarea").dispatchEvent(
        new ClipboardEvent("paste", {clipboardData: data, bubbles: true}));
    """
    chromium.execute_script(script)
    page.press("t")
    page.until("Question 1 of")


ASKS = """
const leaving = new Event("beforeunload", {cancelable: true});
window.dispatchEvent(leaving);
return leaving.defaultPrevented;
"""
"""Whether the page asks before it is left. What the browser then shows no driver can answer."""


def test_where_a_tab_may_not_keep_it_the_page_asks_before_it_is_left(
    chromium: Chrome, tmp_path_factory: pytest.TempPathFactory
) -> None:
    host = Site(tmp_path_factory.mktemp("forgetful"), "--ephemeral")
    try:
        page = Page(chromium, host)
        page.until("Profiles")
        assert not chromium.execute_script(ASKS), "nothing would be lost"
        page.press("t4")
        page.until("Question 2 of")
        until(lambda: chromium.execute_script(ASKS), "a question")
        assert not chromium.execute_script(KEPT)
        page.press("q")
        page.until("Leave?")
        page.press("q")
        until(lambda: not chromium.execute_script(ASKS), "no question once it was left as it should")
    finally:
        host.close()


def test_where_the_tab_keeps_it_nobody_is_asked(page: Page, chromium: Chrome) -> None:
    page.press("t4")
    until(lambda: answers(chromium) == 1, "the answer in the page")
    assert not chromium.execute_script(ASKS)
    chromium.execute_script("Storage.prototype.setItem = () => { throw new Error(); }")
    page.press("2")
    until(lambda: chromium.execute_script(ASKS), "a question where the tab can hold no more")
