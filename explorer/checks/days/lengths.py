"""Checks of how long a day is to read: scenes, options, outcomes, endings and whole playthroughs, in every possible
form and in each language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from explorer.checks.days.model import Line, Model
from explorer.checks.days.replay import Target
from explorer.checks.days.result import Bound, Case, Miss, Proved, piece_of
from explorer.checks.days.sets import Opened, Passed
from explorer.checks.days.whole import endings
from explorer.engine.facts import conditions
from explorer.loader.locate import Path
from explorer.words.frozen import frozen
from explorer.words.text import Text

SETUP, OPTION, OUTCOME, ENDING, PLAYED = (60, 110), 14, (25, 50), (35, 70), (1200, 1900)
"""Bounds in words: of a scene's opening, an option (at most), an outcome, an ending, a playthrough."""
SENTENCE = 30
"""The most words of an option in a scene in which a text is written."""
PACE, MINUTES = 200, (6, 9.5)
"""Words read per minute, and the bounds of a playthrough in minutes. Silent reading of prose is faster (238 words in
English, 278 in Spanish: Brysbaert 2019); 200 leaves time for the choices, and makes the two bounds the same."""
EVEN = 1.6
"""The largest ratio of the lengths, in characters, of a scene's longest and shortest options."""
GATED, ASKED = 4, 2
"""The most passages of a scene with a condition, and the most facts in one condition."""
NEAR = 12
"""The first margin, in words, below the upper bound within which the longest day is searched."""
WORD = re.compile(r"\S*\w\S*")


def count(said: Iterable[Text], language: str) -> int:
    """The number of words in some texts, separated by spaces, without punctuation that stands alone."""
    return sum(len(WORD.findall(text[language])) for text in said)


def lengths(case: Case) -> Proved:
    """12. Scenes, options, outcomes, endings and playthroughs have the right length, in each language and in every
    possible form; and no scene and no condition is too complex for a reader of the file.

    A scene's opening is counted without its delayed effects. A playthrough is everything that is read: the premise,
    openings, delayed effects, the open options, outcomes, and the ending; the bounds apply to the shortest and the
    longest one.
    """
    found = [read_in(case.played, language, counts(case.model, language)) for language in case.pack.languages]
    yield from (miss for each in found for miss in each.misses)
    yield _spanned(case, "setup", SETUP, found)
    yield from _options(case)
    yield _spanned(case, "outcome", OUTCOME, found)
    yield _spanned(case, "ending_words", ENDING, found)
    yield from _played(case, [each.spans["played"] for each in found])
    yield from _gates(case)


def _spanned(case: Case, name: str, bounds: tuple[int, int], found: Sequence[Read]) -> Bound:
    spans = [each.spans[name] for each in found]
    met = all(bounds[0] <= least and most <= bounds[1] for least, most in spans)
    shown = " · ".join(f"{least}–{most}" for least, most in spans)
    return case.bound(12, name, f"{bounds[0]}–{bounds[1]}", shown, met)


Counts = tuple[int, ...]
"""How many words a day's texts have in a language, in the order of `lines_of`; before them those of the premise, after
them those of each option."""


def counts(model: Model, language: str) -> Counts:
    """The word counts of a day; it must not be reduced to what play depends on."""
    options = (take.option.text for turn in model.turns for take in turn.takes)
    said = (model.day.premise, *(line.text for line in lines_of(model)), *options)
    return tuple(count([text], language) for text in said)


def lines_of(model: Model) -> Iterator[Line]:
    """Every passage of a day."""
    for turn in model.turns:
        yield from turn.said()
    for end in model.ends:
        yield from end.lines


@frozen
class Read:
    """The length of a day in one language: by name the fewest and most words, and what is too long or too short."""

    spans: Mapping[str, tuple[int, int]]
    misses: tuple[Miss, ...]


def read_in(case: Case, language: str, words: Counts) -> Read:
    """The length of a day if its texts have these word counts. `case`: the day reduced to what play depends on."""
    return case.kept(f"lengths {language} {words}", lambda: _read_in(case, language, _Words(case, words)))


