"""A Textual app as anyone would write it: the doors stand open in it, so that the tests of them are known to test."""

from __future__ import annotations

import os
import sys

from textual.app import App, ComposeResult
from textual.content import Content
from textual.widgets import Input, Static


class Stock(App[None]):
    """A line to type in, and texts; it leaves after `STOCK_CLOCK` seconds, where that is set."""

    def compose(self) -> ComposeResult:
        """All of it."""
        yield Input()
        yield Static(Content(os.environ.get("STOCK_TEXT", "")))
        yield Static("2 steps, about nothing")

    def on_mount(self) -> None:
        """Start the clock."""
        if seconds := os.environ.get("STOCK_CLOCK"):
            self.set_timer(float(seconds), self.exit)

    def key_f2(self) -> None:
        """Something that breaks."""
        raise RuntimeError("a secret at /some/path")


if __name__ == "__main__":
    app = Stock()
    app.run()
    sys.exit(0)
