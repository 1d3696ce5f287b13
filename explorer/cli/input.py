"""Converts arguments to values: the pack, the language, a role, texts, codes. Raises `Unusable` for invalid ones."""

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
"""In `also_read`: speakers of any language."""


class Unusable(Exception):
    """Input that cannot be used; the message is one line that says what to do."""


def translator_for(args: Namespace) -> PackTranslator:
    """The translator for the requested pack and language. Raises Unusable."""
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
    """The translator for the program's own words, in the requested language or that of the environment. Raises Unusable
    if the requested one is not offered."""
    from explorer.loader.interface import built_in_interface
    from explorer.words.translator import Translator

    words = built_in_interface()
    return Translator(words, language_asked(args.lang, words.languages(), words))


def translator_before(named: str | None) -> Translator:
    """The translator for messages before a pack is read: in the language `named` if the program has it (it may be one
    that only the pack has), else in that of the environment."""
    from explorer.loader.interface import built_in_interface
    from explorer.words.translator import Translator

    words = built_in_interface()
    return Translator(words, language_among(named, words.languages()))


def lang_option(arguments: Sequence[str]) -> str | None:
    """The value of `--lang` in a command line, found without parsing it."""
    for index, word in enumerate(arguments):
        if word == "--lang":
            return next(iter(arguments[index + 1 : index + 2]), None)
        if word.startswith("--lang="):
            return word.removeprefix("--lang=")
    return None


def first_fault(error: PackError, args: Namespace, folder: str) -> str:
    """The first fault of the pack in `folder`, as one line."""
    from explorer.report.faults import fault_line

    return fault_line(error.findings[0], translator_before(args.lang), folder)


def pack_folder(args: Namespace, named: str | None) -> Traversable | None:
    """The location of the requested pack: a folder, or an installed pack; None if none was requested. Raises
    Unusable."""
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
    """The language requested, or that of the environment. Raises Unusable if the requested one is not offered."""
    language = language_among(named, offered)
    if named and named != language:
        says = words.commands.unknown_language
        raise Unusable(says.fill(language, language=named, languages=", ".join(offered)))
    return language


def language_among(named: str | None, offered: Sequence[str]) -> str:
    """The language requested if it is offered, else that of the environment."""
    return named if named and named in offered else preferred(offered)


def preferred(offered: Sequence[str]) -> str:
    """The language of `offered` that suits the environment best.

    LANGUAGE lists several, the best first; then comes the locale (`es_MX.UTF-8`, `en-US`). For a language that is not
    offered, one that its speakers also read is used (`also_read`). If the environment names no language, the first is
    used.
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
    """The first of the `offered` languages that speakers of the language `code` also read; empty if there is none."""
    from explorer.loader.reader import built_in_interface

    readers = built_in_interface().plain.also_read.root
    return next((each for each in offered if code in readers.get(each, "").split(", ")), "")


def _locale() -> str:
    """The name of the locale; empty if there is none."""
    return next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")


def _code(name: str) -> str:
    """The language in a POSIX or BCP 47 name (`es_MX.UTF-8@euro`, `en-US`), in lower case; empty for `C`, `POSIX`."""
    code = re.split(r"[_.@-]", name.strip(), maxsplit=1)[0].lower()
    return code if re.fullmatch(r"[a-z]{2,3}", code) else ""


def country_asked(args: Namespace, tr: PackTranslator) -> str:
    """The country of `--country`, or of the locale. Raises Unusable if the pack has no pay for the requested one."""
    known = [country.id for country in tr.pack.countries]
    if args.country and args.country.lower() not in known:
        raise Unusable(tr(tr.words.commands.unknown_country, country=args.country, countries=", ".join(known)))
    return str(args.country or locale_country()).lower()


def locale_country() -> str:
    """The country of the locale in two letters (es_MX: mx); empty if it has none."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value[3:5].lower() if value[2:3] == "_" and value[3:5].isalpha() else ""
    return ""


def role_of(tr: PackTranslator, named: str) -> str:
    """A role's id, from its id or its short name in any case. Raises Unusable with the list of roles."""
    for role in tr.pack.roles:
        if named.casefold() in (role.id, *(short.casefold() for short in role.short.root.values())):
            return role.id
    roles = ", ".join(role.id for role in tr.pack.roles)
    raise Unusable(tr(tr.words.commands.unknown_role, role=named, roles=roles))


def read_text(name: str, tr: PackTranslator) -> str:
    """The text of a file, or of standard input for `-`. Raises Unusable."""
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
    """Decode a code. Raises Unusable."""
    from explorer.engine.code import CodeError, opened

    try:
        return opened(tr.pack, code, tr.language)
    except CodeError as error:
        raise Unusable(tr(tr.words.code_faults[error.reason], detail=error.detail)) from None
