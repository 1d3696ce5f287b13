"""Parses YAML with the position of every key and value: a file becomes plain data and a map from path to position.

All scalars stay text (no `no` read as false, no `12:30` as 750); numbers are told from words by the schema.
"""

from __future__ import annotations

import copy
import pathlib
import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

import yaml

from explorer.loader.faults import Finding, PackError
from explorer.loader.known import Known
from explorer.loader.slips import loose, slip

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

try:
    from yaml import CBaseLoader as Loader
except ImportError:  # a PyYAML without libyaml: 13 times slower, otherwise the same
    from yaml import BaseLoader as Loader  # type: ignore[assignment]

LARGEST = 2_000_000
"""The largest file that is read, in bytes; the largest of the built-in pack has about 60,000."""
MOST_PARTS = 60_000
"""The most commas, colons and lines together of a file that is read (the built-in pack's maximum is about 9,000): each
of them takes YAML half a kilobyte of memory."""
MOST_ALIASES = 20
"""The most aliases that are reported before the reading of a file stops."""

Path = tuple[str | int, ...]


class Located:
    """The data of a file, and the position of each path in it. Positions are computed when they are asked for."""

    def __init__(self, file: str, root: yaml.Node, text: str = "") -> None:
        self.file = file
        self.root = root
        self.text = text
        self.data = _data(root)
        """The data: as written, or joined with what is inherited."""
        self.written = self.data

    @property
    def lines(self) -> list[str]:
        """The file's lines, including line ends."""
        return self.text.splitlines(keepends=True)

    def __contains__(self, path: Path) -> bool:
        """Whether something is written at `path`."""
        return self._node(path) is not None

    def with_data(self, data: object) -> Located:
        """The same file with other data than was written."""
        other = copy.copy(self)
        other.data = data
        return other

    def scalars(self) -> Iterator[tuple[Path, str]]:
        """Every text and number with its path, in the order of the file."""
        yield from _scalars(self.written, ())

    def at(self, path: Path, kind: str, key: bool = False, **values: object) -> Finding:
        """A finding of `kind` at `path` (with `key`: at its key), or at the nearest parent that is written."""
        near = path
        while (node := self._node(near)) is None:
            near = near[:-1]
        mark = node[0 if key and near == path else 1].start_mark
        name = ".".join(str(part) for part in path)
        texts = {k: str(v) for k, v in values.items()}
        return Finding(self.file, mark.line + 1, mark.column + 1, name, kind, texts)

    def _node(self, path: Path) -> tuple[yaml.Node, yaml.Node] | None:
        """The key node (in a list, the entry itself) and the value node at `path`."""
        key = value = self.root
        for part in path:
            if isinstance(value, yaml.MappingNode):
                pair = next((pair for pair in value.value if pair[0].value == part), None)
                if pair is None:
                    return None
                key, value = pair
            elif isinstance(value, yaml.SequenceNode) and isinstance(part, int) and part < len(value.value):
                key = value = value.value[part]
            else:
                return None
        return key, value


def locate(source: Traversable, file: str, known: Known | None = None) -> Located:
    """Parse `source`, called `file` in messages. Raises PackError if it is missing or is not plain YAML in UTF-8."""
    raw = _content(source, file)
    return known.made((file, raw), lambda: _located(raw, file)) if known else _located(raw, file)


def _refused(file: str, kind: str, line: int = 1, column: int = 1, **values: str) -> PackError:
    return PackError([Finding(file, line, column, "", kind, values)])


def _content(source: Traversable, file: str) -> bytes:
    refuse = partial(_refused, file)
    try:
        if isinstance(source, pathlib.Path) and source.exists() and not source.is_file():  # a pipe would never end
            raise refuse("file_unreadable", reason="no file")
        with source.open("rb") as stream:
            return stream.read(LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError):
        other = f"{source.name.removesuffix('.yaml')}.yml"
        if isinstance(source, pathlib.Path) and source.with_name(other).is_file():
            raise refuse("file_yml", found=other) from None
        raise refuse("file_missing") from None
    except OSError as error:
        raise refuse("file_unreadable", reason=error.strerror or str(error)) from None


def _located(raw: bytes, file: str) -> Located:
    refuse = partial(_refused, file)
    if len(raw) > LARGEST or sum(raw.count(sign) for sign in b",:\n") > MOST_PARTS:
        raise refuse("file_large", most=str(LARGEST))
    try:
        text = raw.decode("utf-8")
        if SUSPECT.search(text) or _may_be_deep(text):
            _refuse_by_events(file, text)
        root = yaml.compose(text, Loader=Loader)
    except UnicodeDecodeError as error:
        raise refuse("file_encoding", *_place(raw, error.start)) from None
    except yaml.MarkedYAMLError as error:
        if unseen := _unseen(text, error.problem_mark):
            raise refuse("unseen_sign", *unseen[:2], sign=unseen[2]) from None
        (kind, values), line, column = slip(file, text, error)
        raise refuse(kind, line, column, **values) from None
    except yaml.reader.ReaderError as error:
        line, column = _place(raw, error.position)
        raise refuse("yaml", line, column, reason=error.reason, meant=f"{file}:{line}") from None
    if root is None:
        raise refuse("file_empty")
    if faults := list(_doubled(file, root)):
        raise PackError(faults)
    return Located(file, root, text)


