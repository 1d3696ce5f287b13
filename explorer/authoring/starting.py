"""The files of a new pack, or of a role that is added to one, from templates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files

ROLE = re.compile(r"[a-z][a-z0-9-]*")
"""What a role can be called."""
FIRST_ROLES = ("first-role", "second-role")
DIMENSIONS = (("people", "interaction"), ("focus", "focus"))
"""The axes that a new pack begins with, and the group of each."""
SECTION = "duties"
COMMENT = re.compile(r"^(\s*)#(es|en) ")
BLANK = re.compile(r"\{\{(\w+)\}\}")


@dataclass(frozen=True)
class ExistingPack:
    """What there is that a role is added to: roles, axes, and a section for its claims."""

    roles: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = tuple(name for name, _ in DIMENSIONS)
    section: str = SECTION


def new_pack(name: str, language: str) -> dict[str, str]:
    """The files of a pack of two roles that owes nothing to any other; comments in `language`."""
    axes = "".join(template("dimension", language, dimension=name, group=group) for name, group in DIMENSIONS)
    ground, sources, items = ExistingPack(), template("sources", language), template("items", language)
    made = {
        "pack.yaml": template("pack", language, pack=name, roles=", ".join(FIRST_ROLES)),
        "dimensions.yaml": template("dimensions", language, dimensions=axes.rstrip("\n")),
    }
    for role in FIRST_ROLES:
        made |= of_role(role, ground, language)
        sources += template("source", language, source=source_of(role))
        items += "".join(items_of(role, ground, language))
        ground = ExistingPack((*ground.roles, role))
    made["sources.yaml"] = sources
    made["questionnaire.yaml"] = template("questionnaire", language) + items
    return made


def extending_pack(name: str, role: str, ground: ExistingPack, language: str) -> dict[str, str]:
    """The files of a pack that adds `role` to the built-in one, which offers `ground`."""
    items = "".join(items_of(role, ground, language))
    return {
        "pack.yaml": template("extending", language, pack=name, roles=role),
        "sources.yaml": template("sources", language) + template("source", language, source=source_of(role)),
        "questionnaire.yaml": template("added", language) + template("items", language) + items,
        **of_role(role, ground, language),
    }


def of_role(role: str, ground: ExistingPack, language: str) -> dict[str, str]:
    """The files that are about one role."""
    words = role.replace("-", " ")
    name, short = words.capitalize(), "".join(word[0] for word in words.split()).upper()
    source, section = source_of(role), ground.section
    claims = "".join(
        template("claim", language, role=role, dimension=each, section=section, source=source)
        for each in ground.dimensions
    )
    left, right = ground.dimensions[0], ground.dimensions[-1]
    return {
        f"roles/{role}.yaml": template("role", language, role=role, name=name, short=short, claims=claims.rstrip("\n")),
        f"days/{role}.yaml": template("day", language, role=role, left=left, right=right),
    }


def items_of(role: str, ground: ExistingPack, language: str) -> Iterator[str]:
    """The questions that a role needs beside those of the roles that are there, balanced: half of its activities are
    turned round, and it stands left in half of its comparisons."""
    for place, dimension in enumerate(ground.dimensions):
        keyed = "+-"[place % 2]
        yield template("likert", language, role=role, dimension=dimension, keyed=keyed)
        for other in ground.roles:
            left, right = (other, role) if place % 2 else (role, other)
            blanks = {"first": other, "second": role, "dimension": dimension, "left": left, "right": right}
            yield template("pair", language, **blanks)


def source_of(role: str) -> str:
    """What a role's first source is called."""
    return f"{role.upper()}-1"


def template(file: str, language: str, /, **blanks: str) -> str:
    """A template with its comments in one language and its blanks filled."""
    text = (files("explorer.authoring") / "templates" / f"{file}.yaml").read_text(encoding="utf-8")
    return BLANK.sub(lambda found: blanks[found[1]], "".join(_spoken(text.splitlines(keepends=True), language)))


def _spoken(lines: Sequence[str], language: str) -> Iterator[str]:
    for line in lines:
        found = COMMENT.match(line)
        if not found:
            yield line
        elif found[2] == language:
            yield COMMENT.sub(r"\1# ", line)
