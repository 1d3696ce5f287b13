"""Taking up the visit that is kept on this machine, for whatever face is asked for."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from explorer.cli.output import complain, say
from explorer.engine.visit import Visit
from explorer.pack.pack import Pack
from explorer.report.pack_translator import PackTranslator, translator_of

if TYPE_CHECKING:
    from explorer.store.writer import FileKeeper, Resumed


@dataclass(frozen=True)
class Resumption:
    """What a face starts with: the visit, who keeps it (None: nobody), and what is to be said first."""

    pack: Pack
    visit: Visit
    keeper: FileKeeper | None = None
    news: tuple[str, ...] = ()

    def keep(self, visit: Visit) -> str:
        """Take the visit after an act; what is to be said about that, once: that it cannot be saved."""
        if self.keeper:
            told = self.keeper.problem
            self.keeper.keep(visit)
            if self.keeper.problem and not told:
                return translator_of(self.pack, visit.language)(
                    self.pack.interface.keeping.unkept, reason=self.keeper.problem
                )
        return ""

    def earlier(self) -> Mapping[str, int] | None:
        """The answers of the visit before."""
        return self.keeper.earlier if self.keeper else None

    def close(self) -> None:
        """Wait until all is on the disk."""
        if self.keeper:
            self.keeper.close()

    def farewell(self, args: Namespace, pack: Pack, visit: Visit) -> None:
        """What is said on leaving: the code, and whether the visit is saved."""
        from explorer.engine.code import encode

        if visit.empty:
            return
        tr = translator_of(pack, visit.language)
        words = tr.words
        lines = [tr(words.dialogs.code_on_leaving, code=encode(pack, visit))]
        if visit.before:
            before = Visit(visit.language, visit.before)
            lines.append(tr(words.retake.code_before, code=encode(pack, before)))
        if self.keeper and not self.keeper.problem:
            lines.append(tr(words.keeping.kept))
        say("".join(f"{line}\n" for line in lines), args)
        if self.keeper and self.keeper.problem:
            complain(tr(words.keeping.unkept, reason=self.keeper.problem))


def begin(args: Namespace, tr: PackTranslator) -> Resumption:
    """The visit to go on with, or a new one; `--ephemeral` neither reads nor writes."""
    if args.ephemeral:
        return Resumption(tr.pack, Visit(tr.language))
    from explorer.engine.adapted import adapted_to
    from explorer.store.locations import visits
    from explorer.store.writer import FileKeeper

    keeper = FileKeeper(visits(), tr.pack.id, tr.pack.version)
    found = keeper.resume()
    visit = adapted_to(tr.pack, found.visit) if found.visit else Visit(tr.language)
    if args.lang or visit.language not in tr.pack.languages:
        visit = replace(visit, language=tr.language)
    told = replace(tr, language=visit.language)
    return Resumption(tr.pack, visit, keeper, tuple(_news(told, visit, keeper, found)))


def _news(tr: PackTranslator, visit: Visit, keeper: FileKeeper, found: Resumed) -> Iterator[str]:
    words, items = tr.words.keeping, tr.pack.questionnaire.items
    if found.visit:
        hours = sum(len(lived.choices) for lived in visit.days.values())
        answered = sum(item.id in visit.answers for item in items)
        yield tr(words.resumed, answered=answered, items=len(items), hours=hours)
    if found.elsewhere:
        yield tr(words.elsewhere)
    for each in found.aside:
        yield tr(words.newer if each.newer else words.damaged, name=each.now)
    if keeper.problem:
        yield tr(words.unkept, reason=keeper.problem)
