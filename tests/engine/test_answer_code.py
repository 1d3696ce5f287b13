"""The answer code: short enough for paper, and no slip of the pen is taken for another person's answers."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import cycle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.engine.code import CodeError, Codes, decode, encode
from explorer.engine.day import play
from explorer.engine.signs import SIGNS, grouped
from explorer.engine.visit import Visit, answered, chosen, liked, speaking, starred
from explorer.pack.pack import Pack
from tests.first import PACK

ITEMS = PACK.questionnaire.items
MOST_FOR_ANSWERS, MOST_FOR_DAYS = 20, 48


def with_answers(sheet: list[int]) -> Visit:
    """A sheet of 0 (skipped) to 5, one for each item in order."""
    visit = Visit("es")
    for item, answer in zip(ITEMS, sheet, strict=True):
        visit = answered(visit, item.id, answer) if answer else visit
    return visit


def with_day(visit: Visit, role: str, wishes: list[tuple[int, int]]) -> Visit:
    """A day as far as the wishes go: each an option, counted round among those that are open, and a liking."""
    for wish, liking in wishes:
        now = play(PACK.day(role), visit.lived(role).choices).now
        if now is None:
            break
        hour = len(visit.lived(role).choices)
        visit = liked(chosen(visit, role, 1 + wish % len(now.options)), role, hour, liking)
    return visit


sheets = st.lists(st.integers(0, 5), min_size=len(ITEMS), max_size=len(ITEMS))
wishes = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 5)), max_size=16)


@st.composite
def visits(draw: st.DrawFn) -> Visit:
    visit = with_answers(draw(sheets))
    for role in draw(st.lists(st.sampled_from([day.role for day in PACK.days]), unique=True)):
        visit = with_day(visit, role, draw(wishes))
    return visit


SLIP = ("check", "pack")
"""What a slip is called: some sign is wrong; by a chance of one in 961, that the code is another pack's."""
NOTHING = Visit("es")
ANSWERS_ONLY = with_answers([1, 5, 0, 3, 2, 4] * 4)
ALL_FIVES = with_answers([5] * 24)
LIVED = [(n, n % 6) for n in range(20)]
EVERYTHING = with_day(with_day(with_answers([5, 0, 1, 2, 4, 3] * 4), "kam", LIVED), "pm", LIVED[::-1])
ONE_DAY = with_day(NOTHING, "pm", LIVED[:4])
EXAMPLES = [NOTHING, ANSWERS_ONLY, ALL_FIVES, EVERYTHING, ONE_DAY]


def signs(visit: Visit) -> str:
    return encode(PACK, visit).replace("-", "")


def refusal(code: str, pack: Pack = PACK) -> tuple[str, str]:
    """Why a code is refused, and the detail."""
    with pytest.raises(CodeError) as caught:
        decode(pack, code, "es")
    return caught.value.reason, caught.value.detail


# --- what it holds ---------------------------------------------------------------------------------------------


@given(visits())
def test_a_code_gives_back_the_answers_the_days_and_the_likings(visit: Visit) -> None:
    assert decode(PACK, encode(PACK, visit), "es") == visit


@given(visits())
def test_a_code_read_and_written_again_is_the_same_code(visit: Visit) -> None:
    code = encode(PACK, visit)
    assert encode(PACK, decode(PACK, code, "en")) == code


@given(visits(), visits())
def test_different_visits_have_different_codes(visit: Visit, other: Visit) -> None:
    assert (encode(PACK, visit) == encode(PACK, other)) is (visit == other)


@given(visits(), st.sampled_from(["es", "en"]))
def test_stars_and_language_are_not_in_it_and_the_language_is_the_readers(visit: Visit, language: str) -> None:
    code = encode(PACK, starred(speaking(visit, "en"), "pace"))
    assert code == encode(PACK, visit)
    assert decode(PACK, code, language) == speaking(visit, language)


@given(visits())
def test_it_is_groups_of_four_signs_that_nobody_confuses(visit: Visit) -> None:
    assert re.fullmatch(r"[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4})*", encode(PACK, visit))


@given(visits())
def test_answers_take_at_most_20_signs_and_days_at_most_48_more(visit: Visit) -> None:
    whole = signs(visit)
    answers = signs(Visit("es", visit.answers))
    assert len(answers) <= MOST_FOR_ANSWERS
    assert whole.startswith(answers)
    assert len(whole) <= MOST_FOR_ANSWERS + MOST_FOR_DAYS
    assert (len(whole) == len(answers)) is (not visit.days)


# --- how it may be written -------------------------------------------------------------------------------------


@given(
    visits(), st.lists(st.sampled_from(["", " ", "-", " - ", "\t", "\n"]), min_size=1, max_size=6), st.integers(1, 5)
)
def test_case_spaces_and_hyphens_do_not_matter(visit: Visit, gaps: list[str], lowered: int) -> None:
    signs_as_written = [sign if place % lowered else sign.lower() for place, sign in enumerate(signs(visit))]
    written = "".join(sign + gap for sign, gap in zip(signs_as_written, cycle(gaps), strict=False))
    assert decode(PACK, f" {written} ", "es") == visit


@pytest.mark.parametrize("example", range(len(EXAMPLES)))
def test_every_single_wrong_sign_is_found(example: int) -> None:
    code = signs(EXAMPLES[example])
    for place, right in enumerate(code):
        for wrong in SIGNS.replace(right, ""):
            assert refusal(code[:place] + wrong + code[place + 1 :])[0] in SLIP, (place, wrong)


@pytest.mark.parametrize("example", range(len(EXAMPLES)))
def test_every_swap_of_two_different_neighbours_is_found(example: int) -> None:
    code = signs(EXAMPLES[example])
    different = [place for place in range(len(code) - 1) if code[place] != code[place + 1]]
    assert different
    for place in different:
        swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        assert refusal(swapped)[0] in SLIP, place


