"""A command's declaration: its arguments, and the words that explain it. Parser and help are made of it.

Every text is named by a function of the interface's words, so that one that does not exist is an error of types.
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
    """`("role",)` stands by its place; `("-o", "--output")` is an option. The last one names it in the namespace."""
    says: Says
    """What it is; of an argument that stands by its place, what stands for it in a usage line: ROLE."""
    choices: tuple[str, ...] = ()
    """The only values that it can have; none: any."""
    default: str | None = None
    flag: bool = False
    """An option without a value: True where it is given."""
    many: str | None = None
    """How often an argument that stands by its place may be given: `?` at most once, `*` any number, `+` once or more;
    None: once."""
    repeated: bool = False
    """An option that may be given several times: a list of its values."""
    value: Says | None = None
    """What stands for an option's value in a usage line: FILE."""
    path: bool = False
    """Whether it names a file or a folder: it is then never empty, and need not be text."""
    without: tuple[str, ...] = ()
    """Other arguments, by their fields, that it cannot be given with."""

    @property
    def option(self) -> bool:
        """Whether it is named by hyphens."""
        return self.names[0].startswith("-")

    @property
    def field(self) -> str:
        """Its name in the namespace."""
        return self.names[-1].lstrip("-").replace("-", "_")


class Command(NamedTuple):
    """A command as its file declares it."""

    says: Says
    """What it does, in a few words."""
    arguments: Sequence[Argument]
    examples: Says | None = None
    """Command lines that can be typed, each with what it does."""


def flag(name: str, says: Says, without: tuple[str, ...] = ()) -> Argument:
    """An option without a value, which cannot be given with the arguments `without`."""
    return Argument((f"--{name}",), says, flag=True, without=without)


def option(name: str, says: Says, value: Says | None = None, without: tuple[str, ...] = ()) -> Argument:
    """An option with a value of any kind, which cannot be given with the arguments `without`."""
    return Argument((f"--{name}",), says, value=value, without=without)


def path_option(name: str, says: Says, value: Says, without: tuple[str, ...] = ()) -> Argument:
    """An option that names a file or a folder, which cannot be given with the arguments `without`."""
    return Argument((f"--{name}",), says, value=value, path=True, without=without)


def role(field: str = "role") -> Argument:
    """A role, by its id or short name."""
    return Argument((field,), lambda words: words.commands.role)


def formats(*choices: str, default: str | None = None) -> Argument:
    """In which of several formats to write."""
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
"""The arguments of every command that says something of a pack."""


def writing(*choices: str) -> tuple[Argument, ...]:
    """The arguments of a command that writes a document in one of these formats."""
    return (formats(*choices), OUTPUT, LANG, PACK, PLAIN, ASCII)


WRITING = writing("text", "md", "json", "html")
"""Those of most."""
