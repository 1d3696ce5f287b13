"""Completion scripts for bash, zsh and fish, made from the arguments that the commands declare.

They complete the same in all three: after `explorer` the commands; after a command its options and the values of its
positional arguments (including the roles of the built-in pack); after an option its choices, or files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from explorer.cli.arguments import LANG, Argument
from explorer.cli.commands import COMMANDS, PROGRAM
from explorer.cli.parser import HELP, declared

if TYPE_CHECKING:
    from explorer.pack.pack import Pack

ROLES = ("role", "first", "second")
"""Arguments whose values are roles."""


def script(shell: str) -> str:
    """The script for one of `SHELLS`."""
    return {"bash": _bash, "zsh": _zsh, "fish": _fish}[shell]()


def values(argument: Argument, pack: Pack) -> tuple[str, ...]:
    """The possible values of an argument if they are known: its choices, or the roles or languages of `pack`."""
    if argument.field in ROLES:
        return tuple(role.id for role in pack.roles)
    return pack.languages if argument.field == LANG.field else argument.choices


def _pack() -> Pack:
    from explorer.loader.reader import read_pack

    return read_pack()


def _all() -> Mapping[str, Sequence[Argument]]:
    """The arguments of every command; those of the program itself have the key ""."""
    return {"": declared(PROGRAM).arguments, **{name: declared(name).arguments for name in COMMANDS}}


def _options(arguments: Sequence[Argument]) -> Iterator[str]:
    for argument in arguments:
        if argument.option:
            yield from argument.names
    yield HELP[-1]


# --- bash and zsh: one function, which zsh runs through bashcompinit -----------------------------------------------


def _bash() -> str:
    return f"{_function()}complete -o default -F _explorer explorer career-explorer\n"


def _zsh() -> str:
    return (
        "#compdef explorer career-explorer\nautoload -Uz bashcompinit && bashcompinit\n"
        f"{_function()}complete -o default -F _explorer explorer career-explorer\n"
    )


def _function() -> str:
    """The shell function `_explorer`, which sets COMPREPLY; if that stays empty, files are completed."""
    pack, lines = _pack(), []
    for name, arguments in _all().items():
        placed = " ".join(value for argument in arguments if not argument.option for value in values(argument, pack))
        words = [*_options(arguments), *placed.split(), *([] if name else COMMANDS)]
        lines.append(f'    "{name}") words="{" ".join(words)}" ;;')
    after = []
    for name, arguments in _all().items():
        for argument in arguments:
            if argument.option and not argument.flag:
                pattern = "|".join(f'"{name} {each}"' for each in argument.names)
                after.append(f'    {pattern}) words="{" ".join(values(argument, pack))}" ;;')
    return "\n".join(
        [
            "_explorer() {",
            "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= words= each",
            '  for each in "${COMP_WORDS[@]:1:$((COMP_CWORD-1))}"; do',
            f'    case " {" ".join(COMMANDS)} " in *" $each "*) command=$each; break ;; esac',
            "  done",
            '  case "$command" in',
            *lines,
            "  esac",
            '  case "$command $before" in',
            *after,
            "  esac",
            '  COMPREPLY=($(compgen -W "$words" -- "$word"))',
            "}",
            "",
        ]
    )


# --- fish ----------------------------------------------------------------------------------------------------------


def _fish() -> str:
    pack, every = _pack(), " ".join(COMMANDS)
    lines = [f"complete -c explorer -n 'not __fish_seen_subcommand_from {every}' -f -a '{every}'"]
    for name, arguments in _all().items():
        where = f"__fish_seen_subcommand_from {name}" if name else f"not __fish_seen_subcommand_from {every}"
        for argument in arguments:
            choices = " ".join(values(argument, pack))
            if not argument.option:
                if choices:
                    lines.append(f"complete -c explorer -n '{where}' -f -a '{choices}'")
                continue
            named = " ".join(f"-l {each[2:]}" if each.startswith("--") else f"-s {each[1:]}" for each in argument.names)
            wants = "" if argument.flag else f" -x -a '{choices}'" if choices else " -r"
            lines.append(f"complete -c explorer -n '{where}' {named}{wants}")
    lines += [f"complete -c explorer -l {HELP[-1][2:]}", "complete -c career-explorer -w explorer"]
    return "\n".join(lines) + "\n"
