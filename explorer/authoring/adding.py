"""Adds a role to the files of an existing pack, without changing any other line."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import yaml

from explorer.authoring.starting import ExistingPack, in_languages, items_of, of_role, source_of, template
from explorer.loader.faults import PackError
from explorer.loader.locate import Located, locate


class Unclear(Exception):
    """A file that cannot be edited safely: `file`, the `key` under which to add, and the `text` to add by hand."""

    def __init__(self, file: str, key: str, text: str) -> None:
        super().__init__(file)
        self.file, self.key, self.text = file, key, text


def with_role(folder: Path, role: str, existing: ExistingPack, language: str) -> dict[str, str]:
    """The complete files that change or are created when `role` is added to the pack in `folder`. Raises Unclear, and
    PackError for a file that cannot be read."""
    own = partial(in_languages, languages=existing.languages)
    made = {file: own(text) for file, text in of_role(role, existing, language).items()}
    source = own(template("source", language, source=source_of(role)))
    items = own("".join(items_of(role, existing, language)))
    made["pack.yaml"] = _changed(folder, "pack.yaml", "roles", role)
    if (folder / "sources.yaml").is_file():
        made["sources.yaml"] = _changed(folder, "sources.yaml", "", source)
    else:
        made["sources.yaml"] = template("sources", language) + source
    if (folder / "questionnaire.yaml").is_file():
        made["questionnaire.yaml"] = _changed(folder, "questionnaire.yaml", "items", items)
    else:
        made["questionnaire.yaml"] = template("added", language) + template("items", language) + items
    return made


def _changed(folder: Path, file: str, key: str, text: str) -> str:
    """The file with `text` appended to its list at `key` (empty: to the file's own list). Raises Unclear if the result
    would not be the same file with entries added."""
    before = locate(folder / file, file)
    node = _node(before, key)
    after = None
    if isinstance(node, yaml.SequenceNode) and node.value:
        after = _listed(before, node, text) if ":" not in text else _appended(before, node, text)
    if after is None or not _only_longer(_list(before.data, key), _list(_read(file, after), key)):
        raise Unclear(file, key or "-", " ".join(text.split()))
    return after


def _read(file: str, text: str) -> object:
    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
        return Located(file, root).data if root else None
    except (yaml.YAMLError, PackError):
        return None


def _list(data: object, key: str) -> object:
    return data.get(key) if key and isinstance(data, dict) else data


def _only_longer(before: object, after: object) -> bool:
    whole = isinstance(before, list) and isinstance(after, list)
    return whole and len(after) > len(before) and after[: len(before)] == before  # type: ignore[arg-type,index]


def _node(found: Located, key: str) -> yaml.Node | None:
    if not key:
        return found.root
    if not isinstance(found.root, yaml.MappingNode):
        return None
    return next((value for name, value in found.root.value if name.value == key), None)


def _listed(found: Located, node: yaml.SequenceNode, name: str) -> str:
    """Append `name` to a list of names, in brackets or with hyphens."""
    lines, last = found.lines, node.value[-1].end_mark
    if node.flow_style:
        line = lines[last.line]
        lines[last.line] = f"{line[: last.column]}, {name}{line[last.column :]}"
    else:
        lines.insert(last.line + 1, f"{' ' * node.start_mark.column}- {name}\n")
    return "".join(lines)


def _appended(found: Located, node: yaml.SequenceNode, text: str) -> str | None:
    """Append `text`, entries of a list, after the list's last entry, with the same indentation."""
    if node.flow_style:
        return None
    lines, last = found.lines, node.value[-1]
    while isinstance(last, yaml.SequenceNode | yaml.MappingNode) and last.value and not last.flow_style:
        last = last.value[-1][1] if isinstance(last, yaml.MappingNode) else last.value[-1]
    after = last.end_mark.line + (1 if last.end_mark.column else 0)
    if after and not lines[after - 1].endswith("\n"):
        lines[after - 1] += "\n"
    margin, indent = len(text) - len(text.lstrip()), " " * node.start_mark.column
    lines[after:after] = [indent + line[margin:] if line.strip() else line for line in text.splitlines(keepends=True)]
    return "".join(lines)
