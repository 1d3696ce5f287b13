"""From a folder of files to a `Pack`, or to all of its faults at once.

A pack is read file by file: each is located (`locate`), shaped (`schema`), and then the names that files use of
each other are followed (`links`). Nothing is returned unless everything holds.
"""

from __future__ import annotations

import gc
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from explorer.pack.days import CastFile, DayFile
from explorer.pack.faults import Finding, PackError
from explorer.pack.interface import Interface
from explorer.pack.links import links
from explorer.pack.locate import Located, locate
from explorer.pack.pack import Pack
from explorer.pack.schema import (
    DimensionsFile,
    MeasuresFile,
    PackFile,
    QuestionnaireFile,
    RoleFile,
    SharedFile,
    SourcesFile,
)

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

Shape = TypeVar("Shape", bound=BaseModel)
OfRole = TypeVar("OfRole", RoleFile, DayFile)


def built_in() -> Traversable:
    """The folder of the pack that comes with the program: inside the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "_content", package.parent / "content"):
        if folder.is_dir():
            return folder
    from importlib.resources import files  # the package is in an archive; 20 ms that others need not spend

    return files("explorer") / "_content"


@cache
def built_in_interface() -> Interface:
    """The words of the program itself, in the languages it comes in."""
    return _Folder(built_in()).shaped("interface.yaml", Interface)


def read_pack(folder: Traversable | None = None, front: bool = False) -> Pack:
    """The pack in `folder`, or the built-in one. Raises PackError with every fault found.

    `front`: only what the first pane shows; days and measures are left out, to be read while it is looked at.
    """
    return read_located(folder, front)[0]


def read_located(folder: Traversable | None = None, front: bool = False) -> tuple[Pack, Mapping[str, Located]]:
    """The same, with the places of everything in its files, for checks that name them."""
    collecting = gc.isenabled()
    gc.disable()  # thousands of small values that all stay: looking for garbage among them doubles the time
    try:
        reading = _Folder(folder or built_in())
        return reading.pack(front), reading.located
    finally:
        if collecting:
            gc.enable()


class _Folder:
    """One reading of one folder; collects faults until there is nothing more to learn."""

    def __init__(self, root: Traversable) -> None:
        self.root = root
        self.languages: tuple[str, ...] | None = None
        self.faults: list[Finding] = []
        self.located: dict[str, Located] = {}

    def pack(self, front: bool) -> Pack:
        if not self.root.is_dir():
            raise PackError([Finding("", 1, 1, "", "folder_missing")])
        head = self.shaped("pack.yaml", PackFile)
        self.languages = head.languages
        self.tried("pack.yaml", PackFile)  # again, now that its languages are known
        sources = self.tried("sources.yaml", SourcesFile)
        dimensions = self.tried("dimensions.yaml", DimensionsFile)
        measures = None if front else self.tried("measures.yaml", MeasuresFile, needed=False)
        roles = [self.of_role(role, f"roles/{role}.yaml", RoleFile) for role in head.roles]
        shared = self.tried("shared.yaml", SharedFile, needed=False)
        cast = self.tried("days/cast.yaml", CastFile, needed=False)
        lived = () if front else head.roles
        days = [self.of_role(role, f"days/{role}.yaml", DayFile, needed=False) for role in lived]
        questionnaire = self.tried("questionnaire.yaml", QuestionnaireFile)
        interface = self.interface()
        if self.faults:
            raise PackError(self.faults)
        assert sources and dimensions and questionnaire and interface
        pack = Pack(
            id=head.id,
            version=head.version,
            languages=head.languages,
            title=head.title,
            about=head.about,
            sections=head.sections,
            sources=sources.root,
            dimensions=dimensions.root,
            measures=measures.root if measures else (),
            roles=tuple(role for role in roles if role),
            shared=shared.root if shared else (),
            cast=cast.root if cast else (),
            days=tuple(day for day in days if day),
            questionnaire=questionnaire,
            interface=interface,
        )
        if wrong := list(links(pack, self.located)):
            raise PackError(wrong)
        return pack

    def interface(self) -> Interface | None:
        if (self.root / "interface.yaml").is_file():
            return self.tried("interface.yaml", Interface)
        words = built_in_interface()
        offered = words.languages()
        if missing := [language for language in self.languages or () if language not in offered]:
            where = self.located["pack.yaml"]
            self.faults.append(where.at(("languages",), "interface_missing", languages=", ".join(missing)))
        return words

    def tried(self, file: str, shape: type[Shape], needed: bool = True) -> Shape | None:
        """The file, or None with its faults noted; one that is not `needed` may be absent."""
        if not needed and not (self.root / file).is_file():
            return None
        try:
            return self.shaped(file, shape)
        except PackError as error:
            self.faults += error.findings
            return None

    def of_role(self, role: str, file: str, shape: type[OfRole], needed: bool = True) -> OfRole | None:
        """A file that must speak of the role that its name says."""
        read = self.tried(file, shape, needed)
        key = "id" if isinstance(read, RoleFile) else "role"
        if read and getattr(read, key) != role:
            self.faults.append(self.located[file].at((key,), "role_file", found=getattr(read, key), expected=role))
        return read

    def shaped(self, file: str, shape: type[Shape]) -> Shape:
        located = self.located[file] = locate(self.root.joinpath(*file.split("/")), file)
        try:
            return shape.model_validate(located.data, context={"languages": self.languages})
        except ValidationError as error:
            raise PackError(_findings(located, [dict(each) for each in error.errors(include_url=False)])) from None


def _findings(located: Located, errors: list[dict[str, object]]) -> list[Finding]:
    """Errors at their places; a list that is too short only because its entries are wrong is not one."""
    findings = [_finding(located, error) for error in errors]
    fields = [finding.field for finding in findings]
    return [
        finding
        for finding in findings
        if finding.kind != "too_short" or not any(field.startswith(f"{finding.field}.") for field in fields)
    ]


def _finding(located: Located, error: dict[str, object]) -> Finding:
    """A pydantic error at its place: parts of `loc` that are not in the file (the tags of unions) are left out."""
    loc = error["loc"]
    assert isinstance(loc, tuple)
    path: tuple[str | int, ...] = ()
    for index, part in enumerate(loc):
        if (*path, part) in located or index == len(loc) - 1:
            path = (*path, part)
    kind = str(error["type"])
    found = error.get("input")
    context = error.get("ctx")
    values = dict(context) if isinstance(context, dict) else {}
    if kind.startswith("union_tag"):
        path = (*path, str(values.get("discriminator", "")).strip("'"))
    values["message"] = error["msg"]
    values["found"] = found if isinstance(found, str) else type(found).__name__
    return located.at(path, kind, key=kind == "extra_forbidden", **values)
