"""A host for browsers: what a page of somebody else gets, and a visit in a real Chromium without a window."""

from __future__ import annotations

import re
import select
import socket
import subprocess
import sys
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path
from socket import gethostname
from typing import TYPE_CHECKING, Any
from unittest.mock import Mock

import pytest

from explorer.pack.pack import Pack
from explorer.report.pack_translator import translator_of
from explorer.serve.settings import Settings
from explorer.serve.unused import MOST_OF_ADDRESS
from tests.serve.site import FOCUS, PLACES, Page, Site, answer, logged
from tests.serve.sshd import connects, free_port
from tests.waiting import PATIENCE, until

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

WEBSOCKET = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "x3JJHMbDL1EzLkh9GBhXDw==",
}


class Stock:
    """textual-serve as it comes."""

    def __init__(self) -> None:
        self.port = free_port()
        program = (
            "import sys; from textual_serve.server import Server; Server(f'{sys.executable} "
            f"{Path(__file__).with_name('stock.py')}', port={self.port}).serve()"
        )
        self.url = f"http://127.0.0.1:{self.port}"
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen([sys.executable, "-c", program], **quiet)  # type: ignore[call-overload]


def test_19_textual_serve_as_it_comes_opens_for_any_page_and_loads_from_elsewhere() -> None:
    pytest.importorskip("textual_serve", reason="career-explorer[web] is not installed")
    stock = Stock()
    try:
        until(lambda: connects(stock.port), "its start")
        assert "https://fonts" in answer(stock.url + "/")[1]
        line = HTTPConnection("127.0.0.1", stock.port)
        line.request("GET", "/ws?width=1000&height=1000", headers={**WEBSOCKET, "Origin": "https://example.org"})
        assert line.getresponse().status == 101
        line.close()
    finally:
        stock.process.terminate()
        stock.process.wait(PATIENCE)


def test_19_no_page_of_somebody_else_may_open_a_visit(site: Site) -> None:
    assert site.get("/ws", **WEBSOCKET)[0] == 403
    assert site.get("/ws", **WEBSOCKET, Origin="https://example.org")[0] == 403
    assert site.get("/ws", **WEBSOCKET, Origin=f"http://127.0.0.1:{site.port + 1}")[0] == 403
    assert site.visits == 0


def test_19_no_name_that_somebody_makes_lead_here_is_ours(site: Site) -> None:
    rebound = f"rebound.example:{site.port}"
    assert site.get("/ws", **WEBSOCKET, Host=rebound, Origin=f"http://{rebound}")[0] == 403
    assert site.visits == 0


def test_who_connects_and_asks_for_nothing_is_let_go(site: Site) -> None:
    halves = [socket.create_connection(("127.0.0.1", site.port), PATIENCE) for _ in range(80)]
    for line in halves:
        line.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: ")
    until(lambda: len(select.select(halves, [], [], 0)[0]) >= 80 - MOST_OF_ADDRESS, "an end of those that are too many")
    for line in halves:
        line.settimeout(PATIENCE)
        with suppress(ConnectionError):
            assert not line.recv(1000)
        line.close()
    assert site.get("/")[0] == 200


def test_19_the_page_names_nothing_of_elsewhere_and_says_so_to_the_browser(site: Site) -> None:
    status, page, headers = site.get("/")
    assert status == 200
    named = re.findall(r'(?:src|href|action)="([^"]+)"', page) + re.findall(r'url\("([^"]+)"', site.get("/look.css")[1])
    assert len(named) > 5 and not [each for each in named if "//" in each]
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "http" not in policy and "frame-ancestors 'none'" in policy
    for path in [each for each in named if each.startswith("static/")]:
        assert site.get(f"/{path}")[0] == 200
    assert site.get("/static/")[0] == 403
    assert site.get("/download/x")[0] == 404
    assert "Python" not in headers.get("Server", "") and "aiohttp" not in headers.get("Server", "")


