"""What grows with a pack, a visit, a group or a page, and how fast: milliseconds of processor, user and system.

    python benchmarks/growth.py [--only roles items group page visit] [--rounds 3]

Packs are made of `tests/packs/small`: so many roles, each with claims on both dimensions, or so many items of the
questionnaire; no days. The last column is the power of growth between the two largest sizes: 1 is in proportion, 2 is
square. Times of processor hold on a busy machine, too; each is the least of some rounds.
"""

from __future__ import annotations

import argparse
import math
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from terminal import Run, table

ROOT = Path(__file__).resolve().parents[1]
SMALL = ROOT / "tests" / "packs" / "small"
PROGRAM = [sys.executable, "-m", "explorer"]
ROLES, ITEMS = (2, 10, 25, 50), (24, 100, 250, 500)
"""A pack has at most 50 roles."""
CODES = LINES = ACTS = (100, 1000, 10_000)
LONG = " that is said in so many words that it takes four lines of the page" * 3
"""What makes a claim four lines long."""
KEYS = 40
"""Keys whose processor is averaged."""
SIZE = (120, 40)


def main() -> None:
    """Measure what was asked for, and print a table for each."""
    curves: Mapping[str, Callable[[int], str]] = {
        "roles": roles_curve,
        "items": items_curve,
        "group": group_curve,
        "page": page_curve,
        "visit": visit_curve,
    }
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="*", choices=tuple(curves), default=tuple(curves))
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    for name in asked.only:
        print(f"{curves[name](asked.rounds)}\n", flush=True)


# --- packs -----------------------------------------------------------------------------------------------------------


def both(words: str) -> str:
    """A text in the two languages of the pack."""
    return f'{{es: "{words}", en: "{words}"}}'


def pack_of(folder: Path, roles: int = 2, items: int = 24, claims: int = 6, more: str = "") -> Path:
    """A pack in `folder` with so many roles of so many claims each, `more` in each of these, and so many items."""
    shutil.copytree(SMALL, folder)
    names = [f"r{n}" for n in range(roles)]
    for each in ((folder / "roles"), (folder / "days")):
        shutil.rmtree(each)
    (folder / "roles").mkdir()
    (folder / "shared.yaml").unlink()
    pack = (folder / "pack.yaml").read_text()
    (folder / "pack.yaml").write_text(pack.replace("[ant, bee]", f"[{', '.join(names)}]"))
    for n, name in enumerate(names):
        (folder / "roles" / f"{name}.yaml").write_text(role(name, n, claims, more))
    head, _, tail = (folder / "questionnaire.yaml").read_text().partition("items:\n")
    asked = "".join(item(n, names[n % len(names)]) for n in range(items))
    (folder / "questionnaire.yaml").write_text(f"{head}items:\n{asked}caveats:{tail.partition('caveats:')[2]}")
    return folder


def role(name: str, number: int, claims: int, more: str) -> str:
    """The file of a role, its claims spread over both dimensions."""
    lines = [
        f"id: {name}",
        f"name: {both(f'Job {name}')}",
        f"short: {both(name.upper())}",
        f"sentence: {both('Work.')}",
    ]
    lines.append("claims:")
    for n in range(claims):
        at = (number + n) % 7 - 3
        lines.append(
            f"  - {{id: {name}-{n}, section: duties, text: {both(f'Work of {name}, number {n}{more}.')}, sources: [A1],"
        )
        lines.append(f"     strength: stated, axis: {{dimension: {('pace', 'care')[n % 2]}, at: {at}}}}}")
    return "\n".join(lines) + "\n"


def word(number: int) -> str:
    """A word that is like no other."""
    return "".join("bdfklmnprstvz"[number * step % 13] + "aeiou"[number * step % 5] for step in (1, 3, 7, 11))


