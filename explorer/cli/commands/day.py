"""`explorer day`: a day is lived line by line, or replayed from its choices."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from explorer.cli.arguments import WRITING, Command, option, role
from explorer.cli.input import DONE, Unusable, role_of, translator_for
from explorer.cli.output import deliver, desk_of

if TYPE_CHECKING:
    from explorer.report.pack_translator import PackTranslator

COMMAND = Command(
    lambda words: words.commands.day,
    (
        role(),
        option("choices", lambda words: words.commands.choices, lambda words: words.commands.numbers),
        *WRITING,
    ),
    lambda words: words.examples.day,
)


def run(args: Namespace) -> int:
    """Live a day at the prompt, or replay the choices that are given; returns the exit code."""
    from explorer.engine.day import NoSuchChoice, play
    from explorer.report import day as told
    from explorer.report.data import day_data

    tr = translator_for(args)
    words = tr.words.commands
    role = role_of(tr, args.role)
    if all(day.role != role for day in tr.pack.days):
        raise Unusable(tr(words.no_day, role=role))
    if args.choices is None and sys.stdin.isatty() and args.format in (None, "text") and not args.output:
        return _live(args, tr, role)
    try:
        choices = [int(choice) for choice in args.choices.split(",")] if (args.choices or "").strip() else []
    except ValueError:
        raise Unusable(tr(words.bad_choices, found=args.choices)) from None
    try:
        played = play(tr.pack.day(role), choices)
    except NoSuchChoice as error:
        if not error.offered:
            raise Unusable(tr(words.too_many_choices, n=error.place - 1)) from None
        said = tr(words.bad_choice, place=error.place, choice=error.choice, offered=error.offered)
        raise Unusable(said) from None

    return deliver(args, tr, lambda: told.replay_document(tr, played), lambda: day_data(played, tr))


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
