"""What is written in a day stands beside the version of the authors, and is no hour."""

from __future__ import annotations

from explorer.engine.day import certain_times, play, to_come
from explorer.engine.visit import Visit, chosen
from explorer.loader.reader import read_pack
from explorer.report.data import day_data
from explorer.report.day import ribbon
from explorer.report.document import Paragraph, Point
from explorer.report.making import OURS, last_of, making, pieces
from explorer.report.pack_translator import translator_of

PACK = read_pack()
TR = translator_of(PACK, "en")
DAY = PACK.days[0]


def lived(sentences: int, pick: int = 1) -> tuple[int, ...]:
    """The choices of a day as far as so many of its sentences."""
    choices: list[int] = []
    while now := play(DAY, choices).now:
        if not now.scene.rated and not sentences:
            break
        sentences -= not now.scene.rated
        choices.append(pick)
        if not now.scene.rated and not sentences:
            break
    return tuple(choices)


def test_a_piece_grows_sentence_by_sentence_and_is_told_after_the_last() -> None:
    assert pieces(play(DAY, lived(0))) == ()
    half, whole = play(DAY, lived(2)), play(DAY, lived(3))
    assert [len(piece.hours) for piece in pieces(half)] == [2]
    assert last_of(half) is None
    piece = last_of(whole)
    assert piece and piece.whole and len(piece.hours) == 3
    assert last_of(play(DAY, (*whole.choices, 1))) is None


def test_every_sentence_of_ours_stands_there_with_its_reason() -> None:
    piece = last_of(play(DAY, lived(3)))
    assert piece
    blocks = list(making(TR, piece))
    said = [block.text for block in blocks if isinstance(block, Point)]
    quiet = " ".join(block.text for block in blocks if isinstance(block, Paragraph))
    for hour in piece.hours:
        assert hour.taken and hour.scene.ours
        assert TR(hour.taken.text) in said
        assert TR(hour.scene.options[hour.scene.ours.option - 1].text) in said
        assert TR(hour.scene.ours.why) in quiet
    marks = [block.mark for block in blocks if isinstance(block, Point) and block.mark != OURS]
    assert marks == ["=" if hour.scene.ours and hour.scene.ours.option == 1 else "≠" for hour in piece.hours]


def test_a_sentence_is_no_hour_of_the_ribbon_and_is_told_in_json() -> None:
    visit = Visit("en")
    for choice in lived(3):
        visit = chosen(visit, DAY.role, choice)
    hours = [hour for hour in play(DAY, lived(3)).lived if hour.scene.rated]
    drawn = ribbon(TR, visit, DAY.role)
    assert [hour.when for hour in drawn.hours].count("past") == len(hours)
    made = day_data(play(DAY, lived(3)), TR)["made"]
    assert [each["choice"] for each in made] == [1, 1, 1]


def test_of_two_hours_of_which_either_comes_one_is_sure() -> None:
    times = certain_times(DAY.scenes)
    gated = [scene for scene in DAY.scenes if scene.when and scene.time in times]
    assert gated and len(times) == len(set(times))
    assert to_come(play(DAY, ())) == times[1:]
