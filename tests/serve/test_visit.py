"""A visit to a host: in, out, and home with the result; what a host says when it cannot take someone."""

from __future__ import annotations

import os
import re
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer.engine.visit import Visit, answered
from explorer.pack.pack import Pack
from explorer.report.markdown import as_markdown
from explorer.report.summary import summarise
from explorer.report.take_home import summary_document
from explorer.serve.stub import OUT_OF_SERVICE
from tests.real_terminal.conftest import Terminal
from tests.serve.conftest import STUB, Host, Hosts
from tests.waiting import PATIENCE, until

CODE = re.compile(r"ssh explorer@there result ([\w-]+) > result.md")


def answering(tty: Terminal) -> None:
    tty.until("steps, about")
    tty.ask("t", "Question 1 of 24")
    tty.ask("5", "Question 2 of 24")
    tty.ask("4", "Question 3 of 24")


def leave(tty: Terminal) -> None:
    tty.ask("q", "Leave?")
    tty.press("q")
    assert tty.end() == 0


def test_a_visitor_is_in_and_leaves_with_the_summary_and_the_way_back(here: Host, pack: Pack) -> None:
    tty = here.visit()
    answering(tty)
    leave(tty)
    assert tty.left_on == []
    assert "# KAM or PM? My summary" in tty.afterwards
    lines = tty.afterwards.replace("\r", "").split("\n")
    found = CODE.search(tty.afterwards)
    assert found
    assert [
        line for line in lines if len(line) > 78 and "explorer@there" not in line and "Nothing is" not in line
    ] == []
    visit = Visit("en")
    for item, answer in zip(pack.questionnaire.items, (5, 4), strict=False):
        visit = answered(visit, item.id, answer)
    here.alone()
    fetched = here.ask(f"result {found[1]}")
    assert (fetched.returncode, fetched.stderr) == (0, "")
    assert fetched.stdout == as_markdown(summary_document(summarise(pack, visit)))
    assert fetched.stdout in tty.afterwards.replace("\r", ""), "line by line as it was left on the screen"
    spanish = here.ask(f"result {found[1]} es")
    assert spanish.stdout.startswith("# ¿KAM o PM?")


def test_a_host_keeps_nothing(here: Host) -> None:
    before = sorted(path.name for path in here.folder.iterdir())
    tty = here.visit()
    answering(tty)
    tty.ask("e", lambda: "Take it home" in tty.words and "ssh explorer@there result" in tty.words)
    tty.ask("x", lambda: "Take it home" not in tty.words)
    leave(tty)
    assert sorted(path.name for path in here.folder.iterdir()) == before


def test_a_plan_stands_in_the_summary_left_on_the_visitors_screen_and_nowhere_else(here: Host) -> None:
    before = sorted(path.name for path in here.folder.iterdir())
    tty = here.visit()
    answering(tty)
    tty.ask("P", "Who I will ask: nothing yet")
    assert "Nothing is kept here" in tty.words
    tty.ask("\r", "Enter notes it")
    tty.ask("Ask Nora\r", "Who I will ask: Ask Nora")
    tty.press("\x1b")
    tty.until(lambda: "Who I will ask" not in tty.words)
    leave(tty)
    assert "Who I will ask: Ask Nora" in tty.afterwards
    found = CODE.search(tty.afterwards)
    assert found
    here.alone()
    assert "Nora" not in here.ask(f"result {found[1]}").stdout
    assert sorted(path.name for path in here.folder.iterdir()) == before
    assert not any("Nora" in path.read_text(errors="replace") for path in here.folder.rglob("*") if path.is_file())


def test_leaving_without_having_done_anything_leaves_nothing_behind(here: Host) -> None:
    tty = here.visit()
    tty.until("steps, about")
    tty.press("q")
    assert tty.end() == 0
    assert "explorer@there" not in tty.raw and tty.left_on == []


@pytest.mark.parametrize(
    "command", ["bash", "result", "result ../../etc/passwd", "result $(id)", "scp -t /tmp", "result A;id", "x" * 3000]
)
def test_nothing_but_a_result_is_given_and_the_refusal_is_one_line(command: str, here: Host) -> None:
    refused = here.ask(command)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert len(refused.stderr.splitlines()) == 1 and 'Only "result CODE" is accepted' in refused.stderr


def test_a_code_that_is_none_is_one_line(here: Host) -> None:
    refused = here.ask("result AAAA-BBBB")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert len(refused.stderr.splitlines()) == 1


