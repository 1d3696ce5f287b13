"""What can be asked on the command line, read into a namespace or answered with help."""

from __future__ import annotations

import re
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from explorer import __version__

if TYPE_CHECKING:
    from explorer.words.prompt_words import Commands

FRONTS = ("ssh", "web")
FORMATS = ("text", "md", "json")
FORMATS_OF_FINDINGS = ("text", "json", "sarif", "github")
POSITIONAL = {"profile": ("role",), "diff": ("first", "second"), "day": ("role",), "result": ("code",)}
OPTIONS = {
    None: ("lang", "pack", "watch", "ephemeral", "plain", "ascii"),
    "profile": ("format", "output", "lang", "pack", "plain", "ascii"),
    "diff": ("format", "output", "only", "lang", "pack", "plain", "ascii"),
    "day": ("choices", "format", "output", "lang", "pack", "plain", "ascii"),
    "fit": ("answers", "print", "format", "output", "lang", "pack", "plain", "ascii"),
    "result": ("format", "output", "lang", "pack", "plain", "ascii"),
    "history": ("forget", "format", "output", "lang", "pack", "plain", "ascii"),
    "forget": ("lang", "pack", "ascii"),
    "keys": ("lang", "pack", "ascii"),
    "check": ("format", "watch", "lang", "pack", "ascii"),
    "selftest": ("format", "output", "lang", "pack", "ascii"),
    "new": ("role", "schemas", "lang", "ascii"),
    "serve": ("settings", "bind", "port", "lang", "pack", "ascii"),
}
FOLDER = {"check": "?", "new": None}
"""The commands that take a folder, and whether it may be left out."""


class Misused(Exception):
    """A command line that cannot be read; its text says why and where help is."""


class _Parser(ArgumentParser):
    """Argparse without its own help and without leaving the program."""

    def error(self, message: str) -> NoReturn:
        raise _Wrong(message)


class _Wrong(Exception):
    pass


def parse(arguments: Sequence[str]) -> Namespace | str:
    """What was asked, or the text of the help or the version. Raises Misused.

    Every namespace has `command` (None: the full-screen program), `lang`, `pack`, `ascii`, `format`, `output`.
    """
    if "--version" in arguments:
        return f"explorer {__version__}\n"
    named = next((word for word in arguments if word in OPTIONS), None)
    if "-h" in arguments or "--help" in arguments:
        return _help(named, _lang(arguments))
    try:
        return _parser().parse_args(_ordered(arguments))
    except _Wrong as error:
        from explorer.loader.reader import built_in_interface

        words, language = built_in_interface(), _lang(arguments)
        command = f"explorer {named}" if named else "explorer"
        problem = _said(str(error), words.commands, language)
        raise Misused(words.commands.wrong_use.fill(language, problem=problem, command=command)) from None


OTHERWISE: dict[tuple[str | None, str], str] = {
    ("new", "role"): "new_role",
    ("check", "format"): "format_findings",
    ("result", "format"): "format_result",
    ("history", "forget"): "forget_one",
}
"""Options that mean something of their own in a command, and which words say it."""
POSITIONAL_WORDS = {"first": "role", "second": "role"}
"""Which of the words name what stands without a dash."""
REASONS = {
    "unrecognized": r"unrecognized arguments: (?P<found>.*)",
    "required": r"the following arguments are required: (?P<found>.*)",
    "invalid_choice": r"argument (?P<option>.*?): invalid choice: '(?P<found>.*?)' \(choose from (?P<choices>.*)\)",
    "needs_value": r"argument (?P<option>.*?): expected one argument",
}
"""What argparse says, so that it can be said in the person's language."""


def _said(problem: str, words: Commands, language: str) -> str:
    for name, pattern in REASONS.items():
        if found := re.fullmatch(pattern, problem, re.S):
            values = {key: value.replace("'", "") for key, value in found.groupdict().items()}
            if name == "required":
                named = (POSITIONAL_WORDS.get(each, each) for each in values["found"].split(", "))
                values["found"] = ", ".join(getattr(words, each)[language] for each in named)
            if values.get("option") == "command":
                return str(words.unrecognized.fill(language, found=values["found"]))
            return str(getattr(words, name).fill(language, **values))
    return problem


