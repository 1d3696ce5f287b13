"""One visit from its first act to its last: all that a face of the program asks for and does, whatever it shows it on.

A face (the full screen, the lines, a host's visit) keeps a cursor and nothing else. Nothing in here draws.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.engine.visit import Visit, retaken, speaking
from explorer.engine.way import Stage, Step, passed, way
from explorer.pack.pack import Pack
from explorer.report.pack_translator import PackTranslator, translator_of
from explorer.session.history import History

if TYPE_CHECKING:
    from explorer.engine.code import Opened
    from explorer.report.summary import Summary
    from explorer.report.take_home import Part
    from explorer.session.together import Together
    from explorer.store.writer import Keeper

Listener = Callable[[str], None]
"""Takes each change, with one sentence that is to be said about it; empty: none."""
Drawing = Callable[["Summary"], str]
"""From a summary to a picture of it."""
WITHOUT_CODE = ("svg", "csv")
"""Formats of a summary that hold no answer code."""
REWOUND = 2
"""Acts that `rewind` undoes at most: an hour is one act (choice with rating), or two if its rating was changed."""


def code_lines(tr: PackTranslator, code: str, command: str, width: int = 80) -> list[str]:
    """A code on a line of its own, and above it what it is for; without its hyphens, which do not matter, where it is
    longer than `width` with them."""
    said = tr(tr.words.dialogs.code_on_leaving, command=command)
    return [said, code if len(code) <= width else code.replace("-", "")]


class UnknownFormat(ValueError):
    """A file's name that ends in no known format."""


