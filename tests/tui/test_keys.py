"""The one table of keys: complete, without clashes, reachable on every keyboard, and true of every pane."""

from __future__ import annotations

from copy import copy

import pytest

from explorer.engine.visit import Visit, answered
from explorer.pack.pack import Pack
from explorer.session.session import Session
from explorer.tui.app import ExplorerApp
from explorer.tui.dialogs.commands import Commands
from explorer.tui.keys import KEYS, Key, Scope, at, bindings, hinted, keys, shown
from explorer.tui.panes.context import Context
from explorer.tui.panes.pane import Pane
from explorer.tui.panes.table import IDS, pane
from tests.tui.desk import LETTERS, Desk, desk, someone


def made(place: Scope, pack: Pack) -> Pane:
    """A pane of the table."""
    row = pane(place)
    shown = row.load()(row, Context(Session(pack, Visit("en"))))
    assert isinstance(shown, Pane)
    return shown


def method(key: Key) -> str:
    return "action_" + key.action.partition("(")[0]


# --- the table -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", KEYS, ids=lambda key: f"{key.where}-{key.id}-{key.argument}")
def test_a_key_has_words_in_every_language(key: Key, pack: Pack) -> None:
    text = pack.interface.keys[key.id]
    assert all(text[language].strip() for language in pack.languages)


@pytest.mark.parametrize("place", IDS)
def test_every_key_of_a_pane_has_a_method_that_does_it(place: Scope, small: Pack) -> None:
    shown = made(place, small)
    missing = [f"{key.keys} {method(key)}" for key in at(place) if not callable(getattr(shown, method(key), None))]
    assert not missing


@pytest.mark.parametrize("place", IDS)
def test_no_key_stands_twice_in_a_pane(place: Scope) -> None:
    names = [name for key in at(place) for name in key.keys]
    assert sorted(names) == sorted(set(names))


def test_a_pane_has_exactly_the_bindings_of_the_table(small: Pack) -> None:
    for place in IDS:
        bound = set(made(place, small)._bindings.key_to_bindings)
        assert bound == {name for key in at(place) for name in key.keys}
        assert len(bindings(place)) == len(list(at(place)))


def test_the_app_itself_binds_nothing_that_the_table_does_not_know(pack: Pack) -> None:
    from explorer.engine.visit import Visit

    assert not ExplorerApp(Session(pack, Visit("en")))._bindings.key_to_bindings


def test_the_panes_have_the_same_letters_everywhere() -> None:
    for place in IDS:
        found = {key.id: key.keys for key in at(place) if key.id in IDS}
        assert found == {name: (letter,) for name, letter in LETTERS.items()}


PLAIN_NAMES = {
    "down", "up", "left", "right", "home", "end", "pagedown", "pageup", "tab", "shift+tab", "escape", "enter", "space",
    "backspace", "colon", "question_mark", "slash", "equals_sign",
}  # fmt: skip
"""Keys beside letters, digits and ctrl+letter that every keyboard and terminal has, without AltGr on a Spanish one."""


@pytest.mark.parametrize("place", IDS)
def test_everything_can_be_done_without_altgr_function_keys_and_flow_control(place: Scope) -> None:
    """tmux and screen take ctrl+b and ctrl+a, terminals ctrl+s and ctrl+q."""

    def easy(name: str) -> bool:
        if name.startswith("ctrl+"):
            return name.removeprefix("ctrl+") not in ("a", "b", "s", "q", "z") and len(name) == 6
        return name in PLAIN_NAMES or (len(name) == 1 and name.isascii() and name.isalnum())

    hard = [key.id for key in at(place) if not any(easy(name) for name in key.keys)]
    assert not hard


def test_what_is_shown_first_of_a_key_is_never_a_hard_one() -> None:
    hard = {"ctrl+a", "ctrl+b", "ctrl+s", "ctrl+q", *(f"f{n}" for n in range(1, 25))}
    assert not [key for key in KEYS if key.keys[0] in hard]


@pytest.mark.parametrize("place", IDS)
def test_the_hints_of_a_pane_are_three_to_five(place: Scope) -> None:
    assert 3 <= len(hinted(at(place))) <= 5


