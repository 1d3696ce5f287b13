"""A mixin with shortcuts to the parts of a session."""

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
    """Mixin for a user interface with a `session` attribute: a pane of the screen, or the line-by-line menu."""

    @property
    def pack(self: _OfSession) -> Pack:
        """The session's pack."""
        return self.session.pack

    @property
    def visit(self: _OfSession) -> Visit:
        """The current state of the visit."""
        return self.session.visit

    @property
    def tr(self: _OfSession) -> PackTranslator:
        """The translator: the pack in the person's language."""
        return self.session.tr

    @property
    def words(self: _OfSession) -> Interface:
        """The words of the user interface, in all languages."""
        return self.session.pack.interface
