"""Parses the command line into a namespace, from the arguments that the command declares."""

from __future__ import annotations

from argparse import Action, ArgumentError, ArgumentParser, HelpFormatter, Namespace
from collections.abc import Iterable, Sequence
from functools import partial
from importlib import import_module
from keyword import iskeyword
from types import ModuleType
from typing import TYPE_CHECKING, Any, NoReturn

from explorer.cli.arguments import Argument, Command
from explorer.cli.commands import COMMANDS, PROGRAM

if TYPE_CHECKING:
    from explorer.cli.arguments import Says
    from explorer.words.translator import Translator

HELP, VERSION = ("-h", "--help"), ("-V", "--version")
BEFORE = ("--lang", "--pack")
"""Options with a value that may come before the command."""


UNASKED = {"lang": None, "pack": None, "ascii": False, "plain": False, "format": None, "output": None}
"""The values of common arguments that a command does not declare."""


NOT_GIVEN: tuple[object, ...] = (None, False, [])
"""The values in the namespace that mean that an argument was not given."""


class Misuse(Exception):
    """A command line that is not valid: a function that picks the message, the values that fill it (for missing
    arguments, their names), and `near`, the word probably meant."""

    def __init__(self, says: Says, near: str = "", missing: Sequence[Says] = (), **values: str) -> None:
        super().__init__(values)
        self.says, self.near, self.missing, self.values = says, near, missing, values

    def sentence(self, command: str, tr: Translator) -> str:
        """The message as one line, with the word probably meant and the command that prints the help of `command`."""
        words = tr.words.commands
        line = "explorer" if command == PROGRAM else f"explorer {command}"
        missing = {"found": ", ".join(tr(says(tr.words)) for says in self.missing)} if self.missing else {}
        problem = tr(self.says(tr.words), **self.values, **missing)
        if self.near:
            return tr(words.wrong_near, problem=problem, near=self.near, command=line)
        return tr(words.wrong_use, problem=problem, command=line)


def module_of(name: str) -> ModuleType:
    """The module of a command; if the name is a Python keyword, the module's ends in an underscore."""
    return import_module(f"explorer.cli.commands.{name}_" if iskeyword(name) else f"explorer.cli.commands.{name}")


def declared(name: str) -> Command:
    """The declaration of a command; imports its module."""
    command: Command = module_of(name).COMMAND
    return command


def named(arguments: Sequence[str]) -> tuple[str, list[str]]:
    """The name of the command (PROGRAM if there is none), and all other arguments. Raises Misuse.

    Options, with their values, may come before the command.
    """
    end = arguments.index("--") if "--" in arguments else len(arguments)
    bare = [
        place
        for place, word in enumerate(arguments[:end])
        if not word.startswith("-") and (place == 0 or arguments[place - 1] not in BEFORE)
    ]
    for place in bare:
        if arguments[place] in COMMANDS:
            return arguments[place], [*arguments[:place], *arguments[place + 1 :]]
    if bare:
        raise unknown(arguments[bare[0]], COMMANDS)
    return PROGRAM, list(arguments)


def unknown(word: str, names: Iterable[str]) -> Misuse:
    """The error for a word that is not one of `names`."""
    from explorer.loader.faults import nearest

    return Misuse(lambda words: words.commands.unrecognized, nearest(word, names), found=word)


def parse(name: str, arguments: Sequence[str]) -> Namespace:
    """Parse the arguments of the command `name`. Raises Misuse.

    Every namespace has `command`, `lang`, `pack`, `ascii`, `plain`, `format` and `output`, besides what the command
    declares.
    """
    own = declared(name).arguments
    fields = {argument.field for argument in own}
    asked = Namespace(command=name, **{field: value for field, value in UNASKED.items() if field not in fields})
    parser = _Parser(own, asked)
    try:
        _, more = parser.parse_known_args(arguments, asked)
    except ArgumentError as error:
        if error.argument_name is not None:  # a flag that was given a value
            raise Misuse(lambda words: words.commands.takes_no_value, option=error.argument_name) from None
        raise Misuse(lambda words: words.commands.required, missing=parser.missing()) from None
    if more:
        raise unknown(more[0], parser.options())
    for argument in own:
        _refuse_values(argument, getattr(asked, argument.field))
    _refuse_together(own, asked)
    return asked


def _refuse_values(argument: Argument, given: object) -> None:
    """Raises Misuse for a value that cannot be meant: an empty path, or (except in a path) bytes that are not text."""
    values = given if isinstance(given, list) else [given]
    for value in values:
        if argument.path and value == "":
            raise Misuse(lambda words: words.commands.empty_value, option=argument.names[-1])
        if isinstance(value, str) and not argument.path and any("\ud800" <= sign <= "\udfff" for sign in value):
            raise Misuse(lambda words: words.commands.no_text, option=argument.names[-1])


def _refuse_together(own: Sequence[Argument], asked: Namespace) -> None:
    """Raises Misuse for two arguments that exclude each other."""
    given = {argument.field: argument.names[-1] for argument in own if getattr(asked, argument.field) not in NOT_GIVEN}
    for argument in own:
        for other in argument.without if argument.field in given else ():
            if other in given:
                raise Misuse(
                    lambda words: words.commands.not_together, option=given[argument.field], other=given[other]
                )


class _Parser(ArgumentParser):
    """An argparse parser for one command that reports errors as Misuse.

    The messages of argparse are English sentences; this class raises the same errors as values that can be translated.
    """

    def __init__(self, arguments: Sequence[Argument], asked: Namespace) -> None:
        as_wide = partial(HelpFormatter, width=80)  # by default argparse queries the terminal
        super().__init__(add_help=False, allow_abbrev=False, exit_on_error=False, formatter_class=as_wide)
        self.asked, self.declared = asked, arguments
        for argument in arguments:
            settings: dict[str, Any] = {"default": argument.default}
            if argument.flag:
                settings = {"action": "store_true"}
            elif argument.choices:
                settings["choices"] = argument.choices
            if argument.repeated:
                settings["action"] = "append"
            if argument.many:
                settings["nargs"] = argument.many
            self.add_argument(*argument.names, **settings)

    def options(self) -> list[str]:
        """The names of all options."""
        return [name for argument in self.declared if argument.option for name in argument.names]

    def missing(self) -> list[Says]:
        """The required arguments that were not given."""
        given = vars(self.asked)
        return [
            argument.says
            for argument in self.declared
            if not argument.option and argument.many in (None, "+") and given.get(argument.field) is None
        ]

    def error(self, message: str) -> NoReturn:
        """Raise ArgumentError instead of exiting, as `exit_on_error=False` does since Python 3.13."""
        raise ArgumentError(None, message)

    def _check_value(self, action: Action, value: Any) -> None:
        """Raise Misuse for a value that is not one of the choices."""
        if action.choices is not None and value not in action.choices:
            choices = [str(choice) for choice in action.choices]
            if not action.option_strings:
                raise unknown(str(value), choices)
            from explorer.loader.faults import nearest

            raise Misuse(
                lambda words: words.commands.invalid_choice,
                nearest(str(value), choices),
                found=str(value),
                option=action.option_strings[-1],
                choices=", ".join(choices),
            )

    def _match_argument(self, action: Action, arg_strings_pattern: str) -> int:
        """How many words an argument takes; raises Misuse if an option's value is missing."""
        try:
            return super()._match_argument(action, arg_strings_pattern)
        except ArgumentError:
            raise Misuse(lambda words: words.commands.needs_value, option=action.option_strings[-1]) from None