@given(visits(), st.data())
def test_a_slip_in_any_visits_code_is_found(visit: Visit, data: st.DataObject) -> None:
    code = signs(visit)
    place = data.draw(st.integers(0, len(code) - 1))
    wrong = data.draw(st.sampled_from(SIGNS.replace(code[place], "")))
    assert refusal(code[:place] + wrong + code[place + 1 :])[0] in SLIP


@pytest.mark.parametrize("sign", "0O1IL")
@pytest.mark.parametrize("place", [0, 7, 19])
def test_a_sign_that_no_code_has_is_named(sign: str, place: int) -> None:
    code = signs(ANSWERS_ONLY)
    assert refusal(code[:place] + sign + code[place + 1 :]) == ("sign", sign)
    assert refusal(code[:place] + sign.lower() + code[place + 1 :]) == ("sign", sign)


@pytest.mark.parametrize(
    ("sign", "name"),
    [
        ("?", "?"),
        ("u", ""),
        ("é", "U+00E9"),
        ("_", "_"),
        ("\x1b", "U+001B"),
        ("ß", "U+00DF"),
        ("ſ", "U+017F"),
        ("А", "U+0410"),
    ],
)
def test_other_signs_are_named_too(sign: str, name: str) -> None:
    code = signs(ANSWERS_ONLY)
    if name:
        assert refusal(code[:9] + sign + code[9:]) == ("sign", name)


AROUND = ['"', "'", "`", "“", "”", "«", "»", ".", ",", ";", ":", "…", "(", ")", "\ufeff", "\u200b", "\u200e", "\u00a0"]


@given(visits(), st.text(st.sampled_from(AROUND), max_size=6), st.text(st.sampled_from(AROUND), max_size=6))
def test_quotes_stops_and_what_is_not_seen_around_a_code_do_not_matter(visit: Visit, before: str, after: str) -> None:
    assert decode(PACK, before + encode(PACK, visit) + after, "es") == visit


@given(
    visits(),
    st.sampled_from(["\u200b", "\u200d", "\u00ad", "\u2060", "\ufeff", "\ufe0f", "\u00a0", "\u2011", "\u2212"]),
)
def test_what_is_not_seen_within_a_code_does_not_matter(visit: Visit, unseen: str) -> None:
    assert decode(PACK, encode(PACK, visit).replace("-", f"-{unseen}"), "es") == visit


def test_a_code_of_another_length_is_refused() -> None:
    code = signs(EVERYTHING)
    right = {len(signs(ANSWERS_ONLY)), len(code)}
    for length in range(len(code) + 8):
        if length not in right:
            assert refusal((code + code)[:length]) == ("length", "")


# --- whose it is -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("version", [2, 17, 255])
def test_a_code_of_another_version_says_which(version: int) -> None:
    other = replace(PACK, version=version)
    for visit in EXAMPLES:
        assert refusal(encode(other, visit)) == ("version", str(version))
        assert refusal(encode(PACK, visit), other) == ("version", str(PACK.version))


def test_a_code_of_a_version_with_longer_days_says_which() -> None:
    day = PACK.days[0]
    longer = replace(day, scenes=(*day.scenes, *day.scenes[:6]))
    other = replace(PACK, version=2, days=(longer, *PACK.days[1:]))
    assert len(encode(other, EVERYTHING)) > len(encode(PACK, EVERYTHING))
    assert refusal(encode(other, EVERYTHING)) == ("version", "2")
    assert refusal(encode(replace(other, id="other"), EVERYTHING)) == ("pack", "")


def test_a_code_of_a_pack_with_another_name_is_refused() -> None:
    assert refusal(encode(replace(PACK, id="other"), ANSWERS_ONLY)) == ("pack", "")


def test_a_code_of_a_questionnaire_with_other_items_or_another_order_is_refused() -> None:
    asked = PACK.questionnaire
    renamed = (replace(asked.items[0], id="renamed"), *asked.items[1:])
    for items in (renamed, asked.items[::-1]):
        other = replace(PACK, questionnaire=replace(asked, items=items))
        assert refusal(encode(other, ANSWERS_ONLY)) == ("pack", "")


def test_rewording_an_item_keeps_old_codes_good() -> None:
    asked = PACK.questionnaire
    reworded = (replace(asked.items[0], dimension="reward"), *asked.items[1:])
    other = replace(PACK, questionnaire=replace(asked, items=reworded))
    assert decode(other, encode(PACK, EVERYTHING), "es") == EVERYTHING


def test_the_code_of_a_day_that_cannot_be_lived_is_refused() -> None:
    role, layout = PACK.days[0].role, Codes(PACK).layouts[0]
    low = next(n for n, scene in enumerate(PACK.days[0].scenes) if scene.when)
    for places in ((1,), (low,)):  # the second hour without the first, and one that opens only later
        visit = chosen(NOTHING, role, 1)
        assert refusal(grouped(layout.written(visit, {role: places}))) == ("day", "")
    assert decode(PACK, grouped(layout.written(visit, {role: (0,)})), "es").days == visit.days


def test_a_code_of_a_small_pack_is_short_and_read_back(small: Pack) -> None:
    visit = liked(chosen(answered(NOTHING, "grains", 5), "ant", 3), "ant", 0, 5)
    code = encode(small, visit)
    assert decode(small, code, "es") == visit
    assert len(code) < len(encode(PACK, EVERYTHING))


def test_the_code_of_one_pack_is_not_read_by_another(small: Pack) -> None:
    assert refusal(encode(small, NOTHING))[0] in ("length", "pack", "check")
    assert refusal(encode(PACK, NOTHING), small)[0] in ("length", "pack", "check")