def test_without_a_terminal_a_visit_is_refused_in_one_line(here: Host) -> None:
    refused = here.ask("")
    assert refused.returncode == 2 and len(refused.stderr.splitlines()) == 1 and "ssh -t" in refused.stderr


def test_when_all_places_are_taken_the_next_is_told_so_and_gets_in_later(host: Hosts) -> None:
    here = host(visits=2)
    first = here.visit()
    first.until("steps, about")
    here.visit().until("steps, about")
    third = here.visit()
    assert third.end() == 69
    assert third.raw.strip() == "All 2 places are taken. Please try again in a few minutes."
    first.press("q")
    first.end()
    until(lambda: len(here.children) == 1, "the end of the first")
    here.visit().until("steps, about")


def test_one_address_has_only_so_many_places(host: Hosts) -> None:
    here = host(per_address=1)
    here.visit(SSH_CONNECTION="10.0.0.1 5000 10.0.0.9 22").until("steps, about")
    second = here.visit(SSH_CONNECTION="10.0.0.1 5001 10.0.0.9 22")
    assert second.end() == 69 and "from your network" in second.raw
    here.visit(SSH_CONNECTION="10.0.0.2 5000 10.0.0.9 22").until("steps, about")


def test_a_visit_without_keys_is_closed_and_the_code_is_said(host: Hosts) -> None:
    here = host(idle=5)  # seconds between two keys that a busy machine may take
    tty = here.visit()
    answering(tty)
    assert tty.end() == 75
    assert tty.left_on == []
    assert "without a key" in tty.afterwards and CODE.search(tty.afterwards)
    here.alone()


def test_a_visit_does_not_last_for_ever(host: Hosts) -> None:
    tty = host(session=1).visit()
    assert tty.end() == 75
    assert tty.left_on == [] and "a visit lasts 1 min at most" in tty.afterwards


def test_a_window_that_changes_is_followed(here: Host) -> None:
    tty = here.visit()
    tty.until("steps, about")
    tty.resize(120, 40)
    os.killpg(tty.process.pid, signal.SIGWINCH)  # pyte's window is not the kernel's foreground group
    tty.until(lambda: "teclas" in tty.screen.display[39] or "keys" in tty.screen.display[39])


def test_without_a_host_the_visitor_is_told_in_both_languages(tmp_path: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-I", "-S", str(STUB), str(tmp_path / "none")], env={}, capture_output=True, text=True
    )
    assert (said.returncode, said.stderr) == (69, OUT_OF_SERVICE)


