"""Seeded faults: claims of the built-in days turned round, one at a time. Does `check` find each, and does the list of
choices that it shows lead the engine to the passage?

    python benchmarks/seeded.py [--faults 41]
"""

from __future__ import annotations

import argparse
import random
import re
from dataclasses import replace
from typing import Any

from explorer.checks.days import truth
from explorer.checks.days.looked import passages
from explorer.checks.days.result import Days, Miss
from explorer.checks.days.shown import CLAIMED
from explorer.checks.days.telling import Telling
from explorer.engine.day import Played
from explorer.engine.messages import play_together
from explorer.loader.locate import Path
from explorer.loader.reader import built_in, read_located
from explorer.pack.pack import Pack
from explorer.pack.world import Clause
from explorer.words.text import Text

OPPOSITE: dict[str, Any] = {
    "set": "unset", "unset": "set", "=": "!=", "!=": "=", ">=": "<", "<": ">=", "<=": ">", ">": "<=",
}  # fmt: skip
REPLAY = re.compile(r"--choices (?P<own>\S+)(?: --other (?P<other>\S+))?")


def part_at(part: Any, path: Path) -> Any:
    """The part of a day that stands at a place of its file."""
    for step in path:
        part = part[step] if isinstance(step, int) else getattr(part, step)
    return part


def changed(part: Any, path: Path, value: Any) -> Any:
    """The same with another value at a place."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        return (*part[:step], changed(part[step], rest, value), *part[step + 1 :])
    return replace(part, **{step: changed(getattr(part, step), rest, value)})


def spoilt(pack: Pack, role: str, path: Path, place: int) -> Pack:
    """The pack with one clause of a passage's claims turned round."""
    claims: tuple[Clause, ...] = part_at(pack.day(role), path).claims
    wrong = replace(claims[place], op=OPPOSITE[claims[place].op])
    day = changed(pack.day(role), (*path, "claims"), (*claims[:place], wrong, *claims[place + 1 :]))
    return replace(pack, days=tuple(day if each.role == role else each for each in pack.days))


def texts(day: Played) -> list[Text]:
    """Everything that is read in a day up to now."""
    hours = [*day.lived, *([day.now] if day.now else [])]
    read = [text for hour in hours for text in (*hour.text, *(option.text for option in hour.options), *hour.outcome)]
    return [*read, *(echo.say for hour in hours for echo in hour.echoes), *(day.ending_text if day.ending else ())]


def leads(pack: Pack, role: str, path: Path, replay: str) -> bool:
    """Whether a list of choices leads the engine to a passage."""
    lists = REPLAY.search(replay)
    assert lists
    other = next(day.role for day in pack.days if day.role != role)
    own, others = (
        tuple(map(int, (lists[name] or "").strip('"').split(","))) if lists[name] not in (None, '""') else ()
        for name in ("own", "other")
    )
    passage, language = part_at(pack.day(role), path), pack.languages[0]
    text: Text = passage.say if hasattr(passage, "say") else passage.text
    beginning = text[language].partition("{")[0][:30]
    return any(beginning in each[language] for each in texts(play_together(pack, {role: own, other: others})[role]))


def main() -> None:
    """Spoil, look, and count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--faults", type=int, default=41)
    args = parser.parse_args()
    pack, located = read_located(built_in())
    chance, caught, led, lengths = random.Random(41), 0, 0, list[int]()  # reproducible, no secret
    claiming = [(day.role, path, claims) for day in pack.days for path, _, claims, _ in passages(day) if claims]
    for role, path, claims in chance.sample(claiming, args.faults):
        wrong = spoilt(pack, role, path, chance.randrange(len(claims)))
        days = Days(wrong)
        telling, found = Telling(days, located, ""), truth.claims(days.case(role, CLAIMED))
        findings = [telling.finding(each, role) for each in found if isinstance(each, Miss)]
        here = [each for each in findings if each.field.startswith(".".join(map(str, path)))]
        if not here or not here[0].replay:
            print("missed:", role, path)
            continue
        caught += 1
        led += leads(wrong, role, path, here[0].replay)
        lists = REPLAY.search(here[0].replay)
        lengths.append(len(lists["own"].strip('"').split(",")) if lists and lists["own"] != '""' else 0)
    spread = f"{min(lengths)} to {max(lengths)}"
    print(f"{caught} of {args.faults} found; {led} lists lead the engine there, of {spread} choices")


if __name__ == "__main__":
    main()
