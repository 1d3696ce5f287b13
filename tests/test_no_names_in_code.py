"""The program names no role, no dimension and no question: packs do."""

from __future__ import annotations

import ast
from pathlib import Path

import explorer
from explorer.pack.pack import Pack

ROOT = Path(explorer.__file__).parent


def words_of(file: Path) -> set[str]:
    """Every string of a file's code that is no docstring."""
    nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    documented = {id(each.value) for each in nodes if isinstance(each, ast.Expr)}
    constants = (each for each in nodes if isinstance(each, ast.Constant) and id(each) not in documented)
    return {each.value for each in constants if isinstance(each.value, str)}


def test_no_string_in_the_code_is_the_name_of_something_in_a_pack(pack: Pack) -> None:
    named = {role.id for role in pack.roles} | {dimension.id for dimension in pack.dimensions}
    named |= {item.id for item in pack.questionnaire.items}
    named |= {short.casefold() for role in pack.roles for short in role.short.root.values()}
    assert len(named) > 30
    found = {str(file.relative_to(ROOT)): words_of(file) & named for file in ROOT.rglob("*.py")}
    assert {file: words for file, words in found.items() if words} == {}
