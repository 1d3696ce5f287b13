"""A session says what has to be said once, saves every act, and knows what leaving it would lose."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from explorer.engine.code import CodeError
from explorer.engine.visit import Visit, answered, chosen, retaken, rewound, speaking, starred
from explorer.pack.pack import Pack
from explorer.report.export import ENDINGS
from explorer.session.session import Session, UnknownFormat
from explorer.words.text import Text
from tests.session.notebook import Notebook

ONE = answered(Visit("en"), "grains", 4)


def heard(session: Session) -> list[str]:
    """What the listener is told from now on."""
    messages: list[str] = []
    session.listen(messages.append)
    return messages


def complete(pack: Pack, answer: int = 4) -> Visit:
    return Visit("en", {item.id: answer for item in pack.questionnaire.items})


# --- every act -------------------------------------------------------------------------------------------------


def test_every_change_is_saved_and_told_and_what_changes_nothing_is_neither(small: Pack) -> None:
    keeper = Notebook()
    session = Session(small, Visit("en"), keeper)
    messages = heard(session)
    assert session.untouched
    assert session.change(ONE) and not session.change(ONE)
    assert session.undo() and not session.undo()
    assert session.redo() and not session.redo()
    session.speak_next()
    assert keeper.visits == [ONE, Visit("en"), ONE, speaking(ONE, "es")]
    assert messages == [""] * 4
    assert not session.untouched


def test_a_language_is_no_act_that_undo_takes_back(small: Pack) -> None:
    session = Session(small, Visit("es"))
    session.change(answered(session.visit, "grains", 4))
    for _ in small.languages:
        session.speak_next()
        session.undo()
        assert session.visit.empty
        session.redo()
    assert session.visit.language == "es"


def test_going_back_an_hour_is_undone_by_redo(small: Pack) -> None:
    session = Session(small, Visit("en"))
    session.change(chosen(session.visit, "ant", 1))
    lived = session.visit
    session.rewind(rewound(lived, "ant"))
    assert session.visit.empty
    assert session.redo() and session.visit == lived


def test_going_back_an_hour_of_another_time_is_an_act(small: Pack) -> None:
    session = Session(small, chosen(Visit("en"), "ant", 1))
    session.rewind(rewound(session.visit, "ant"))
    assert session.visit.empty
    assert session.undo() and session.visit.lived("ant").choices == (1,)


def test_the_questionnaire_is_taken_again_only_once_it_was_answered_far_enough(small: Pack) -> None:
    session = Session(small, Visit("en"))
    assert not session.retake() and session.visit.empty
    session.change(complete(small))
    assert session.retake() and session.visit == retaken(complete(small))


def test_starting_afresh_keeps_the_language_and_can_be_undone(small: Pack) -> None:
    visit = starred(speaking(ONE, "es"), "pace")
    session = Session(small, visit)
    assert session.start_afresh() and session.visit == Visit("es")
    assert not session.start_afresh()
    assert session.undo() and session.visit == visit


def test_its_own_code_is_the_same_visit_and_a_wrong_one_says_why(small: Pack) -> None:
    session = Session(small, complete(small))
    assert session.opened(session.code.lower()).visit == session.visit
    with pytest.raises(CodeError):
        session.opened("ABCD")


# --- what is saved and what would be lost ----------------------------------------------------------------------


def test_that_nothing_can_be_saved_is_said_once(small: Pack) -> None:
    session = Session(small, Visit("en"), Notebook(full_after=1))
    messages = heard(session)
    for answer in (1, 2, 3, 4):
        session.change(answered(session.visit, "grains", answer))
    assert [bool(message) for message in messages] == [False, True, False, False]
    assert messages[1] == session.complaint and Notebook.FULL in session.complaint


def test_what_was_said_at_the_start_is_not_said_again(small: Pack) -> None:
    session = Session(small, Visit("en"), Notebook(problem="no home"))
    messages = heard(session)
    session.change(ONE)
    assert messages == [""]


@pytest.mark.parametrize(("keeper", "lost"), [(None, True), (Notebook(), False), (Notebook(problem="full"), True)])
def test_leaving_loses_what_is_neither_saved_nor_exported(
    keeper: Notebook | None, lost: bool, small: Pack, tmp_path: Path
) -> None:
    session = Session(small, Visit("en"), keeper)
    assert not session.unsaved
    session.change(ONE)
    assert session.unsaved is lost
    session.export(tmp_path / "mine.md")
    session.speak_next()
    assert not session.unsaved
    session.change(starred(session.visit, "pace"))
    assert session.unsaved is lost


def test_a_file_is_written_in_the_format_of_its_name_and_none_replaced_unasked(small: Pack, tmp_path: Path) -> None:
    session, path = Session(small, ONE), tmp_path / "mine.json"
    session.export(path)
    before = path.read_bytes()
    with pytest.raises(FileExistsError):
        session.export(path)
    session.change(answered(ONE, "grains", 1))
    session.export(path, overwrite=True)
    assert path.read_bytes() != before
    for name in ("mine.pdf", "mine.svg", "mine"):
        with pytest.raises(UnknownFormat):
            session.export(tmp_path / name)
    assert [file.name for file in tmp_path.iterdir()] == ["mine.json"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_that_holds_no_code_does_not_save_the_visit(ending: str, small: Pack, tmp_path: Path) -> None:
    session, path = Session(small, Visit("en")), tmp_path / f"mine{ending}"
    session.change(ONE)
    session.export(path, picture=lambda summary: summary.verdict)
    assert session.unsaved is (session.code not in path.read_text("utf-8"))


def test_on_leaving_the_code_is_told_and_that_of_the_time_before(small: Pack) -> None:
    assert Session(small, Visit("en"), Notebook()).farewell() == []
    session = Session(small, answered(retaken(complete(small)), "grains", 1))
    _, code, before = session.farewell()
    assert session.code == code and Session(small, complete(small)).code in before
    assert session.farewell(width=len(code))[1] == code
    assert session.farewell(width=len(code) - 1)[1] == code.replace("-", ""), "it stands whole on one line"
    kept = Session(small, ONE, Notebook()).farewell()
    assert kept[-1] == small.interface.keeping.kept.fill("en", command="explorer")
    assert kept[-1] not in Session(small, ONE, Notebook(problem="full")).farewell()


# --- summaries and packs ---------------------------------------------------------------------------------------


def test_the_summary_is_that_of_the_visit_and_of_the_pack_as_they_are_now(small: Pack) -> None:
    session = Session(small, complete(small))
    first = session.summary
    assert session.summary is first
    session.change(complete(small, 1))
    assert session.summary.visit == complete(small, 1)
    session.adopt(replace(small, title=Text({"es": "Otro", "en": "Another"})))
    assert session.summary.tr(session.summary.tr.pack.title) == "Another"


def test_the_visit_before_stands_beside_this_one_unless_it_has_its_own(small: Pack) -> None:
    clear, both = ({"grains": a, "flowers": b, "line-or-flight": c} for a, b, c in ((1, 4, 4), (4, 5, 1)))
    keeper = Notebook(earlier=both)
    assert Session(small, Visit("en", clear)).summary.retake is None
    beside = Session(small, Visit("en", clear), keeper).summary.retake
    assert beside and beside == Session(small, Visit("en", clear, before=both)).summary.retake
    own = Session(small, Visit("en", clear, before=clear), keeper).summary.retake
    assert own and own.change == 0


def test_in_a_pack_that_lost_a_question_its_answer_goes_everywhere_in_the_history(small: Pack) -> None:
    session = Session(small, Visit("en"))
    session.change(ONE)
    session.change(answered(session.visit, "flowers", 2))
    items = tuple(item for item in small.questionnaire.items if item.id != "grains")
    questionnaire = replace(small.questionnaire, items=items)
    session.adopt(replace(small, questionnaire=questionnaire))
    assert dict(session.visit.answers) == {"flowers": 2}
    session.undo()
    assert session.visit.empty
