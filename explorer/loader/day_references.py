"""Checks the names that days use: meters, scenes, facts and their values, people and places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from explorer.loader.faults import Finding
from explorer.loader.locate import Path
from explorer.loader.names import Defined, Names
from explorer.pack.days import DayFile, Option, Scene
from explorer.pack.world import KNOWS, Choice, Fact, Making, Passage, Sets, When, flag, mentions
from explorer.words.text import Text

WORLD, CODA, CAST = "days/world.yaml", "days/coda.yaml", "days/cast.yaml"


def day_reference_faults(names: Names) -> Iterator[Finding]:
    """Every name in the days, their world and their coda that is used but not defined, or defined twice."""
    yield from _world(names)
    for day in names.pack.days:
        yield from _Day(names, day).all()


def _world(names: Names) -> Iterator[Finding]:
    pack = names.pack
    facts = pack.world.facts
    yield from names.once(WORLD, ((("facts", n, "id"), fact.id) for n, fact in enumerate(facts)))
    places = {place: (WORLD, ("places", place)) for place in pack.world.places}
    for place, near in pack.world.places.items():
        yield from names.known(WORLD, ("places", place), near, places, "place")
    known = {fact.id: fact for fact in facts}
    where: Defined = {fact.id: (WORLD, ("facts", n, "id")) for n, fact in enumerate(facts)}
    for n, fact in enumerate(facts):
        yield from _fact(names, WORLD, ("facts", n), fact)
    for n, fact in enumerate(facts):
        yield from _Scope(names, WORLD, {}, known, where).when(("facts", n, "over"), fact.over)
    scope = _Scope(names, CODA, {}, known, where)
    for g, group in enumerate(pack.coda):
        for n, passage in enumerate(group):
            yield from scope.passage((g, n), passage)


def _fact(names: Names, file: str, path: Path, fact: Fact) -> Iterator[Finding]:
    """Check the values that a fact's own fields name, and the role and event that send it."""
    values: Defined = {value: (file, (*path, "values", v)) for v, value in enumerate(fact.values)}
    yield from names.known(file, (*path, "words"), fact.words, values, "value")
    yield from names.known(file, (*path, "air"), fact.air, values, "value")
    yield from names.known(file, (*path, "unheard"), [each.value for each in fact.unheard], values, "value")
    if fact.sender is None:
        return
    days: Defined = {day.role: (f"days/{day.role}.yaml", ("role",)) for day in names.pack.days}
    yield from names.known(file, (*path, "from", "role"), [fact.sender.role], days, "role")
    if fact.sender.event and fact.sender.role in days:
        sender = names.pack.day(fact.sender.role)
        events: Defined = {
            scene.event: (f"days/{sender.role}.yaml", ("scenes", n, "event"))
            for n, scene in enumerate(sender.scenes)
            if scene.event
        }
        yield from names.known(file, (*path, "from", "event"), [fact.sender.event], events, "event")


class _Scope:
    """The names that the conditions and texts of a file may use."""

    def __init__(self, names: Names, file: str, meters: Defined, facts: Mapping[str, Fact], where: Defined) -> None:
        self.names, self.file, self.meters, self.facts, self.where = names, file, meters, facts, where

    def passage(self, path: Path, passage: Passage) -> Iterator[Finding]:
        yield from self.when((*path, "when"), passage.when)
        yield from self.when((*path, "claims"), passage.claims or ())
        yield from self.text((*path, "say"), passage.say)

    def when(self, path: Path, when: When) -> Iterator[Finding]:
        for n, clause in enumerate(when):
            at = (*path, n)
            if clause.name in self.facts and clause.op not in ("set", "unset"):
                yield from self.value(at, clause.name, [str(clause.value)])
            elif clause.op in ("set", "unset"):
                yield from self.names.known(self.file, at, [clause.name], self.where, "flag")
            else:
                words = [clause.value] if isinstance(clause.value, str) else []
                compared = [clause.name, *words]
                defined = {**self.meters, **self.where} if words and clause.name not in self.meters else self.meters
                yield from self.names.known(self.file, at, compared, defined, "meter")

    def value(self, path: Path, fact: str, values: Iterable[str]) -> Iterator[Finding]:
        file, at = self.where[fact]
        near = (*at[:-1], "values") if at[-1:] == ("id",) else at
        defined: Defined = dict.fromkeys(self.facts[fact].values, (file, near))
        yield from self.names.known(self.file, path, values, defined, "value")

    def text(self, path: Path, text: Text) -> Iterator[Finding]:
        """Check that every `{fact}` in a text has words for each of its values."""
        worded = {
            name: at for name, at in self.where.items() if set(self.facts[name].values) <= set(self.facts[name].words)
        }
        yield from self.names.known(self.file, path, mentions(text), worded, "words")


