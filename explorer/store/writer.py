"""Saves a visit after each change, without waiting for the disk; a killed program loses at most the last change.

Each change is first appended to the visit's journal (the `trail`), which takes microseconds and survives the program.
Then a thread replaces the record and flushes it to disk, always with the newest state, however slow the disk is.
"""

from __future__ import annotations

import errno
import os
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from explorer.engine.visit import Visit
from explorer.store import files
from explorer.store.folder import Aside, VisitPaths, latest, open_trail, read, remove, saved_visits, set_aside
from explorer.store.lock import hold
from explorer.store.record import LARGEST, LATEST, Damaged, Newer, Record, dump, load
from explorer.words.frozen import frozen

PATIENCE = 10.0
"""The longest time, in seconds, that closing waits for a slow disk; what is not written then is in the journal."""
OURS, OURS_FOLDER = 0o600, 0o700
"""The modes of files and folders: only the user may read the answers."""


class Keeper(Protocol):
    """The interface of a store that saves a visit. A session without one saves nothing, as on a server."""

    @property
    def problem(self) -> str:
        """The error message if the last change could not be saved; else empty."""

    @property
    def earlier(self) -> Mapping[str, int] | None:
        """The answers of the visit before this one; None if there is none."""

    def keep(self, visit: Visit) -> None:
        """Save the visit after a change. Returns at once and raises nothing."""

    def close(self) -> None:
        """Wait until everything is on disk, and release the files."""


@frozen
class Resumed:
    """The result of looking for the last visit: the visit as it was saved (to be adapted by `adapted_to`), if any;
    whether the last one is open in another program; and files that could not be read."""

    visit: Visit | None = None
    elsewhere: bool = False
    aside: tuple[Aside, ...] = ()
    version: int | None = None
    """The version of the pack that the visit was made with."""


@dataclass(eq=False)
class _OpenVisit:
    """A visit that this program has open."""

    paths: VisitPaths
    handle: int
    began: int
    visit: Visit
    acts: int = 0
    saved: int = -1
    """The number of changes contained in the record on disk."""