def test_no_words_for_keys_are_left_over(pack: Pack) -> None:
    """`open` is said for Enter in dialogs; every other field names a key."""
    named = {key.id for key in KEYS}
    assert set(pack.interface.keys) - named <= {"open"}


# --- help, palette, hints --------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("place", IDS)
async def test_the_palette_holds_every_action_of_the_program(place: Scope, language: str, pack: Pack) -> None:
    async with desk(pack, language, pane=place) as here:
        await here.press("ctrl+p")
        screen = here.app.screen
        assert isinstance(screen, Commands)
        entries = {line.id: line.text for line in screen.query_one("#page").lines if line.id}  # type: ignore[attr-defined]
        wanted = {(key.where, key.id) for where in IDS for key in keys(where)} | {
            ("everywhere", key.id) for key in keys("everywhere")
        }
        offered = {(id.partition(" ")[0], id.partition(" ")[2].partition("(")[0]) for id in entries}
        offered |= {("everywhere", id.split("'")[1]) for id in entries if "pane('" in id}
        missing = wanted - offered
        if place == "simulator":  # `u` is the day's own there; undo is reached from any other pane
            missing -= {("everywhere", "undo")}
        if place == "opening":  # there every key that searches searches everything
            missing -= {("everywhere", "filter"), ("everywhere", "search")}
        assert not missing
        assert all(entries.values())


@pytest.mark.parametrize("place", IDS)
async def test_help_lists_every_key_of_the_pane_with_its_words(place: Scope, pack: Pack) -> None:
    async with desk(pack, "es", pane=place) as here:
        await here.press("question_mark")
        screen = here.app.screen
        assert isinstance(screen, Commands)
        listed = "\n".join(line.text for line in screen.query_one("#page").lines)  # type: ignore[attr-defined]
        for key in at(place):
            line = f"{shown(key).ljust(14)} {pack.interface.keys[key.id]['es']}"
            assert line in listed, line
        assert pack.interface.panes[place]["es"] in listed
        await here.press("escape")
        assert here.place == place


async def test_help_and_palette_run_what_enter_is_pressed_on(pack: Pack) -> None:
    async with desk(pack) as here:
        await here.press("question_mark")
        await here.press(*"jj", "enter")  # the third key of Profiles
        await here.until(lambda: here.place == "profiles")
        await here.press("colon")
        await here.write("full screen")
        await here.press("enter")
        await here.until(lambda: here.place == "profiles" and "p Profiles" not in here.tabs, "the zoomed pane")


async def test_the_palette_runs_the_action_of_another_pane_there(pack: Pack) -> None:
    async with desk(pack) as here:
        await here.press("colon")
        await here.write("meters")
        await here.press("enter")
        await here.until(lambda: here.place == "simulator", "the pane of the action")
        await here.until(lambda: getattr(here.pane, "whole", False), "the action")


async def test_the_palette_finds_without_accents_and_case_and_says_so_when_it_finds_nothing(pack: Pack) -> None:
    async with desk(pack, "es") as here:
        await here.press("colon")
        await here.write("PAGINA")
        assert "página abajo" in here.text and "página arriba" in here.text
        assert "exportar" not in here.text
        await here.write("zzz")
        assert "página" not in here.text
        assert pack.interface.dialogs.no_match.fill("es", text="PAGINAzzz") in here.text
        await here.press("enter")
        assert here.place == "Commands", "nothing to do, nothing closed"
        await here.press("escape")
        assert here.place == "profiles"


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("size", [(40, 15), (80, 24), (120, 40)])
async def test_help_is_never_cut_off_from_the_hints(language: str, size: tuple[int, int], pack: Pack) -> None:
    async with desk(pack, language, size) as here:
        for place in IDS:
            await here.go(place)
            assert here.hints.endswith(f"? {pack.interface.keys.help[language]}")
            here.pane.say("x" * 300)
            assert here.hints.endswith(f"? {pack.interface.keys.help[language]}")
            assert len(here.hints) <= size[0]
            here.pane.frame()