def test_a_second_host_at_the_same_socket_is_refused_in_one_line(here: Host) -> None:
    second = subprocess.run(
        [sys.executable, "-m", "explorer", "serve", "--lang", "en", "--settings", str(here.settings)],
        capture_output=True,
        text=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert second.returncode == 2 and len(second.stderr.splitlines()) == 1 and "another host" in second.stderr
    here.visit().until("steps, about")


@pytest.mark.parametrize(
    "line", ["language = 'fr'", "visits = 0", "visits = 'many'", "visit = 3", "visits =", "ssh = 'a\\u001bb'"], ids=str
)
def test_settings_that_cannot_be_used_are_one_line(line: str, tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(line + "\n")
    said = subprocess.run(
        [sys.executable, "-m", "explorer", "serve", "--lang", "en", "--settings", str(file)],
        capture_output=True,
        text=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert said.returncode == 2 and len(said.stderr.splitlines()) == 1, said.stderr
    assert "Traceback" not in said.stderr and "[/" not in said.stderr


def test_a_reload_leaves_visits_alone_and_new_ones_get_what_is_installed_now(host: Hosts) -> None:
    here = host(visits=2)
    old = here.visit()
    answering(old)
    here.set(visits=3)
    process = here.process.pid
    here.process.send_signal(signal.SIGHUP)
    until(lambda: here.log.count("Serving") == 2, "the new version")
    assert here.process.pid == process and here.process.poll() is None
    here.visit().until("steps, about")
    here.visit().until("steps, about")
    assert here.visit().end() == 69, "the old visit still counts"
    old.ask("3", "Question 4 of 24")
    leave(old)
    until(lambda: len(here.children) == 2, "the old visit taken leave of")


def test_a_version_that_does_not_start_replaces_nothing(host: Hosts) -> None:
    here = host()
    here.settings.write_text("nonsense")
    here.process.send_signal(signal.SIGHUP)
    until(lambda: "does not start" in here.log, "the refusal")
    here.visit().until("steps, about")


def test_a_parent_that_is_stopped_leaves_its_visits_to_end_by_themselves(host: Hosts) -> None:
    here = host()
    tty = here.visit()
    answering(tty)
    here.process.terminate()
    assert here.process.wait(PATIENCE) == 0
    tty.ask("3", "Question 4 of 24")
    leave(tty)


def test_an_interrupted_parent_closes_its_visits_and_their_codes_are_said(host: Hosts) -> None:
    here = host()
    tty = here.visit()
    answering(tty)
    here.process.send_signal(signal.SIGINT)
    assert tty.end() == 75
    assert tty.left_on == [] and "shutting down" in tty.afterwards and CODE.search(tty.afterwards)


def test_the_log_names_visits_and_nothing_that_they_did(host: Hosts) -> None:
    here = host()
    tty = here.visit(SSH_CONNECTION="10.1.2.3 5000 10.0.0.9 22")
    answering(tty)
    leave(tty)
    here.alone()
    until(lambda: "left" in here.log, "the line")
    _, came, left = here.log.splitlines()
    assert re.fullmatch(r"[0-9a-f]{6}: came; here: 1", came)
    assert re.fullmatch(r"[0-9a-f]{6}: left \(0\) after \d+ s, \d+\.\d s of processor; here: 0", left)
    assert "10.1.2.3" not in here.log


def test_the_socket_is_for_its_owner_and_group_alone(here: Host) -> None:
    assert stat.S_IMODE(here.socket.stat().st_mode) == 0o660


@pytest.fixture
def open_to_all() -> Iterator[Host]:
    """A host whose socket lies where every user may go."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        opened = Host(Path(name)).ready()
        opened.socket.chmod(0o777)
        yield opened
        opened.close()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_another_user_who_can_open_the_socket_is_refused_all_the_same(open_to_all: Host) -> None:
    here = open_to_all
    said = subprocess.run(
        ["/usr/bin/python3", "-I", "-S", str(STUB), str(here.socket)],
        env={"TERM": "xterm", "SSH_ORIGINAL_COMMAND": "result AAAA"},
        user=65534,
        group=65534,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert said.returncode in (69, 70) and said.stdout == ""
    until(lambda: "connection refused of user 65534" in here.log, "the line")
    assert here.children == []


@pytest.mark.parametrize(
    ("command", "term"), [("plain", "xterm-256color"), ("", ""), ("", "dumb"), ("", "unknown")], ids=str
)
def test_a_visit_line_by_line_is_asked_for_by_a_word_or_had_by_a_poor_terminal(
    command: str, term: str, here: Host
) -> None:
    tty = here.visit(command=command, TERM=term)
    tty.until("Choose 1-")
    tty.ask("6\r", "1 of 24")
    tty.ask("5\r", "2 of 24")
    tty.press("q\r")
    tty.press("q\r")
    assert tty.end() == 0
    assert tty.left_on == [] and "\x1b" not in tty.raw
    assert CODE.search(tty.raw)
    here.alone()


def test_help_says_what_can_be_asked_for(here: Host) -> None:
    told = here.ask("help")
    assert told.returncode == 0
    assert all(each in told.stdout for each in ("ssh explorer@there plain", "result CODE", " Y"))


def test_a_visit_is_warned_before_its_idle_time_ends(host: Hosts) -> None:
    here = host(idle=4)
    tty = here.visit()
    tty.until("This visit closes in")
    assert tty.end() == 75


GREEDY = """
from explorer.session.session import Session
def undo(self):
    held = []
    while True:
        held.append(bytearray(1 << 20))
Session.undo = undo
"""
"""A program in which undoing takes all the memory that there is."""


def test_a_visit_that_is_killed_leaves_its_code(here: Host) -> None:
    tty = here.visit()
    answering(tty)
    os.kill(here.child(), signal.SIGKILL)
    code = last_code(tty)
    assert here.ask(f"result {code}").returncode == 0
    here.alone()


def test_a_visit_without_memory_left_ends_with_its_code(host: Hosts) -> None:
    tty = host(before=GREEDY, memory=32).visit()
    answering(tty)
    tty.press("u")
    last_code(tty)


def last_code(tty: Terminal) -> str:
    """The code that is said when a visit broke."""
    assert tty.end() == 70
    assert tty.left_on == [] and "Something broke on our side" in tty.afterwards
    code = CODE.search(tty.afterwards)
    assert code
    return code[1]
