"""Two people in two terminals who live one day, each in one chair, and what their screens say."""

from __future__ import annotations

import re
import time

import pytest

from explorer.pack.pack import Pack
from tests.real_terminal.conftest import Terminal
from tests.waiting import PATIENCE


class Person:
    """Somebody at a terminal, who chooses what is told them and reads the last line for what is asked."""

    def __init__(self, terminal: Terminal, pack: Pack, language: str) -> None:
        self.terminal, self.pack, self.language = terminal, pack, language
        self.hours = self.gates = 0
        """How many hours were lived, and at how many of them somebody was waited for."""

    @property
    def endings(self) -> list[str]:
        """The titles of days that are over."""
        language = self.language
        return [f"{day.title[language]}: {each.title[language]}" for day in self.pack.days for each in day.endings]

    @property
    def asked(self) -> str:
        """`choose`, `rate`, `go on`, `wait` at an hour that is not open, or `over`; empty while something is said."""
        self.terminal._read(0.0)
        words = self.terminal.words
        last = self.terminal.screen.display[-1]
        keys, together = self.pack.interface.keys, self.pack.interface.together
        if any(ending in words for ending in self.endings):
            return "over"
        if self.pack.interface.simulator.rate[self.language] in last:
            return "rate"
        if last.split()[:1] == ["Enter"] and keys.go_on[self.language] in last:
            gate = together.gate_open[self.language][:24]
            return "wait" if gate in words else "go on"
        if last.split()[:1] and last.split()[0].startswith("1-") and last.split()[0] != "1-5":
            return "choose"
        return ""

    def type(self, keys: str) -> None:
        """Press keys, a moment between them."""
        for key in keys:
            self.terminal.press(key)
            time.sleep(0.05)
            self.terminal._read(time.monotonic() + 0.05)

    def until(self, *states: str) -> str:
        """Wait until one of these is asked."""
        end = time.monotonic() + PATIENCE
        while (asked := self.asked) not in states:
            if not self.terminal._read(min(end, time.monotonic() + 0.3)) and not asked:
                self.type("j")  # what was said in the last line has been read
            if time.monotonic() > end or (self.terminal.process.poll() is not None and not self.terminal._read(0.0)):
                pytest.fail(f"{states} is not asked but {asked!r}:\n{self.terminal.text}")
        return asked

    def begin(self) -> None:
        """From the start to the choice of days."""
        self.terminal.until(lambda: bool(self.terminal.text.strip()))
        titles = self.pack.interface.simulator.title
        self.terminal.ask("s", lambda: any(title in self.terminal.words for title in titles.root.values()))
        if titles[self.language] not in self.terminal.words:
            self.terminal.ask("L", titles[self.language])

    def make_room(self, day: int) -> str:
        """A day opened and a room made in it; its signs."""
        self.type(str(day))
        self.until("choose")
        told = self.pack.interface.together.room_tell[self.language][:20]
        self.terminal.ask("m", told)
        room = self.pack.interface.together.room.fill(self.language, room=r"(\w{6})\b")
        signs = re.search(room, self.terminal.words)
        assert signs
        self.terminal.ask("\x1b", lambda: told not in self.terminal.words)
        return signs[1]

    def enter_room(self, signs: str) -> None:
        """Into a room, from the choice of days: its day opens."""
        self.terminal.ask("m", self.pack.interface.together.title[self.language][:20])
        self.type(signs.lower() + "\r")
        self.terminal.until(self.pack.interface.together.room_entered[self.language][:16])
        self.until("choose", "wait")

    def step(self, option: int = 1, patient: bool = True) -> str:
        """Do what is asked; who is patient leaves an hour that is not open. What is asked then."""
        asked = self.until("choose", "go on", "wait", "over")
        if asked == "choose":
            self.hours += 1
            self.type(str(option))
            if self.until("rate", "go on") == "rate":
                self.type("0")
            return self.until("go on")
        if asked == "go on" or (asked == "wait" and not patient):
            self.type("\r")
            return self.until("choose", "wait", "over") if asked == "go on" else self.until("choose")
        self.gates += asked == "wait"
        return asked


def live_together(people: tuple[Person, Person], options: tuple[int, int] = (1, 1), steps: int = 400) -> None:
    """Both to the end of their days, in turns."""
    for _ in range(steps):
        if [person.step(option) for person, option in zip(people, options, strict=True)] == ["over", "over"]:
            return
    pytest.fail(f"no end:\n{people[0].terminal.text}\n{people[1].terminal.text}")