async def test_three_hints_or_more_stand_in_the_last_line_at_80_columns(pack: Pack) -> None:
    async with desk(pack, "es", visit=someone(pack, "slight", "es")) as here:
        for place in IDS:
            await here.go(place)
            found = [key for key in at(place) if f" {shown(key).split()[0]} " in f" {here.hints}"]
            assert len(found) >= 3, here.hints


# --- pressing all of them --------------------------------------------------------------------------------------


def state(here: Desk) -> tuple[object, ...]:
    pane = here.pane
    inner = {name: value for name, value in vars(pane).items() if name in STATES}
    return (
        here.text, here.place, here.visit_now, here.cursor, here.page.top, str(inner), here.app.theme,
        len(here.app.screen_stack), here.app._exit, here.app.focused, here.app.clipboard,
    )  # fmt: skip


STATES = (
    "unfolded",
    "filter",
    "message",
    "place",
    "folded",
    "columns",
    "role",
    "tellings",
    "picks",
    "whole",
    "terms",
    "twin",
    "at",
    "auto",
)
MAY_DO_NOTHING = {"next_part", "previous_part", "back", "redraw"}
"""In a pane of one part there is no other to go to, nothing to leave where nothing is open, and nothing that looks
different when it is drawn again."""
TURNING = {"first", "last", "page_down", "page_up"}
"""What fits on the screen cannot be turned."""


async def placed(here: Desk, place: Scope) -> None:
    """Put the pane where each of its keys has something to do."""
    await here.go(place)
    await here.press(
        *{"profiles": "jjnn", "diff": "jjnn", "simulator": "1j", "test": "llll", "result": "xnnn", "opening": "j"}[
            place
        ]
    )
    if place not in ("test", "simulator"):
        here.page.turn(4)


@pytest.mark.parametrize("place", IDS)
async def test_every_key_of_a_pane_does_something_or_says_why_not(
    place: Scope, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    leaves: list[object] = []
    monkeypatch.setattr(ExplorerApp, "exit", lambda self, *a, **k: leaves.append(a))
    visit = someone(pack, "slight")
    item = pack.questionnaire.items[0].id
    idle: list[str] = []
    async with desk(pack, visit=visit) as here:
        for answer in (1, 5, 4, 5):
            here.app.session.change(answered(here.visit_now, item, answer))
        here.app.session.undo()
        if place != "simulator":
            here.app.session.undo()
        await placed(here, place)
        await here.settle()
        home, cursor, top = here.app.session.history, here.cursor, here.page.top
        saved = {
            name: copy(value) for name, value in vars(here.pane).items() if name in (*STATES, "trial", "reviewing")
        }
        idle_digits = {str(here.visit_now.answers.get(cursor.removeprefix("all "), ""))}  # that answer is given already
        if place == "simulator":  # a scene does not offer five ways
            offered = len({line.id for line in here.page.lines if line.id})
            idle_digits = {str(n) for n in range(offered + 1, 6)}
        for key in at(place):
            for name in key.keys:
                before = state(here)
                await here.press(name)
                if key.id in IDS and key.where == "everywhere":
                    await here.until(lambda key=key: here.place == key.id, f"pane {key.id}")  # type: ignore[misc]
                done = bool(leaves) or state(here) != before
                same = key.argument is not None and str(key.argument) in idle_digits
                fits = key.id in TURNING and (len(here.page.lines) <= here.page.size.height or not here.page.more)
                if not done and not fits and not same and key.id not in (*MAY_DO_NOTHING, place):
                    idle.append(f"{name}: {key.action}")
                leaves.clear()
                if not isinstance(here.app.screen, Pane) or here.app.screen.query("FilterLine"):
                    await here.press("escape")
                await here.go(place)
                here.app.session.history = home
                vars(here.pane).update({n: copy(v) for n, v in saved.items()})
                for line in here.pane.query(".zoomed"):
                    line.remove_class("zoomed")
                here.pane.show(cursor=cursor, top=top)
                await here.settle()
    assert not idle


async def test_in_the_result_digits_say_that_a_trial_must_be_begun_first(pack: Pack) -> None:
    async with desk(pack, visit=someone(pack, "slight"), pane="result") as here:
        await here.press("n")
        before = here.hints
        await here.press("2")
        assert here.hints != before
