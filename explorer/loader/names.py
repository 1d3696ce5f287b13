"""Checks references by name: each name that is used must be defined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from explorer.loader.faults import Finding, nearest
from explorer.loader.locate import Located, Path
from explorer.pack.pack import Pack

Defined = Mapping[str, tuple[str, Path]]
"""Names, and the file and path where each is defined."""


class Names:
    """Checks the names of a pack."""

    def __init__(self, pack: Pack, located: Mapping[str, Located]) -> None:
        self.pack = pack
        self.located = located
        self.sources: Defined = {source.id: ("sources.yaml", (n, "id")) for n, source in enumerate(pack.sources)}
        self.dimensions: Defined = {axis.id: ("dimensions.yaml", (n, "id")) for n, axis in enumerate(pack.dimensions)}

    def once(self, file: str, named: Iterable[tuple[Path, str]]) -> Iterator[Finding]:
        """Findings for names that are defined more than once."""
        seen: set[str] = set()
        for path, name in named:
            if name in seen:
                yield self.located[file].at(path, "name_twice", name=name)
            seen.add(name)

    def known(self, file: str, path: Path, names: Iterable[str], defined: Defined, what: str) -> Iterator[Finding]:
        """Findings `unknown_<what>` for names that are not `defined`, with the name probably meant."""
        for n, name in enumerate(names):
            if name not in defined:
                at = next((p for p in ((*path, n), (*path, name)) if p in self.located[file]), path)
                near, options = nearest(name, sorted(defined)), ", ".join(sorted(defined))
                values = {"name": name, "near": near, "meant": self.meant(defined, near), "defined": options}
                yield self.located[file].at(at, f"unknown_{what}", False, **values)

    def meant(self, defined: Defined, near: str) -> str:
        """Where the name probably meant is defined, or else the list in which it would be; empty for neither."""
        if near:
            file, path = defined[near]
        elif defined:
            file, path = next(iter(defined.values()))
            path = path[:1] if isinstance(path[0], str) and len(path) < 4 else ()
        else:
            return ""
        where = self.located[file].at(path, "")
        return f"{where.file}:{where.line}"
