"""Packs spoilt the way people do, a few of the thousands of `benchmarks/mutations.py`."""

from __future__ import annotations

import shutil
from collections import Counter
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from benchmarks.mutations import MUTATIONS, findings, mutants, verdict

MUTANTS = 180
RIGHT = 0.95


@pytest.mark.slow
def test_spoilt_packs_end_in_findings_that_name_the_right_line(small_folder: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(small_folder, tmp_path / "pack"))
    known = {(each.file, each.kind) for each in findings(folder)}
    said: Counter[str] = Counter()
    kinds = set()
    for mutant in islice(mutants(folder, Random(3)), MUTANTS):
        before = (folder / mutant.file).read_text("utf-8")
        said[verdict(folder, mutant, before, known)[0]] += 1
        kinds.add(mutant.kind)
    assert kinds == set(MUTATIONS)
    assert set(said) <= {"sound", "found", "said", "elsewhere"}
    right = said["found"] + said["said"]
    assert right >= RIGHT * (right + said["elsewhere"]) and right > MUTANTS / 2
    assert {(each.file, each.kind) for each in findings(folder)} == known
