"""What of a typed line reaches the program: a paste is cut, a flood thinned, and no report can break the parser."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from functools import partial

from textual import events
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.keys import Keys
from textual.message import Message
from textual.messages import InBandWindowResize

from explorer.words.text import CONTROL

PASTE = 4096
"""Characters of one paste that are taken."""
KEYS_A_SECOND, AT_ONCE = 60, 240
"""Events taken: so many a second for as long as they come, so many in a burst. No hand is faster."""
UNWANTED = (events.MouseMove, events.Resize, InBandWindowResize)
"""Nothing here follows the mouse, and a window's size is asked of the system, not believed when it is typed."""


class Scissors:
    """Cuts what is pasted after `PASTE` characters, before it is gathered anywhere, and takes the controls out of it:
    Textual types what follows an escape in a paste. The rest passes untouched."""

    def __init__(self) -> None:
        self._pasting = False
        self._room = 0
        self._kept = ""
        """The end of what came last, in which a mark may have begun; inside a paste it is not yet passed on."""

    def cut(self, text: str) -> str:
        """What is left of `text`, the next part of the line."""
        passed = []
        while text:
            mark = BRACKETED_PASTE_END if self._pasting else BRACKETED_PASTE_START
            known = len(self._kept)
            joined = self._kept + text
            at = joined.find(mark)
            end = len(joined) if at < 0 else at + len(mark)
            taken, text = joined[:end], joined[end:]
            self._kept = "" if at >= 0 else _begun(taken, mark)
            if not self._pasting:
                passed.append(taken[known:])
            else:
                body = taken.removesuffix(mark if at >= 0 else self._kept)
                passed += [CONTROL.sub(" ", body[: self._room].replace("\r", "\n")), mark if at >= 0 else ""]
                self._room -= min(self._room, len(body))
            if at >= 0:
                self._pasting, self._room = not self._pasting, PASTE
        return "".join(passed)


def _begun(text: str, mark: str) -> str:
    """The longest end of `text` with which `mark` begins."""
    return next((mark[:n] for n in range(len(mark) - 1, 0, -1) if text.endswith(mark[:n])), "")


class Budget:
    """How many events may be taken now: `AT_ONCE`, and `KEYS_A_SECOND` more with each second."""

    def __init__(self) -> None:
        self._left, self._when = float(AT_ONCE), time.monotonic()

    def spend(self) -> bool:
        """Whether there was one left; it is gone now."""
        now = time.monotonic()
        self._left = min(float(AT_ONCE), self._left + (now - self._when) * KEYS_A_SECOND)
        self._when = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


class Parser(XTermParser):
    """Textual's parser, for which there is no report that it cannot read, only some that say nothing."""

    def parse_mouse_code(self, code: str) -> Message | None:
        """A mouse report in cells; None where it is none."""
        self.mouse_pixels = False  # pixels are never asked for
        try:
            return super().parse_mouse_code(code)
        except (ArithmeticError, ValueError):
            return None

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        try:
            return [_sound(key) for key in super()._sequence_to_key_events(sequence, alt)]
        except (ArithmeticError, ValueError):  # a code point beyond Unicode
            return [events.Key(Keys.Ignore, None)]


def _sound(key: events.Key) -> events.Key:
    """A key whose character can be written; one that is nothing in place of others."""
    odd = any("\ud800" <= sign <= "\udfff" for sign in key.character or "")
    return events.Key(Keys.Ignore, None) if odd else key


class Inlet:
    """From the text of a line to the events that the program is to take."""

    def __init__(self) -> None:
        self._parser, self._scissors, self._budget = Parser(), Scissors(), Budget()
        self.flooded = False
        """Whether more came than is taken."""

    @property
    def waiting(self) -> bool:
        """Whether a sequence was begun that time will end: an escape may be the key of that name."""
        return self._parser._timeout_time is not None

    def feed(self, text: str) -> Iterable[Message]:
        """The events in the next part of the line."""
        self.flooded = False
        if text := self._scissors.cut(text):
            yield from self._taken(partial(self._parser.feed, text))

    def tick(self) -> Iterable[Message]:
        """The events that time has ended."""
        yield from self._taken(self._parser.tick)

    def _taken(self, parsed: Callable[[], Iterable[Message]]) -> Iterable[Message]:
        try:
            for event in parsed():
                if isinstance(event, UNWANTED):
                    continue
                if not self._budget.spend():
                    self.flooded = True
                    continue
                yield event
        except Exception:  # whatever else a line may bring: the sequence is lost, not the visit
            self._parser = Parser()
