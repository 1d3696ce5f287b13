"""The lean and its band: in words, to scale, and beside those of the time before."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.engine.fit import Fit
from explorer.engine.retake import Retake
from explorer.report.document import Axis, Block, Heading, Mark, Paragraph
from explorer.report.voice import Voice


def reading(voice: Voice, fit: Fit) -> str:
    """Lean, band and their unit in words; the end of the band that the lean points to is said last."""
    low, high = (_end(voice, fit, value) for value in fit.band)
    words = voice.words.result
    if fit.side is None:
        return voice(words.reading_even, low=high, high=low)
    if fit.side == fit.pair[1]:
        low, high = high, low
    return voice(words.reading, role=voice.short(fit.side), lean=round(abs(fit.lean)), low=low, high=high)


def _end(voice: Voice, fit: Fit, value: float) -> str:
    """An end of the band: towards whom, and how far."""
    return f"{voice.short(fit.pair[0] if value > 0 else fit.pair[1])} {abs(round(value))}"


def band_axis(voice: Voice, fit: Fit) -> Axis:
    """The lean and its 90 % band to scale, the first role at the left end, and both fits in words."""
    low, high = fit.band
    first, second = fit.pair
    fits = [
        voice(voice.words.result.fit, role=voice.short(role), fit=round(value))
        for role, value in fit.fits.items()
        if value is not None
    ]
    return Axis(
        voice.short(first),
        voice.short(second),
        (Mark("", _place(float(fit.lean)), "accent"),),
        title=" · ".join(fits),
        aside=reading(voice, fit),
        span=(_place(high), _place(low)),
        id="band",
        notes=(voice(voice.words.result.band_means),),
    )


def compared(voice: Voice, retake: Retake, level: int) -> Iterator[Block]:
    """Both leans on one axis, and whether they differ by more than chance."""
    words = voice.words.retake
    first, second = retake.later.pair
    towards = voice.short(retake.towards or first)
    verdict = voice(words.differs if retake.differs else words.noise, role=towards)
    marks = (
        Mark(voice(words.then), _place(float(retake.earlier.lean)), "quiet"),
        Mark(voice(words.now), _place(float(retake.later.lean)), "accent"),
    )
    yield Heading(voice(words.title), level, id="retake")
    yield Axis(
        voice.short(first),
        voice.short(second),
        marks,
        title=verdict,
        aside=voice(words.change, change=voice.decimal(abs(retake.change)), least=voice.decimal(retake.least)),
        id="retake axis",
        notes=(voice(words.means),),
    )
    yield Paragraph(voice(words.earlier, reading=reading(voice, retake.earlier)))


def _place(lean: float) -> float:
    """Where a lean stands on an axis, 0 (all for the first role) to 1."""
    return (100 - lean) / 200
