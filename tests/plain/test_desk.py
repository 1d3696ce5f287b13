"""The same visit line by line: what is asked, what is understood, what comes out of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.engine.day import play
from explorer.engine.visit import Visit, answered, chosen, liked
from explorer.plain.desk import Desk
from explorer.plain.prompt import ask_all, live
from explorer.report.day import debrief
from explorer.report.document import Block
from explorer.report.text import as_text
from explorer.session.session import Session
from tests.first import PACK

ITEMS = PACK.questionnaire.items
ROLES = [day.role for day in PACK.days]


@dataclass
class Typist:
    """Somebody who types these lines and then nothing more; keeps what was told and asked."""

    lines: list[str]
    told: list[Block] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    @property
    def desk(self) -> Desk:
        return Desk(self.told.extend, self._ask)

    @property
    def page(self) -> str:
        """All that was told, on one line."""
        return " ".join(as_text(self.told, 100, colour=False).split())

    def _ask(self, prompt: str) -> str:
        self.asked.append(prompt)
        if not self.lines:
            raise EOFError
        return self.lines.pop(0)


def asked(typist: Typist, language: str = "en") -> Visit:
    """The visit after all items were asked."""
    session = Session(PACK, Visit(language))
    ask_all(session, typist.desk)
    return session.visit


def lived(typist: Typist, role: str, language: str = "en") -> Visit:
    """The visit after a day was lived."""
    session = Session(PACK, Visit(language))
    live(session, role, typist.desk)
    return session.visit


def sheet(answers: Iterable[int]) -> Visit:
    visit = Visit("en")
    for item, answer in zip(ITEMS, answers, strict=False):
        visit = answered(visit, item.id, answer) if answer else visit
    return visit


# --- the questionnaire -----------------------------------------------------------------------------------------


@given(answers=st.lists(st.integers(0, 5), min_size=len(ITEMS), max_size=len(ITEMS)))
def test_what_is_typed_is_what_is_answered(answers: list[int]) -> None:
    """0 skips; the end comes by itself after the last item."""
    typist = Typist([str(answer) for answer in answers])
    assert asked(typist) == sheet(answers)
    assert len(typist.asked) == len(ITEMS)


@pytest.mark.parametrize("language", PACK.languages)
def test_every_item_is_read_out_with_its_answers(language: str) -> None:
    typist = Typist(["3"] * len(ITEMS))
    asked(typist, language)
    for item in ITEMS:
        texts = [item.text] if item.kind == "likert" else [item.left.text, item.right.text]
        assert all(" ".join(text[language].split()) in typist.page for text in texts)
    for scale in (PACK.questionnaire.likert, PACK.questionnaire.pair):
        assert all(text[language] in typist.page for text in scale)


def test_u_goes_back_to_the_item_before() -> None:
    typist = Typist(["5", "4", "u", "u", "1", "2"])
    assert asked(typist) == sheet([1, 2])


def test_u_at_the_first_item_stays_there() -> None:
    assert asked(Typist(["u", "U", " u ", "4"])) == sheet([4])


@pytest.mark.parametrize("wrong", ["", "6", "-1", "yes", "1.5", "12", "²", "٣٣"])
def test_what_is_no_answer_is_asked_again(wrong: str) -> None:
    typist = Typist([wrong, "2"])
    assert asked(typist) == sheet([2])
    assert typist.asked[0] == typist.asked[1]


def test_the_end_of_input_keeps_what_was_answered() -> None:
    assert asked(Typist(["5", "1"])) == sheet([5, 1])


# --- a day -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("language", PACK.languages)
def test_a_day_is_told_from_its_premise_to_its_debrief(role: str, language: str) -> None:
    typist, expected, day = Typist([]), Visit(language), PACK.day(role)
    while (now := play(day, expected.lived(role).choices).now) is not None:
        hour = len(expected.lived(role).choices)
        choice, liking = len(now.options), hour % 6
        expected = chosen(expected, role, choice)
        typist.lines += [str(choice), str(liking or "")]
        expected = liked(expected, role, hour, liking)
    assert lived(typist, role, language) == expected
    assert " ".join(day.premise[language].split()) in typist.page
    told = debrief(PACK, expected, role)
    assert told is not None
    for passed in told.played.lived:
        assert passed.taken is not None
        for text in (passed.scene.title, *passed.text, passed.taken.text, *passed.outcome):
            assert " ".join(text[language].split()) in typist.page
    assert told.played.ending is not None
    for text in told.played.ending_text:
        assert " ".join(text[language].split()) in typist.page


def test_u_takes_a_scene_back() -> None:
    """At a choice: the hour before it is lived anew."""
    role, day = ROLES[0], PACK.day(ROLES[0])
    scenes = play(day, [1, 1]).lived
    typist = Typist(["1", "4", "u", "2", "", "u", "u"])
    with pytest.raises(EOFError):
        lived(typist, role)
    assert typist.page.count(scenes[0].scene.title["en"]) == 4  # begun, taken back, taken back, and at the start again
    assert typist.page.count(scenes[1].scene.title["en"]) == 2


def test_u_at_the_liking_takes_the_hour_back() -> None:
    """Asked how the hour was, `u` takes that hour back, as at every other prompt."""
    role = ROLES[0]
    first = PACK.day(role).scenes[0]
    typist = Typist(["1", "u"])
    with pytest.raises(EOFError):
        lived(typist, role)
    assert typist.page.count(first.options[1].text["en"]) == 2  # offered again


@pytest.mark.parametrize("wrong", ["", "0", "9", "x", "1,2"])
def test_a_choice_that_is_not_there_is_asked_again(wrong: str) -> None:
    typist = Typist([wrong])
    with pytest.raises(EOFError):
        lived(typist, ROLES[0])
    assert len(typist.asked) == 2 and typist.asked[0] == typist.asked[1]
