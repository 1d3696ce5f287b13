"""What the driver writes last is out before the program says anything else: else that is said on a screen that goes."""

from __future__ import annotations

import io

import pytest

from explorer.terminal.driver import SteadyWriter

pytest.importorskip("termios")


class Held(io.StringIO):
    """A file that shows what was flushed."""

    def __init__(self) -> None:
        super().__init__()
        self.out = ""

    def flush(self) -> None:
        self.out = self.getvalue()


def test_the_last_words_are_flushed_although_the_end_is_already_queued() -> None:
    file = Held()
    writer = SteadyWriter(file)
    for word in ("drawn ", "and left", None):
        writer._queue.put(word)
    writer.run()
    assert file.out == "drawn and left"


def test_a_terminal_that_has_gone_is_no_error() -> None:
    file = Held()
    writer = SteadyWriter(file)
    file.close()
    for word in ("drawn", None):
        writer._queue.put(word)
    writer.run()
