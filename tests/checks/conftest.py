"""A pack whose two days keep every bound, as data that a test can spoil."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from explorer.checks.days import prove
from explorer.checks.days.memory import Memory
from explorer.checks.days.result import Proof
from explorer.loader.faults import Finding
from explorer.loader.reader import read_located
from explorer.pack.pack import Pack

Day = dict[str, Any]
SCENES = 8
SMALL = Path(__file__).resolve().parents[1] / "packs" / "small"
SAID = {
    "es": [
        "Grillo canta junto a la vieja verja.",
        "Ella mira el trigo y no dice nada.",
        "Él cuenta granos hasta la noche.",
    ],
    "en": [
        "Grillo sings beside the old wooden gate.",
        "She looks at the wheat, saying nothing.",
        "He counts the grains until the night.",
    ],
}

LONGER = {"es": "Ir a ver cómo está el trigo", "en": "Go and see how the wheat is"}
SHORTER = {"es": "Quedarse junto a la verja", "en": "Stay by the gate a while"}


class _Plain(yaml.CSafeDumper):
    """Writes a value that stands in several places each time anew."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _say(sentences: int, more: str = "") -> dict[str, str]:
    return {
        language: " ".join([*(said[n % len(said)] for n in range(sentences)), *([more] if more else [])])
        for language, said in SAID.items()
    }


def _option(scene: int, place: int) -> Day:
    """Two meters traded, one for the other; each leans one way, and in the first scenes one of the two sets a flag."""
    one, other = ("food", "calm") if scene % 2 else ("fame", "rest")
    up, down = (one, other) if place == 0 else (other, one)
    option: Day = {
        "text": LONGER if place == (scene in (0, 2, 3)) else SHORTER,
        "outcome": [{"say": _say(6)}],
        "effects": {up: 1, down: -1},
    }
    option["leans"] = {"pace" if scene < 4 else "care": "left" if place == 0 else "right"}
    if scene < 4 and place == scene % 2:
        option["sets"] = [f"flag-{scene}"]
    return option


def whole_day(role: str) -> Day:
    """A day of eight scenes, two options each: every meter is traded in four of them and never comes to its end."""
    return {
        "role": role,
        "title": {"es": "Un día", "en": "A day"},
        "premise": _say(2),
        "meters": [
            {
                "id": meter,
                "name": {"es": meter, "en": meter},
                "words": [{"es": "poca", "en": "little"}, {"es": "justa", "en": "fair"}, {"es": "mucha", "en": "much"}],
            }
            for meter in ("food", "calm", "fame", "rest")
        ],
        "scenes": [
            {
                "id": f"scene-{n}",
                "time": f"{9 + n:02}:00",
                "place": {"es": "El prado", "en": "The meadow"},
                "title": {"es": f"Escena {n}", "en": f"Scene {n}"},
                "event": f"event-{n}",
                **({"tone": "dull"} if n < 2 else {"tone": "hard"} if n == 2 else {}),
                "text": [{"say": _say(14)}],
                "options": [_option(n, 0), _option(n, 1)],
            }
            for n in range(SCENES)
        ],
        "echoes": [
            {
                "id": f"echo-{n}",
                "at": f"scene-{n + 3}",
                "when": [f"flag-{n}"],
                "say": _say(1),
                "effects": {("food", "calm", "fame", "rest")[n]: 1},
                "debrief": {
                    "es": f"De las {9 + n:02}:00 a las {12 + n:02}:00.",
                    "en": f"From {9 + n:02}:00 to {12 + n:02}:00.",
                },
            }
            for n in range(4)
        ],
        "endings": [
            {"id": "fed", "title": {"es": "Comida", "en": "Fed"}, "text": _say(6), "when": ["food>=8"]},
            {"id": "known", "title": {"es": "Fama", "en": "Known"}, "text": _say(6), "when": ["fame>=8"]},
            {"id": "calm", "title": {"es": "Calma", "en": "Calm"}, "text": _say(6), "when": ["calm>food"]},
            {"id": "plain", "title": {"es": "Nada", "en": "Plain"}, "text": _say(6)},
        ],
    }


@pytest.fixture
def day() -> Day:
    """The ant's day, to be spoilt."""
    return copy.deepcopy(whole_day("ant"))


class Desk:
    """A folder to which a spoilt day is written, read and proved."""

    def __init__(self, folder: Path, memory: Memory) -> None:
        self.folder, self.memory = folder, memory
        """`memory`: what was proved of days that are not spoilt."""

    def read(self, day: Mapping[str, Any]) -> Pack:
        """The pack with this day as the ant's. Raises PackError."""
        self._write("ant", day)
        return read_located(self.folder)[0]

    def prove(self, day: Mapping[str, Any]) -> Proof:
        """What is proved of this day as the ant's."""
        self._write("ant", day)
        return prove(*read_located(self.folder), memory=self.memory)[0]

    def findings(self, day: Mapping[str, Any]) -> list[tuple[str, str]]:
        """What misses a bound: of which kind, and where in the day's file."""
        return [(finding.kind, finding.field) for finding in self.prove(day).findings]

    def line(self, finding: Finding) -> str:
        """The line of the file that a finding points at."""
        return (self.folder / finding.file).read_text(encoding="utf-8").splitlines()[finding.line - 1]

    def write(self, file: str, data: object) -> None:
        """Another file of the pack."""
        (self.folder / file).write_text(yaml.dump(data, Dumper=_Plain, allow_unicode=True, sort_keys=False), "utf-8")

    def _write(self, role: str, day: Mapping[str, Any]) -> None:
        self.write(f"days/{role}.yaml", day)


def whole_pack_in(folder: Path) -> Desk:
    """The small pack with two whole days and a cast, in a new folder."""
    desk = Desk(Path(shutil.copytree(SMALL, folder)), Memory())
    desk.write("days/bee.yaml", whole_day("bee"))
    desk.write("days/ant.yaml", whole_day("ant"))
    desk.write(
        "days/cast.yaml",
        [{"id": "cricket", "name": "Grillo", "who": {"es": "Canta.", "en": "Sings."}}],
    )
    return desk


@pytest.fixture(scope="session")
def whole_pack(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """That pack, to be copied; what is proved of it is remembered."""
    return whole_pack_in(tmp_path_factory.mktemp("whole") / "pack")


@pytest.fixture
def bench(whole_pack: Desk, tmp_path: Path) -> Desk:
    """A copy of that pack, whose days can be spoilt."""
    return Desk(Path(shutil.copytree(whole_pack.folder, tmp_path / "pack")), whole_pack.memory)


Spoil = Callable[[Day], None]
