"""What terminals send, at random: python benchmarks/input.py [HOW MANY, 1,000,000 unless said]

Each sequence goes in whole and cut off at one place, after which a silence and a key follow. Of an answer no key may be
made but Escape of a lone escape, and the key after it must arrive, alone. Every prefix of the first 20,000 is tried.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from random import Random

from explorer.terminal.grammar import ESC, LONGEST, Grammar

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


def survives(sequence: str, cut: int | None = None) -> str:
    """What is wrong with how a sequence, cut off after `cut` signs, is taken; empty where all is well."""
    grammar, sent = Grammar(), sequence[:cut]
    found = [*grammar.feed(sent, 0.0), *grammar.tick(LONGEST)]
    made = [token for token in found if token.kind in ("key", "alt")]
    if made and not sequence.startswith(PASTE) and [token.text for token in made] != [ESC]:
        return f"keys {[token.text for token in made]}"
    later = [token.text for token in grammar.feed("q", LONGEST + 1)]
    if later == ["q"]:
        return ""
    return f"after it: {later}"


PASTE = "\x1b[200~"


def main() -> int:
    """Print how many were tried and what went wrong; 1 when anything did."""
    total = int(sys.argv[1].replace(",", "")) if len(sys.argv) > 1 else 1_000_000
    chance, began = Random(20261128), time.perf_counter()
    wrong: Counter[str] = Counter()
    tried = 0
    for number in range(total):
        sequence = a_sequence(chance)
        cuts = range(1, len(sequence) + 1) if number < 20_000 else (None, chance.randrange(1, len(sequence) + 1))
        for cut in cuts:
            tried += 1
            if problem := survives(sequence, cut):
                wrong[problem] += 1
                if sum(wrong.values()) <= 10:
                    print(f"{sequence!r} cut at {cut}: {problem}", file=sys.stderr)
    print(f"{total:,} sequences, {tried:,} with those cut off: {sum(wrong.values()):,} made keys or a dead keyboard")
    print(f"{time.perf_counter() - began:.0f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
