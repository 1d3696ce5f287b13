"""After any edit, what is remembered says exactly what a check from nothing says, in the same order."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from explorer.checks.content import check
from explorer.checks.days import Proving
from explorer.checks.days.memory import Memory
from explorer.checks.days.result import Proof
from explorer.loader.faults import Finding, PackError
from explorer.loader.known import Known
from explorer.loader.reader import read_located
from tests.checks.conftest import Desk, whole_pack_in
from tests.checks.thursday import Thursday
from tests.first import FIRST

PACKS = FIRST.parent
Place = tuple[Any, Any]
"""Where something stands in the data of a file: in what, and under which key."""


def places(data: Any) -> Iterator[Place]:
    """Every place in the data of a file, the deeper ones after those that hold them."""
    keys = data if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ()
    for key in keys:
        yield data, key
        yield from places(data[key])


def another_word(chance: random.Random, data: Any) -> None:
    """A text that says one word more, or one less."""
    holder, key = chance.choice([(holder, key) for holder, key in places(data) if " " in str(holder[key])])
    words = str(holder[key]).split(" ") if isinstance(holder[key], str) else []
    if words:
        words.insert(chance.randrange(len(words)), chance.choice(("todavía", "Nora", "12:30", "42 €", "hoy")))
        holder[key] = " ".join(words if chance.random() < 0.5 else words[2:] or words)


def another_value(chance: random.Random, data: Any) -> None:
    """What is written somewhere, written where the same kind of thing stands elsewhere."""
    holder, key = chance.choice(list(places(data)))
    alike = [other[key] for other, name in places(data) if name == key and isinstance(other, type(holder))]
    holder[key] = chance.choice(alike)


def gone(chance: random.Random, data: Any) -> None:
    """Something left out."""
    holder, key = chance.choice(list(places(data)))
    del holder[key]


def twice(chance: random.Random, data: Any) -> None:
    """Two entries of a list in each other's place, or one of them a second time."""
    lists = [holder[key] for holder, key in places(data) if isinstance(holder[key], list) and holder[key]]
    if lists:
        one = chance.choice(lists)
        n, m = chance.randrange(len(one)), chance.randrange(len(one))
        one[n], one[m] = one[m], one[n]
        if n == m:
            one.insert(n, one[m])


def claimed_otherwise(chance: random.Random, data: Any) -> None:
    """A condition or a claim that is another one of the same file."""
    clauses = [(holder, key) for holder, key in places(data) if key in ("when", "claims", "sets")]
    if clauses:
        (holder, key), (other, name) = chance.choice(clauses), chance.choice(clauses)
        holder[key] = other[name]


def moved_otherwise(chance: random.Random, data: Any) -> None:
    """An effect of another size."""
    effects = [holder[key] for holder, key in places(data) if key == "effects"]
    if effects:
        one = chance.choice(effects)
        one[chance.choice(list(one) or ["food"])] = chance.choice((-3, -1, 1, 2))


def lower(chance: random.Random, data: Any) -> None:
    """Nothing changed: the file begins a line later (`written`)."""


EDITS: tuple[Callable[[random.Random, Any], None], ...] = (
    another_word, another_word, another_value, gone, twice, claimed_otherwise, moved_otherwise, lower
)  # fmt: skip

Said = tuple[list[Finding], list[Proof], list[Finding]]


def said(folder: Path, memory: Memory, known: Known | None = None) -> Said | list[Finding]:
    """All that `check` says of a pack: what it says first, what is proved, and what else is found; or what is wrong
    with one that cannot be used."""
    try:
        pack, located = read_located(folder, known)
    except PackError as error:
        return error.findings
    proving = Proving(pack, located, "", memory)
    return proving.first_faults(), proving.proofs(), list(check(pack, located))


def edited(chance: random.Random, folder: Path) -> None:
    """Some edits of some files."""
    for _ in range(chance.choice((1, 1, 2))):
        files = sorted(folder.rglob("*.yaml"))
        file = chance.choice([*files, *(each for each in files if each.parent.name == "days" for _ in range(3))])
        text = file.read_text("utf-8")
        data = yaml.load(text, Loader=yaml.CBaseLoader)  # plain texts alone
        chance.choice(EDITS)(chance, data)
        Desk(folder, Memory()).write(str(file.relative_to(folder)), data)
        file.write_text("# one line more\n" * chance.randrange(2) + file.read_text("utf-8"), "utf-8")


def whole_thursday(folder: Path) -> Path:
    """Two days that hear each other."""
    Thursday(desk := whole_pack_in(folder)).write()
    return desk.folder


def copied(name: str) -> Callable[[Path], Path]:
    """A pack of `tests/packs`."""
    return lambda folder: Path(shutil.copytree(PACKS / name, folder))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("made", "seed", "rounds"),
    [
        pytest.param(whole_thursday, 1, 25, id="two chairs"),
        pytest.param(whole_thursday, 2, 25, id="two chairs again"),
        pytest.param(copied("first"), 3, 6, id="first"),
        pytest.param(copied("small"), 4, 20, id="small"),
        pytest.param(copied("quinta"), 5, 10, id="quinta"),
    ],
)
def test_what_is_remembered_is_what_is_found_from_nothing(
    tmp_path: Path, made: Callable[[Path], Path], seed: int, rounds: int
) -> None:
    chance, memory, known = random.Random(seed), Memory(), Known()
    kept = made(tmp_path / "kept")
    said(kept, memory, known)
    sound = 0
    while sound < rounds:
        folder = Path(shutil.copytree(kept, tmp_path / "edited"))
        edited(chance, folder)
        fresh = said(folder, Memory())
        assert said(folder, memory, known) == fresh
        if isinstance(fresh, tuple):
            sound += 1
            if chance.random() < 0.3:  # the next edits are of this one
                shutil.rmtree(kept)
                shutil.copytree(folder, kept)
        shutil.rmtree(folder)
