"""One visit, in a process forked from the parent.

It writes nothing but the visitor's terminal output and, when something fails, lines in the log.
"""

from __future__ import annotations

import os
import queue
import re
import signal
import socket
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import PurePath
from typing import TYPE_CHECKING

from explorer.engine.code import CodeError, decode
from explorer.engine.visit import Visit
from explorer.pack.pack import Pack
from explorer.report.markdown import as_markdown
from explorer.report.pack_translator import PackTranslator, translator_of
from explorer.report.summary import summarise
from explorer.report.take_home import summary_document
from explorer.serve.browser import PageMirror
from explorer.serve.parent import ROOMY
from explorer.serve.process import FRONT, finish, note, own_streams, say
from explorer.serve.room_line import RoomLine, Soon
from explorer.serve.settings import Settings, language_of
from explorer.serve.spare import Newcomer
from explorer.serve.wire import BROKEN, HELP, OVER, PAGE, PLAIN, RECORD, RESIZED, TERM, UNUSABLE, last_words
from explorer.session.session import Session
from explorer.terminal.detect import POOR
from explorer.terminal.driver import HANGUP
from explorer.tui.app import ExplorerApp

if TYPE_CHECKING:
    from explorer.report.document import Block

RESULT = re.compile(r"result\s+([\w\s-]{1,200}?)(?:\s+\.(\w+))?")
"""A request for a summary instead of a visit: a code, then optionally a language and a file suffix."""
COLUMNS = 80
"""Width, in columns, of a visit line by line."""
WAIT = 5.0
"""Seconds to wait for the fields of a form from the web front end."""
WARNING = 120
"""Seconds before the idle limit at which a visitor is warned, or half of the limit if that is shorter."""


