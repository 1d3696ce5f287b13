"""What terminals send, at random: python benchmarks/input.py [HOW MANY, 1,000,000 unless said]

Each sequence goes in whole, and sign by sign; it is cut off after every sign, and a silence and a key follow. Of an
answer no key may be made but Escape of a lone escape, and the key after it must arrive, alone. What follows a cut
depends on the state that the grammar is in, of which there are few: each is gone on from once.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from copy import copy
from random import Random

from explorer.terminal.grammar import ESC, LONGEST, PASTE_START, Grammar, Token

ANSWERS = (
    "\x1b[?61;6;7;14;21;22;23;24;28;32;42c",
    "\x1b[>41;354;0c",
    "\x1b[=00000000c",
    "\x1b[0n",
    "\x1b[24;80R",
    "\x1b[?24;80;1R",
    "\x1b[8;24;80t",
    "\x1b[4;600;800t",
    "\x1b[48;24;80;480;800t",
    "\x1b[?2026;2$y",
    "\x1b[?2048;0$y",
    "\x1b[?997;1n",
    "\x1b[?1u",
    "\x1b[?0;276;5S",
    "\x1b]11;rgb:ffff/ffff/ffff\x1b\\",
    "\x1b]10;rgb:0000/0000/0000\x07",
    "\x1b]4;7;rgb:e5e5/e5e5/e5e5\x9c",
    "\x1b]52;c;aGVsbG8gd29ybGQ=\x1b\\",
    "\x1b]lterm\x1b\\",
    "\x1bP>|tmux 3.3a\x1b\\",
    "\x1bP1+r5463=313030\x1b\\",
    "\x1bP!|7E565445\x1b\\",
    "\x1bP0$r0m\x1b\\",
    "\x1b_Gi=31;OK\x1b\\",
    "\x1b^private\x1b\\",
    "\x1bXtext\x1b\\",
    "\x1b[I",
    "\x1b[O",
    "\x1b[<35;40;12M",
    "\x1b[M !!",
)
"""Answers and reports of terminals that are no keys."""
ENDS = ("\x1b\\", "\x07", "\x9c")
FINALS = "".join(map(chr, range(0x40, 0x7F)))


def a_sequence(chance: Random) -> str:
    """One sequence of a form that terminals use."""
    kind = chance.randrange(6)
    if kind == 0:
        return chance.choice(ANSWERS)
    if kind in (1, 2):
        body = "".join(chance.choice("0123456789;:?<=>! $'") for _ in range(chance.randrange(20)))
        return f"\x1b[{body}{chance.choice(FINALS)}"
    if kind == 3:
        text = "".join(chr(chance.randrange(0x20, 0x7F)) for _ in range(chance.randrange(60)))
        return f"\x1b{chance.choice(']P_^X')}{text}{chance.choice(ENDS)}"
    if kind == 4:
        return f"\x1bO{chance.choice(FINALS)}"
    text = "".join(chr(chance.choice((0x20, 0x61, 0x1B, 0x5B, 0x7E, 0xF1, 0x0D))) for _ in range(chance.randrange(40)))
    return f"\x1b[200~{text}\x1b[201~"


After = tuple[list[str], list[str]]
"""The keys that a silence makes, and what comes of a key after it."""


def goes_on(grammar: Grammar, known: dict[object, After]) -> After:
    """What becomes of a silence and a `q` now; the grammar stays as it is. `known`: of states before."""
    state = tuple(vars(grammar).values())
    if state not in known:
        if len(known) > 100_000:
            known.clear()
        later = copy(grammar)
        known[state] = keys(later.tick(LONGEST)), [token.text for token in later.feed("q", LONGEST + 1)]
    return known[state]


def keys(tokens: Iterable[Token]) -> list[str]:
    """What of these a hand at the keyboard would have sent."""
    return [token.text for token in tokens if token.kind in ("key", "alt")]


def problem(sequence: str, made: list[str], after: After) -> str:
    """What is wrong with how a sequence was taken; empty where all is well."""
    made = made + after[0]
    if made and not sequence.startswith(PASTE_START) and made != [ESC]:
        return f"keys {made}"
    return "" if after[1] == ["q"] else f"after it: {after[1]}"


def problems(sequence: str, known: dict[object, After] | None = None) -> Iterator[tuple[int, str]]:
    """What is wrong with how a sequence is taken, whole and cut off after each sign: where it was cut, and what."""
    known = {} if known is None else known
    whole = Grammar()
    if wrong := problem(sequence, keys(whole.feed(sequence, 0.0)), goes_on(whole, known)):
        yield 0, wrong
    grammar, made = Grammar(), list[str]()
    for at, sign in enumerate(sequence, 1):
        made += keys(grammar.feed(sign, 0.0))
        if wrong := problem(sequence, made, goes_on(grammar, known)):
            yield at, wrong


def main() -> int:
    """Print how many were tried and what went wrong; 1 when anything did."""
    total = int(sys.argv[1].replace(",", "")) if len(sys.argv) > 1 else 1_000_000
    chance, began = Random(20261128), time.perf_counter()
    known: dict[object, After] = {}
    wrong: Counter[str] = Counter()
    signs = 0
    for _ in range(total):
        sequence = a_sequence(chance)
        signs += len(sequence)
        for cut, what in problems(sequence, known):
            wrong[what] += 1
            if sum(wrong.values()) <= 10:
                print(f"{sequence!r} cut at {cut}: {what}", file=sys.stderr)
    print(f"{total:,} sequences, {signs:,} prefixes of them: {sum(wrong.values()):,} made keys or a dead keyboard")
    print(f"{time.perf_counter() - began:.0f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
