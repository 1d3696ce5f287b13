"""What a visit comes to: computed once, shown everywhere, so that no two places can disagree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from explorer.engine.asking import instrument, progress
from explorer.engine.changes import leaving, turning
from explorer.engine.code import encode
from explorer.engine.fit import Fit, Verdict
from explorer.engine.retake import Retake, retake
from explorer.engine.visit import Visit
from explorer.pack.interface import Verdicts
from explorer.pack.pack import Pack
from explorer.pack.schema import Item, Likert, Measure, Pair
from explorer.report.band import band_axis, compared, reading
from explorer.report.day import Debrief, debrief, debrief_document
from explorer.report.diff import starred, starred_rows
from explorer.report.document import Axis, Block, Document, Heading, Paragraph, Point
from explorer.report.links import GO
from explorer.report.standing import on_each_dimension, said_and_did
from explorer.report.voice import Voice

REASONS = 3
"""How many reasons for and against are told first."""


@dataclass(frozen=True)
class Reason:
    """What one answer adds to the lean: the item, the answer (1-5), and its signed part of the lean."""

    item: Item
    answer: int
    part: Fraction


@dataclass(frozen=True)
class Summary:
    """A visit and what follows from it. `reasons` are all answered items, the heaviest first, towards the first role
    or away from it; `for_` and `against` are the first few on the side of the lean and on the other."""

    voice: Voice
    visit: Visit
    fit: Fit
    code: str
    reasons: tuple[Reason, ...]
    for_: tuple[Reason, ...]
    against: tuple[Reason, ...]
    debriefs: tuple[Debrief, ...]
    leaving: Mapping[str, int] | None
    """The fewest other answers that would leave the verdict, item to answer; None without a lean."""
    turning: Mapping[str, int] | None
    """The fewest that would turn it round."""
    retake: Retake | None
    """The lean beside that of the time before; None where there was none, or where the two cannot be compared."""

    @property
    def readable(self) -> bool:
        """Whether the answers are enough, and sound enough, for their numbers to be shown."""
        return self.fit.readable

    @property
    def verdict(self) -> str:
        """The verdict in words."""
        return self._of_verdict(self.voice.words.verdicts)

    @property
    def explained(self) -> str:
        """What the verdict means."""
        return self._of_verdict(self.voice.words.explained)

    @property
    def next_step(self) -> str:
        """What to do now."""
        if self.fit.verdict in _TO_LIVE and len(self.debriefs) == len(self.voice.pack.days) > 0:
            return self.voice(self.voice.words.result.next_lived)
        return self._of_verdict(self.voice.words.next_steps)

    @property
    def flags(self) -> tuple[str, ...]:
        """What makes the answers hard to read, in words."""
        return tuple(self.voice(getattr(self.voice.words.flags, flag)) for flag in self.fit.flags)

    @property
    def reading(self) -> str:
        """Lean, band and their unit in words."""
        return reading(self.voice, self.fit)

    def _of_verdict(self, texts: Verdicts) -> str:
        """Of texts for every verdict the one for this, filled in."""
        words = self.voice(getattr(texts, self.fit.verdict))
        first, second = (self.voice.short(role) for role in self.fit.pair)
        side = self.fit.side or self.fit.pair[0]
        other = self.fit.pair[1] if side == self.fit.pair[0] else self.fit.pair[0]
        answered, items = progress(self.voice.pack, self.visit.answers)
        return words.format(
            role=self.voice.short(side),
            other=self.voice.short(other),
            first=first,
            second=second,
            answered=answered,
            items=items,
            missing=items - answered,
        )


def summarise(pack: Pack, visit: Visit, earlier: Mapping[str, int] | None = None) -> Summary:
    """The summary of `visit`, in its language, compared with `earlier` answers; without them, with `visit.before`."""
    scorer = instrument(pack)
    fit = scorer.score(visit.answers)
    items = {item.id: item for item in pack.questionnaire.items}
    reasons = sorted(
        (Reason(items[item], visit.answers[item], part) for item, part in fit.contributions.items()),
        key=lambda reason: -abs(reason.part),
    )
    sign = -1 if fit.side == fit.pair[1] else 1
    before = visit.before if earlier is None else earlier
    told = (debrief(pack, visit, day.role) for day in pack.days)
    return Summary(
        voice=Voice(pack, visit.language),
        visit=visit,
        fit=fit,
        code=encode(pack, visit),
        reasons=tuple(reasons),
        for_=tuple(reason for reason in reasons if reason.part * sign > 0)[:REASONS],
        against=tuple(reason for reason in reasons if reason.part * sign < 0)[:REASONS],
        debriefs=tuple(each for each in told if each),
        leaving=leaving(scorer, visit.answers),
        turning=turning(scorer, visit.answers),
        retake=retake(scorer, before, visit.answers) if before else None,
    )


def in_place(tried: Summary, real: Summary) -> Summary:
    """A trial with the reasons standing where those of the real answers do, so that the eye finds the one that is
    tried; as it is when the lean has turned round, or an answer was given since that the trial has not."""
    now = {reason.item.id: reason for reason in tried.reasons}
    if tried.fit.side != real.fit.side or any(each.item.id not in now for each in (*real.for_, *real.against)):
        return tried
    for_, against = (tuple(now[reason.item.id] for reason in each) for each in (real.for_, real.against))
    return replace(tried, for_=for_, against=against)


# --- as a document ---------------------------------------------------------------------------------------------


def result_document(summary: Summary, top: int = 2) -> Document:
    """The result, the most important first; `top` is the level of its title, 2 (as the screen shows it) or 1."""
    return tuple(_result(summary, 2, top))


def summary_document(summary: Summary) -> Document:
    """The whole summary, to take home."""
    voice = summary.voice
    words = voice.words.result
    parts: list[Block] = [Heading(voice(words.document, title=voice(voice.pack.title)), 1)]
    for block in _result(summary, 3):
        if isinstance(block, Axis) and block.id == "band":
            block = replace(block, notes=(voice(words.band_home),))
        parts.append(block)
    stars = list(starred(voice.pack, voice.language, summary.visit.stars, summary.fit.pair))
    if stars:
        parts += [Heading(voice(words.stars), 2), *stars]
    for told in summary.debriefs:
        parts += debrief_document(voice, told, 2)
    parts += [Heading(voice(words.code), 2), Paragraph(summary.code, "accent"), Paragraph(voice(words.code_holds))]
    parts += [Heading(voice(words.credits), 2), *_credits(summary)]
    return tuple(parts)


def sources_used(summary: Summary) -> tuple[str, ...]:
    """The sources that the summary cites, in the pack's order: those of its caveats and of the starred differences."""
    pack = summary.voice.pack
    used = {source for caveat in pack.questionnaire.caveats for source in caveat.sources}
    for row in starred_rows(pack, summary.visit.stars, summary.fit.pair):
        used |= set(row.about.sources if isinstance(row.about, Measure) else ())
        used |= {source for stand in (row.first, row.second) for claim in stand.claims for source in claim.sources}
    return tuple(source.id for source in pack.sources if source.id in used)


