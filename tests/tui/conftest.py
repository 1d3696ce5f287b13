"""The full-screen app under test: nothing is animated, and no terminal of the outside is looked at."""

from __future__ import annotations

import os

os.environ["TEXTUAL_ANIMATIONS"] = "none"  # textual reads it when it is imported
for name in ("COLUMNS", "LINES", "NO_COLOR", "TEXTUAL_THEME"):
    os.environ.pop(name, None)
