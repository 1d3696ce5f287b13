"""The tones of text: a screen has a colour for each, plain text has none."""

from __future__ import annotations

from typing import Literal

Tone = Literal["", "strong", "quiet", "accent", "first", "second", "third", "fourth", "warn"]
"""The tone of a text: `first` to `fourth` are the colours of roles, which never appear without their names."""

TONES_OF_ROLES: tuple[Tone, ...] = ("first", "second", "third", "fourth")
"""In the order of the pack's roles; a fifth role has the first tone again."""

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
