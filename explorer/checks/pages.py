"""Checks of the profiles: comparisons in words agree with the figures, and roles are treated alike.

They apply only to packs with `comparing.yaml`, the table that defines these words; `aged` applies to all.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from itertools import pairwise

from explorer.checks.figures import figures, sentences, two_decimals
from explorer.engine.comparison import Row, measured_row
from explorer.loader.faults import Finding
from explorer.loader.locate import Located, Path
from explorer.pack.pack import Pack
from explorer.pack.schema import Claim, RoleFile, SharedClaim, View
from explorer.words.text import Text

MOST, MOST_COMPARED = 1, 2
"""The most figures in a sentence, and in a sentence that compares two roles."""
LONGEST = 1150
"""The most words of a page before the folded parts: less than six minutes at 200 words a minute."""
EPOCH = "SOURCE_DATE_EPOCH"
"""The environment variable with the current time for reproducible builds, in seconds since 1970."""

Told = tuple[str, Path, Text]
"""A text of a page: its file, its path in the file, and the text."""


def pages(pack: Pack, located: Mapping[str, Located]) -> Iterator[Finding]:
    """All findings about the profiles of a valid pack; none for a pack without the table."""
    if not pack.comparing:
        return
    for file, path, text in page_texts(pack):
        yield from _plain(pack, located[file], path, text)
    for file, path, claim in claims(pack):
        yield from _compared(pack, located[file], path, claim)
    yield from _balanced(pack, located)
    yield from _told_of_all(pack, located)
    yield from _second_hand(pack, located)
    for role in pack.roles:
        yield from _too_long(pack, located[f"roles/{role.id}.yaml"], role)
        lacking = {title.id for title in pack.card if not title.pay} - {line.id for line in role.card}
        if role.card and lacking:
            yield located[f"roles/{role.id}.yaml"].at(("card",), "card_short", lines=", ".join(sorted(lacking)))


def today() -> date:
    """The current date in UTC, or that of the environment variable."""
    seconds = os.environ.get(EPOCH, "")
    return datetime.fromtimestamp(int(seconds), UTC).date() if seconds.isdecimal() else datetime.now(UTC).date()


def aged(pack: Pack, located: Mapping[str, Located], day: date) -> Iterator[Finding]:
    """Facts that should have been looked up again before `day`."""
    for n, fact in enumerate(pack.facts):
        if fact.until and fact.until < day.isoformat():
            users = [claim.id for _, _, claim in claims(pack) if fact.id in _facts(claim)]
            values = {"name": fact.id, "until": fact.until, "seen": fact.seen, "users": ", ".join(users) or "-"}
            yield located["facts.yaml"].at((n, "until"), "fact_aged", False, **values).warned()


def claims(pack: Pack) -> Iterator[tuple[str, Path, Claim]]:
    """Every claim with its file and path."""
    for role in pack.roles:
        for n, claim in enumerate(role.claims):
            yield f"roles/{role.id}.yaml", ("claims", n), claim
    for n, shared in enumerate(pack.shared):
        yield "shared.yaml", (n,), shared


def page_texts(pack: Pack) -> Iterator[Told]:
    """All text of a profile that is shown without asking why: summaries, cards, claims and opposing views."""
    for role in pack.roles:
        file = f"roles/{role.id}.yaml"
        yield file, ("sentence",), role.sentence
        yield from ((file, ("card", n, "text"), line.text) for n, line in enumerate(role.card))
    for file, path, claim in claims(pack):
        yield file, (*path, "text"), claim.text
        if claim.other:
            yield file, (*path, "other", "text"), claim.other.text


def _plain(pack: Pack, where: Located, path: Path, text: Text) -> Iterator[Finding]:
    """No figures with two decimals, no unexplained scales, one figure per sentence."""
    assert pack.comparing
    scales = pack.comparing.scales
    for language, page_text in text.root.items():
        at = (*path, language)
        if found := next(two_decimals(page_text), ""):
            yield where.at(at, "page_decimals", found=found)
        if odd := next((scale for scale in scales.get(language, ()) if scale in page_text.casefold()), ""):
            yield where.at(at, "page_scale", found=odd)
        for sentence in sentences(page_text):
            count = figures(sentence)
            most = MOST_COMPARED if _names_two(pack, sentence, language) else MOST
            if len(count) > most:
                yield where.at(at, "page_figures", False, found=", ".join(count), count=str(len(count)), most=str(most))


def _too_long(pack: Pack, where: Located, role: RoleFile) -> Iterator[Finding]:
    """The visible part of a page takes less than six minutes to read."""
    folded = {section.id for section in pack.sections if section.folded}
    unfolded = [claim for claim in pack.claims(role.id) if claim.section not in folded]
    texts = [role.sentence, *(line.text for line in role.card), *(claim.text for claim in unfolded)]
    texts += [claim.other.text for claim in unfolded if claim.other]
    for language in pack.languages:
        count = len(" ".join(text[language] for text in texts).split())
        if count > LONGEST:
            yield where.at(("claims",), "page_long", False, language=language, count=str(count), most=str(LONGEST))


def _names_two(pack: Pack, sentence: str, language: str) -> bool:
    named = [role for role in pack.roles if role.short[language] in sentence or role.name[language] in sentence]
    return len(named) > 1


def _compared(pack: Pack, where: Located, path: Path, claim: Claim) -> Iterator[Finding]:
    """A comparison in words uses the word that the table has for the figures."""
    mine = next((role.id for role in pack.roles if claim in role.claims), "")
    views: list[tuple[Path, Claim | View]] = [
        (path, claim),
        *([((*path, "other"), claim.other)] if claim.other else []),
    ]
    for at, view in views:
        if view.compares:
            yield from _in_words(pack, where, at, view.text, _row(pack, view.compares, mine), directed=bool(mine))


def _row(pack: Pack, measure: str, mine: str) -> Row:
    """The two roles of a measure, the claim's role first."""
    measured = pack.measure(measure)
    one, other = sorted(
        (role.id for role in pack.roles if role.id in measured.readings), key=lambda role: role != mine
    )[:2]
    return measured_row(pack, measured, one, other)