def _read_in(case: Case, language: str, words: _Words) -> Read:
    spans, misses = {}, list[Miss]()
    for name, measured in (("setup", _setups), ("outcome", _outcomes), ("ending_words", _endings)):
        span = _Span(language)
        misses += measured(case, words, span)
        spans[name] = span.found
    spans["played"] = least, most = played(case, words)
    for count_here in (least, most):
        if not PLAYED[0] <= count_here <= PLAYED[1]:
            bounds = {"least": PLAYED[0], "most": PLAYED[1]}
            misses.append(case.miss(("scenes",), "day_played", None, language=language, count=count_here, **bounds))
    return Read(spans, tuple(misses))


class _Span:
    """The fewest and the most words of something in a language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.seen: set[int] = set()

    @property
    def found(self) -> tuple[int, int]:
        """The fewest and the most words."""
        return min(self.seen), max(self.seen)

    def misses(self, bounds: tuple[int, int], value: int) -> bool:
        """Record a value; returns whether it is out of bounds."""
        self.seen.add(value)
        return not bounds[0] <= value <= bounds[1]


class _Words:
    """The number of words of each passage of a day in one language."""

    def __init__(self, case: Case, words: Counts) -> None:
        self.grid, self.bits = case.walk.grid, case.model.bits
        lines = [*lines_of(case.model)]
        takes = [take for turn in case.model.turns for take in turn.takes]
        self.premise = words[0]
        self.of_line = {id(line): n for line, n in zip(lines, words[1:], strict=False)}
        self.of_option = {id(take): n for take, n in zip(takes, words[1 + len(lines) :], strict=True)}
        self.read_by: dict[int, int] = {}
        """For some lines (by their identity) the bits of the facts that they ask for."""
        self.split: dict[tuple[int, int], list[tuple[int, int]]] = {}
        self.ways: dict[int, list[Onward]] = {}

    def read(self, case: Case, way: Opened | Passed, within: int) -> list[Onward]:
        """What `_read` gives for a way; cached if `within` is all of its cells."""
        if within != way.within:
            return list(_read(case, self, way, within))
        if id(way) not in self.ways:
            self.ways[id(way)] = list(_read(case, self, way, within))
        return self.ways[id(way)]

    def said(self, lines: tuple[Line, ...], facts: int, cells: int) -> list[tuple[int, int]]:
        """How many words are said in which of these cells."""
        parts = self.parts(lines, facts)
        if len(parts) == 1:
            return [(parts[0][0], cells)]
        return [(words, here) for words, mask in parts if (here := cells & mask)]

    def parts(self, lines: tuple[Line, ...], facts: int) -> list[tuple[int, int]]:
        """The same for all cells, cached for all valuations that these lines do not distinguish."""
        if (read := self.read_by.get(id(lines))) is None:
            read = self.read_by[id(lines)] = self.bits.only(
                frozenset[str]().union(*(line.when.reads for line in lines))
            )
        key = id(lines), facts & read
        if (parts := self.split.get(key)) is None:
            parts = self.split[key] = self._split(lines, facts)
        return parts

    def _split(self, lines: tuple[Line, ...], facts: int) -> list[tuple[int, int]]:
        parts = [(0, self.grid.full)]
        for line in lines:
            if line.when.of(facts):
                more = self.of_line[id(line)]
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


def _setups(case: Case, words: _Words, span: _Span) -> Iterator[Miss]:
    for turn in (each for each in case.model.turns if each.scene.rated):
        missed: dict[int, list[Target]] = {}
        for way in case.walk.opened(turn.index):
            for count_here, cells in words.said(turn.lines, way.facts, way.cells):
                if span.misses(SETUP, count_here):
                    within = case.walk.grid.before(cells, way.moves) & way.within
                    missed.setdefault(count_here, []).append(piece_of(turn.index, way, 0, within))
        yield from _missed(case, ("scenes", turn.index, "text"), "day_setup", span.language, SETUP, missed)


def _missed(
    case: Case, path: Path, kind: str, language: str, bounds: tuple[int, int], missed: dict[int, list[Target]]
) -> Iterator[Miss]:
    for count_here, pieces in missed.items():
        yield case.miss(path, kind, pieces, language=language, count=count_here, least=bounds[0], most=bounds[1])


def _options(case: Case) -> Proved:
    longest, uneven = dict.fromkeys(case.pack.languages, 0), dict.fromkeys(case.pack.languages, 1.0)
    for n, scene in enumerate(case.day.scenes):
        most = OPTION if scene.rated else SENTENCE
        for language in case.pack.languages:
            for o, option in enumerate(scene.options):
                count_here = count([option.text], language)
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


def _outcomes(case: Case, words: _Words, span: _Span) -> Iterator[Miss]:
    grid = case.walk.grid
    for turn in (each for each in case.model.turns if each.scene.rated):
        missed: dict[Path, dict[int, list[Target]]] = {}
        for way in case.walk.opened(turn.index):
            for number, taken in enumerate(case.walk.taken(way), 1):
                take, parts = taken.take, words.parts(taken.take.lines, taken.facts)
                if len(parts) == 1 and not span.misses(OUTCOME, parts[0][0]):
                    continue
                for count_here, part in words.said(take.lines, taken.facts, taken.cells()):
                    if span.misses(OUTCOME, count_here):
                        within = grid.before(part, (*way.moves, *take.moves)) & way.within
                        pieces = missed.setdefault(take.path, {}).setdefault(count_here, [])
                        pieces.append(piece_of(turn.index, way, number, within))
        for path, counted in missed.items():
            yield from _missed(case, (*path, "outcome"), "day_outcome", span.language, OUTCOME, counted)


def _endings(case: Case, words: _Words, span: _Span) -> Iterator[Miss]:
    missed: dict[tuple[Path, int], list[Target]] = {}
    for end, facts, cells in endings(case.walk):
        for count_here, part in words.said(end.lines, facts, cells):
            if span.misses(ENDING, count_here):
                missed.setdefault((end.path, count_here), []).append(Target(len(case.day.scenes), facts, part))
    for (path, count_here), pieces in missed.items():
        kind = "day_ending_words"
        yield from _missed(case, (*path, "text"), kind, span.language, ENDING, {count_here: pieces})


def _played(case: Case, spans: Sequence[tuple[int, int]]) -> Proved:
    least, most = min(span[0] for span in spans), max(span[1] for span in spans)
    met = PLAYED[0] <= least and most <= PLAYED[1]
    yield case.bound(12, "played", f"{PLAYED[0]}–{PLAYED[1]}", f"{least}–{most}", met)
    met = MINUTES[0] <= least / PACE and most / PACE <= MINUTES[1]
    minutes = f"{least / PACE:.1f}–{most / PACE:.1f}"
    yield case.bound(12, "minutes", f"{MINUTES[0]}–{MINUTES[1]:g}", minutes, met)


def played(case: Case, words: _Words) -> tuple[int, int]:
    """The exact fewest and most words of a playthrough."""
    return -_longest(case, words, -1), _longest(case, words, 1)


def _longest(case: Case, words: _Words, sign: int) -> int:
    """The largest word count of a playthrough times `sign`; with -1, minus the smallest.

    Branch and bound: `_Hopes` bounds what can follow each valuation. A playthrough that cannot come within `slack` of
    the bound is dropped; if none is left, `slack` grows.
    """
    hopes, slack = _Hopes(case, words, sign), NEAR
    start = sign * words.premise
    while True:
        most = _followed(case, words, sign, hopes, start + hopes.after[0][0] - slack)
        if most is not None:
            return most
        slack = slack * 4 // 3


class _Hopes:
    """Upper bounds on the signed word count still to come, over all cells.

    `after`: for each turn and the end, by valuation. `ways`: by the identity of a way.
    """

    def __init__(self, case: Case, words: _Words, sign: int) -> None:
        self.ways: dict[int, int] = {}
        self.after: list[dict[int, int]] = [dict(self._last(case, words, sign))]
        for turn in reversed(case.model.turns):
            live, here = case.walk.live[turn.index + 1], dict[int, int]()
            for way in case.walk.came[turn.index]:
                read = words.read(case, way, way.within)
                hope = max(sign * more + self.after[0][facts & live] for facts, more, _ in read)
                self.ways[id(way)] = hope
                here[way.source] = max(hope, here.get(way.source, hope))
            self.after.insert(0, here)

    def _last(self, case: Case, words: _Words, sign: int) -> Iterator[tuple[int, int]]:
        for facts, cells in case.walk.ends.items():
            ended = ((end.lines, at) for end, _, at in endings(case.walk, {facts: cells}))
            yield facts, max(sign * n for lines, at in ended for n, _ in words.said(lines, facts, at))


def _followed(case: Case, words: _Words, sign: int, hopes: _Hopes, floor: int) -> int | None:
    """The most words of a playthrough, if it has `floor` at least.

    For each valuation, the cells that can be reached with so many words and with no more.
    """
    start = sign * words.premise
    layer: dict[int, dict[int, int]] = {0: {start: case.walk.grid.start}}
    for turn, live in zip(case.model.turns, case.walk.live[1:], strict=True):
        after: dict[int, dict[int, int]] = {}
        for way in case.walk.came[turn.index] if layer else ():
            for words_so_far, cells in layer.get(way.source, {}).items():
                if words_so_far + hopes.ways[id(way)] < floor or not (within := cells & way.within):
                    continue
                for facts, more, cells_after in words.read(case, way, within):
                    now, to = words_so_far + sign * more, facts & live
                    if now + hopes.after[turn.index + 1][to] >= floor and (part := cells_after()):
                        here = after.setdefault(to, {})
                        here[now] = here.get(now, 0) | part
        layer = {facts: _most(by) for facts, by in after.items()}
    ends = [
        words_so_far + sign * more
        for facts, by in layer.items()
        for words_so_far, cells in by.items()
        for end, _, part in endings(case.walk, {facts: cells})
        for more, _ in words.said(end.lines, facts, part)
    ]
    return max((words_so_far for words_so_far in ends if words_so_far >= floor), default=None)


Onward = tuple[int, int, Callable[[], int]]
"""One step on from some cells: the valuation after it, the number of words read, and a function that computes the
cells after it (an empty set: the step is not possible)."""


def _read(case: Case, words: _Words, way: Opened | Passed, within: int) -> Iterator[Onward]:
    """The steps of a way on from some of its cells, with what is read."""
    if isinstance(way, Passed):
        yield way.facts, 0, lambda: within
        return
    grid = case.walk.grid
    turn = case.model.turns[int(way.takes[0].path[1])]
    cells = grid.moved(within, way.moves) & way.cells
    fixed = sum(words.of_option[id(take)] for take in way.takes)
    backs = [line for back in way.backs for line in back.lines]
    fixed += sum(words.of_line[id(line)] for line in backs if line.when.of(way.asked))
    for words_before, part in words.said(turn.lines, way.facts, cells):
        for taken in case.walk.taken(way):
            moved = taken.cells if part == way.cells else partial(grid.moved, part, taken.take.moves)
            for more, mask in words.parts(taken.take.lines, taken.facts):
                after = moved if mask == grid.full else partial(_within, moved, mask)
                yield taken.facts, fixed + words_before + more, after


def _within(cells: Callable[[], int], mask: int) -> int:
    return cells() & mask


def _most(by: dict[int, int]) -> dict[int, int]:
    """By number of words, the cells of one valuation for which it is the largest."""
    kept, taken = {}, 0
    for count_here in sorted(by, reverse=True):
        if cells := by[count_here] & ~taken:
            kept[count_here] = cells
            taken |= cells
    return kept


def _gates(case: Case) -> Proved:
    """How many passages of a scene have a condition, and how many facts a condition reads."""
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
