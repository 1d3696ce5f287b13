"""Checks of a questionnaire: its items are balanced, short, distinct, and do not name a role."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from explorer.engine.fit import signed_answer, speaks_for
from explorer.loader.faults import Finding
from explorer.loader.locate import Located, Path
from explorer.pack.pack import Pack
from explorer.pack.schema import Item, Likert
from explorer.words.text import Text

LONGEST = 16
"""The most words of an activity."""
ALIKE = 0.6
"""The largest fraction of their words that two activities may share."""
WORD = re.compile(r"[^\W\d_]+")


def balance(pack: Pack, questionnaire: Located) -> Iterator[Finding]:
    """Every finding about the questionnaire of a sound pack.

    Each dimension has one activity of each role and one comparison of each two roles; half of a role's activities are
    keyed + and half -; in half of the comparisons of two roles the first stands left. An odd one may be left over.
    A further set leans to nobody when everything in it is answered alike.
    """
    roles = [role.id for role in pack.roles]
    items = pack.questionnaire.items
    wanted = Counter([*roles, *(f"{a}-{b}" for a, b in combinations(roles, 2))])
    for n, dimension in enumerate(pack.dimensions):
        counts = Counter(_block(item, roles) for item in items if item.dimension == dimension.id)
        if counts != wanted:
            has = ", ".join(f"{block} {count}" for block, count in sorted(counts.items())) or "0"
            yield questionnaire.at(("items",), "items_dimension", dimension=dimension.id, found=has, place=n + 1)
    keyed = Counter((item.role, item.keyed) for item in items if isinstance(item, Likert))
    for role in roles:
        plus, minus = keyed[role, "+"], keyed[role, "-"]
        if _uneven(plus, minus):
            yield questionnaire.at(("items",), "items_keyed", name=role, one=plus, other=minus)
    left = Counter((_block(item, roles), item.left.role) for item in items if not isinstance(item, Likert))
    for a, b in combinations(roles, 2):
        here, there = left[f"{a}-{b}", a], left[f"{a}-{b}", b]
        if _uneven(here, there):
            yield questionnaire.at(("items",), "items_sides", name=f"{a}, {b}", one=here, other=there)
    for number, further in enumerate(pack.questionnaire.more):
        ahead = sum(signed_answer(item, 4, roles[0]) for item in further if speaks_for(item) <= set(roles[:2]))
        if ahead:
            yield questionnaire.at(("more", number), "items_set", one=number + 2, other=abs(ahead))
    yield from _texts(pack, questionnaire)


def _uneven(one: int, other: int) -> bool:
    return abs(one - other) > (one + other) % 2


def _block(item: Item, roles: list[str]) -> str:
    if isinstance(item, Likert):
        return item.role
    sides = sorted((item.left.role, item.right.role), key=roles.index)
    return "-".join(sides)


def _texts(pack: Pack, questionnaire: Located) -> Iterator[Finding]:
    activities = [each for each in _activities(pack) if not _unwritten(each[2])]
    names = {name.casefold() for role in pack.roles for text in (role.name, role.short) for name in text.root.values()}
    for _, path, text in activities:
        for language in pack.languages:
            words = WORD.findall(text[language].casefold())
            if len(words) > LONGEST:
                yield questionnaire.at((*path, language), "item_long", count=len(words), most=LONGEST)
            if any(re.search(rf"\b{re.escape(name)}\b", text[language].casefold()) for name in names):
                yield questionnaire.at((*path, language), "item_role")
    worded = [(at, path, [_words(text[language]) for language in pack.languages]) for at, path, text in activities]
    for (item, path, one), (before, earlier, other) in combinations(reversed(worded), 2):
        if item != before and any(map(_alike, one, other)):
            yield questionnaire.at(path, "item_alike", other=".".join(str(part) for part in earlier))


def _activities(pack: Pack) -> Iterator[tuple[Path, Path, Text]]:
    """For each item its path, and for each of its texts the path and the text."""
    for at, item in pack.questionnaire.placed:
        if isinstance(item, Likert):
            yield at, (*at, "text"), item.text
        else:
            yield at, (*at, "left", "text"), item.left.text
            yield at, (*at, "right", "text"), item.right.text


def _unwritten(text: Text) -> bool:
    return any(words.startswith("TODO") for words in text.root.values())


def _words(text: str) -> frozenset[str]:
    """The words of a text with more than three letters."""
    return frozenset(word for word in WORD.findall(text.casefold()) if len(word) > 3)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two texts share more of their words than allowed."""
    shared = len(one & other)
    return shared > 0 and shared / (len(one) + len(other) - shared) > ALIKE
