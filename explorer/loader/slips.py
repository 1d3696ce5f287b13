"""Finds the usual mistakes behind a line that is not valid YAML, from the line itself, so that the message need not be
the parser's."""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

KEY = re.compile(r"\s*(?:- )*[\w-]+")
"""The text before a colon on a line of its own: a key, not part of a sentence."""
SIGNS = "@`%"
"""Characters with which a text may only begin if it is quoted."""
BANG = re.compile(r"[\[,:]\s*!\w[\w-]*\W?$")
"""A negated condition without quotes: YAML reads it as the name of a type."""
QUOTES = "\"'"


class Slip(NamedTuple):
    """A kind of fault, and the values for its sentence."""

    kind: str
    values: dict[str, str]


def slip(file: str, text: str, error: yaml.MarkedYAMLError) -> tuple[Slip, int, int]:
    """The mistake that made a file unreadable, with its line and column from 1."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    began = error.context_mark or mark
    lines = text.splitlines() or [""]
    here = lines[line] if line < len(lines) else ""
    mistake = _slip(here, line, column, error, f"{file}:{began.line + 1 if began else 1}")
    if mistake.kind == "yaml_quote" and began:  # the end of the file says nothing; the quote that opens does
        line, column = began.line, began.column
    return mistake, line + 1, column + 1


def _slip(here: str, line: int, column: int, error: yaml.MarkedYAMLError, meant: str) -> Slip:
    sign, before, context = here[column : column + 1], here[:column], error.context or ""
    if sign == "\t" or "\t" in before[: len(before) - len(before.lstrip())]:
        return Slip("yaml_tab", {})
    if BANG.search(here[: column + 1]):
        return Slip("yaml_bang", {})
    if sign and sign in SIGNS:
        return Slip("yaml_sign", {"sign": sign})
    if "quoted scalar" in context:
        return Slip("yaml_quote", {})
    if sign == ":" and not KEY.fullmatch(before):
        return Slip("yaml_colon", {})
    if sign == ":" and line and "flow" not in context:
        return Slip("yaml_indent", {})
    if before.rstrip()[-1:] and before.rstrip()[-1] in QUOTES:
        return Slip("yaml_after_quote", {})
    if "flow" in context:
        return Slip("yaml_brace", {"meant": meant})
    return Slip("yaml", {"reason": error.problem or "", "meant": meant})


def loose(name: str) -> Slip | None:
    """What is wrong with a name in braces that has no value: `trust:2` lacks a space, the 5 of `1,5` is cut off."""
    if re.fullmatch(r"[\w-]+:[+-]?\d+", name):
        return Slip("key_space", {"key": name, "fixed": name.replace(":", ": ", 1)})
    return Slip("key_comma", {"key": name}) if name.isdecimal() else None
