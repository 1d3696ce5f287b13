"""The parent process: it has everything loaded, accepts connections, and gives each visitor a forked process.

It has one thread and one event loop. It never reads what visitors type, and never writes to their terminals.
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
"""The environment variable through which a parent that replaces itself (SIGHUP) passes on its socket and its visits."""
HURRY = 5.0
"""Seconds within which a new connection has to send its arrival."""
ROOMY = ("", PLAIN)
"""The commands of visits that may use rooms: full screen, or line by line."""
RECENT = 8
"""The number of recent visitors whose window sizes decide for which size the first screen is painted."""
WAITING = 256
"""The backlog of the listening socket."""
QUIET = 0.05
"""Seconds without an event after which a spare process is forked."""


@dataclass
class ActiveVisit:
    """A running visit, as the parent knows it."""

    name: str
    address: str
    began: float


class Parent:
    """The server loop: accepts visitors until it is told to stop."""

    def __init__(self, pack: Pack, settings: Settings, front: Callable[[], int] | None = None) -> None:
        self.pack, self.settings = pack, settings
        self._start_front, self.front = front, 0
        """How to start the front end (None with OpenSSH), and its process id; 0: not running."""
        self.tr = translator_of(pack, language_of(pack, settings))
        self.guests: dict[int, ActiveVisit] = {}
        """The running visits, by process id."""
        self.rooms = Rooms(pack, max(1, settings.visits // 2), settings.session)
        self.room_lines: dict[int, socket.socket] = {}
        """Sockets to the visits that may use rooms, by process id. They are lost when the parent is replaced, and so
        are all rooms."""
        self.arriving: dict[socket.socket, float] = {}
        """Connections that have not sent their arrival yet, with their deadlines."""
        self.trial: subprocess.Popen[bytes] | None = None
        """A trial start of the program that is about to replace this one, to test whether it works."""
        self.renewed = False
        """Whether the trial start succeeded."""
        self.stopping = False
        self.sizes: deque[tuple[int, int]] = deque(maxlen=RECENT)
        """Window sizes (columns, lines) of recent visitors."""
        self.spares = Spares(settings.spare)
        self.unlogged = 0
        """The number of log lines that could not be written."""
        self.selector = selectors.DefaultSelector()
        self.awake, self.wake = socket.socketpair()
        """A socket pair through which signals wake the loop."""
        self.allowed = {os.geteuid()}
        if settings.login:
            self.allowed.add(pwd.getpwnam(settings.login).pw_uid)
        self.listener = self._listen()

    def _listen(self) -> socket.socket:
        """The listening socket: the one passed on by the previous parent, or a new one."""
        if left := os.environ.pop(HANDED_ON, ""):
            state = json.loads(left)
            self.guests = {int(process): ActiveVisit(*guest) for process, guest in state["guests"].items()}
            self.front = state["front"]
            os.set_inheritable(state["listener"], False)
            kept = socket.socket(fileno=state["listener"])
            if Path(self.settings.socket).exists():
                return kept
            kept.close()  # its file was deleted, so nobody can connect to it
        path = Path(self.settings.socket)
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:  # an existing socket is in use if it answers; else a killed parent left it behind
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
        """Start accepting visitors and handling signals.

        SIGTERM stops the server and lets visits finish, SIGINT ends them too, and SIGHUP replaces the program with the
        version now installed.
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
        """Serve until told to stop, then return None. In each forked process it returns that process's Spare.

        `painted`: columns and lines of the painted first screen. If another size has become the usual one, that size is
        returned, and `run` must be called again once the screen is painted.
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
                with suppress(OSError):  # no memory or process id is free: try again later
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
        """Handle the child processes that have ended."""
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
        """Replace this process with the program now installed; the socket and the children stay."""
        os.set_inheritable(self.listener.fileno(), True)
        guests = {process: (guest.name, guest.address, guest.began) for process, guest in self.guests.items()}
        state = {"listener": self.listener.fileno(), "guests": guests, "front": self.front}
        os.environ[HANDED_ON] = json.dumps(state)
        os.execv(sys.executable, sys.orig_argv)  # noqa: S606

    # --- arrivals ----------------------------------------------------------------------------------------------

    def _accept(self) -> None:
        try:
            line, _ = self.listener.accept()
        except OSError:  # it has disconnected, or no descriptor is free: try again later
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
        """How many more visits are allowed."""
        return self.settings.visits - len(self.guests)

    def _admit(self, line: socket.socket) -> Spare | None:
        """Read the arrival of a new connection and start a visit, or refuse it with a message. Returns a Spare in a
        process forked for it, None in the parent."""
        handles: list[int] = []
        own = None
        try:
            message, handles = received(line)
            who = arrival(message)
            if not who:  # invalid or truncated: longer than any real arrival
                line.send(ending(UNUSABLE, self.tr(self.tr.words.serve.refused) + "\n"))
            elif len(handles) == 3:
                if no := self._no_place(who):
                    line.send(ending(FULL, no + "\n"))
                else:
                    own = self._bring_in(line, who, handles)
        except OSError:  # disconnected
            pass
        if not own:
            for handle in handles:
                os.close(handle)
            self._drop(line)
        return own

    def _no_place(self, who: Arrival) -> str:
        """Why the visitor is refused; empty if there is a free place. Places of visits that have just ended are
        free."""
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
        """Give a visitor to a process. Returns a Spare in a process forked for it, None in the parent."""
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
        """In a forked process: close every descriptor of the parent's except its own socket."""
        try:
            for each in (self.listener, self.awake, self.wake, *self.arriving, *self.room_lines.values()):
                each.close()
            self.spares.close()
            self.selector.close()
            return own
        except BaseException:  # a child must never continue as a second parent
            os._exit(BROKEN)

    # --- rooms -------------------------------------------------------------------------------------------------

    def _hand_on(self, process: int) -> None:
        """Handle a packet of a visit for its room. After an invalid one the visit's socket is closed, and it goes on
        alone."""
        line = self.room_lines.get(process)
        if not line:  # closed since `select` reported it
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
            except OSError:  # closed, or its buffer is full
                self._close_room_line(process)

    def _close_room_line(self, process: int) -> None:
        if line := self.room_lines.pop(process, None):
            self.selector.unregister(line)
            line.close()
        self._send(self.rooms.gone(process))

    def log(self, text: Text, **values: object) -> None:
        """Write a line to standard error: which visit, when it began and ended; never what it did. If the log does not
        accept it, it is counted, and the next line says how many were lost."""
        lines = self.tr(text, **values) + "\n"
        if self.unlogged:
            lines = self.tr(self.tr.words.serve.unlogged, n=self.unlogged) + "\n" + lines
        self.unlogged = 0 if logged(2, lines) else self.unlogged + 1


def usual_size(sizes: Sequence[tuple[int, int]], painted: tuple[int, int]) -> tuple[int, int]:
    """The most common of the recent window sizes: `painted`, unless another size occurs at least twice and more
    often."""
    size, number = max(Counter(sizes).items(), key=lambda each: each[1], default=(painted, 0))
    return size if number > max(1, sizes.count(painted)) else painted


def ready(word: str) -> None:
    """Notify systemd (`sd_notify`), if it asked for that."""
    if path := os.environ.get("NOTIFY_SOCKET"):
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
            line.sendto(word.encode(), "\0" + path[1:] if path.startswith("@") else path)
