"""A letter: a short code with what one role of a shared day sends to the other, which can be read out over the
telephone.

It holds what the day has sent so far, which messages it heard with the sender's own value, and whether its person wants
both days in the summary; no answer, rating or result. Each letter holds all that the ones before it held, so that one
at the end of the day is enough, and any may be late, lost or taken twice. A room hands the same letters on by itself.

The signs are those of a code (signs.py), in groups of five. All but the last three are the number

    mark * letters + place

to base 31: `letters` is how many different letters the pack has, `place` which of them this one is, and `mark` a
fingerprint of that place, of the pack, its version and its shared facts, as large as there is room for and never below
12 bits. The last three make the sums of 3^i c_i, 9^i c_i and 27^i c_i (with c_i the sign at place i, less a constant
of that place) equal to one, modulo 31: a code of Reed and Solomon of distance 4, so that any one, two or three wrong
signs are found. Of more than three, and of letters that are shifted, turned round or mixed, one in 31^3 passes these
sums, and of those one in `marks` has the mark that belongs to its place: in the built-in pack less than one in 10^8.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Literal

from explorer.engine import signs
from explorer.engine.day import Played
from explorer.engine.messages import day_as_lived, facts_sent_by, sent
from explorer.engine.signs import BASE, SIGNS
from explorer.engine.visit import Told, Visit, with_told
from explorer.pack.pack import Pack
from explorer.pack.world import Fact
from explorer.words.frozen import frozen

GROUP, CHECKS = 5, 3
LEAST_MARK = 2**12
ROOTS = (3, 9, 27)

Reason = Literal["sign", "length", "check", "pack", "own"]


class LetterError(ValueError):
    """A text that is not a valid letter for this role. `reason` says why; `detail` is the wrong character, the number
    of characters of a letter, or the role it is from."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        self.reason, self.detail = reason, detail
        super().__init__(f"{reason} {detail}".strip())


@frozen
class Letter:
    """The content of a letter: the role whose day it is of, and what is known of that day, in the fields of `Told`."""

    role: str
    values: tuple[int, ...]
    reached: tuple[int, ...]
    agrees: bool = False


def has_letters(pack: Pack, role: str) -> bool:
    """Whether a role's day sends anything to another, or receives anything; the letters of a day that only receives
    say no more than what it heard."""
    return any(day.role == role and (day.hears or facts_sent_by(pack, role)) for day in pack.days)


def of_day(pack: Pack, visit: Visit, role: str) -> Letter:
    """The letter of a day as far as it was lived."""
    agrees = any(told.shared for told in visit.told.values())
    return of_played(pack, day_as_lived(pack, visit, role), agrees)


def of_played(pack: Pack, played: Played, agrees: bool = False) -> Letter:
    """The letter of a day that is not part of a visit. Messages that came with the current hour do not count as
    heard."""
    said, day = sent(played), played.day
    past = day.scenes.index(played.lived[-1].scene) if played.lived else -1
    past = past if played.now else len(day.scenes)
    heard = {each.message.fact for each in played.heard if not each.stand_in and each.message.turn <= past}
    values = tuple(said.get(fact.id, 0) for fact in facts_sent_by(pack, day.role))
    within = [message for message in day.hears if message.turn < len(day.scenes)]
    return Letter(day.role, values, tuple(int(message.fact in heard) for message in within), agrees)


