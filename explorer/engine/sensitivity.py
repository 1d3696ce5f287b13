"""Sensitivity of a verdict: the fewest answers whose change would leave it, or turn it round.

The lean is a sum, so the answers that can move it most are tried first, moved as far as they go or, where a smaller
spread serves better, one step less; each try is scored in full. A slight lean also gives way where both roles come to
be liked, or disliked: there the activities farthest from that end are moved first. Tests hold this against brute force.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from explorer.engine.fit import Fit, Instrument, Verdict, answer_signed, signed_answer

Answers = Mapping[str, int]


def leaving(instrument: Instrument, answers: Answers) -> dict[str, int] | None:
    """The fewest changed answers (item to its new answer) that would change the name of a lean. None if there is no
    lean, or no change of answers would do it."""
    fit = instrument.score(answers)
    if fit.leader is None:
        return None
    by_lean = _fewest(
        instrument, answers, fit, lambda other: (other.verdict, other.leader) != (fit.verdict, fit.leader)
    )
    if fit.verdict != "slight":
        return by_lean
    by_liking = (_liked_alike(instrument, answers, fit, *end) for end in ((1, "neither"), (5, "both")))
    nearest = [changed for changed in (by_lean, *by_liking) if changed is not None]
    return min(nearest, key=len, default=None)


def turning(instrument: Instrument, answers: Answers) -> dict[str, int] | None:
    """The fewest changed answers that would lead to a lean towards the other role; None as above."""
    fit = instrument.score(answers)
    if fit.leader is None:
        return None
    return _fewest(instrument, answers, fit, lambda other: other.leader not in (None, fit.leader))


def _fewest(instrument: Instrument, answers: Answers, fit: Fit, enough: Callable[[Fit], bool]) -> dict[str, int] | None:
    first = fit.pair[0]
    sign = 1 if fit.leader == first else -1
    signed = {item: sign * signed_answer(instrument.items[item], answers[item], first) for item in fit.contributions}
    movable = sorted((item for item in signed if signed[item] > -2), key=lambda item: -signed[item])
    for count in range(1, len(movable) + 1):
        for values in _targets([signed[item] for item in movable[:count]]):
            changed = {
                item: answer_signed(instrument.items[item], sign * value, first)
                for item, value in zip(movable, values, strict=False)
            }
            if enough(instrument.score({**answers, **changed})):
                return changed
    return None


def _liked_alike(
    instrument: Instrument, answers: Answers, fit: Fit, end: int, verdict: Verdict
) -> dict[str, int] | None:
    """The fewest activities that must be changed to `end` (1 or 5) for both roles to be liked, or disliked, as
    `verdict` says."""
    activities = [item for item in fit.contributions if instrument.pole(item) in fit.pair]
    far = sorted(activities, key=lambda item: -abs(answers[item] - end))
    by_role = [[item for item in far if instrument.pole(item) == role] for role in fit.pair]
    for count in range(1, len(far) + 1):
        for first in range(count + 1):
            changed = {
                item: end for item in (*by_role[0][:first], *by_role[1][: count - first]) if answers[item] != end
            }
            if len(changed) == count and instrument.score({**answers, **changed}).verdict == verdict:
                return changed
    return None


def _targets(signed: list[int]) -> Iterator[list[int]]:
    """The combinations of new answers to try: all at the far end, then more and more of the last ones one step short of
    it."""
    for short in range(len(signed) + 1):
        values = [-2] * (len(signed) - short) + [-1] * short
        if all(value < was for value, was in zip(values, signed, strict=True)):
            yield values
