"""The parent: it has everything loaded, waits for visitors, and has a forked process ready for each.

One thread, one loop; it reads nothing of what visitors type and writes nothing to their terminals.
"""

from __future__ import annotations

import errno
import json
import os
import pwd
import selectors
import signal
import socket
import struct
import subprocess
import sys
import time
from collections import Counter, deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from explorer.pack.pack import Pack
from explorer.report.pack_translator import translator_of
from explorer.serve.log import logged
from explorer.serve.rooms import LONGEST as LONGEST_OF_ROOM
from explorer.serve.rooms import Packets, Rooms, Unfit
from explorer.serve.settings import Settings, language_of
from explorer.serve.spare import NAME, Newcomer, Spare, Spares, received
from explorer.serve.wire import BROKEN, FULL, PLAIN, UNUSABLE, Arrival, arrival, ending, last_words
from explorer.terminal.driver import size_of
from explorer.words.text import Text

HANDED_ON = "EXPLORER_SERVE"
"""Where a parent that replaces itself leaves its socket and its visits to the one it becomes."""
HURRY = 5.0
"""Seconds within which whoever connects has to say who comes."""
ROOMY = ("", PLAIN)
"""What is asked for by who may enter a room: a visit, full screen or line by line."""
RECENT = 8
"""Of how many who came last the sizes of their terminals are known: the first screen is painted in the usual one."""
WAITING = 256
"""Connections that may wait to be taken."""
QUIET = 0.05
"""Seconds in which nobody comes, after which a process is made ready for who comes next."""


@dataclass
class ActiveVisit:
    """A visit under way, as the parent knows it."""

    name: str
    address: str
    began: float


