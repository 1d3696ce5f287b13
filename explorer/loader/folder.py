"""Reads a folder of files as a `Pack`: pydantic validates each file, and every fault is reported with its position.

Each file is located (`locate`) and validated (`pack.schema`), and then the names that files use of each other are
followed (`references`). Nothing is returned unless everything holds.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from explorer.loader.faults import Finding, PackError, nearest
from explorer.loader.inherited_words import completed, elsewhere, unknown_placeholders, unknown_words
from explorer.loader.installed import BUILT_IN, installed, names
from explorer.loader.joined import Joined
from explorer.loader.known import Known
from explorer.loader.locate import Located, locate
from explorer.loader.references import reference_faults
from explorer.loader.validation import findings
from explorer.loader.world import joined_days
from explorer.pack.days import CastFile, DayFile
from explorer.pack.pack import Pack
from explorer.pack.page import Comparing, FactsFile, GlossaryFile, PayFile, SynonymsFile, Week
from explorer.pack.published import EarlierFile
from explorer.pack.schema import (
    DimensionsFile,
    EvidenceFile,
    ManualFile,
    MeasuresFile,
    Norms,
    PackFile,
    QuestionnaireFile,
    RoleFile,
    SharedFile,
    SourcesFile,
    TriesFile,
)
from explorer.pack.world import CodaFile, WorldFile
from explorer.words.interface import Interface

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

Shape = TypeVar("Shape")
OfRole = TypeVar("OfRole", RoleFile, DayFile)

OF_ITS_OWN = {"pack.yaml": ("languages",)}
"""Lists in a file that are not joined with those of the extended pack."""

EVERYBODYS = ("days/cast.yaml", "days/world.yaml", "days/coda.yaml")
"""Files in the folder of days that are not about a single role."""
OF_ONE_PACK = ("earlier.yaml", "norms.yaml", "evidence.yaml", "manual.yaml")
"""Files that are not inherited by a pack that extends this one."""

PARTS: dict[str, tuple[str, Any]] = {
    "sources": ("sources.yaml", SourcesFile),
    "dimensions": ("dimensions.yaml", DimensionsFile),
    "measures": ("measures.yaml", MeasuresFile),
    "shared": ("shared.yaml", SharedFile),
    "cast": ("days/cast.yaml", CastFile),
    "coda": ("days/coda.yaml", CodaFile),
    "questionnaire": ("questionnaire.yaml", QuestionnaireFile),
    "comparing": ("comparing.yaml", Comparing),
    "glossary": ("glossary.yaml", GlossaryFile),
    "synonyms": ("synonyms.yaml", SynonymsFile),
    "countries": ("pay.yaml", PayFile),
    "week": ("week.yaml", Week),
    "facts": ("facts.yaml", FactsFile),
    "earlier": ("earlier.yaml", EarlierFile),
    "norms": ("norms.yaml", Norms),
    "evidence": ("evidence.yaml", EvidenceFile),
    "manual": ("manual.yaml", ManualFile),
    "tries": ("trials.yaml", TriesFile),
}
"""Fields of a `Pack` that correspond to a whole file, with its name and type."""
FILES = ("pack.yaml", "interface.yaml", "days/world.yaml", *(file for file, _ in PARTS.values()))
"""Every possible file of a pack, except those about one role."""
NEEDED = ("sources", "dimensions", "questionnaire")
"""The fields of PARTS whose file is required; for any other missing file the `Pack` has a default."""

_adapter: Callable[[Any], TypeAdapter[Any]] = cache(TypeAdapter)


class Folder:
    """Reads one folder; collects all faults before raising them."""

    def __init__(
        self, root: Traversable, words: Callable[[], Interface] | None = None, known: Known | None = None
    ) -> None:
        self.root = root
        self.known = known or Known()
        """Values cached from an earlier reading of the same files."""
        self.words = words
        """The program's own words, for a pack that has none or not all; None for the built-in pack."""
        self.base: Folder | None = None
        """The pack that this one extends."""
        self.languages: tuple[str, ...] | None = None
        self.faults: list[Finding] = []
        self.located: dict[str, Located] = {}

    def pack(self) -> Pack:
        """The whole folder as one value. Raises PackError with every fault found."""
        if not self.root.is_dir():
            raise PackError([Finding("", 1, 1, "", "folder_missing")])
        self.base = self.extended(self.read("pack.yaml"))
        head = self.shaped("pack.yaml", PackFile)
        self.languages = head.languages
        self.tried("pack.yaml", PackFile)  # again, now that its languages are known
        parts = {name: self.tried(file, shape, name in NEEDED) for name, (file, shape) in PARTS.items()}
        roles = [self.of_role(role, f"roles/{role}.yaml", RoleFile) for role in head.roles]
        days = [self.of_role(role, f"days/{role}.yaml", DayFile, needed=False) for role in head.roles]
        world = self.tried("days/world.yaml", WorldFile, needed=False) or WorldFile()
        interface = self.interface()
        if self.faults:
            raise PackError(self.faults)
        assert interface
        pack = Pack(
            id=head.id,
            version=head.version,
            languages=head.languages,
            title=head.title,
            about=head.about,
            card=head.card,
            sections=head.sections,
            roles=tuple(role for role in roles if role),
            world=world,
            days=joined_days(tuple(day for day in days if day), world),
            interface=interface,
            **{name: part for name, part in parts.items() if part is not None},
        )
        if wrong := list(reference_faults(pack, self.located)):
            raise PackError(wrong)
        return pack

    def extended(self, head: Located) -> Folder | None:
        """The pack that `head` says this one extends. Raises PackError if it does not exist, or extends another
        itself."""
        if not isinstance(head.data, dict) or "extends" not in head.data:
            return None
        named, at = head.data["extends"], ("extends",)
        name = named if isinstance(named, str) else type(named).__name__
        if not isinstance(named, str) or (folder := installed(name)) is None:
            near, defined = nearest(name, names()), ", ".join(names())
            raise PackError([head.at(at, "extends_unknown", name=name, near=near, defined=defined)])
        base = Folder(folder, self.words, self.known)
        theirs = base.read("pack.yaml").data
        if isinstance(theirs, dict):
            if "extends" in theirs:
                raise PackError([head.at(at, "extends_chain", name=name, other=theirs["extends"])])
            if head.data.get("languages", theirs.get("languages")) != theirs.get("languages"):
                raise PackError([head.at(("languages",), "extends_languages", name=name)])
        return base

    def interface(self) -> Interface | None:
        """The words: the pack's own if it has some, otherwise the built-in ones."""
        if self.words is None:
            return self.tried("interface.yaml", Interface)
        if self.has("interface.yaml"):
            own = self.located["interface.yaml"] = self.read("interface.yaml")
            for place, free in unknown_words(own.data, self.words()):
                near, fields = nearest(str(place[-1]), free), ", ".join(free)
                if len(place) > 1 and (other := elsewhere(place[0], place[1], self.words())):
                    self.faults.append(
                        own.at(place, "word_elsewhere", key=True, name=place[1], part=place[0], defined=other)
                    )
                    continue
                self.faults.append(own.at(place, "extra_forbidden", key=True, near=near, fields=fields))
            for at, wrong, filled in unknown_placeholders(own.data, self.words()):
                self.faults.append(own.at(at, "words_placeholders", name=wrong, defined=filled))
            words, languages = self.words(), self.languages or ()
            self.located["interface.yaml"] = self.known.made(
                ("completed", own, languages), lambda: own.with_data(completed(own.data, words, languages))
            )
            return self.tried("interface.yaml", Interface)
        words = self.words()
        offered = words.languages()
        if missing := [language for language in self.languages or () if language not in offered]:
            where = self.located["pack.yaml"]
            self.faults.append(where.at(("languages",), "interface_missing", languages=", ".join(missing)))
        return words

    def tried(self, file: str, shape: type[Shape], needed: bool = True) -> Shape | None:
        """A file as a value, or None with its faults recorded; one that is not `needed` may be missing."""
        if not needed and not self.has(file):
            return None
        try:
            return self.shaped(file, shape)
        except PackError as error:
            self.faults += error.findings
            return None

    def of_role(self, role: str, file: str, shape: type[OfRole], needed: bool = True) -> OfRole | None:
        """A file about one role; it is a fault if the role inside is not that of its file name."""
        read = self.tried(file, shape, needed)
        key = "id" if isinstance(read, RoleFile) else "role"
        if read and getattr(read, key) != role:
            self.faults.append(self.located[file].at((key,), "role_file", found=getattr(read, key), expected=role))
        return read

    def shaped(self, file: str, shape: type[Shape]) -> Shape:
        """A file as a value. Raises PackError."""
        located = self.located[file] = self.located.get(file) or self.read(file)
        try:
            return self.known.made((shape, located, self.languages), lambda: self._value(located, shape))
        except ValidationError as error:
            raise PackError(findings(located, shape, error)) from None

    def _value(self, located: Located, shape: type[Shape]) -> Shape:
        read: Shape = _adapter(shape).validate_python(located.data, context={"languages": self.languages})
        return read

    def has(self, file: str) -> bool:
        """Whether the pack, or the one it extends, has that file."""
        return self.own(file) or (self.base is not None and file not in OF_ONE_PACK and self.base.own(file))

    def own(self, file: str) -> bool:
        """Whether the pack itself has that file."""
        return self.root.joinpath(*file.split("/")).is_file()

    def read(self, file: str) -> Located:
        """A file with positions; joined with that of the extended pack, unless it is about one role."""
        if self.base and file not in OF_ONE_PACK and self.base.own(file):
            theirs = locate(self.base.root.joinpath(*file.split("/")), f"{BUILT_IN}/{file}", self.known)
            if not self.own(file):
                return theirs
            if not file.startswith(("roles/", "days/")) or file in EVERYBODYS:
                own = self.located_own(file)
                return self.known.made((theirs, own), lambda: Joined(theirs, own, OF_ITS_OWN.get(file, ())))
        return self.located_own(file)

    def located_own(self, file: str) -> Located:
        """The pack's own file with positions."""
        return locate(self.root.joinpath(*file.split("/")), file, self.known)
