"""`benchmarks/real_people.py` on people that were made up: what it reads, whom it calls honest, and what it prints."""

from __future__ import annotations

import gzip
import random
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COLUMNS = [f"{letter}{number}" for letter in "RIASEC" for number in range(1, 9)]


def made_up(people: int, parted: str) -> str:
    """People who each like some letters more than others; every fifth is not sure of having answered well, every
    seventh was done in half a minute, every eleventh left one out."""
    chance = random.Random(20261128)
    lines = [parted.join([*COLUMNS, "accuracy", "elapse"])]
    for number in range(1, people + 1):
        level = {letter: chance.randint(1, 5) for letter in "RIASEC"}
        answers = [min(5, max(1, level[column[0]] + chance.choice((-1, 0, 0, 1)))) for column in COLUMNS]
        if number % 11 == 0:
            answers[number % 48] = 0
        sure, seconds = 60 if number % 5 == 0 else 95, 30 if number % 7 == 0 else 200
        lines.append(parted.join(map(str, [*answers, sure, seconds])))
    return "\n".join(lines) + "\n"


@pytest.mark.slow
def test_it_reads_both_kinds_of_file_and_prints_every_gate(tmp_path: Path) -> None:
    file, tabs = tmp_path / "people.csv.gz", tmp_path / "people.tsv"
    file.write_bytes(gzip.compress(made_up(160, ",").encode()))
    tabs.write_text(made_up(160, "\t"))
    read = runpy.run_path(str(ROOT / "benchmarks" / "real_people.py"))["read"]
    for one, other in zip(read(file), read(tabs), strict=True):
        assert (one == other).all()
    done = subprocess.run(
        [sys.executable, "benchmarks/real_people.py", str(file)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    honest = sum(bool(number % 5 and number % 7 and number % 11) for number in range(1, 161))
    assert done.stdout.startswith(f"160 people, {honest} of them honest; 45 contrasts\n")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in done.stdout.splitlines() if "|" in line]
    gates = {row[0] for row in rows}
    assert {"R1", "R2", "R3", "R4", "R5", "R8", "R9", "R10", "R11", "R12"} <= gates
    simulated = [float(row[4]) for row in rows if len(row) == 5 and row[1].replace(".", "").isdigit()]
    assert len(simulated) == 7 and sum(simulated) == pytest.approx(100, abs=0.4)
    assert all(row[4] in ("met", "MISSED", "told only") for row in rows if row[0].startswith("R"))


def test_without_a_file_it_says_what_it_wants() -> None:
    done = subprocess.run([sys.executable, "benchmarks/real_people.py"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1 and "Open Psychometrics" in done.stderr