class Parent:
    """Waits for visitors until it is told to stop."""

    def __init__(self, pack: Pack, settings: Settings, front: Callable[[], int] | None = None) -> None:
        self.pack, self.settings = pack, settings
        self._start_front, self.front = front, 0
        """What brings visitors where OpenSSH does not: how it is started, and its process."""
        self.tr = translator_of(pack, language_of(pack, settings))
        self.guests: dict[int, ActiveVisit] = {}
        """By the child's process."""
        self.rooms = Rooms(pack, max(1, settings.visits // 2), settings.session)
        self.room_lines: dict[int, socket.socket] = {}
        """By the child's process; gone with a parent that is replaced, and with it all rooms."""
        self.arriving: dict[socket.socket, float] = {}
        """Who connected and has not said who comes, and until when it may."""
        self.trial: subprocess.Popen[bytes] | None = None
        """A start of the program that is about to replace this one, to see whether it can."""
        self.renewed = False
        """Whether that could."""
        self.stopping = False
        self.sizes: deque[tuple[int, int]] = deque(maxlen=RECENT)
        """Columns and lines of the terminals of those who came last."""
        self.spares = Spares(settings.spare)
        self.unlogged = 0
        """Lines of the log that nobody took."""
        self.selector = selectors.DefaultSelector()
        self.awake, self.wake = socket.socketpair()
        """What signals are heard by."""
        self.allowed = {os.geteuid()}
        if settings.login:
            self.allowed.add(pwd.getpwnam(settings.login).pw_uid)
        self.listener = self._listen()

    def _listen(self) -> socket.socket:
        """The socket: the one handed on, or a new one."""
        if left := os.environ.pop(HANDED_ON, ""):
            state = json.loads(left)
            self.guests = {int(process): ActiveVisit(*guest) for process, guest in state["guests"].items()}
            self.front = state["front"]
            os.set_inheritable(state["listener"], False)
            kept = socket.socket(fileno=state["listener"])
            if Path(self.settings.socket).exists():
                return kept
            kept.close()  # its file was taken away: nobody finds it any more
        path = Path(self.settings.socket)
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:  # one that a killed parent left behind; one that answers is in use
            listener.connect(str(path))
            raise OSError(errno.EADDRINUSE, self.tr(self.tr.words.serve.in_use))
        except (ConnectionRefusedError, FileNotFoundError):
            path.unlink(missing_ok=True)
        before = os.umask(0o117)
        try:
            listener.bind(str(path))
        finally:
            os.umask(before)
        listener.listen(WAITING)
        return listener

    # --- the loop ----------------------------------------------------------------------------------------------

    def open(self) -> None:
        """Hear of visitors and of signals from now on.

        SIGTERM leaves visits to end by themselves, SIGINT ends them; SIGHUP replaces the program by what is installed
        now.
        """
        self.awake.setblocking(False)
        self.wake.setblocking(False)
        signal.set_wakeup_fd(self.wake.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGCHLD, signal.SIGHUP, signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: None)
        self.listener.setblocking(False)
        self.selector.register(self.listener, selectors.EVENT_READ)
        self.selector.register(self.awake, selectors.EVENT_READ)
        self.log(self.tr.words.serve.started, socket=self.settings.socket, n=self.settings.visits)
        ready(f"READY=1\nMAINPID={os.getpid()}")
        if self._start_front and not self.front:
            self.front = self._start_front()
        self._reap()

    def run(self, painted: tuple[int, int]) -> Spare | tuple[int, int] | None:
        """Serve until told to stop, and return None then. It returns in each forked process, too: with what that is.

        `painted`: columns and lines of the first screen as it waits. Where another size has come to be usual, that is
        returned, and `run` is to be called again.
        """
        self.spares.painted = painted
        while not self.stopping:
            idle = QUIET if self.spares.short(self._places) else None
            events = self.selector.select(HURRY if self.arriving else idle)
            for key, _ in events:
                if key.fileobj is self.listener:
                    self._accept()
                elif key.fileobj is self.awake:
                    self._signalled(self.awake.recv(4096))
                elif isinstance(key.data, int):
                    self._hand_on(key.data)
                elif isinstance(key.fileobj, socket.socket) and (own := self._admit(key.fileobj)):
                    return self._left(own)
            for line in [line for line, until in self.arriving.items() if until < time.monotonic()]:
                self._drop(line)
            if self.renewed and not self.arriving:
                self._renew()
            if (usual := usual_size(self.sizes, painted)) != painted:
                return usual
            if not events and idle:
                with suppress(OSError):  # no memory or no number is left for one more: later
                    if own := self.spares.prepare():
                        return self._left(own)
        if self.front:
            os.kill(self.front, signal.SIGTERM)
        self.log(self.tr.words.serve.stopped, n=len(self.guests))
        return None

    def _signalled(self, numbers: bytes) -> None:
        for number in set(numbers):
            if number == signal.SIGCHLD:
                self._reap()
            elif number == signal.SIGHUP and not self.trial:
                self.log(self.tr.words.serve.renewing)
                again, there = [sys.executable, *sys.orig_argv[1:]], {**os.environ, HANDED_ON: "trial"}
                self.trial = subprocess.Popen(again, stdin=subprocess.DEVNULL, env=there)  # noqa: S603
            elif number in (signal.SIGTERM, signal.SIGINT):
                self._stop(closing=number == signal.SIGINT)

    def _stop(self, closing: bool) -> None:
        self.stopping = True
        Path(self.settings.socket).unlink(missing_ok=True)
        for process in self.guests if closing else ():
            os.kill(process, signal.SIGTERM)

    def _reap(self) -> None:
        """Take leave of the children that have ended."""
        while True:
            try:
                process, status, used = os.wait4(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if not process:
                return
            if process == self.front:
                self.front = 0
                self.log(self.tr.words.serve.front_ended, code=os.waitstatus_to_exitcode(status))
                self._stop(closing=True)
            elif self.trial and process == self.trial.pid:
                self.trial = None
                if status:
                    self.log(self.tr.words.serve.not_renewed)
                else:
                    self.renewed = True
            elif not self.spares.ended(process) and (guest := self.guests.pop(process, None)):
                self._close_room_line(process)
                self.log(
                    self.tr.words.serve.left,
                    visit=guest.name,
                    code=os.waitstatus_to_exitcode(status),
                    seconds=round(time.time() - guest.began),
                    cpu=f"{used.ru_utime + used.ru_stime:.1f}",
                    here=len(self.guests),
                )

    def _renew(self) -> None:
        """Become what is installed now; the socket and the children stay."""
        os.set_inheritable(self.listener.fileno(), True)
        guests = {process: (guest.name, guest.address, guest.began) for process, guest in self.guests.items()}
        state = {"listener": self.listener.fileno(), "guests": guests, "front": self.front}
        os.environ[HANDED_ON] = json.dumps(state)
        os.execv(sys.executable, sys.orig_argv)  # noqa: S606

    # --- arrivals ----------------------------------------------------------------------------------------------

    def _accept(self) -> None:
        try:
            line, _ = self.listener.accept()
        except OSError:  # it has gone again, or there are no descriptors left: later
            return
        line.setblocking(False)
        user = struct.unpack("3i", line.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))[1]
        if user not in self.allowed:
            self.log(self.tr.words.serve.stranger, user=user)
            line.close()
            return
        self.arriving[line] = time.monotonic() + HURRY
        self.selector.register(line, selectors.EVENT_READ)

    def _drop(self, line: socket.socket) -> None:
        self.arriving.pop(line, None)
        self.selector.unregister(line)
        line.close()

    @property
    def _places(self) -> int:
        """How many more visits there can be."""
        return self.settings.visits - len(self.guests)

    def _admit(self, line: socket.socket) -> Spare | None:
        """Take who comes, or say why not. Returns in the process that was forked for them, where one was."""
        handles: list[int] = []
        own = None
        try:
            message, handles = received(line)
            who = arrival(message)
            if not who:  # cut short, for being longer than anything that comes from a terminal
                line.send(ending(UNUSABLE, self.tr(self.tr.words.serve.refused) + "\n"))
            elif len(handles) == 3:
                if no := self._no_place(who):
                    line.send(ending(FULL, no + "\n"))
                else:
                    own = self._bring_in(line, who, handles)
        except OSError:  # whoever came has gone
            pass
        if not own:
            for handle in handles:
                os.close(handle)
            self._drop(line)
        return own

    def _no_place(self, who: Arrival) -> str:
        """Why there is no place; empty where there is one. Who has just left holds none."""
        self._reap()
        words, settings = self.tr.words.serve, self.settings
        here = Counter(guest.address for guest in self.guests.values())[who.address]
        if self._places <= 0:
            self.log(words.refused_visit, n=settings.visits)
            return self.tr(words.full, n=settings.visits)
        if settings.per_address and who.address and here >= settings.per_address:
            self.log(words.refused_visit, n=settings.per_address)
            return self.tr(words.full_address, n=settings.per_address)
        return ""

    def _bring_in(self, line: socket.socket, who: Arrival, handles: list[int]) -> Spare | None:
        """Give a visitor to a process; returns in it, where it was forked just now."""
        size = size_of(handles[0], (self.settings.columns, self.settings.lines))
        spare = self.spares.take(size)
        if not spare.process:
            return spare
        name = os.urandom(NAME // 2).hex()
        line.send(last_words(self.tr(self.tr.words.serve.broken, visit=name) + "\n"))
        spare.give(Newcomer(name, who), [*handles, line.fileno()])
        self.guests[spare.process] = ActiveVisit(name, who.address, time.time())
        self.log(self.tr.words.serve.came, visit=name, here=len(self.guests))
        self.sizes.append(size)
        if who.command in ROOMY:
            self.room_lines[spare.process] = spare.line
            self.selector.register(spare.line, selectors.EVENT_READ, spare.process)
        else:
            spare.line.close()
        return None

    def _left(self, own: Spare) -> Spare:
        """In a process that was forked: nothing of the parent's is open any more but its line."""
        try:
            for each in (self.listener, self.awake, self.wake, *self.arriving, *self.room_lines.values()):
                each.close()
            self.spares.close()
            self.selector.close()
            return own
        except BaseException:  # it must never go on as a second parent
            os._exit(BROKEN)

    # --- rooms -------------------------------------------------------------------------------------------------

    def _hand_on(self, process: int) -> None:
        """What a visit says to its room. Who says anything else is heard no more, and goes on alone."""
        line = self.room_lines.get(process)
        if not line:  # closed since it was seen: the other one has just gone, too
            return
        try:
            packet = line.recv(LONGEST_OF_ROOM + 1)
            packets = self.rooms.packet(process, packet) if packet else None
        except BlockingIOError:
            return
        except (OSError, Unfit):
            packets = None
        if packets is None:
            self._close_room_line(process)
        else:
            self._send(packets)

    def _send(self, packets: Packets) -> None:
        for process, packet in packets:
            try:
                if line := self.room_lines.get(process):
                    line.send(packet)
            except OSError:  # it has gone, or does not listen
                self._close_room_line(process)

    def _close_room_line(self, process: int) -> None:
        if line := self.room_lines.pop(process, None):
            self.selector.unregister(line)
            line.close()
        self._send(self.rooms.gone(process))

    def log(self, text: Text, **values: object) -> None:
        """A line on standard error: which visit, when it came and went; never what it did. Where whoever reads the log
        stands still, lines are counted and left out: the next that is written says how many."""
        lines = self.tr(text, **values) + "\n"
        if self.unlogged:
            lines = self.tr(self.tr.words.serve.unlogged, n=self.unlogged) + "\n" + lines
        self.unlogged = 0 if logged(2, lines) else self.unlogged + 1


def usual_size(sizes: Sequence[tuple[int, int]], painted: tuple[int, int]) -> tuple[int, int]:
    """The size that most of those who came last have: `painted`, unless two or more have another, and more of them."""
    size, number = max(Counter(sizes).items(), key=lambda each: each[1], default=(painted, 0))
    return size if number > max(1, sizes.count(painted)) else painted


def ready(word: str) -> None:
    """Tell systemd, where it asked to be told."""
    if path := os.environ.get("NOTIFY_SOCKET"):
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
            line.sendto(word.encode(), "\0" + path[1:] if path.startswith("@") else path)
