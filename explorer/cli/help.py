"""The text of `--help`, for the program and for each command, in the person's language."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from explorer.cli.arguments import Argument
from explorer.cli.commands import COMMANDS, PROGRAM
from explorer.cli.parser import HELP, VERSION, declared

if TYPE_CHECKING:
    from explorer.words.translator import Translator

WIDTH = 80
"""Width of the help in columns."""
MOST = 26
"""The widest option name, in columns, that has its description on the same line."""


def help_page(name: str, tr: Translator) -> str:
    """The help of a command; for PROGRAM, that of the program with all its commands."""
    words, command = tr.words.commands, declared(name)
    if name == PROGRAM:
        lines = [*_filled(tr(words.about), ""), "", f"{tr(words.usage)} explorer [...]", "", tr(words.commands)]
        options = [("", tr(command.says(tr.words)))]
        options += [(each, tr(declared(each).says(tr.words))) for each in COMMANDS]
        lines += _table(options)
    else:
        placed = [argument for argument in command.arguments if not argument.option]
        usage = " ".join(["explorer", name, *(_placed(argument, tr) for argument in placed)])
        lines = [f"{tr(words.usage)} {usage} [...]", "", *_filled(tr(command.says(tr.words)), "  ")]
    lines += ["", tr(words.options)]
    options = [(_named(argument, tr), tr(argument.says(tr.words))) for argument in command.arguments if argument.option]
    lines += _table([*options, (", ".join(HELP), tr(words.help)), (", ".join(VERSION), tr(words.version))])
    if command.examples:
        lines += ["", tr(words.examples), *textwrap.indent(tr(command.examples(tr.words)).strip(), "  ").split("\n")]
    lines += ["", *_filled(tr(words.exits), "")]
    return "\n".join(lines) + "\n"


def _placed(argument: Argument, tr: Translator) -> str:
    """A positional argument in the usage line."""
    name = "|".join(argument.choices) or tr(argument.says(tr.words))
    return {"?": f"[{name}]", "*": f"[{name} ...]", "+": f"{name} ..."}.get(argument.many or "", name)


def _named(argument: Argument, tr: Translator) -> str:
    """The names of an option, with a placeholder for its value."""
    named = ", ".join(argument.names)
    if argument.flag:
        return named
    value = "|".join(argument.choices) or tr(argument.value(tr.words) if argument.value else tr.words.commands.value)
    return f"{named} {value}"


def _table(rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Names in one column and their descriptions in the next."""
    width = max(len(name) for name, _ in rows if len(name) <= MOST) + 2
    for name, explained in rows:
        text = _filled(explained, " " * (2 + width))
        if len(name) > width - 2:
            yield f"  {name}"
        else:
            text[0] = f"  {name:<{width}}{text[0].lstrip()}"
        yield from text


def _filled(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent) or [""]
