"""The program OpenSSH starts for a visitor: it passes its terminal to the parent, waits, and restores the terminal.

    python3 -I -S stub.py SOCKET

It outlives the visit, so the terminal is restored however the visit ends. It imports nothing of ours and only what
is part of the interpreter: one of these runs for every visitor (5 ms and 1 MB less than with `socket` and `signal`).
All messages come from the parent (`wire`), except when there is none. `stub.c` does the same at less cost.
"""

import sys
from _signal import SIG_DFL, SIGINT, SIGWINCH, alarm, signal  # type: ignore[import-not-found]
from _socket import AF_UNIX, MSG_DONTWAIT, SCM_RIGHTS, SOCK_SEQPACKET, SOL_SOCKET, socket
from array import array
from posix import environ, isatty, write
from termios import TCOFLUSH, TCSANOW, error, tcflush, tcgetattr, tcsetattr

OUT_OF_SERVICE = "explorer: fuera de servicio; prueba más tarde · out of service, please try later\n"
FULL, BROKEN = 69, 70
UNTOUCHED = (0, 2, FULL)
"""Exit codes after which the terminal needs no reset: the visit restored it, or never began."""
LONGEST = 4096
PATIENCE = 5
"""The longest time, in seconds, for printing the final message, in case the visitor's terminal does not read."""
RESET = (
    "\x1b\\\x1b[?2026l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?2004l\x1b[?1004l"
    "\x1b[<u\x1b[?1049l\x1b[?7h\x1b[?25h\x1b[0m\r"
)
"""Resets every terminal mode that the program sets; it has no effect where they are already reset."""


def main() -> int:
    """One visit; returns the exit code."""
    signal(SIGINT, SIG_DFL)  # Python would print a traceback
    before = None
    if isatty(0):
        before = tcgetattr(0)
    came = environ.get(b"SSH_CONNECTION", b"").split()[:1]
    command = environ.get(b"SSH_ORIGINAL_COMMAND", b"")
    who = b"\0".join([b"ssh", environ.get(b"TERM", b""), *(came or [b""]), command.replace(b"\0", b" ")])[:LONGEST]
    line = socket(AF_UNIX, SOCK_SEQPACKET)
    try:
        line.connect(sys.argv[1])
        line.sendmsg([who], [(SOL_SOCKET, SCM_RIGHTS, array("i", [0, 1, 2]))])
    except OSError:
        write(2, OUT_OF_SERVICE.encode())
        return FULL

    def resized(*_: object) -> None:
        try:
            line.send(b"W", MSG_DONTWAIT)
        except OSError:
            pass

    signal(SIGWINCH, resized)
    last_words, end = b"", b""
    while message := _received(line):
        if message[:1] == b"L":
            last_words = message[1:]
        elif message[:1] == b"E":
            end = message
    alarm(PATIENCE)  # SIGALRM ends the process by default
    code, text = (end[1], end[2:]) if end else (BROKEN, last_words)
    try:
        if before:
            if code not in UNTOUCHED:
                tcflush(1, TCOFLUSH)
                write(1, RESET.encode())
            tcsetattr(0, TCSANOW, before)
        if text:
            write(2, text)
    except (OSError, error):  # the terminal is closed
        pass
    return code


def _received(line: socket) -> bytes:
    """The next message; empty when the other end has closed."""
    try:
        return line.recv(LONGEST)
    except OSError:
        return b""


if __name__ == "__main__":
    sys.exit(main())
