"""The opening page: the question, the steps with their progress, and what is saved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from explorer.engine.comparison import compare
from explorer.engine.visit import Visit
from explorer.engine.way import Stage, way
from explorer.pack.schema import Dimension
from explorer.report.document import Axis, Block, Document, Heading, Paragraph, Plate, PlateLine, Step, Table
from explorer.report.guess import GUESS, asks_a_guess, offer
from explorer.report.links import GO
from explorer.report.pack_translator import PackTranslator

DONE = "✓"
GLANCE = 4
"""The number of axes shown at a glance."""
Doors = Mapping[str, tuple[str, str]]
"""By step, the pane in which it is done, and the key that opens it."""


def opening(
    tr: PackTranslator,
    visit: Visit,
    doors: Doors,
    news: Sequence[str],
    saved: bool,
    glance: bool = False,
    brief: bool = False,
) -> Document:
    """The page for a visit; `news`: messages at the start. `saved`: whether the visit is saved on this machine.
    `glance`: with a short comparison of the roles; `brief`: without the descriptions of the roles."""
    return tuple(_blocks(tr, visit, doors, news, saved, glance, brief))


def _blocks(
    tr: PackTranslator, visit: Visit, doors: Doors, news: Sequence[str], saved: bool, glance: bool, brief: bool
) -> Iterator[Block]:
    words, stages = tr.words.opening, way(tr.pack, visit)
    begun = not visit.empty or any(stage.done or stage.given for stage in stages)
    yield _plate(tr, news, brief)
    minutes = sum(stage.minutes for stage in stages if not stage.done)
    if minutes:
        yield Paragraph(tr(words.left if begun else words.lead, n=len(stages), minutes=minutes))
    else:
        yield Paragraph(tr(words.over))
    if asks_a_guess(tr.pack) and not visit.answers:
        yield Step("0", tr(words.guess), "", offer(tr, visit), id=f"{GO}{doors['answer'][0]} {GUESS}")
    room = max(len(tr(words[stage.step])) for stage in stages)
    for number, stage in enumerate(stages, 1):
        yield _step(tr, stage, number, room, *doors[stage.step])
    yield Paragraph(tr(words.kept if saved else words.unkept), "quiet")
    if glance:
        yield from _glance(tr)


def _plate(tr: PackTranslator, news: Sequence[str], brief: bool) -> Plate:
    """The question above an empty axis; below it the roles, or the `news` if there are any."""
    roles = tr.pack.roles
    lines = [PlateLine(tr(role.name), f": {tr(role.sentence)}", tr.tone(role.id)) for role in roles]
    if news or brief:
        lines = [PlateLine("", line) for line in news]
    return Plate(tr(tr.pack.title), empty_axis(tr), lines=tuple(lines))


def empty_axis(tr: PackTranslator) -> Axis | None:
    """The axis between two roles without a mark; None for another number of roles."""
    if len(tr.pack.roles) != 2:
        return None
    first, second = (role.id for role in tr.pack.roles)
    return Axis(tr.short(first), tr.short(second), (), tones=(tr.tone(first), tr.tone(second)))


def _step(tr: PackTranslator, stage: Stage, number: int, room: int, pane: str, key: str) -> Step:
    words = tr.words.opening
    tick = DONE if stage.done else f"{stage.given}/{stage.of}" if stage.given else str(number)
    left = words.still if stage.begun else words.takes
    aside = "" if stage.done else tr(left, minutes=stage.minutes)
    return Step(tick, tr(words[stage.step]), key, tr(words[f"{stage.step}_what"]), aside, f"{GO}{pane}", room=room)


def step_line(tr: PackTranslator, stage: Stage) -> str:
    """A short description of a step, for the line with the next step."""
    words = tr.words.opening
    return tr(words.next_begun if stage.begun else words.next, step=tr(words[f"{stage.step}_next"]))


def _glance(tr: PackTranslator) -> Iterator[Block]:
    """The largest differences between the first two roles, in a few words each."""
    roles = [role.id for role in tr.pack.roles[:2]]
    if len(roles) < 2:
        return
    rows = [row for row in compare(tr.pack, *roles, measured=False).axes if row.size != "same"]
    parts = []
    for row in rows[:GLANCE]:
        assert isinstance(row.about, Dimension)
        ends = row.about.brief or row.about.poles
        poles = {row.left.role: tr(ends.left), row.right.role: tr(ends.right)}
        parts.append((tr(row.about.name), *(poles[role] for role in roles)))
    if parts:
        yield Heading(tr(tr.words.opening.glance), 2)
        yield Table(("", *(tr.short(role) for role in roles)), tuple(parts))