UNSEEN = re.compile("[\u00a0\u00ad\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff]")
"""Invisible characters that are not whitespace in YAML; they are only allowed within a text."""


def _unseen(text: str, mark: yaml.Mark | None) -> tuple[int, int, str] | None:
    """Line, column and name of an invisible character outside quotes, in the line where the parser stopped or the one
    before."""
    lines = text.split("\n")
    for number in (mark.line, mark.line - 1) if mark else ():
        line = lines[number] if 0 <= number < len(lines) else ""
        bare = re.sub(r'"[^"]*"|\'[^\']*\'', lambda quoted: "x" * len(quoted[0]), line)
        if odd := UNSEEN.search(bare):
            return number + 1, odd.start() + 1, f"U+{ord(odd[0]):04X}"
    return None


SUSPECT = re.compile(r"(?m)(?:^|[\s\[,{:-])[*&]\w")
"""A pattern for possible aliases and anchors."""
DEEP = re.compile(r"(?m)^(?: {100}|(?:[ ]|- |\? ){50})")
DEEPEST = 60
"""The deepest nesting; a pack has about ten levels. The parser itself fails or crashes at some hundreds."""


def _may_be_deep(text: str) -> bool:
    """Whether the text may be nested too deeply, judged quickly from its indentation and brackets."""
    depth = 0
    for bracket in re.findall(r"[\[\]{}]", text):
        depth += 1 if bracket in "[{" else -1
        if depth > DEEPEST:
            return True
    return bool(DEEP.search(text))


def _refuse_by_events(file: str, text: str) -> None:
    """Parse the text without building anything; raises PackError for aliases and for too deep nesting. A pack needs no
    aliases, and nested ones grow exponentially."""
    depth = 0
    faults: list[Finding] = []
    for event in yaml.parse(text, Loader=Loader):
        if isinstance(event, yaml.AliasEvent):
            faults.append(_found(file, event, "yaml_alias"))
            if len(faults) == MOST_ALIASES:
                break
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                raise PackError([_found(file, event, "yaml_deep")])
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    if faults:
        raise PackError(faults)


def _found(
    file: str,
    where: yaml.Node | yaml.Event,
    kind: str,
    path: Path = (),
    values: Mapping[str, str] | None = None,
    to: int = 0,
) -> Finding:
    """A finding of `kind` at the start of a node or event, or `to` characters further on."""
    mark = where.start_mark
    line, column = (mark.line + 1, mark.column + 1 + to) if mark else (1, 1)
    return Finding(file, line, column, ".".join(map(str, path)), kind, values or {})


def _place(raw: bytes, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of an offset in UTF-8 bytes."""
    before = raw[:offset].decode("utf-8", "replace")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _data(node: yaml.Node) -> object:
    """A node as plain data: texts, lists and dictionaries."""
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_data(child) for child in node.value]
    return {key.value: _data(value) for key, value in node.value}


def _scalars(data: object, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, list):
        for index, each in enumerate(data):
            yield from _scalars(each, (*path, index))
    elif isinstance(data, dict):
        for key, each in data.items():
            yield from _scalars(each, (*path, key))


def _doubled(file: str, root: yaml.Node) -> Iterator[Finding]:
    """Keys that occur twice in one mapping, or are not plain words."""
    waiting: list[tuple[yaml.Node, Path]] = [(root, ())]
    while waiting:
        node, path = waiting.pop()
        if isinstance(node, yaml.SequenceNode):
            waiting += ((child, (*path, index)) for index, child in enumerate(node.value))
        elif isinstance(node, yaml.MappingNode):
            first: dict[str, int] = {}
            for key, value in node.value:
                name = key.value if isinstance(key, yaml.ScalarNode) else "?"
                if odd := UNSEEN.search(name):
                    yield _found(file, key, "unseen_sign", path, {"sign": f"U+{ord(odd[0]):04X}"}, odd.start())
                if not isinstance(key, yaml.ScalarNode):
                    yield _found(file, key, "key_no_word", path)
                elif name in first:
                    values = {"key": name, "meant": f"{file}:{first[name]}"}
                    yield _found(file, key, "key_twice", (*path, name), values)
                bare = isinstance(key, yaml.ScalarNode) and not key.style and isinstance(value, yaml.ScalarNode)
                if node.flow_style and bare and not value.value and (wrong := loose(name)):
                    yield _found(file, key, wrong.kind, path, wrong.values)
                first.setdefault(name, key.start_mark.line + 1)
                waiting.append((value, (*path, name)))
