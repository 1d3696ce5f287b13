"""Profiles, days and results as plain data for JSON. Numbers are exact to a double; ids, not words, carry the
meaning."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from explorer.engine.code import encode
from explorer.engine.comparison import Row, compare
from explorer.engine.day import Played
from explorer.engine.fit import Fit
from explorer.engine.questionnaire import instrument
from explorer.engine.retest import Retake
from explorer.engine.visit import Visit
from explorer.pack.pack import Pack
from explorer.pack.schema import Claim, Dimension, Item, Likert
from explorer.report.day import Debrief
from explorer.report.pack_translator import PackTranslator, translator_of
from explorer.report.pay import brief, country_of
from explorer.report.summary import Summary, sources_used
from explorer.words.text import Text

Data = dict[str, Any]
OF_EARLIER = ("verdict", "leader", "liked", "lean", "se", "band", "liking")
"""The fields of an earlier result that are included."""
KEYS = ("role", "keyed", "of", "left", "right")
"""The fields of an item in `instrument_data` that say how it is scored."""


def as_json(data: object) -> str:
    """Indented JSON, ending in a line break."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def fit_data(fit: Fit, code: str) -> Data:
    """The scores of one person. `contributions` add up to `lean`; `band` is low, high, towards the pair's first role.
    `liking`: by role, 0-100. `liked`: whether the leader's is 50 or more; null without a leader. `axes`: by dimension,
    -1 to 1 towards the pair's first role, and the role whose pole is named."""
    return {
        "verdict": fit.verdict,
        "leader": fit.leader,
        "liked": fit.liked,
        "pair": list(fit.pair),
        "lean": float(fit.lean),
        "se": fit.se,
        "band": list(fit.band),
        "liking": {role: None if value is None else float(value) for role, value in fit.liking.items()},
        "axes": {
            dimension: {"at": float(each.at), "band": list(each.band), "named": each.named}
            for dimension, each in fit.axes.items()
        },
        "answered": fit.answered,
        "missing": list(fit.missing),
        "flags": list(fit.flags),
        "flagged": list(fit.flagged),
        "contributions": {item: float(part) for item, part in fit.contributions.items()},
        "code": code,
    }


def summary_data(summary: Summary) -> Data:
    """The whole summary: scores, answers, days, stars, and the texts about them."""
    tr, pack = summary.tr, summary.tr.pack
    return {
        "pack": pack.id,
        "version": pack.version,
        "language": tr.language,
        **fit_data(summary.fit, summary.code),
        "answers": {
            i.id: summary.visit.answers[i.id] for i in pack.questionnaire.every if i.id in summary.visit.answers
        },
        "words": {
            "verdict": summary.verdict,
            "explained": summary.explained,
            "reading": summary.lean_in_words,
            "odds": summary.odds if summary.readable else None,
            "flags": list(summary.flags),
            "next_step": summary.next_step,
            "caveats": [tr.caveat(caveat) for caveat in pack.questionnaire.caveats],
            "questions": [tr(question) for question in pack.questionnaire.questions],
        },
        "guess": _guess(summary),
        "retake": summary.retake and retake_data(summary.retake),
        "leaving": summary.leaving,
        "turning": summary.turning,
        "for": [reason.item.id for reason in summary.for_],
        "against": [reason.item.id for reason in summary.against],
        "stars": sorted(summary.visit.stars),
        "plan": list(summary.visit.plan),
        "days": [debrief_data(debrief) for debrief in summary.debriefs],
        "lived": {
            day.role: {"choices": list(lived.choices), "likes": list(lived.likes), "heard": list(lived.heard)}
            for day in pack.days
            if (lived := summary.visit.lived(day.role)).choices
        },
        "sources": list(sources_used(summary)),
    }


def _guess(summary: Summary) -> Data | None:
    """The guess before the first question: `way` 1 (the first role) to 5, `known` 1 to 3; null if not given."""
    way, known = summary.visit.guess
    return {"way": way or None, "known": known or None} if way or known else None


def retake_data(retake: Retake) -> Data:
    """Two results compared, in points of lean; `differs`: whether the lean changed by more than chance."""
    return {
        "earlier": {name: value for name, value in fit_data(retake.earlier, "").items() if name in OF_EARLIER},
        "change": float(retake.change),
        "least": retake.least,
        "differs": retake.differs,
    }