class Session:
    """A pack, one visit with its undo and redo, and who saves it. `change` is the one way in which a visit changes."""

    def __init__(self, pack: Pack, visit: Visit, keeper: Keeper | None = None, news: Sequence[str] = ()) -> None:
        self.pack = pack
        self.history = History(visit)
        self.news = news
        """What is to be said at the start."""
        self.take_home: Callable[[str, str], tuple[str, str]] | None = None
        """Where someone else hosts the program: from a code and a language to the line that fetches the summary, and
        what explains it. No file is written then."""
        self.home = ""
        """The country whose pay is shown until the person chooses another: of the settings or the locale."""
        self.mirror: Callable[[Visit], None] | None = None
        """Called with the visit after each act and each step seen: a host sets it whose visitor's browser keeps the
        visit. It does not count as saving."""
        self.refusal = ""
        """Why the last act was not taken, in the person's language; empty where it was, or changed nothing."""
        self._together: Together | None = None
        self._keeper = keeper
        """Saves the visit after each act; None: nothing is ever written."""
        self._exported = visit
        """The visit as it was last exported; what differs from it would be lost."""
        self._complained = bool(self.problem)
        self._noted = False
        """Whether steps were seen since the visit was saved last."""
        self._listener: Listener = lambda message: None
        self._known: Summary | None = None
        self._staged: tuple[Pack, Visit, tuple[Stage, ...]] | None = None

    def listen(self, listener: Listener) -> None:
        """Hand every change to `listener` from now on."""
        self._listener = listener

    def say(self, message: str) -> None:
        """Have the listener say something that no key brought about."""
        self._listener(message)

    # --- what there is -----------------------------------------------------------------------------------------

    @property
    def visit(self) -> Visit:
        """What the person did so far."""
        return self.history.now

    @property
    def country(self) -> str:
        """Whose pay is shown, by id; empty where neither the person nor the surroundings say."""
        return self.visit.country or self.home

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The way through, and how far it is done: worked out once for each visit, a page asks again and again."""
        if self._staged is None or self._staged[0] is not self.pack or self._staged[1] is not self.visit:
            self._staged = self.pack, self.visit, way(self.pack, self.visit)
        return self._staged[2]

    @property
    def tr(self) -> PackTranslator:
        """The pack in the person's language."""
        return translator_of(self.pack, self.visit.language)

    @property
    def code(self) -> str:
        """The answer code of the visit."""
        from explorer.engine.code import encode

        return encode(self.pack, self.visit)

    @property
    def together(self) -> Together:
        """What the visit has to do with somebody else's day."""
        if not self._together:
            from explorer.session.together import Together

            self._together = Together(self)
        return self._together

    @property
    def untouched(self) -> bool:
        """Whether nothing was done yet since the start."""
        return not self.history.past

    @property
    def redoable(self) -> bool:
        """Whether something was undone that can be done again."""
        return bool(self.history.future)

    @property
    def summary(self) -> Summary:
        """The summary of the visit: worked out anew only when the visit or the pack is another."""
        known = self._known
        if known is None or known.visit is not self.visit or known.tr.pack is not self.pack:
            known = self._known = self.summary_of(self.visit)
        return known

    def summary_of(self, visit: Visit) -> Summary:
        """The summary of a visit, beside the last one on this machine where the questionnaire was not taken twice in
        this one."""
        from explorer.report.summary import summarise

        keeper = self._keeper
        return summarise(self.pack, visit, keeper.earlier if keeper and not visit.before else None)

    # --- acts --------------------------------------------------------------------------------------------------

    def change(self, visit: Visit) -> bool:
        """Take an act: remember it for undo, save it, tell the listener. False when it changes nothing or is refused
        (`refusal`)."""
        return self._turn(self.history.then(visit))

    def undo(self) -> bool:
        """Take the last act back; False when there is none, or it is refused (`refusal`)."""
        return self._turn(self.history.undone())

    def redo(self) -> bool:
        """Take an undone act again; False when there is none, or it is refused (`refusal`)."""
        return self._turn(self.history.redone())

    def rewind(self, visit: Visit) -> None:
        """Go back to `visit`: by undo where the last acts led away from it, so that redo brings them back."""
        history = self.history
        while history.past and history.now != visit and len(self.history.past) - len(history.past) < REWOUND:
            history = history.undone()
        self._turn(history if history.now == visit else self.history.then(visit))

    def mark(self, step: Step, part: str = "") -> bool:
        """Note that a step of the way, or a part of it, was seen; False where that was known.

        It is no act: undo does not take it back, and it is written with the next one, or on leaving.
        """
        history = self.history.each(lambda visit: passed(visit, step, part))
        if history.now.seen == self.visit.seen:
            return False
        self.history = history
        self._noted = True
        if self.mirror:
            self.mirror(history.now)
        return True

    def learn(self, change: Callable[[Visit], Visit], first: Callable[[Visit], Visit] | None = None) -> None:
        """Apply `change` to the visit and to all states that undo and redo can reach, so that neither takes it back;
        `first` is applied before it, to the present visit only."""
        history = self.history
        now = first(history.now) if first else history.now
        self._turn(History(now, history.past, history.future).each(change))

    def speak_next(self) -> None:
        """The pack's next language, from now on; not an act that undo takes back."""
        languages = self.pack.languages
        following = languages[(languages.index(self.visit.language) + 1) % len(languages)]
        self._turn(History(speaking(self.visit, following), self.history.past, self.history.future))

    def retake(self) -> bool:
        """Begin the questionnaire again; False before it was answered far enough to compare with."""
        from explorer.engine.questionnaire import instrument

        if instrument(self.pack).score(self.visit.answers).verdict == "incomplete":
            return False
        return self.change(retaken(self.visit))

    def start_afresh(self) -> bool:
        """Another visit, from the start; False where nothing was done in this one."""
        return not self.visit.empty and self._another(Visit(self.visit.language))

    def _another(self, visit: Visit) -> bool:
        """Another visit, which no one else is told of."""
        if self._together:
            self._together.forget()
        return self.change(visit)

    def opened(self, code: str) -> Opened:
        """What a code that was typed holds, in the language spoken now. Raises CodeError."""
        from explorer.engine.code import opened

        return opened(self.pack, code, self.visit.language)

    def take(self, opened: Opened) -> str:
        """Go on with the visit of a code; what is to be said of that: also what of an earlier version counts no
        longer."""
        from explorer.report.earlier import code_notes

        self._another(opened.visit)
        return " ".join([self.tr(self.tr.words.keeping.code_taken), *code_notes(self.tr, opened)])

    def go_on(self, visit: Visit) -> None:
        """Go on from a visit that was held somewhere else, as far as it fits the pack; what was before is gone."""
        from explorer.engine.adapted import adapted_to

        self.history = History(adapted_to(self.pack, visit))
        self._listener("")

    def adopt(self, pack: Pack) -> None:
        """Go on in a pack that was changed, with all of the visit that still holds in it."""
        from explorer.engine.adapted import adapted_to

        if self._together:  # its letters are of another pack
            self._together.forget()
        self.pack, self.history = pack, self.history.each(lambda visit: adapted_to(pack, visit))

    def _turn(self, history: History) -> bool:
        self.refusal = self._together.refusal_of(history.now) if self._together else ""
        if self.refusal or history is self.history:
            return False
        self.history = history
        if self._keeper:
            self._keeper.keep(history.now)
        if self.mirror:
            self.mirror(history.now)
        if self._together:
            self._together.acted()
        self._noted = False
        complaint = "" if self._complained else self.complaint
        self._complained = self._complained or bool(complaint)
        self._listener(complaint)
        return True

    # --- saving ------------------------------------------------------------------------------------------------

    @property
    def problem(self) -> str:
        """Why the visit is not saved, as the system says it; empty while it is, and where nobody saves it."""
        return self._keeper.problem if self._keeper else ""

    @property
    def complaint(self) -> str:
        """That the visit cannot be saved, in the person's language; empty while it can."""
        return self.tr(self.tr.words.keeping.unkept, reason=self.problem) if self.problem else ""

    @property
    def saved(self) -> bool:
        """Whether the visit is saved as it goes on."""
        return self._keeper is not None and not self.problem

    @property
    def unsaved(self) -> bool:
        """Whether leaving would lose something."""
        if self.saved:
            return False
        return not self.visit.empty and speaking(self.visit, self._exported.language) != self._exported

    def export(
        self, path: Path, overwrite: bool = False, picture: Drawing | None = None, part: Part = "all", name: str = ""
    ) -> None:
        """Write the summary, or a part of it, to a file, in the format that its name ends with; `name` stands on it.

        A picture (`.svg`) is drawn by the face, if it can. What holds no code does not bring the visit back, which so
        stays unsaved. Raises UnknownFormat, FileExistsError where something stands there and `overwrite` is not given,
        and OSError.
        """
        from explorer.report.export import format_of, rendered
        from explorer.report.summary import summarise
        from explorer.store.files import write

        visit, format = self.visit, format_of(path)
        if format is None or (format == "svg" and picture is None):
            raise UnknownFormat(path.suffix)
        summary = summarise(self.pack, visit)
        drawn = picture(summary) if picture and format == "svg" else ""
        write(path, drawn or rendered(summary, format, name, part=part), overwrite)
        if format not in WITHOUT_CODE and part != "plan":
            self._exported = visit

    def farewell(self, command: str = "explorer", width: int = 80) -> list[str]:
        """What is said on leaving, line by line: the code, that of the time before, and whether the visit is saved;
        nothing after a visit in which nothing was done. `command` starts the program again; `width`: columns that a
        code should take at most, so that it is copied whole."""
        from explorer.engine.code import encode

        visit, tr, words = self.visit, self.tr, self.tr.words
        if visit.empty:
            return []
        lines = code_lines(tr, self.code, command, width)
        if visit.before:
            lines.append(tr(words.retake.code_before, code=encode(self.pack, Visit(visit.language, visit.before))))
        return [*lines, tr(words.keeping.kept, command=command)] if self.saved else lines

    def close(self) -> None:
        """Wait until all is on the disk, and let go of it."""
        if self._keeper:
            if self._noted and not self.visit.empty:
                self._keeper.keep(self.visit)
            self._keeper.close()
