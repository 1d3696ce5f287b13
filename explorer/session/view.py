"""What every face reads of its session, under the names that it has everywhere."""

from __future__ import annotations

from typing import Protocol

from explorer.engine.visit import Visit
from explorer.pack.pack import Pack
from explorer.report.pack_translator import PackTranslator
from explorer.session.session import Session
from explorer.words.interface import Interface


class _OfSession(Protocol):
    @property
    def session(self) -> Session: ...


class View:
    """A face of a session, which it has as `session`: a pane of the screen, or the lines."""

    @property
    def pack(self: _OfSession) -> Pack:
        """The pack that is looked at."""
        return self.session.pack

    @property
    def visit(self: _OfSession) -> Visit:
        """What the person did so far."""
        return self.session.visit

    @property
    def tr(self: _OfSession) -> PackTranslator:
        """The pack in the person's language."""
        return self.session.tr

    @property
    def words(self: _OfSession) -> Interface:
        """The words of the program."""
        return self.session.pack.interface
