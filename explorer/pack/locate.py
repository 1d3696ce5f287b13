"""YAML with the place of every key and value: a file becomes plain data and a map from path to position.

All scalars stay text (no `no` read as false, no `12:30` as 750); numbers are told from words by the schema.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources.abc import Traversable

import yaml

from explorer.pack.faults import Finding, PackError

try:
    from yaml import CBaseLoader as Loader
except ImportError:  # a PyYAML without libyaml: 13 times slower, otherwise the same
    from yaml import BaseLoader as Loader  # type: ignore[assignment]

LARGEST = 2_000_000
"""Bytes of the largest file that is read; the built-in pack's largest has about 60,000."""

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Located:
    """A file's data, and where each path of it stands: (line, column), from 1."""

    file: str
    data: object
    values: dict[Path, tuple[int, int]]
    keys: dict[Path, tuple[int, int]]

    def at(self, path: Path, kind: str, key: bool = False, **values: object) -> Finding:
        """The finding `kind` at `path`, or at the nearest parent of it that is written in the file."""
        near = path
        while near and near not in self.values:
            near = near[:-1]
        line, column = (self.keys if key and near == path else self.values).get(near, (1, 1))
        name = ".".join(str(part) for part in path)
        return Finding(self.file, line, column, name, kind, {k: str(v) for k, v in values.items()})


def locate(source: Traversable, file: str) -> Located:
    """Read `source`, called `file` in messages. Raises PackError when it is missing or is not plain YAML in UTF-8."""

    def refuse(kind: str, line: int = 1, column: int = 1, **values: str) -> PackError:
        return PackError([Finding(file, line, column, "", kind, values)])

    try:
        raw = source.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise refuse("file_missing") from None
    except OSError as error:
        raise refuse("file_unreadable", reason=error.strerror or str(error)) from None
    if len(raw) > LARGEST:
        raise refuse("file_large", size=str(len(raw)), most=str(LARGEST))
    try:
        root = yaml.compose(raw.decode("utf-8"), Loader=Loader)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise refuse("file_encoding", line, error.start - raw.rfind(b"\n", 0, error.start)) from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise refuse("yaml", line, column, reason=error.problem or "") from None
    except yaml.reader.ReaderError as error:
        line = str(raw, "utf-8", "replace").count("\n", 0, error.position) + 1
        raise refuse("yaml", line, reason=error.reason) from None
    except RecursionError:
        raise refuse("yaml_deep") from None
    if root is None:
        raise refuse("file_empty")
    return _Walk(file).whole(root)


class _Walk:
    """Turns composed nodes into data, noting positions, and refusing aliases and doubled keys."""

    def __init__(self, file: str) -> None:
        self.located = Located(file, None, {}, {})
        self.seen: set[int] = set()
        self.faults: list[Finding] = []

    def whole(self, root: yaml.Node) -> Located:
        data = self.data(root, ())
        if self.faults:
            raise PackError(self.faults)
        return Located(self.located.file, data, self.located.values, self.located.keys)

    def data(self, node: yaml.Node, path: Path) -> object:
        mark = node.start_mark
        self.located.values[path] = (mark.line + 1, mark.column + 1)
        if isinstance(node, yaml.ScalarNode):
            return node.value
        if id(node) in self.seen:  # an alias: nothing here needs one, and nested they grow without bound
            self.faults.append(self.located.at(path, "yaml_alias"))
            return None
        self.seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self.data(child, (*path, index)) for index, child in enumerate(node.value)]
        found: dict[str, object] = {}
        for key, value in node.value:
            below = (*path, str(key.value))
            if not isinstance(key, yaml.ScalarNode) or key.value in found:
                self.located.values[below] = (key.start_mark.line + 1, key.start_mark.column + 1)
                self.faults.append(self.located.at(below, "key_twice", key=key.value))
                continue
            self.located.keys[below] = (key.start_mark.line + 1, key.start_mark.column + 1)
            found[key.value] = self.data(value, below)
        return found