def debrief_data(debrief: Debrief) -> Data:
    """A finished day, with the ratings of its hours (0: none)."""
    tended = {name: {**each.taken, "offered": dict(each.offered)} for name, each in debrief.tendencies.items()}
    return {**day_data(debrief.played, None, debrief.coda), "likes": list(debrief.likes), "tendencies": tended}


def day_data(played: Played, tr: PackTranslator | None, coda: tuple[int, ...] | None = None) -> Data:
    """A day so far; with a translator, the texts of the current scene or of the ending. `coda`: for each group of the
    epilogue the number of its passage, from 1, or 0 for none."""
    scene = played.now
    data: Data = {
        "role": played.day.role,
        "choices": list(played.choices),
        "scene": scene.scene.id if scene else None,
        "options": [],
        "ended": scene is None,
        "ending": played.ending.id if played.ending else None,
        "meters": dict(played.meters),
        "facts": dict(played.facts.true),
        "heard": [
            {"fact": each.message.fact, "value": each.value, "by": "stand-in" if each.stand_in else "other"}
            for each in played.heard
        ],
        "coda": None if coda is None else list(coda),
        "echoes": [echo.id for hour in played.lived for echo in hour.echoes],
        "lived": [{"scene": hour.scene.id, "choice": hour.choice} for hour in played.lived],
        "made": [
            {"scene": hour.scene.id, "choice": hour.choice, "ours": hour.scene.ours.option if hour.scene.ours else None}
            for hour in played.lived
            if not hour.scene.rated
        ],
    }
    if scene and tr:
        data["options"] = [tr(option.text) for option in scene.options]
        data["time"], data["title"] = scene.scene.time, tr(scene.scene.title)
        data["text"] = [tr(echo.say) for echo in scene.echoes] + [tr(text) for text in scene.text]
    elif scene:
        data["options"] = list(range(1, len(scene.options) + 1))
    if played.ending and tr:
        data["title"], data["text"] = tr(played.ending.title), [tr(text) for text in played.ending_text]
    return data


def profile_data(pack: Pack, role: str, language: str, country: str = "") -> Data:
    """A profile: its card, its sections with their claims, and pay in `country` or in the language's own country."""
    tr, file = translator_of(pack, language), pack.role(role)
    claims = list(pack.claims(role))
    return {
        "role": role,
        "name": tr(file.name),
        "short": tr(file.short),
        "sentence": tr(file.sentence),
        "stand_in": tr(file.stand_in) if file.stand_in else None,
        "card": card_data(tr, role, country),
        "pay": pay_data(tr, country),
        "sections": [
            {
                "id": section.id,
                "title": tr(section.title),
                "folded": section.folded,
                "claims": [claim_data(tr, claim) for claim in claims if claim.section == section.id],
            }
            for section in pack.sections
        ],
    }


def card_data(tr: PackTranslator, role: str, country: str) -> list[Data]:
    """The lines of a role's card; empty if it has none."""
    lines = {line.id: line for line in tr.pack.role(role).card}
    rows = []
    for title in tr.pack.card if lines else ():
        text = brief(tr, role, country) if title.pay else tr(lines[title.id].text) if title.id in lines else ""
        if text:
            rows.append({"id": title.id, "title": tr(title.title), "text": text})
    return rows


def pay_data(tr: PackTranslator, wanted: str) -> Data | None:
    """Every published figure of a country, in its own currency; None for a pack without pay."""
    country = country_of(tr.pack, tr.language, wanted)
    if country is None:
        return None
    rows = [
        {
            "role": row.role,
            "of": tr(row.of),
            "kind": row.kind,
            "low": _number(row.low),
            "at": _number(row.at),
            "high": _number(row.high),
            "stand_in": row.stand_in,
            "note": tr(row.note),
            "sources": list(row.sources),
            "facts": list(row.facts),
        }
        for row in country.rows
    ]
    return {"country": country.id, "name": tr(country.name), "currency": country.currency, "rows": rows}


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def claim_data(tr: PackTranslator, claim: Claim) -> Data:
    """A claim with its strength, its sources and the opposing view."""
    data: Data = {
        "id": claim.id,
        "text": tr(claim.text),
        "figures": tr(claim.figures) if claim.figures else None,
        "strength": claim.strength,
        "sources": list(claim.sources),
        "facts": list(claim.facts),
        "stand_in": claim.stand_in,
    }
    if claim.other:
        figures = tr(claim.other.figures) if claim.other.figures else None
        data["other"] = {"text": tr(claim.other.text), "figures": figures, "sources": list(claim.other.sources)}
    if claim.pay:
        pay = claim.pay
        data["pay"] = {"country": tr(pay.country), "year": pay.year, "mixes": tr(pay.mixes)}
    return data