@pytest.mark.parametrize(
    ("behind", "said", "address"),
    [
        (True, "203.0.113.9", "203.0.113.9"),
        (True, "198.51.100.1, 203.0.113.9", "203.0.113.9"),  # the proxy adds the last; a visitor may send the others
        (True, "198.51.100.1,198.51.100.2 , 203.0.113.9 ", "203.0.113.9"),
        (True, "", "192.0.2.1"),
        (False, "198.51.100.1", "192.0.2.1"),
    ],
)
def test_the_proxy_alone_says_who_a_visitor_is(pack: Pack, behind: bool, said: str, address: str) -> None:
    pytest.importorskip("textual_serve", reason="career-explorer[web] is not installed")
    from aiohttp.test_utils import make_mocked_request

    from explorer.serve.web import Web

    transport = Mock(get_extra_info=lambda name, *_: ("192.0.2.1", 5000) if name == "peername" else None)
    headers = {"X-Forwarded-For": said} if said else {}
    request = make_mocked_request("GET", "/", headers=headers, transport=transport)
    assert Web(Settings(behind_proxy=behind), translator_of(pack, "en"))._address(request) == address


REACHED = {"bind": "192.0.2.7"}


@pytest.mark.parametrize(
    ("settings", "host", "ours"),
    [
        ({}, "127.0.0.1:8000", True),
        ({}, "[::1]:8000", True),
        ({}, "rebound.example:8000", False),
        (REACHED, "192.0.2.7:8000", True),
        (REACHED, "[2001:db8::7]:8000", True),
        (REACHED, f"{gethostname()}:8000", True),
        (REACHED, "rebound.example:8000", False),
        ({**REACHED, "names": ["Class.example"]}, "class.example:8000", True),
        ({**REACHED, "names": ["class.example"]}, "rebound.example:8000", False),
        ({"behind_proxy": True}, "any.example", True),
        ({"behind_proxy": True, "names": ["class.example"]}, "rebound.example", False),
    ],
)
async def test_19_no_name_but_the_hosts_own_is_ours_wherever_it_listens(
    pack: Pack, settings: dict[str, Any], host: str, ours: bool
) -> None:
    """Somebody else's page can make its own name lead to a host that a browser reaches and the internet does not."""
    pytest.importorskip("textual_serve", reason="career-explorer[web] is not installed")
    from aiohttp.test_utils import make_mocked_request

    from explorer.serve.web import Web

    site = Web(Settings(**settings), translator_of(pack, "en"))
    request = make_mocked_request("GET", "/ws", headers={"Host": host, "Origin": f"http://{host}"})
    assert site._ours(request) == ours
    assert ((await site.page(request)).status == 200) == ours


def test_what_no_code_can_be_is_refused_with_a_word(site: Site) -> None:
    for code in ("%00", "A" * 5000, "%F0%9F%90%9C"):
        status, said, _ = site.get(f"/result?code={code}")
        assert status == 400 and len(said.splitlines()) == 1, code


async def test_no_message_ends_a_visit(site: Site) -> None:
    """Nested without end, of no known kind, no JSON at all: the visit answers the next one."""
    from aiohttp import ClientSession

    async with ClientSession() as session:
        address = f"{site.url}/ws?width=80&height=24"
        async with session.ws_connect(address, headers={"Origin": site.url}) as line:
            await line.send_str('["resume", ""]')
            for message in ("[" * 16_000, "{}", "[]", '["stdin"]', '["resize", {"width": []}]', "\x00", '["ping", 1]'):
                await line.send_str(message)
            heard = ""
            while "pong" not in heard:
                said = await line.receive(timeout=PATIENCE)
                assert said.type.name in ("TEXT", "BINARY"), said
                heard = said.data if said.type.name == "TEXT" else ""
    until(lambda: site.visits == 0, "the end of the visit")


def test_a_result_is_a_file_to_download_and_a_wrong_code_one_line(site: Site) -> None:
    status, said, _ = site.get("/result?code=AAAA")
    assert status == 400 and len(said.splitlines()) == 1
    status, said, _ = site.get("/result?code=%3Cscript%3E")
    assert status == 400 and "<" not in said, said


