"""A run as text, as Markdown and as data. Words come from the interface; ids of the pack stand as they are."""

from __future__ import annotations

import itertools
import math
import textwrap
from dataclasses import asdict
from typing import Any

from explorer.selftest.gates import Measure
from explorer.selftest.result import Result, Rule
from explorer.words.translator import Translator

__all__ = ["as_data", "as_markdown", "as_text"]

TOLD = {
    "clear": "told_clear",
    "slight": "told_slight",
    "both": "told_both",
    "neither": "told_neither",
    "undecided": "told_undecided",
    "uninterpretable": "told_uninterpretable",
}
"""The word for each verdict in a table of shares; whole sheets are never incomplete."""
WIDTH = 80
"""Columns that the text keeps within."""


class _Words:
    """How measures, bounds and outcomes are said by a translator."""

    def __init__(self, tr: Translator) -> None:
        self.tr = tr

    def __call__(self, key: str, **values: str) -> str:
        """The word for `key`; an id of the pack, which has none here, stands for itself."""
        words = self.tr.words.selftest
        return self.tr(words[key], **values) if key in words else key

    def number(self, measure: Measure | Rule, value: float, places: int = 1) -> str:
        """A share in per cent, an alpha as it is."""
        if value != value:  # of nobody
            return "-"
        alpha = measure.name.startswith("alpha")
        text = f"{value:.2f}" if alpha else f"{100 * value:.{places}f} %"
        return text.replace(".", self.tr(self.tr.words.numbers.decimal))

    def interval(self, measure: Measure | Rule) -> str:
        if isinstance(measure, Measure) and measure.bound.exact:
            return ""
        low, high = (self.number(measure, value).removesuffix(" %") for value in (measure.low, measure.high))
        return self("range", low=low, high=high)

    def kept(self, measure: Measure, least: float | None, most: float | None) -> str:
        """A bound in signs."""
        if least == 1:
            return self("always")
        low, high = (self._round(measure, value) for value in (least, most))
        if least and most is not None and most < 1:
            return self("range", low=low.removesuffix(" %"), high=high)
        return f"≥ {low}" if least else f"≤ {high}" if most is not None and most < 1 else ""

    def _round(self, measure: Measure, value: float | None) -> str:
        if value is None:
            return ""
        return self.number(measure, value, 0 if round(1000 * value) % 10 == 0 else 1)

    def gate(self, measure: Measure) -> str:
        return self.kept(measure, measure.bound.least, measure.bound.most)

    def stretch(self, measure: Measure) -> str:
        return self.kept(measure, measure.bound.stretch_least, measure.bound.stretch_most)

    def outcome(self, measure: Measure) -> str:
        if not measure.of:
            return self("nobody")
        if measure.bound.wish:
            return self("wish_met" if measure.met else "wish_missed")
        if not measure.gated:
            return self("told_within" if measure.met else "told_beyond")
        return self("stretch_met" if measure.stretch_met else "met" if measure.met else "not_met")

    def head(self, result: Result) -> list[str]:
        """The sentences above the tables."""
        worst = result.worst
        gates = sorted({m.bound.gate for m in result.failed}, key=lambda gate: (gate[0], int(gate[1:])))
        interval = self.interval(worst)
        return [
            self(
                "headline",
                measure=self(worst.name),
                cell=self(worst.cell),
                value=self.number(worst, worst.value),
                interval=f" ({interval})" if interval else "",
                gate=self.gate(worst),
                met=self.outcome(worst),
            ),
            self("some_failed", gates=", ".join(gates)) if gates else self("all_met"),
            *(
                self(
                    "wished",
                    measure=self(wish.name),
                    value=self.number(wish, wish.value),
                    gate=self.gate(wish),
                    met=self.outcome(wish),
                )
                for wish in result.wished
            ),
            self("protocol", people=str(result.people), seed=str(result.seed)),
        ]

    def odds(self, result: Result) -> list[list[str]]:
        """The table of right sides: errors of lean, what is told, what was measured, of how many people."""
        rows, point = [], self.tr(self.tr.words.numbers.decimal)
        for low, high, of_hundred, share, of in result.odds.rows:
            errors = f"{low:g}-{high:g}" if high < math.inf else self("odds_beyond", low=f"{low:g}")
            measured = f"{100 * share:.1f} %" if of else "-"
            rows.append([errors.replace(".", point), str(of_hundred), measured.replace(".", point), str(of)])
        return rows

    def lengths(self, result: Result) -> list[tuple[str, list[str]]]:
        """What further questions bring: for each figure its name and its values, one for each length."""
        point = self.tr(self.tr.words.numbers.decimal)

        def percent(shares: list[float]) -> list[str]:
            return [f"{100 * share:.1f} %".replace(".", point) for share in shares]

        rows = result.lengths
        return [
            (self("lengths_items"), [self("going_on") if each.going_on else str(each.items) for each in rows]),
            *((self(word), percent([each.shares[verdict] for each in rows])) for verdict, word in TOLD.items()),
            (self("lengths_se"), [f"{each.se:.1f}".replace(".", point) for each in rows]),
            (self("covered"), percent([each.covered for each in rows])),
            (self("tie_clear"), percent([each.tie_clear for each in rows])),
            (self("lengths_random"), percent([each.random_clear for each in rows])),
        ]

    def noticed(self, measures: tuple[Measure, ...]) -> str:
        """The gates that notice a fault."""
        names = dict.fromkeys(f"{m.bound.gate} ({self(m.name)})" for m in measures)
        return ", ".join(names) or self("unnoticed")


