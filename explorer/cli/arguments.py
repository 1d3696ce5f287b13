"""The declaration of a command: its arguments and the words that explain it. The parser and the help are made from it.

Every text is given as a function of the interface's words, so that a name that does not exist is a type error.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from explorer.words.interface import Interface
    from explorer.words.text import Text

    Says = Callable[[Interface], Text]


class Argument(NamedTuple):
    """One argument of a command."""

    names: tuple[str, ...]
    """`("role",)` is positional, `("-o", "--output")` an option. The last one is its name in the namespace."""
    says: Says
    """Its description; for a positional argument, its placeholder in the usage line, such as ROLE."""
    choices: tuple[str, ...] = ()
    """The allowed values; empty: any."""
    default: str | None = None
    flag: bool = False
    """Whether it is an option without a value: True if given."""
    many: str | None = None
    """How often a positional argument may be given: `?` at most once, `*` any number, `+` once or more; None: exactly
    once."""
    repeated: bool = False
    """Whether the option may be given several times; its value is then a list."""
    value: Says | None = None
    """The placeholder of an option's value in the help, such as FILE."""
    path: bool = False
    """Whether its value is the path of a file or folder: it must not be empty, and may be bytes that are not text."""
    without: tuple[str, ...] = ()
    """Other arguments, by name in the namespace, that it cannot be combined with."""

    @property
    def option(self) -> bool:
        """Whether it is an option, and not positional."""
        return self.names[0].startswith("-")

    @property
    def field(self) -> str:
        """Its name in the namespace."""
        return self.names[-1].lstrip("-").replace("-", "_")


class Command(NamedTuple):
    """The declaration of a command."""

    says: Says
    """A short description."""
    arguments: Sequence[Argument]
    examples: Says | None = None
    """Example command lines with explanations."""


def flag(name: str, says: Says, without: tuple[str, ...] = ()) -> Argument:
    """An option without a value, which cannot be combined with the arguments `without`."""
    return Argument((f"--{name}",), says, flag=True, without=without)


def option(name: str, says: Says, value: Says | None = None, without: tuple[str, ...] = ()) -> Argument:
    """An option with a value of any kind, which cannot be combined with the arguments `without`."""
    return Argument((f"--{name}",), says, value=value, without=without)


def path_option(name: str, says: Says, value: Says, without: tuple[str, ...] = ()) -> Argument:
    """An option whose value is a path, which cannot be combined with the arguments `without`."""
    return Argument((f"--{name}",), says, value=value, path=True, without=without)


def role(field: str = "role") -> Argument:
    """A positional role, by its id or short name."""
    return Argument((field,), lambda words: words.commands.role)


def formats(*choices: str, default: str | None = None) -> Argument:
    """The option `--format` with these choices."""
    return Argument(("--format",), lambda words: words.commands.format, choices, default)


LANG = option("lang", lambda words: words.commands.lang)
PACK = path_option("pack", lambda words: words.commands.pack, lambda words: words.commands.folder)
ASCII = flag("ascii", lambda words: words.commands.ascii)
PLAIN = flag("plain", lambda words: words.commands.plain)
WATCH = flag("watch", lambda words: words.commands.watch)
OUTPUT = Argument(
    ("-o", "--output"), lambda words: words.commands.output, value=lambda words: words.commands.file, path=True
)
COUNTRY = option("country", lambda words: words.commands.country, lambda words: words.commands.country_value)
WHY = flag("why", lambda words: words.commands.why)
WHOLE = flag("all", lambda words: words.commands.whole)
CODE = Argument(("code",), lambda words: words.commands.code)
SPEAKING = (LANG, PACK, ASCII)
"""The arguments of every command that prints something about a pack."""


def writing(*choices: str) -> tuple[Argument, ...]:
    """The arguments of a command that writes a document in one of these formats."""
    return (formats(*choices), OUTPUT, LANG, PACK, PLAIN, ASCII)


WRITING = writing("text", "md", "json", "html")
"""The same with the usual formats."""