class _Day:
    def __init__(self, names: Names, day: DayFile) -> None:
        self.names, self.day, self.file = names, day, f"days/{day.role}.yaml"
        world = {fact.id for fact in names.pack.world.facts}
        self.own = [fact for fact in day.facts if fact.id not in world]
        self.meters: Defined = {meter.id: (self.file, ("meters", n, "id")) for n, meter in enumerate(day.meters)}
        self.where: dict[str, tuple[str, Path]] = {
            fact.id: (WORLD, ("facts", n, "id")) for n, fact in enumerate(names.pack.world.facts)
        }
        self.where |= {fact.id: (self.file, ("facts", n, "id")) for n, fact in enumerate(self.own)}
        self.facts = {fact.id: fact for fact in day.facts}
        for path, each in self.sets():
            self.where.setdefault(each.fact, (self.file, path))
            self.facts.setdefault(each.fact, flag(each.fact))
        self.scope = _Scope(names, self.file, self.meters, self.facts, self.where)
        self.people: Defined = {person.id: (CAST, (n, "id")) for n, person in enumerate(names.pack.cast)}
        self.places: Defined = {place: (WORLD, ("places", place)) for place in names.pack.world.places}

    def sets(self) -> Iterator[tuple[Path, Sets]]:
        """Everything that is set, with its path."""
        for path, sets in self.makings():
            yield from (((*path, n), each) for n, each in enumerate(sets))

    def makings(self) -> Iterator[tuple[Path, Making]]:
        for n, scene in enumerate(self.day.scenes):
            yield ("scenes", n, "sets"), scene.sets
            yield from ((("scenes", n, "options", o, "sets"), each.sets) for o, each in enumerate(scene.options))
        yield from ((("echoes", n, "sets"), echo.sets) for n, echo in enumerate(self.day.echoes))

    def all(self) -> Iterator[Finding]:
        day, names, file = self.day, self.names, self.file
        yield from names.once(file, ((("scenes", n, "id"), scene.id) for n, scene in enumerate(day.scenes)))
        yield from names.once(file, ((("meters", n, "id"), meter.id) for n, meter in enumerate(day.meters)))
        yield from names.once(file, ((("endings", n, "id"), ending.id) for n, ending in enumerate(day.endings)))
        yield from self.declared()
        for n, scene in enumerate(day.scenes):
            yield from self.scene(("scenes", n), scene)
        scenes: Defined = {scene.id: (file, ("scenes", n, "id")) for n, scene in enumerate(day.scenes)}
        for n, echo in enumerate(day.echoes):
            at: Path = ("echoes", n)
            yield from names.known(file, (*at, "at"), [echo.at], scenes, "scene")
            yield from self.scope.when((*at, "when"), echo.when)
            yield from self.scope.when((*at, "claims"), echo.claims or ())
            yield from self.scope.text((*at, "say"), echo.say)
            yield from self.scope.text((*at, "debrief"), echo.debrief)
            yield from names.known(file, (*at, "effects"), echo.effects, self.meters, "meter")
        for n, ending in enumerate(day.endings):
            yield from self.scope.when(("endings", n, "when"), ending.when)
            for p, passage in enumerate(ending.text):
                yield from self.scope.passage(("endings", n, "text", p), passage)
        yield from self.unheard()
        for n, closing in enumerate(day.closings):
            yield from names.known(file, ("closings", n, "fact"), [closing.fact], self.where, "flag")
            if closing.fact in self.facts:
                yield from self.chosen(("closings", n, "is"), closing.fact, closing.choices)

    def unheard(self) -> Iterator[Finding]:
        """Check the conditions of stand-ins: they may only name facts and meters of the day that hears the message."""
        world = _Scope(self.names, WORLD, self.meters, self.facts, self.where)
        heard = {message.fact for message in self.day.hears}
        for n, fact in enumerate(self.names.pack.world.facts):
            for k, choice in enumerate(fact.unheard if fact.id in heard else ()):
                yield from world.when(("facts", n, "unheard", k, "when"), choice.when)

    def declared(self) -> Iterator[Finding]:
        """Check the facts, the stand-ins, and every value that is set."""
        file, names = self.file, self.names
        taken = [*((("facts", n, "id"), fact.id) for n, fact in enumerate(self.own))]
        yield from names.once(file, taken)
        yield from (
            names.located[file].at(("meters", n, "id"), "name_twice", name=meter.id)
            for n, meter in enumerate(self.day.meters)
            if meter.id in self.facts
        )
        for n, fact in enumerate(self.own):
            yield from _fact(names, file, ("facts", n), fact)
            yield from _Scope(names, file, {}, self.facts, self.where).when(("facts", n, "over"), fact.over)
        for path, each in self.sets():
            if each.value:
                yield from self.scope.value(path, each.fact, [each.value])
            elif not each.steps and len(self.facts[each.fact].values) > 2:
                yield from self.scope.value(path, each.fact, [""])
            name, _, person = each.fact.partition(KNOWS)
            if person:
                yield from names.known(file, path, [person], self.people, "person")
                yield from names.known(file, path, [name], self.where, "flag")

    def chosen(self, path: Path, fact: str, choices: Iterable[Choice]) -> Iterator[Finding]:
        for n, choice in enumerate(choices):
            yield from self.scope.value((*path, n, "value"), fact, [choice.value])
            yield from self.scope.when((*path, n, "when"), choice.when)

    def scene(self, at: Path, scene: Scene) -> Iterator[Finding]:
        file, names = self.file, self.names
        yield from self.scope.when((*at, "when"), scene.when)
        yield from names.known(file, (*at, "here"), scene.here, self.people, "person")
        yield from names.known(file, (*at, "at"), [scene.at] if scene.at else [], self.places, "place")
        if scene.ours:
            yield from names.known(file, (*at, "ours", "sources"), scene.ours.sources, names.sources, "source")
        for p, passage in enumerate(scene.text):
            yield from self.scope.passage((*at, "text", p), passage)
        for o, option in enumerate(scene.options):
            yield from self.option((*at, "options", o), option)

    def option(self, at: Path, option: Option) -> Iterator[Finding]:
        file, names = self.file, self.names
        yield from self.scope.when((*at, "when"), option.when)
        yield from self.scope.when((*at, "claims"), option.claims or ())
        yield from names.known(file, (*at, "text"), mentions(option.text), {}, "words")
        for p, passage in enumerate(option.outcome):
            yield from self.scope.passage((*at, "outcome", p), passage)
        yield from names.known(file, (*at, "effects"), option.effects, self.meters, "meter")
        yield from names.known(file, (*at, "leans"), option.leans, names.dimensions, "dimension")
        yield from names.known(file, (*at, "to"), [option.to] if option.to else [], self.places, "place")