def item(number: int, role: str) -> str:
    """One item of the questionnaire."""
    dimension, keyed = ("pace", "care")[number % 2], "+-"[number // 2 % 2]
    said = both(f"{word(number)} {word(7 * number + 3)} {word(13 * number + 5)}")
    return (
        f'  - {{kind: likert, id: i{number}, dimension: {dimension}, role: {role}, keyed: "{keyed}", text: {said}}}\n'
    )


# --- measuring -------------------------------------------------------------------------------------------------------


def spent(*arguments: str, rounds: int) -> float:
    """Milliseconds of processor that a command takes, the least of some rounds. Raises CalledProcessError where it
    cannot be run; findings of `check` are no failure."""
    least = math.inf
    for _ in range(rounds):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run([*PROGRAM, *arguments], capture_output=True, check=False)
        if done.returncode not in (0, 1):
            raise subprocess.CalledProcessError(done.returncode, arguments, done.stdout, done.stderr)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        least = min(least, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return least * 1000


def started(pack: Path, rounds: int, keys: Iterable[bytes] = ()) -> tuple[float, float]:
    """Milliseconds of processor that a start takes, and each of the keys after it."""
    least, key = math.inf, math.inf
    for _ in range(rounds):
        with Run([*PROGRAM, "--pack", str(pack), "--lang", "en", "--ephemeral"], SIZE) as run:
            run.until_stable()
            begun = run.footprint().cpu
            least = min(least, begun)
            typed = [*keys]
            for each in typed:
                run.type(each)
                run.settle(0.05)
            if typed:
                key = min(key, (run.footprint().cpu - begun) / len(typed))
    return least, key


def growth(head: str, sizes: Sequence[int], rows: Mapping[str, Sequence[float]], digits: int = 0) -> str:
    """The table of some curves, each with its power of growth between the two largest sizes."""
    step = math.log(sizes[-1] / sizes[-2])
    told = [
        [name, *(f"{value:.{digits}f}" for value in values), f"{math.log(values[-1] / values[-2]) / step:.1f}"]
        for name, values in rows.items()
    ]
    return table([head, *(f"{size:,}" for size in sizes), "power"], told)


# --- the curves ------------------------------------------------------------------------------------------------------


def _pack_curve(head: str, sizes: Sequence[int], make: Callable[[Path, int], Path], rounds: int) -> str:
    rows: dict[str, list[float]] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="explorer-growth-") as place:
            pack = make(Path(place) / "pack", size)
            code = _codes(pack, 1)[0]
            of = ("--pack", str(pack), "--lang", "en")
            start, key = started(pack, rounds, [b"t", *[b"4"] * 20])
            for name, value in (
                ("`check`", spent("check", str(pack), "--lang", "en", rounds=rounds)),
                ("`diff`", spent("diff", "r0", "r1", *of, rounds=rounds)),
                ("`result`", spent("result", code, *of, rounds=rounds)),
                ("start", start),
                ("answering, a key", key),
            ):
                rows.setdefault(name, []).append(value)
    return growth(head, sizes, rows, 1)


def roles_curve(rounds: int) -> str:
    """Packs of more and more roles."""
    return _pack_curve("roles", ROLES, lambda place, size: pack_of(place, roles=size), rounds)


def items_curve(rounds: int) -> str:
    """Questionnaires of more and more items."""
    return _pack_curve("items", ITEMS, lambda place, size: pack_of(place, items=size), rounds)


def group_curve(rounds: int) -> str:
    """`class` over more and more codes, beside `class` over one."""
    rows: dict[str, list[float]] = {"`class`": []}
    with tempfile.TemporaryDirectory(prefix="explorer-growth-") as place:
        for size in CODES:
            file = Path(place) / "codes.txt"
            file.write_text("\n".join(_codes(None, size)))
            rows["`class`"].append(spent("class", str(file), "--lang", "en", rounds=1))
    return growth("codes", CODES, rows)


def page_curve(rounds: int) -> str:
    """A profile of more and more claims: a key on its page."""
    rows: dict[str, list[float]] = {"start": [], "cursor, a key": [], "a page on, a key": []}
    for size in LINES:
        with tempfile.TemporaryDirectory(prefix="explorer-growth-") as place:
            pack = pack_of(Path(place) / "pack", claims=size // 4, more=LONG)
            for name, key in (("cursor, a key", b"j"), ("a page on, a key", b"\x1b[6~")):
                opened = started(pack, rounds, [b"p"])[1]
                all_keys = started(pack, rounds, [b"p", *[key] * KEYS])[1] * (KEYS + 1)
                rows[name].append((all_keys - opened) / KEYS)
            rows["start"].append(started(pack, rounds)[0])
    return growth("lines of a page", LINES, rows, 1)


def visit_curve(rounds: int) -> str:
    """A visit of more and more acts in one session: an act, with its undo and its record."""
    rows: dict[str, list[float]] = {"an act, saved": []}
    for size in ACTS:
        code = (
            "import sys, time; from pathlib import Path; from explorer.loader.reader import read_pack\n"
            "from explorer.engine.visit import Visit, answered; from explorer.session.session import Session\n"
            "from explorer.store.writer import FileKeeper\n"
            "pack = read_pack(); keeper = FileKeeper(Path(sys.argv[1]), pack.id, pack.version); keeper.resume()\n"
            "session = Session(pack, Visit('es'), keeper); items = pack.questionnaire.items\n"
            "n = int(sys.argv[2]); began = time.process_time()\n"
            "for k in range(n):\n"
            "    session.change(answered(session.visit, items[k % len(items)].id, k // len(items) % 5 + 1))\n"
            "print((time.process_time() - began) * 1000 / n)\n"
        )
        least = math.inf
        for _ in range(rounds):
            with tempfile.TemporaryDirectory(prefix="explorer-growth-") as place:
                command = [sys.executable, "-c", code, place, str(size)]
                least = min(least, float(subprocess.run(command, capture_output=True, text=True, check=True).stdout))
        rows["an act, saved"].append(least)
    return growth("acts of a visit", ACTS, rows, 2)


def _codes(folder: Path | None, number: int) -> list[str]:
    """Codes of visits that answered at random: of the built-in pack, or that in `folder`."""
    from explorer.engine.code import encode
    from explorer.engine.visit import Visit, answered
    from explorer.loader.reader import read_pack

    pack, chance, made = read_pack(folder), random.Random(7), []  # no secret
    for _ in range(number):
        visit = Visit("en")
        for each in pack.questionnaire.items:
            visit = answered(visit, each.id, chance.randint(1, 5))
        made.append(encode(pack, visit))
    return made


if __name__ == "__main__":
    main()
