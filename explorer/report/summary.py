"""The summary of a visit: computed once and used everywhere, so that no two places can disagree."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from explorer.engine.code import Codes, encode
from explorer.engine.fit import CLEARLY, ENOUGH, Fit, Verdict
from explorer.engine.questionnaire import SECONDS, further_set, instrument, progress
from explorer.engine.retest import Retake, retake
from explorer.engine.sensitivity import leaving, turning
from explorer.engine.visit import Visit
from explorer.pack.pack import Pack
from explorer.pack.schema import Item, Likert, Measure, Pair
from explorer.report.band import OF_LIKING, compared, lean_in_words, likings, odds, verdict_plate
from explorer.report.day import Debrief, debrief
from explorer.report.diff import starred_rows
from explorer.report.document import Block, Document, Heading, Paragraph, Point
from explorer.report.guess import beside
from explorer.report.liking import liking_by_work, rated_hours
from explorer.report.links import GO
from explorer.report.norms import among
from explorer.report.pack_translator import PackTranslator, translator_of
from explorer.report.profile_fit import on_each_dimension, said_and_did
from explorer.words.frozen import frozen
from explorer.words.model import Part

REASONS = 3
"""How many reasons for and against are shown first."""
LESSER = {"clear": "clear_disliked", "slight": "slight_disliked"}
"""By verdict, the id of the words for a lean whose leading role is disliked."""
TO_LIVE: tuple[Verdict, ...] = ("clear", "slight", "undecided")
"""The verdicts for which playing the days is the next step."""


@frozen
class Reason:
    """The contribution of one answer to the lean: the item, the answer (1-5), and its signed part of the lean."""

    item: Item
    answer: int
    part: Fraction


@frozen
class Summary:
    """A visit and everything derived from it. `reasons` are all answered items, the heaviest first, whichever side they
    are for; `for_` and `against` are the first few on the side of the lean and on the other."""

    tr: PackTranslator
    visit: Visit
    fit: Fit
    code: str
    reasons: tuple[Reason, ...]
    for_: tuple[Reason, ...]
    against: tuple[Reason, ...]
    debriefs: tuple[Debrief, ...]
    leaving: Mapping[str, int] | None
    """The fewest changed answers that would end the verdict, item to answer; None without a lean, or if none would."""
    turning: Mapping[str, int] | None
    """The fewest that would reverse it."""
    retake: Retake | None
    """The comparison with an earlier result; None if there is none, or they are not comparable."""

    @property
    def readable(self) -> bool:
        """Whether the answers are sufficient and consistent enough for the numbers to be shown."""
        return self.fit.readable

    @property
    def verdict(self) -> str:
        """The verdict in words."""
        return self._of_verdict(self.tr.words.verdicts)

    @property
    def explained(self) -> str:
        """What the verdict means."""
        words = self.tr.words.explained
        if self.fit.verdict in OF_LIKING and not self.fit.across:
            first, second = (self.tr.short(role) for role in self.fit.pair)
            said = words.both_aside if self.fit.verdict == "both" else words.neither_aside
            return self.tr(said, first=first, second=second, role=self.tr.short(self.fit.side or self.fit.pair[0]))
        return self._of_verdict(words)

    @property
    def next_step(self) -> str:
        """What to do next."""
        if self.wants_more and self.further:
            n = len(self.further)
            return self.tr(self.tr.words.result.next_more, n=n, minutes=-(-n * SECONDS // 60))
        if (
            self.fit.verdict in TO_LIVE
            and self.fit.liked is not False
            and len(self.debriefs) == len(self.tr.pack.days) > 0
        ):
            return self.tr(self.tr.words.result.next_lived)
        return self._of_verdict(self.tr.words.next_steps)

    @property
    def wants_more(self) -> bool:
        """Whether the verdict is one for which more questions, if there are any, are the recommended next step."""
        return self.fit.verdict in ("undecided", "slight")

    @property
    def further(self) -> tuple[Item, ...]:
        """The next set of further questions; empty if there is none, or if a question before it is not answered."""
        return further_set(self.tr.pack, self.visit.answers) if self.readable else ()

    @property
    def flags(self) -> tuple[str, ...]:
        """What makes the answers hard to interpret, in words; if all are equal, only that."""
        flags = self.fit.flags[:1] if self.fit.flags[:1] == ("straight",) else self.fit.flags
        return tuple(self.tr(self.tr.words.flags[flag]) for flag in flags)

    @property
    def why(self) -> tuple[Reason, ...]:
        """The answers shown first: for a lean the heaviest on its side; for "both" and "neither" the activities liked
        most or, if none is liked, least; if undecided, the heaviest on either side."""
        if self.fit.verdict in OF_LIKING:
            return (self.liked or self.disliked)[:REASONS]
        if self.fit.verdict == "undecided" and self.against:
            return (*self.for_[: REASONS - 1], self.against[0])
        return self.for_

    @property
    def liked(self) -> tuple[Reason, ...]:
        """The activities that are liked, the most liked first."""
        return tuple(sorted((each for each in self._activities if each.answer > 3), key=lambda each: -each.answer))

    @property
    def disliked(self) -> tuple[Reason, ...]:
        """The activities that are disliked, the least liked first."""
        return tuple(sorted((each for each in self._activities if each.answer < 3), key=lambda each: each.answer))

    @property
    def _activities(self) -> Iterator[Reason]:
        return (reason for reason in self.reasons if isinstance(reason.item, Likert))

    @property
    def why_title(self) -> str:
        """The heading of the answers in `why`."""
        words = self.tr.words.result
        if self.fit.verdict in OF_LIKING:
            liked = words.liked_both if self.fit.verdict == "both" else words.liked_neither
            return self.tr(liked if self.liked else words.liked_none)
        if self.fit.verdict == "undecided":
            return self.tr(words.heaviest)
        return self.tr(words.reasons_for, role=self.tr.short(self.fit.side or self.fit.pair[0]))

    @property
    def lean_in_words(self) -> str:
        """The lean and its band with their unit, in words."""
        return lean_in_words(self.tr, self.fit)

    @property
    def odds(self) -> str:
        """How often the side of such a lean is right, in natural frequencies."""
        return odds(self.tr, self.fit)

    def _of_verdict(self, texts: Part) -> str:
        """The text for this verdict, out of a part with one for every verdict, filled in."""
        words = self.tr(texts[LESSER[self.fit.verdict] if self.fit.liked is False else self.fit.verdict])
        first, second = (self.tr.short(role) for role in self.fit.pair)
        side = self.fit.side or self.fit.pair[0]
        other = self.fit.pair[1] if side == self.fit.pair[0] else self.fit.pair[0]
        answered, items = progress(self.tr.pack, self.visit.answers)
        return words.format(
            role=self.tr.short(side),
            other=self.tr.short(other),
            first=first,
            second=second,
            answered=answered,
            items=items,
            missing=items - answered,
            needed=max(1, math.ceil(ENOUGH * items) - answered),
            least=CLEARLY,
        )


def summarise(pack: Pack, visit: Visit, earlier: Mapping[str, int] | None = None) -> Summary:
    """The summary of `visit`, in its language, compared with the `earlier` answers or, without them, with
    `visit.before`."""
    scorer = instrument(pack)
    fit = scorer.score(visit.answers)
    items = {item.id: item for item in pack.questionnaire.every}
    reasons = sorted(
        (Reason(items[item], visit.answers[item], part) for item, part in fit.contributions.items()),
        key=lambda reason: -abs(reason.part),
    )
    sign = -1 if fit.side == fit.pair[1] else 1
    before = visit.before if earlier is None else earlier
    finished = (debrief(pack, visit, day.role) for day in pack.days)
    return Summary(
        tr=translator_of(pack, visit.language),
        visit=visit,
        fit=fit,
        code=encode(pack, visit),
        reasons=tuple(reasons),
        for_=tuple(reason for reason in reasons if reason.part * sign > 0)[:REASONS],
        against=tuple(reason for reason in reasons if reason.part * sign < 0)[:REASONS],
        debriefs=tuple(each for each in finished if each),
        leaving=leaving(scorer, visit.answers),
        turning=turning(scorer, visit.answers),
        retake=retake(scorer, before, visit.answers) if before else None,
    )


def glance(pack: Pack, visit: Visit, codes: Codes) -> Summary:
    """A summary with only the verdict and code, for long lists: without reasons, days and changes."""
    fit, code = instrument(pack).score(visit.answers), codes.encode(visit)
    return Summary(translator_of(pack, visit.language), visit, fit, code, (), (), (), (), None, None, None)


def in_place(tried: Summary, real: Summary) -> Summary:
    """A trial summary with its reasons in the order of the real ones, so that lines do not jump. Unchanged if the lean
    has reversed, or if a reason of the real answers is missing in the trial."""
    now = {reason.item.id: reason for reason in tried.reasons}
    if tried.fit.side != real.fit.side or any(each.item.id not in now for each in (*real.for_, *real.against)):
        return tried
    for_, against = (tuple(now[reason.item.id] for reason in each) for each in (real.for_, real.against))
    return replace(tried, for_=for_, against=against)


# --- as a document ---------------------------------------------------------------------------------------------


def result_document(summary: Summary, top: int = 2) -> Document:
    """The result, the most important part first; `top` is the level of its title, 2 (as on the screen) or 1."""
    return tuple(_result(summary, 2, top))


def sources_used(summary: Summary) -> tuple[str, ...]:
    """The sources that the summary cites, in the pack's order: those of its caveats and of the starred differences."""
    pack = summary.tr.pack
    used = {source for caveat in pack.questionnaire.caveats for source in caveat.sources}
    for row in starred_rows(pack, summary.visit.stars, summary.fit.pair):
        used |= set(row.about.sources if isinstance(row.about, Measure) else ())
        used |= {source for stand in (row.first, row.second) for claim in stand.claims for source in claim.sources}
    return tuple(source.id for source in pack.sources if source.id in used)


