"""A pack of one's own started, or a role in one."""

from __future__ import annotations

import re
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.cli.arguments import ASCII, LANG, Argument, Command, flag, option
from explorer.cli.input import DONE, Unusable, language_of
from explorer.cli.output import say

if TYPE_CHECKING:
    from explorer.authoring.starting import ExistingPack
    from explorer.words.prompt_words import Commands

COMMAND = Command(
    lambda words: words.commands.new,
    (
        Argument(("folder",), lambda words: words.commands.folder),
        option("role", lambda words: words.commands.new_role, lambda words: words.commands.role),
        flag("schemas", lambda words: words.commands.schemas),
        LANG,
        ASCII,
    ),
    lambda words: words.examples.new,
)


def run(args: Namespace) -> int:
    """Write the files of a pack, of a role in it, or the schemas alone; returns the exit code."""
    from explorer.authoring.schemas import schema_files
    from explorer.loader.reader import built_in_interface
    from explorer.store.files import write

    words = built_in_interface()
    language = language_of(args, words.languages(), words.commands)
    folder = Path(args.folder)
    made = schema_files()
    if not args.schemas:
        made = {**_files(folder, args.role, language, words.commands), **made}
    for file, text in made.items():
        path = folder / file
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write(path, text, overwrite=True)
        except OSError as error:
            reason = error.strerror or str(error)
            raise Unusable(words.commands.cannot_write.fill(language, path=path, reason=reason)) from None
    named = ", ".join([*(file for file in made if not file.startswith("schemas/")), "schemas/"])
    say(words.commands.new_made.fill(language, folder=folder, files=named) + "\n", args)
    if not args.schemas:
        say(words.commands.new_next.fill(language, folder=folder) + "\n", args)
    return DONE


def _files(folder: Path, role: str | None, language: str, words: Commands) -> dict[str, str]:
    """What is to be written, file by file; nothing that is there is lost by it."""
    from explorer.authoring.adding import Unclear, with_role
    from explorer.authoring.starting import ROLE, extending_pack, new_pack
    from explorer.loader.faults import PackError
    from explorer.loader.reader import built_in_interface, read_pack
    from explorer.report.faults import fault_line

    if role is not None and not ROLE.fullmatch(role):
        raise Unusable(words.new_bad_role.fill(language, role=role))
    there = (folder / "pack.yaml").is_file()
    if not there and folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Unusable(words.new_exists.fill(language, folder=folder))
    if there and role is None:
        raise Unusable(words.new_there.fill(language, folder=folder))
    if role is None:
        return new_pack(_name(folder), language)
    try:
        ground = _ground(read_pack(folder if there else None))
        if role in ground.roles or (folder / "roles" / f"{role}.yaml").exists():
            raise Unusable(words.new_role_there.fill(language, role=role))
        if there:
            return with_role(folder, role, ground, language)
        return extending_pack(_name(folder), role, ground, language)
    except PackError as error:
        raise Unusable(fault_line(error.findings[0], built_in_interface(), language, str(folder))) from None
    except Unclear as error:
        said = words.new_role_unclear
        raise Unusable(said.fill(language, file=error.file, text=error.text, key=error.key)) from None


def _ground(pack: object) -> ExistingPack:
    from explorer.authoring.starting import ExistingPack
    from explorer.pack.pack import Pack

    assert isinstance(pack, Pack)
    dimensions = tuple(dimension.id for dimension in pack.dimensions)
    return ExistingPack(tuple(role.id for role in pack.roles), dimensions, pack.sections[0].id)


def _name(folder: Path) -> str:
    """A pack's id from its folder's name."""
    name = re.sub(r"[^a-z0-9]+", "-", folder.resolve().name.lower()).strip("-")
    return name if name[:1].isalpha() else f"pack-{name}".rstrip("-")
