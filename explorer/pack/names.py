"""The formats of names, times and dates in a pack's files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from explorer.words.text import shared
from explorer.words.value import Checked, Like, Words

Id = Annotated[str, Like(r"^[a-z][a-z0-9-]*$")]
"""A name within the pack: lower-case letters, digits and hyphens."""
SourceId = Annotated[str, Like(r"^[A-Za-z][A-Za-z0-9-]*$")]
Language = Annotated[str, Like(r"^[a-z]{2,3}$")]
Clock = Annotated[str, Like(r"^([01]\d|2[0-3]):[0-5]\d$")]
"""A time of the day, 00:00 to 23:59."""
Date = Annotated[str, Like(r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]
"""A day, as 2026-11-28."""
Forms = Annotated[Mapping[Language, tuple[Words, ...]], Checked(shared)]
"""Several wordings in each language."""
Company = Literal["client", "team", "firm", "alone"]
"""The company in which an hour is spent: people from outside, the team, others in the firm, alone."""
