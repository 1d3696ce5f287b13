"""The horizontal and vertical layout of a screen: a column of text, and to its right up to two margins.

Text begins at column 2 in every pane and at every size; column 0 holds the cursor's mark and nothing else. The text is
76 columns wide in a window of 80 or more, so that a wider window never breaks a line elsewhere; in a narrower window it
is 4 columns less than the window. From 120 columns on, there is a thin rule and a margin of 36 columns to the right of
the text; from 160 on, a second margin, and the whole is centred.
"""

from __future__ import annotations

from explorer.report.layout import COLUMN

LEFT = 2
"""Columns to the left of the text, for the cursor's mark."""
RIGHT = 2
"""Smallest number of columns to the right of the text, so that it does not touch the edge."""
RULE_AT = LEFT + COLUMN + 1
"""Column of the rule, from 0; the gutter is three columns wide."""
BEFORE = 3
"""Columns of a margin before its text: the rule, the cursor's mark and a blank."""
MARGIN = 36
"""Width of a margin's text in columns."""
STEP = BEFORE + MARGIN + 1
"""Columns from the start of one margin to the start of the next."""
MARGIN_FROM, SECOND_FROM = 120, 160
"""Window widths, in columns, from which there is one margin and a second one."""
AIRY_FROM, TALL_FROM = 30, 50
"""Window heights, in lines, from which one line above the page is left blank, and from which longer pages are shown."""


def column(window: int) -> int:
    """Width of the text in columns, in a window `window` columns wide."""
    return max(1, min(COLUMN, window - LEFT - RIGHT))


def margins(window: int) -> int:
    """How many margins there are: 0, 1 or 2."""
    return (window >= MARGIN_FROM) + (window >= SECOND_FROM)


def edge(window: int) -> int:
    """Columns left free at the left, so that the content of a very wide window is centred."""
    return max(0, (window - SECOND_FROM) // 2)
