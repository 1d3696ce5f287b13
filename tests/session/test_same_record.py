"""One visit, one owner: the same acts end in the same record, whatever they are done at."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from pathlib import Path
from random import Random

import pytest
from textual.widgets import Input

from explorer.engine.code import encode
from explorer.engine.comparison import compare
from explorer.engine.day import play
from explorer.engine.visit import Visit, answered, chosen, restarted, rewound, skipped, starred
from explorer.pack.pack import Pack
from explorer.plain.desk import Desk
from explorer.plain.menu import Menu
from explorer.plain.prompt import ask_all, live
from explorer.report.diff import diff
from explorer.report.document import Axis, Block, Heading
from explorer.report.end_page import RESTART
from explorer.session.history import History
from explorer.session.session import Session
from explorer.store.folder import read
from explorer.store.record import dump
from explorer.store.writer import FileKeeper
from explorer.tui.dialogs.enter_code import EnterCode
from explorer.tui.panes.simulator import Simulator
from tests.tui.desk import Desk as Screen
from tests.tui.desk import desk

ACTS = 200


@dataclass(frozen=True)
class Act:
    """Something that a person does: its kind, and numbers or a text that say what exactly."""

    kind: str
    numbers: tuple[int, ...] = ()
    text: str = ""


# --- what can be done, and what it comes to --------------------------------------------------------------------


def first_open(session: Session) -> int:
    """The place of the first question without an answer; 0 where all have one."""
    items = session.pack.questionnaire.items
    return next((place for place, item in enumerate(items) if item.id not in session.visit.answers), 0)


def over(session: Session, day: int) -> bool:
    role = session.pack.days[day].role
    return play(session.pack.day(role), session.visit.lived(role).choices).now is None


def unequal_rows(pack: Pack) -> list[str]:
    first, second = (role.id for role in pack.roles[:2])
    return [row.about.id for row in compare(pack, first, second).rows if row.size != "same"]


def any_act(session: Session, chance: Random) -> Act:
    """One of the acts that every face has, as far as it is possible now."""
    kinds = ["answers", "hour", "back", "star", "undo", "redo", "language", "retake", "code", "afresh"]
    kind = chance.choices(kinds, (6, 6, 2, 3, 4, 3, 1, 1, 1, 0.5))[0]
    pack, day = session.pack, chance.randrange(len(session.pack.days))
    role = pack.days[day].role
    match kind:
        case "answers":
            most = len(pack.questionnaire.items) - first_open(session)
            return Act(kind, tuple(chance.choice((0, 1, 2, 3, 4, 5, 5)) for _ in range(chance.randint(1, most))))
        case "hour":
            lived = () if over(session, day) else session.visit.lived(role).choices
            now = play(pack.day(role), lived).now
            assert now is not None
            return Act(kind, (day, chance.randint(1, len(now.options)), chance.randint(0, 5)))
        case "back" if over(session, day) or not session.visit.lived(role).choices:
            return Act("undo")
        case "back":
            return Act(kind, (day,))
        case "star":
            return Act(kind, text=chance.choice(unequal_rows(pack)))
        case "code":
            items = [item.id for item in pack.questionnaire.items]
            return Act(kind, text=encode(pack, Visit("en", {item: chance.randint(1, 5) for item in items})))
        case _:
            return Act(kind)


def do(session: Session, act: Act) -> None:
    """The act by the session alone: what all faces are held to."""
    pack = session.pack
    match act.kind:
        case "answers":
            items = pack.questionnaire.items[first_open(session) :]
            for item, answer in zip(items, act.numbers, strict=False):
                visit = session.visit
                session.change(answered(visit, item.id, answer) if answer else skipped(visit, item.id))
        case "hour":
            day, choice, liking = act.numbers
            role = pack.days[day].role
            if over(session, day):
                session.change(restarted(session.visit, role))
            session.change(chosen(session.visit, role, choice, liking=liking))
        case "back":
            session.rewind(rewound(session.visit, pack.days[act.numbers[0]].role))
        case "star":
            session.change(starred(session.visit, act.text))
        case "code":
            session.take(session.opened(act.text))
        case _:
            plain_act(session, act.kind)()


def plain_act(session: Session, kind: str) -> Callable[[], object]:
    """The acts that need nothing to be said."""
    acts: dict[str, Callable[[], object]] = {
        "undo": session.undo,
        "redo": session.redo,
        "language": session.speak_next,
        "retake": session.retake,
        "afresh": session.start_afresh,
    }
    return acts[kind]


def script(pack: Pack, seed: int, length: int = ACTS) -> list[Act]:
    """So many acts, each possible after those before it; the last one is an answer, so that there is a record."""
    chance, session, acts = Random(seed), Session(pack, Visit("en")), list[Act]()
    for _ in range(length - 1):
        acts.append(any_act(session, chance))
        do(session, acts[-1])
    return [*acts, Act("answers", (4,))]


# --- line by line ----------------------------------------------------------------------------------------------


def typed(session: Session, act: Act) -> list[str]:
    """What is typed at the menu for an act, the visit being as it is in `session`."""
    pack = session.pack
    diff_line, first_day = len(pack.roles) + 1, len(pack.roles) + 2
    rest = first_day + len(pack.days)
    test, lines = str(rest), dict(zip(("retake", "export", "show", "code"), range(rest + 2, rest + 6), strict=True))
    lines |= dict(zip(("language", "undo", "redo", "afresh"), range(rest + 6, rest + 10), strict=True))
    match act.kind:
        case "answers":
            whole = first_open(session) + len(act.numbers) == len(pack.questionnaire.items)
            return [test, *map(str, act.numbers), *([] if whole else ["q"])]
        case "hour":
            day, choice, liking = act.numbers
            after = Session(pack, session.visit)
            do(after, act)
            again = ["r"] if over(session, day) else []
            return [str(first_day + day), *again, str(choice), str(liking or ""), "" if over(after, day) else "q"]
        case "back":
            return [str(first_day + act.numbers[0]), "u", "q"]
        case "star":
            part, line = where(pack, act.text)
            return [str(diff_line), str(part), str(line), "*", "", ""]
        case "retake":
            tried = Session(pack, session.visit)
            return [str(lines["retake"]), *(["q"] if tried.retake() else [])]
        case "code":
            return [str(lines["code"]), act.text]
        case _:
            return [str(lines[act.kind])]


def where(pack: Pack, row: str) -> tuple[int, int]:
    """The part of the comparison that a row stands in, the axes before any title being the first, and its number."""
    part, line = 1, 0
    first, second = (role.id for role in pack.roles[:2])
    for block in diff(pack, first, second, "en"):
        if isinstance(block, Heading) and block.level == 2:
            part, line = part + 1, 0
        elif isinstance(block, Axis) and block.id:
            line += 1
            if block.id == row:
                return part, line
    raise AssertionError(row)


def at_a_desk(lines: list[str]) -> Desk:
    """Somebody who types these lines and then nothing more."""
    waiting = iter(lines)

    def ask(prompt: str) -> str:
        line = next(waiting, None)
        if line is None:
            raise EOFError
        return line

    def tell(blocks: list[Block]) -> None:
        pass

    return Desk(tell, ask)


def by_lines(session: Session, acts: list[Act]) -> None:
    """The whole script typed at the menu."""
    reference, lines = Session(session.pack, session.visit), list[str]()
    for act in acts:
        lines += typed(reference, act)
        do(reference, act)
    Menu(session, at_a_desk(lines)).run()


def by_prompt(session: Session, acts: list[Act]) -> None:
    """Days and questions as the prompt's own commands ask them; what these do not have, by the session."""
    for act in acts:
        if act.kind == "answers":
            first = session.pack.questionnaire.items[first_open(session)].id
            ask_all(session, at_a_desk([*map(str, act.numbers)]), first)
        elif act.kind == "hour":
            day, choice, liking = act.numbers
            if over(session, day):
                session.change(restarted(session.visit, session.pack.days[day].role))
            leave_at_the_end(session, day, [str(choice), str(liking or "")])
        elif act.kind == "back":
            leave_at_the_end(session, act.numbers[0], ["u"])
        else:
            do(session, act)


