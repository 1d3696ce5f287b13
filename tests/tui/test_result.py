"""The Result pane: verdict, band, reasons, caveat and next step on the first screen; trials that change nothing."""

from __future__ import annotations

import re
from typing import cast

import pytest

from explorer.engine.questionnaire import instrument
from explorer.engine.visit import Visit, answered
from explorer.pack.pack import Pack
from explorer.report.band import decided_by
from explorer.report.document import Point
from explorer.report.summary import Summary, reason_block, result_document, summarise
from explorer.tui.panes.result import Result
from tests.tui.desk import VERDICTS, Desk, answered_all, desk, fit_of, lived, someone


def pane(here: Desk) -> Result:
    return cast("Result", here.pane)


def squeezed(text: str) -> str:
    return " ".join(text.split())


def missing_from(shown: str, summary: Summary, pack: Pack) -> list[str]:
    """What of a result is not among the words shown."""
    words, tr = pack.interface.result, summary.tr
    wanted = {
        "verdict": summary.verdict,
        "explained": summary.explained,
        "next step": f"{tr(words.next_step)} {summary.next_step}",
        "caveat": f"{tr(words.caveat)} {tr(words.caveat_said)}",
    }
    if not summary.readable:  # then no number is told at all
        assert decided_by(tr, summary.fit) not in shown and "━" not in shown
        return [name for name, text in wanted.items() if squeezed(text) not in shown]
    wanted |= {"its figures": decided_by(tr, summary.fit), "band as a picture": "━", "the lean on it": "●"}
    wanted |= {"what the band is": f"━ {tr(words.band_is)}", "why": summary.why_title}
    wanted |= {role: f"{tr.short(role)}: {tr(pack.role(role).name)}" for role in summary.fit.pair}
    for number, reason in enumerate(summary.why):
        told = reason_block(tr, reason, summary.fit, brief=True)
        wanted[f"reason {number}"] = f"{told.tag} {told.text[:6]}"
    return [name for name, text in wanted.items() if squeezed(text) not in shown]


@pytest.mark.parametrize("language", ["es", "en"])
async def test_before_any_answer_the_pane_names_the_key_that_leads_to_one(language: str, pack: Pack) -> None:
    async with desk(pack, language, pane="result") as here:
        nothing, before = pack.interface.result.empty_title[language], here.prose
        assert nothing in before and str(len(pack.questionnaire.items)) in here.marked[0]
        assert here.rows[-1].split()[0] == "t" and " x " not in here.rows[-1], "the last line offers no more"
        await here.press("x", "n", "w", "3")  # and nothing else happens there
        assert here.prose == before and here.visit_now.empty
        await here.press("enter")
        await here.until(lambda: here.place == "test", "the test")


@pytest.mark.parametrize("language", ["es", "en"])
async def test_the_first_screen_at_80x24_holds_all_that_matters_for_every_verdict(language: str, pack: Pack) -> None:
    async with desk(pack, language, visit=someone(pack, "clear", language), pane="result") as here:
        for verdict in VERDICTS:
            for turn in (1, -1) if verdict in ("clear", "slight") else (1,):
                visit = someone(pack, verdict, language, turn)
                summary = summarise(pack, visit)
                assert summary.fit.verdict == verdict
                here.app.session.change(visit)
                here.pane.show(cursor="verdict", top=0)
                assert not missing_from(here.prose, summary, pack), here.text
                if verdict not in ("incomplete", "uninterpretable"):
                    assert len(summary.why) == 3


