"""The words of the program. The type checker reads `interface.pyi` in this file's place, which has all their names."""

from __future__ import annotations

from explorer.words.model import Words


class Interface(Words):
    """`interface.yaml`: all of it. A pack without the file inherits the built-in one."""
