"""Paints the first screen in the parent before anyone connects; each visit continues from it in a forked process.

The app is suspended in the middle of its event loop. The parent waits for visitors there, and a forked child resumes
the loop from the same point, so that only the painted output has to be sent when a visitor connects.
"""

from __future__ import annotations

import asyncio
import gc
import os
import selectors
import socket
from typing import TYPE_CHECKING

from textual.pilot import Pilot

from explorer.engine.visit import Visit
from explorer.serve.child import Child
from explorer.serve.parent import Parent
from explorer.serve.process import (
    PARENT,
    bound,
    broken,
    finish,
    leave_parent,
    memory,
    own_streams,
    standard_streams,
    take_terminal,
)
from explorer.serve.settings import language_of
from explorer.serve.spare import awaited
from explorer.session.session import Session
from explorer.terminal.detect import prepare
from explorer.terminal.driver import SteadyDriver
from explorer.terminal.expecting import ExpectingDriver
from explorer.tui.app import ExplorerApp

GLANCE = 0.05
"""Seconds without new output after which the first screen counts as complete."""
BLINK = 0.02
"""The same when the screen is painted in another size: shorter, because visitors may be waiting."""


class Loop(asyncio.SelectorEventLoop):
    """An event loop that can continue in a process forked while it was running, sharing no descriptor with the
    parent."""

    def __init__(self) -> None:
        super().__init__(selectors.PollSelector())  # the only selector without a descriptor that a fork would share

    if TYPE_CHECKING:  # private methods of asyncio's selector loop, which are not in the type stubs

        def _close_self_pipe(self) -> None: ...

        def _make_self_pipe(self) -> None: ...

    def let_go(self) -> None:
        """Close the self-pipe, which belongs to the parent."""
        self._close_self_pipe()

    def go_on(self) -> None:
        """Continue in the forked process, with a new self-pipe."""
        self._make_self_pipe()
        asyncio._set_running_loop(self)


class Stage:
    """The app with the painted first screen, from which visits are forked."""

    def __init__(self, parent: Parent) -> None:
        self.parent, self.pack, self.settings = parent, parent.pack, parent.settings
        self.child: Child | None = None
        """The visit, in a visitor's process; None in the parent."""
        self.loop = Loop()
        self.app = ExplorerApp(Session(self.pack, Visit(language_of(self.pack, self.settings))))
        self.app.driver_class = ExpectingDriver
        settings = self.settings
        SteadyDriver.largest = settings.columns, settings.lines
        ExpectingDriver.usual = min(settings.usual_columns, settings.columns), min(settings.usual_lines, settings.lines)

    def serve(self) -> None:
        """Serve until told to stop; a visitor's process ends inside this call. Raises any exception that kept the app
        from painting."""
        self.app.run(loop=self.loop, auto_pilot=self._wait)
        if self.child:
            try:
                finish(self.child.line, *self._rest(self.child))
            except BaseException:
                broken(self.child.name)
        if self.app.failure:
            raise self.app.failure

    async def _wait(self, _: Pilot[object]) -> None:
        """Runs inside the app, as its auto pilot: wait for visitors, and in a forked process begin a visit."""
        driver = await self._painted()
        if self.app.failure:
            return
        standard_streams()
        self.parent.open()
        _settle_memory()
        while isinstance(own := self.parent.run(driver.usual), tuple):
            driver.expect(own)
            await self._painted(BLINK)
            _settle_memory()
        if own:
            await self._begin(driver, own.line)
        else:
            self.app.exit()

    async def _begin(self, driver: ExpectingDriver, line: socket.socket) -> None:
        """In a forked process: detach from the parent, wait for a visitor, and show them the painted screen."""
        name = ""
        try:
            self.loop.let_go()
            leave_parent(line.detach(), 2)
            bound(self.settings, memory())
            self.loop.go_on()
            gc.enable()
            parent = socket.socket(fileno=PARENT)
            driver.stand_by()
            await self._heard(parent)
            if not (come := awaited(parent)):
                os._exit(0)
            newcomer, handles = come
            name = newcomer.name
            take_terminal(handles)
            self.child = Child(self.pack, self.settings, newcomer, parent)
            if reply := self.child.reply():
                finish(self.child.line, *reply)
            if _usual_terminal():
                self.child.enter(self.app)
                driver.arrive()
            else:
                self.app.exit()
        except BaseException:
            broken(name)

    async def _heard(self, line: socket.socket) -> None:
        """Wait until a socket is readable."""
        heard = self.loop.create_future()

        def come() -> None:
            self.loop.remove_reader(line)
            heard.set_result(None)

        self.loop.add_reader(line, come)
        await heard

    async def _painted(self, glance: float = GLANCE) -> ExpectingDriver:
        """Wait until there was no new output for `glance` seconds, or the app has failed; returns the driver."""
        driver = self.app.driver
        assert isinstance(driver, ExpectingDriver)
        before = -1
        while not self.app.failure and (len(driver.drawn) != before or not before):
            before = len(driver.drawn)
            await asyncio.sleep(glance)
        return driver

    def _rest(self, child: Child) -> tuple[int, str]:
        """The end of a visit after the app has exited: its exit code and message. If the painted screen does not suit
        the terminal, the whole visit runs here in a new app."""
        own_streams()
        if not child.app:
            app = ExplorerApp(self.app.session, signs=prepare().signs)
            child.enter(app)
            app.run()
            own_streams()
        return child.outcome()


def _settle_memory() -> None:
    """Collect garbage and freeze the rest, so that forked processes keep sharing its memory."""
    gc.collect()
    gc.freeze()
    gc.disable()


def _usual_terminal() -> bool:
    """Whether the terminal has the colours and characters that the first screen was painted with."""
    signs = prepare().signs
    return signs == "all" and "TEXTUAL_THEME" not in os.environ