def _credits(summary: Summary) -> Iterator[Block]:
    """Each source that is cited, with its licence where that asks for a credit; then the credit lines of the pack."""
    voice = summary.voice
    credited = [source for source in voice.pack.sources if source.credit]
    for name in sources_used(summary):
        source = voice.pack.source(name)
        licence = voice(voice.words.result.licence, licence=source.licence) if source.credit and source.licence else ""
        yield Point(f"{voice.cited(name)} {licence}".rstrip())
    credits = dict.fromkeys(voice(source.credit) for source in credited if source.credit)
    yield from (Point(credit) for credit in credits)


def _result(summary: Summary, part: int, top: int = 2) -> Iterator[Block]:
    voice, fit = summary.voice, summary.fit
    words, questionnaire = voice.words.result, voice.pack.questionnaire
    yield Heading(summary.verdict, top, id="verdict")
    yield Paragraph(" ".join([*summary.flags, summary.explained]))
    if summary.readable:
        if len(fit.fits) > len(fit.pair):
            first, second = (voice.short(role) for role in fit.pair)
            yield Paragraph(voice(words.leading, n=len(fit.fits), first=first, second=second), "quiet")
        yield band_axis(voice, fit)
    if summary.for_ and summary.readable:
        yield Heading(voice(words.reasons_for, role=voice.short(fit.side or fit.pair[0])), part)
        yield from (reason_block(voice, reason, fit, brief=True) for reason in summary.for_)
    if summary.against and summary.readable:
        yield Heading(voice(words.reasons_against), part)
        yield from (reason_block(voice, reason, fit, brief=True) for reason in summary.against)
    yield Point(summary.next_step, mark="", tag=voice(words.next_step))
    if part == 2:  # on the screen, before one has to turn the page
        yield Point(voice(questionnaire.caveats[0].text), mark="", tag=voice(words.caveat))
    if fit.flagged:
        yield Heading(voice(words.flagged), part, id="flagged", aside=voice(words.flagged_key) if part == 2 else "")
        for item in questionnaire.items:
            if item.id in fit.flagged:
                said = answer_text(voice, item, summary.visit.answers[item.id])
                yield Point(item_text(voice, item), id=f"{GO}test {item.id}", tail=said, brief=True)
    if summary.retake:
        yield from compared(voice, summary.retake, part)
    yield Heading(voice(words.caveats), part, id="caveats")
    for number, caveat in enumerate(questionnaire.caveats):
        notes = tuple(voice.cited(source) for source in caveat.sources)
        yield Point(voice(caveat.text), id=f"caveat {number}", notes=notes)
    yield Heading(voice(words.questions), part, id="questions")
    for number, question in enumerate(questionnaire.questions, 1):
        yield Point(voice(question), id=f"question {number}")
    if questionnaire.needed_in_both:
        yield Heading(voice(words.needed_in_both), part, id="both")
        yield from (Point(voice(text)) for text in questionnaire.needed_in_both)
    yield from _changes(summary, part)
    if summary.readable:
        yield from on_each_dimension(voice, fit, part)
    yield from said_and_did(voice, fit, summary.debriefs, part)
    if summary.reasons and summary.readable:
        yield Heading(voice(words.all_reasons, n=fit.answered), part, id="all")
        yield from (reason_block(voice, reason, fit, "all ") for reason in summary.reasons)


