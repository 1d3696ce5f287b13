"""The figures of the manual, from the commands that measure them into content/evidence.yaml: none is typed by hand.

    python benchmarks/evidence.py [--people FILE] [--check]

Runs `explorer selftest`, `benchmarks/study_errors.py` and, with FILE (the answers of real people that
`benchmarks/real_people.py` reads, which cannot be shipped), that one; reads each figure from what was printed, and
writes content/evidence.yaml. Without FILE its figures stay. `--check` writes nothing, names what differs and exits 1.
Afterwards: `explorer manual --lang en -o docs/manual.md`, and in Spanish. Two minutes.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EVIDENCE = ROOT / "content" / "evidence.yaml"
HEAD = (
    "# What commands measured, for the manual: each figure as that command prints it. Percentages unless said "
    "otherwise.\n# Written by `python benchmarks/evidence.py`; nobody types them.\n"
)
SELFTEST, REAL, STUDY = (
    "explorer selftest",
    "python benchmarks/real_people.py FILE",
    "python benchmarks/study_errors.py 60",
)
Reader = Callable[[str], str]
"""From all that a command printed to one figure, as the manual writes it."""


def printed(pattern: str) -> Reader:
    """What stands in the brackets of a regular expression, once in what was printed."""

    def read(output: str) -> str:
        (found,) = re.findall(pattern, output, re.MULTILINE)
        return _bare(Decimal(found))

    return read


def row(measure: str) -> Reader:
    """The value of a row of the table of gates."""
    return printed(rf"^\| R\d+ \| {re.escape(measure)} \| ([\d.]+)")


def size(people: int, column: int, times: int = 1) -> Reader:
    """A column (from 0: alpha) of the line for studies of so many people, `times` 100 where it is a share."""

    def read(output: str) -> str:
        (line,) = re.findall(rf"^ +{people}  (.+)$", output, re.MULTILINE)
        return _bare(Decimal(line.split()[column]) * times)

    return read


def share(measure: str, choose: Callable[[Mapping[str, float]], float]) -> Reader:
    """A share that `explorer selftest --format json` gives for each cell, in percent with one decimal."""

    def read(output: str) -> str:
        cells = {each["cell"]: each["value"] for each in json.loads(output)["measures"] if each["measure"] == measure}
        return f"{100 * choose(cells):.1f}"

    return read


def cell(name: str) -> Callable[[Mapping[str, float]], float]:
    """The share of one cell of people."""
    return lambda cells: cells[name]


def least(cells: Mapping[str, float]) -> float:
    """The smallest share of all cells."""
    return min(cells.values())


def most(cells: Mapping[str, float]) -> float:
    """The largest share of all cells."""
    return max(cells.values())


def _bare(value: Decimal) -> str:
    """A number as it was printed; a whole one that was printed with more than one decimal without them."""
    digits = -int(value.as_tuple().exponent)
    return f"{value:.0f}" if digits > 1 and value == value.to_integral() else f"{value:f}"


FIGURES: dict[str, dict[str, Reader]] = {
    SELFTEST: {
        "people-a-cell": lambda output: str(json.loads(output)["people"]),
        "random-clear": share("random_clear", cell("uniform")),
        "random-any": share("random_any", cell("uniform")),
        "right-clear": share("right_clear", cell("development")),
        "right-clear-worst": share("right_clear", least),
        "right-slight": share("right_slight", cell("development")),
        "tie-clear": share("tie_clear", cell("development")),
        "tie-clear-worst": share("tie_clear", most),
    },
    REAL: {
        "real-people": printed(r"^\d+ people, (\d+) of them honest"),
        "neither-told": row("told neither, of those who dislike both poles"),
        "neither-right": row("both below the middle, of those told neither"),
        "both-told": row("told both, of those who like both poles"),
        "both-right": row("both above the middle, of those told both"),
        "flagged": row("flagged, median"),
        "half-sign": row("other half's sign, of clear halves, median"),
        "band-low": row("band covers the other half, lowest"),
        "band-high": row("band covers the other half, highest"),
        "popular-clear": row("clear, answers shuffled across people, no norms, median"),
        "popular-worst": row("the same in SE-RC"),
        "alpha-liking": row("alpha of liking a pole, the lower in SE-RC"),
        "alpha-liking-median": row("the same, median of the contrasts"),
        "sem-real": printed(r"^The error of a lean, by halves: ([\d.]+) points"),
        "sem-real-low": printed(r"^The error of a lean, by halves: .* points, ([\d.]+) to"),
        "sem-real-high": printed(r"^The error of a lean, by halves: .* to ([\d.]+);"),
    },
    STUDY: {
        "alpha-lean": printed(r"^alpha of 20,000: ([\d.]+);"),
        "key-found-50": size(50, 2, 100),
        "key-found-200": size(200, 2, 100),
        "key-found-1000": size(1000, 2, 100),
        "key-false-200": size(200, 3),
        "key-false-random": size(200, 4),
    },
}
"""Every figure of the manual that is measured: the command that prints it, and where in what it prints."""


def measured(outputs: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The figures that stand in what commands printed."""
    return {command: {name: read(outputs[command]) for name, read in FIGURES[command].items()} for command in outputs}


def written(figures: Mapping[str, Mapping[str, str]]) -> str:
    """The text of evidence.yaml."""
    lines = [HEAD]
    for command, found in figures.items():
        lines.append(f"- command: {command}\n  figures:\n")
        lines += [f"    {name}: {value}\n" for name, value in found.items()]
    return "".join(lines)


def known(text: str) -> dict[str, dict[str, str]]:
    """The figures of a file that was written so."""
    import yaml

    read = yaml.load(text, Loader=yaml.BaseLoader)
    return {each["command"]: dict(each["figures"]) for each in read}


def main() -> None:
    """Measure, and write or compare."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--people", type=Path)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    run = {
        SELFTEST: ["-m", "explorer", "selftest", "--format", "json"],
        STUDY: [str(ROOT / "benchmarks" / "study_errors.py"), "60"],
    }
    if args.people:
        run[REAL] = [str(ROOT / "benchmarks" / "real_people.py"), str(args.people)]
    outputs = {}
    for command, arguments in run.items():
        print(command)
        said = subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
        outputs[command] = said.stdout
    before = known(EVIDENCE.read_text("utf-8"))
    now = {**before, **measured(outputs)}
    for command, found in now.items():
        for name, value in found.items():
            if (was := before.get(command, {}).get(name)) != value:
                print(f"{name}: {was} -> {value}")
    if args.check:
        sys.exit(int(now != before))
    EVIDENCE.write_text(written({command: now[command] for command in FIGURES}), "utf-8")


if __name__ == "__main__":
    main()
