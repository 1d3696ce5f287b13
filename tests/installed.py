"""The program as it is installed somewhere, with the frozen pack for its own: what tests start in processes.

So its starts find the pack compiled, as everybody's do, and what the built-in pack says may change.
"""

from __future__ import annotations

import atexit
import compileall
import shutil
import tempfile
from functools import cache
from pathlib import Path

from tests.first import FIRST

ROOT = Path(__file__).resolve().parents[1]


@cache
def installed() -> Path:
    """The folder that such a program is imported from; it goes when the tests end."""
    folder = Path(tempfile.mkdtemp(prefix="explorer-installed-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    content = shutil.copytree(FIRST, copied(folder) / "_content")
    shutil.copy2(ROOT / "content" / "interface.yaml", content)
    return folder


def copied(folder: Path) -> Path:
    """Copy the package `explorer` into a folder, compiled, and without what another process is writing just now."""
    compileall.compile_dir(ROOT / "explorer", quiet=2)
    ignored = shutil.ignore_patterns("*.pickle", "*.[0-9]*")
    return Path(shutil.copytree(ROOT / "explorer", folder / "explorer", ignore=ignored))