def _changes(summary: Summary, level: int) -> Iterator[Block]:
    """What other answers would change the verdict: how firmly it stands."""
    voice, words = summary.voice, summary.voice.words.result
    items = {item.id: item for item in voice.pack.questionnaire.items}
    if summary.leaving:
        yield Heading(voice(words.changes), level, id="changes")
    for title, changed in ((words.leaving, summary.leaving), (words.turning, summary.turning)):
        if changed:
            yield Paragraph(voice(title, n=len(changed)))
            for item, answer in changed.items():
                said = answer_text(voice, items[item], answer)
                yield Point(voice(words.instead, item=item_text(voice, items[item]), answer=said), id=f"change {item}")


def reason_block(voice: Voice, reason: Reason, fit: Fit, prefix: str = "", brief: bool = False) -> Point:
    """What was answered and how much it moves the lean, to which side. `brief`: of a comparison, the side preferred."""
    side = fit.pair[0] if reason.part >= 0 else fit.pair[1]
    tag = voice(voice.words.result.part, role=voice.short(side), points=voice.decimal(abs(reason.part)))
    text, tail = item_text(voice, reason.item), answer_text(voice, reason.item, reason.answer)
    if brief and isinstance(reason.item, Pair) and reason.part:
        preferred = reason.item.left if reason.answer < 3 else reason.item.right
        words = voice.words.result.much_rather if reason.answer in (1, 5) else voice.words.result.rather
        text, tail = voice(preferred.text), voice(words)
    return Point(
        text,
        tail=tail,
        id=f"{prefix}{reason.item.id}",
        tag=tag if reason.part else "0",
        tag_tone=voice.tone(side),
        notes=(voice(voice.pack.dimension(reason.item.dimension).question), counts(voice, reason.item)),
        brief=brief,
    )


def counts(voice: Voice, item: Item) -> str:
    """Towards whom an item counts, and when."""
    words = voice.words.result
    if isinstance(item, Likert):
        return voice(words.counts_liked if item.keyed == "+" else words.counts_disliked, role=voice.short(item.role))
    return voice(words.counts_pair, left=voice.short(item.left.role), right=voice.short(item.right.role))


def item_text(voice: Voice, item: Item) -> str:
    """An item on one line."""
    if isinstance(item, Likert):
        return voice(item.text)
    left, right = voice(item.left.text), voice(item.right.text)
    return voice(voice.words.result.either, left=left, right=right)


def answer_text(voice: Voice, item: Item, answer: int) -> str:
    """An answer (1-5) as a word of its scale."""
    questionnaire = voice.pack.questionnaire
    scale = questionnaire.likert if isinstance(item, Likert) else questionnaire.pair
    return voice(scale[answer - 1])


_TO_LIVE: tuple[Verdict, ...] = ("clear", "slight", "undecided")
"""The verdicts after which living the days is the next step."""