def _in_words(pack: Pack, where: Located, path: Path, text: Text, row: Row, directed: bool) -> Iterator[Finding]:
    assert pack.comparing
    for language in pack.languages:
        right = _words(pack, row, language, directed)
        forms = {
            form for step in pack.comparing.steps for way in (step.more, step.less) for form in way.get(language, ())
        }
        said, at = text[language].casefold(), (*path, "text", language)
        values = {"name": row.about.id, "words": ", ".join(right) or "-"}
        if not any(form in said for form in right):
            yield where.at(at, "compared", False, size=row.size, **values)
        elif wrong := [form for form in forms - set(right) if form in said]:
            yield where.at(at, "compared_otherwise", False, found=wrong[0], **values)


def _words(pack: Pack, row: Row, language: str, directed: bool) -> tuple[str, ...]:
    """The table's words for the difference of a row, seen from its first role; from both roles if it is not
    `directed`."""
    assert pack.comparing
    if row.size == "mixed":
        return ()
    step = next(step for step in pack.comparing.steps if step.id == row.size)
    more, less = step.more.get(language, ()), step.less.get(language, ())
    if row.size == "same" or not directed:
        return (*more, *less)
    return more if row.first.at > row.second.at else less


def _balanced(pack: Pack, located: Mapping[str, Located]) -> Iterator[Finding]:
    """In each section, two roles have the same number of attractive, unattractive and neutral claims, within one. Roles
    whose claims are not marked are not checked."""
    marked = [role for role in pack.roles if any(claim.pull for claim in role.claims)]
    for role, other in pairwise(marked):
        for section in pack.sections:
            here, there = _pulls(role, section.id), _pulls(other, section.id)
            for pull in ("+", "-", None):
                if abs(here[pull] - there[pull]) > 1:
                    values = {"section": section.id, "one": role.id, "other": other.id, "sign": pull or "0"}
                    counts = {"here": str(here[pull]), "there": str(there[pull])}
                    yield located[f"roles/{other.id}.yaml"].at(("claims",), "balance_pull", False, **values, **counts)


def _pulls(role: RoleFile, section: str) -> Counter[str | None]:
    return Counter(claim.pull for claim in role.claims if claim.section == section)


def _told_of_all(pack: Pack, located: Mapping[str, Located]) -> Iterator[Finding]:
    """If demand, pay or rewards of one role are described, so are those of the others, or it is said that nothing was
    found."""
    by_topic: dict[str, dict[str, int]] = {}
    for role in pack.roles:
        for n, claim in enumerate(role.claims):
            if claim.topic:
                by_topic.setdefault(claim.topic, {}).setdefault(role.id, n)
    judged = [role.id for role in pack.roles if any(claim.topic for claim in role.claims)]
    for topic, roles in by_topic.items():
        for name in judged:
            if name not in roles:
                where, tellers = located[f"roles/{name}.yaml"], ", ".join(roles)
                yield where.at(("claims",), "topic_one_sided", False, name=name, topic=topic, others=tellers)


def _second_hand(pack: Pack, located: Mapping[str, Located]) -> Iterator[Finding]:
    """A second-hand source is used against one role at most once."""
    second = {source.id for source in pack.sources if source.second_hand}
    for role in pack.roles:
        against = [c for c in pack.claims(role.id) if c.pull == "-" and not isinstance(c, SharedClaim)]
        for source, count in Counter(name for claim in against for name in set(cited(claim)) & second).items():
            if count > 1:
                where = located[f"roles/{role.id}.yaml"]
                yield where.at(("claims",), "second_hand", False, name=source, role=role.id, count=str(count))


def _facts(claim: Claim) -> tuple[str, ...]:
    return (*claim.facts, *(claim.other.facts if claim.other else ()))


def cited(claim: Claim) -> tuple[str, ...]:
    """The sources of a claim and of its opposing view."""
    return (*claim.sources, *(claim.other.sources if claim.other else ()))