def _result(summary: Summary, part: int, top: int = 2) -> Iterator[Block]:
    tr, fit = summary.tr, summary.fit
    words, questionnaire = tr.words.result, tr.pack.questionnaire
    yield verdict_plate(tr, fit, summary.verdict, top)
    yield Paragraph(" ".join([*summary.flags, summary.explained]))
    if summary.readable and len(fit.liking) > len(fit.pair):
        first, second = (tr.short(role) for role in fit.pair)
        yield Paragraph(tr(words.leading, n=len(fit.liking), first=first, second=second), "quiet")
    if summary.readable:
        yield from among(tr, fit)
    if summary.why and summary.readable:
        yield Heading(summary.why_title, part, id="for", plain=True)
        yield from (reason_block(tr, reason, fit, brief=True) for reason in summary.why)
    to_more = f"{GO}test {summary.further[0].id}" if summary.further else ""
    room, next_id = max(len(tr(words.next_step)), len(tr(words.caveat))) + 1, to_more if summary.wants_more else ""
    yield Point(summary.next_step, id=next_id, mark="", tag=tr(words.next_step), room=room)
    if part == 2:  # on the screen, before one has to turn the page
        caveat = tr(words.caveat_said) if tr.pack.norms is None else tr.caveat(questionnaire.caveats[0])
        yield Point(caveat, mark="", tag=tr(words.caveat), tag_tone="warn", room=room)
    if summary.readable:
        yield Heading(tr(words.likings), part, plain=True, id="likings")
        yield from likings(tr, fit)
    yield from _besides(summary, to_more, part)
    if summary.retake:
        yield from compared(tr, summary.retake, part)
    yield from _always(tr, part)
    yield from _changes(summary, part)
    if summary.readable:
        yield from on_each_dimension(tr, fit, part)
    yield from said_and_did(tr, fit, summary.debriefs, part)
    role = (fit.side or fit.pair[0]) if part == 2 else ""  # on the screen, with links
    yield from liking_by_work(tr, rated_hours(tr, summary.visit), part, role=role)
    if summary.reasons and summary.readable:
        yield Heading(tr(words.all_reasons, n=fit.answered), part, id="all")
        yield from (reason_block(tr, reason, fit, "all ") for reason in summary.reasons)


