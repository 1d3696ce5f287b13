"""Creates the session for this machine, resuming the last visit saved on it."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.engine.visit import Visit, attempt, speaking
from explorer.pack.pack import Pack
from explorer.report.pack_translator import PackTranslator, translator_of
from explorer.session.session import Session
from explorer.store.locations import visits
from explorer.store.writer import FileKeeper, Resumed


def resumed(pack: Pack, language: str, insisted: bool) -> Session:
    """A session with the last visit, or a new one; it is saved from now on.

    Its language is that of the last visit, or `language` if there is none or `insisted` is true. What was found while
    loading is reported in the session's `news`.
    """
    keeper = FileKeeper(visits(), pack.id, pack.version)
    saved = keeper.resume()
    visit = Visit(language)
    if saved.visit:
        from explorer.engine.adapted import adapted_to  # not needed at a first start

        visit = adapted_to(pack, saved.visit, saved.version)
    if insisted:
        visit = speaking(visit, language)
    tr = translator_of(pack, visit.language)
    return Session(pack, visit, keeper, tuple(_news(tr, visit, keeper, saved)))


def _news(tr: PackTranslator, visit: Visit, keeper: FileKeeper, saved: Resumed) -> Iterator[str]:
    words, items = tr.words.keeping, tr.pack.questionnaire.items
    if saved.visit:
        from explorer.engine.adapted import dropped
        from explorer.report.earlier import notes

        hours = sum(len(lived.choices) for lived in visit.days.values())
        answered = sum(item.id in visit.answers for item in items)
        yield tr(words.resumed, answered=answered, items=len(items), hours=hours)
        yield from notes(tr, visit, dropped(tr.pack, saved.visit))
        if tried := attempt(visit):
            yield tr(tr.words.home.how_was, tried=tried)
    if saved.elsewhere:
        yield tr(words.elsewhere)
    for each in saved.aside:
        yield tr(words.newer if each.newer else words.damaged, name=each.now)
    if keeper.problem:
        yield tr(words.unkept, reason=keeper.problem)
