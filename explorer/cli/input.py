"""What commands are asked: the pack, the language, a role, answers; and what cannot be used."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from explorer.engine.visit import Visit
    from explorer.report.pack_translator import PackTranslator
    from explorer.words.prompt_words import Commands
    from explorer.words.translator import Translator

DONE, FOUND, UNUSABLE, INTERRUPTED = 0, 1, 2, 130
"""Exit codes: done, findings, unusable input, interrupted by the person."""


class Unusable(Exception):
    """Input that cannot be used; its text is the one line that says what to do."""


def translator_for(args: Namespace) -> PackTranslator:
    """The pack that was asked for, in the language that was asked for."""
    from explorer.loader.faults import PackError
    from explorer.loader.reader import built_in_interface, read_pack
    from explorer.report.pack_translator import translator_of

    folder = pack_folder(args, args.pack)
    try:
        pack = read_pack(folder)
    except PackError as error:
        from explorer.report.faults import fault_line

        words = built_in_interface()
        language = language_of(args, words.languages())
        more = f" (+{len(error.findings) - 1}: explorer check {args.pack})" if len(error.findings) > 1 else ""
        raise Unusable(fault_line(error.findings[0], words, language, args.pack or "") + more) from None
    return translator_of(pack, language_of(args, pack.languages, pack.interface.commands))


def pack_folder(args: Namespace, named: str | None) -> Traversable | None:
    """Where the pack lies that was named: a folder, or an installed pack; None where none is named."""
    if not named:
        return None
    if Path(named).exists() or {"/", "\\", "."} & set(named):
        return Path(named)
    from explorer.loader.faults import PackError
    from explorer.loader.installed import installed, names
    from explorer.loader.reader import built_in_interface

    words = built_in_interface()
    language = language_of(args, words.languages())
    try:
        folder = installed(named)
    except PackError as error:
        from explorer.report.faults import fault_line

        raise Unusable(fault_line(error.findings[0], words, language, named)) from None
    if folder is None:
        raise Unusable(words.commands.unknown_pack.fill(language, name=named, packs=", ".join(names())))
    return folder


def language_of(args: Namespace, offered: Sequence[str], words: Commands | None = None) -> str:
    """The language asked for, or the locale's, or the pack's first. Raises Unusable when one is asked for in vain."""
    named = args.lang
    if named in offered:
        return str(named)
    default = locale_language() if locale_language() in offered else offered[0]
    if named and words:
        raise Unusable(words.unknown_language.fill(default, language=named, languages=", ".join(offered)))
    return default


def translator_before(arguments: Sequence[str]) -> Translator:
    """The program's own words, for what is said before a pack is read: in the language that `arguments` ask for, as far
    as they can be read, or the locale's, or the first."""
    from explorer.loader.reader import built_in_interface
    from explorer.words.translator import Translator

    named = ""
    for place, word in enumerate(arguments):
        if word == "--lang":
            named = next(iter(arguments[place + 1 : place + 2]), "")
        elif word.startswith("--lang="):
            named = word.removeprefix("--lang=")
    words = built_in_interface()
    offered = words.languages()
    return Translator(words, next((each for each in (named, locale_language()) if each in offered), offered[0]))


def locale_language() -> str:
    """The language of the locale, as two letters; empty when it names none."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value[:2].lower() if value[:2].isalpha() and value[2:3] in ("_", ".", "") else ""
    return ""


def role_of(tr: PackTranslator, named: str) -> str:
    """A role's id, from its id or its short name in any case."""
    for role in tr.pack.roles:
        if named.casefold() in (role.id, *(short.casefold() for short in role.short.root.values())):
            return role.id
    roles = ", ".join(role.id for role in tr.pack.roles)
    raise Unusable(tr(tr.words.commands.unknown_role, role=named, roles=roles))


def read_text(name: str, tr: PackTranslator) -> str:
    """A file's text, or standard input's."""
    try:
        return sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "UTF-8"
        raise Unusable(tr(tr.words.commands.cannot_read, path=name, reason=reason)) from None


def decoded(tr: PackTranslator, code: str) -> Visit:
    """The visit of a code."""
    from explorer.engine.code import CodeError, decode

    try:
        return decode(tr.pack, code, tr.language)
    except CodeError as error:
        raise Unusable(tr(getattr(tr.words.code_faults, error.reason), detail=error.detail)) from None
