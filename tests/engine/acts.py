"""Any act on a visit, and visits that any acts lead to, for property tests."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

from explorer.engine.visit import (
    Visit,
    answered,
    chosen,
    liked,
    restarted,
    retaken,
    rewound,
    skipped,
    starred,
)

Act = Callable[[Visit], Visit]
NAMES = ["one", "two", "three"]
names = st.sampled_from(NAMES)
NEW = Visit("es")


def like_last(visit: Visit, role: str, liking: int) -> Visit:
    """The last hour of a day liked, if there is one."""
    hours = len(visit.lived(role).choices)
    return liked(visit, role, hours - 1, liking) if hours else visit


answerings = st.builds(lambda item, answer: lambda visit: answered(visit, item, answer), names, st.integers(1, 5))
skippings = st.builds(lambda item: lambda visit: skipped(visit, item), names)
starrings = st.builds(lambda row: lambda visit: starred(visit, row), names)
choosings = st.builds(lambda role, option: lambda visit: chosen(visit, role, option), names, st.integers(1, 4))
rewindings = st.builds(lambda role: lambda visit: rewound(visit, role), names)
restartings = st.builds(lambda role: lambda visit: restarted(visit, role), names)
likings = st.builds(lambda role, n: lambda visit: like_last(visit, role, n), names, st.integers(0, 5))
acts: st.SearchStrategy[Act] = st.one_of(
    answerings, skippings, starrings, choosings, choosings, rewindings, restartings, likings, st.just(retaken)
)


def after(visit: Visit, done: list[Act]) -> Visit:
    for act in done:
        visit = act(visit)
    return visit


visits = st.lists(acts, max_size=12).map(lambda done: after(NEW, done))
