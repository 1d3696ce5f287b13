"""Checks the names that one part of a pack uses of another: each must exist, and be defined once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from explorer.loader.day_references import day_reference_faults
from explorer.loader.faults import Finding
from explorer.loader.locate import Located, Path
from explorer.loader.names import Names
from explorer.pack.pack import Pack
from explorer.pack.schema import Claim, Pair


def reference_faults(pack: Pack, located: Mapping[str, Located]) -> Iterator[Finding]:
    """Every name that is used but not defined, or defined twice."""
    yield from _References(pack, located).all()


class _References(Names):
    def __init__(self, pack: Pack, located: Mapping[str, Located]) -> None:
        super().__init__(pack, located)
        self.sections = {each.id: ("pack.yaml", ("sections", n, "id")) for n, each in enumerate(pack.sections)}
        self.roles = {role.id: ("pack.yaml", ("roles", n)) for n, role in enumerate(pack.roles)}
        self.all_measures = {each.id: ("measures.yaml", (n, "id")) for n, each in enumerate(pack.measures)}
        self.facts = {fact.id: ("facts.yaml", (n, "id")) for n, fact in enumerate(pack.facts)}
        self.card = {each.id: ("pack.yaml", ("card", n, "id")) for n, each in enumerate(pack.card)}

    def all(self) -> Iterator[Finding]:
        pack = self.pack
        yield from self.once("pack.yaml", ((("sections", n, "id"), each.id) for n, each in enumerate(pack.sections)))
        yield from self.once("sources.yaml", (((n, "id"), source.id) for n, source in enumerate(pack.sources)))
        yield from self.once("dimensions.yaml", (((n, "id"), axis.id) for n, axis in enumerate(pack.dimensions)))
        yield from self.measures()
        yield from self.short_names()
        taken: set[str] = set()
        for role in pack.roles:
            for n, claim in enumerate(role.claims):
                yield from self.claim(f"roles/{role.id}.yaml", ("claims", n), claim, taken)
        for n, shared in enumerate(pack.shared):
            yield from self.claim("shared.yaml", (n,), shared, taken)
            yield from self.known("shared.yaml", (n, "roles"), shared.roles, self.roles, "role")
        yield from self.cards()
        yield from self.pages()
        yield from self.tries()
        yield from day_reference_faults(self)
        yield from self.questionnaire()

    def tries(self) -> Iterator[Finding]:
        """Check that each thing to try names an existing role and axis."""
        for n, each in enumerate(self.pack.tries):
            yield from self.known("trials.yaml", (n, "role"), [each.role], self.roles, "role")
            yield from self.known("trials.yaml", (n, "dimension"), [each.dimension], self.dimensions, "dimension")

    def claim(self, file: str, path: Path, claim: Claim, taken: set[str]) -> Iterator[Finding]:
        if claim.id in taken:
            yield self.located[file].at((*path, "id"), "name_twice", name=claim.id)
        taken.add(claim.id)
        yield from self.known(file, (*path, "section"), [claim.section], self.sections, "section")
        yield from self.known(file, (*path, "sources"), claim.sources, self.sources, "source")
        if claim.other:
            yield from self.known(file, (*path, "other", "sources"), claim.other.sources, self.sources, "source")
            yield from self.dated(file, (*path, "other", "facts"), claim.other.facts)
        yield from self.dated(file, (*path, "facts"), claim.facts)
        for at, view in ((path, claim), ((*path, "other"), claim.other)):
            measures = [view.compares] if view and view.compares else []
            yield from self.known(file, (*at, "compares"), measures, self.all_measures, "measure")
        if claim.axis:
            below = (*path, "axis", "dimension")
            yield from self.known(file, below, [claim.axis.dimension], self.dimensions, "dimension")

    def dated(self, file: str, path: Path, facts: Iterable[str]) -> Iterator[Finding]:
        """Check that a pack that says how old its facts are does so for each."""
        if self.facts:
            yield from self.known(file, path, facts, self.facts, "fact")

    def cards(self) -> Iterator[Finding]:
        """Check that each role's card has the lines of the pack's card, and summarises claims about that role."""
        yield from self.once("pack.yaml", ((("card", n, "id"), each.id) for n, each in enumerate(self.pack.card)))
        for role in self.pack.roles:
            file = f"roles/{role.id}.yaml"
            mine = {claim.id: (file, ("claims",)) for claim in self.pack.claims(role.id)}
            yield from self.once(file, ((("card", n, "id"), line.id) for n, line in enumerate(role.card)))
            for n, line in enumerate(role.card):
                yield from self.known(file, ("card", n, "id"), [line.id], self.card, "card")
                yield from self.known(file, ("card", n, "claims"), line.claims, mine, "claim")

    def pages(self) -> Iterator[Finding]:
        """Check pay, the week, the glossary and the facts: defined once, with existing roles and sources."""
        pack = self.pack
        yield from self.once("facts.yaml", (((n, "id"), fact.id) for n, fact in enumerate(pack.facts)))
        yield from self.once("glossary.yaml", (((n, "id"), term.id) for n, term in enumerate(pack.glossary)))
        yield from self.once("pay.yaml", (((n, "id"), country.id) for n, country in enumerate(pack.countries)))
        for n, country in enumerate(pack.countries):
            yield from self.known("pay.yaml", (n, "brief"), country.brief, self.roles, "role")
            for r, row in enumerate(country.rows):
                at = (n, "rows", r)
                yield from self.known("pay.yaml", (*at, "role"), [row.role] if row.role else [], self.roles, "role")
                yield from self.known("pay.yaml", (*at, "sources"), row.sources, self.sources, "source")
                yield from self.dated("pay.yaml", (*at, "facts"), row.facts)

    def short_names(self) -> Iterator[Finding]:
        """Check that no two roles share a short name, since an axis could not tell them apart."""
        taken: dict[tuple[str, str], str] = {}
        for role in self.pack.roles:
            shorts = {(language, short.casefold()): role.id for language, short in role.short.root.items()}
            if shared := next((short for short in shorts if short in taken), None):
                name, other = role.short[shared[0]], taken[shared]
                yield self.located[f"roles/{role.id}.yaml"].at(("short",), "short_twice", name=name, role=other)
            taken |= shorts

    def measures(self) -> Iterator[Finding]:
        taken = set(self.dimensions)  # a row of the diff is named by either
        for n, measure in enumerate(self.pack.measures):
            if measure.id in taken:
                yield self.located["measures.yaml"].at((n, "id"), "name_twice", name=measure.id)
            taken.add(measure.id)
            yield from self.known("measures.yaml", (n, "readings"), measure.readings, self.roles, "role")
            yield from self.known("measures.yaml", (n, "sources"), measure.sources, self.sources, "source")
            axes = [measure.dimension] if measure.dimension else []
            yield from self.known("measures.yaml", (n, "dimension"), axes, self.dimensions, "dimension")

    def questionnaire(self) -> Iterator[Finding]:
        file, placed = "questionnaire.yaml", self.pack.questionnaire.placed
        yield from self.once(file, (((*at, "id"), item.id) for at, item in placed))
        for at, item in placed:
            yield from self.known(file, (*at, "dimension"), [item.dimension], self.dimensions, "dimension")
            if isinstance(item, Pair):
                yield from self.known(file, (*at, "left", "role"), [item.left.role], self.roles, "role")
                yield from self.known(file, (*at, "right", "role"), [item.right.role], self.roles, "role")
                if item.left.role == item.right.role:
                    yield self.located[file].at((*at, "right", "role"), "pair_alike", name=item.right.role)
            else:
                yield from self.known(file, (*at, "role"), [item.role], self.roles, "role")
                yield from self.known(file, (*at, "of"), [item.of] if item.of else [], self.roles, "role")
        for n, caveat in enumerate(self.pack.questionnaire.caveats):
            yield from self.known(file, ("caveats", n, "sources"), caveat.sources, self.sources, "source")
