"""The one table of keys: bindings, hints, help, palette and README are made from it.

A key's `id` names its words (`Interface.keys`) and, with `action_` before it, the method that does it. Letters are
the same in every language.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from textual.binding import Binding, BindingType

Place = Literal["everywhere", "profiles", "diff", "simulator", "test", "result"]
PANES: tuple[Place, ...] = ("profiles", "diff", "simulator", "test", "result")


@dataclass(frozen=True)
class Key:
    """What some keys do in a place. The first of `keys` is the one shown.

    `argument` is handed to the action, for keys of one family. `hint`: whether the last line of the screen shows it.
    """

    id: str
    keys: tuple[str, ...]
    where: Place = "everywhere"
    hint: bool = False
    argument: int | None = None

    @property
    def action(self) -> str:
        """The action, as Textual writes it."""
        name = self.id
        if self.where == "everywhere" and self.id in PANES:
            return f"pane('{self.id}')"
        return name if self.argument is None else f"{name}({self.argument})"


def _digits(id: str, where: Place, most: int, hint: bool = True) -> tuple[Key, ...]:
    return tuple(Key(id, (str(n),), where, hint and n == 1, n) for n in range(1, most + 1))


KEYS: tuple[Key, ...] = (
    Key("profiles", ("p",)),
    Key("diff", ("d",)),
    Key("simulator", ("s",)),
    Key("test", ("t",)),
    Key("result", ("r",)),
    Key("down", ("j", "down")),
    Key("up", ("k", "up")),
    Key("first", ("g", "home")),
    Key("last", ("G", "end")),
    Key("page_down", ("pagedown", "ctrl+d")),
    Key("page_up", ("pageup", "ctrl+u")),
    Key("next_part", ("tab",)),
    Key("previous_part", ("shift+tab",)),
    Key("back", ("escape",)),
    Key("zoom", ("z",)),
    Key("export", ("e",)),
    Key("copy_code", ("y",)),
    Key("language", ("L",)),
    Key("colours", ("C",)),
    Key("undo", ("u",)),
    Key("redo", ("ctrl+r",)),
    Key("palette", ("colon", "ctrl+p")),
    Key("help", ("question_mark", "f1")),
    Key("quit", ("q", "ctrl+q", "ctrl+c")),
    Key("right", ("l", "right"), "profiles", True),
    Key("left", ("h", "left"), "profiles"),
    Key("why", ("w",), "profiles", True),
    Key("open", ("enter",), "profiles"),
    Key("next_section", ("n",), "profiles", True),
    Key("previous_section", ("N",), "profiles"),
    Key("filter", ("slash", "f"), "profiles", True),
    Key("next_difference", ("n",), "diff", True),
    Key("previous_difference", ("N",), "diff"),
    Key("why", ("w",), "diff", True),
    Key("open", ("enter",), "diff"),
    Key("star", ("space",), "diff", True),
    Key("fold", ("equals_sign", "o"), "diff"),
    Key("columns", ("v",), "diff", True),
    Key("next_pair", ("l", "right"), "diff"),
    Key("previous_pair", ("h", "left"), "diff"),
    Key("filter", ("slash", "f"), "diff"),
    *_digits("choose", "simulator", 5),
    Key("go_on", ("enter",), "simulator", True),
    Key("rewind", ("u",), "simulator", True),
    Key("meters", ("v",), "simulator", True),
    Key("other_chair", ("x",), "simulator", True),
    Key("why", ("w",), "simulator"),
    Key("both_days", ("l", "right"), "simulator"),
    Key("days", ("h", "left"), "simulator"),
    *_digits("answer", "test", 5),
    Key("skip", ("0",), "test", True),
    Key("previous_item", ("backspace", "h", "left"), "test", True),
    Key("next_item", ("l", "right"), "test"),
    Key("next_open", ("n",), "test", True),
    Key("previous_open", ("N",), "test"),
    Key("auto", ("a",), "test"),
    Key("review", ("enter",), "test", True),
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


def keys(place: Place) -> Iterator[Key]:
    """The keys that belong to one place."""
    return (key for key in KEYS if key.where == place)


def at(place: Place) -> Iterator[Key]:
    """All keys that work in a pane: its own, then those of everywhere; its own win where both name a key."""
    taken: set[str] = set()
    for key in keys(place):
        taken |= set(key.keys)
        yield key
    for key in keys("everywhere"):
        if free := tuple(name for name in key.keys if name not in taken):
            yield replace(key, keys=free)


def bindings(place: Place) -> list[BindingType]:
    """All bindings of a pane, each key once."""
    return [Binding(",".join(key.keys), key.action, key.id, show=False) for key in at(place)]


def some(place: Place, acts: Collection[str], but: Collection[str] = ()) -> list[BindingType]:
    """Bindings of a place's own keys, `but` those left out, and of `acts` of those of everywhere."""
    own = {key.id for key in keys(place)} - set(but)
    found = [key for key in at(place) if key.id in own or (key.where == "everywhere" and key.id in acts)]
    return [Binding(",".join(key.keys), key.action, key.id, show=False) for key in found]


def shown(key: Key) -> str:
    """A key's names as people write them; a family of digits as one range."""
    if key.argument is not None:
        family = [each.argument for each in KEYS if each.id == key.id and each.where == key.where]
        return f"{min(n for n in family if n)}-{max(n for n in family if n)}"
    return " ".join(SHOWN.get(name, name) for name in key.keys)