def leave_at_the_end(session: Session, day: int, lines: list[str]) -> None:
    with suppress(EOFError):
        live(session, session.pack.days[day].role, at_a_desk(lines))


# --- on the screen ---------------------------------------------------------------------------------------------


async def press(here: Screen, act: Act) -> None:
    """The keys of an act."""
    session = here.session
    match act.kind:
        case "answers":
            await here.go("test")
            await here.press("g", *(["n"] if session.pack.questionnaire.items[0].id in session.visit.answers else []))
            for place, number in enumerate(act.numbers, first_open(session)):
                if here.place == "result":  # the last answer that was open led there
                    await here.go("test")
                    await here.press("g", *"l" * place)
                await here.press(str(number))
        case "hour" | "back":
            await live_on_screen(here, act)
        case "star":
            await here.go("diff")
            here.page.point(act.text)
            await here.press("space")
        case "code":
            await here.press("Y")
            await here.until(lambda: isinstance(here.app.screen, EnterCode), "the line for a code")
            here.app.screen.query_one(Input).value = act.text
            await here.press("enter")
            await here.until(lambda: not isinstance(here.app.screen, EnterCode), "the code taken")
        case "retake":
            await here.go("test")
            await here.press("R")
        case _:
            await here.go("profiles")
            await here.press({"undo": "u", "redo": "ctrl+r", "language": "L", "afresh": "A"}[act.kind])


