"""`explorer keys`: lists the keys, with the name of each action in the settings file."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from explorer.cli.arguments import SPEAKING, Command
from explorer.cli.input import DONE, FOUND, translator_for
from explorer.cli.output import plainly, say

if TYPE_CHECKING:
    from explorer.report.pack_translator import PackTranslator
    from explorer.tui.keys import Scope
    from explorer.tui.settings import Settings

COMMAND = Command(lambda words: words.commands.keys, SPEAKING)


def run(args: Namespace) -> int:
    """List the keys; returns 1 if the settings file has faults."""
    from explorer.store import locations
    from explorer.tui.panes.table import IDS
    from explorer.tui.settings import fault_lines, settings

    tr, path = translator_for(args), locations.settings()
    mine = settings(path)
    words = tr.words.settings
    lines = [tr(words.file if path and path.exists() else words.no_file, path=path or ""), ""]
    lines += [plainly(line) for line in fault_lines(mine, tr)] + ([""] if mine.faults else [])
    for where in ("everywhere", *IDS):
        lines += _of(where, mine, tr)
    say("\n".join(lines) + "\n", args)
    return FOUND if mine.faults else DONE


def _of(where: Scope, mine: Settings, tr: PackTranslator) -> Iterator[str]:
    """The keys of one pane, a line each: name, keys, description."""
    from explorer.tui.keys import keys, shown

    seen: set[str] = set()
    for key in keys(where, mine.table):
        if key.id not in seen:
            seen.add(key.id)
            yield f"{where}.{key.id:<{34 - len(where)}}{shown(key):<18}{tr(tr.words.keys[key.id])}"