# --- in a browser ----------------------------------------------------------------------------------------------------


def test_in_chromium_each_pane_opens_a_visit_is_completed_and_its_summary_downloaded(
    chromium: Chrome, site: Site, tmp_path: Path
) -> None:
    from selenium.webdriver.common.by import By

    page = Page(chromium, site)
    page.until("steps, about")
    chromium.save_screenshot(str(tmp_path / "shot.png"))
    for key, words in (("d", "Who with"), ("s", "Thursday"), ("r", "No result"), ("t", "Question 1 of 24")):
        page.press(key)
        page.until(words)
    for number in range(24):
        page.press("5" if number % 3 else "2")
    page.until("Bear in mind")  # the last answer leads to the result
    page.press("e")
    page.until("Choose the format below")
    until(lambda: chromium.execute_script(FOCUS) == "code", "the form")
    page.press("\ue00c")
    until(lambda: chromium.execute_script(FOCUS) == "xterm-helper-textarea", "the terminal")
    page.press("x")
    until(lambda: not page.shows("Choose the format below"), "the end of the dialog")
    page.press("q")
    page.until("Leave?")
    page.press("q")
    page.until("This code downloads")
    until(lambda: "-closed" in (chromium.find_element(By.TAG_NAME, "body").get_attribute("class") or ""), "the end")
    assert chromium.find_element(By.CSS_SELECTOR, ".closed").text.startswith("The visit is over.")
    code = re.search(
        r"code downloads.*?((?:[2-9A-Z]{4}-)+[2-9A-Z]{1,4})", " ".join(b"".join(page.said()).decode().split())
    )
    assert code
    box = chromium.find_element(By.ID, "code")
    assert box.get_attribute("value") == code[1]  # as it was offered by `e`
    chromium.find_element(By.CSS_SELECTOR, "#home button").click()
    file = tmp_path / "down" / "result.md"
    until(lambda: file.exists() and code[1] in file.read_text(encoding="utf-8"), "the file with the code")
    assert "24" in file.read_text(encoding="utf-8")
    elsewhere = {url for url in page.requests() if not url.startswith((site.url, "data:", "chrome:"))}
    assert elsewhere == set()
    complaints = [each["message"] for each in logged(chromium, "browser") if each["level"] == "SEVERE"]
    assert [each for each in complaints if "already in CLOSING" not in each] == []  # the script's own, at the end
    until(lambda: site.visits == 0, "the end of the visit")


def test_19_a_window_of_any_size_is_drawn_only_so_far_and_places_are_counted(chromium: Chrome, site: Site) -> None:
    open_them = """
    window.lines = []; window.bytes = 0; window.last = "";
    for (let n = 0; n <= PLACES; n++) {
        const line = new WebSocket(`ws://${location.host}/ws?width=5000&height=5000`);
        line.binaryType = "arraybuffer";
        line.onopen = () => line.send(JSON.stringify(["resume", ""]));
        line.onmessage = message => {
            if (typeof message.data === "string") return;
            window.bytes += message.data.byteLength;
            window.last += new TextDecoder().decode(message.data).slice(0, 200);
        };
        window.lines.push(line);
    }
    """
    chromium.get(f"{site.url}/look.css")
    chromium.execute_script(open_them.replace("PLACES", str(PLACES)))
    until(lambda: "places are taken" in str(chromium.execute_script("return window.last")), "the refusal")
    until(lambda: site.visits == PLACES, "as many visits as there are places")
    chromium.execute_script(
        "window.lines.forEach(line => line.send(JSON.stringify(['resize', {width: 9e9, height: -1}])))"
    )
    chromium.execute_script("window.lines.forEach(line => line.send('nonsense'))")
    assert chromium.execute_script("return window.bytes") < PLACES * 500_000
    chromium.execute_script("window.lines.forEach(line => line.close())")
    until(lambda: site.visits == 0, "their end")
