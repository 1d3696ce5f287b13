"""Creates the files of a new pack, or of a role added to one, from templates."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from importlib.resources import files

from explorer.words.frozen import frozen

FIRST_ROLES = ("first-role", "second-role")
DIMENSIONS = (("people", "interaction"), ("focus", "focus"))
"""The axes of a new pack, with their groups."""
SECTION = "duties"
COMMENT = re.compile(r"^(\s*)#(es|en) ")
TEXT = re.compile(r'\{es: ("[^"]*"|[^,}"]+), en: ("[^"]*"|[^,}"]+)\}')
"""A pattern for a text in a template, in the two languages of the templates."""
LANGUAGES = ("es", "en")
BLANK = re.compile(r"\{\{(\w+)\}\}")


@frozen
class ExistingPack:
    """The parts of a pack that matter for adding a role: roles, axes, and a section for its claims."""

    roles: tuple[str, ...] = ()
    shorts: tuple[str, ...] = ()
    """The short names in use, in any language."""
    dimensions: tuple[str, ...] = tuple(name for name, _ in DIMENSIONS)
    section: str = SECTION
    languages: tuple[str, ...] = LANGUAGES
    """The languages of its texts."""
    guide: tuple[str, ...] = ()
    """Lines that list the sections and axes, with their ends."""


def new_pack(name: str, language: str, roles: Sequence[str], languages: Sequence[str]) -> dict[str, str]:
    """The files of a pack that owes nothing to any other, of two roles or more; comments in `language`, texts to be
    written in `languages`, with the program's own words to translate where it does not speak one of them."""
    axes = "".join(template("dimension", language, dimension=name, group=group) for name, group in DIMENSIONS)
    existing, sources, items = ExistingPack(), template("sources", language), template("items", language)
    made = {
        "pack.yaml": template("pack", language, pack=name, roles=", ".join(roles)),
        "dimensions.yaml": template("dimensions", language, dimensions=axes.rstrip("\n")),
    }
    for role in roles:
        made |= of_role(role, existing, language)
        sources += template("source", language, source=source_of(role))
        items += "".join(items_of(role, existing, language))
        short = short_name(role.split("-"), existing.shorts)
        existing = ExistingPack((*existing.roles, role), (*existing.shorts, short))
    made["sources.yaml"] = sources
    made["questionnaire.yaml"] = template("questionnaire", language) + items
    made["pack.yaml"] = made["pack.yaml"].replace("languages: [es, en]", f"languages: [{', '.join(languages)}]")
    made = {file: in_languages(text, languages) for file, text in made.items()}
    if foreign := [each for each in languages if each not in LANGUAGES]:
        made["interface.yaml"] = words_to_translate(language, languages, foreign)
    return made


def in_languages(text: str, languages: Sequence[str]) -> str:
    """A template's texts in `languages`; those it lacks become TODO, with the English to translate."""

    def written(match: re.Match[str]) -> str:
        known = {"es": match[1], "en": match[2]}
        english = match[2].strip('"')
        todo = english if english.startswith("TODO") else f'"TODO {english}"'
        return "{" + ", ".join(f"{each}: {known.get(each, todo)}" for each in languages) + "}"

    return text if tuple(languages) == LANGUAGES else TEXT.sub(written, text)


def words_to_translate(language: str, languages: Sequence[str], foreign: Sequence[str]) -> str:
    """The program's words as an `interface.yaml` in `languages`, to fill in where it does not speak them (`foreign`).

    Each line is a comment with the English, so that what is not translated yet is said in English, and `check` counts
    it.
    """
    from explorer.loader.inherited_words import BEHIND, FALLBACK
    from explorer.loader.locate import locate
    from explorer.loader.reader import built_in

    lines = [template("interface", language, languages=", ".join(foreign))]
    words = locate(built_in() / "interface.yaml", "interface.yaml").data
    parts = sorted(words.items() if isinstance(words, dict) else (), key=lambda part: part[0] in BEHIND)
    first = next((part for part, _ in parts if part in BEHIND), "")
    for index, (part, texts) in enumerate(parts):
        if part == first:
            lines.append("\n" + template("interface_behind", language))
        hidden = "#" if index else ""  # the first part stands as it is: a file of comments alone is empty
        lines.append(f"{hidden}{part}:\n")
        for name, text in texts.items():
            quoted = {each: json.dumps(text.get(each, text[FALLBACK]), ensure_ascii=False) for each in languages}
            lines.append(f"{hidden}  {name}: {{{', '.join(f'{each}: {word}' for each, word in quoted.items())}}}\n")
    return "".join(lines)


def extending_pack(name: str, role: str, existing: ExistingPack, language: str) -> dict[str, str]:
    """The files of a pack that adds `role` to the built-in one, which offers `existing`."""
    items = "".join(items_of(role, existing, language))
    return {
        "pack.yaml": template("extending", language, pack=name, roles=role),
        "sources.yaml": template("sources", language) + template("source", language, source=source_of(role)),
        "questionnaire.yaml": template("added", language) + template("items", language) + items,
        **of_role(role, existing, language),
    }


def of_role(role: str, existing: ExistingPack, language: str) -> dict[str, str]:
    """The files about one role."""
    words = role.replace("-", " ")
    name, short = words.capitalize(), short_name(words.split(), existing.shorts)
    source, section = source_of(role), existing.section
    claims = "".join(
        template("claim", language, role=role, dimension=each, section=section, source=source)
        for each in existing.dimensions
    )
    left, right = existing.dimensions[0], existing.dimensions[-1]
    return {
        f"roles/{role}.yaml": template(
            "role",
            language,
            role=role,
            name=name,
            short=short,
            guide="\n".join(f"# {line}".rstrip() for line in existing.guide) or "#",
            claims=claims.rstrip("\n"),
        ),
        f"days/{role}.yaml": template("day", language, role=role, left=left, right=right),
    }


def short_name(words: Sequence[str], taken: Sequence[str]) -> str:
    """A short name that no other role has: the words' initials, with as many more letters of the first word as
    needed."""
    names = (
        words[0][:most].capitalize() + "".join(each[0].upper() for each in words[1:])
        for most in range(1, len(words[0]) + 1)
    )
    refused = {each.casefold() for each in taken}
    return next((name for name in names if name.casefold() not in refused), "-".join(words))


def items_of(role: str, existing: ExistingPack, language: str) -> Iterator[str]:
    """The questions that a role needs beside those of the roles that are there, balanced: half of its activities are
    turned round, and it stands left in half of its comparisons."""
    for index, dimension in enumerate(existing.dimensions):
        keyed = "+-"[index % 2]
        yield template("likert", language, role=role, dimension=dimension, keyed=keyed)
        for other in existing.roles:
            left, right = (other, role) if index % 2 else (role, other)
            blanks = {"first": other, "second": role, "dimension": dimension, "left": left, "right": right}
            yield template("pair", language, **blanks)


def source_of(role: str) -> str:
    """The id of a role's first source."""
    return f"{role.upper()}-1"


def template(file: str, language: str, /, **blanks: str) -> str:
    """A template with its comments in one language and its placeholders filled."""
    text = (files("explorer.authoring") / "templates" / f"{file}.yaml").read_text(encoding="utf-8")
    return BLANK.sub(lambda found: blanks[found[1]], "".join(_spoken(text.splitlines(keepends=True), language)))


def _spoken(lines: Sequence[str], language: str) -> Iterator[str]:
    for line in lines:
        match = COMMENT.match(line)
        if not match:
            yield line
        elif match[2] == language:
            yield COMMENT.sub(r"\1# ", line)
