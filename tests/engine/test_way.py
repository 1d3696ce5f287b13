"""The way through: which step is named as the next one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from explorer.engine.way import Stage, Step, following

STEPS: tuple[Step, ...] = ("read", "compare", "live", "answer", "see")
given_ = st.integers(0, 2)
ways = st.tuples(*(st.builds(Stage, st.just(step), st.just(False), given_, st.just(3)) for step in STEPS)) | st.tuples(
    *(st.builds(Stage, st.just(step), st.booleans()) for step in STEPS)
)


@given(ways, st.sampled_from(("", *STEPS)))
def test_the_result_is_not_named_before_the_answers_are_given(stages: tuple[Stage, ...], here: str) -> None:
    found = following(stages, here)
    answered = next(stage.done for stage in stages if stage.step == "answer")
    assert found is None or not found.done
    assert (found is None) == all(stage.done or (stage.step == "see" and not answered) for stage in stages)
    assert found is None or found.step != "see" or answered


def test_from_a_step_the_next_is_the_one_after_it_and_while_nothing_else_is_left_that_step_itself() -> None:
    open_ = tuple(Stage(step, False) for step in STEPS)
    assert [following(open_, here) for here in ("read", "compare", "live")] == list(open_[1:4])
    assert following(open_, "answer") == open_[0]
    but_answering = tuple(Stage(step, step not in ("answer", "see"), given=1, of=24) for step in STEPS)
    assert following(but_answering, "answer") == but_answering[3]
    assert following(tuple(Stage(step, step != "see") for step in STEPS), "answer") == open_[4]
    assert following(tuple(Stage(step, True) for step in STEPS)) is None
