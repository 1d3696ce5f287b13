"""`explorer new`: creates the files of a new pack, or of a role in an existing one."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.cli.arguments import ASCII, LANG, Argument, Command, flag, option
from explorer.cli.input import DONE, Unusable, translator_before
from explorer.cli.output import say

if TYPE_CHECKING:
    from explorer.authoring.starting import ExistingPack
    from explorer.pack.pack import Pack
    from explorer.words.translator import Translator

ROLE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
"""The form of a role's id: lower-case letters and digits, a letter first, with single hyphens between words."""
COMMAND = Command(
    lambda words: words.commands.new,
    (
        Argument(("folder",), lambda words: words.commands.folder, path=True),
        option("role", lambda words: words.commands.new_role, lambda words: words.commands.role),
        option("roles", lambda words: words.commands.new_roles, lambda words: words.commands.role),
        option("languages", lambda words: words.commands.new_languages, lambda words: words.commands.value),
        flag("schemas", lambda words: words.commands.schemas),
        LANG,
        ASCII,
    ),
    lambda words: words.examples.new,
)


def run(args: Namespace) -> int:
    """Write the files of a pack, of a role in it, or only the schemas; returns the exit code."""
    from explorer.authoring.schemas import schema_files
    from explorer.store.files import reason_of, write_all
    from explorer.store.locations import typed

    tr = translator_before(args.lang)
    words = tr.words.commands
    if args.lang and args.lang != tr.language:
        raise Unusable(tr(words.new_language, language=args.lang))
    folder = typed(args.folder)
    made = schema_files()
    if not args.schemas:
        made = {**_files(folder, args, tr), **made}
    try:
        write_all({folder / file: text for file, text in made.items()})
    except OSError as error:
        raise Unusable(tr(words.cannot_write, path=error.filename, reason=reason_of(error))) from None
    named = ", ".join([*(file for file in made if not file.startswith("schemas/")), "schemas/"])
    say(tr(words.new_made, folder=args.folder, files=named) + "\n", args)
    if not args.schemas:
        say(tr(words.new_next, folder=args.folder) + "\n", args)
    return DONE


def _files(folder: Path, args: Namespace, tr: Translator) -> dict[str, str]:
    """The files to write; existing ones are kept or completed, never lost."""
    role, words = args.role, tr.words.commands
    if role is not None and (args.roles or args.languages):
        raise Unusable(tr(words.new_role_alone))
    for each in _listed(args.roles) or ([] if role is None else [role]):
        if not ROLE.fullmatch(each):
            raise Unusable(tr(words.new_bad_role, role=each))
    there = (folder / "pack.yaml").is_file()
    if not there and folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Unusable(tr(words.new_exists, folder=folder))
    if there and role is None:
        raise Unusable(tr(words.new_there, folder=folder))
    if role is None:
        return _begun(folder, args, tr)
    return _with_role(folder, role, there, tr)


def _begun(folder: Path, args: Namespace, tr: Translator) -> dict[str, str]:
    """The files of a pack of its own, with the given languages and roles."""
    from explorer.authoring.starting import FIRST_ROLES, LANGUAGES, new_pack
    from explorer.words.text import LANGUAGE

    words = tr.words.commands
    roles, languages = _listed(args.roles) or list(FIRST_ROLES), _listed(args.languages) or list(LANGUAGES)
    if len(roles) < 2 or len({*roles}) < len(roles):
        raise Unusable(tr(words.new_two_roles))
    if wrong := next((each for each in languages if not LANGUAGE.fullmatch(each)), None):
        raise Unusable(tr(words.new_bad_language, found=wrong))
    return new_pack(_name(folder), tr.language, roles, languages)


def _with_role(folder: Path, role: str, there: bool, tr: Translator) -> dict[str, str]:
    """The files for an additional role: in the existing pack, or in a new one that extends the built-in one."""
    from explorer.authoring.adding import Unclear, with_role
    from explorer.authoring.starting import extending_pack
    from explorer.loader.faults import PackError
    from explorer.loader.reader import read_pack
    from explorer.report.faults import fault_line

    words = tr.words.commands
    try:
        existing = _existing(read_pack(folder if there else None), tr)
        if role in existing.roles or (folder / "roles" / f"{role}.yaml").exists():
            raise Unusable(tr(words.new_role_there, role=role))
        if there:
            return with_role(folder, role, existing, tr.language)
        return extending_pack(_name(folder), role, existing, tr.language)
    except PackError as error:
        raise Unusable(fault_line(error.findings[0], tr, str(folder))) from None
    except Unclear as error:
        raise Unusable(tr(words.new_role_unclear, file=error.file, text=error.text, key=error.key)) from None


def _listed(names: str | None) -> list[str]:
    """A comma-separated list of names."""
    return [name.strip() for name in (names or "").split(",") if name.strip()]


def _existing(pack: Pack, tr: Translator) -> ExistingPack:
    from explorer.authoring.starting import ExistingPack

    dimensions = tuple(dimension.id for dimension in pack.dimensions)
    shorts = tuple(short for role in pack.roles for short in role.short.root.values())
    return ExistingPack(
        tuple(role.id for role in pack.roles),
        shorts,
        dimensions,
        pack.sections[0].id,
        pack.languages,
        tuple(_guide(pack, tr)),
    )


def _guide(pack: Pack, tr: Translator) -> Iterator[str]:
    """The sections and axes that claims can refer to, with their titles and ends, in the author's language."""
    words, language = tr.words.commands, tr.language if tr.language in pack.languages else pack.languages[0]
    yield tr(words.new_sections)
    yield from (f"  {section.id}: {section.title[language]}" for section in pack.sections)
    yield tr(words.new_axes)
    for axis in pack.dimensions:
        yield f"  {axis.id}: -3 {axis.poles.left[language]} … 3 {axis.poles.right[language]}"


def _name(folder: Path) -> str:
    """The id of a pack, made from its folder's name."""
    name = re.sub(r"[^a-z0-9]+", "-", folder.name.lower()).strip("-")
    return name if name[:1].isalpha() else f"pack-{name}".rstrip("-")
