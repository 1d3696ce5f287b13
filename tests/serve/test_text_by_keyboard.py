"""A visit in the text version by keyboard alone, read as a screen reader reads it: from the accessibility tree."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from explorer.engine.visit import Visit
from explorer.pack.pack import Pack
from explorer.report.summary import summarise
from tests.first import PACK
from tests.serve.site import Site
from tests.waiting import until

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

pytestmark = pytest.mark.slow
MOST = 80
"""Stops of the Tab key on a page at most."""


class Reader:
    """Someone who hears a page and has its keyboard."""

    def __init__(self, browser: Chrome) -> None:
        self.browser = browser

    def press(self, *keys: str) -> None:
        from selenium.webdriver.common.action_chains import ActionChains

        ActionChains(self.browser).send_keys(*keys).perform()

    @property
    def here(self) -> tuple[str, str]:
        """The role and the name of what has the focus."""
        element = self.browser.switch_to.active_element
        return element.aria_role, element.accessible_name

    def to(self, name: str) -> None:
        """Tab until something of that name has the focus."""
        from selenium.webdriver.common.keys import Keys

        for _ in range(MOST):
            self.press(Keys.TAB)
            if self.here[1].startswith(name):
                return
        raise AssertionError(f"Tab does not reach {name!r}")

    def enter(self) -> None:
        """Enter on a button, and the page that follows."""
        from selenium.webdriver.common.keys import Keys

        self.browser.execute_script("window.before = true")
        self.press(Keys.ENTER)
        come = "return document.readyState === 'complete' && !window.before"
        until(lambda: self.browser.execute_script(come), "the next page")

    def heard(self) -> list[tuple[str, str]]:
        """Roles and names of the accessibility tree, in the order in which they are read."""
        tree = self.browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
        said = ((str(each.get("role", {}).get("value")), str(each.get("name", {}).get("value", ""))) for each in tree)
        return [(role, " ".join(name.split())) for role, name in said if name]


def test_a_visit_is_completed_by_keyboard_and_its_result_is_read(chromium: Chrome, site: Site) -> None:
    from selenium.webdriver.common.keys import Keys

    reader, visit = Reader(chromium), Visit("en")
    chromium.get(f"{site.url}/text")
    reader.to(f"{PACK.interface.panes.test['en']} 0/")
    reader.enter()
    answers: dict[str, int] = {}
    for number, item in enumerate(PACK.questionnaire.items):
        answers[item.id] = (number * 7 + number // 3) % 5 + 1
        reader.press(Keys.TAB)
        while reader.here[0] != "radio":
            reader.press(Keys.TAB)
        reader.press(*[Keys.ARROW_DOWN] * answers[item.id])  # "no answer" stands last, and is chosen to begin with
    reader.to(PACK.interface.serve.text_see["en"])
    reader.enter()
    visit = Visit("en", answers)
    summary, heard = summarise(PACK, visit), reader.heard()
    assert summary.readable
    titles = [name for role, name in heard if role == "heading"]
    assert summary.verdict in " ".join(name for _, name in heard) and len(titles) > 4
    assert summary.code in " ".join(name for _, name in heard)
    assert not [name for role, name in heard if role in ("image", "img") and not name]
    live(reader, PACK)


def live(reader: Reader, pack: Pack) -> None:
    """A day to its end by its buttons, each reached by Tab."""
    day, hours = pack.days[0], 0
    reader.to(day.title["en"])
    reader.enter()
    while True:
        names = [name for role, name in reader.heard() if role == "button"]
        options = [name for scene in day.scenes for option in scene.options if (name := option.text["en"]) in names]
        if not options:
            break
        reader.to(options[0])
        reader.enter()
        if any(name == pack.interface.serve.text_go_on["en"] for _, name in reader.heard()):
            reader.to(pack.interface.simulator.like_4["en"])
            reader.enter()
        hours += 1
    assert hours >= 8
    assert any(role == "heading" and re.search(r"day|Thursday", name) for role, name in reader.heard())


def test_no_key_is_trapped_on_any_page(chromium: Chrome, site: Site) -> None:
    """Tab leads through everything that can be used, once, and out of the page again; Shift+Tab back."""
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys

    reader = Reader(chromium)
    chromium.get(f"{site.url}/text")
    for place in [each.get_attribute("value") for each in chromium.find_elements(By.CSS_SELECTOR, "nav button")]:
        button = chromium.find_element(By.CSS_SELECTOR, f'nav button[value="{place}"]')
        chromium.execute_script("arguments[0].focus()", button)
        reader.enter()
        chromium.execute_script("document.activeElement.blur()")
        focused = "return document.activeElement.outerHTML.slice(0, 120)"
        stops: list[str] = []
        while not stops or not stops[-1].startswith("<body"):
            reader.press(Keys.TAB)
            stops.append(str(chromium.execute_script(focused)))
            assert len(stops) < MOST and len({*stops}) == len(stops), place
        assert len(stops) > 8, place
        ActionChains(chromium).key_down(Keys.SHIFT).send_keys(Keys.TAB).key_up(Keys.SHIFT).perform()
        assert chromium.execute_script(focused) == stops[-2], place
