"""A Textual app as anyone would write it: the doors stand open in it, so that the tests of them are known to test."""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.widgets import Input, Static


class Stock(App[None]):
    """A line to type in, and a text."""

    def compose(self) -> ComposeResult:
        """Both."""
        yield Input()
        yield Static("Start anywhere")

    def key_f2(self) -> None:
        """Something that breaks."""
        raise RuntimeError("a secret at /some/path")


if __name__ == "__main__":
    app = Stock()
    app.run()
    sys.exit(0)