async def live_on_screen(here: Screen, act: Act) -> None:
    day, *numbers = act.numbers
    again = over(here.session, day)
    await here.go("simulator")
    assert isinstance(here.pane, Simulator)
    here.pane.clock = count().__next__  # a second between two keys: a digit pressed twice at once rates nothing
    await here.press("h", str(day + 1))
    if act.kind == "back":
        await here.press("u")
        return
    if again:
        here.page.point(RESTART)
        await here.press("enter")
    choice, liking = numbers
    await here.press(str(choice), str(liking) if liking else "enter", "enter")


# --- the record ------------------------------------------------------------------------------------------------


def recorded(pack: Pack, folder: Path, go: Callable[[Session], None]) -> tuple[bytes, History]:
    """The last record of a session that was led to its end, as `of_record` gives it, and all that can be undone and
    redone then."""
    keeper = FileKeeper(folder, pack.id, pack.version)
    session = Session(pack, Visit("en"), keeper)
    go(session)
    return of_record(keeper), session.history


def of_record(keeper: FileKeeper) -> bytes:
    """The record kept, without its times, the count of its acts and what was seen: that is no act, and only the screen
    shows the steps of the way."""
    place = keeper.paths
    assert place is not None
    keeper.close()
    record, fault = read(place)
    assert record is not None and fault is None
    visit = replace(record.visit, seen=frozenset())
    return dump(replace(record, began=0, saved=0, acts=0, visit=visit))


def unseen(history: History) -> History:
    """A history without what was seen, which only the screen marks."""
    past, future = (
        tuple(replace(visit, seen=frozenset()) for visit in each) for each in (history.past, history.future)
    )
    return replace(history, past=past, now=replace(history.now, seen=frozenset()), future=future)


def reference(session: Session, acts: list[Act]) -> None:
    for act in acts:
        do(session, act)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_the_same_acts_line_by_line_and_at_the_prompt_end_in_the_same_record(
    seed: int, small: Pack, tmp_path: Path
) -> None:
    acts = script(small, seed)
    record, history = recorded(small, tmp_path / "session", partial(reference, acts=acts))
    assert recorded(small, tmp_path / "lines", partial(by_lines, acts=acts)) == (record, history)
    assert recorded(small, tmp_path / "prompt", partial(by_prompt, acts=acts)) == (record, history)


@pytest.mark.slow
async def test_the_same_acts_on_the_screen_end_in_the_same_record(small: Pack, tmp_path: Path) -> None:
    acts = script(small, 1)
    record, history = recorded(small, tmp_path / "session", partial(reference, acts=acts))
    keeper = FileKeeper(tmp_path / "screen", small.id, small.version)
    async with desk(small, keeper=keeper) as here:
        for act in acts:
            await press(here, act)
        assert unseen(here.session.history) == unseen(history)
    assert of_record(keeper) == record


def test_a_script_does_everything(small: Pack) -> None:
    """Else the tests above would hold of less than they say."""
    kinds = [act.kind for seed in range(3) for act in script(small, seed)]
    assert len(script(small, 1)) == ACTS
    assert all(
        kinds.count(kind) >= 3
        for kind in ("answers", "hour", "back", "star", "undo", "redo", "language", "retake", "code", "afresh")
    )