def _ordered(arguments: Sequence[str]) -> list[str]:
    """The options that every command takes may stand before it, too."""
    named = next((n for n, word in enumerate(arguments) if word in OPTIONS), None)
    if not named:
        return list(arguments)
    return [arguments[named], *arguments[:named], *arguments[named + 1 :]]


def _parser() -> ArgumentParser:
    parser = _Parser(prog="explorer", add_help=False, allow_abbrev=False)
    parser.set_defaults(command=None, format="text", output=None)
    _add(parser, None)
    commands = parser.add_subparsers(dest="command", parser_class=_Parser)
    for name in OPTIONS:
        if name:
            command = commands.add_parser(name, add_help=False, allow_abbrev=False)
            for positional in POSITIONAL.get(name, ()):
                command.add_argument(positional)
            if name == "history":
                command.add_argument("numbers", nargs="*")
            if name in FOLDER:
                command.add_argument("folder", nargs=FOLDER[name])
            if name == "serve":
                command.add_argument("front", nargs="?", choices=FRONTS)
            _add(command, name)
    return parser


def _add(parser: ArgumentParser, command: str | None) -> None:
    for option in OPTIONS[command]:
        match option:
            case "ascii" | "ephemeral" | "print" | "watch" | "schemas" | "plain":
                parser.add_argument(f"--{option}", action="store_true")
            case "output":
                parser.add_argument("-o", "--output", metavar="FILE")
            case "format":
                default = None if command in ("fit", "result") else "text"
                choices = {"check": FORMATS_OF_FINDINGS, "result": (*FORMATS, "svg")}.get(command or "", FORMATS)
                parser.add_argument("--format", choices=choices, default=default)
            case "only":
                parser.add_argument("--only", choices=("different", "shared"))
            case _:
                parser.add_argument(f"--{option}")


def _lang(arguments: Sequence[str]) -> str:
    """The language to speak before any pack is read."""
    from explorer.cli.input import locale_language

    asked = ""
    for n, word in enumerate(arguments):
        if word == "--lang" and n + 1 < len(arguments):
            asked = arguments[n + 1]
        elif word.startswith("--lang="):
            asked = word.removeprefix("--lang=")
    from explorer.loader.reader import built_in_interface

    offered = built_in_interface().languages()
    return next((each for each in (asked, locale_language()) if each in offered), offered[0])


def _help(command: str | None, language: str) -> str:
    """How to use the program, or one command of it."""
    from explorer.loader.reader import built_in_interface

    words = built_in_interface().commands
    names = {name: getattr(words, name)[language] for name in OPTIONS if name}
    shown = {"role": words.role, "first": words.role, "second": words.role, "code": words.code}
    positional = " ".join(shown[each][language] for each in POSITIONAL.get(command or "", ()))
    lines = []
    if command:
        folder = words.folder[language] if command in FOLDER else ""
        folder = f"[{folder}]" if folder and FOLDER[command] else folder
        numbers = words.numbers[language] if command == "history" else ""
        folder = f"[{'|'.join(FRONTS)}]" if command == "serve" else folder
        usage = " ".join(part for part in ("explorer", command, positional, numbers, folder) if part)
        lines += [f"{words.usage[language]} {usage}", "", f"  {names[command]}", ""]
    else:
        lines += [words.about[language], "", f"{words.usage[language]} explorer [...]", "", words.commands[language]]
        lines += [f"  {'':<10}{words.app[language]}", *(f"  {name:<10}{said}" for name, said in names.items()), ""]
    lines.append(words.options[language])
    for option in OPTIONS[command]:
        name = "-o, --output" if option == "output" else f"--{option}"
        said = getattr(words, OTHERWISE.get((command, option), option))
        lines.append(f"  {name:<14}{said[language]}")
    lines += [f"  {'-h, --help':<14}{words.help[language]}", f"  {'--version':<14}{words.version[language]}"]
    return "\n".join(lines) + "\n"
