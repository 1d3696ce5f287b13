"""The tones that words are said in: a screen has a colour for each, a text has none."""

from __future__ import annotations

from typing import Literal

Tone = Literal["", "strong", "quiet", "accent", "first", "second", "third", "fourth", "warn"]
"""How words are said: `first` to `fourth` are the roles' own colours, never without their names."""

TONES_OF_ROLES: tuple[Tone, ...] = ("first", "second", "third", "fourth")
"""In the order of the pack's roles; a fifth has the first's again."""
