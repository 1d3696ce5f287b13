"""`explorer day`: plays a day line by line, or replays it from its choices."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from explorer.cli.arguments import WRITING, Argument, Command, flag, option, role
from explorer.cli.input import DONE, Unusable, role_of, translator_for
from explorer.cli.output import deliver, desk_of, format_for, put

if TYPE_CHECKING:
    from explorer.engine.day import Played
    from explorer.engine.messages import Beside
    from explorer.engine.visit import Visit
    from explorer.report.pack_translator import PackTranslator

QUOTED = 30
"""The most characters of the input that are quoted in a message."""

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
        Argument(
            ("--heard",), lambda words: words.commands.heard, value=lambda words: words.commands.signs, repeated=True
        ),
        flag("letter", lambda words: words.commands.letter),
        *WRITING,
    ),
    lambda words: words.examples.day,
)


def run(args: Namespace) -> int:
    """Play a day at the prompt, or replay given choices; returns the exit code."""
    from explorer.engine.letters import has_letters, of_played, written
    from explorer.engine.messages import coda
    from explorer.report import day as day_report
    from explorer.report.data import day_data

    tr = translator_for(args)
    words = tr.words.commands
    role = role_of(tr, args.role)
    if all(day.role != role for day in tr.pack.days):
        raise Unusable(tr(words.no_day, role=role))
    if args.heard and args.other:
        raise Unusable(tr(words.heard_or_other))
    if args.letter:
        format_for(args, tr, ("text",))
    if args.letter and not has_letters(tr.pack, role):
        raise Unusable(tr(words.no_letter, role=role))
    if _asked(args):
        return _live(args, tr, role)
    own, beside = _heard(tr, role, args) if args.heard else _beside(tr, role, args)
    if args.letter:
        put(args, tr, written(tr.pack, of_played(tr.pack, own)) + "\n")
        return DONE
    return deliver(
        args,
        tr,
        lambda: day_report.replay_document(tr, own, beside),
        lambda: day_data(own, tr, coda(tr.pack, own, beside)),
    )


def _asked(args: Namespace) -> bool:
    """Whether to play the day at the prompt, instead of replaying it."""
    replayed = args.choices is not None or args.other or args.letter or args.output
    return not replayed and args.format in (None, "text") and (sys.stdin.isatty() or args.plain)


def _beside(tr: PackTranslator, role: str, args: Namespace) -> tuple[Played, Beside]:
    """The day replayed with the given choices, together with those given for other roles (`--other`)."""
    lists = {role: _choices(tr, args.choices or "")}
    for each in args.other or ():
        other, choices = _other(tr, role, each)
        if other in lists:
            raise Unusable(tr(tr.words.commands.other_twice, role=other))
        lists[other] = choices
    played = _together(tr, lists)
    return played.pop(role), played


def _heard(tr: PackTranslator, role: str, args: Namespace) -> tuple[Played, Beside]:
    """The day replayed with the given choices, with the messages from the letters given (`--heard`)."""
    from explorer.engine.messages import choose_and_hear, day_as_lived, others

    visit = _after_letters(tr, role, args)
    with _refusing(tr):
        for choice in _choices(tr, args.choices or ""):
            visit = choose_and_hear(tr.pack, visit, role, choice)
        return day_as_lived(tr.pack, visit, role), others(tr.pack, visit, role)


def _after_letters(tr: PackTranslator, role: str, args: Namespace) -> Visit:
    """A new visit that has received the given letters."""
    from explorer.engine.letters import LetterError, received
    from explorer.engine.visit import Visit

    visit = Visit(tr.language)
    for signs in args.heard or ():
        try:
            visit, _ = received(tr.pack, visit, role, signs)
        except LetterError as error:
            raise Unusable(tr(tr.words.letter_faults[error.reason], detail=error.detail)) from None
    return visit


def _choices(tr: PackTranslator, typed: str) -> list[int]:
    from explorer.words.text import shortened

    try:
        return [int(choice) for choice in typed.split(",")] if typed.strip() else []
    except ValueError:
        raise Unusable(tr(tr.words.commands.bad_choices, found=shortened(typed, QUOTED))) from None


def _other(tr: PackTranslator, role: str, typed: str) -> tuple[str, list[int]]:
    """Another role and its choices: `pm=1,3,2`, or the choices alone if there is only one other role."""
    name, equals, given = typed.rpartition("=")
    others = [day.role for day in tr.pack.days if day.role != role]
    if not equals and len(others) != 1:
        raise Unusable(tr(tr.words.commands.other_role, roles=", ".join(others), found=typed))
    other = role_of(tr, name) if equals else others[0]
    if other not in others:
        raise Unusable(tr(tr.words.commands.other_role, roles=", ".join(others), found=typed))
    return other, _choices(tr, given)


def _together(tr: PackTranslator, lists: dict[str, list[int]]) -> dict[str, Played]:
    from explorer.engine.messages import play_together

    with _refusing(tr):
        return play_together(tr.pack, lists)


@contextmanager
def _refusing(tr: PackTranslator) -> Iterator[None]:
    """Turn NoSuchChoice into Unusable."""
    from explorer.engine.day import NoSuchChoice

    words = tr.words.commands
    try:
        yield
    except NoSuchChoice as error:
        if not error.offered:
            raise Unusable(tr(words.too_many_choices, n=error.place - 1)) from None
        message = tr(words.bad_choice, place=error.place, choice=error.choice, offered=error.offered)
        raise Unusable(message) from None


def _live(args: Namespace, tr: PackTranslator, role: str) -> int:
    from explorer.cli.resume import leave, unsaved
    from explorer.plain.prompt import live

    session = unsaved(tr)
    session.change(_after_letters(tr, role, args))
    try:
        live(session, role, desk_of(args, tr))
    except EOFError:
        print()
    leave(args, session)  # an unfinished day can be resumed with the code
    return DONE
