"""The characters ("signs") of a code: which are used, what may stand around and between them, and their check signs.

31 signs: digits and capital letters without 0, O, 1, I and L. Their number is prime, so a run of signs is a word over
the field of 31 elements, and 3 generates that field: its powers 3^0 to 3^29 are all different from zero and from each
other. With c_i the sign at place i (from 0), a part of format 2 satisfies

    sum of 3^i c_i = 1    and    sum of 9^i c_i = 1    (modulo 31),

of which its last two signs take care. That finds every one or two wrong signs in a part of up to 30 (a code of
Reed and Solomon), so every swap of two different signs; and because the sums are 1 and not 0, moving a whole part by
a place, or losing zeros at its front, does not leave them as they are. Format 1 asked for a plain sum and a sum
weighted by place, both zero, which such a move passes.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Literal

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
BASE, CHECKS, GROUP = len(SIGNS), 2, 4
ROOTS = (3, 9)
"""A generator of the field, and its square."""
Format = Literal[1, 2]

_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_AROUND = "\"'`\u00b4\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u2039\u203a\u00ab\u00bb.,;:!?\u2026()[]{}<>*_"
"""Characters that may surround a code copied from a sentence, a mail or a document."""
_BLANK = re.compile("[\u034f\u115f\u1160\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0]")
"""Invisible characters, besides spaces and Unicode's format characters."""


def cleaned(text: str) -> tuple[str, str]:
    """The signs of a code as it was typed or pasted, and a name for the first character that cannot be in one (empty:
    none). Case, spaces, hyphens and invisible characters are ignored, and so are quotes and punctuation around the
    code."""
    seen = "".join(sign for sign in text if not _unseen(sign)).strip(_AROUND + _DASHES)
    signs = "".join(sign for sign in seen if sign not in _DASHES)
    wrong = next((sign for sign in signs if not sign.isascii() or sign.upper() not in SIGNS), "")
    return signs.upper(), named(wrong) if wrong else ""


def named(sign: str) -> str:
    """A printable name of a character: itself in upper case, or its Unicode number if it is invisible or not ASCII."""
    return sign.upper() if sign.isascii() and sign.isprintable() else f"U+{ord(sign):04X}"


def grouped(signs: str) -> str:
    """Signs in groups of four."""
    return "-".join(signs[at : at + GROUP] for at in range(0, len(signs), GROUP))


def width(bound: int) -> int:
    """The number of signs of a part that can hold any number below `bound`, with check signs, in whole groups."""
    signs = CHECKS
    while BASE ** (signs - CHECKS) < bound:
        signs += 1
    return -(-signs // GROUP) * GROUP


def part(number: int, width: int, format: Format) -> str:
    """Encode `number` (from 0) as a part of `width` signs."""
    digits = _digits(number, width - CHECKS)
    return "".join(SIGNS[digit] for digit in [*digits, *_checks(digits, format)])


def number(part: str, format: Format) -> int | None:
    """Decode the number in a part; None if its check signs are wrong."""
    digits = [SIGNS.index(sign) for sign in part]
    body = digits[:-CHECKS]
    if _checks(body, format) != digits[-CHECKS:]:
        return None
    value = 0
    for digit in body:
        value = value * BASE + digit
    return value


def closing(text: str) -> str:
    """Four check signs over a text: a hash, which another text matches by chance in one of 31^4 (923,521) cases."""
    value = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])
    return "".join(SIGNS[digit] for digit in _digits(value % BASE**GROUP, GROUP))


def fingerprint(*names: str, below: int) -> int:
    """A hash of a list of names, below `below`."""
    return int.from_bytes(hashlib.sha256("\n".join(names).encode()).digest()[:8]) % below


def _unseen(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) == "Cf" or bool(_BLANK.match(sign))


def _digits(number: int, width: int) -> list[int]:
    digits: list[int] = []
    for _ in range(width):
        number, digit = divmod(number, BASE)
        digits.append(digit)
    return digits[::-1]


def _checks(digits: list[int], format: Format) -> list[int]:
    """The two signs that make both sums of the whole part what they must be.

    Format 1: places 1 to n for the body and n+1, n+2 for the checks x, y: x + y = -S and (n+1) x + (n+2) y = -W.
    Format 2: with the roots a = 3 and b = 9, a^n x + a^(n+1) y = 1 - A and b^n x + b^(n+1) y = 1 - B, so that
    y = (u - v) / (a - b) with u = (1 - A) / a^n and v = (1 - B) / b^n, and x = u - a y.
    """
    n = len(digits)
    if format == 1:
        plain = -sum(digits) % BASE
        weighted = -sum(weight * digit for weight, digit in enumerate(digits, 1)) % BASE
        y = (weighted - (n + 1) * plain) % BASE
        return [(plain - y) % BASE, y]
    u, v = (
        (1 - sum(digit * pow(root, weight, BASE) for weight, digit in enumerate(digits))) * pow(root, -n, BASE)
        for root in ROOTS
    )
    y = (u - v) * pow(ROOTS[0] - ROOTS[1], -1, BASE) % BASE
    return [(u - ROOTS[0] * y) % BASE, y]