@pytest.mark.parametrize("language", ["es", "en"])
def test_no_two_verdicts_have_the_same_sentence_under_them(language: str, pack: Pack) -> None:
    """Of "both" and "neither" the likings are what decides, and stand there; a lean has its odds, and where nothing is
    decided they say why that is too little."""
    said = {}
    for verdict in ("both", "neither", "undecided", "slight"):
        summary = summarise(pack, someone(pack, verdict, language))
        said[verdict] = decided_by(summary.tr, summary.fit)
        likings = {str(round(value)) for value in summary.fit.liking.values() if value is not None}
        assert (likings <= set(re.findall(r"\d+", said[verdict]))) == (verdict in ("both", "neither"))
        assert (str(summary.fit.right) in said[verdict]) == (verdict in ("undecided", "slight"))
    patterns = [re.sub(r"\d+", "N", sentence) for sentence in said.values()]
    assert len(set(said.values())) == 4 and len(set(patterns)) == 3


def test_both_and_neither_are_told_by_what_is_liked_and_undecided_by_both_sides(pack: Pack) -> None:
    for verdict in ("both", "neither"):
        summary = summarise(pack, someone(pack, verdict))
        liked = [reason.answer for reason in summary.why]
        assert liked == sorted(liked, reverse=True) or not summary.liked
        assert min(liked) > 3 if summary.liked else max(liked) < 3
        blocks = {block.id: block for block in result_document(summary) if isinstance(block, Point)}
        for reason in summary.why:  # beside the role whose activity it is, also where disliking it counts for the other
            role = instrument(pack).pole(reason.item.id)
            assert role and blocks[reason.item.id].tag == summary.tr.short(role)
    summary = summarise(pack, someone(pack, "undecided"))
    assert {reason.part > 0 for reason in summary.why} == {True, False}


async def test_the_first_screen_holds_all_that_matters_for_many_people(pack: Pack) -> None:
    from random import Random

    people = []
    chance = Random(7)
    for _ in range(120):
        low = chance.choice((1, 2))
        answers = {item.id: chance.randint(low, chance.choice((4, 5))) for item in pack.questionnaire.items}
        for item in chance.sample(sorted(answers), chance.choice((0, 0, 3, 9))):
            del answers[item]
        people.append(Visit(chance.choice(("es", "en")), answers))
    failed = []
    async with desk(pack, visit=people[0], pane="result") as here:
        for visit in people:
            here.session.history = here.session.history.then(visit)
            here.pane.show(top=0, cursor="verdict")
            summary = summarise(pack, visit)
            if missing := missing_from(here.prose, summary, pack):
                failed.append((visit.language, summary.fit.verdict, missing, len(here.page.lines)))
            if any("…" in line.text for line in here.page.lines[: here.page.size.height]):
                failed.append((visit.language, summary.fit.verdict, ["cut"], 0))
    assert not failed


@pytest.mark.parametrize("verdict", ["both", "neither"])
def test_a_band_on_one_side_under_both_or_neither_is_explained(verdict: str, pack: Pack) -> None:
    from random import Random

    words, seen = pack.interface.explained, set[bool]()
    chance = Random(3)
    while len(seen) < 2:
        likings = (3, 4, 5) if verdict == "both" else (1, 2, 3)
        visit = Visit("en", {item.id: chance.choice(likings) for item in pack.questionnaire.items})
        summary = summarise(pack, visit)
        if summary.fit.verdict == verdict:
            low, high = summary.fit.band
            aside = low > 0 or high < 0
            seen.add(aside)
            said = words.both_aside if verdict == "both" else words.neither_aside
            assert (summary.explained[-30:] == said["en"][-30:]) == aside


@pytest.mark.parametrize("verdict", ["neither", "undecided", "incomplete", "uninterpretable"])
async def test_no_role_is_recommended_where_the_answers_do_not_say_it(verdict: str, pack: Pack) -> None:
    visit = someone(pack, verdict)
    summary = summarise(pack, visit)
    async with desk(pack, visit=visit, pane="result") as here:
        assert summary.fit.leader is None
        assert squeezed(summary.verdict) == here.page.lines[1].text.removeprefix("█").strip()
        for kind in ("clear", "slight"):
            for role in pack.roles:
                assert pack.interface.verdicts[kind].fill("en", role=role.short["en"]) not in here.prose


