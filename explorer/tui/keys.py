"""The table of keys: bindings, hints, help, the command palette and README are made from it.

A key's `id` names its words (`Interface.keys`) and, with `action_` before it, the method it calls. Letters are the same
in every language.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from explorer.tui.panes.table import IDS, PANES
from explorer.words.frozen import frozen

if TYPE_CHECKING:
    from textual.binding import BindingType

Scope = str
"""The id of a pane, or `everywhere`."""
MOST_HINTS = 5
"""The most keys shown in the last line, besides those for help and quitting."""


@frozen
class Key:
    """An action, the keys bound to it, and the pane where they work. The first of `keys` is the one shown.

    `argument` is passed to the action, for a group of keys such as the digits. `hint`: whether the last line shows the
    key.
    """

    id: str
    keys: tuple[str, ...]
    where: Scope = "everywhere"
    hint: bool = False
    argument: int | None = None

    @property
    def action(self) -> str:
        """The action string, as Textual writes it."""
        name = self.id
        if self.where == "everywhere" and self.id in IDS:
            return f"pane('{self.id}')"
        return name if self.argument is None else f"{name}({self.argument})"


def _digits(id: str, where: Scope, most: int, hint: bool = True) -> tuple[Key, ...]:
    return tuple(Key(id, (str(n),), where, hint and n == 1, n) for n in range(1, most + 1))


KEYS: tuple[Key, ...] = (
    *(Key(pane.id, (pane.key,)) for pane in PANES),
    Key("down", ("j", "down")),
    Key("up", ("k", "up")),
    Key("first", ("g", "home")),
    Key("last", ("G", "end")),
    Key("page_down", ("pagedown", "ctrl+d", "space")),
    Key("page_up", ("pageup", "ctrl+u")),
    Key("next_part", ("tab",)),
    Key("previous_part", ("shift+tab",)),
    Key("back", ("escape",)),
    Key("filter", ("slash", "f"), hint=True),
    Key("search", ("F",)),
    Key("zoom", ("z",)),
    Key("export", ("e",)),
    Key("copy_code", ("y",)),
    Key("enter_code", ("Y",)),
    Key("plan", ("P",)),
    Key("afresh", ("A",)),
    Key("language", ("L",), hint=True),
    Key("colours", ("C",), hint=True),
    Key("undo", ("u",)),
    Key("redo", ("ctrl+r",)),
    Key("redraw", ("ctrl+l",)),
    Key("palette", ("colon", "ctrl+p")),
    Key("glossary", ("W",)),
    Key("help", ("question_mark", "f1")),
    Key("quit", ("q", "ctrl+q", "ctrl+c")),
    Key("open", ("enter",), "opening"),
    Key("search", ("slash", "f", "F"), "opening", True),
    Key("right", ("l", "right"), "profiles", True),
    Key("left", ("h", "left"), "profiles"),
    Key("why", ("w",), "profiles", True),
    Key("open", ("enter",), "profiles"),
    Key("country", ("m",), "profiles"),
    Key("next_section", ("n",), "profiles", True),
    Key("previous_section", ("N",), "profiles"),
    Key("next_difference", ("n",), "diff", True),
    Key("previous_difference", ("N",), "diff"),
    Key("why", ("w",), "diff", True),
    Key("open", ("enter",), "diff"),
    Key("star", ("space",), "diff", True),
    Key("fold", ("equals_sign", "o"), "diff"),
    Key("columns", ("v",), "diff", True),
    Key("next_pair", ("l", "right"), "diff"),
    Key("previous_pair", ("h", "left"), "diff"),
    *_digits("choose", "simulator", 5),
    Key("go_on", ("enter",), "simulator", True),
    Key("unsaid", ("0",), "simulator"),
    Key("rewind", ("u",), "simulator", True),
    Key("meters", ("v",), "simulator", True),
    Key("other_chair", ("x",), "simulator", True),
    Key("together", ("m",), "simulator"),
    Key("why", ("w",), "simulator"),
    Key("both_days", ("l", "right"), "simulator"),
    Key("days", ("h", "left"), "simulator"),
    *_digits("answer", "test", 5),
    Key("take", ("enter", "space"), "test"),
    Key("skip", ("0",), "test", True),
    Key("previous_item", ("left", "h", "backspace"), "test", True),
    Key("next_item", ("l", "right"), "test"),
    Key("next_open", ("n",), "test", True),
    Key("previous_open", ("N",), "test"),
    Key("auto", ("a",), "test"),
    Key("review", ("v",), "test", True),
    Key("retake", ("R",), "test"),
    Key("why", ("w",), "result", True),
    Key("open", ("enter",), "result"),
    Key("what_if", ("x",), "result", True),
    Key("next_reason", ("n",), "result", True),
    Key("previous_reason", ("N",), "result"),
    Key("retake", ("R",), "result"),
    *_digits("answer", "result", 5, hint=False),
)

SHOWN = {
    "question_mark": "?",
    "slash": "/",
    "colon": ":",
    "equals_sign": "=",
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "backspace": "Backspace",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "f1": "F1",
}


def keys(scope: Scope, table: Sequence[Key] = KEYS) -> Iterator[Key]:
    """The keys that belong to one scope."""
    return (key for key in table if key.where == scope)


def at(scope: Scope, table: Sequence[Key] = KEYS) -> Iterator[Key]:
    """All keys that work in a pane: its own, then those of `everywhere`; where both bind a key, the pane's own wins."""
    taken: set[str] = set()
    for key in keys(scope, table):
        taken |= set(key.keys)
        yield key
    for key in keys("everywhere", table):
        if free := tuple(name for name in key.keys if name not in taken):
            yield replace(key, keys=free)


