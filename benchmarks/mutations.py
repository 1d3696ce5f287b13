"""Spoils packs the way people do, thousands of times, and counts how often `check` names the right line.

Each mutant is a pack with one line of one file dropped, doubled, mistyped, re-indented, put after the next one, or the
file cut off within it. It is

- sound, when nothing is wrong with it: a letter more in a sentence, two fields that changed places;
- found, when some finding stands in that file on the line itself or beside it, or at the head of the entry or list that
  the line belongs to (where something is missing there is no line to name);
- said, when no finding stands there, but the sentence of one names such a line ("in what begins in", "did you mean ...
  in");
- elsewhere, when there are findings but none of those;
- a crash, when anything but findings comes back.

Run: python -m benchmarks.mutations [mutants of the small pack] [mutants of the pack with three roles]
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import yaml

from explorer.checks.content import check
from explorer.loader.faults import Finding, PackError
from explorer.loader.reader import read_located
from explorer.loader.unused import unread_files

ROOT = Path(__file__).resolve().parents[1]
PACKS = {"small": ROOT / "tests" / "packs" / "small", "three roles": ROOT / "examples" / "customer-success"}
SEED = 20261124
SIGNS = "abcdefghijklmnopqrstuvwxyz0123456789 :-{}[],\"'"
"""What a slip of the finger can put in a line."""


@dataclass(frozen=True)
class Mutant:
    """A spoilt file: how, where (the line from 1 in the sound file), and what it is now."""

    kind: str
    file: str
    line: int
    text: str


def drop(lines: list[str], at: int, chance: Random) -> list[str]:
    """Without the line."""
    return lines[:at] + lines[at + 1 :]


def double(lines: list[str], at: int, chance: Random) -> list[str]:
    """With the line twice."""
    return lines[: at + 1] + lines[at:]


def mistype(lines: list[str], at: int, chance: Random) -> list[str]:
    """With a sign of the line gone, another, one more, or changed places with the next."""
    line = lines[at]
    first = len(line) - len(line.lstrip())
    place = chance.randrange(first, max(first + 1, len(line)))
    sign = chance.choice(SIGNS)
    spoilt = chance.choice(
        (
            line[:place] + line[place + 1 :],
            line[:place] + sign + line[place + 1 :],
            line[:place] + sign + line[place:],
            line[:place] + line[place + 1 : place + 2] + line[place : place + 1] + line[place + 2 :],
        )
    )
    return [*lines[:at], spoilt, *lines[at + 1 :]]


def reindent(lines: list[str], at: int, chance: Random) -> list[str]:
    """With the line one or two columns further right or left."""
    by, line = chance.choice((1, 2)), lines[at]
    moved = line[by:] if line.startswith(" " * by) and chance.random() < 0.5 else " " * by + line
    return [*lines[:at], moved, *lines[at + 1 :]]


def reorder(lines: list[str], at: int, chance: Random) -> list[str]:
    """With the line after the next one."""
    return [*lines[:at], *reversed(lines[at : at + 2]), *lines[at + 2 :]]


def truncate(lines: list[str], at: int, chance: Random) -> list[str]:
    """Without what follows a place in the line."""
    return [*lines[:at], lines[at][: chance.randrange(1, len(lines[at]) + 1)]]


MUTATIONS: dict[str, Callable[[list[str], int, Random], list[str]]] = {
    "dropped": drop,
    "doubled": double,
    "mistyped": mistype,
    "re-indented": reindent,
    "reordered": reorder,
    "truncated": truncate,
}


def mutants(folder: Path, chance: Random) -> Iterator[Mutant]:
    """Mutants of the pack in `folder`, without end: each kind of mutation in turn, any line of any file."""
    files = {str(file.relative_to(folder)): file.read_text("utf-8").splitlines() for file in folder.rglob("*.yaml")}
    lines = [
        (name, at)
        for name, each in sorted(files.items())
        for at, line in enumerate(each)
        if line.strip() and not line.lstrip().startswith("#")
    ]
    while True:
        for kind, spoil in MUTATIONS.items():
            file, at = chance.choice(lines)
            spoilt = spoil(files[file], at, chance)
            if spoilt != files[file]:
                yield Mutant(kind, file, at + 1, "\n".join(spoilt) + "\n")


def verdict(folder: Path, mutant: Mutant, before: str, known: set[tuple[str, str]]) -> tuple[str, list[Finding]]:
    """What becomes of a mutant, whose file in `folder` is `before` again afterwards. `known`: files and kinds of the
    findings that the sound pack has, too."""
    path = folder / mutant.file
    path.write_text(mutant.text, "utf-8")
    try:
        found = [each for each in findings(folder) if (each.file, each.kind) not in known]
    except Exception as error:  # this is what is being looked for
        return f"crash: {type(error).__name__}", []
    finally:
        path.write_text(before, "utf-8")
    if not found:
        return "sound", []
    lines = right_lines(mutant, before)
    if any(each.file == mutant.file and each.line in lines for each in found):
        return "found", found
    said = {f"{mutant.file}:{line}" for line in lines}
    return ("said" if any(each.values.get("meant") in said for each in found) else "elsewhere"), found


def findings(folder: Path) -> list[Finding]:
    """All that `check` would say."""
    try:
        pack, located = read_located(folder)
    except PackError as error:
        return error.findings
    return sorted([*check(pack, located), *unread_files(folder, located)])


def right_lines(mutant: Mutant, before: str) -> set[int]:
    """The lines that may be named for a mutant: those it touched, those beside them, and the heads of the entry and
    the list it belongs to (of all around it where the file was cut off)."""
    heads = [line for line, last in _entries(before) if line < mutant.line <= last]
    around = heads if mutant.kind == "truncated" else heads[-2:]
    touched = 2 if mutant.kind in ("doubled", "reordered") else 1
    return {*range(mutant.line - 1, mutant.line + touched + 1), *around}


def _entries(text: str) -> list[tuple[int, int]]:
    """First and last line of every mapping and list, the outer before the inner."""
    found, waiting = [], [yaml.compose(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, yaml.MappingNode):
            waiting += [value for _, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            waiting += node.value
        else:
            continue
        found.append((node.start_mark.line + 1, node.end_mark.line + (1 if node.end_mark.column else 0)))
    return found


def main() -> None:
    """Count, and print the table."""
    wanted = [int(each) for each in sys.argv[1:]] or [4000, 1000]
    counts: Counter[tuple[str, str]] = Counter()
    for (name, source), many in zip(PACKS.items(), wanted, strict=False):
        with tempfile.TemporaryDirectory() as place:
            folder = Path(shutil.copytree(source, Path(place) / "pack"))
            known = {(each.file, each.kind) for each in findings(folder)}
            made = mutants(folder, Random(f"{SEED} {name}"))
            for _ in range(many):
                mutant = next(made)
                before = (folder / mutant.file).read_text("utf-8")
                said, found = verdict(folder, mutant, before, known)
                counts[mutant.kind, said] += 1
                if "-v" in sys.argv or said not in ("sound", "found", "said"):
                    line = before.splitlines()[mutant.line - 1].strip()[:60]
                    told = ", ".join(f"{each.file}:{each.line} {each.kind}" for each in found[:3])
                    print(f"{said}: {mutant.kind} {mutant.file}:{mutant.line} {line!r}: {told}", file=sys.stderr)
    print(table(counts))


def table(counts: Counter[tuple[str, str]]) -> str:
    """The counts as Markdown."""
    lines = [
        "| mutation | mutants | sound | found | said | elsewhere | crashes | right line |",
        "| --- |" + " --- |" * 7,
    ]
    for kind in (*MUTATIONS, "all"):
        mine = Counter({said: n for (name, said), n in counts.items() if kind in (name, "all")})
        if kind == "all":
            mine = Counter()
            for (_, said), n in counts.items():
                mine[said] += n
        crashes = sum(n for said, n in mine.items() if said.startswith("crash"))
        right = mine["found"] + mine["said"]
        faulty = right + mine["elsewhere"] + crashes
        share = f"{100 * right / faulty:.1f} %" if faulty else "-"
        row = (kind, mine.total(), mine["sound"], mine["found"], mine["said"], mine["elsewhere"], crashes, share)
        lines.append("| " + " | ".join(str(cell) for cell in row) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
