"""Two whole days that hear each other and keep every bound, as data that a test can spoil."""

from __future__ import annotations

from typing import Any

from explorer.checks.days import prove
from explorer.checks.days.result import Proof
from explorer.loader.reader import read_located
from tests.checks.conftest import Day, Desk, whole_day

World = dict[str, Any]
EVENTS = 5
HEARD = {"es": "Se oye una voz.", "en": "A voice is heard."}


def whole_world() -> World:
    """What crosses: of each chair's first hours what was done in them, and at the end how the day went."""
    facts: list[Day] = []
    for role in ("ant", "bee"):
        facts += [
            {
                "id": f"{role}-{n}",
                "values": ["up", "down"],
                "from": {"role": role, "event": f"event-{n}"},
                "unheard": [{"value": "up"}],
            }
            for n in range(EVENTS)
        ]
        facts.append(
            {
                "id": f"{role}-end",
                "values": ["plain", "fed"],
                "from": {"role": role, "closing": True},
                "unheard": [{"value": "plain"}],
            }
        )
    return {"places": {"nest": {}, "tree": {"nest": 25}}, "facts": facts}


def crossing_day(role: str, other: str) -> Day:
    """A whole day whose first hours send what was done in them, and whose later ones read what the other sent."""
    day = whole_day(role)
    day["facts"] = [{"id": "song", "values": ["low", "high"]}]
    for n, scene in enumerate(day["scenes"]):
        scene["at"] = "nest"
        scene["hour"] = {"with": ("client", "team", "alone")[n % 3], "doing": "plan", "tasks": ["11-2022.00/1"]}
        if n < EVENTS:
            for value, option in zip(("up", "down"), scene["options"], strict=True):
                option["sets"] = [*option.get("sets", []), f"{role}-{n}={value}"]
            later = day["scenes"][n + 1]
            later["text"].append({"when": [f"{other}-{n}=down"], "say": HEARD, "claims": [f"{other}-{n}=down"]})
    day["scenes"][1]["options"][1]["sets"].append("song=high")
    day["scenes"][6]["text"].append({"when": ["flag-1"], "say": HEARD, "claims": ["song=high"]})
    for n, echo in enumerate(day["echoes"]):
        echo["claims"] = [f"flag-{n}"]
    for ending in day["endings"]:
        ending["text"] = [{"say": ending["text"], "claims": ending.get("when", ["food<=7"])}]
    day["closings"] = [{"fact": f"{role}-end", "is": [{"value": "fed", "when": ["food>=6"]}, {"value": "plain"}]}]
    return day


def whole_coda() -> list[Any]:
    """Three groups, the last of one line that always comes."""
    words = {"es": " ".join(["trigo"] * 15) + ".", "en": " ".join(["wheat"] * 15) + "."}
    ants = [{"when": ["ant-end=fed"], "say": words, "claims": ["ant-end=fed"]}, {"say": words}]
    return [ants, [{"when": ["bee-end=fed"], "say": words}, {"say": words}], [{"say": words}]]


class Thursday:
    """Two days, their world and their coda, to be spoilt and proved."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.days = {"ant": crossing_day("ant", "bee"), "bee": crossing_day("bee", "ant")}
        self.world, self.coda = whole_world(), whole_coda()

    def prove(self) -> dict[str, Proof]:
        """What is proved of each day. Raises PackError."""
        self.write()
        return {proof.role: proof for proof in prove(*read_located(self.desk.folder))}

    def write(self) -> None:
        """The folder as the days, the world and the coda are now."""
        for role, day in self.days.items():
            self.desk.write(f"days/{role}.yaml", day)
        self.desk.write("days/world.yaml", self.world)
        self.desk.write("days/coda.yaml", self.coda)
