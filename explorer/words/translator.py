"""The translator: says texts, numbers and lists in one language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from explorer.words.interface import Interface
from explorer.words.text import Text

if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction


class Translator:
    """The words of the interface in one language. `tr(text, n=3)` says a text with its placeholders filled."""

    def __init__(self, words: Interface, language: str) -> None:
        self.words, self.language = words, language

    def __call__(self, text: Text, /, **values: object) -> str:
        """A text in the translator's language, with its placeholders filled."""
        return text.fill(self.language, **values) if values else text[self.language]

    def agrees(self, answer: str) -> bool:
        """Whether an answer means yes, in any of the languages."""
        words = self.words.plain.affirmative
        return answer.strip().casefold() in {each for accepted in words.root.values() for each in accepted.split(", ")}

    def decimal(self, value: Fraction | float, digits: int = 1) -> str:
        """A number with at most `digits` decimals, rounded half to even, in the language's notation."""
        from fractions import Fraction  # help says no number

        tenths = str(abs(round(Fraction(value) * 10**digits))).zfill(digits + 1)
        whole, part = tenths[: len(tenths) - digits], tenths[len(tenths) - digits :].rstrip("0")
        sign = "-" if value < 0 and tenths.strip("0") else ""
        return self._written(sign, whole, part)

    def figure(self, value: Decimal) -> str:
        """A number with exactly the digits it has, in the language's notation."""
        sign, digits, _ = value.as_tuple()
        whole, _, part = str(abs(value)).partition(".")
        return self._written("-" if sign and any(digits) else "", whole, part)

    def _written(self, sign: str, whole: str, part: str) -> str:
        numbers = self.words.numbers
        grouped = f"{int(whole):,}".replace(",", self(numbers.thousands))
        return f"{sign}{grouped}{self(numbers.decimal)}{part}" if part else f"{sign}{grouped}"

    def listed(self, names: Iterable[str]) -> str:
        """A list of names: a, b and c."""
        *before, last = list(names) or [""]
        return self(self.words.numbers.and_, before=", ".join(before), last=last) if before else last
