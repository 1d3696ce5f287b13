"""What a study shows, as a document, as data, as rows, and as norms for a pack."""

from __future__ import annotations

import json
from collections.abc import Iterator

from explorer.engine.fit import DESIGN_SEM
from explorer.pack.pack import Pack
from explorer.report.csv import Cell
from explorer.report.data import Data
from explorer.report.document import Block, Document, Heading, Paragraph, Point, Table
from explorer.report.pack_translator import PackTranslator
from explorer.report.summary import item_text
from explorer.study.classroom import Overview
from explorer.study.classroom_report import verdict_blocks, verdict_data
from explorer.study.statistics import LEAST, Estimate, Study

MANY = 200
"""People from which figures may be looked at before their intervals."""


def study_document(tr: PackTranslator, study: Study | None, seen: Overview, people: int) -> Document:
    """What the answers show, and what so many people cannot show. `seen`: the same people as a class."""
    return tuple(_blocks(tr, study, seen, people))


def _blocks(tr: PackTranslator, study: Study | None, seen: Overview, people: int) -> Iterator[Block]:
    words = tr.words.study
    yield Heading(tr(words.title, title=tr(tr.pack.title)), 1)
    if study is None:
        yield Paragraph(tr(words.too_few, least=LEAST, n=people))
        return
    yield Paragraph(tr(words.people, people=study.people, complete=study.complete))
    yield Heading(tr(words.whole), 2)
    first = tr.short(tr.pack.roles[0].id)
    whole = (
        (tr(words.alpha), study.alpha, 2),
        (tr(words.sem, design=tr.decimal(DESIGN_SEM)), study.sem, 1),
        (tr(words.lean, first=first), study.lean, 1),
    )
    rows = tuple((name, tr.decimal(each.value, digits), _interval(tr, each, digits)) for name, each, digits in whole)
    yield Table((tr(words.figure), tr(words.value), tr(words.interval)), rows)
    yield from verdict_blocks(tr, seen)
    yield from _items(tr, study)
    if study.differing:
        yield from _differing(tr, study)
    yield Heading(tr(words.limits), 2)
    if study.complete < MANY:
        yield Point(tr(words.limits_small, n=study.complete))
    yield Point(tr(words.limits_all))


def _items(tr: PackTranslator, study: Study) -> Iterator[Block]:
    words, texts = tr.words.study, _texts(tr)
    yield Heading(tr(words.items), 2)
    yield Table(
        (tr(words.item), tr(words.mean), tr(words.sd), tr(words.rest), tr(words.interval)),
        tuple(
            (
                texts[each.item],
                tr.decimal(each.mean.value, 2),
                tr.decimal(each.sd, 2),
                tr.decimal(each.rest.value, 2),
                _interval(tr, each.rest, 2),
            )
            for each in study.items
        ),
    )
    accused = [each for each in study.items if each.accused]
    yield from (Point(texts[each.item], tail=tr(words.accused)) for each in accused)
    if not accused:
        yield Paragraph(tr(words.none_accused))


def _differing(tr: PackTranslator, study: Study) -> Iterator[Block]:
    words, texts = tr.words.study, _texts(tr)
    yield Heading(tr(words.differing), 2)
    accused = [each for each in study.differing if each.accused]
    if accused:
        rows = ((texts[each.item], tr.decimal(each.by.value, 2), _interval(tr, each.by, 2)) for each in accused)
        yield Table((tr(words.item), tr(words.by), tr(words.interval)), tuple(rows))
    else:
        yield Paragraph(tr(words.none_differs))
    yield Paragraph(tr(words.differ_few), "quiet")


def _texts(tr: PackTranslator) -> dict[str, str]:
    return {item.id: item_text(tr, item) for item in tr.pack.questionnaire.items}


def _interval(tr: PackTranslator, each: Estimate, digits: int) -> str:
    return tr(tr.words.study.to, low=tr.decimal(each.low, digits), high=tr.decimal(each.high, digits))


def study_data(tr: PackTranslator, study: Study | None, seen: Overview) -> Data:
    """The study as plain data: an estimate is its value, low and high; null with too few people."""
    data: Data = {"pack": tr.pack.id, "version": tr.pack.version, "verdicts": verdict_data(seen), "study": None}
    if study:
        data["study"] = {
            "people": study.people,
            "complete": study.complete,
            "groups": list(study.groups),
            "alpha": _estimate(study.alpha),
            "sem": _estimate(study.sem),
            "design_sem": float(DESIGN_SEM),
            "lean": _estimate(study.lean) | {"sd": study.lean_sd},
            "items": [
                {
                    "item": each.item,
                    "mean": _estimate(each.mean),
                    "sd": each.sd,
                    "rest": _estimate(each.rest),
                    "accused": each.accused,
                }
                for each in study.items
            ],
            "differing": [
                {"item": each.item, "by": _estimate(each.by), "accused": each.accused} for each in study.differing
            ],
        }
    return data


def _estimate(each: Estimate) -> Data:
    return {"value": each.value, "low": each.low, "high": each.high}


def study_rows(tr: PackTranslator, study: Study | None) -> tuple[list[str], list[list[Cell]]]:
    """A row for each item."""
    words, texts = tr.words.study, _texts(tr)
    head = [tr(words.item), tr(words.mean), tr(words.sd), tr(words.rest), "low", "high"]
    return head, [
        [
            texts[each.item],
            *(round(value, 3) for value in (each.mean.value, each.sd, each.rest.value, each.rest.low, each.rest.high)),
        ]
        for each in (study.items if study else ())
    ]


def norms_text(pack: Pack, study: Study, who: str, when: str) -> str:
    """`norms.yaml` of a pack: the means and spreads of these people."""
    quoted = json.dumps(who, ensure_ascii=False)
    texts = ", ".join(f"{language}: {quoted}" for language in pack.languages)
    lines = [
        "# Made by `explorer study`: how these people answered. Say who they are in each language.",
        f"people: {study.complete}",
        f"who: {{{texts}}}",
        f"when: {json.dumps(when)}",
        f"lean: {{mean: {study.lean.value:.2f}, sd: {study.lean_sd:.2f}}}",
        "items:",
        *(f"  {each.item}: {{mean: {each.mean.value:.3f}, sd: {each.sd:.3f}}}" for each in study.items),
    ]
    return "\n".join(lines) + "\n"
