"""Converts pydantic's validation errors to findings with file, line and column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from explorer.loader.faults import Finding, nearest
from explorer.loader.fields import fields_at
from explorer.loader.locate import Located, Path

if TYPE_CHECKING:
    from pydantic import ValidationError

MOST = 100
"""The most faults of one file that are reported; a file with more usually has one fault over and over."""
FORMS = {
    "^[a-z][a-z0-9-]*$": "id",
    "^[A-Za-z][A-Za-z0-9-]*$": "source",
    "^[a-z]{2,3}$": "language",
    "^[a-z]{2}$": "country",
    r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$": "date",
}
"""The id of the description (`Interface.shapes`) for each pattern; any other counts as that of a time of day."""
KINDS = {"unexpected_keyword_argument": "extra_forbidden"}
"""Error kinds that pydantic names differently for a dataclass than for a model."""
WRAPPED = "say"
"""The field of a passage that may be left out if there is only one."""
WANTED = {"tuple_type": "list", "list_type": "list", "string_type": "text"}
FOUND = {"dict": "fields", "list": "list", "NoneType": "nothing"}


def findings(located: Located, shape: Any, error: ValidationError) -> list[Finding]:
    """The faults of a file that is not of its type, each once. Secondary errors are left out: a list that is too short
    only because its entries are invalid, or a missing field that is there but misspelt."""
    faults = [_finding(located, shape, dict(each)) for each in error.errors(include_url=False)[:MOST]]
    fields = [each.field for each in faults]
    misspelt = {f"{each.field.rpartition('.')[0]}.{each.values['near']}".strip(".") for each in faults if _typo(each)}
    return [
        each
        for each in faults
        if not (each.kind == "too_short" and any(field.startswith(f"{each.field}.") for field in fields))
        and not (each.kind == "missing" and each.field in misspelt)
    ]


def _typo(finding: Finding) -> bool:
    return finding.kind == "extra_forbidden" and bool(finding.values["near"])


def _finding(located: Located, shape: Any, error: dict[str, object]) -> Finding:
    """A pydantic error as a finding; parts of `loc` that are not in the file (the tags of unions) are left out."""
    loc = error["loc"]
    assert isinstance(loc, tuple)
    path: Path = ()
    for index, part in enumerate(loc):
        if (*path, part) in located or (index == len(loc) - 1 and part != WRAPPED):
            path = (*path, part)
    kind = KINDS.get(str(error["type"]), str(error["type"]))
    value = error.get("input")
    context = error.get("ctx")
    values = dict(context) if isinstance(context, dict) else {}
    if kind.startswith("union_tag"):
        path = (*path, str(values.get("discriminator", "")).strip("'"))
    values["message"] = error["msg"]
    if "found" in values:  # what is wrong in it is known more exactly
        return located.at(path, kind, key=False, **values)
    values["found"] = value if isinstance(value, str) else type(value).__name__
    if not isinstance(value, str):
        values["found_shape"] = FOUND.get(type(value).__name__, "nothing")
    if kind == "extra_forbidden":
        fields = fields_at(shape, path[:-1], located.data)
        there = _mapping(located.data, path[:-1])
        values["fields"] = ", ".join(fields)
        values["near"] = nearest(str(path[-1]), [field for field in fields if field not in there])
    elif kind in ("literal_error", "union_tag_invalid"):
        name = "expected" if kind == "literal_error" else "expected_tags"
        expected = str(values[name]).split("'")[1::2]
        values[name] = ", ".join(expected)
        values["near"] = nearest(str(values.get("tag", values["found"])), expected)
    elif kind == "string_pattern_mismatch":
        values["form"] = FORMS.get(str(values.get("pattern")), "clock")
    elif kind.endswith("_type"):
        values["wanted"] = WANTED.get(kind, "fields")
    return located.at(path, kind, key=kind == "extra_forbidden", **values)


def _mapping(data: object, path: Path) -> dict[str, object]:
    for part in path:
        data = data.get(part) if isinstance(data, dict) else data[part] if isinstance(data, list) else None  # type: ignore[index]
    return data if isinstance(data, dict) else {}
