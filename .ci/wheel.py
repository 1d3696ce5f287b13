"""The wheel brings its pack along compiled: no start of an installed program has to read and validate it, even where
Python may write nothing, as in a container."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledPack(BuildHookInterface):
    """Called by hatchling (`pyproject.toml`) before it packs the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the pack, and have the file packed beside its sources; an editable installation reads those."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from explorer.loader.cache import written
        from explorer.loader.compiled import SHIPPED
        from explorer.loader.reader import built_in, read_located

        folder = Path(str(built_in()))
        file = Path(self.directory) / SHIPPED
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(written(folder, read_located()[0]))
        build_data["force_include"][str(file)] = f"explorer/_content/{SHIPPED}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Leave nothing beside the wheel."""
        if version == "editable":
            return
        from explorer.loader.compiled import SHIPPED

        (Path(self.directory) / SHIPPED).unlink(missing_ok=True)