def _always(tr: PackTranslator, part: int) -> Iterator[Block]:
    """The part of every result: its caveats, questions to ask, and what both roles need."""
    words, questionnaire = tr.words.result, tr.pack.questionnaire
    yield Heading(tr(words.caveats), part, id="caveats")
    for number, caveat in enumerate(questionnaire.caveats):
        notes = tuple(tr.cited(source) for source in caveat.sources)
        yield Point(tr.caveat(caveat), id=f"caveat {number}", notes=notes)
    yield Heading(tr(words.questions), part, id="questions")
    for number, question in enumerate(questionnaire.questions, 1):
        yield Point(tr(question), id=f"question {number}")
    if questionnaire.needed_in_both:
        yield Heading(tr(words.needed_in_both), part, id="both")
        yield from (Point(tr(text)) for text in questionnaire.needed_in_both)


def _besides(summary: Summary, to_more: str, part: int) -> Iterator[Block]:
    """The reasons against, further questions if they are not the next step, the guess, and the flagged answers.
    `to_more`: the link to further questions, empty if there are none."""
    tr, fit, words = summary.tr, summary.fit, summary.tr.words.result
    if summary.against and fit.leader:
        yield Heading(tr(words.reasons_against), part, id="against", plain=True)
        yield from (reason_block(tr, reason, fit, brief=True) for reason in summary.against)
    if to_more and not summary.wants_more:
        n = len(summary.further)
        yield Point(tr(words.more, n=n, minutes=-(-n * SECONDS // 60)), id=to_more, mark="  ›")
    if summary.readable and (guessed := beside(tr, summary.visit, summary.verdict)):
        yield Paragraph(guessed, id="guess")
    if fit.flagged:
        yield Heading(tr(words.flagged), part, id="flagged", aside=tr(words.flagged_key) if part == 2 else "")
        for item in tr.pack.questionnaire.every:
            if item.id in fit.flagged:
                given = answer_text(tr, item, summary.visit.answers[item.id])
                yield Point(item_text(tr, item), id=f"{GO}test {item.id}", tail=given)


def _changes(summary: Summary, level: int) -> Iterator[Block]:
    """Which other answers would change the verdict: how stable it is."""
    tr, words = summary.tr, summary.tr.words.result
    items = {item.id: item for item in tr.pack.questionnaire.every}
    if summary.leaving:
        yield Heading(tr(words.changes), level, id="changes")
    for title, changed in ((words.leaving, summary.leaving), (words.turning, summary.turning)):
        if changed:
            yield Paragraph(tr(title, n=len(changed)))
            for item, answer in changed.items():
                given = answer_text(tr, items[item], answer)
                yield Point(tr(words.instead, item=item_text(tr, items[item]), answer=given), id=f"change {item}")


def reason_block(tr: PackTranslator, reason: Reason, fit: Fit, prefix: str = "", brief: bool = False) -> Point:
    """An answer and how much it moves the lean, and to which side. `brief`: of a comparison only the preferred side,
    with the role whose activity it is, whichever side the answer counts for."""
    side = fit.pair[0] if reason.part >= 0 else fit.pair[1]
    tag = tr(tr.words.result.part, role=tr.short(side), points=tr.decimal(abs(reason.part)))
    text, tail = item_text(tr, reason.item), answer_text(tr, reason.item, reason.answer)
    whose = side if isinstance(reason.item, Pair) else instrument(tr.pack).pole(reason.item.id) or side
    if brief and isinstance(reason.item, Pair) and reason.part:
        preferred = reason.item.left if reason.answer < 3 else reason.item.right
        words = tr.words.result.much_rather if reason.answer in (1, 5) else tr.words.result.rather
        text, tail, whose = tr(preferred.text), tr(words), preferred.role
    return Point(
        text,
        tail=tail,
        id=f"{prefix}{reason.item.id}",
        mark="" if brief else "•",
        tag=tr.short(whose) if brief else tag if reason.part else "0",
        tag_tone=tr.tone(whose if brief else side),
        room=max(len(tr.short(role)) for role in fit.pair) if brief else 0,
        notes=(
            *([f"{tag}."] if brief and reason.part else []),
            tr(tr.pack.dimension(reason.item.dimension).question),
            counts(tr, reason.item),
        ),
    )


def counts(tr: PackTranslator, item: Item) -> str:
    """Which role an item counts for, and with which answers."""
    words = tr.words.result
    if isinstance(item, Likert):
        return tr(words.counts_liked if item.keyed == "+" else words.counts_disliked, role=tr.short(item.role))
    return tr(words.counts_pair, left=tr.short(item.left.role), right=tr.short(item.right.role))


def item_text(tr: PackTranslator, item: Item) -> str:
    """The text of an item on one line."""
    if isinstance(item, Likert):
        return tr(item.text)
    left, right = tr(item.left.text), tr(item.right.text)
    return tr(tr.words.result.either, left=left, right=right)


def answer_text(tr: PackTranslator, item: Item, answer: int) -> str:
    """An answer (1-5) in words."""
    questionnaire = tr.pack.questionnaire
    scale = questionnaire.likert if isinstance(item, Likert) else questionnaire.pair
    return tr(scale[answer - 1])