def diff_data(pack: Pack, first: str, second: str, language: str, only: str | None = None) -> Data:
    """Two roles on every dimension and measure; `only`: just the `different` rows, or just the `shared` ones."""
    tr, comparison = translator_of(pack, language), compare(pack, first, second)

    def rows(group: tuple[Row, ...]) -> list[Data]:
        return [_row(tr, row) for row in group if only is None or (row.size == "same") == (only == "shared")]

    both = [claim for claim in pack.shared if {first, second} <= set(claim.roles)]
    return {
        "roles": [first, second],
        "interaction": rows(comparison.interaction),
        "focus": rows(comparison.focus),
        "shared": [] if only == "different" else [claim_data(tr, claim) | {"section": claim.section} for claim in both],
    }


def _row(tr: PackTranslator, row: Row) -> Data:
    about, stands = row.about, (row.first, row.second)
    data: Data = {
        "name": tr(about.name),
        "low": float(row.low),
        "high": float(row.high),
        "at": {stand.role: float(stand.at) for stand in stands},
        "gap": float(row.gap),
        "part": float(row.part),
        "size": row.size,
    }
    if isinstance(about, Dimension):
        poles = {"left": tr(about.poles.left), "right": tr(about.poles.right)}
        claims = {stand.role: [claim.id for claim in stand.claims] for stand in stands}
        return {"dimension": about.id, **poles, "unit": "steps", **data, "claims": claims}
    readings = {
        stand.role: [{"of": tr(each.of), "value": float(each.value)} for each in stand.readings] for stand in stands
    }
    return {"measure": about.id, "unit": tr(about.unit), **data, "readings": readings, "sources": about.sources}


def instrument_data(pack: Pack, more: bool) -> Data:
    """The questionnaire: every item with its kind, dimension, texts by language and key; `set`: 1 for what everybody is
    asked, with `more` from 2 on for each set of further items."""
    questionnaire = pack.questionnaire
    sets = (questionnaire.items, *(questionnaire.more if more else ()))
    scorer = instrument(pack)
    items = [
        {**_item(pack, item), **({"of": scorer.pole(item.id)} if isinstance(item, Likert) else {}), "set": number}
        for number, each in enumerate(sets, 1)
        for item in each
    ]
    scales = {"likert": _all(questionnaire.likert), "pair": _all(questionnaire.pair)}
    return {"pack": pack.id, "version": pack.version, "scales": scales, "items": items}


def _item(pack: Pack, item: Item) -> Data:
    head: Data = {"id": item.id, "kind": item.kind, "dimension": item.dimension}
    if isinstance(item, Likert):
        return {**head, "text": dict(item.text.root), "role": item.role, "keyed": item.keyed}
    left, right = item.left.text, item.right.text
    return {
        **head,
        "text": {language: f"{left[language]} / {right[language]}" for language in pack.languages},
        "left": item.left.role,
        "left_text": dict(left.root),
        "right": item.right.role,
        "right_text": dict(right.root),
    }


def blank_data(pack: Pack, more: bool) -> Data:
    """The questionnaire without its keys."""
    data = instrument_data(pack, more)
    items = [{name: value for name, value in item.items() if name not in KEYS} for item in data["items"]]
    return {**data, "items": items}


def _all(texts: tuple[Text, ...]) -> list[dict[str, str]]:
    return [dict(text.root) for text in texts]


def result_line(pack: Pack, visit: Visit, fit: Fit) -> str:
    """The result of one person as one line of JSON."""
    return json.dumps(fit_data(fit, encode(pack, visit)), ensure_ascii=False)
