"""Transcripts at scale: random playthroughs of each day, each replayed from its choices to the identical end.

`python benchmarks/days.py [PLAYTHROUGHS]`; 10,000 unless told, half of them of each
day. Uniform play from a fixed seed.
"""

from __future__ import annotations

import random
import sys
import time

from explorer.engine.code import decode, encode
from explorer.engine.day import play
from explorer.engine.visit import Visit, chosen, liked
from explorer.loader.reader import read_pack
from explorer.report.day import debrief, debrief_document
from explorer.report.markdown import as_markdown
from explorer.report.pack_translator import translator_of

SEED = 20261124


def main() -> None:
    """Play, replay, and compare: meters, flags, texts, ending; and by way of the answer code."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    pack, chance, start = read_pack(), random.Random(SEED), time.perf_counter()
    endings: dict[tuple[str, str], int] = {}
    for number in range(wanted):
        day = pack.days[number % len(pack.days)]
        visit = Visit(pack.languages[number % 2])
        while (now := play(day, visit.lived(day.role).choices).now) is not None:
            visit = chosen(visit, day.role, chance.randint(1, len(now.options)))
            visit = liked(visit, day.role, len(visit.lived(day.role).choices) - 1, chance.randint(0, 5))
        played = play(day, visit.lived(day.role).choices)
        again = decode(pack, encode(pack, visit), visit.language)
        replayed = play(day, list(again.lived(day.role).choices))
        assert replayed == played and again.days == visit.days
        assert played.ending is not None
        if not number % 100:  # the whole page, as often as it takes no minutes
            told = debrief(pack, visit, day.role)
            assert told is not None and as_markdown(debrief_document(translator_of(pack, visit.language), told))
        key = (day.role, played.ending.id)
        endings[key] = endings.get(key, 0) + 1
    print(f"{wanted} playthroughs, each replayed to the identical end, in {time.perf_counter() - start:.0f} s")
    for (role, ending), count in sorted(endings.items()):
        print(f"  {role} {ending:16} {100 * count * len(pack.days) / wanted:5.1f} %")


if __name__ == "__main__":
    main()
