"""The lean and its 90 % band: in words, drawn to scale, and next to an earlier result."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.engine.fit import LIKING_SEM, Fit
from explorer.engine.retest import Retake
from explorer.report.document import Axis, Block, Gauge, Heading, Mark, Paragraph, Plate
from explorer.report.pack_translator import PackTranslator

LIKING = 40
"""Width in cells of the bar of a liking, 0 to 100."""
OF_LIKING = ("both", "neither")
"""The verdicts that depend on how much each role's work is liked, not on the lean."""


def lean_in_words(tr: PackTranslator, fit: Fit) -> str:
    """The lean and its band with their unit, in words; the end of the band on the side of the lean comes last."""
    low, high = (_end(tr, fit, value) for value in fit.band)
    words = tr.words.result
    if fit.side is None:
        return tr(words.reading_even, low=high, high=low)
    if fit.side == fit.pair[1]:
        low, high = high, low
    return tr(words.reading, role=tr.short(fit.side), lean=round(abs(fit.lean)), low=low, high=high)


def _end(tr: PackTranslator, fit: Fit, value: float) -> str:
    """One end of the band: which role it is towards, and how far."""
    return f"{tr.short(fit.pair[0] if value > 0 else fit.pair[1])} {abs(round(value))}"


def odds(tr: PackTranslator, fit: Fit) -> str:
    """How often the side of such a lean is right, in natural frequencies; if the lean is undecided or its band reaches
    across the middle, for both sides."""
    words = tr.words.result
    side = fit.side or fit.pair[0]
    other = fit.pair[1] if side == fit.pair[0] else fit.pair[0]
    sentence = words.odds_undecided if fit.verdict == "undecided" else words.odds_across if fit.across else words.odds
    return tr(sentence, n=fit.right, m=100 - fit.right, role=tr.short(side), other=tr.short(other))


def decided_by(tr: PackTranslator, fit: Fit) -> str:
    """The figures on which a verdict is based: for "both" and "neither" how much each role's work is liked, for the
    others how often the side of such a lean is right; both if the leading role is disliked."""
    sentences = [] if fit.verdict in OF_LIKING else [odds(tr, fit)]
    if fit.verdict in OF_LIKING or fit.liked is False:
        names = dict(zip(("first", "second"), map(tr.short, fit.pair), strict=True))
        one, two = (round(fit.liking[role] or 0) for role in fit.pair)
        words = tr.words.result.likings_read if fit.verdict in OF_LIKING else tr.words.result.likings_short
        sentences.insert(0, tr(words, **names, one=one, two=two, margin=LIKING_SEM))
    return " ".join(sentences)


def verdict_plate(tr: PackTranslator, fit: Fit, verdict: str, level: int) -> Plate:
    """The verdict above the band and the figures it is based on; without enough answers, the verdict alone. Its border
    has the colour of the leading role, if there is one."""
    if not fit.readable:
        return Plate(verdict, level=level, id="verdict")
    low, high = fit.band
    first, second = fit.pair
    axis = Axis(
        tr.short(first),
        tr.short(second),
        (Mark("", _place(float(fit.lean)), "accent"),),
        span=(_place(high), _place(low)),
        tones=(tr.tone(first), tr.tone(second)),
    )
    tone = tr.tone(fit.side) if fit.side and fit.leader else "quiet"
    notes = (f"{lean_in_words(tr, fit)}.", tr(tr.words.result.band_means))
    legend = (*(f"{tr.short(role)}: {tr(tr.pack.role(role).name)}" for role in fit.pair), *_signs(tr))
    return Plate(verdict, axis, decided_by(tr, fit), tone=tone, level=level, legend=legend, id="verdict", notes=notes)


def _signs(tr: PackTranslator) -> tuple[str, str, str]:
    """The legend of the axis."""
    words = tr.words.result
    return f"● {tr(words.mark_is)}", f"┼ {tr(words.middle_is)}", f"━ {tr(words.band_is)}"


def likings(tr: PackTranslator, fit: Fit) -> Iterator[Gauge]:
    """How much the work of each role is liked, as aligned bars with the middle marked."""
    words = tr.words.result
    known = [(role, value) for role, value in fit.liking.items() if value is not None]
    room = max((len(tr.short(role)) for role, _ in known), default=0) + 1
    for number, (role, value) in enumerate(known, 1):
        last = (tr(words.liked_least), tr(words.liked_middle), tr(words.liked_most))
        yield Gauge(
            tr.short(role),
            round(value),
            100,
            tr(words.of_hundred),
            room,
            cells=LIKING,
            middle=True,
            tone=tr.tone(role),
            label_tone=tr.tone(role),
            ends=last if number == len(known) else None,
        )


def compared(tr: PackTranslator, retake: Retake, level: int) -> Iterator[Block]:
    """Two leans on one axis, and whether they differ by more than chance."""
    words = tr.words.retake
    first, second = retake.later.pair
    towards = tr.short(retake.towards or first)
    verdict = tr(words.differs if retake.differs else words.noise, role=towards)
    marks = (
        Mark(tr(words.then), _place(float(retake.earlier.lean)), "quiet"),
        Mark(tr(words.now), _place(float(retake.later.lean)), "accent"),
    )
    yield Heading(tr(words.title), level, id="retake")
    yield Axis(
        tr.short(first),
        tr.short(second),
        marks,
        title=verdict,
        aside=tr(words.change, change=tr.decimal(abs(retake.change)), least=tr.decimal(retake.least)),
        id="retake axis",
        notes=(tr(words.means),),
    )
    yield Paragraph(tr(words.earlier, reading=lean_in_words(tr, retake.earlier)))


def _place(lean: float) -> float:
    """The position of a lean on an axis, from 0 (all for the first role) to 1."""
    return (100 - lean) / 200
