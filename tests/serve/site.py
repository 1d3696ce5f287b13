"""A host for browsers, and a visit to it in a real Chromium."""

from __future__ import annotations

import base64
import json
import re
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyte

from tests.serve.fronts import Front
from tests.waiting import PATIENCE, until

if TYPE_CHECKING:
    from selenium.webdriver import Chrome


class Site(Front):
    """A running `explorer serve web`."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        super().__init__(folder, "web", "the browser", arguments, visits=2)
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
    """A visit in a browser."""

    def __init__(self, browser: Chrome, site: Site) -> None:
        self.browser = browser
        self.seen = ""
        """What came through the line since it was last looked at."""
        self.forget()
        self._frames: list[dict[str, Any]] = []
        browser.execute_cdp_cmd("Network.enable", {})
        browser.get(site.url)

    def requests(self) -> set[str]:
        """Where the browser went."""
        self._gather()
        return {
            each["params"]["request"]["url"] for each in self._frames if each["method"] == "Network.requestWillBeSent"
        }

    def _gather(self) -> None:
        for entry in logged(self.browser, "performance"):
            said = json.loads(entry["message"])["message"]
            self._frames.append(said)
            if said["method"] == "Network.webSocketFrameReceived":
                frame = said["params"]["response"]
                if frame["opcode"] == 2:
                    text = base64.b64decode(frame["payloadData"]).decode("utf-8", "replace")
                    self.seen += text
                    self._stream.feed(text)

    def forget(self) -> None:
        """Begin with an empty screen: of what stood there nothing is sent again."""
        self.seen = ""
        self._screen = pyte.Screen(300, 150)
        self._stream = pyte.Stream(self._screen)

    def until(self, expected: str) -> None:
        """Read until this stands on the screen, of which only the cells that differ come through the line."""

        def come() -> bool:
            self._gather()
            plain = re.sub(r"\x1b\[[0-9;?>]*[a-zA-Z]", "", self.seen)
            return any(expected in " ".join(each.split()) for each in (plain, "\n".join(self._screen.display)))

        until(come, repr(expected))
        self.seen = ""

    def _rest(self, quiet: float = 0.25, most: float = 5.0) -> None:
        """Wait until nothing has come for a moment: what is typed in the midst of a pane's painting may miss it."""
        end, seen, since = time.monotonic() + most, len(self.seen), time.monotonic()
        while time.monotonic() < min(end, since + quiet):
            time.sleep(0.05)
            self._gather()
            if len(self.seen) != seen:
                seen, since = len(self.seen), time.monotonic()

    def press(self, keys: str) -> None:
        """Type, into what has the focus, once the page has come to rest."""
        from selenium.webdriver.common.action_chains import ActionChains

        self._rest()
        ActionChains(self.browser).send_keys(keys).perform()