async def test_g_shows_caveats_questions_and_every_answer_below(pack: Pack) -> None:
    visit = someone(pack, "clear")
    async with desk(pack, visit=visit, pane="result") as here:
        ids = [line.id for line in here.page.lines]
        for number in range(len(pack.questionnaire.caveats)):
            assert f"caveat {number}" in ids
        for item in visit.answers:
            assert f"all {item}" in ids
        await here.press("G")
        assert here.page.more == 0


async def test_n_and_capital_n_walk_the_reasons(pack: Pack) -> None:
    visit = someone(pack, "slight")
    summary = summarise(pack, visit)
    heavy = [reason.item.id for reason in (*summary.for_, *summary.against)]
    async with desk(pack, visit=visit, pane="result") as here:
        seen = []
        for _ in range(len(heavy)):
            await here.press("n")
            seen.append(here.cursor)
        assert seen == heavy
        await here.press("n")
        assert here.cursor == f"all {summary.reasons[0].item.id}"
        await here.press("N", "N")
        assert here.cursor == heavy[-2]


async def test_w_says_what_a_reason_is_about_and_what_the_band_means(pack: Pack) -> None:
    visit = someone(pack, "slight")
    async with desk(pack, visit=visit, pane="result") as here:
        here.page.point("verdict")
        await here.press("w")
        summary = summarise(pack, visit)
        se = summary.tr.decimal(summary.fit.se)
        yours = pack.interface.how.yours.fill("en", reading=summary.lean_in_words, se=se)
        assert "band" in yours and squeezed(yours) in here.prose
        await here.press("w", "n", "w")
        item = next(item for item in pack.questionnaire.items if item.id == here.cursor)
        assert squeezed(pack.dimension(item.dimension).question["en"]) in here.prose


async def test_changing_an_answer_in_the_test_changes_the_result(pack: Pack) -> None:
    visit = someone(pack, "clear")
    item = next(iter(visit.answers))
    async with desk(pack, visit=visit, pane="result") as here:
        await here.go("test")
        await here.press("3" if visit.answers[item] != 3 else "1")
        await here.go("result")
        changed = summarise(pack, here.visit_now)
        assert changed.fit.lean != fit_of(pack, visit).lean
        assert squeezed(changed.odds) in here.prose


# --- what if ---------------------------------------------------------------------------------------------------


async def test_a_trial_changes_the_band_and_nothing_else_and_x_brings_the_answers_back(pack: Pack) -> None:
    visit = someone(pack, "clear")
    async with desk(pack, visit=visit, pane="result") as here:
        before = [line.text for line in here.page.lines]
        real = summarise(pack, visit)
        await here.press("x")
        assert squeezed(pack.interface.result.what_if["en"]) in here.prose
        await here.press("n")
        item = here.cursor
        other = 6 - visit.answers[item] if visit.answers[item] != 3 else 1
        await here.press(str(other))
        tried = summarise(pack, answered(visit, item, other))
        assert tried.lean_in_words != real.lean_in_words
        words = pack.interface.result.what_if_was
        assert squeezed(words.fill("en", was=real.lean_in_words, now=tried.lean_in_words)) in here.prose
        assert here.visit_now == visit and not here.app.session.history.past
        await here.press("x")
        assert [line.text for line in here.page.lines] == before
        assert pane(here).trial is None


async def test_the_reason_that_is_tried_stays_under_the_cursor_and_the_band_in_sight(pack: Pack) -> None:
    """One reason answered with everything in turn; the others stand where they stood."""
    visit = someone(pack, "clear")
    async with desk(pack, visit=visit, pane="result") as here:
        await here.press("x", "n")
        item, order = here.cursor, [line.id for line in here.page.lines if line.id in visit.answers]
        for answer in (1, 2, 3, 4, 5, visit.answers[item]):
            await here.press(str(answer))
            tried = summarise(pack, answered(visit, item, answer))
            assert here.cursor == item
            assert [line.id for line in here.page.lines if line.id in visit.answers] == order
            assert squeezed(tried.odds) in here.prose and "━" in here.prose