def hinted(table: Iterable[Key], idle: Collection[str] = ()) -> list[Key]:
    """The keys that the last line shows, without those whose id is in `idle`."""
    return [key for key in table if key.hint and key.id not in idle][:MOST_HINTS]


def bindings(scope: Scope, table: Sequence[Key] = KEYS) -> list[BindingType]:
    """All Textual bindings of a pane, each key once."""
    return [_binding(key) for key in at(scope, table)]


def some(scope: Scope, acts: Collection[str], but: Collection[str] = ()) -> list[BindingType]:
    """Bindings of a scope's own keys except `but`, and of those keys of `everywhere` whose id is in `acts`."""
    own = {key.id for key in keys(scope)} - set(but)
    chosen = [key for key in at(scope) if key.id in own or (key.where == "everywhere" and key.id in acts)]
    return [_binding(key) for key in chosen]


def _binding(key: Key) -> BindingType:
    from textual.binding import Binding

    return Binding(",".join(key.keys), key.action, key.id, show=False)


def shown(key: Key) -> str:
    """The names of a key as the screen writes them; a group of digits as a range."""
    if key.argument is not None:
        family = [each.argument for each in KEYS if each.id == key.id and each.where == key.where]
        return f"{min(n for n in family if n)}-{max(n for n in family if n)}"
    return " ".join(SHOWN.get(name, name) for name in key.keys)


@frozen
class Clash:
    """A key binding in the settings that cannot be used: in `scope`, `key` would do both `name` and `other`, or `other`
    would be left without a key."""

    name: str
    key: str
    other: str
    scope: Scope


def remapped(wanted: Mapping[str, tuple[str, ...]]) -> tuple[tuple[Key, ...], list[Clash]]:
    """The table of keys with the user's bindings applied (by id, `why`, or by pane and id, `diff.why`), and the
    bindings that clash and were ignored."""
    held, clashes = dict(wanted), list[Clash]()
    while True:
        table = tuple(replace(key, keys=_wanted(key, held) or key.keys) for key in KEYS)
        clash = next(_clashes(table, held), None)
        if clash is None:
            return table, clashes
        clashes.append(clash)
        del held[clash.name]


def _wanted(key: Key, wanted: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return wanted.get(f"{key.where}.{key.id}") or wanted.get(key.id) or ()


def _clashes(table: Sequence[Key], wanted: Mapping[str, tuple[str, ...]]) -> Iterator[Clash]:
    """The bindings in `wanted` that give one key two meanings in a pane, or take away the last key of another action
    there."""

    def named(key: Key) -> str:
        return next((name for name in (f"{key.where}.{key.id}", key.id) if name in wanted), "")

    for scope in IDS:
        for group in (list(keys(scope, table)), list(keys("everywhere", table))):
            for number, key in enumerate(group):
                for other in group[:number]:
                    both = [name for name in key.keys if name in other.keys]
                    if both and (named(key) or named(other)):
                        wrong, right = (key, other) if named(key) else (other, key)
                        yield Clash(named(wrong), both[0], right.id, scope)
        reached = {(key.where, key.id) for key in at(scope, table)}
        for lost in at(scope):
            if (lost.where, lost.id) in reached:
                continue
            hidden = next(key for key in table if (key.where, key.id) == (lost.where, lost.id))
            taker = next(key for key in keys(scope, table) if set(key.keys) & set(hidden.keys))
            wrong, other = (hidden, taker) if named(hidden) else (taker, hidden)
            if named(wrong):
                yield Clash(named(wrong), hidden.keys[0], other.id, scope)


def key_named(written: str) -> str:
    """Textual's name for a key that people write as `?`, `Space`, `ctrl+x`, `PgDn` or `W`; empty if there is no such
    key."""
    by_name = {shown.casefold(): name for name, shown in SHOWN.items()}
    if written.casefold() in by_name:
        return by_name[written.casefold()]
    if written in SHOWN or re.fullmatch(r"[a-zA-Z0-9]|ctrl\+[a-z]|f([1-9]|1[0-2])", written):
        return written
    if len(written) == 1 and written.isprintable() and not written.isspace() and written != ",":
        return written
    return ""
