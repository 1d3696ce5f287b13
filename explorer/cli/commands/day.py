"""`explorer day`: a day is lived line by line, or replayed from its choices."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from explorer.cli.arguments import WRITING, Argument, Command, option, role
from explorer.cli.input import DONE, Unusable, role_of, translator_for
from explorer.cli.output import deliver, desk_of

if TYPE_CHECKING:
    from explorer.engine.day import Played
    from explorer.report.pack_translator import PackTranslator

COMMAND = Command(
    lambda words: words.commands.day,
    (
        role(),
        option("choices", lambda words: words.commands.choices, lambda words: words.commands.numbers),
        Argument(
            ("--other",),
            lambda words: words.commands.other,
            value=lambda words: words.commands.numbers,
            repeated=True,
        ),
        *WRITING,
    ),
    lambda words: words.examples.day,
)


def run(args: Namespace) -> int:
    """Live a day at the prompt, or replay the choices that are given; returns the exit code."""
    from explorer.engine.messages import coda
    from explorer.report import day as told
    from explorer.report.data import day_data

    tr = translator_for(args)
    words = tr.words.commands
    role = role_of(tr, args.role)
    if all(day.role != role for day in tr.pack.days):
        raise Unusable(tr(words.no_day, role=role))
    if (
        args.choices is None
        and not args.other
        and sys.stdin.isatty()
        and args.format in (None, "text")
        and not args.output
    ):
        return _live(args, tr, role)
    lists = {role: _choices(tr, args.choices or ""), **dict(_other(tr, role, each) for each in args.other or ())}
    played = _together(tr, lists)
    own = played.pop(role)
    return deliver(
        args,
        tr,
        lambda: told.replay_document(tr, own, played),
        lambda: day_data(own, tr, coda(tr.pack, own, played)),
    )


def _choices(tr: PackTranslator, typed: str) -> list[int]:
    try:
        return [int(choice) for choice in typed.split(",")] if typed.strip() else []
    except ValueError:
        raise Unusable(tr(tr.words.commands.bad_choices, found=typed)) from None


def _other(tr: PackTranslator, role: str, typed: str) -> tuple[str, list[int]]:
    """Another chair and its choices: `pm=1,3,2`, or the list alone where there is only one other."""
    name, equals, given = typed.rpartition("=")
    others = [day.role for day in tr.pack.days if day.role != role]
    if not equals and len(others) != 1:
        raise Unusable(tr(tr.words.commands.other_role, roles=", ".join(others), found=typed))
    other = role_of(tr, name) if equals else others[0]
    if other not in others:
        raise Unusable(tr(tr.words.commands.other_role, roles=", ".join(others), found=typed))
    return other, _choices(tr, given)


def _together(tr: PackTranslator, lists: dict[str, list[int]]) -> dict[str, Played]:
    from explorer.engine.day import NoSuchChoice
    from explorer.engine.messages import together

    words = tr.words.commands
    try:
        return together(tr.pack, lists)
    except NoSuchChoice as error:
        if not error.offered:
            raise Unusable(tr(words.too_many_choices, n=error.place - 1)) from None
        said = tr(words.bad_choice, place=error.place, choice=error.choice, offered=error.offered)
        raise Unusable(said) from None


def _live(args: Namespace, tr: PackTranslator, role: str) -> int:
    from explorer.cli.resume import leave, unsaved
    from explorer.plain.prompt import live

    session = unsaved(tr)
    try:
        live(session, role, desk_of(args, tr))
    except EOFError:
        print()
        return DONE
    leave(args, session)
    return DONE
