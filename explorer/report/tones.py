"""The tones of text: a screen has a colour for each, plain text has none."""

from __future__ import annotations

from typing import Literal

Tone = Literal["", "strong", "quiet", "accent", "first", "second", "third", "fourth", "warn"]
"""The tone of a text: `first` to `fourth` are the colours of roles, which never appear without their names."""

TONES_OF_ROLES: tuple[Tone, ...] = ("first", "second", "third", "fourth")
"""In the order of the pack's roles; a fifth role has the first tone again."""

# The scale of type. A terminal has no sizes of letters, only weight, colour and space.
PLATE: Tone = "strong"
"""The words of a plate's title: on a background of its own with a border, blank lines around them."""
TITLE: Tone = "strong"
"""A part's title: a rule after it to the end of the column, a blank line above."""
HEADING: Tone = "strong"
"""A heading within a part: a blank line above, none below."""
TEXT: Tone = ""
ASIDE: Tone = "quiet"
"""What may be skipped: labels, counts, units, proof."""
NUMBER: Tone = "strong"
"""The one figure of a line, its unit in the tone of an aside."""