def written(pack: Pack, letter: Letter) -> str:
    """A letter as text, in groups of five characters."""
    form = Form.of(pack)
    place = form.place(letter)
    number = form.mark(place) * form.letters + place
    body = [number // BASE**n % BASE for n in reversed(range(form.width - CHECKS))]
    whole = [*body, *_checks(tuple(body))]
    text = "".join(SIGNS[(sign + least) % BASE] for sign, least in zip(whole, _constants(len(whole)), strict=True))
    return "-".join(text[at : at + GROUP] for at in range(0, len(text), GROUP))


def read(pack: Pack, text: str) -> Letter:
    """Decode the letter in a text; case, spaces, hyphens and what surrounds it are ignored. Raises LetterError."""
    form = Form.of(pack)
    given, wrong = signs.cleaned(text)
    if wrong:
        raise LetterError("sign", wrong)
    if len(given) != form.width:
        raise LetterError("length", str(form.width))
    whole = [(SIGNS.index(sign) - least) % BASE for sign, least in zip(given, _constants(len(given)), strict=True)]
    if any(_sum(root, whole) != 1 for root in ROOTS):
        raise LetterError("check")
    number = 0
    for digit in whole[:-CHECKS]:
        number = number * BASE + digit
    mark, place = divmod(number, form.letters)
    if mark != form.mark(place):
        raise LetterError("pack")
    return form.letter(place)


def taken(visit: Visit, letter: Letter) -> Visit:
    """The visit with the content of a letter: merged with what is known if the two agree, so that letters may come in
    any order; replacing it if they do not, because the other person has taken an hour back. Hours already lived do not
    change."""
    known = visit.told.get(letter.role, Told())
    size = len(letter.values)
    before = (*known.values, *[0] * size)[:size]
    if all(not was or not new or was == new for was, new in zip(before, letter.values, strict=True)):
        values = tuple(map(max, before, letter.values))
        came = (*known.reached, *[0] * len(letter.reached))[: len(letter.reached)]
        reached = tuple(map(max, came, letter.reached))
        agrees = letter.agrees if letter.values == values else known.agrees
    else:
        values, reached, agrees = letter.values, letter.reached, letter.agrees
    return with_told(visit, letter.role, Told(values, reached, agrees, known.shared))


def received(pack: Pack, visit: Visit, role: str, text: str) -> tuple[Visit, Letter]:
    """The visit of a person in `role` after receiving a letter. Raises LetterError, also for a letter from the same
    role."""
    letter = read(pack, text)
    if letter.role == role:
        raise LetterError("own", role)
    return taken(visit, letter), letter


# --- how letters are numbered ----------------------------------------------------------------------------------------


@frozen
class _Chair:
    """How the letters of one role are numbered: by how far its messages have come, by their values, by which messages
    it heard, and by the wish for a joint summary.

    `least` and `radix`: for each message, the least number that encodes it (0 if it may never be sent, else 1), and how
    many there are. `heard`: how many messages it hears in the course of the day.
    """

    role: str
    least: tuple[int, ...]
    radix: tuple[int, ...]
    heard: int

    @property
    def sizes(self) -> list[int]:
        """The number of lists of values, by their length."""
        return [math.prod(self.radix[:length]) for length in range(len(self.radix) + 1)]

    @property
    def letters(self) -> int:
        """The number of different letters."""
        return sum(self.sizes) << self.heard + 1

    def place(self, letter: Letter) -> int:
        """The index of a letter, from 0."""
        length = max((n for n, value in enumerate(letter.values, 1) if value), default=0)
        number = 0
        for value, least, radix in zip(letter.values[:length], self.least, self.radix, strict=False):
            number = number * radix + value - least
        number += sum(self.sizes[:length])
        for heard in letter.reached:
            number = number * 2 + heard
        return number * 2 + letter.agrees

    def letter(self, place: int) -> Letter:
        """The letter with that index."""
        place, agrees = divmod(place, 2)
        number, bits = divmod(place, 1 << self.heard)
        ends = list(accumulate(self.sizes))
        length = next(n for n, end in enumerate(ends) if number < end)
        number -= ends[length] - self.sizes[length]
        values = []
        for least, radix in zip(self.least[:length][::-1], self.radix[:length][::-1], strict=True):
            number, digit = divmod(number, radix)
            values.append(digit + least)
        rest = [0] * (len(self.radix) - length)
        reached = tuple(bits >> n & 1 for n in reversed(range(self.heard)))
        return Letter(self.role, (*values[::-1], *rest), reached, bool(agrees))


@frozen
class Form:
    """The format of a pack's letters: its roles, the number of characters, the text that tells the pack from others
    (`named`, part of every mark), and the number of marks."""

    chairs: tuple[_Chair, ...]
    width: int
    named: str
    marks: int

    @staticmethod
    def of(pack: Pack) -> Form:
        """The format for a pack: as many groups of five characters as needed, ten characters at least."""
        return _form(pack)

    @property
    def letters(self) -> int:
        """The number of different letters."""
        return sum(chair.letters for chair in self.chairs)

    def mark(self, place: int) -> int:
        """The mark of the letter with that index."""
        return signs.fingerprint(self.named, str(place), below=self.marks)

    def place(self, letter: Letter) -> int:
        """The index of a letter among all of them, from 0."""
        before = 0
        for chair in self.chairs:
            if chair.role == letter.role:
                return before + chair.place(letter)
            before += chair.letters
        raise KeyError(letter.role)

    def letter(self, place: int) -> Letter:
        """The letter with that index."""
        for chair in self.chairs:
            if place < chair.letters:
                return chair.letter(place)
            place -= chair.letters
        raise IndexError(place)


@lru_cache(maxsize=4)
def _form(pack: Pack) -> Form:
    chairs = tuple(_chair(pack, day.role) for day in pack.days if has_letters(pack, day.role))
    letters = max(1, sum(chair.letters for chair in chairs))
    width = 2 * GROUP
    while BASE ** (width - CHECKS) < letters * LEAST_MARK:
        width += GROUP
    facts = [f"{fact.id} {' '.join(fact.values)}" for chair in chairs for fact in facts_sent_by(pack, chair.role)]
    named = "\n".join([pack.id, str(pack.version), *facts])
    return Form(chairs, width, named, BASE ** (width - CHECKS) // letters)


def _chair(pack: Pack, role: str) -> _Chair:
    day, facts = pack.day(role), facts_sent_by(pack, role)
    least = tuple(0 if _may_be_missing(pack, role, fact) else 1 for fact in facts)
    radix = tuple(len(fact.values) + 1 - low for fact, low in zip(facts, least, strict=True))
    return _Chair(role, least, radix, sum(message.turn < len(day.scenes) for message in day.hears))


def _may_be_missing(pack: Pack, role: str, fact: Fact) -> bool:
    """Whether a later message may be sent without this one, because its hour may not come, or an option in it sends
    nothing."""
    if not fact.sender or fact.sender.closing:
        return False
    scene = next(scene for scene in pack.day(role).scenes if scene.event == fact.sender.event)
    sends = (any(each.fact == fact.id and each.value for each in option.sets) for option in scene.options)
    return bool(scene.when) or not all(sends)


# --- check signs -----------------------------------------------------------------------------------------------------


@lru_cache(maxsize=8)
def _constants(width: int) -> tuple[int, ...]:
    return tuple((5 * place * place + 11 * place + 17) % BASE for place in range(width))


@lru_cache(maxsize=24)
def _powers(root: int, width: int) -> tuple[int, ...]:
    return tuple(pow(root, place, BASE) for place in range(width))


def _sum(root: int, digits: Sequence[int]) -> int:
    return sum(digit * power for digit, power in zip(digits, _powers(root, len(digits)), strict=True)) % BASE


@lru_cache(maxsize=8)
def _weights(width: int) -> tuple[tuple[int, ...], ...]:
    """For each check sign what each of the three sums over the signs before it counts: the inverse of the powers at
    the places of the checks."""
    rows = [[pow(root, width + n, BASE) for n in range(CHECKS)] for root in ROOTS]
    wide = [[*row, *(int(n == place) for n in range(CHECKS))] for place, row in enumerate(rows)]
    for place in range(CHECKS):
        pivot = next(n for n in range(place, CHECKS) if wide[n][place])
        wide[place], wide[pivot] = wide[pivot], wide[place]
        inverse = pow(wide[place][place], -1, BASE)
        wide[place] = [value * inverse % BASE for value in wide[place]]
        for n in range(CHECKS):
            if n != place:
                factor = wide[n][place]
                wide[n] = [(a - factor * b) % BASE for a, b in zip(wide[n], wide[place], strict=True)]
    return tuple(tuple(row[CHECKS:]) for row in wide)


def _checks(body: tuple[int, ...]) -> list[int]:
    """The three signs that make all three sums one."""
    missing = [(1 - _sum(root, body)) % BASE for root in ROOTS]
    return [sum(weight * part for weight, part in zip(row, missing, strict=True)) % BASE for row in _weights(len(body))]
