"""The first screen is painted before anyone comes: what each visitor finds is what a start of their own would show."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from explorer.serve.parent import usual_size
from tests.real_terminal.conftest import Terminal
from tests.serve.conftest import Host, Hosts
from tests.waiting import PATIENCE

if sys.platform != "linux":
    pytest.skip("serve works on Linux only", allow_module_level=True)

FIRST = "steps, about"


def cells(tty: Terminal) -> list[tuple[str, str, str, bool, bool]]:
    """The whole screen as it is seen: of a blank that is its ground alone."""
    tty._read(0.0)  # the last line is not the last that is painted
    screen = tty.screen
    every = [screen.buffer[line][column] for line in range(screen.lines) for column in range(screen.columns)]
    blank = [cell.data == " " and not cell.reverse for cell in every]
    return [
        (cell.data, "" if empty else cell.fg, cell.bg, cell.bold and not empty, cell.reverse)
        for cell, empty in zip(every, blank, strict=True)
    ]


def stands(tty: Terminal) -> bool:
    """Whether the last line is there: a screen is sent from its top."""
    return "? keys" in tty.screen.display[-1]


@pytest.mark.parametrize(
    ("term", "size"),
    [
        ("xterm-256color", (80, 24)), ("xterm-256color", (120, 40)), ("xterm-256color", (60, 20)),
        ("xterm", (80, 24)), ("linux", (120, 40)),
    ],
)  # fmt: skip
def test_a_visit_begins_as_a_start_of_ones_own(term: str, size: tuple[int, int], here: Host, tmp_path: Path) -> None:
    alone = Terminal(["--ephemeral", "--lang", "en"], *size, {"TERM": term, "ESCDELAY": "300"}, tmp_path)
    try:
        alone.until(lambda: stands(alone))
        tty = here.visit(size=size, TERM=term)
        tty.until(lambda: cells(tty) == cells(alone))
    finally:
        alone.close()


def test_the_window_that_most_have_is_a_setting(host: Hosts) -> None:
    here = host(usual_columns=100, usual_lines=30)
    for size in ((100, 30), (80, 24)):
        tty = here.visit(size=size)
        tty.until(lambda tty=tty: stands(tty))  # type: ignore[misc]
        assert FIRST in tty.words


def test_a_window_that_several_have_is_painted_before_the_next_one_comes(host: Hosts) -> None:
    here = host()
    each = [here.visit(size=(100, 30)) for _ in range(4)]
    for tty in each:
        tty.until(lambda tty=tty: stands(tty))  # type: ignore[misc]
    last = here.visit(size=(100, 30))
    last.until(lambda: cells(last) == cells(each[0]))
    other = here.visit(size=(80, 24))
    other.until(lambda: stands(other))
    last.ask("t", "Question 1 of 24")


@pytest.mark.parametrize(
    ("sizes", "usual"),
    [
        ([], (80, 24)),
        ([(120, 40)], (80, 24)),
        ([(120, 40), (120, 40)], (120, 40)),
        ([(120, 40), (80, 24), (80, 24), (120, 40)], (80, 24)),
        ([(120, 40), (80, 24), (120, 40), (120, 40), (90, 30)], (120, 40)),
        ([(100, 30), (101, 30), (102, 30)], (80, 24)),
    ],
)
def test_the_usual_window_is_the_one_that_most_of_the_last_had(
    sizes: list[tuple[int, int]], usual: tuple[int, int]
) -> None:
    assert usual_size(sizes, (80, 24)) == usual


def test_a_host_that_cannot_paint_ends(tmp_path: Path) -> None:
    fails = "from explorer.serve.prefork import ExpectingDriver\ndef send(self, data): raise RuntimeError('no paint')\n"
    here = Host(tmp_path, before=f"{fails}ExpectingDriver.send = send")
    try:
        assert here.process.wait(PATIENCE) == 70
        told = here.state / "failure.log"
        assert str(told) in here.log and "Serving" not in here.log and len(here.log.splitlines()) == 1
        assert "RuntimeError: no paint" in told.read_text()
    finally:
        here.close()


def test_visits_share_nothing_that_moves(here: Host) -> None:
    first, second = here.visit(), here.visit()
    for tty in (first, second):
        tty.until(FIRST)
    first.ask("t", "Question 1 of 24")
    first.ask("5", "Question 2 of 24")
    second.ask("t", "Question 1 of 24")
    third = here.visit()
    third.until(FIRST)
    third.ask("d", "Who with")
    first.ask("4", "Question 3 of 24")
    second.ask("3", "Question 2 of 24")
    open_by = [{str(each.readlink()) for each in Path(f"/proc/{child}/fd").iterdir()} for child in here.children]
    assert len(open_by) == 3
    shared = set.intersection(*open_by)
    assert all(name.startswith(("pipe:", "/dev/null")) for name in shared), "the log and nothing else"
    assert len([name for name in shared if name.startswith("pipe:")]) == 1
