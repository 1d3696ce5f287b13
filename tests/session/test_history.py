"""Undo and redo: every act can be taken back and done again, in the language spoken now."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from explorer.engine.visit import speaking
from explorer.session.history import History
from tests.engine.acts import NEW, Act, acts


def told(done: list[Act]) -> History:
    history = History(NEW)
    for act in done:
        history = history.then(act(history.now))
    return history


histories = st.lists(acts, max_size=12).map(told)


@given(histories, acts)
def test_undo_takes_back_the_last_act_and_redo_does_it_again(history: History, act: Act) -> None:
    further = history.then(act(history.now))
    if further.now != history.now:
        assert further.undone().now == history.now
        assert further.undone().redone() == further
        assert further.redone() == further


@given(histories, st.integers(0, 15))
def test_as_many_redos_as_undos_lead_back(history: History, times: int) -> None:
    back = history
    for _ in range(min(times, len(history.past))):
        back = back.undone()
    for _ in range(min(times, len(history.past))):
        back = back.redone()
    assert back == history


@given(histories)
def test_undoing_everything_leads_to_the_start_and_no_further(history: History) -> None:
    for _ in range(len(history.past)):
        history = history.undone()
    assert history.now == NEW
    assert history.undone() == history


@given(histories)
def test_there_is_nothing_to_redo_after_an_act(history: History) -> None:
    assert history.redone() == history


@given(histories, acts)
def test_a_new_act_ends_what_could_be_redone(history: History, act: Act) -> None:
    back = history.undone()
    another = back.then(act(back.now))
    if another.now != back.now:
        assert another.future == ()
        assert another.redone() == another


@given(histories)
def test_an_act_that_changes_nothing_is_none(history: History) -> None:
    assert history.then(history.now) == history
    assert history.undone().then(history.undone().now) == history.undone()


@given(histories)
def test_redo_speaks_the_language_chosen_since_the_undo(history: History) -> None:
    back = history.undone()
    spoken = History(speaking(back.now, "en"), back.past, back.future)
    assert spoken.redone().now == speaking(history.now, "en")


@given(histories, st.integers(1, 5))
def test_the_language_spoken_now_survives_undo_and_redo(history: History, times: int) -> None:
    spoken = History(speaking(history.now, "en"), history.past, history.future)
    for _ in range(times):
        spoken = spoken.undone()
        assert spoken.now.language == "en"
    for _ in range(times):
        spoken = spoken.redone()
        assert spoken.now.language == "en"
    assert speaking(spoken.now, "es") == history.now