class Child:
    """The process of one visitor."""

    def __init__(self, pack: Pack, settings: Settings, newcomer: Newcomer, parent: socket.socket) -> None:
        self.pack, self.settings, self.name, self.who = pack, settings, newcomer.name, newcomer.who
        self.app: ExplorerApp | None = None
        """The full-screen app; None before it starts, and for a visit line by line."""
        self.session: Session | None = None
        self.spoken = self.warned = 0.0
        """`spoken`: when a line was last read. `warned`: the time of the last key when the visitor was last warned.
        Both in seconds of `time.monotonic`."""
        self.began = time.monotonic()
        self.rooms = parent if self.who.command in ROOMY else None
        signal.signal(signal.SIGXCPU, lambda *_: self._exhausted())
        self.line = socket.socket(fileno=FRONT)
        shown = newcomer.who.front == "web" and not newcomer.who.command
        self.page = PageMirror(self.line, pack, language_of(pack, settings)) if shown else None

    @property
    def tr(self) -> PackTranslator:
        """The translator, in the visitor's language or the server's."""
        if self.session:
            return self.session.tr
        return translator_of(self.pack, language_of(self.pack, self.settings))

    def reply(self) -> tuple[int, str] | None:
        """Handle a request that is not a full-screen visit, or a terminal that cannot show one. Returns the exit code
        and a message; None: continue with the app."""
        words = self.tr.words.serve
        command = self.who.command.strip()
        if command == HELP:
            say(self.tr(words.help, ssh=self.settings.ssh) + "\n")
            return 0, ""
        if command == PLAIN or (not command and self.who.term in POOR and os.isatty(0)):
            return self._line_by_line()
        if command == PAGE and self.who.front == "web":
            return self._page()
        if command:
            return self._result()
        if not TERM.fullmatch(self.who.term) or self.who.term in POOR:
            return UNUSABLE, self.tr(words.poor_terminal) + "\n"
        os.environ["TERM"] = self.who.term
        if not os.isatty(0) or not os.isatty(2):
            return UNUSABLE, self.tr(words.needs_terminal) + "\n"
        return None

    def enter(self, app: ExplorerApp) -> None:
        """Continue the visit in `app`, and start the time limits."""
        self.app, self.session = app, app.session
        app.session.take_home = self._offered
        if self.page and (visit := self.page.resume()):
            app.session.go_on(visit)
        app.session.mirror = self._keep
        self._open_rooms(app.session, lambda act: app.soon(lambda _: act(), ""))
        threading.Thread(target=self._watch, name="watch", daemon=True).start()

    def outcome(self) -> tuple[int, str]:
        """The exit code of a finished visit, and the message to print once the terminal is restored."""
        assert self.app
        words = self.tr.words.serve
        if self.app.failure:
            note(self.name, "".join(traceback.format_exception(self.app.failure)))
            return BROKEN, self._sorry(self.tr(words.broken, visit=self.name))
        if self.app.return_code == 128 + signal.SIGTERM:
            return OVER, self._sorry(self.tr(words.closing))
        if not self.app.return_code:
            say(self._farewell())
            if self.page and self.session:
                if not self.session.visit.empty:
                    self.page.offer(self._way_home(self.session.code, self.tr.language))
                self.page.forget()
        return self.app.return_code or 0, ""

    def _keep(self, visit: Visit) -> None:
        """Called after each change: store the visit in the browser's page, and send the front end the message, with the
        code, to print if this process dies in any way (killed, out of memory)."""
        if self.page:
            self.page.keep(visit)
        words = self._sorry(self.tr(self.tr.words.serve.broken, visit=self.name))
        with suppress(OSError):  # dropped if the front end does not read
            self.line.send(last_words(words), socket.MSG_DONTWAIT)

    def _exhausted(self) -> None:
        """Signal handler: the processor time is used up, so end the visit with its code."""
        finish(self.line, OVER, self._sorry(self.tr(self.tr.words.serve.exhausted)))

    def _line_by_line(self) -> tuple[int, str]:
        """Run a whole visit line by line, for screen readers and terminals that cannot move their cursor."""
        from explorer.plain.desk import Desk
        from explorer.plain.menu import Menu
        from explorer.report.plan import own_plan
        from explorer.report.screen_reader import as_spoken
        from explorer.report.take_home import page_document

        own_streams()
        session = self.session = Session(self.pack, Visit(language_of(self.pack, self.settings)))
        session.take_home, session.mirror = self._offered, self._keep
        threading.Thread(target=self._watch, name="watch", daemon=True).start()

        come: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._open_rooms(session, come.put)

        def ask(prompt: str) -> str:
            typed = input(prompt)
            self.spoken = time.monotonic()
            while not come.empty():
                come.get()()
            return typed

        def tell(blocks: Sequence[Block]) -> None:
            say("\n" + as_spoken(session.tr, blocks, COLUMNS) + "\n")

        def wrong(least: int, most: int) -> str:
            return session.tr(session.tr.words.plain.wrong, least=least, most=most)

        Menu(session, Desk(tell, ask, wrong)).run()
        if not session.visit.empty:
            tell([*page_document(session.summary), *own_plan(session.summary)])
            say(self._home(session.code) + "\n")
        return 0, ""

    def _open_rooms(self, session: Session, soon: Soon) -> None:
        """Connect a session to the server's rooms; `soon` runs a callback in the session's thread."""
        if self.rooms:
            session.together.host = RoomLine(self.rooms, self.pack, session.together, soon)

    def _page(self) -> tuple[int, str]:
        """Print a page of the HTML text version."""
        import json

        from explorer.serve.text_pages import text_page

        self.line.settimeout(WAIT)
        fields = json.loads(self.line.recv(RECORD)[1:] or b"{}")
        say(text_page(self.pack, language_of(self.pack, self.settings), fields))
        return 0, ""

    def _result(self) -> tuple[int, str]:
        """Print the summary of a code."""
        tr = self.tr
        asked = RESULT.fullmatch(self.who.command.strip())
        if not asked:
            return UNUSABLE, tr(tr.words.serve.refused) + "\n"
        code, _, last = asked[1].strip().rpartition(" ")
        if last in self.pack.languages:
            tr = translator_of(self.pack, last)
        else:
            code = asked[1]
        try:
            visit = decode(self.pack, code, tr.language)
        except CodeError as error:
            return UNUSABLE, tr(tr.words.code_faults[error.reason], detail=error.detail) + "\n"
        summary, ending = summarise(self.pack, visit), asked[2] or ""
        if ending:
            from explorer.report.export import format_of, rendered
            from explorer.tui.picture import picture

            format = format_of(PurePath(f"result.{ending}"))
            if not format:
                return UNUSABLE, tr(tr.words.serve.refused) + "\n"
            say(picture(summary) if format == "svg" else rendered(summary, format))
        else:
            say(as_markdown(summary_document(summary)))
        return 0, ""

    def _way_home(self, code: str, language: str) -> str:
        """The command that fetches the summary of a code to the visitor's own computer; on the web, just the code."""
        other = f" {language}" if language != language_of(self.pack, self.settings) else ""
        if self.who.front == "web":
            return code + other
        return f"{self.settings.ssh} result {code}{other} > result.md"

    def _offered(self, code: str, language: str) -> tuple[str, str]:
        """The same command with an explanation; on the web, the page also offers the download at once."""
        home, words = self._way_home(code, language), self.tr.words
        if self.page:
            self.page.offer(home)
            return home, self.tr(words.serve.web_take_home)
        return home, self.tr(words.dialogs.take_home)

    def _farewell(self) -> str:
        """The text on leaving: the summary, the code, and how to come back; empty for an empty visit."""
        assert self.session
        visit = self.session.visit
        if visit.empty:
            return ""
        summary = self.session.summary
        home = self._home(summary.code)
        if self.who.front == "web":  # the page offers the summary for download; the plan is not in it, so print that
            from explorer.report.plan import own_plan
            from explorer.report.screen_reader import as_spoken

            plan = own_plan(summary)
            return f"{as_spoken(self.tr, plan, COLUMNS)}\n{home}\n" if plan else f"{home}\n"
        return f"{as_markdown(summary_document(summary))}\n{home}\n"

    def _sorry(self, why: str) -> str:
        """The reason why a visit is ended, with the code, so that nothing is lost."""
        if not self.session or self.session.visit.empty:
            return why + "\n"
        return f"{why}\n{self._home(self.session.code)}\n"

    def _home(self, code: str) -> str:
        """A sentence on how to fetch the summary of a code."""
        words, tr = self.tr.words.serve, self.tr
        return tr(words.web_home if self.who.front == "web" else words.home, line=self._way_home(code, tr.language))

    # --- time limits and the socket, in a separate thread, so that a program that hangs is ended too ---------------

    def _watch(self) -> None:
        words, settings = self.tr.words.serve, self.settings
        while True:
            now, heard = time.monotonic(), max(self.began, self.spoken, self.app.heard if self.app else 0.0)
            idle, session = heard + settings.idle - now, self.began + settings.session - now
            if session <= 0:
                finish(self.line, OVER, self._sorry(self.tr(words.over, minutes=minutes(settings.session))))
            if idle <= 0:
                finish(self.line, OVER, self._sorry(self.tr(words.idle, minutes=minutes(settings.idle))))
            ahead = min(WARNING, settings.idle / 2)
            if idle <= ahead and self.warned != heard:
                self.warned = heard
                self._warn(self.tr(words.idle_soon, minutes=minutes(round(idle))))
            self.line.settimeout(min(idle - ahead if idle > ahead else idle, session))
            try:
                message = self.line.recv(16)
            except TimeoutError:
                continue
            except OSError:
                message = b""
            if message == RESIZED:
                os.kill(os.getpid(), signal.SIGWINCH)
            elif not message:
                os._exit(HANGUP)

    def _warn(self, message: str) -> None:
        """Show a message that is not the result of a key."""
        if self.app and self.session:
            self.app.soon(self.session.say, message)
        else:
            say(f"\n{message}\n")


def minutes(seconds: int) -> int:
    """Seconds as whole minutes, at least one."""
    return max(1, round(seconds / 60))
