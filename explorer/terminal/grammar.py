"""The tokenizer of terminal input: a key, a key with Alt, a sequence, a paste. Anything else is dropped.

A terminal sends its answers to queries in the same stream as keys, sometimes late, sometimes those meant for another
program. What has one of these forms (ECMA-48 and xterm's additions) is read to its end and never taken for keys:

    ESC [ parameters final          CSI: arrows, mouse, focus, keys of the Kitty protocol, and answers (c, n, t, y, u)
    ESC [ M and three characters    the mouse, as terminals reported it before SGR
    ESC O final                     SS3: arrows and F1 to F4 in application mode
    ESC ] P _ ^ X text ST           OSC, DCS, APC, PM, SOS: answers of colours, names, settings; BEL ends them too
    ESC [200~ text ESC [201~        a paste

Everything ends: by its terminator, by Ctrl+C, or by a pause. No state in which keys do nothing can last. A paste is
ended by a Ctrl+C that nothing follows at once (it was typed); within pasted text it is an ordinary control character.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from explorer.words.frozen import frozen
from explorer.words.text import CONTROL

ESC, BEL, ST = "\x1b", "\x07", "\x9c"
INTERRUPTS = ("\x03", f"{ESC}[99;5u")
"""Ctrl+C, as a control character and in the Kitty protocol."""
PASTE_START, PASTE_END = f"{ESC}[200~", f"{ESC}[201~"
PASTE = 4096
"""The most characters taken from one paste."""
ALONE, SILENCE, LONGEST = 0.1, 1.0, 5.0
"""Seconds: after which a single escape is the Escape key; after which a pause ends an incomplete token; and the longest
that one answer may take."""
PARAMETERS = 64
"""The most characters of a control sequence; longer ones are ignored."""
_SHORT = {"\x8f": "O", "\x90": "P", "\x98": "X", "\x9b": "[", "\x9d": "]", "\x9e": "^", "\x9f": "_"}
"""Single C1 characters that stand for an escape and another character."""
_STRINGS = "]P_^X"

Kind = Literal["key", "alt", "sequence", "paste"]


@frozen
class Token:
    """One token: a `key` (its character; a single escape is one), a character with `alt`, a `sequence`, or the text of
    a `paste` without its marks and with control characters replaced by spaces. `cut`: the paste was longer than is
    taken."""

    kind: Kind
    text: str
    cut: bool = False


class Grammar:
    """Splits a stream into tokens, in whatever pieces it arrives. `now` is the time of any clock, in seconds."""

    def __init__(self) -> None:
        self._held = ""
        """The sequence begun so far; of a string only its first two characters, and an escape that may end it."""
        self._paste: str | None = None
        self._cut = False
        self._begun = self._last = 0.0

    @property
    def waiting(self) -> bool:
        """Whether an incomplete token is pending, which `tick` may end."""
        return bool(self._held) or self._paste is not None

    def feed(self, text: str, now: float) -> Iterator[Token]:
        """The tokens that are complete with this piece of the stream."""
        if self._held and self._held != ESC and now - self._begun >= LONGEST:
            self._held = ""
        at = 0
        while at < len(text):
            if self._paste is not None:
                at, token = self._pasted(text, at)
            else:
                if not self._held:
                    self._begun = now
                token = self._next(text[at])
                at += 1
            if token:
                yield token
        if text:
            self._last = now

    def tick(self, now: float) -> Iterator[Token]:
        """The tokens ended by a pause: an escape was the Escape key, a paste is over; anything else is dropped."""
        silent = now - self._last
        if self._paste is not None:
            if silent >= SILENCE:
                yield self._finished(self._paste)
        elif self._held == ESC:
            if silent >= ALONE:
                self._held = ""
                yield Token("key", ESC)
        elif self._held and (silent >= SILENCE or now - self._begun >= LONGEST):
            self._held = ""

    # --- sequences ---------------------------------------------------------------------------------------------

    def _next(self, sign: str) -> Token | None:
        """Handle one more character."""
        held = self._held
        if not held:
            return self._fresh(sign)
        if held == ESC:
            return self._introduced(sign)
        if held[1] in _STRINGS:
            return self._in_string(sign)
        if held.startswith(f"{ESC}[M"):
            self._held = "" if len(held) == 5 else held + sign
            return None
        return self._in_sequence(sign)

    def _fresh(self, sign: str) -> Token | None:
        """Handle the first character of a token; an incomplete one before it is dropped."""
        self._held = ESC + _SHORT[sign] if sign in _SHORT else ESC if sign == ESC else ""
        return None if self._held or "\x80" <= sign <= ST else Token("key", sign)

    def _introduced(self, sign: str) -> Token | None:
        """Handle the character after an escape."""
        if sign == ESC:
            return Token("key", ESC)
        if sign == "[" or sign == "O" or sign in _STRINGS:
            self._held = ESC + sign
            return None
        self._held = ""
        return Token("alt", sign)

    def _in_sequence(self, sign: str) -> Token | None:
        """Handle a character of CSI or SS3: a parameter, the final one, or one that is not allowed there."""
        held = self._held
        if " " <= sign <= "?" or (sign == "[" and held == f"{ESC}["):  # the console's F1 to F5 are ESC [ [ A to E
            self._held = held + sign if len(held) <= PARAMETERS else held
            return None
        if not "@" <= sign <= "~":
            return self._fresh(sign)
        whole = held + sign
        self._held = whole if whole == f"{ESC}[M" else ""
        if whole == PASTE_START:
            self._paste, self._cut = "", False
        elif whole != PASTE_END and not self._held and len(whole) <= PARAMETERS:
            return Token("sequence", whole)
        return None

    def _in_string(self, sign: str) -> Token | None:
        """Handle a character of a string (OSC, DCS…): only its end is looked for."""
        opened, ending = self._held[:2], len(self._held) > 2
        if sign in (BEL, ST) or (ending and sign == "\\"):
            self._held = ""
        elif ending:  # the escape was the beginning of another token
            self._held = ESC
            return self._next(sign)
        elif sign in INTERRUPTS:
            return self._fresh(sign)
        else:
            self._held = opened + ESC if sign == ESC else opened
        return None

    # --- pastes ------------------------------------------------------------------------------------------------

    def _pasted(self, text: str, at: int) -> tuple[int, Token | None]:
        """Handle the part of `text` from index `at` that belongs to the paste. Returns the index of the rest, and the
        paste if it has ended."""
        gathered = self._paste or ""
        known = gathered[-len(PASTE_END) - 1 :]
        joined = known + text[at:]
        mark = next((each for each in INTERRUPTS if joined.endswith(each)), PASTE_END)
        index = joined.find(PASTE_END)
        if index < 0 and mark == PASTE_END:
            self._gather(gathered + text[at:])
            return len(text), None
        if index < 0:
            index = len(joined) - len(mark)
        else:
            mark = PASTE_END
        body = gathered[: len(gathered) - len(known)] + joined[:index]
        return at + index + len(mark) - len(known), self._finished(body)

    def _gather(self, body: str) -> None:
        """Store the part of an unfinished paste that is taken, and its end, which may hold part of the closing mark."""
        most = PASTE + len(PASTE_END)
        if len(body) > most:
            self._cut = True
            body = body[:PASTE] + body[-len(PASTE_END) :]
        self._paste = body

    def _finished(self, body: str) -> Token:
        self._paste = None
        cut = self._cut or len(body) > PASTE
        return Token("paste", CONTROL.sub(" ", body[:PASTE].replace("\r", "\n")), cut)
