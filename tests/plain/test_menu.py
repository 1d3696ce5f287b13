"""A whole visit line by line: everything can be done, nothing is drawn, and it is the same visit."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.engine.code import encode
from explorer.engine.day import play
from explorer.engine.visit import Visit, answered, chosen, liked, speaking, starred
from explorer.pack.pack import Pack
from explorer.plain.desk import Desk
from explorer.plain.menu import Menu
from explorer.report.document import Block
from explorer.report.export import rendered
from explorer.report.pack_translator import translator_of
from explorer.report.screen_reader import as_spoken
from explorer.report.summary import summarise
from explorer.session.session import Session
from tests.first import FIRST, PACK
from tests.report.conftest import pages, visits
from tests.session.notebook import Notebook
from tests.tui.desk import desk

ITEMS = [item.id for item in PACK.questionnaire.items]
ROLES = [role.id for role in PACK.roles]
PROFILES = len(ROLES)
DIFF, DAY, TEST, RESULT, AGAIN, EXPORT, CODE, ENTER, LANGUAGE, UNDO, REDO, AFRESH = (
    str(PROFILES + 1), str(PROFILES + 2), *(str(PROFILES + 2 + len(PACK.days) + n) for n in range(10)),
)  # fmt: skip
"""The numbers of the menu."""
DRAWN = re.compile(r"[─━│├┤┼█▌▼◄►↓↑●○└╭╮╰╯•·]")


WRONG = "Not understood."


class Typist:
    """Somebody who types these lines and then nothing more."""

    def __init__(self, lines: list[str], visit: Visit | None = None, keeper: Notebook | None = None):
        self.lines, self.heard, self.asked = list(lines), "", list[str]()
        self.session = Session(PACK, visit or Visit("en"), keeper)
        Menu(self.session, Desk(self._tell, self._ask, lambda least, most: f"{WRONG} {least} {most}")).run()

    @property
    def visit(self) -> Visit:
        return self.session.visit

    def _tell(self, blocks: list[Block]) -> None:
        self.heard += as_spoken(self.session.tr, blocks, 80)

    def _ask(self, prompt: str) -> str:
        self.asked.append(prompt)
        self.heard += f"{prompt}\n"
        if not self.lines:
            raise EOFError
        return self.lines.pop(0)

    @property
    def prose(self) -> str:
        return " ".join(self.heard.split())


# --- what is heard ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", PACK.languages)
def test_no_document_is_drawn(language: str) -> None:
    for name, page in pages(PACK, language):
        said = as_spoken(translator_of(PACK, language), page, 80)
        assert DRAWN.findall(said) == [], name
        assert max(map(len, said.splitlines())) <= 80, name


def test_a_row_of_the_comparison_says_where_both_roles_stand(pack: Pack) -> None:
    said = Typist([DIFF, "1"]).prose
    row = re.search(r"\d\. (Who with.*?) \d\. ", said)
    assert row and re.search(r"On a scale from 0 \(.*?\) to 100 \(.*?\): KAM \d+, PM \d+\.", row[1])
    assert "far apart" in row[1]


def test_a_meter_that_moves_is_said_in_words() -> None:
    typist = Typist([DAY, "1", ""])
    assert re.search(r"from \d to \d", typist.heard) and " > " not in typist.heard


def test_what_is_no_answer_is_told_so() -> None:
    typist = Typist(["99", "x", "", TEST, "7", "5", "q", "q"])
    assert typist.prose.count(f"{WRONG} 1 ") == 3 and typist.prose.count(f"{WRONG} 0 5") == 1
    assert dict(typist.visit.answers) == {ITEMS[0]: 5}


def test_the_menu_tells_what_applies_each_under_the_number_it_always_has() -> None:
    begun, done = Typist([]), Typist([], dict(visits(PACK, "en"))["whole"])
    first, later = (re.findall(r"^(\d+)\. ", each.heard, re.M) for each in (begun, done))
    assert {RESULT, AGAIN, EXPORT, CODE, UNDO, REDO, AFRESH}.isdisjoint(first) and {TEST, ENTER, LANGUAGE} <= {*first}
    assert {RESULT, AGAIN, EXPORT, CODE, AFRESH} <= {*later} and {UNDO, REDO}.isdisjoint(later)
    undone = Typist([TEST, "5", "q", UNDO]).heard
    assert f"\n{UNDO}. " in undone and f"\n{REDO}. " in undone


def test_what_was_heard_is_not_read_again_unasked() -> None:
    parts = next(line for line in Typist(["1"]).asked if "part" in line)
    title = Typist([]).heard.splitlines()[1]
    assert Typist(["1", "", "1", "", "2", ""]).heard.count(title) == 1
    assert Typist(["1", "", "?", "?"]).heard.count(title) == 3
    once, twice = (Typist(["1", "1", "1", *more]).heard for more in ([], ["?"]))
    assert len(twice) > len(once) and twice.count("\n1. ") > once.count("\n1. ") and parts in once


# --- what is done ----------------------------------------------------------------------------------------------


def test_the_questionnaire_goes_on_at_the_first_question_without_an_answer() -> None:
    typist = Typist([TEST, "5", "0", "3", "q", TEST, "2", "q", "q"])
    assert dict(typist.visit.answers) == {ITEMS[0]: 5, ITEMS[2]: 3, ITEMS[1]: 2}
    assert "3 of 24 answered" in typist.prose


def test_a_day_that_was_left_goes_on_and_one_that_is_over_can_be_lived_again() -> None:
    role = PACK.days[0].role
    typist = Typist([DAY, "1", "4", "q", DAY, "2", "", "q", "q"])
    assert typist.visit.lived(role).choices == (1, 2) and typist.visit.lived(role).likes == (4, 0)
    whole = typist.visit
    while (now := play(PACK.day(role), whole.lived(role).choices).now) is not None:
        whole = chosen(whole, role, len(now.options))
    over = Typist([DAY, "r", "1", "5", "q", "q"], whole)
    assert over.visit.lived(role).choices == (1,)


def test_a_row_is_starred_and_its_star_taken_away() -> None:
    row = re.compile(r"^\* 1\. ", re.M)
    typist = Typist([DIFF, "1", "1", "*", "?", "", "", "q"])
    assert len(typist.visit.stars) == 1 and row.search(typist.heard)
    assert PACK.interface.dialogs.starred["en"] in typist.prose
    again = Typist([DIFF, "1", "1", "*", "", "", "q"], typist.visit)
    assert not again.visit.stars


def test_the_sources_of_a_line_are_told() -> None:
    claim = next(PACK.claims(ROLES[0]))
    section = [s.id for s in PACK.sections if any(c.section == s.id for c in PACK.claims(ROLES[0]))]
    typist = Typist(["1", str(section.index(claim.section) + 1), "1"])
    assert PACK.source(claim.sources[0]).title in typist.prose


def test_undo_and_redo_and_starting_afresh() -> None:
    keeper = Notebook()
    one = answered(Visit("en"), ITEMS[0], 5)
    typist = Typist([TEST, "5", "q", AFRESH, "u", UNDO, REDO, LANGUAGE, UNDO, UNDO, "q"], keeper=keeper)
    assert [len(visit.answers) for visit in keeper.visits] == [1, 0, 1, 0, 1, 1, 0]
    assert typist.visit == Visit("es")
    assert keeper.visits[0] == one
    assert PACK.interface.dialogs.nothing_to_undo["es"] in typist.prose


def test_what_cannot_be_kept_is_said_once() -> None:
    typist = Typist([TEST, "5", "3", "q", "q"], keeper=Notebook(full_after=1))
    said = PACK.interface.keeping.unkept.fill("en", reason=Notebook.FULL)
    assert typist.prose.count(said) == 1


def test_a_code_is_told_and_taken() -> None:
    wanted = liked(chosen(answered(Visit("en"), ITEMS[3], 1), ROLES[0], 1), ROLES[0], 0, 2)
    code = encode(PACK, wanted)
    assert code in Typist([CODE, "q"], wanted).heard
    typist = Typist([ENTER, "ABCD", code[:-1] + "0", code.lower(), "q"])
    assert typist.visit == wanted
    assert PACK.interface.code_faults.length["en"] in typist.prose


def test_the_result_is_told_and_without_answers_what_to_do_for_one() -> None:
    assert PACK.interface.plain.no_result["en"] in Typist([RESULT]).prose
    visit = dict(visits(PACK, "en"))["whole"]
    assert " ".join(summarise(PACK, visit).verdict.split()) in Typist([RESULT], visit).prose


def test_the_questionnaire_can_be_taken_again() -> None:
    visit = dict(visits(PACK, "en"))["mixed"]
    assert PACK.interface.retake.not_yet["en"] in Typist([AGAIN]).prose
    typist = Typist([AGAIN, "1", "q", "q"], visit)
    assert dict(typist.visit.before) == dict(visit.answers) and dict(typist.visit.answers) == {ITEMS[0]: 1}


@pytest.mark.slow
@given(st.lists(st.sampled_from(["", "u", "q", "r", "*", "0", "x", "é", *map(str, range(1, 16))]), max_size=40))
def test_whatever_is_typed_nothing_breaks(tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("typed"))
        assert isinstance(Typist(lines).visit, Visit)


# --- taken home ------------------------------------------------------------------------------------------------


def test_a_file_is_written_and_none_replaced_unasked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    visit = dict(visits(PACK, "en"))["mixed"]
    (tmp_path / "mine.md").write_text("mine")
    typist = Typist(
        [EXPORT, "mine.md", "", EXPORT, "a.pdf", EXPORT, "a.svg", EXPORT, "no/where.md", EXPORT, "", "q"], visit
    )
    assert (tmp_path / "mine.md").read_text() == "mine"
    words = PACK.interface.dialogs
    assert words.export_failed["en"].split("{")[0] in typist.prose
    assert words.export_ending["en"].split("{path}")[1][:20] in typist.prose
    assert (tmp_path / f"explorer-{PACK.id}.md").read_text("utf-8") == rendered(summarise(PACK, visit), "md")
    Typist([EXPORT, "mine.md", "y", "q"], visit)
    assert (tmp_path / "mine.md").read_text("utf-8") == rendered(summarise(PACK, visit), "md")


@pytest.mark.slow
@pytest.mark.parametrize("language", PACK.languages)
async def test_a_script_gives_the_same_json_as_keys_do(language: str, tmp_path: Path, state: Path) -> None:
    """Every question answered, one taken back, one skipped, a day lived and liked, another begun, rows starred: the
    program driven by a pipe, and the app driven by keys."""
    first, second = (day.role for day in PACK.days[:2])
    rows = [dimension.id for dimension in PACK.dimensions]
    sheet = [(place * 7 + place // 3) % 5 + 1 for place in range(len(ITEMS))]
    sheet[5] = 0
    hours: list[tuple[int, int]] = []
    while (now := play(PACK.day(first), [choice for choice, _ in hours]).now) is not None:
        hours.append((1 + len(hours) % len(now.options), len(hours) % 6))

    lines = [TEST, str(sheet[0] % 5 + 1), "u", *map(str, sheet)]
    lines += [DAY, *(str(word) if word else "" for hour in hours for word in hour), ""]
    lines += [str(int(DAY) + 1), "2", "", "q", DIFF, "1", "1", "*", "", "", EXPORT, "plain.json", "q"]
    done = subprocess.run(
        [sys.executable, "-m", "explorer", "--lang", language, "--pack", str(FIRST)],
        input="".join(f"{line}\n" for line in lines),
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**_environment(), "EXPLORER_STATE": str(state)},
    )
    assert done.returncode == 0 and done.stderr == "", done.stderr

    async with desk(PACK, language, size=(120, 40), pane="test") as here:
        await here.press(str(sheet[0] % 5 + 1), "u", *map(str, sheet))
        await here.go("simulator")
        await here.press("1")
        for choice, like in hours:
            here.pane.clock = count().__next__  # type: ignore[attr-defined]
            await here.press(str(choice), str(like) if like else "enter", "enter")
        await here.press("h", "2", "2", "0", "enter")
        await here.go("diff")
        await here.press("space")
        visit = here.visit_now
    assert len(visit.stars) == 1 and visit.lived(second).choices == (2,)
    assert list(zip(visit.lived(first).choices, visit.lived(first).likes, strict=True)) == hours
    plain = (tmp_path / "plain.json").read_text("utf-8")
    keys = rendered(summarise(PACK, visit), "json")
    assert json.loads(plain)["stars"] == json.loads(keys)["stars"] and rows
    assert plain == keys


def _environment() -> dict[str, Any]:
    import os

    return {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2]), "PYTHONUTF8": "1"}


@pytest.mark.slow
def test_it_never_imports_textual(tmp_path: Path, state: Path) -> None:
    script = (
        "import sys; sys.stdin = open(0, closefd=False); from explorer.cli.main import run;"
        "code = run(['--lang', 'en']);"
        "sys.exit(code or any(name.split('.')[0] in ('textual', 'rich') for name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        input=f"1\n1\n\n\n{DIFF}\n\n{TEST}\n5\nq\n{RESULT}\n{DAY}\n1\n\nq\n{EXPORT}\na.md\n",
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**_environment(), "EXPLORER_STATE": str(state)},
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "a.md").exists()


@pytest.mark.slow
def test_a_visit_begun_on_a_screen_goes_on_line_by_line(state: Path, tmp_path: Path) -> None:
    from explorer.store.writer import FileKeeper

    visit = speaking(starred(answered(Visit("en"), ITEMS[0], 5), "pace"), "es")
    keeper = FileKeeper(state / "visits", PACK.id, PACK.version)
    keeper.keep(visit)
    keeper.close()
    done = subprocess.run(
        [sys.executable, "-m", "explorer", "--plain", "--pack", str(FIRST)],
        input=f"{TEST}\n1\nq\nq\n",
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**_environment(), "EXPLORER_STATE": str(state), "LC_ALL": "en_GB.UTF-8"},
    )
    assert done.returncode == 0 and "Sigues donde lo dejaste" in done.stdout
    assert FileKeeper(state / "visits", PACK.id, PACK.version).resume().visit == answered(visit, ITEMS[1], 1)


def test_everything_is_searched_and_told_by_number() -> None:
    title = PACK.interface.search.title["en"]
    listed = re.search(rf"^(\d+)\. {title}$", Typist([]).heard, re.MULTILINE)
    assert listed
    found = Typist([listed[1], "deadlines", "1", "", "zzzz", ""]).heard
    assert PACK.interface.panes.profiles["en"] in found and "1. " in found
    assert PACK.interface.search.nothing.fill("en", text="zzzz") in " ".join(found.split())
