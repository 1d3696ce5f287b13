"""How long an author waits for `explorer check`: for the first one, for one when nothing has changed, and for one after
an edit of words, on the built-in pack and on one that extends it; and how long after an edit of each kind
`check --watch` says what is soon found, and all.

    python benchmarks/check.py [--rounds 3]

Seconds of the processor, the least of the rounds; the pack is copied, and what was proved before is kept apart.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from explorer.checks.content import check
from explorer.checks.days import Proving
from explorer.checks.days.memory import Memory
from explorer.loader.known import Known
from explorer.loader.reader import built_in, read_located, uncollected

EXTENDING = "extends: built-in\nid: our-own\nversion: 1\n"


class Edit(NamedTuple):
    """An edit: of which file, what stands there (a regular expression), and what takes its place."""

    file: str
    found: str
    written: str


WORD = Edit("days/kam.yaml", r"Jueves 14", r"Jueves hoy 14")
"""One more word in the day's premise."""
EDITS: Mapping[str, Edit] = {
    "a word of a day": WORD,
    "the same word spelt otherwise": Edit("days/kam.yaml", r"Thursday 14 May", r"Thursday 14 Mai"),
    "a sentence, in both languages": Edit(
        "days/kam.yaml", r"(?s)(o eso pone.*?)\n(.*?or so the calendar)", r"\1 Y ya.\n\2 very long"
    ),
    "a word of an option": Edit("days/kam.yaml", r"Llamar a Carmen ya", r"Llamar hoy a Carmen ya"),
    "what a passage claims": Edit("days/kam.yaml", r"claims: \[margin\]", r"claims: []"),
    "an effect": Edit("days/kam.yaml", r"effects: \{result: 1, energy: -1\}", r"effects: {result: 1, energy: -2}"),
    "a word of the other chair's words": Edit("days/world.yaml", r"una lista parcial", r"una lista muy parcial"),
    "a word of a profile": Edit("roles/kam.yaml", r'text: {es: "(\w)', r'text: {es: "Y \1'),
    "an item": Edit("questionnaire.yaml", r"Repartir las tareas", r"Repartir todas las tareas"),
    "a word of the screens": Edit("interface.yaml", r"(?m)en: (\w)", r"en: so \1"),
}


def edited(folder: Path, edit: Edit) -> str:
    """Edit a pack; what the file was before. Raises ValueError where there is nothing to edit."""
    file = folder / edit.file
    before = file.read_text("utf-8")
    after, times = re.subn(edit.found, edit.written, before, count=1)
    if not times:
        raise ValueError(edit)
    file.write_text(after, "utf-8")
    return before


def checked(folder: Path, memory: Memory, known: Known | None = None) -> None:
    """All that `explorer check` finds out."""
    pack, located = read_located(folder, known)
    Proving(pack, located, f"--pack {folder} ", memory).proofs()
    list(check(pack, located))
    memory.save()


def watched(folder: Path, memory: Memory, known: Known) -> tuple[float, float]:
    """The same after an edit while it watches: until what is soon found could be said, and until all could."""
    start = time.process_time()
    pack, located = read_located(folder, known)
    proving = Proving(pack, located, f"--pack {folder} ", memory)
    proving.first_faults()
    early = time.process_time() - start
    proving.proofs()
    list(check(pack, located))
    memory.save()
    return early, time.process_time() - start


def spent(work: Callable[[], object]) -> float:
    """Seconds of the processor that some work takes."""
    with uncollected():
        start = time.process_time()
        work()
        return time.process_time() - start


def measured(folder: Path, kept: Path, rounds: int) -> dict[str, list[float]]:
    """The least time of each kind of check; of those while it watches until what is soon found is said, and all."""
    least: dict[str, list[float]] = {}
    for _ in range(rounds):
        kept.unlink(missing_ok=True)
        found = {"cold": [spent(lambda: checked(folder, Memory(kept)))]}
        proved = Memory(kept).values
        found["unchanged"] = [spent(lambda: checked(folder, Memory(kept)))]
        before = edited(folder, WORD)
        found["after a word of a day"] = [spent(lambda: checked(folder, Memory(kept)))]
        (folder / WORD.file).write_text(before, "utf-8")
        for name, edit in EDITS.items():
            if not (folder / edit.file).exists():
                continue
            watching, known = Memory(), Known()
            watching.values = {**proved}
            checked(folder, watching, known)
            before = edited(folder, edit)
            with uncollected():
                found[f"watching, {name}"] = [*watched(folder, watching, known)]
            (folder / edit.file).write_text(before, "utf-8")
        for name, took in found.items():
            least[name] = [min(pair) for pair in zip(took, least.get(name, took), strict=True)]
    return least


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    sys.dont_write_bytecode = False  # what was proved is kept where modules are
    with tempfile.TemporaryDirectory() as folder:
        own = shutil.copytree(Path(str(built_in())), Path(folder) / "own")
        extending = Path(folder) / "extending"
        (extending / "days").mkdir(parents=True)
        (extending / "pack.yaml").write_text(EXTENDING, "utf-8")
        shutil.copy(own / "days" / "kam.yaml", extending / "days" / "kam.yaml")
        for name, pack in (("a pack with all of its files", own), ("a pack that extends the built-in one", extending)):
            print(name)
            for kind, took in measured(pack, Path(folder) / "proved", args.rounds).items():
                print(f"  {kind:42}", *(f"{each:5.2f} s" for each in took))


if __name__ == "__main__":
    main()
