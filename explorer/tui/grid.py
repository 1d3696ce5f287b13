"""The layout of the screen in columns and lines: a column of text, and at its right up to two margins.

Text begins at column 2 in every pane and at every size, the cursor's mark at column 0. The column is 76 wide from
80 columns of window on, so that a wider window never breaks a line elsewhere; below it is the window less 4. From 120 a
thin rule and a margin of 36 stand at its right, from 160 a second margin, and the whole in the middle. Nothing but the
cursor stands left of the text.
"""

from __future__ import annotations

from explorer.report.layout import COLUMN

LEFT = 2
"""Columns left of the text, where the cursor stands."""
RIGHT = 2
"""Columns right of it at least, so that words do not touch the edge."""
RULE_AT = LEFT + COLUMN + 1
"""Column of the rule, from 0; the gutter is three more."""
BEFORE = 3
"""Columns of a margin before its text: the rule, the cursor's mark, a blank."""
MARGIN = 36
"""Columns of a margin's text."""
STEP = BEFORE + MARGIN + 1
"""Columns from one margin to the next."""
MARGIN_FROM, SECOND_FROM = 120, 160
"""Columns of the window from which there is a margin, and a second one."""
AIRY_FROM, TALL_FROM = 30, 50
"""Lines of the window from which a line is left free above the page, and from which there is room for more of it."""


def column(window: int) -> int:
    """Columns of the text in a window of so many."""
    return max(1, min(COLUMN, window - LEFT - RIGHT))


def margins(window: int) -> int:
    """How many margins there are: 0, 1 or 2."""
    return (window >= MARGIN_FROM) + (window >= SECOND_FROM)


def edge(window: int) -> int:
    """Columns that stay free at the left, so that a wide window has the whole in its middle."""
    return max(0, (window - SECOND_FROM) // 2)
