"""What a visitor could do to a Textual app as anyone would write it, tried on one and on ours.

The numbers are those of the table of doors in `deploy/README.md`. Each test opens its door in the stock app first.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from explorer import __version__
from explorer.serve.process import OPEN_AT_MOST
from tests.serve.conftest import ROOT, STUB, Host, Hosts, Line, growth
from tests.waiting import PATIENCE, until

STOCK = (sys.executable, str(Path(__file__).with_name("stock.py")))
FLOOD = 25.0
"""Megabytes by which the stock app grows, at least; ours grows by less than half of that."""

HEADLESS = "textual.drivers.headless_driver:HeadlessDriver"

Opens = Callable[..., Line]


@pytest.fixture
def line() -> Iterator[Opens]:
    """Opens programs in terminals that nobody draws; they have painted when it returns."""
    opened: list[Line] = []

    def start(*command: str, **more: object) -> Line:
        opened.append(Line(command, **more))  # type: ignore[arg-type]
        opened[-1].hear(b"steps, about")
        opened[-1].listen(0.3)
        return opened[-1]

    yield start
    for each in opened:
        each.close()


def visitor(here: Host) -> tuple[str, ...]:
    return (sys.executable, "-I", "-S", str(STUB), str(here.socket))


def grows(line: Line, process: int, data: bytes, megabytes: float, seconds: float) -> bool:
    """Whether a program grows by so much when this is typed, within so many seconds."""
    before, end = growth(process), time.monotonic() + seconds
    while time.monotonic() < end:
        data = line.pour(data, 0.2)
        line.listen(0.02)
        if growth(process) - before > megabytes:
            return True
    return False


def pressed(line: Line, key: bytes) -> bool:
    """Type a key and hear what is said to it: keys right behind a flood may be dropped with it."""
    left = line.pour(key)
    line.listen(0.3)
    return not left


def test_5_memory_cannot_be_filled_by_typing(here: Host, line: Opens) -> None:
    data = b"ab" * 30_000
    stock = line(*STOCK)
    assert grows(stock, stock.process.pid, data, FLOOD, PATIENCE)
    stock.close()
    ours = line(*visitor(here))
    assert not grows(ours, here.child(), data, FLOOD / 2, 3)
    until(lambda: pressed(ours, b"d") and b"Who with" in ours.said, "the end of the flood")


def test_6_moves_of_the_mouse_are_not_even_asked_for(here: Host, line: Opens) -> None:
    assert b"\x1b[?1003h" in line(*STOCK).said
    ours = line(*visitor(here))
    assert b"\x1b[?1003h" not in ours.said and b"\x1b[?1000h" in ours.said


def test_7_a_window_size_that_is_typed_is_not_drawn(here: Host, line: Opens) -> None:
    for program, believed in ((line(*STOCK), True), (line(*visitor(here)), False)):
        before = len(program.said)
        program.pour(b"\x1b[48;500;500;1;1t", 0.5)
        program.listen(0.5)
        assert (len(program.said) - before > 100_000) is believed


def test_8_a_window_of_any_size_is_drawn_only_so_far(here: Host, line: Opens) -> None:
    size = (800, 800)
    stock = line(*STOCK, size=size)
    ours = line(*visitor(here), size=size)
    assert len(stock.said) > 600_000 and len(ours.said) < 200_000


@pytest.mark.parametrize(
    "data",
    [b"\x1b[9999999u", b"\x1b[1114112;1;1114112u", b"\x1b[48;24;80;0;0t\x1b[<0;5;5M", b"\xf1("],
    ids=["a huge code point", "a huge text", "pixels of size zero", "a byte that is no UTF-8"],
)
def test_9_no_report_and_no_byte_ends_a_visit(data: bytes, here: Host, line: Opens) -> None:
    stock = line(*STOCK)
    stock.pour(data)
    assert stock.ends()
    ours = line(*visitor(here))
    ours.pour(data)
    assert not ours.ends(0.3)
    ours.pour(b"d")
    ours.hear(b"Who with")


def test_10_a_line_that_is_gone_ends_the_visit_even_where_its_signal_is_ignored(here: Host, line: Opens) -> None:
    ignoring = {"preexec_fn": lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN)}

    def cut(program: Line) -> None:
        os.close(program.keyboard)
        program.keyboard = -1

    stock = line(*STOCK, **ignoring)
    cut(stock)
    ours = line(sys.executable, "-m", "explorer", "--ephemeral", "--lang", "en", **ignoring)
    cut(ours)
    until(lambda: ours.process.poll() is not None, "the end")
    hosted = line(*visitor(here), **ignoring)
    cut(hosted)
    here.alone()
    assert stock.process.poll() is None, "it goes on for ever"


def test_10_a_client_that_is_killed_leaves_no_visit_behind(here: Host, line: Opens) -> None:
    ours = line(*visitor(here))
    assert here.child()
    ours.process.kill()
    here.alone()


def test_11_nothing_suspends_a_visit(here: Host, line: Opens) -> None:
    def stopped(process: int) -> bool:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "T"

    stock = line(*STOCK)
    os.kill(stock.process.pid, signal.SIGTSTP)
    until(lambda: stopped(stock.process.pid), "the stop")
    ours = line(*visitor(here))
    os.kill(here.child(), signal.SIGTSTP)
    ours.pour(b"\x1ad")
    ours.hear(b"Who with")
    assert not stopped(here.child())


@pytest.mark.parametrize("filed", [False, True])
def test_4_an_error_is_one_line_to_the_visitor_and_a_traceback_in_the_log(
    filed: bool, host: Hosts, line: Opens
) -> None:
    stock = line(*STOCK)
    stock.pour(b"\x1bOQ")
    assert stock.ends() and stock.process.returncode == 0
    assert b"/some/path" in stock.said and b"stock.py" in stock.said and b"locals" in stock.said
    broken = (
        "from explorer.tui.panes.pane import Pane\n"
        "def broken(self): raise RuntimeError('a secret at /some/path')\n"
        "Pane.action_zoom = broken"
    )
    here = host(before=broken, filed=filed)
    tty = here.visit()
    tty.until("steps, about")
    tty.ask("t", "Question 1 of 24")
    tty.ask("5", "Question 2 of 24")
    tty.press("z")
    assert tty.end() == 70
    assert tty.left_on == []
    said = tty.afterwards
    assert "Something broke on our side" in said and "ssh explorer@there result" in said
    assert not [
        word for word in ("secret", "/", "Traceback", "RuntimeError", __version__) if word in said.split("ssh")[0]
    ]
    here.alone()
    name = said.split("this number: ")[1].split(".")[0]
    assert f"{name}: RuntimeError: a secret at /some/path" in here.log
    until(lambda: f"{name}: left (70)" in here.log, "the line")


def test_12_nothing_of_the_visitors_environment_reaches_a_visit(here: Host, line: Opens, tmp_path: Path) -> None:
    env = {
        "TEXTUAL_SCREENSHOT": "1",
        "TEXTUAL_SCREENSHOT_LOCATION": str(tmp_path),
        "TEXTUAL_SCREENSHOT_FILENAME": "shot.svg",
    }
    subprocess.run(STOCK, env={**os.environ, **env, "TEXTUAL_DRIVER": HEADLESS}, timeout=PATIENCE, check=True)
    assert [path.name for path in tmp_path.iterdir()] == ["shot.svg"]
    for file in tmp_path.iterdir():
        file.unlink()
    (tmp_path / "array.py").write_text("raise SystemExit(99)")
    odd = {"LINES": "300", "COLUMNS": "300", "PYTHONPATH": str(tmp_path), "PYTHONSTARTUP": "x", "BROWSER": "x"}
    tty = here.visit(size=(80, 24), **env, **odd)
    tty.until("steps, about")
    assert len(tty.raw) < 40_000, "a screen of 80 by 24"
    assert [path.name for path in tmp_path.iterdir()] == ["array.py"]


@pytest.mark.parametrize("term", ["../../etc/passwd", "xterm\x1b[2J", "x" * 200])
def test_12_a_terminal_whose_name_is_none_is_refused_in_one_line(term: str, here: Host) -> None:
    tty = here.visit(TERM=term)
    assert tty.end() == 2
    assert tty.raw.count("\n") == 1 and "another one" in tty.raw and "\x1b" not in tty.raw


def test_13_a_pack_whose_texts_would_speak_to_the_terminal_is_not_read(line: Opens, tmp_path: Path) -> None:
    writes = "\x1b]52;c;QUJD\x1b\\"
    assert writes.encode() in line(*STOCK, env={"STOCK_TEXT": writes}).said
    shutil.copytree(ROOT / "tests" / "packs" / "small", tmp_path / "pack")
    role = tmp_path / "pack" / "roles" / "ant.yaml"
    role.write_text(re.sub(r"(?m)^sentence: .*$", r'sentence: {es: A, en: "\\e]52;c;QUJD\\e"}', role.read_text()))
    asked = [sys.executable, "-m", "explorer", "serve", "--lang", "en", "--pack", str(tmp_path / "pack")]
    refused = subprocess.run(asked, capture_output=True, text=True, timeout=PATIENCE, cwd=ROOT)
    assert refused.returncode == 2 and "U+001B" in refused.stderr and "\x1b" not in refused.stderr


def test_16_a_clock_in_the_app_stands_while_nobody_reads(line: Opens) -> None:
    stock = line(*STOCK, env={"STOCK_CLOCK": "1"})
    for _ in range(60):
        with suppress(BlockingIOError):
            os.write(stock.keyboard, b"\x1b[48;200;200;1;1t" + b"\x1b[48;201;201;1;1t")
        time.sleep(0.01)
    time.sleep(2)  # that nothing happens can only be waited for
    assert stock.process.poll() is None
    assert stock.ends(), "it would have, had anybody read"


def test_16_a_visitor_who_stops_reading_is_closed_in_time_all_the_same(host: Hosts) -> None:
    here = host(idle=2)
    opened = Line(visitor(here))
    opened.hear(b"steps, about")
    for _ in range(20):  # enough to paint that nobody reads
        os.write(opened.keyboard, b"dps")
        time.sleep(0.02)
    here.alone()
    until(lambda: opened.process.poll() is not None, "the end of the client")
    opened.close()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
def test_17_a_visit_that_vanishes_leaves_the_terminal_as_it_was_and_why_is_said(
    number: signal.Signals, here: Host, line: Opens
) -> None:
    stock = line(*STOCK)
    stock.process.send_signal(number)
    assert stock.ends() and b"\x1b[?1049h" in stock.said and b"\x1b[?1049l" not in stock.said
    tty = here.visit()
    tty.until("steps, about")
    assert "alternate screen" in tty.left_on
    os.kill(here.child(), number)
    assert tty.end() == 70
    assert tty.left_on == []
    assert "Something broke on our side" in tty.afterwards


def test_a_visit_is_bounded_by_the_system_too(here: Host) -> None:
    here.visit().until("steps, about")
    limits = Path(f"/proc/{here.child()}/limits").read_text()
    bounds = {row[:26].strip(): row[26:].split()[0] for row in limits.splitlines()[1:]}
    assert (bounds["Max file size"], bounds["Max core file size"]) == ("0", "0")
    assert int(bounds["Max open files"]) == OPEN_AT_MOST <= 2 * 12  # twice what a visit uses, below
    assert int(bounds["Max data size"]) < 1 << 30 and bounds["Max cpu time"] == "300"
    assert len(list(Path(f"/proc/{here.child()}/fd").iterdir())) <= 12
    assert os.getsid(here.child()) == here.child()


def test_a_visit_that_takes_too_much_memory_ends_alone(host: Hosts) -> None:
    greedy = (
        "from explorer.tui.panes.pane import Pane\n"
        "def greedy(self): self.hoard = [b'x' * (1 << 20) for _ in range(400)]\n"
        "Pane.action_zoom = greedy"
    )
    here = host(before=greedy, memory=64)
    other = here.visit()
    other.until("steps, about")
    tty = here.visit()
    tty.until("steps, about")
    tty.press("z")
    assert tty.end() == 70 and tty.left_on == []
    other.ask("d", "Who with")
