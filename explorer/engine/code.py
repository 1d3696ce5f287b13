"""The answer code: a visit's answers and days in letters short enough to write on paper.

31 signs: digits and capital letters without 0, O, 1, I and L. Their number is prime, so over the field of 31
elements two check signs (one sum, one sum weighted by place) find every single wrong sign and every swap of two
different neighbours in a part of up to 30 signs.

A code has one part for the answers and, when a day was begun, one for each of the pack's days, each part with its own
check signs. Answers are digits of base 6 (0: skipped), followed by the pack's version and a fingerprint of the
questionnaire; hours are digits of base 24 (an option of 1-4, a liking of 0-5). Stars and language are not in it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Literal

from explorer.engine.day import NoSuchChoice, play
from explorer.engine.visit import Visit, answered, chosen, liked
from explorer.pack.days import DayFile
from explorer.pack.pack import Pack

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
BASE, CHECKS, GROUP = len(SIGNS), 2, 4
FINGERPRINT, VERSIONS = 2**19, 2**8
"""How many values the fingerprint of a questionnaire and the version of a pack can take."""
ANSWERS, OPTIONS, LIKINGS = 6, 4, 6

Reason = Literal["sign", "length", "check", "pack", "version", "day"]


class CodeError(ValueError):
    """A text that is no code of this pack. `reason` says why; `detail`: the wrong sign, or the other version."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        self.reason, self.detail = reason, detail
        super().__init__(f"{reason} {detail}".strip())


class _Misread(CodeError):
    """A part that is not as it was written."""


def encode(pack: Pack, visit: Visit) -> str:
    """The visit's code, in groups of four signs."""
    number = 0
    for item in pack.questionnaire.items:
        number = number * ANSWERS + visit.answers.get(item.id, 0)
    signs = _part((number * VERSIONS + pack.version) * FINGERPRINT + _fingerprint(pack), _answers_width(pack))
    if visit.days:
        for day in pack.days:
            lived = visit.lived(day.role)
            number = 0
            for choice, liking in zip(lived.choices, lived.likes, strict=True):
                number = number * OPTIONS * LIKINGS + (choice - 1) * LIKINGS + liking
            signs += _part(number * (len(day.scenes) + 1) + len(lived.choices), _day_width(day))
    return "-".join(signs[at : at + GROUP] for at in range(0, len(signs), GROUP))


def decode(pack: Pack, code: str, language: str) -> Visit:
    """The visit that `code` holds; case, spaces and hyphens do not matter. Raises CodeError."""
    signs = "".join(re.split(r"[\s\-\u2010-\u2015]+", code.upper()))
    if wrong := next((sign for sign in signs if sign not in SIGNS), None):
        raise CodeError("sign", wrong)
    widths = [_answers_width(pack), *(_day_width(day) for day in pack.days)]
    if len(signs) not in (widths[0], sum(widths)):
        _foreign(pack, signs[: widths[0]])  # the days of another version may be longer or shorter
        raise CodeError("length")
    visit = _answers(pack, _number(signs[: widths[0]]), language)
    at = widths[0]
    if len(signs) > at:
        for day, width in zip(pack.days, widths[1:], strict=True):
            visit = _day(visit, day, _number(signs[at : at + width]))
            at += width
    return visit


def _foreign(pack: Pack, part: str) -> None:
    """Raise CodeError where a whole part of answers says that the code is of another pack or version."""
    if len(part) == _answers_width(pack):
        with suppress(_Misread):
            _answers(pack, _number(part), "")


def _answers(pack: Pack, number: int, language: str) -> Visit:
    number, fingerprint = divmod(number, FINGERPRINT)
    number, version = divmod(number, VERSIONS)
    if fingerprint != _fingerprint(pack):
        raise CodeError("pack")
    if version != pack.version:
        raise CodeError("version", str(version))
    visit = Visit(language)
    for item in reversed(pack.questionnaire.items):
        number, answer = divmod(number, ANSWERS)
        visit = answered(visit, item.id, answer) if answer else visit
    if number:
        raise CodeError("check")
    return visit


def _day(visit: Visit, day: DayFile, number: int) -> Visit:
    number, hours = divmod(number, len(day.scenes) + 1)
    digits: list[int] = []
    for _ in range(hours):
        number, digit = divmod(number, OPTIONS * LIKINGS)
        digits.insert(0, digit)
    if number:
        raise CodeError("check")
    for hour, digit in enumerate(digits):
        choice, liking = divmod(digit, LIKINGS)
        visit = liked(chosen(visit, day.role, choice + 1), day.role, hour, liking)
    try:
        play(day, visit.lived(day.role).choices)
    except NoSuchChoice:
        raise CodeError("day") from None
    return visit


def _fingerprint(pack: Pack) -> int:
    """Tells one questionnaire from another: a hash of the pack's name and its items in order."""
    named = "\n".join([pack.id, *(item.id for item in pack.questionnaire.items)])
    return int.from_bytes(hashlib.sha256(named.encode()).digest()[:8]) % FINGERPRINT


def _answers_width(pack: Pack) -> int:
    return _width(int(ANSWERS ** len(pack.questionnaire.items)) * VERSIONS * FINGERPRINT)


def _day_width(day: DayFile) -> int:
    return _width(int((OPTIONS * LIKINGS) ** len(day.scenes)) * (len(day.scenes) + 1))


def _width(bound: int) -> int:
    """Signs of a part that holds any number below `bound`, checks included, in whole groups."""
    signs = CHECKS
    while BASE ** (signs - CHECKS) < bound:
        signs += 1
    return -(-signs // GROUP) * GROUP


def _part(number: int, width: int) -> str:
    digits: list[int] = []
    for _ in range(width - CHECKS):
        number, digit = divmod(number, BASE)
        digits.insert(0, digit)
    return "".join(SIGNS[digit] for digit in [*digits, *_checks(digits)])


def _number(part: str) -> int:
    digits = [SIGNS.index(sign) for sign in part]
    body, checks = digits[:-CHECKS], digits[-CHECKS:]
    if list(_checks(body)) != checks:
        raise _Misread("check")
    number = 0
    for digit in body:
        number = number * BASE + digit
    return number


def _checks(digits: list[int]) -> Iterator[int]:
    """Two signs that make the plain sum and the place-weighted sum of the whole part zero, modulo 31.

    With places 1 to n for the body and n+1, n+2 for the checks x, y: x + y = -S and (n+1) x + (n+2) y = -W.
    """
    n = len(digits)
    plain = -sum(digits) % BASE
    weighted = -sum(place * digit for place, digit in enumerate(digits, 1)) % BASE
    y = (weighted - (n + 1) * plain) % BASE
    yield (plain - y) % BASE
    yield y
