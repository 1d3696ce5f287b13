"""The user's settings file: colours, signs, mouse, and key bindings. Everything in it is optional.

The file is TOML, in the system's folder for settings or at the path in `EXPLORER_SETTINGS`:

    colours = "day"            # auto, night, day, blue, sharp or plain
    ascii = true
    mouse = false              # clicks are left to the terminal: dragging selects text
    country = "us"             # whose pay is shown
    [keys]
    export = "E"               # in every pane that has this action
    "diff.star" = ["m", "Space"]

A faulty entry is reported in one line and ignored; the rest of the file applies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from pathlib import Path

from explorer.report.pack_translator import PackTranslator
from explorer.store.files import read, reason_of
from explorer.store.locations import SETTINGS_FILE
from explorer.terminal.palettes import AUTO, NAMES
from explorer.tui.keys import KEYS, Clash, Key, key_named, remapped
from explorer.words.frozen import frozen
from explorer.words.text import shortened

LARGEST = 65_536
"""The largest number of bytes read from a settings file."""
QUOTED = 30
"""Characters of a faulty value that are quoted in a message."""
COUNTRY = re.compile(r"[A-Za-z]{2}")
KNOWN = ("colours", "ascii", "mouse", "country", "keys")


@frozen
class Fault:
    """One fault in the file: `kind` is the id of its message (`Interface.settings`), `values` fill its placeholders."""

    kind: str
    values: Mapping[str, str] = field(default_factory=dict)


@frozen
class Settings:
    """The settings in force. `colours` is a palette's name or `auto`; `table` is the table of keys with the user's
    changes."""

    colours: str = AUTO
    ascii: bool = False
    mouse: bool = True
    """Whether the program handles clicks and the wheel; if not, the terminal does, and dragging selects text."""
    country: str = ""
    """The country whose pay is shown, as a two-letter code; empty: the locale's."""
    table: tuple[Key, ...] = KEYS
    faults: tuple[Fault, ...] = ()


def settings(path: Path | None) -> Settings:
    """Read the settings file. Returns the defaults where there is none."""
    if path is None:
        return Settings()
    try:
        content = read(path, LARGEST)
        import tomllib  # most people have no such file

        values = tomllib.loads(content.decode("utf-8-sig"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError, RecursionError) as error:
        reason = reason_of(error)
        return Settings(faults=(Fault("unreadable", {"reason": reason}),))
    return _read(values)


def fault_lines(settings: Settings, tr: PackTranslator) -> list[str]:
    """What is wrong in the file, a line each, in the person's language."""
    words, lines = tr.words, []
    for fault in settings.faults:
        named = dict(fault.values)
        if fault.kind == "clash":
            named["other"] = tr(words.keys[named["other"]])
            named["place"] = tr(words.panes[named["place"]])
        problem = tr(words.settings[fault.kind], **named)
        lines.append(tr(words.settings.fault, file=SETTINGS_FILE, problem=problem))
    return lines


def news(settings: Settings, tr: PackTranslator) -> list[str]:
    """The same for the start of the program: the first line, and how many more there are."""
    lines = fault_lines(settings, tr)
    more = tr(tr.words.settings.more, n=len(lines) - 1) if len(lines) > 1 else ""
    return [f"{lines[0]} {more}".strip()] if lines else []


def _quoted(value: object) -> str:
    """A value from the file, cut to fit a line. (Python cannot convert a number of thousands of digits to text.)"""
    try:
        text = str(value)
    except (ValueError, RecursionError):
        text = type(value).__name__
    return shortened(text, QUOTED)


def _read(values: Mapping[str, object]) -> Settings:
    faults = [Fault("unknown", {"name": name}) for name in values if name not in KNOWN]
    colours, keys = values.get("colours", AUTO), values.get("keys", {})
    if colours not in (AUTO, *NAMES):
        faults.append(Fault("colours", {"found": _quoted(colours), "names": ", ".join((AUTO, *NAMES))}))
        colours = AUTO
    flags = {"ascii": False, "mouse": True}
    for name, usual in flags.items():
        flag = values.get(name, usual)
        if isinstance(flag, bool):
            flags[name] = flag
        else:
            faults.append(Fault("yes_or_no", {"name": name}))
    country = values.get("country", "")
    if not isinstance(country, str) or (country and not COUNTRY.fullmatch(country)):
        faults.append(Fault("country", {"found": _quoted(country)}))
        country = ""
    if not isinstance(keys, dict):
        faults.append(Fault("keys", {"name": "keys"}))
        keys = {}
    wanted: dict[str, tuple[str, ...]] = {}
    for name, value in keys.items():
        faults += _fault_of(name, value, wanted)
    table, clashes = remapped(wanted)
    faults += [_clash(clash) for clash in clashes]
    return Settings(str(colours), flags["ascii"], flags["mouse"], country.lower(), table, tuple(faults))


def _fault_of(name: str, value: object, wanted: dict[str, tuple[str, ...]]) -> Iterator[Fault]:
    """What is wrong with one key binding; a valid one is added to `wanted`."""
    meant = [key for key in KEYS if name in (key.id, f"{key.where}.{key.id}")]
    names = [value] if isinstance(value, str) else value
    if not meant:
        yield Fault("action", {"name": name})
    elif any(key.argument is not None for key in meant):
        yield Fault("fixed", {"name": name})
    elif not isinstance(names, list) or not names or not all(isinstance(each, str) for each in names):
        yield Fault("keys", {"name": name})
    elif odd := [each for each in names if not key_named(each)]:
        yield Fault("key", {"name": name, "found": odd[0]})
    else:
        wanted[name] = tuple(key_named(each) for each in names)


def _clash(clash: Clash) -> Fault:
    return Fault("clash", {"name": clash.name, "key": clash.key, "other": clash.other, "place": clash.scope})
