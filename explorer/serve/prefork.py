"""The first screen, painted in the parent before anyone comes: each visit goes on from there, in a fork of it.

The app stands in the middle of its loop; there the parent waits, and there a visitor's process finds itself. What is
left to do when someone comes is to send what was painted.
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
"""Seconds without anything painted after which the first screen stands."""
BLINK = 0.02
"""The same for that screen in another size: visitors wait meanwhile."""


class Loop(asyncio.SelectorEventLoop):
    """A loop that can go on in a process that was forked while it ran: nothing of it is shared with the others."""

    def __init__(self) -> None:
        super().__init__(selectors.PollSelector())  # the only one that is nothing to the kernel

    if TYPE_CHECKING:  # what every selector loop of Python has, and no stub file

        def _close_self_pipe(self) -> None: ...

        def _make_self_pipe(self) -> None: ...

    def let_go(self) -> None:
        """Close what wakes it: it is the parent's."""
        self._close_self_pipe()

    def go_on(self) -> None:
        """Run on, woken by descriptors of its own."""
        self._make_self_pipe()
        asyncio._set_running_loop(self)


class Stage:
    """Where visits begin."""

    def __init__(self, parent: Parent) -> None:
        self.parent, self.pack, self.settings = parent, parent.pack, parent.settings
        self.child: Child | None = None
        """The visit, in the process that is a visitor's."""
        self.loop = Loop()
        self.app = ExplorerApp(Session(self.pack, Visit(language_of(self.pack, self.settings))))
        self.app.driver_class = ExpectingDriver
        settings = self.settings
        SteadyDriver.largest = settings.columns, settings.lines
        ExpectingDriver.usual = min(settings.usual_columns, settings.columns), min(settings.usual_lines, settings.lines)

    def serve(self) -> None:
        """Serve until told to stop; visitors' processes end in here. Raises what keeps it from painting."""
        self.app.run(loop=self.loop, auto_pilot=self._wait)
        if self.child:
            try:
                finish(self.child.line, *self._rest(self.child))
            except BaseException:
                broken(self.child.name)
        if self.app.failure:
            raise self.app.failure

    async def _wait(self, _: Pilot[object]) -> None:
        """In the middle of the app: wait for visitors, and go on with one."""
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
        """In a process of its own, which has a line to the parent: wait for the visitor, and show them the screen."""
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
        """Wait until something comes by a line."""
        heard = self.loop.create_future()

        def come() -> None:
            self.loop.remove_reader(line)
            heard.set_result(None)

        self.loop.add_reader(line, come)
        await heard

    async def _painted(self, glance: float = GLANCE) -> ExpectingDriver:
        """Wait until nothing was painted for `glance` seconds, or nothing can be; what has drawn the screen."""
        driver = self.app.driver
        assert isinstance(driver, ExpectingDriver)
        before = -1
        while not self.app.failure and (len(driver.drawn) != before or not before):
            before = len(driver.drawn)
            await asyncio.sleep(glance)
        return driver

    def _rest(self, child: Child) -> tuple[int, str]:
        """What is left of a visit when the app is left: the end, or all of it in a terminal of another kind."""
        own_streams()
        if not child.app:
            app = ExplorerApp(self.app.session, signs=prepare().signs)
            child.enter(app)
            app.run()
            own_streams()
        return child.outcome()


def _settle_memory() -> None:
    """Let what there is be shared with visits for good."""
    gc.collect()
    gc.freeze()
    gc.disable()


def _usual_terminal() -> bool:
    """Whether a terminal has the colours and signs that were painted."""
    signs = prepare().signs
    return signs == "all" and "TEXTUAL_THEME" not in os.environ
