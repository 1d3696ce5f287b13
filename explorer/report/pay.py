"""Pay in a country: the line of a card, and every published figure on one scale, never converted to other money."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from explorer.pack.pack import Pack
from explorer.pack.page import Country, PayRow
from explorer.report.document import Heading, Paragraph, Point, Range, RangeRow
from explorer.report.drawings import scale
from explorer.report.pack_translator import PackTranslator


def country_of(pack: Pack, language: str, *wanted: str) -> Country | None:
    """The first of the `wanted` countries that the pack has, else the language's own, else the pack's first; None
    without any."""
    known = {country.id: country for country in pack.countries}
    for name in wanted:
        if name.lower() in known:
            return known[name.lower()]
    return next(
        (country for country in pack.countries if language in country.languages), next(iter(known.values()), None)
    )


def after(pack: Pack, country: str) -> str:
    """The country after `country` in the pack; after the last, the first."""
    names = [each.id for each in pack.countries]
    return names[(names.index(country) + 1) % len(names)] if country in names else names[0]


def another(pack: Pack, language: str, wanted: str, role: str) -> str:
    """The first other country with a figure for the role; empty if there is none."""
    shown = country_of(pack, language, wanted)
    others = (each for each in pack.countries if each is not shown)
    return next((each.id for each in others if any(row.role == role for row in each.rows)), "")


def brief(tr: PackTranslator, role: str, wanted: str) -> str:
    """The pay line of a role's card, or that no source was found; empty for a pack without pay, and for a role of which
    no country has a figure."""
    country = country_of(tr.pack, tr.language, wanted)
    if not country:
        return ""
    if role in country.brief:
        return tr(country.brief[role])
    return _none_found(tr, country, [role]) if role in _spoken_of(tr.pack) else ""


def pay_blocks(
    tr: PackTranslator, wanted: str, role: str, ordered: bool = False
) -> Iterator[Range | Heading | Point | Paragraph]:
    """Pay in a country for `role`, and for everybody, on one scale, or that no source was found; and a line for each
    other country. `ordered`: for the output of a command, where no key switches the country."""
    country = country_of(tr.pack, tr.language, wanted)
    if not country:
        return
    rows = [row for row in country.rows if row.role in (role, None)]
    if rows:
        yield _drawn(tr, country, rows, "drawing pay")
    spoken_of = role in _spoken_of(tr.pack)
    if spoken_of and not any(row.role == role for row in rows):
        yield Paragraph(_none_found(tr, country, [role]), "quiet")
    others = [each for each in tr.pack.countries if each is not country]
    if others and spoken_of:
        yield from _elsewhere(tr, role, others, ordered)


def pay_of_all(tr: PackTranslator, wanted: str, own: str) -> Iterator[Range | Paragraph]:
    """Every published figure of a country on one scale, those of `own` first; and for which roles none was found."""
    country = country_of(tr.pack, tr.language, wanted)
    if not country:
        return
    if country.rows:
        own_first = sorted(country.rows, key=lambda row: (row.role is None, row.role != own))
        yield _drawn(tr, country, own_first, "drawing pay-of-all")
    missing = [role for role in _spoken_of(tr.pack) if not any(row.role == role for row in country.rows)]
    if missing:
        yield Paragraph(_none_found(tr, country, missing), "quiet")


def _drawn(tr: PackTranslator, country: Country, rows: Sequence[PayRow], id: str) -> Range:
    """A country's rows on its scale."""
    return Range(
        tuple(_row(tr, country, row) for row in rows),
        _ticks(tr, country),
        f"{tr(country.name)}, {tr(country.unit)}",
        tr(tr.words.page.pay_legend),
        id=id,
        notes=tuple(note for row in rows for note in _notes(tr, country, row)),
    )


def _elsewhere(
    tr: PackTranslator, role: str, others: Sequence[Country], ordered: bool
) -> Iterator[Heading | Point | Paragraph]:
    """A line for each other country that has one for the role, the names of those without, and how to see them."""
    words = tr.words.page
    told = [each for each in others if role in each.brief]
    yield Heading(tr(words.elsewhere), 2, id="drawing elsewhere")
    yield from (Point(tr(each.brief[role])) for each in told)
    said = [] if ordered else [tr(words.countries_key)]
    if none := [each for each in others if each not in told]:
        said.append(tr(words.countries_none, role=tr.short(role), names=tr.listed(tr(each.name) for each in none)))
    if said:
        yield Paragraph(" ".join(said), "quiet")


def _row(tr: PackTranslator, country: Country, row: PayRow) -> RangeRow:
    """A row of the drawing; it names the role only if the figure is about the role itself, not about a similar job."""
    low, at, high = (None if each is None else float(each) for each in (row.low, row.at, row.high))
    if row.kind == "maximum":
        low, at, high = None, None, at
    tone = tr.tone(row.role) if row.role else ""
    tag = tr.short(row.role) if row.role and not row.stand_in else ""
    return RangeRow(
        tr(row.of),
        _figures(tr, row, lambda sum: _in_unit(tr, country, sum)),
        low,
        at,
        high,
        tag,
        tone,
    )


def _in_unit(tr: PackTranslator, country: Country, sum: Decimal) -> str:
    """A sum in the country's unit (24,500 in thousands is 24.5); what would need more than one decimal is rounded to a
    whole number."""
    whole = Fraction(sum) / Fraction(country.per)
    return tr.decimal(whole, 1 if (whole * 10).denominator == 1 else 0)


def _figures(tr: PackTranslator, row: PayRow, written: Callable[[Decimal], str]) -> str:
    """The figures of a row in words: a maximum, a range, a mean."""
    words = tr.words.page
    low, at, high = ("" if each is None else written(each) for each in (row.low, row.at, row.high))
    if low and high:
        between = tr(words.from_to, low=low, high=high)
        return f"{tr(words[row.kind], at=at)} ({between})" if at else between
    return tr(words[row.kind], at=at)


def _ticks(tr: PackTranslator, country: Country) -> tuple[tuple[float, str], ...]:
    """The two ends of the country's scale and round figures between them, each with its label in the country's unit."""
    low, high = float(country.low), float(country.high)
    between = [tick for tick in scale((low, high)) if low < tick < high]
    return tuple((tick, tr.decimal(tick / float(country.per), 1)) for tick in (low, *between, high))


def _notes(tr: PackTranslator, country: Country, row: PayRow) -> Iterator[str]:
    """What a row includes, how certain it is, and its source."""
    who = f"{tr.short(row.role)}, " if row.role else ""
    sure = tr.sure(row.facts)
    yield f"{who}{tr(row.of)}: {_figures(tr, row, tr.figure)} ({country.currency}). {tr(row.note)}"
    yield " ".join([*(tr.cited(source) for source in row.sources), *([f"{sure}."] if sure else [])])


def _spoken_of(pack: Pack) -> list[str]:
    """The roles for which some country has a figure; for all others nobody has looked."""
    roles = {row.role for country in pack.countries for row in country.rows}
    return [role.id for role in pack.roles if role.id in roles]


def _none_found(tr: PackTranslator, country: Country, roles: Sequence[str]) -> str:
    named = tr.listed(tr.short(role) for role in roles)
    return tr(tr.words.page.none_found, place=tr(country.place), roles=named)
