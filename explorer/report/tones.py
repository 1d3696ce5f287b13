"""The tones that words are said in: a screen has a colour for each, a text has none."""

from __future__ import annotations

from typing import Literal

Tone = Literal["", "strong", "quiet", "accent", "first", "second", "third", "fourth", "warn"]
"""How words are said: `first` to `fourth` are the roles' own colours, never without their names."""

TONES_OF_ROLES: tuple[Tone, ...] = ("first", "second", "third", "fourth")
"""In the order of the pack's roles; a fifth has the first's again."""

# The scale of type: what a page is set in. Size there is none on a terminal; weight, colour and space are all.
PLATE: Tone = "strong"
"""The words of a plate's title: on a ground of its own with an edge, free lines around them."""
TITLE: Tone = "strong"
"""A part's title: a line after it to the end of the column, a free line above."""
HEADING: Tone = "strong"
"""A heading within a part: a free line above, none below."""
TEXT: Tone = ""
ASIDE: Tone = "quiet"
"""What may be skipped: labels, counts, units, proof."""
NUMBER: Tone = "strong"
"""The one figure of a line, its unit in the tone of an aside."""
