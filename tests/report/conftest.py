"""What the renderings' tests share: every document that the program can write, in every language."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from explorer.engine.day import play
from explorer.engine.visit import Visit, answered, chosen, liked, retaken, starred
from explorer.pack.pack import Pack
from explorer.report import day as day_report
from explorer.report.diff import diff
from explorer.report.document import Block, Document
from explorer.report.instrument import instrument
from explorer.report.pack_translator import translator_of
from explorer.report.profile import profile
from explorer.report.summary import result_document, summarise
from explorer.report.take_home import summary_document
from tests.first import PACK


def visits(pack: Pack, language: str) -> Iterator[tuple[str, Visit]]:
    """Nobody, somebody of mixed mind, somebody straight, somebody who did everything, somebody here again."""
    items = pack.questionnaire.items
    nobody = mixed = straight = Visit(language)
    for place, item in enumerate(items):
        mixed = answered(mixed, item.id, (place * 7 + place // 3) % 5 + 1)
        straight = answered(straight, item.id, 4)
    whole = mixed
    for day in pack.days:
        while play(day, whole.lived(day.role).choices).now is not None:
            hour = len(whole.lived(day.role).choices)
            whole = liked(chosen(whole, day.role, 1 + hour % 2), day.role, hour, hour % 6)
    for dimension in pack.dimensions:
        whole = starred(whole, dimension.id)
    again = retaken(mixed)
    for place, item in enumerate(items):
        again = answered(again, item.id, (place * 5 + place // 4) % 5 + 1)
    people = ("nobody", nobody), ("mixed", mixed), ("straight", straight), ("whole", whole), ("again", again)
    yield from people


def pages(pack: Pack, language: str) -> Iterator[tuple[str, Document]]:
    """Every document of a pack in one language, by name."""
    tr = translator_of(pack, language)
    first, second = (role.id for role in pack.roles[:2])
    for role in pack.roles:
        for listed in (True, False):
            yield f"profile {role.id}{' listed' * listed}", profile(pack, role.id, language, listed=listed)
    for columns in (False, True):
        yield f"diff{' in columns' * columns}", diff(pack, first, second, language, columns=columns, listed=True)
    yield "diff folded", diff(pack, first, second, language, folded=True)
    yield "diff shared", diff(pack, first, second, language, "shared", listed=True)
    yield "diff different", diff(pack, first, second, language, "different", listed=True)
    yield "instrument", instrument(tr)
    for who, visit in visits(pack, language):
        summary = summarise(pack, visit)
        yield f"result of {who}", result_document(summary)
        yield f"summary of {who}", summary_document(summary)
        for debrief in summary.debriefs:
            yield f"debrief {debrief.role} of {who}", day_report.debrief_document(tr, debrief)
    for day in pack.days:
        blocks: list[Block] = []
        choices: list[int] = []
        while (now := play(day, choices).now) is not None:
            blocks += [*day_report.hour(tr, now), *day_report.choices(tr, now)]
            choices.append(len(now.options))
            blocks += day_report.outcome(tr, day, play(day, choices).lived[-1])
        blocks += day_report.meters(tr, play(day, choices))
        yield f"day {day.role}", tuple(blocks)


@cache
def all_pages() -> dict[str, Document]:
    """Every document of a whole pack, by language and name."""
    pack = PACK
    return {f"{language}: {name}": page for language in pack.languages for name, page in pages(pack, language)}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that takes a `page` is run with each document in turn."""
    if "page" in metafunc.fixturenames:
        metafunc.parametrize("page", list(all_pages().values()), ids=list(all_pages()))