class FileKeeper:
    """Saves the visits of one pack in a folder. If the folder is None it saves nothing, and `problem` says so."""

    def __init__(self, folder: Path | None, pack: str, version: int, clock: Callable[[], float] = time.time) -> None:
        self.folder = folder / pack if folder else None
        self.pack, self.version, self.clock = pack, version, clock
        self.problem = "" if folder else os.strerror(errno.ENOENT)
        self._now: _OpenVisit | None = None
        self._opened: list[_OpenVisit] = []
        self._waiting: dict[_OpenVisit, Record] = {}
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closing = False
        self._turn: int | None = None
        """How often visits had been resumed before this program was started; None until looked up."""
        self._before: Mapping[str, int] | None = None
        """The answers of the visit before this session; None until looked up."""

    def resume(self) -> Resumed:
        """Find the visit that was open last and lock it for this program."""
        aside: list[Aside] = []
        saved, self._turn = latest(self._saved_visits())
        for paths in saved:
            begun = os.path.lexists(paths.trail)
            handle, held = self._lock(paths)
            if held == "theirs":
                return Resumed(elsewhere=True, aside=tuple(aside))
            try:
                record, fault = read(paths)
            except OSError:  # an unreadable visit must not keep others from being resumed
                self._close_or_remove(paths, handle, begun)
                continue
            if fault:
                aside.append(set_aside(paths, fault))
            if isinstance(fault, Newer):
                self._close_or_remove(paths, handle, begun)
                continue
            if record is None or record.visit.empty:
                _remove_trail(paths, handle)
                continue
            if handle is not None and (held != "mine" or record.version != self.version):
                _remove_trail(paths, handle)  # continue the visit in a new file
            elif handle is not None:
                self._now = _OpenVisit(paths, handle, record.began, record.visit, record.acts, record.acts)
                self._opened.append(self._now)
                if not _holds(paths, record):
                    self._now.saved = -1
                    self._hand_over(self._now, record)
            return Resumed(record.visit, aside=tuple(aside), version=record.version)
        return Resumed(aside=tuple(aside))

    @property
    def paths(self) -> VisitPaths | None:
        """The files of the current visit; None before the first write."""
        return self._now.paths if self._now else None

    @property
    def earlier(self) -> Mapping[str, int] | None:
        """The answers of the visit before this one: from this session, or else the last saved visit with answers."""
        here = [each.visit.answers for each in self._opened if each is not self._now and each.visit.answers]
        if here:
            return here[-1]
        if self._before is None:
            self._before = {}
            mine = {each.paths for each in self._opened}
            for paths in self._saved_visits():
                with suppress(OSError):
                    record = None if paths in mine else read(paths)[0]
                    if record and record.visit.answers:
                        self._before = record.visit.answers
                        break
        return self._before or None

    def keep(self, visit: Visit) -> None:
        """Save the visit after a change. Returns at once and raises nothing."""
        self._now = now = self._file_for(visit)
        if now is None:
            return
        now.visit, now.acts = visit, now.acts + 1
        record = Record(self.pack, self.version, now.began, self._seconds(), now.acts, visit, self._this_turn())
        try:
            os.write(now.handle, b"\n" + dump(record))
        except OSError as error:  # writing the record may still succeed; if not, that error is reported
            self.problem = files.reason_of(error)
        self._hand_over(now, record)

    def close(self) -> None:
        """Wait until everything is on disk, and release the files."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        if self._thread:
            self._thread.join(PATIENCE)
        for each in self._opened:
            if each.visit.empty:
                with suppress(OSError):
                    remove(each.paths)
            if each.visit.empty or each.saved == each.acts:
                _remove_trail(each.paths, each.handle)
            else:
                _close(each.handle)
        self._opened, self._now = [], None
        if self._thread:
            problem = self.problem
            self._tidy()
            self.problem = problem  # faults in other visits' files are not reported

    def _tidy(self) -> None:
        """Merge the journals that killed programs left behind into their records."""
        for paths in self._saved_visits():
            try:
                if not paths.trail.exists():
                    continue
            except OSError:
                continue
            handle, held = self._lock(paths)
            if held != "mine":
                _close(handle if held == "unknown" else None)
                continue
            try:
                record, fault = read(paths)
                if record and not fault and not _holds(paths, record):
                    files.replace(paths.record, dump(record), paths.part, OURS)
            except OSError:
                _close(handle)
                continue
            if fault:
                _close(handle)
            else:
                _remove_trail(paths, handle)

    # --- which file --------------------------------------------------------------------------------------------

    def _file_for(self, visit: Visit) -> _OpenVisit | None:
        """The file for `visit`: the current one if a single change leads to it; otherwise it is another visit, which
        gets its own file, so that nothing is overwritten."""
        if self._now and follows(visit, self._now.visit):
            return self._now
        for each in self._opened:
            if _same(each.visit, visit):
                return each
        return None if visit.empty else self._begin(visit)

    def _begin(self, visit: Visit) -> _OpenVisit | None:
        if self.folder is None:
            return None
        began = self._seconds()
        stamp = time.strftime("%Y%m%d-%H%M%S", time.gmtime(began))
        try:
            files.own_folder(self.folder, OURS_FOLDER)
            for number in range(1, 1000):
                paths = VisitPaths(self.folder, stamp if number == 1 else f"{stamp}-{number}")
                if os.path.lexists(paths.record):
                    continue
                try:
                    handle = open_trail(paths, os.O_CREAT | os.O_EXCL)
                except FileExistsError:
                    continue
                if hold(handle, paths.trail) == "theirs":
                    _close(handle)
                    continue
                self._opened.append(_OpenVisit(paths, handle, began, visit))
                return self._opened[-1]
        except OSError as error:
            self.problem = files.reason_of(error)
        return None

    def _seconds(self) -> int:
        """The time in seconds since 1970, limited to valid values."""
        return min(max(int(self.clock()), 0), LATEST)

    def _this_turn(self) -> int:
        if self._turn is None:
            self._turn = latest(self._saved_visits())[1]
        return self._turn + 1

    def _close_or_remove(self, paths: VisitPaths, handle: int | None, begun: bool) -> None:
        """Close a visit that cannot be read: a journal that existed before is kept, one created only to lock it is
        removed."""
        if begun:
            _close(handle)
        else:
            _remove_trail(paths, handle)

    def _saved_visits(self) -> list[VisitPaths]:
        try:
            return saved_visits(self.folder) if self.folder else []
        except OSError as error:
            self.problem = files.reason_of(error)
            return []

    def _lock(self, paths: VisitPaths) -> tuple[int | None, str]:
        """Open and lock the visit's journal; (None, "unknown") if it cannot be written."""
        try:
            handle = open_trail(paths, os.O_CREAT)
        except OSError as error:
            self.problem = files.reason_of(error)
            return None, "unknown"
        held = hold(handle, paths.trail)
        if held == "theirs":
            _close(handle)
        return handle, held

    # --- the thread --------------------------------------------------------------------------------------------

    def _hand_over(self, opened: _OpenVisit, record: Record) -> None:
        with self._changed:
            self._waiting[opened] = record
            self._changed.notify()
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="keeper", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        while True:
            with self._changed:
                while not self._waiting and not self._closing:
                    self._changed.wait()
                if not self._waiting:
                    return
                opened = next(iter(self._waiting))
                record = self._waiting.pop(opened)
            try:
                files.replace(opened.paths.record, dump(record), opened.paths.part, OURS)
            except OSError as error:
                self.problem = files.reason_of(error)
            else:
                opened.saved, self.problem = record.acts, ""


def follows(after: Visit, before: Visit) -> bool:
    """Whether one change can lead from `before` to `after`: at most one answer, day or star differs. Taking the
    questionnaire again starts another visit; the guess, the plan and the steps seen may differ in any way."""
    answers = [
        item for item in {*before.answers, *after.answers} if before.answers.get(item) != after.answers.get(item)
    ]
    days = [role for role in {*before.days, *after.days} if before.lived(role) != after.lived(role)]
    return len(answers) + len(days) + len(before.stars ^ after.stars) <= 1 and before.before == after.before


def _same(one: Visit, other: Visit) -> bool:
    return replace(one, language=other.language) == other


def _holds(paths: VisitPaths, record: Record) -> bool:
    """Whether the record on disk is equal to this one, so that the journal is not needed."""
    try:
        return load(files.read(paths.record, LARGEST, follow=False)) == record
    except (OSError, Damaged, Newer):
        return False


def _close(handle: int | None) -> None:
    """Close a descriptor, ignoring errors."""
    if handle is not None:
        with suppress(OSError):
            os.close(handle)


def _remove_trail(paths: VisitPaths, handle: int | None) -> None:
    """Delete the journal; that releases the lock."""
    if handle is None:
        return
    if os.name == "nt":  # pragma: no cover
        _close(handle)
    with suppress(OSError):
        paths.trail.unlink(missing_ok=True)
    if os.name != "nt":
        _close(handle)
