"""The way through: which step is named as the next one."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from explorer.engine.messages import day_as_lived
from explorer.engine.visit import Visit, answered, chosen
from explorer.engine.way import Stage, Step, following, hours, passed, way
from explorer.pack.pack import Pack

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
    assert following(open_, "see") == open_[3]
    but_answering = tuple(Stage(step, step not in ("answer", "see"), given=1, of=24) for step in STEPS)
    assert following(but_answering, "answer") == but_answering[3]
    assert following(tuple(Stage(step, step != "see") for step in STEPS), "answer") == open_[4]
    assert following(tuple(Stage(step, True) for step in STEPS)) is None


# --- of a pack and a visit -------------------------------------------------------------------------------------


def stages(pack: Pack, visit: Visit) -> dict[str, Stage]:
    return {stage.step: stage for stage in way(pack, visit)}


def test_a_visit_begins_with_all_steps_before_it_and_their_minutes(small: Pack) -> None:
    found = way(small, Visit("en"))
    assert [stage.step for stage in found] == ["read", "compare", "live", "answer", "see"]
    assert not any(stage.done or stage.begun for stage in found) and all(stage.minutes for stage in found)
    assert following(found) == found[0]


def test_a_page_that_was_read_counts_and_a_step_that_was_seen_is_done(small: Pack) -> None:
    first, second = (role.id for role in small.roles)
    one = passed(passed(Visit("en"), "read", first), "compare")
    assert stages(small, one)["read"] == Stage("read", False, 1, 2, 3) and stages(small, one)["compare"].done
    assert stages(small, passed(one, "read", second))["read"].done


def test_days_are_counted_by_hours_alone_from_the_first_to_the_last_of_them(small: Pack) -> None:
    visit = Visit("en")
    given, minutes = 0, stages(small, visit)["live"].minutes
    for day in small.days:
        while now := day_as_lived(small, visit, day.role).now:
            visit = chosen(visit, day.role, 1)
            given += now.scene.rated
            live = stages(small, visit)["live"]
            assert live.given == given == sum(hours(small, visit, each.role)[0] for each in small.days)
            assert live.of == sum(hours(small, visit, each.role)[1] for each in small.days)
            assert given <= live.of and live.minutes <= minutes
            minutes = live.minutes
    assert stages(small, visit)["live"] == Stage("live", True, given, given, 0)


def test_a_pack_without_days_has_no_day_to_live(small: Pack) -> None:
    assert "live" not in stages(replace(small, days=()), Visit("en"))


def test_the_questions_are_done_with_the_last_answer_or_when_one_goes_on_without(small: Pack) -> None:
    items = [item.id for item in small.questionnaire.items]
    one = answered(Visit("en"), items[0], 4)
    assert stages(small, one)["answer"].begun
    assert stages(small, passed(one, "answer"))["answer"].done
    assert not stages(small, passed(Visit("en"), "answer"))["answer"].done, "nothing was answered"
    everything = one
    for item in items:
        everything = answered(everything, item, 2)
    assert stages(small, everything)["answer"] == Stage("answer", True, len(items), len(items), 0)
    assert stages(small, passed(everything, "see"))["see"].done and not stages(small, passed(one, "see"))["see"].done
