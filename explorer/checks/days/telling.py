"""Converts misses to findings: with their line in the file, and the command line that shows them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from explorer.checks.days.replay import Way, arrives
from explorer.checks.days.result import Days, Miss
from explorer.checks.days.shown import Sight
from explorer.engine.day import NoSuchChoice, play
from explorer.engine.messages import play_together
from explorer.loader.faults import Finding
from explorer.loader.locate import Located
from explorer.pack.days import DayFile


class Telling:
    """The files of the days, and the options with which a command opens their pack."""

    def __init__(self, days: Days, files: Mapping[str, Located], opens: str) -> None:
        self.days, self.files, self.opens = days, files, opens

    def finding(self, miss: Miss, role: str) -> Finding:
        """A miss of a role's day as a finding (a warning)."""
        finding = self.files[miss.file].at(miss.path, miss.kind, False, **miss.values).warned()
        if miss.way is None:
            return finding
        choices = ",".join(map(str, miss.way.choices)) or '""'
        replay = f"explorer {self.opens}day {role} --choices {choices}{self._others(miss, miss.way, role)}"
        return dataclasses.replace(finding, replay=replay)

    def _others(self, miss: Miss, way: Way, role: str) -> str:
        """The choices of the other roles for the command line, as few as are needed."""
        heard = zip(self.days.pack.day(role).hears, way.heard, strict=False)
        wanted = {message.fact: value for message, value in heard if value}
        for fact in reversed(list(wanted)):
            fewer = {name: value for name, value in wanted.items() if name != fact}
            if self._comes(miss, way, role, self._lists(role, fewer)):
                wanted = fewer
        several = len(self.days.pack.days) > 2
        return "".join(
            f" --other {f'{other}=' if several else ''}{','.join(map(str, choices))}"
            for other, choices in self._lists(role, wanted).items()
        )

    def _lists(self, role: str, wanted: Mapping[str, int]) -> dict[str, list[int]]:
        """For each other role, the shortest list of choices that sends what is needed."""
        by: dict[str, dict[str, int]] = {}
        for message in self.days.pack.day(role).hears:
            if message.fact in wanted:
                by.setdefault(message.by, {})[message.fact] = wanted[message.fact]
        return {other: sending(self.days.pack.day(other), facts) for other, facts in by.items()}

    def _comes(self, miss: Miss, way: Way, role: str, lists: Mapping[str, Sequence[int]]) -> bool:
        """Whether the day reaches the target with those choices of the other roles."""
        try:
            played = play_together(self.days.pack, {role: way.choices, **lists})[role]
        except NoSuchChoice:
            return False
        facts = played.facts.table
        heard = [facts[each.message.fact].values.index(each.value) + 1 for each in played.heard]
        return arrives(self.days.case(role, Sight(miss.level)).walk, miss.pieces, way.choices, heard)


def sending(day: DayFile, wanted: dict[str, int]) -> list[int]:
    """A list of choices of a day after which the shared facts `wanted` have these values (from 1): in each hour the
    first option that sends one of them, else the first. It need not send them all."""
    choices: list[int] = []
    left = dict(wanted)
    facts = {fact.id: fact for fact in day.facts}
    while left and (now := play(day, choices).now):
        choice = 1
        for number, option in enumerate(now.options, 1):
            values = {each.fact: each.value for each in option.sets}
            hit = [name for name, value in left.items() if values.get(name) == facts[name].values[value - 1]]
            if hit:
                choice = number
                left = {name: value for name, value in left.items() if name not in hit}
                break
        choices.append(choice)
    return choices