async def test_esc_ends_a_trial_too_and_then_does_nothing(pack: Pack) -> None:
    async with desk(pack, visit=someone(pack, "clear"), pane="result") as here:
        before = here.prose
        await here.press("x", "escape")
        assert here.prose == before
        await here.press("escape")
        assert here.prose == before and here.place == "result"


async def test_a_trial_never_gets_into_export_or_code(pack: Pack) -> None:
    visit = someone(pack, "clear")
    async with desk(pack, visit=visit, pane="result") as here:
        await here.press("x", "n", "1", "n", "5", "y")
        assert summarise(pack, visit).code.replace("-", "") in here.screen_prose.replace("-", "").replace(" ", "")
        assert here.visit_now == visit


async def test_a_trial_is_spoken_in_the_new_language_too(pack: Pack) -> None:
    async with desk(pack, visit=someone(pack, "clear"), pane="result") as here:
        await here.press("x", "n", "3", "L")
        assert squeezed(pack.interface.result.what_if["es"]) in here.prose


@pytest.mark.parametrize("again", ["undo", "test"])
async def test_answers_changed_elsewhere_end_a_trial_or_are_in_it(again: str, pack: Pack) -> None:
    """What the pane shows without saying that it is a trial is always the visit itself."""
    visit = someone(pack, "clear")
    item = next(iter(visit.answers))
    async with desk(pack, visit=visit, pane="result") as here:
        here.app.session.change(answered(visit, item, 6 - visit.answers[item] if visit.answers[item] != 3 else 1))
        await here.press("x", "x")
        if again == "undo":
            await here.press("u")
        else:
            await here.go("test")
            await here.press(str(visit.answers[item]))
            await here.go("result")
        assert pane(here).trial is None
        assert squeezed(summarise(pack, here.visit_now).odds) in here.prose
        assert here.visit_now.answers == visit.answers


async def test_days_beside_the_test_add_nothing_to_the_result(pack: Pack) -> None:
    visit = someone(pack, "clear")
    async with desk(pack, visit=visit, pane="result") as here:
        before = here.prose
        here.app.session.change(lived(pack, visit, pack.days[0].role))
        assert here.prose == before


# --- answers that are hard to read -----------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["es", "en"])
async def test_flagged_answers_are_listed_and_enter_leads_to_one_to_answer_it_again(language: str, pack: Pack) -> None:
    visit = someone(pack, "uninterpretable", language)
    async with desk(pack, language, visit=visit, pane="result") as here:
        words, flagged = pack.interface.result, fit_of(pack, visit).flagged
        assert words.flagged[language] in here.prose and words.flagged_key[language] in here.prose
        await here.press("n", "n")
        assert here.cursor == f"go test {flagged[1]}"
        await here.press("enter")
        await here.until(lambda: here.place == "test", "the question")
        place = [item.id for item in pack.questionnaire.items].index(flagged[1])
        assert pack.interface.test.title.fill(language, n=place + 1, of=24) in here.prose
        await here.press("1", "escape")
        await here.until(lambda: here.place == "result", "the result")
        assert here.visit_now.answers == {**visit.answers, flagged[1]: 1}


async def test_a_sound_result_lists_no_answers_as_hard_to_read(pack: Pack) -> None:
    async with desk(pack, visit=someone(pack, "clear"), pane="result", size=(80, 100)) as here:
        assert pack.interface.result.flagged["en"] not in here.prose


async def test_an_answer_given_while_a_trial_stands_breaks_nothing(pack: Pack) -> None:
    full = someone(pack, "clear")
    *first, last = full.answers
    async with desk(
        pack, visit=answered_all(Visit("en"), [(id, full.answers[id]) for id in first]), pane="result"
    ) as here:
        await here.press("x")
        here.app.session.history = here.app.session.history.then(answered(here.visit_now, last, 5))
        here.pane.show()
        assert squeezed(pack.interface.result.what_if["en"]) in here.prose
