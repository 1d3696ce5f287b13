"""Both chairs lived: a line an hour, and where one heard something else than was done, what."""

from __future__ import annotations

from explorer.engine.messages import chose
from explorer.engine.visit import Visit
from explorer.pack.pack import Pack
from explorer.report.document import Heading, Point
from explorer.report.pack_translator import translator_of
from explorer.report.two_chairs import OTHER, SAME, two_versions
from tests.engine.test_messages import pack, two_chairs

__all__ = ["pack", "two_chairs"]


def lived(pack: Pack, role: str, visit: Visit, choices: tuple[int, ...]) -> Visit:
    for choice in choices:
        visit = chose(pack, visit, role, choice)
    return visit


def test_a_day_alone_has_no_second_version(pack: Pack) -> None:
    visit = lived(pack, "ant", Visit("en"), (1,) * 8)
    assert list(two_versions(translator_of(pack, "en"), visit, "ant", 2)) == []


def test_what_was_heard_otherwise_is_marked(pack: Pack) -> None:
    """The ant heard the stand-in all day, the bee what the ant did."""
    visit = lived(pack, "bee", lived(pack, "ant", Visit("en"), (1, 2) * 4), (2, 1) * 4)
    title, *lines = two_versions(translator_of(pack, "en"), visit, "bee", 2)
    assert isinstance(title, Heading)
    points = [line for line in lines if isinstance(line, Point)]
    assert [point.tag for point in points] == sorted(point.tag for point in points)
    assert len(points) == 10
    first = [(point.mark, bool(point.notes)) for point in points[:2]]
    assert sorted(first) == sorted([(SAME, False), (OTHER, True)])