def _rules(result: Result) -> list[Rule]:
    """Ours beside the others', on answers at random."""
    ours = [
        Rule(f"ours_{name}", m.value, m.low, m.high, m.of)
        for name in ("clear", "any")
        for m in result.measures
        if m.name == f"random_{name}"
    ]
    return [*ours, *result.others]


def as_text(result: Result, tr: Translator) -> str:
    """For a terminal of 80 columns."""
    words = _Words(tr)
    lines = [words("title"), "=" * len(words("title")), ""]
    for sentence in words.head(result):
        lines += [*_wrapped(sentence), ""]
    for name, cells in itertools.groupby(result.measures, lambda measure: measure.name):
        measures = list(cells)
        first = measures[0]
        stretch = f"; {words('stretch')} {words.stretch(first)}" if words.stretch(first) else ""
        lines.append(f"{first.bound.gate:4}{words(name)}: {words.gate(first)}{stretch}")
        for m in measures:
            value = words.number(m, m.value)
            lines.append(
                f"    {words(m.cell):26}{value:>8} {words.interval(m):>15}  {words.outcome(m)}".rstrip(),
            )
    lines += ["", *_wrapped(words("odds_title")), "-" * WIDTH]
    for errors, of_hundred, share, of in words.odds(result):
        lines.append(f"    {errors:26}{of_hundred:>8} {share:>15}  {of}")
    if result.lengths:
        lines += ["", *_wrapped(words("lengths_title")), "-" * WIDTH]
        for name, figures in words.lengths(result):
            lines.append(f"  {name:33}" + "".join(f"{figure:>9}" for figure in figures))
    lines += ["", words("others"), "-" * len(words("others"))]
    for rule in _rules(result):
        lines.append(f"  {words(rule.name):62}{words.number(rule, rule.value):>8}")
    lines += ["", *_wrapped(words("others_note")), "", words("mutants"), "-" * len(words("mutants"))]
    for fault, measures_ in result.bites.items():
        line = f"{words(fault)}: {words.noticed(measures_)}"
        lines += textwrap.wrap(line, WIDTH, initial_indent="  ", subsequent_indent="    ")
    return "\n".join(lines) + "\n"


def _wrapped(sentence: str) -> list[str]:
    """Lines of the width, numbers and their per cent signs together."""
    lines = textwrap.wrap(sentence.replace(" %", "\u00a0%"), WIDTH, break_on_hyphens=False)
    return [line.replace("\u00a0", " ") for line in lines]


def as_markdown(result: Result, tr: Translator) -> str:
    """Tables, each with its head line."""
    words = _Words(tr)
    blocks = [f"# {words('title')}", *words.head(result), f"## {words('gates')}"]
    rows = [
        [
            m.bound.gate,
            words(m.name),
            words(m.cell),
            words.number(m, m.value),
            words.interval(m),
            str(m.of),
            words.gate(m),
            words.stretch(m),
            words.outcome(m),
        ]
        for m in result.measures
    ]
    heads = ["gate", "measure", "cell", "value", "interval", "of", "bound", "stretch", "result"]
    blocks.append(_table([words(head) for head in heads], rows))
    heads = [words("odds_errors"), words("odds_told"), words("value"), words("of")]
    blocks += [f"## {words('odds_title')}", _table(heads, words.odds(result))]
    if result.lengths:
        (first, heads), *lengths = words.lengths(result)
        blocks += [f"## {words('lengths_title')}", _table([first, *heads], [[name, *each] for name, each in lengths])]
    rows = [[words(r.name), words.number(r, r.value), words.interval(r)] for r in _rules(result)]
    blocks += [f"## {words('others')}", words("others_note")]
    blocks.append(_table([words(head) for head in ("rule", "reads", "interval")], rows))
    rows = [[words(fault), words.noticed(measures)] for fault, measures in result.bites.items()]
    blocks += [f"## {words('mutants')}", _table([words("fault"), words("noticed")], rows)]
    return "\n\n".join(blocks) + "\n"


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join((cell or "-").replace("|", "\\|") for cell in line) + " |" for line in lines)


def as_data(result: Result) -> dict[str, Any]:
    """Plain data for JSON; shares from 0 to 1, None where nobody could be measured."""
    return {
        "people": result.people,
        "seed": result.seed,
        "ok": result.ok,
        "worst": _measure(result.worst),
        "measures": [_measure(measure) for measure in result.measures],
        "odds": [
            {
                "from": low,
                "to": None if high == math.inf else high,
                "told": told,
                "right": share if of else None,
                "of": of,
            }
            for low, high, told, share, of in result.odds.rows
        ],
        "lengths": [asdict(each) for each in result.lengths],
        "others": [{"rule": r.name, "value": r.value, "interval": [r.low, r.high], "of": r.of} for r in result.others],
        "mutants": {fault: [[m.bound.gate, m.name, m.cell] for m in found] for fault, found in result.bites.items()},
    }


def _measure(measure: Measure) -> dict[str, Any]:
    bound = measure.bound
    return {
        "gate": bound.gate,
        "measure": measure.name,
        "cell": measure.cell,
        "value": measure.value if measure.of else None,
        "interval": [measure.low, measure.high],
        "of": measure.of,
        "least": bound.least,
        "most": bound.most,
        "stretch_least": bound.stretch_least,
        "stretch_most": bound.stretch_most,
        "gated": measure.gated,
        "met": measure.met,
        "stretch_met": measure.stretch_met,
    }
