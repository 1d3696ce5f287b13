"""Arguments turned into values: the pack, the language, a role, texts, codes; `Unusable` where they cannot be."""

from __future__ import annotations

import os
import re
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from explorer.engine.code import Opened
    from explorer.loader.faults import PackError
    from explorer.report.pack_translator import PackTranslator
    from explorer.words.interface import Interface
    from explorer.words.translator import Translator

DONE, FOUND, UNUSABLE, INTERRUPTED = 0, 1, 2, 130
"""Exit codes: done, findings, unusable input, interrupted by the person."""


ANYBODY = "*"
"""Stands in `also_read` for speakers of any language."""


class Unusable(Exception):
    """Input that cannot be used; its text is the one line that says what to do."""


def translator_for(args: Namespace) -> PackTranslator:
    """The pack and the language that were asked for. Raises Unusable."""
    from explorer.loader.faults import PackError
    from explorer.loader.reader import read_pack
    from explorer.report.pack_translator import translator_of

    folder = pack_folder(args, args.pack)
    try:
        pack = read_pack(folder)
    except PackError as error:
        more = f" (+{len(error.findings) - 1}: explorer check {args.pack})" if len(error.findings) > 1 else ""
        raise Unusable(first_fault(error, args, args.pack or "") + more) from None
    return translator_of(pack, language_asked(args.lang, pack.languages, pack.interface))


def program_translator(args: Namespace) -> Translator:
    """The program's own words in the language asked for, where no pack is spoken of. Raises Unusable."""
    from explorer.loader.interface import built_in_interface
    from explorer.words.translator import Translator

    words = built_in_interface()
    return Translator(words, language_asked(args.lang, words.languages(), words))


def translator_before(named: str | None) -> Translator:
    """The program's own words, for what is said before a pack is read: in the language `named` where it has them, which
    may be one of the pack's alone."""
    from explorer.loader.interface import built_in_interface
    from explorer.words.translator import Translator

    words = built_in_interface()
    return Translator(words, language_among(named, words.languages()))


def lang_option(arguments: Sequence[str]) -> str | None:
    """The language that a command line names, as far as it can be read."""
    for index, word in enumerate(arguments):
        if word == "--lang":
            return next(iter(arguments[index + 1 : index + 2]), None)
        if word.startswith("--lang="):
            return word.removeprefix("--lang=")
    return None


def first_fault(error: PackError, args: Namespace, folder: str) -> str:
    """The first thing that is wrong with the pack in `folder`, in a line."""
    from explorer.report.faults import fault_line

    return fault_line(error.findings[0], translator_before(args.lang), folder)


def pack_folder(args: Namespace, named: str | None) -> Traversable | None:
    """Where the pack lies that was named: a folder, or an installed pack; None where none is named."""
    if not named:
        return None
    if Path(named).exists() or {"/", "\\", "."} & set(named):
        return Path(named)
    from explorer.loader.faults import PackError
    from explorer.loader.installed import installed, names

    try:
        folder = installed(named)
    except PackError as error:
        raise Unusable(first_fault(error, args, named)) from None
    if folder is None:
        tr = translator_before(args.lang)
        raise Unusable(tr(tr.words.commands.unknown_pack, name=named, packs=", ".join(names())))
    return folder


def language_asked(named: str | None, offered: Sequence[str], words: Interface) -> str:
    """The language asked for, or the environment's. Raises Unusable when one is asked for in vain."""
    language = language_among(named, offered)
    if named and named != language:
        says = words.commands.unknown_language
        raise Unusable(says.fill(language, language=named, languages=", ".join(offered)))
    return language


def language_among(named: str | None, offered: Sequence[str]) -> str:
    """Of the languages offered the one named, or the one that the environment asks for."""
    return named if named and named in offered else preferred(offered)


def preferred(offered: Sequence[str]) -> str:
    """Of the languages `offered`, the one that the environment asks for.

    LANGUAGE names several, the best first; then the locale counts (`es_MX.UTF-8`, `en-US`). Who speaks a language that
    is not offered gets the one that is read beside it (`also_read`); where no language is named, the first counts.
    """
    wanted = [code for name in os.environ.get("LANGUAGE", "").split(":") if (code := _code(name))]
    wanted += [code] if (code := _code(_locale())) else []
    for code in wanted:
        if code in offered:
            return code
        if beside := _read_by(code, offered):
            return beside
    return (_read_by(ANYBODY, offered) if wanted else "") or offered[0]


def _read_by(code: str, offered: Sequence[str]) -> str:
    """The first of the languages `offered` that speakers of another read as well; empty where there is none."""
    from explorer.loader.reader import built_in_interface

    readers = built_in_interface().plain.also_read.root
    return next((each for each in offered if code in readers.get(each, "").split(", ")), "")


def _locale() -> str:
    """The locale's name; empty where there is none."""
    return next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")


def _code(name: str) -> str:
    """The language in a POSIX or BCP 47 name (`es_MX.UTF-8@euro`, `en-US`), in lower case; empty for `C`, `POSIX`."""
    code = re.split(r"[_.@-]", name.strip(), maxsplit=1)[0].lower()
    return code if re.fullmatch(r"[a-z]{2,3}", code) else ""


def country_asked(args: Namespace, tr: PackTranslator) -> str:
    """The country asked for by `--country`, or the locale's; Unusable where the pack knows no pay there."""
    known = [country.id for country in tr.pack.countries]
    if args.country and args.country.lower() not in known:
        raise Unusable(tr(tr.words.commands.unknown_country, country=args.country, countries=", ".join(known)))
    return str(args.country or locale_country()).lower()


def locale_country() -> str:
    """The country of the locale, as two letters (es_MX: mx); empty when it names none."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value[3:5].lower() if value[2:3] == "_" and value[3:5].isalpha() else ""
    return ""


def role_of(tr: PackTranslator, named: str) -> str:
    """A role's id, from its id or its short name in any case. Raises Unusable, naming those there are."""
    for role in tr.pack.roles:
        if named.casefold() in (role.id, *(short.casefold() for short in role.short.root.values())):
            return role.id
    roles = ", ".join(role.id for role in tr.pack.roles)
    raise Unusable(tr(tr.words.commands.unknown_role, role=named, roles=roles))


def read_text(name: str, tr: PackTranslator) -> str:
    """The text of a file; of standard input for `-`. Raises Unusable."""
    try:
        if name == "-" and not hasattr(sys.stdin, "buffer"):
            return sys.stdin.read()
        return (
            (sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes())
            .decode("utf-8")
            .replace("\r\n", "\n")
            .replace("\r", "\n")
        )
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "UTF-8"
        raise Unusable(tr(tr.words.commands.cannot_read, path=name, reason=reason)) from None


def decoded(tr: PackTranslator, code: str) -> Opened:
    """What a code holds. Raises Unusable."""
    from explorer.engine.code import CodeError, opened

    try:
        return opened(tr.pack, code, tr.language)
    except CodeError as error:
        raise Unusable(tr(tr.words.code_faults[error.reason], detail=error.detail)) from None
