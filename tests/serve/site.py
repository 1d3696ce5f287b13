"""A host for browsers, and a visit to it in a real Chromium."""

from __future__ import annotations

import base64
import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyte

from tests.serve.fronts import Front
from tests.waiting import PATIENCE, until

if TYPE_CHECKING:
    from selenium.webdriver import Chrome


FOCUS = "return document.activeElement.id || document.activeElement.className"
"""What has the focus in a page."""
PLACES = 8
"""Visits at once: more than a test opens, as one that ends keeps its place for a moment."""


class Site(Front):
    """A running `explorer serve web`."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        super().__init__(folder, "web", "the browser", arguments, visits=PLACES)
        self.url = f"http://127.0.0.1:{self.port}"
        until(self._answers, "an answer")

    def _answers(self) -> bool:
        assert self.process.poll() is None, self.log.read_text()
        try:
            return self.get("/")[0] == 200
        except urllib.error.URLError:
            return False

    def get(self, path: str, **headers: str) -> tuple[int, str, dict[str, str]]:
        """What is answered to a path."""
        return answer(self.url + path, **headers)


def answer(url: str, **headers: str) -> tuple[int, str, dict[str, str]]:
    """What is answered: status, text, headers."""
    asked = urllib.request.Request(url, headers=headers)
    try:
        with urllib.request.urlopen(asked, timeout=PATIENCE) as said:
            return said.status, said.read().decode("utf-8", "replace"), dict(said.headers)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode(), dict(error.headers)


def logged(browser: Chrome, kind: str) -> list[dict[str, Any]]:
    """What a browser logged since this was last asked."""
    return browser.get_log(kind)  # type: ignore[no-any-return, no-untyped-call]


class Page:
    """A visit in a browser: what comes through its line is drawn here as well, and read."""

    def __init__(self, browser: Chrome, site: Site) -> None:
        self.browser = browser
        self._frames: list[dict[str, Any]] = []
        self._begin("")
        browser.execute_cdp_cmd("Network.enable", {})
        browser.get(site.url)

    def _begin(self, line: str) -> None:
        """An empty screen, for the line of that name: of what stood on the one before nothing is sent again."""
        self._line, self.seen = line, ""
        self._screen = pyte.Screen(300, 150)
        self._stream = pyte.Stream(self._screen)
        self._screen.dirty.clear()
        self._rows: dict[int, str] = {}

    def requests(self) -> set[str]:
        """Where the browser went."""
        self._gather()
        return {
            each["params"]["request"]["url"] for each in self._frames if each["method"] == "Network.requestWillBeSent"
        }

    def said(self) -> Iterator[bytes]:
        """All that came through its lines, frame by frame."""
        self._gather()
        received = [each for each in self._frames if each["method"] == "Network.webSocketFrameReceived"]
        for frame in (each["params"]["response"] for each in received):
            if frame["opcode"] == 2:
                yield base64.b64decode(frame["payloadData"])

    def _gather(self) -> None:
        for entry in logged(self.browser, "performance"):
            event = json.loads(entry["message"])["message"]
            self._frames.append(event)
            line = event["params"].get("requestId", "")
            if event["method"] == "Network.webSocketCreated":
                self._begin(line)
            elif event["method"] == "Network.webSocketFrameReceived" and line == self._line:
                frame = event["params"]["response"]
                if frame["opcode"] == 2:
                    text = base64.b64decode(frame["payloadData"]).decode("utf-8", "replace")
                    self.seen += text
                    self._stream.feed(text)

    @property
    def text(self) -> str:
        """What stands on the screen, as running text; only the rows that changed are read again."""
        for y in self._screen.dirty:
            self._rows[y] = "".join(self._screen.buffer[y][x].data for x in range(self._screen.columns))
        self._screen.dirty.clear()
        return " ".join(" ".join(self._rows[y] for y in sorted(self._rows)).split())

    def until(self, expected: str) -> None:
        """Read until this stands on the screen, of which only the cells that differ come through the line."""

        def come() -> bool:
            self._gather()
            plain = re.sub(r"\x1b\[[0-9;?>]*[a-zA-Z]", "", self.seen)
            return expected in " ".join(plain.split()) or expected in self.text

        until(come, repr(expected))
        self.seen = ""

    def shows(self, text: str) -> bool:
        """Whether this stands on the screen now."""
        self._gather()
        return text in self.text

    def reload(self, expected: str) -> None:
        """Load it again, and read until this stands on the screen of the new visit."""
        self._gather()
        before = self._line
        self.browser.refresh()

        def anew() -> bool:
            self._gather()
            return self._line != before

        until(anew, "a new line")
        self.until(expected)

    def press(self, keys: str) -> None:
        """Type, into what has the focus."""
        from selenium.webdriver.common.action_chains import ActionChains

        ActionChains(self.browser).send_keys(keys).perform()
