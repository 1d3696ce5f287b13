"""Rows as characters: ranges on a scale, bars, and a sign for each of many things."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from explorer.report.drawings import Gauge, Range, RangeRow, Ribbon, Share, Shares, Ticks, TickState
from explorer.report.drawn.parts import MOST, WIDE, listed, named
from explorer.report.lines import Sign, Span, runs, wrap
from explorer.report.tones import ASIDE, NUMBER, Tone

BAR = "█·"
"""The signs of a bar: filled, empty."""
APART = 3
"""The fewest columns between two words below a bar."""
TICK: dict[TickState, Sign] = {
    "done": ("●", "strong"),
    "skipped": ("0", "warn"),
    "here": ("›", "accent"),
    "open": ("○", ASIDE),
}


def ranges(block: Range, width: int) -> Iterator[list[Span]]:
    """The labels of the ticks on one line; below, rows with the name, the range, and its figures in words."""
    wide = min(width, MOST)
    tags = max((len(row.tag) + 2 for row in block.rows if row.tag), default=0)
    name = tags + max((len(row.label) for row in block.rows), default=0) + 2
    line = wide - name - 2 - max((len(row.words) for row in block.rows), default=0)
    beside = wide >= WIDE and line >= 20
    if block.title:
        yield from ([Span(text, ASIDE)] for text in wrap(block.title, wide))
    yield [Span(" " * name + _ticks(block, line) if beside else _ticks(block, wide), ASIDE)]
    for row in block.rows:
        tag, under = [Span(row.tag.ljust(tags), row.tone)], [Span(" " * tags)]
        if beside:
            yield [*tag, Span(row.label.ljust(name - tags)), *runs(_range(block, row, line)), Span(f"  {row.words}")]
            continue
        for number, text in enumerate(named(row.label, row.words, wide - tags, "")):
            yield [*(under if number else tag), *text]
        yield list(runs(_range(block, row, wide)))
    if block.legend:
        yield from ([Span(text, ASIDE)] for text in listed(block.legend.split("   "), wide))


def _ticks(block: Range, width: int) -> str:
    """The labels of the ticks, each beginning at its position; those that would touch the one before are left out."""
    written = ""
    for at, figure in block.ticks:
        column = min(_cell(block, at, width), width - len(figure))
        if not written or column > len(written):
            written = written.ljust(column) + figure
    return written


def _cell(block: Range, figure: float, width: int) -> int:
    low, high = block.ticks[0][0], block.ticks[-1][0]
    return round((figure - low) / (high - low) * (width - 1))


def _range(block: Range, row: RangeRow, width: int) -> list[Sign]:
    """`├━●━┤`; if one end is unknown, dots lead from that end of the scale: `····┤`; a single middle is `●`."""
    cells: list[Sign] = [(" ", "")] * width
    low, high = (None if each is None else _cell(block, each, width) for each in (row.low, row.high))
    if low is not None and high is not None:
        cells[low : high + 1] = [("━", row.tone)] * (high + 1 - low)
    elif high is not None:
        cells[:high] = [("·", ASIDE)] * high
    elif low is not None:
        cells[low:] = [("·", ASIDE)] * (width - low)
    if low is not None:
        cells[low] = ("├", row.tone)
    if high is not None:
        cells[high] = ("┤", row.tone)
    if row.middle is not None:
        cells[_cell(block, row.middle, width)] = ("●", row.tone)
    return cells


def bar(value: float, most: float, cells: int, tone: Tone) -> list[Sign]:
    """A bar of `cells`: full only if `value` is `most`, empty only if it is 0."""
    full = round(value * cells / most) if most else 0
    full = min(max(full, 1 if value else 0), cells if value == most else cells - 1)
    return [(BAR[0], tone)] * full + [(BAR[1], ASIDE)] * (cells - full)


def shares(block: Shares, width: int) -> Iterator[list[Span]]:
    """A row for each kind, with a bar for each role on one scale, and the number after it."""
    wide = min(width, MOST)
    if block.title:
        yield from ([Span(line, ASIDE)] for line in wrap(block.title, wide))
    most = max((share.of for row in block.rows for share in row.shares), default=0)
    longest = max((len(share.words) for row in block.rows for share in row.shares), default=0)
    name = max((len(row.label) for row in block.rows), default=0) + 2
    roles = max(1, len(block.roles))
    column = (wide - name - 4 * (roles - 1)) // roles
    cells = min(22, column - longest - 1)
    if wide < WIDE or cells < 8:
        yield from _shares_listed(block, wide, most, longest)
        return
    heads = [Span(role.ljust(cells + longest + 5), tone) for role, tone in block.roles]
    yield [Span(" " * name), *heads[:-1], Span(heads[-1].text.rstrip(), heads[-1].tone)] if heads else []
    for row in block.rows:
        spans = [Span(row.label.ljust(name))]
        for (_, tone), share in zip(block.roles, row.shares, strict=True):
            spans += [*runs(bar(share.count, most, cells, tone)), *_share(share, longest), Span("    ")]
        yield spans[:-1]


def _share(share: Share, wide: int) -> list[Span]:
    return [Span(" "), Span(share.words.ljust(wide))]


def _shares_listed(block: Shares, width: int, most: int, longest: int) -> Iterator[list[Span]]:
    role = max((len(name) for name, _ in block.roles), default=0)
    cells = min(22, width - role - longest - 2)
    for row in block.rows:
        yield from ([Span(line)] for line in wrap(row.label, width))
        for (name, tone), share in zip(block.roles, row.shares, strict=True):
            drawn = [*runs(bar(share.count, most, cells, tone)), Span(" ")] if cells > 1 else []
            yield [Span(name.ljust(role) + " ", tone), *drawn, Span(share.words)]


def ribbon(block: Ribbon, width: int) -> Iterator[list[Span]]:
    """`2─3─5─·─4─●·○·○`: ratings of past hours (`·`: none), `●` the current hour, `○` hours to come."""
    signs: list[Sign] = []
    for hour in block.hours:
        past: Sign = (str(hour.rating), NUMBER) if hour.rating else ("·", ASIDE)
        signs.append({"past": past, "now": ("●", "accent"), "to come": ("○", ASIDE)}[hour.when])
    links = ["·" if hour.when == "to come" else "─" for hour in block.hours[1:]]
    times = [hour.time for hour in block.hours]
    if block.times and 6 * len(signs) - 1 <= width and all(len(time) == 5 for time in times):
        tones: list[Tone] = ["strong" if hour.when == "now" else ASIDE for hour in block.hours]
        above: list[Sign] = [(s, tone) for time, tone in zip(times, tones, strict=True) for s in f"{time} "]
        yield list(runs(above[:-1]))
        yield [Span("  "), *runs(_linked(signs, links, 5))]
        yield from _in_lines(block.gauges, width)
        yield from ([Span(line, ASIDE)] for line in (wrap(block.aside, width) if block.aside else []))
        return
    most = (width + 1) // 2
    drawn = [
        list(runs(_linked(signs[at : at + most], links[at : at + most - 1], 1))) for at in range(0, len(signs), most)
    ]
    short = in_short(block.gauges)
    if short and len(drawn) == 1 and _length(drawn[0]) + 3 + _length(short) <= width:
        drawn[0] += [Span("   "), *short]
    else:
        drawn += _in_lines(block.gauges, width)
    if block.aside and drawn and _length(drawn[-1]) + 3 + len(block.aside) <= width:
        drawn[-1] += [Span("   "), Span(block.aside, ASIDE)]
    elif block.aside:
        drawn += [[Span(line, ASIDE)] for line in wrap(block.aside, width)]
    yield from drawn


def _length(spans: Iterable[Span]) -> int:
    return sum(len(span.text) for span in spans)


def _in_lines(gauges: Iterable[Gauge], width: int) -> Iterator[list[Span]]:
    """Short gauges, as many on a line as fit."""
    line: list[Gauge] = []
    for each in gauges:
        if line and _length(in_short([*line, each])) > width:
            yield in_short(line)
            line = []
        line.append(each)
    if line:
        yield in_short(line)


def _linked(signs: list[Sign], links: list[str], length: int) -> Iterator[Sign]:
    for number, sign in enumerate(signs):
        yield sign
        if number < len(links) and number < len(signs) - 1:
            link: Sign = (links[number], ASIDE)
            yield from [link] * length


def gauge(block: Gauge, width: int) -> Iterator[list[Span]]:
    """`Client ██████···· 6 correct +1`; on several lines if that does not fit."""
    cells = block.cells or block.most
    drawn = bar(block.value, block.most, cells, block.tone)
    if block.middle:
        drawn[cells // 2] = ("│", ASIDE)
    number = f"{block.value:>{len(str(block.most))}}"
    change = f" {block.change:+d}" if block.change else ""
    label = block.label.ljust(block.room) + " "
    after = [Span(" "), Span(number, NUMBER), Span(f" {block.word}"), Span(change, _moved(block.change))]
    long = max(cells, block.columns)
    if len(label) + long + len(number) + len(block.word) + len(change) + 2 <= width:
        gap = [Span(" " * (long - cells))] if long > cells else []
        yield [Span(label, block.label_tone), *runs(drawn), *gap, *after]
        indent = len(label)
    else:
        cells = min(cells, width - len(number) - 2)
        drawn = bar(block.value, block.most, cells, block.tone)
        yield from ([Span(line, block.label_tone)] for line in wrap(block.label, width))
        first, *rest = wrap(f"{number.strip()} {block.word}{change}", max(8, width - cells - 1))
        beside = cells + 1 + len(first) <= width
        yield [*runs(drawn), *([Span(f" {first}")] if beside else [])]
        yield from ([Span(" " * (cells + 1) + line)] for line in (rest if beside else []))
        yield from ([Span(line)] for line in ([] if beside else [first, *rest]))
        indent = 0
    if block.ends and indent + cells <= width:
        yield [Span(" " * indent + _under(block.ends, cells), ASIDE)]


def _moved(change: int) -> Tone:
    return "warn" if change < 0 else "accent"


def _under(labels: tuple[str, str, str], cells: int) -> str:
    """Three words below the beginning, middle and end of a bar, with space between them; the middle one is left out if
    it does not fit."""
    left, middle, right = labels
    if len(left) + len(right) + 2 > cells:
        return left[:cells]
    last = cells - len(right) - APART - len(middle)
    centre = cells // 2 - (0 if cells // 2 <= last else len(middle) // 2)
    fits = len(left) + APART <= centre <= last
    return (left.ljust(centre) + middle if fits else left).ljust(cells - len(right)) + right


def in_short(gauges: Iterable[Gauge]) -> list[Span]:
    """Gauges on one line, without bars: `Client 6 Result 5 +1`."""
    spans: list[Span] = []
    for each in gauges:
        change = [Span(f" {each.change:+d}", _moved(each.change))] if each.change else []
        spans += [Span("  " if spans else ""), Span(f"{each.short or each.label} ", ASIDE)]
        spans += [Span(str(each.value), NUMBER), *change]
    return spans


def ticks(block: Ticks, width: int) -> Iterator[list[Span]]:
    """A sign for each: `● ● 0 › ○ ○`, without blanks if there is less room."""
    signs = [TICK[state] for state in block.states]
    if 2 * len(signs) - 1 <= width:
        yield list(runs(_linked(signs, [" "] * len(signs), 1)))
        return
    yield from (list(runs(signs[at : at + width])) for at in range(0, len(signs), width))
