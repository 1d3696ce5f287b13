"""The pack that came with version 0.1.0, as it was: what rules, screens and faces are tested on.

Nothing in `content/` changes it, and a pack that was written for 0.1.0 has to work in every later version.
"""

from __future__ import annotations

from pathlib import Path

from explorer.loader.reader import read_pack

FIRST = Path(__file__).resolve().parent / "packs" / "first"
PACK = read_pack(FIRST)
