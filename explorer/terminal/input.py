"""Turns the terminal's input into Textual events, without taking answers of the terminal for keys, and limits their
rate."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator

from textual import events
from textual._keyboard_protocol import MODIFIER_FUNCTIONAL_KEYS
from textual._xterm_parser import FOCUSIN, FOCUSOUT, XTermParser
from textual.keys import Keys
from textual.message import Message
from textual.messages import TerminalSupportsSynchronizedOutput

from explorer.terminal.grammar import ESC, PASTE, Grammar, Token

__all__ = ["AT_ONCE", "KEYS_A_SECOND", "PASTE", "Budget", "Inlet", "PasteCut"]

KEYS_A_SECOND, AT_ONCE = 60, 240
"""Limits on events: how many a second in the long run, and how many in a burst. Nobody types faster."""
NO_KEYS = frozenset({*MODIFIER_FUNCTIONAL_KEYS, "caps_lock", "scroll_lock", "num_lock", Keys.Ignore.value})
"""Keys that do nothing by themselves: a modifier alone, or a lock."""

_CURSOR = re.compile(r"\x1b\[(\d{1,5});(\d{1,5})R")
_MOUSE = re.compile(r"\x1b\[<\d{1,5};\d{1,5};\d{1,5}[mM]")
_EVENT = re.compile(r"(?<=\d):([123])(?=[;u~A-Z])")
"""The event type in a key of the Kitty protocol, after the modifiers: 1 pressed, 2 repeated, 3 released."""
_SYNCHRONISED = re.compile(r"\x1b\[\?2026;[1-4]\$y")


class PasteCut(Message):
    """Message: the pasted text was too long; only its first `taken` characters were used."""

    def __init__(self, taken: int = PASTE) -> None:
        self.taken = taken
        super().__init__()


class Budget:
    """A rate limiter (token bucket): `AT_ONCE` events, and `KEYS_A_SECOND` more with each second."""

    def __init__(self) -> None:
        self._left, self._when = float(AT_ONCE), time.monotonic()

    def spend(self) -> bool:
        """Use up one event; False if none is left."""
        now = time.monotonic()
        self._left = min(float(AT_ONCE), self._left + (now - self._when) * KEYS_A_SECOND)
        self._when = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


class Parser(XTermParser):
    """Textual's parser, applied to one whole token. It never fails; some tokens give no events."""

    def keys(self, sequence: str, alt: bool = False) -> list[Message]:
        """The key events of a character or sequence; none for a modifier alone, or for a key that is released."""
        if event := _EVENT.search(sequence) if sequence.startswith(f"{ESC}[") else None:
            if event[1] == "3":
                return []
            sequence = sequence[: event.start()] + sequence[event.end() :]
        try:
            events = list(self._sequence_to_key_events(sequence, alt))
        except (ArithmeticError, ValueError):  # a code point beyond Unicode
            return []
        return [key for key in events if key.key.rpartition("+")[2] not in NO_KEYS and not _odd(key)]

    def mouse(self, report: str) -> list[Message]:
        """The event of a click or of the wheel, in cells; none for a mouse move."""
        self.mouse_pixels = False  # reports in pixels are never requested
        event = self.parse_mouse_code(report)
        return [] if event is None or isinstance(event, events.MouseMove) else [event]


def _odd(key: events.Key) -> bool:
    """Whether the key's character is a surrogate or of private use, as terminals send for special keys."""
    return any("\ud800" <= sign <= "\uf8ff" for sign in key.character or "")


class Inlet:
    """Turns terminal input into events for the app."""

    def __init__(self) -> None:
        self._grammar, self._parser, self._budget = Grammar(), Parser(), Budget()
        self.flooded = False
        """Whether the last input exceeded the rate limit."""

    @property
    def waiting(self) -> bool:
        """Whether an incomplete token is pending: an escape may turn out to be the Escape key."""
        return self._grammar.waiting

    def feed(self, text: str) -> Iterable[Message]:
        """The events in the next piece of input."""
        self.flooded = False
        yield from self._taken(self._grammar.feed(text, time.monotonic()))

    def tick(self) -> Iterable[Message]:
        """The events completed by a pause."""
        yield from self._taken(self._grammar.tick(time.monotonic()))

    def _taken(self, tokens: Iterator[Token]) -> Iterable[Message]:
        for token in tokens:
            for event in self._events(token):
                if self._budget.spend():
                    yield event
                else:
                    self.flooded = True

    def _events(self, token: Token) -> list[Message]:
        """The events of a token; none for an answer that was not asked for. The window's size comes from the system,
        never from the input."""
        text = token.text
        if token.kind == "paste":
            return [events.Paste(text), *([PasteCut()] if token.cut else [])]
        if token.kind != "sequence":
            return [events.Key("escape", ESC)] if text == ESC else self._parser.keys(text, token.kind == "alt")
        if text in (FOCUSIN, FOCUSOUT):
            return [events.AppFocus() if text == FOCUSIN else events.AppBlur()]
        if cursor := _CURSOR.fullmatch(text):
            return [events.CursorPosition(int(cursor[2]) - 1, int(cursor[1]) - 1)]
        if _MOUSE.fullmatch(text):
            return self._parser.mouse(text)
        if _SYNCHRONISED.fullmatch(text):
            return [TerminalSupportsSynchronizedOutput()]
        return self._parser.keys(text)
