"""The model of one visit: its pack, its state with undo and redo, and its saving.

Every user interface (full screen, line by line, hosted) reads its data from a Session and makes its changes through it;
it holds nothing of its own but a cursor. Nothing in here draws.
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
"""Called after each change with a message to show; the message is empty if there is none."""
Drawing = Callable[["Summary"], str]
"""Draws a summary as an SVG picture."""
WITHOUT_CODE = ("svg", "csv")
"""Export formats that do not contain the answer code."""
REWOUND = 2
"""The most changes that `rewind` undoes: an hour is one change (choice with rating), or two if its rating was
changed."""


def code_lines(tr: PackTranslator, code: str, command: str, width: int = 80) -> list[str]:
    """A code on a line of its own, below a line that says what it is for. If it is longer than `width`, its hyphens,
    which are optional, are left out."""
    said = tr(tr.words.dialogs.code_on_leaving, command=command)
    return [said, code if len(code) <= width else code.replace("-", "")]


class UnknownFormat(ValueError):
    """The suffix of a file name is not a known format."""


class Session:
    """A pack, one visit with undo and redo, and the keeper that saves it. All changes to the visit go through it."""

    def __init__(self, pack: Pack, visit: Visit, keeper: Keeper | None = None, news: Sequence[str] = ()) -> None:
        self.pack = pack
        self.history = History(visit)
        self.news = news
        """Messages to show at the start."""
        self.take_home: Callable[[str, str], tuple[str, str]] | None = None
        """On a hosted server: a function from (code, language) to (a command that fetches the summary, an explanation).
        It replaces writing files."""
        self.home = ""
        """The country whose pay is shown until the person chooses another, from the settings or the locale; may be
        empty."""
        self.mirror: Callable[[Visit], None] | None = None
        """Callback, called with the visit after each change and each step seen. A web server uses it to store the visit
        in the visitor's browser. It does not count as saving."""
        self.refusal = ""
        """Why the last change was refused, in the person's language; empty if it was accepted or changed nothing."""
        self._together: Together | None = None
        self._keeper = keeper
        """Saves the visit after each change; None: nothing is ever written."""
        self._exported = visit
        """The visit as it was last exported, to know whether leaving would lose anything."""
        self._complained = bool(self.problem)
        self._noted = False
        """Whether steps were seen since the visit was last saved."""
        self._listener: Listener = lambda message: None
        self._known: Summary | None = None
        self._staged: tuple[Pack, Visit, tuple[Stage, ...]] | None = None

    def listen(self, listener: Listener) -> None:
        """Set the listener that is called after each change."""
        self._listener = listener

    def say(self, message: str) -> None:
        """Show a message that is not the result of a key, through the listener."""
        self._listener(message)

    # --- reading -----------------------------------------------------------------------------------------------

    @property
    def visit(self) -> Visit:
        """The current state of the visit."""
        return self.history.now

    @property
    def country(self) -> str:
        """The id of the country whose pay is shown; empty if it is neither chosen nor known."""
        return self.visit.country or self.home

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The steps of the way through the program, with their progress. Cached for the same visit, because a page
        reads it often."""
        if self._staged is None or self._staged[0] is not self.pack or self._staged[1] is not self.visit:
            self._staged = self.pack, self.visit, way(self.pack, self.visit)
        return self._staged[2]

    @property
    def tr(self) -> PackTranslator:
        """The translator: the pack in the person's language."""
        return translator_of(self.pack, self.visit.language)

    @property
    def code(self) -> str:
        """The answer code of the visit."""
        from explorer.engine.code import encode

        return encode(self.pack, self.visit)

    @property
    def together(self) -> Together:
        """The part of the session for a day shared with another person; created when it is first needed."""
        if not self._together:
            from explorer.session.together import Together

            self._together = Together(self)
        return self._together

    @property
    def untouched(self) -> bool:
        """Whether nothing has been changed since the start."""
        return not self.history.past

    @property
    def redoable(self) -> bool:
        """Whether something can be redone."""
        return bool(self.history.future)

    @property
    def summary(self) -> Summary:
        """The summary of the visit, cached until the visit or the pack changes."""
        known = self._known
        if known is None or known.visit is not self.visit or known.tr.pack is not self.pack:
            known = self._known = self.summary_of(self.visit)
        return known

    def summary_of(self, visit: Visit) -> Summary:
        """The summary of any visit. It is compared with the last visit on this machine, unless the questionnaire was
        taken twice in this one."""
        from explorer.report.summary import summarise

        keeper = self._keeper
        return summarise(self.pack, visit, keeper.earlier if keeper and not visit.before else None)

    # --- changing ----------------------------------------------------------------------------------------------

    def change(self, visit: Visit) -> bool:
        """Replace the visit: record it for undo, save it, call the listener. Returns False if nothing changes or the
        change is refused (see `refusal`)."""
        return self._turn(self.history.then(visit))

    def undo(self) -> bool:
        """Undo the last change; False when there is none, or it is refused (see `refusal`)."""
        return self._turn(self.history.undone())

    def redo(self) -> bool:
        """Redo the last undone change; False when there is none, or it is refused (see `refusal`)."""
        return self._turn(self.history.redone())

    def rewind(self, visit: Visit) -> None:
        """Go back to the state `visit`: by undo if it is at most `REWOUND` changes ago, so that redo works; else as a
        new change."""
        history = self.history
        while history.past and history.now != visit and len(self.history.past) - len(history.past) < REWOUND:
            history = history.undone()
        self._turn(history if history.now == visit else self.history.then(visit))

    def mark(self, step: Step, part: str = "") -> bool:
        """Record that a step of the way, or a part of it, was seen; False if it was already.

        This is not a change: undo does not affect it, and it is saved with the next change or on closing.
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
        """Apply `change` to every state in the history, so that neither undo nor redo reverts it. `first` is applied
        before that, to the current state only."""
        history = self.history
        now = first(history.now) if first else history.now
        self._turn(History(now, history.past, history.future).each(change))

    def speak_next(self) -> None:
        """Switch to the pack's next language; undo does not revert it."""
        languages = self.pack.languages
        following = languages[(languages.index(self.visit.language) + 1) % len(languages)]
        self._turn(History(speaking(self.visit, following), self.history.past, self.history.future))

    def retake(self) -> bool:
        """Begin the questionnaire again; False if too few questions are answered to compare with later."""
        from explorer.engine.questionnaire import instrument

        if instrument(self.pack).score(self.visit.answers).verdict == "incomplete":
            return False
        return self.change(retaken(self.visit))

    def start_afresh(self) -> bool:
        """Begin a new visit, as an undoable change; False if the current one is empty."""
        return not self.visit.empty and self._another(Visit(self.visit.language))

    def _another(self, visit: Visit) -> bool:
        """Replace the visit by another one, and end the sharing with another person."""
        if self._together:
            self._together.forget()
        return self.change(visit)

    def opened(self, code: str) -> Opened:
        """Decode an answer code, in the current language. Raises CodeError."""
        from explorer.engine.code import opened

        return opened(self.pack, code, self.visit.language)

    def take(self, opened: Opened) -> str:
        """Replace the visit by that of a decoded code. Returns a message, including what is no longer valid from an
        earlier version."""
        from explorer.report.earlier import code_notes

        self._another(opened.visit)
        return " ".join([self.tr(self.tr.words.keeping.code_taken), *code_notes(self.tr, opened)])

    def go_on(self, visit: Visit) -> None:
        """Load a visit that was stored elsewhere (in a browser), adapted to the pack. The history starts anew."""
        from explorer.engine.adapted import adapted_to

        self.history = History(adapted_to(self.pack, visit))
        self._listener("")

    def adopt(self, pack: Pack) -> None:
        """Replace the pack after its files changed, keeping all of the visit that is still valid."""
        from explorer.engine.adapted import adapted_to

        if self._together:  # letters depend on the pack
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
        """The system's error message if the visit cannot be saved; empty if it can, or if it is not meant to be
        saved."""
        return self._keeper.problem if self._keeper else ""

    @property
    def complaint(self) -> str:
        """The message that the visit cannot be saved, in the person's language; empty if it can."""
        return self.tr(self.tr.words.keeping.unkept, reason=self.problem) if self.problem else ""

    @property
    def saved(self) -> bool:
        """Whether the visit is being saved."""
        return self._keeper is not None and not self.problem

    @property
    def unsaved(self) -> bool:
        """Whether quitting now would lose something."""
        if self.saved:
            return False
        return not self.visit.empty and speaking(self.visit, self._exported.language) != self._exported

    def export(
        self, path: Path, overwrite: bool = False, picture: Drawing | None = None, part: Part = "all", name: str = ""
    ) -> None:
        """Write the summary, or a `part` of it, to a file, in the format of its suffix; `name` is printed on it.

        An SVG needs `picture`, a function that draws it. Formats without the answer code cannot restore the visit, so
        they do not count as saving it. Raises UnknownFormat, FileExistsError if the file exists and `overwrite` is
        false, and OSError.
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
        """The lines to print on quitting: the code, the code of the questionnaire taken before, and whether the visit
        is saved; none for an empty visit. `command` is how the program is started again; `width` is the longest line
        for a code, in columns, so that it can be copied whole."""
        from explorer.engine.code import encode

        visit, tr, words = self.visit, self.tr, self.tr.words
        if visit.empty:
            return []
        lines = code_lines(tr, self.code, command, width)
        if visit.before:
            lines.append(tr(words.retake.code_before, code=encode(self.pack, Visit(visit.language, visit.before))))
        return [*lines, tr(words.keeping.kept, command=command)] if self.saved else lines

    def close(self) -> None:
        """Wait until everything is written to disk, and release the store."""
        if self._keeper:
            if self._noted and not self.visit.empty:
                self._keeper.keep(self.visit)
            self._keeper.close()
