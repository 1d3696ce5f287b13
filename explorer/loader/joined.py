"""Joins a file of a pack that extends another with the other pack's file of the same name."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.loader.faults import Finding
from explorer.loader.locate import Located, Path


class Joined(Located):
    """Lists are the other file's entries followed by the own ones; for anything else the own file wins. `whole`: keys
    of lists that are not joined. Positions refer to the file in which something is written."""

    def __init__(self, base: Located, own: Located, whole: tuple[str, ...] = ()) -> None:
        self.file = own.file
        self.root = own.root
        self.base, self.own, self.whole = base, own, whole
        self.data = self._joined()
        self.written = own.data
        self.text = f"{base.text}\n{own.text}"

    def __contains__(self, path: Path) -> bool:
        """Whether something is written at `path` in either file."""
        where, path = self._written(path)
        return path in where

    def at(self, path: Path, kind: str, key: bool = False, **values: object) -> Finding:
        """As in a single file."""
        where, path = self._written(path)
        return where.at(path, kind, key, **values)

    def scalars(self) -> Iterator[tuple[Path, str]]:
        """Every text of the own file, with its path in the joined file."""
        for path, text in self.own.scalars():
            yield self._shifted(path), text

    def _joined(self) -> object:
        base, own = self.base.data, self.own.data
        if isinstance(base, list) and isinstance(own, list):
            return [*base, *own]
        if isinstance(base, dict) and isinstance(own, dict):
            return {**base, **{key: [*base[key], *own[key]] if self._lists(key) else own[key] for key in own}}
        return own

    def _lists(self, key: str | int | None) -> int | None:
        """How many entries at `key` (None: of the file itself) are from the other file; None if it is not a joined
        list."""
        base, own = self.base.data, self.own.data
        if key is not None:
            if key in self.whole or not isinstance(base, dict) or not isinstance(own, dict):
                return None
            base, own = base.get(str(key)), own.get(str(key))
        return len(base) if isinstance(base, list) and isinstance(own, list) else None

    def _head(self, path: Path) -> tuple[Path, Path, int | None]:
        """Split a path at its index into a joined list; with the number of entries from the other file."""
        for length in (0, 1):
            count = self._lists(path[0] if length else None) if len(path) > length else None
            if count is not None and isinstance(path[length], int):
                return path[:length], path[length:], count
        return path, (), None

    def _written(self, path: Path) -> tuple[Located, Path]:
        head, (*tail,), count = self._head(path)
        if count is None:
            in_own = not path or not isinstance(self.base.data, dict) or path[:1] in self.own or path not in self.base
            return (self.own if in_own else self.base), path
        index = int(tail[0])
        return (self.base, path) if index < count else (self.own, (*head, index - count, *tail[1:]))

    def _shifted(self, path: Path) -> Path:
        head, (*tail,), count = self._head(path)
        return path if count is None else (*head, int(tail[0]) + count, *tail[1:])
