"""What the layers may take from each other, where no import contract can say it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
import textual
from textual.message_pump import MessagePump

import explorer
from explorer.tui.panes.table import PANES

ROOT = Path(explorer.__file__).parent
FILES = {
    ".".join(path.relative_to(ROOT.parent).with_suffix("").parts).removesuffix(".__init__"): path
    for path in ROOT.rglob("*.py")
}
"""Each module of the program and its file."""
OUTSIDE = sorted(name for name in FILES if not name.startswith("explorer.terminal"))
"""The modules that may not touch what is private to Textual."""


def test_contributing_names_every_layer() -> None:
    table = (ROOT.parent / "CONTRIBUTING.md").read_text(encoding="utf-8")
    layers = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert set(re.findall(r"`explorer/(\w+)/`", table)) == layers


@cache
def nodes_of(module: str) -> list[ast.AST]:
    """All that a file's source is made of."""
    return list(ast.walk(ast.parse(FILES[module].read_text(encoding="utf-8"))))


def imports(module: str) -> Iterator[str]:
    """The modules of the program that a file imports anywhere: inside functions and for types, too."""
    for node in nodes_of(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in FILES)
        elif isinstance(node, ast.ImportFrom) and node.module in FILES:
            for alias in node.names:
                below = f"{node.module}.{alias.name}"
                yield below if below in FILES else node.module


def circle(graph: dict[str, set[str]]) -> list[str]:
    """A way from a module back to itself; empty where there is none."""
    done: set[str] = set()

    def walk(module: str, way: list[str]) -> list[str]:
        if module in way:
            return [*way[way.index(module) :], module]
        if module not in done:
            for other in sorted(graph[module]):
                if found := walk(other, [*way, module]):
                    return found
            done.add(module)
        return []

    return next((found for module in sorted(graph) if (found := walk(module, []))), [])


def test_a_circle_is_found() -> None:
    assert circle({"a": {"b"}, "b": {"c"}, "c": set()}) == []
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == ["b", "c", "b"]


def test_no_files_import_each_other_in_a_circle_for_types_neither() -> None:
    assert circle({module: set(imports(module)) - {module} for module in FILES}) == []


def names_in(file: Path) -> list[tuple[str, str]]:
    """The modules of the program that a file imports from, each with the name it takes."""
    nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    own = (node for node in nodes if isinstance(node, ast.ImportFrom) and node.module in FILES)
    return [(node.module or "", alias.name) for node in own for alias in node.names]


@pytest.mark.parametrize("file", sorted((ROOT.parent / "benchmarks").glob("*.py")), ids=lambda file: file.stem)
def test_what_a_benchmark_imports_of_the_program_is_there(file: Path) -> None:
    taken = names_in(file)
    assert [
        each for each in taken if f"{each[0]}.{each[1]}" not in FILES and not hasattr(import_module(each[0]), each[1])
    ] == []


# --- Textual's private names -----------------------------------------------------------------------------------


@cache
def private_names() -> frozenset[str]:
    """All names with one underscore before them that Textual's own objects have."""
    source = Path(textual.__file__).parent.rglob("*.py")
    return frozenset(
        name for file in source for name in re.findall(r"(?:self\.|def )(_[a-z]\w*)", file.read_text(encoding="utf-8"))
    )


def test_nothing_private_of_textual_is_imported_outside_the_terminal_layer() -> None:
    taken = [
        (module, f"{node.module}.{alias.name}")
        for module in OUTSIDE
        for node in nodes_of(module)
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "textual"
        for alias in node.names
    ]
    assert len(taken) > 20 and [each for each in taken if "._" in each[1]] == []


SHOWN = [name for name in OUTSIDE if name.startswith(("explorer.tui", "explorer.serve"))]
"""Those of them that may know Textual."""


def private_in(module: str) -> set[str]:
    """The names of Textual's that a file reads or sets as `x._y` and does not define itself; `os._exit` is none."""
    nodes = nodes_of(module)
    if not any("textual" in (getattr(node, "module", "") or "") for node in nodes):
        return set()
    own = {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
    used = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    return (used & private_names()) - own - {"_exit"}


def test_nothing_private_of_textual_is_read_or_set_outside_the_terminal_layer() -> None:
    assert {module: found for module in SHOWN if (found := private_in(module))} == {}


def test_no_method_outside_the_terminal_layer_takes_the_place_of_a_private_one_of_textual() -> None:
    found = []
    for module in SHOWN:
        for value in vars(import_module(module)).values():
            if not isinstance(value, type) or not issubclass(value, MessagePump) or value.__module__ != module:
                continue
            bases = [base for base in value.__mro__[1:] if base.__module__.startswith("textual")]
            mine = {name for name in vars(value) if re.match(r"_[a-z]", name)}
            found += [(value, name) for name in mine if any(callable(vars(base).get(name)) for base in bases)]
    assert found == []


# --- panes -----------------------------------------------------------------------------------------------------


def test_one_pane_asks_and_one_tells_and_each_has_its_own_name_and_key() -> None:
    assert sorted(pane.purpose for pane in PANES if pane.purpose) == ["asks", "opens", "tells"]
    assert len({pane.id for pane in PANES}) == len({pane.key for pane in PANES}) == len(PANES)


def test_the_name_of_a_pane_stands_in_the_table_of_panes_and_that_of_keys_alone() -> None:
    """A pane is found by what it does (`pane_that`), never by its place among the others."""
    named = re.compile("|".join(rf'"{pane.id}"' for pane in PANES))
    allowed = {"explorer.tui.panes.table", "explorer.tui.keys"}
    screen = [name for name in FILES if name.startswith("explorer.tui") and name not in allowed]
    assert [module for module in screen if named.search(FILES[module].read_text(encoding="utf-8"))] == []
