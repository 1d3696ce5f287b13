"""However the program ends, the terminal is left as it was found."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

import pytest

from tests.waiting import PATIENCE

Open = Callable[..., Any]


def begun(terminal: Open, *options: str) -> Any:
    """A program in which something was done."""
    tty = terminal("--lang", "en", *options)
    tty.until("steps, about")
    assert "alternate screen" in tty.left_on and "cursor hidden" in tty.left_on  # the measure itself works
    tty.ask("t", "Question 1 of 24")
    tty.ask("5", "Question 2 of 24")
    return tty


def test_q_leaves_at_once_when_nothing_would_be_lost(terminal: Open) -> None:
    tty = terminal("--lang", "en")
    tty.ask("", "steps, about")
    tty.press("q")
    assert tty.end() == 0
    assert tty.left_on == []
    assert "Your code" not in tty.afterwards


@pytest.mark.parametrize("key", ["q", "\x03", "\x11"], ids=["q", "ctrl+c", "ctrl+q"])
def test_with_something_to_lose_leaving_asks_and_staying_is_the_default(terminal: Open, key: str) -> None:
    tty = begun(terminal, "--ephemeral")
    tty.ask(key, "Leave?")
    for stays in ("\r", "\x1b"):
        tty.ask(stays, lambda: "Leave?" not in tty.text)  # what is behind the dialog is seen all the while
        assert "Question 2 of 24" in tty.text
        tty.ask(key, "Leave?")
    tty.press(key)
    assert tty.end() == 0
    assert tty.left_on == []
    assert "Your code (" in tty.afterwards


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_ends_it_in_order(terminal: Open, name: str) -> None:
    """A kill and a dropped line: the terminal is put back, the code is said, the exit code names the signal."""
    tty = begun(terminal)
    number = getattr(signal, name)
    tty.send(number)
    assert tty.end() == 128 + number
    assert tty.left_on == []
    assert "Your code (" in tty.afterwards
    assert "Traceback" not in tty.raw


def test_bytes_that_are_no_text_do_not_end_it(terminal: Open) -> None:
    """The n with a tilde of a Latin-1 terminal, and bytes that never are UTF-8."""
    tty = begun(terminal)
    for odd in (b"\xf1", b"\xff\xfe", b"\xc3("):
        os.write(tty.keyboard, odd)
    tty.ask("d", "Who with")
    assert "Traceback" not in tty.raw
    assert "Error" not in tty.raw


def test_a_signal_while_a_dialog_is_open_ends_it_in_order(terminal: Open) -> None:
    tty = begun(terminal)
    tty.ask("e", "Export the summary")
    tty.send(signal.SIGTERM)
    assert tty.end() == 128 + signal.SIGTERM
    assert tty.left_on == []


def test_a_program_that_breaks_says_so_in_one_line_and_keeps_the_code(
    terminal: Open, tmp_path: Any, state: Any
) -> None:
    """The traceback, without the values of variables, is in the state folder; with --ephemeral nowhere."""
    broken = (
        "import sys\n"
        "from explorer.tui.panes.pane import Pane\n"
        "def broken(self): raise RuntimeError('a secret')\n"
        "Pane.action_zoom = broken\n"
        "from explorer.cli.main import run\n"
        "sys.exit(run(sys.argv[1:]))\n"
    )
    (tmp_path / "broken.py").write_text(broken)
    for options, kept in (((), True), (("--ephemeral",), False)):
        program = (sys.executable, str(tmp_path / "broken.py"))
        tty = terminal("--lang", "en", *options, program=program)
        tty.until("steps, about")
        tty.ask("t", "Question 1 of 24")
        tty.ask("5", "Question 2 of 24")
        tty.press("z")
        assert tty.end() == 70
        assert tty.left_on == []
        assert "Your code (" in tty.afterwards
        assert "explorer: the program failed" in tty.afterwards
        assert not [word for word in ("secret", "Traceback", "RuntimeError") if word in tty.raw]
        log = state / "failure.log"
        assert log.exists() is kept and ("failure.log" in tty.afterwards) is kept
        if kept:
            assert str(log) in tty.afterwards
            assert "RuntimeError: a secret" in log.read_text()
            log.unlink()


def test_a_line_that_drops_leaves_no_program_behind(terminal: Open) -> None:
    """The terminal goes, as a window that is closed: what reads from it ends, and soon."""
    tty = begun(terminal)
    os.close(tty.keyboard)
    tty.keyboard = os.open(os.devnull, os.O_RDONLY)
    assert tty.process.wait(PATIENCE) != 0


def test_a_terminal_without_a_second_screen_is_wiped_on_leaving(terminal: Open) -> None:
    """The Linux console has but one: what was drawn must not stay below the prompt."""
    tty = terminal("--lang", "en", TERM="linux")
    tty.until("steps, about")
    tty.press("q")
    assert tty.end() == 0
    assert tty.left_on == []
    assert "\x1b[H\x1b[2J" in tty.afterwards


@pytest.mark.parametrize("name", ["vt100", "linux", "screen", "tmux-256color", "xterm"])
def test_keys_work_and_colours_are_the_terminal_s_own_where_there_are_few(terminal: Open, name: str) -> None:
    tty = terminal("--lang", "es", TERM=name)
    tty.until("pasos, unos")
    tty.ask("d", "cara a cara")
    tty.ask("?", "Teclas: Diferencias")
    tty.ask("\x1b", lambda: "Teclas: Diferencias" not in tty.words)
    assert ("38;5;" in tty.raw) is (name == "tmux-256color")
    tty.press("q")
    assert tty.end() == 0
    assert tty.left_on == []


@pytest.mark.parametrize("command", [(), ("fit",)], ids=["full screen", "under a prompt"])
def test_stopped_and_continued_it_takes_the_terminal_again(terminal: Open, command: tuple[str, ...]) -> None:
    """Another program has had the terminal meanwhile: it wrote, left the alternate screen, let the terminal echo and
    switched what it likes."""
    import termios

    tty = terminal("--lang", "en", *command)
    tty.until("steps, about" if not command else "1 of 24")
    tty.ask("t" if not command else "5", "Question 1 of 24" if not command else "2 of 24")
    tty.until("? keys" if not command else "of 24")
    tty.settle()
    before, switched = tty.words, sorted(tty.left_on)
    tty.send(signal.SIGSTOP)
    os.waitid(os.P_PID, tty.process.pid, os.WSTOPPED)
    raw = termios.tcgetattr(tty.line)
    termios.tcsetattr(tty.line, termios.TCSANOW, tty.settings)
    meanwhile = "\x1b[2J\x1b[H$ kill -STOP\r\n[1]+ Stopped\r\n$ fg\r\n\x1b[?25h\x1b[?7h"
    tty.raw += meanwhile + "\x1b[?1049l\x1b[?1000l\x1b[?1006l\x1b[?2004l\x1b[?1004l"
    tty.stream.feed(meanwhile)
    tty.send(signal.SIGCONT)
    tty.until(lambda: tty.words == before)
    assert termios.tcgetattr(tty.line) == raw
    assert sorted(tty.left_on) == switched
    tty.ask("5", "Question 2 of 24" if not command else "3 of 24")
