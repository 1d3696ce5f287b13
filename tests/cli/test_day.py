"""`explorer day`: a day replayed from its choices."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.engine.day import START, play
from explorer.report.data import day_data
from explorer.report.pack_translator import translator_of
from tests.first import PACK

ROLES = [day.role for day in PACK.days]
FIELDS = {"role", "choices", "scene", "options", "ended", "ending", "meters"}
Explorer = Callable[..., Any]


def whole(role: str, wish: int = 1) -> list[int]:
    """A day's choices to its end: the `wish`-th option, or the last where there are fewer."""
    choices: list[int] = []
    while (now := play(PACK.day(role), choices).now) is not None:
        choices.append(min(wish, len(now.options)))
    return choices


def written(choices: list[int]) -> str:
    return ",".join(str(choice) for choice in choices)


def replayed(explorer: Explorer, role: str, choices: list[int], language: str = "en") -> Any:
    said = explorer("day", role, "--choices", written(choices), "--format", "json", "--lang", language)
    assert said.code == 0 and set(said.json) >= FIELDS
    return said.json


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("language", PACK.languages)
class TestADay:
    """Each day, in each language."""

    def test_begins_with_its_first_scene(self, explorer: Explorer, role: str, language: str) -> None:
        first, data = PACK.day(role).scenes[0], replayed(explorer, role, [], language)
        assert (data["role"], data["choices"], data["scene"]) == (role, [], first.id)
        assert data["options"] == [option.text[language] for option in first.options]
        assert (data["ended"], data["ending"]) == (False, None)
        assert data["meters"] == {meter.id: START for meter in PACK.day(role).meters}

    @pytest.mark.parametrize("wish", [1, 2, 3])
    def test_ends_with_an_ending(self, explorer: Explorer, role: str, language: str, wish: int) -> None:
        choices = whole(role, wish)
        data = replayed(explorer, role, choices, language)
        assert data["choices"] == choices
        assert (data["scene"], data["options"], data["ended"]) == (None, [], True)
        ending = next(ending for ending in PACK.day(role).endings if ending.id == data["ending"])
        assert data["title"] == ending.title[language]
        assert all(0 <= value <= 10 for value in data["meters"].values())

    def test_with_fewer_choices_stands_at_the_scene_reached(self, explorer: Explorer, role: str, language: str) -> None:
        choices = whole(role)
        for lived in (1, len(choices) // 2, len(choices) - 1):
            data, now = replayed(explorer, role, choices[:lived], language), play(PACK.day(role), choices[:lived]).now
            assert now is not None
            assert (data["scene"], data["ended"], data["ending"]) == (now.scene.id, False, None)
            assert len(data["options"]) == len(now.options)
            assert [hour["choice"] for hour in data["lived"]] == choices[:lived]

    def test_with_a_choice_too_many_is_refused(self, explorer: Explorer, role: str, language: str) -> None:
        choices = whole(role)
        complaint = explorer("day", role, "--choices", written([*choices, 1]), "--lang", language).complaint
        assert str(len(choices)) in complaint

    def test_as_markdown_reads_as_a_page(self, explorer: Explorer, role: str, language: str) -> None:
        """Every hour in order with what was chosen and what came of it, then the ending and the debrief."""
        choices, tr = whole(role), translator_of(PACK, language)
        said = explorer("day", role, "--choices", written(choices), "--format", "md", "--lang", language).out
        page = " ".join(said.replace("\\", "").split())
        at = 0
        for hour in play(PACK.day(role), choices).lived:
            assert hour.taken is not None
            for text in (hour.scene.title, *hour.text, hour.taken.text, *hour.outcome):
                expected = " ".join(tr(text).split())
                assert expected in page[at:], expected
                at += page[at:].index(expected)
        played = play(PACK.day(role), choices)
        assert played.ending is not None
        words = PACK.interface.debrief
        titles = [tr(title, role=tr.short(role)) for title in (words.timeline, words.tendencies)]
        for said in (tr(played.ending.title), *map(tr, played.ending_text), *titles):
            assert " ".join(said.split()) in page[at:]


@given(data=st.data())
def test_the_same_choices_give_the_same_day(data: st.DataObject) -> None:
    """Any choices that are there: what is written replays to itself, to the letter."""
    day = data.draw(st.sampled_from(PACK.days))
    choices: list[int] = []
    for _ in range(data.draw(st.integers(0, len(day.scenes)))):
        if (now := play(day, choices).now) is None:
            break
        choices.append(data.draw(st.integers(1, len(now.options))))
    told = day_data(play(day, choices), translator_of(PACK, "es"))
    assert told == day_data(play(day, told["choices"]), translator_of(PACK, "es"))
    assert set(told) >= FIELDS
    assert told["ended"] == (told["scene"] is None) == (told["ending"] is not None)
    assert bool(told["options"]) != told["ended"]


def test_the_language_changes_the_words_and_nothing_else(explorer: Explorer) -> None:
    role = ROLES[0]
    spanish, english = (replayed(explorer, role, [1, 2], language) for language in ("es", "en"))
    same = FIELDS - {"options"}
    assert {name: spanish[name] for name in same} == {name: english[name] for name in same}
    assert spanish["options"] != english["options"]


@pytest.mark.parametrize("listed", ["1,2", "1, 2", " 1,2 "])
def test_choices_may_be_spaced(explorer: Explorer, listed: str) -> None:
    said = explorer("day", ROLES[0], "--choices", listed, "--format", "json")
    assert said.json["choices"] == [1, 2]


@pytest.mark.parametrize("listed", ["1,,2", ",", "1,2,", "1_0", "1;2"])
def test_choices_with_holes_are_refused(explorer: Explorer, listed: str) -> None:
    """A number that was forgotten must not move the others up."""
    assert explorer("day", ROLES[0], "--choices", listed).complaint


def test_the_place_of_a_choice_that_is_not_there_is_said(explorer: Explorer) -> None:
    complaint = explorer("day", ROLES[0], "--choices", "1,7", "--lang", "en").complaint
    assert complaint.startswith("choice 2 is 7")


def test_paragraphs_stay_paragraphs(explorer: Explorer) -> None:
    """Where an author leaves a line empty, a reader sees one."""
    role = ROLES[0]
    first = PACK.day(role).scenes[0].text[0].say["en"]
    end, start = "Purchasing wants to compare.", "The June thing"
    assert end in first and start in first
    said = explorer("day", role, "--choices", "", "--format", "md", "--lang", "en").out
    assert f"\n\n{start}" in said


def test_a_pack_without_that_day_says_so(explorer: Explorer, small_folder: Any, tmp_path: Any) -> None:
    import shutil

    folder = shutil.copytree(small_folder, tmp_path / "pack")
    (folder / "days" / "bee.yaml").unlink()
    said = explorer("--pack", folder, "day", "bee", "--choices", "", "--lang", "en")
    assert "bee" in said.complaint
