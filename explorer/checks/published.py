"""Checks that a published version does not change, since its codes and visits are read according to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from explorer.engine.published import published
from explorer.loader.faults import Finding
from explorer.loader.locate import Located
from explorer.pack.pack import Pack
from explorer.pack.published import Published

FILE = "earlier.yaml"
HEAD = """\
# What was published of this pack, for the codes and the saved visits of those versions.
# Written by `explorer check --freeze`; a version that people have used must not change any more.
"""


def unchanged(pack: Pack, located: Mapping[str, Located]) -> Iterator[Finding]:
    """A finding if the pack has the version number of a published version but other items, scenes, options or
    conditions; or a number below the last published one."""
    if not pack.earlier:
        return
    last = max(each.version for each in pack.earlier)
    if pack.version < last:
        yield located["pack.yaml"].at(("version",), "version_back", version=pack.version, last=last)
    for each in pack.earlier:
        if each.version == pack.version and not same(each, published(pack)):
            yield located["pack.yaml"].at(("version",), "version_changed", version=pack.version)


def same(one: Published, other: Published) -> bool:
    """Whether two versions have the same number, questions and days, regardless of the format of their codes."""
    return replace(one, code=other.code) == other


def frozen(pack: Pack) -> str:
    """The content of `earlier.yaml` with the current version added, if it is not there yet."""
    now = published(pack)
    known = [each for each in pack.earlier if not (same(each, now) and each.version == now.version)]
    kept = [each for each in pack.earlier if each not in known] or [now]
    return HEAD + "".join(_entry(each) for each in [*known, *kept])


def _entry(version: Published) -> str:
    lines = [f"- version: {version.version}", f"  code: {version.code}", f"  items: [{', '.join(version.items)}]"]
    if version.sets:
        lines += ["  sets:", *(f"    - [{', '.join(items)}]" for items in version.sets)]
    if version.days:
        lines.append("  days:")
    for day in version.days:
        lines += [f"    - role: {day.role}", f'      rules: "{day.rules}"']
        if day.messages:
            lines.append(f"      messages: [{', '.join(map(str, day.messages))}]")
        lines.append("      scenes:")
        lines += [f"        - {{id: {scene.id}, options: {scene.options}}}" for scene in day.scenes]
    return "\n".join(lines) + "\n"
