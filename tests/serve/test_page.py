"""The page of a host for browsers: by keyboard alone, nothing lost by a reload, and every sign whole."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.serve.site import Page, Site
from tests.waiting import until

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

FOCUS = "return document.activeElement.id || document.activeElement.className"
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
        page._gather()
        page.forget()
        chromium.refresh()
        page.until(f"{given}/")
        page.press("t")
        page.until("Question")


MOMENTS = (
    ("an answer", "t4"), ("the next", "tn2"), ("a third", "tn5"), ("one skipped, and a fourth", "tn01"),
    ("another taken back at once", "tn1n2u"), ("a star", "dn "), ("another star", "dnnn "),
    ("a star taken away", "dn "), ("an hour of a day", "s124"), ("its outcome read, the next hour", "s\n23"),
    ("a third hour", "s\n15"), ("an hour rewound", "s\nu"), ("the other day", "sj\n14"), ("another language", "L"),
    ("an answer in it", "tn3"), ("a line of the plan", "P\nAsk Nora\n\ue00c"),
    ("its second line", "Pj\nTo say no\n\ue00c"), ("a role read to its end", "pG"),
    ("a last answer", "tn5"), ("a line of the plan taken away", "P\n" + "\ue003" * 8 + "\n\ue00c"),
)  # fmt: skip
"""Moments of a visit, each with the keys that lead from the one before to it."""


def without_clock(kept: str) -> object:
    return json.loads(kept)["visit"] if kept else None


@pytest.mark.slow
def test_a_reload_at_20_moments_of_a_visit_loses_nothing(page: Page, chromium: Chrome) -> None:
    """Whatever is done after a reload adds to all that was done before it."""
    lost, before = [], None
    for name, keys in MOMENTS:
        for key in keys:
            page.press(key)
            time.sleep(0.7 if key.isdigit() else 0.1)  # a digit that follows another one at once is none in a day
        until(lambda before=before: without_clock(str(chromium.execute_script(KEPT))) != before, name)  # type: ignore[misc]
        time.sleep(0.3)
        held = without_clock(str(chromium.execute_script(KEPT)))
        page._gather()
        page.forget()
        chromium.refresh()
        page.until("?")
        time.sleep(0.5)
        before = without_clock(str(chromium.execute_script(KEPT)))
        if before != held:
            lost.append((name, held, before))
    assert not lost and isinstance(before, dict)
    assert len(MOMENTS) >= 20 and len(before["answers"]) == 7 and len(before["days"]) == 2 and before["plan"]
    page.press("t")
    page.until(f"{len(before['answers'])}/")  # not only kept: the visit behind the page is that one


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
    import base64

    for each in page._frames:
        if each["method"].endswith("FrameReceived") and each["params"]["response"]["opcode"] == 2:
            base64.b64decode(each["params"]["response"]["payloadData"]).decode("utf-8")


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
