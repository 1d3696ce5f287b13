"""How long a day is to read: set-ups, options, outcomes, endings and whole playthroughs, in every way in which they
come and in each language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from explorer.checks.days.model import Line, Take
from explorer.checks.days.replay import Target
from explorer.checks.days.result import Case, Proved, piece_of
from explorer.checks.days.sets import Opened, Passed
from explorer.checks.days.whole import endings
from explorer.engine.facts import conditions
from explorer.loader.locate import Path
from explorer.words.text import Text

SETUP, OPTION, OUTCOME, ENDING, PLAYED = (60, 110), 14, (25, 50), (35, 70), (1200, 1900)
"""Words of a scene as it opens, of an option at most, of an outcome, of an ending, of a playthrough."""
SENTENCE = 30
"""Words at most of an option of a scene in which something is written."""
PACE, MINUTES = 200, (6, 9.5)
"""Words read in a minute, and the minutes of a playthrough. Silent reading of prose is faster (238 words in English,
278 in Spanish: Brysbaert 2019); 200 leaves room to weigh each choice, and makes the two bounds one."""
EVEN = 1.6
"""The longest option of a scene, in signs, by its shortest."""
GATED, ASKED = 4, 2
"""Passages of a scene that have a condition, and facts that one condition asks for, at most."""
NEAR = 12
"""Words by which the longest day is first looked for below what may be hoped."""
WORD = re.compile(r"\S*\w\S*")


def count(said: Iterable[Text], language: str) -> int:
    """How many words some texts have: what stands between spaces, marks that stand alone apart."""
    return sum(len(WORD.findall(text[language])) for text in said)


def lengths(case: Case) -> Proved:
    """12. Set-ups, options, outcomes, endings and playthroughs are as long as they should be, in each language and in
    every way in which they come; and no scene and no condition asks for more than a reader of the file can follow.

    A set-up is what a scene says as it opens, without its delayed effects. A playthrough is all that is read: the
    premise, set-ups, delayed effects, the open options, outcomes, and the ending; the bound is on the shortest and on
    the longest there is.
    """
    words = _Words(case)
    yield from _setups(case, words)
    yield from _options(case, words)
    yield from _outcomes(case, words)
    yield from _endings(case, words)
    yield from _played(case, words)
    yield from _gates(case)


class _Words:
    """The words of each passage, counted once."""

    def __init__(self, case: Case) -> None:
        self.grid, self.bits = case.walk.grid, case.model.bits
        self.read_by: dict[int, int] = {}
        """For some lines (by their identity) the bits of the facts that they ask for."""
        self.parts: dict[tuple[int, int, str], list[tuple[int, int]]] = {}
        self.counted: dict[tuple[int, str], int] = {}
        self.ways: dict[tuple[int, str], list[tuple[int, int, int]]] = {}

    def of(self, text: Text, language: str) -> int:
        key = id(text), language
        if key not in self.counted:
            self.counted[key] = count([text], language)
        return self.counted[key]

    def read(self, case: Case, way: Opened | Passed, within: int, language: str) -> list[tuple[int, int, int]]:
        """What `_read` gives for a way; cached if `within` is all of its cells."""
        if within != way.within:
            return list(_read(case, self, way, within, language))
        key = id(way), language
        if key not in self.ways:
            self.ways[key] = list(_read(case, self, way, within, language))
        return self.ways[key]

    def said(self, lines: tuple[Line, ...], facts: int, cells: int, language: str) -> list[tuple[int, int]]:
        """How many words are said in which of these cells."""
        parts = self._parts(lines, facts, language)
        if len(parts) == 1:
            return [(parts[0][0], cells)]
        return [(words, here) for words, mask in parts if (here := cells & mask)]

    def _parts(self, lines: tuple[Line, ...], facts: int, language: str) -> list[tuple[int, int]]:
        """The same of all cells: worked out once for all valuations that these lines do not tell apart."""
        if (read := self.read_by.get(id(lines))) is None:
            read = self.read_by[id(lines)] = self.bits.only(
                frozenset[str]().union(*(line.when.reads for line in lines))
            )
        key = id(lines), facts & read, language
        if (parts := self.parts.get(key)) is None:
            parts = self.parts[key] = self._split(lines, facts, language)
        return parts

    def _split(self, lines: tuple[Line, ...], facts: int, language: str) -> list[tuple[int, int]]:
        parts = [(0, self.grid.full)]
        for line in lines:
            if line.when.of(facts):
                more = self.of(line.text, language)
                if not line.when.meters:
                    parts = [(words + more, each) for words, each in parts]
                else:
                    mask = self.grid.where(line.when.meters)
                    parts = [
                        (n, each)
                        for words, at in parts
                        for n, each in ((words + more, at & mask), (words, at & ~mask))
                        if each
                    ]
        return parts


def _setups(case: Case, words: _Words) -> Proved:
    span = _Range(case, SETUP)
    for turn in (each for each in case.model.turns if each.scene.rated):
        for language in case.pack.languages:
            missed: dict[int, list[Target]] = {}
            for way in case.walk.opened(turn.place):
                for count_here, cells in words.said(turn.lines, way.facts, way.cells, language):
                    if span.misses(language, count_here):
                        within = case.walk.grid.before(cells, way.moves) & way.within
                        missed.setdefault(count_here, []).append(piece_of(turn.place, way, 0, within))
            path: Path = ("scenes", turn.place, "text")
            yield from _missed(case, path, "day_setup", language, SETUP, missed)
    yield case.bound(12, "setup", f"{SETUP[0]}–{SETUP[1]}", str(span), span.met)


def _missed(
    case: Case, path: Path, kind: str, language: str, bounds: tuple[int, int], missed: dict[int, list[Target]]
) -> Proved:
    for count_here, pieces in missed.items():
        yield case.miss(path, kind, pieces, language=language, count=count_here, least=bounds[0], most=bounds[1])


def _options(case: Case, words: _Words) -> Proved:
    longest, uneven = dict.fromkeys(case.pack.languages, 0), dict.fromkeys(case.pack.languages, 1.0)
    for n, scene in enumerate(case.day.scenes):
        most = OPTION if scene.rated else SENTENCE
        for language in case.pack.languages:
            for o, option in enumerate(scene.options):
                count_here = words.of(option.text, language)
                longest[language] = max(longest[language], count_here if scene.rated else 0)
                if count_here > most:
                    path = ("scenes", n, "options", o, "text", language)
                    yield case.miss(path, "day_option", case.opening(n), count=count_here, most=most)
            signs = [len(option.text[language]) for option in scene.options]
            ratio = max(signs) / min(signs) if scene.rated else 1.0
            uneven[language] = max(uneven[language], ratio)
            if ratio > EVEN:
                values = {"language": language, "longest": max(signs), "shortest": min(signs), "most": f"{EVEN:g}"}
                yield case.miss(("scenes", n, "options"), "day_uneven", case.opening(n), **values)
    span = " · ".join(map(str, longest.values()))
    yield case.bound(12, "option", f"≤ {OPTION}", span, max(longest.values()) <= OPTION)
    span = " · ".join(f"{ratio:.2f}" for ratio in uneven.values())
    yield case.bound(12, "uneven", f"≤ {EVEN:g}", span, max(uneven.values()) <= EVEN)


def _outcomes(case: Case, words: _Words) -> Proved:
    span, grid = _Range(case, OUTCOME), case.walk.grid
    for turn in (each for each in case.model.turns if each.scene.rated):
        for take in turn.takes:
            for language in case.pack.languages:
                missed: dict[int, list[Target]] = {}
                for way, number, facts, cells in _outcomes_of(case, take):
                    for count_here, part in words.said(take.lines, facts, cells, language):
                        if span.misses(language, count_here):
                            within = grid.before(part, (*way.moves, *take.moves)) & way.within
                            missed.setdefault(count_here, []).append(piece_of(turn.place, way, number, within))
                yield from _missed(case, (*take.path, "outcome"), "day_outcome", language, OUTCOME, missed)
    yield case.bound(12, "outcome", f"{OUTCOME[0]}–{OUTCOME[1]}", str(span), span.met)


def _outcomes_of(case: Case, take: Take) -> Iterator[tuple[Opened, int, int, int]]:
    """How an option can be taken: the way in which its scene opens, its number there, and where the day stands then."""
    for way in case.walk.opened(int(take.path[1])):
        for number, (taken, facts, cells) in enumerate(case.walk.taken(way), 1):
            if taken is take:
                yield way, number, facts, cells


def _endings(case: Case, words: _Words) -> Proved:
    span = _Range(case, ENDING)
    for language in case.pack.languages:
        missed: dict[tuple[Path, int], list[Target]] = {}
        for end, facts, cells in endings(case.walk):
            for count_here, part in words.said(end.lines, facts, cells, language):
                if span.misses(language, count_here):
                    missed.setdefault((end.path, count_here), []).append(Target(len(case.day.scenes), facts, part))
        for (path, count_here), pieces in missed.items():
            yield from _missed(case, (*path, "text"), "day_ending_words", language, ENDING, {count_here: pieces})
    yield case.bound(12, "ending_words", f"{ENDING[0]}–{ENDING[1]}", str(span), span.met)


def _played(case: Case, words: _Words) -> Proved:
    spans = []
    for language in case.pack.languages:
        spans.append(played(case, words, language))
        for count_here in spans[-1]:
            if not PLAYED[0] <= count_here <= PLAYED[1]:
                bounds = {"least": PLAYED[0], "most": PLAYED[1]}
                yield case.miss(("scenes",), "day_played", None, language=language, count=count_here, **bounds)
    least, most = min(span[0] for span in spans), max(span[1] for span in spans)
    met = PLAYED[0] <= least and most <= PLAYED[1]
    yield case.bound(12, "played", f"{PLAYED[0]}–{PLAYED[1]}", f"{least}–{most}", met)
    met = MINUTES[0] <= least / PACE and most / PACE <= MINUTES[1]
    minutes = f"{least / PACE:.1f}–{most / PACE:.1f}"
    yield case.bound(12, "minutes", f"{MINUTES[0]}–{MINUTES[1]:g}", minutes, met)


def played(case: Case, words: _Words, language: str) -> tuple[int, int]:
    """The least and the most words of a playthrough: exact."""
    return -_longest(case, words, language, -1), _longest(case, words, language, 1)


def _longest(case: Case, words: _Words, language: str, sign: int) -> int:
    """The largest word count of a playthrough times `sign`; with -1, minus the smallest.

    Branch and bound: `_Hopes` bounds what can follow each valuation. A playthrough that cannot come within `slack` of
    the bound is dropped; if none is left, `slack` grows.
    """
    hopes, slack = _Hopes(case, words, language, sign), NEAR
    start = sign * words.of(case.day.premise, language)
    while True:
        most = _followed(case, words, language, sign, hopes, start + hopes.after[0][0] - slack)
        if most is not None:
            return most
        slack = slack * 4 // 3


class _Hopes:
    """Upper bounds on the signed word count still to come, over all cells.

    `after`: for each turn and the end, by valuation. `ways`: by the identity of a way.
    """

    def __init__(self, case: Case, words: _Words, language: str, sign: int) -> None:
        self.ways: dict[int, int] = {}
        self.after: list[dict[int, int]] = [dict(self._last(case, words, language, sign))]
        for turn in reversed(case.model.turns):
            live, here = case.walk.live[turn.place + 1], dict[int, int]()
            for way in case.walk.came[turn.place]:
                read = words.read(case, way, way.within, language)
                hope = max(sign * more + self.after[0][facts & live] for facts, more, _ in read)
                self.ways[id(way)] = hope
                here[way.source] = max(hope, here.get(way.source, hope))
            self.after.insert(0, here)

    def _last(self, case: Case, words: _Words, language: str, sign: int) -> Iterator[tuple[int, int]]:
        for facts, cells in case.walk.ends.items():
            ended = ((end.lines, at) for end, _, at in endings(case.walk, {facts: cells}))
            yield facts, max(sign * n for lines, at in ended for n, _ in words.said(lines, facts, at, language))


def _followed(case: Case, words: _Words, language: str, sign: int, hopes: _Hopes, floor: int) -> int | None:
    """The most words of a playthrough, if it has `floor` at least.

    For each valuation, the cells that can be reached with so many words and with no more.
    """
    start = sign * words.of(case.day.premise, language)
    layer: dict[int, dict[int, int]] = {0: {start: case.walk.grid.start}}
    for turn, live in zip(case.model.turns, case.walk.live[1:], strict=True):
        after: dict[int, dict[int, int]] = {}
        for way in case.walk.came[turn.place] if layer else ():
            for words_so_far, cells in layer.get(way.source, {}).items():
                if words_so_far + hopes.ways[id(way)] < floor or not (within := cells & way.within):
                    continue
                for facts, more, part in words.read(case, way, within, language):
                    now, to = words_so_far + sign * more, facts & live
                    if now + hopes.after[turn.place + 1][to] >= floor:
                        here = after.setdefault(to, {})
                        here[now] = here.get(now, 0) | part
        layer = {facts: _most(by) for facts, by in after.items()}
    ends = [
        words_so_far + sign * more
        for facts, by in layer.items()
        for words_so_far, cells in by.items()
        for end, _, part in endings(case.walk, {facts: cells})
        for more, _ in words.said(end.lines, facts, part, language)
    ]
    return max((words_so_far for words_so_far in ends if words_so_far >= floor), default=None)


def _read(
    case: Case, words: _Words, way: Opened | Passed, within: int, language: str
) -> Iterator[tuple[int, int, int]]:
    """What is read on the ways on from some cells: the valuation after, the words, and the cells after."""
    if isinstance(way, Passed):
        yield way.facts, 0, within
        return
    grid = case.walk.grid
    turn = case.model.turns[int(way.takes[0].path[1])]
    cells = grid.moved(within, way.moves) & way.cells
    fixed = sum(words.of(take.option.text, language) for take in way.takes)
    backs = [line for back in way.backs for line in back.lines]
    fixed += sum(words.of(line.text, language) for line in backs if line.when.of(way.asked))
    for words_before, part in words.said(turn.lines, way.facts, cells, language):
        whole = part == way.cells
        for take, facts, taken in case.walk.taken(way):
            moved = taken if whole else grid.moved(part, take.moves)
            for more, last in words.said(take.lines, facts, moved, language):
                yield facts, fixed + words_before + more, last


def _most(by: dict[int, int]) -> dict[int, int]:
    """Of the cells of one valuation, each where it has the most words."""
    kept, taken = {}, 0
    for count_here in sorted(by, reverse=True):
        if cells := by[count_here] & ~taken:
            kept[count_here] = cells
            taken |= cells
    return kept


def _gates(case: Case) -> Proved:
    """How many passages of a scene have a condition, and how many facts a condition asks for."""
    gated = facts_asked = 0
    for n, scene in enumerate(case.day.scenes):
        passages = sum(bool(passage.when) for passage in scene.text)
        gated = max(gated, passages)
        if passages > GATED:
            yield case.miss(("scenes", n, "text"), "day_gates", None, count=passages, most=GATED)
        for option in scene.options:
            gated = max(gated, sum(bool(passage.when) for passage in option.outcome))
        for when in conditions(case.day, scene):
            facts_asked = max(facts_asked, len({clause.name for clause in when if clause.name not in case.meters}))
    yield case.bound(12, "gated", f"≤ {GATED}", gated, gated <= GATED)
    yield case.bound(12, "gate_facts", f"≤ {ASKED}", facts_asked, facts_asked <= ASKED)


class _Range:
    """The least and the most of something in each language, beside the bounds for it."""

    def __init__(self, case: Case, bounds: tuple[int, int]) -> None:
        self.bounds = bounds
        self.found: dict[str, list[int]] = {language: [] for language in case.pack.languages}

    def misses(self, language: str, value: int) -> bool:
        """Note a value; whether it is out of bounds."""
        if value not in self.found[language]:
            self.found[language].append(value)
        return not self.bounds[0] <= value <= self.bounds[1]

    @property
    def met(self) -> bool:
        """Whether all that was noted is within the bounds."""
        return all(self.bounds[0] <= min(each) and max(each) <= self.bounds[1] for each in self.found.values())

    def __str__(self) -> str:
        return " · ".join(f"{min(each)}–{max(each)}" for each in self.found.values())
