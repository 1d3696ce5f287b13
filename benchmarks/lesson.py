"""The lesson of docs/lesson.md with 25 simulated pupils: half come by `ssh`, half by the browser's line, all at once.

    python benchmarks/lesson.py [--pupils 25] [--rest 1.0] [--port 8790]

It types what the lesson says a teacher types (`serve web`, `serve ssh`, `class`) and what its table says pupils do:
look at both roles and the comparison, live the first hours of a day, answer the 24 questions, read the result, show the
code, and leave. A pupil rests `--rest` seconds between two keys, so that 50 minutes become about two. Pupils, hosts and
measurer share the processors, and it says how busy they are. Needs the extras web, ssh and test.
"""

from __future__ import annotations

import argparse
import asyncio
import fcntl
import json
import os
import pty
import re
import socket
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from random import Random

import aiohttp
import pyte

ROOT = Path(__file__).resolve().parents[1]
EXPLORER = [sys.executable, "-m", "explorer"]
CODE = re.compile(r"\b(?:[2-9A-HJ-NP-Z]{4}-){4,}[2-9A-HJ-NP-Z]{4}\b")
ADDRESS = "127.0.0.1"
PATIENCE = 60.0
STEPS = ("arrive", "read and compare", "live three hours", "24 questions", "result and code", "leave")


class Pupil:
    """Someone at a terminal of 80 by 24, however it is brought: `send` types, `hear` takes what comes."""

    def __init__(self, number: int, rest: float) -> None:
        self.chance, self.rest = Random(number), rest
        self.screen = pyte.Screen(80, 24)
        self.stream = pyte.Stream(self.screen)
        self.raw, self.pressed = "", 0.0
        self.waits: list[float] = []
        self.took: dict[str, float] = {}
        self.send: Callable[[str], Awaitable[None]]

    def hear(self, said: bytes) -> None:
        """Take what came; note how long a key waited for the first of it."""
        if self.pressed:
            self.waits.append(1000 * (time.perf_counter() - self.pressed))
            self.pressed = 0.0
        text = said.decode("utf-8", "replace")
        self.raw += text
        self.stream.feed(text)

    async def until(self, words: str) -> None:
        """Read until the screen shows it."""
        end = time.perf_counter() + PATIENCE
        while words not in " ".join(" ".join(self.screen.display).split()):
            if time.perf_counter() > end:
                raise TimeoutError(words + "\n" + "\n".join(self.screen.display))
            await asyncio.sleep(0.02)

    async def press(self, keys: str) -> None:
        """Type keys one by one, as fast as a person."""
        for key in keys:
            self.pressed = time.perf_counter()
            await self.send(key)
            await asyncio.sleep(self.rest * self.chance.uniform(0.6, 1.4))

    async def lesson(self) -> None:
        """All that the table of the lesson says, and how long each step took."""
        for step, act in zip(
            STEPS, (self._arrive, self._read, self._live, self._answer, self._see, self._leave), strict=True
        ):
            began = time.perf_counter()
            await act()
            self.took[step] = time.perf_counter() - began

    async def _arrive(self) -> None:
        await self.until("steps, about")

    async def _read(self) -> None:
        await self.press("pjjl" if self.chance.random() < 0.5 else "pljj")
        await self.press("dnnw")

    async def _live(self) -> None:
        await self.press("s1")
        await self.until("What do you do?")
        for _ in range(3):
            await self.press(self.chance.choice("12"))
            await self.press(self.chance.choice("345"))
            await self.press("\r")

    async def _answer(self) -> None:
        await self.press("t")
        await self.until("Question 1 of 24")
        for number in range(24):
            await self.until(f"Question {number + 1} of 24")
            await self.press(self.chance.choice("12345"))

    async def _see(self) -> None:
        await self.press("r")
        await self.press("y")
        await self.until("Your code")
        await self.press("\x1b")

    async def _leave(self) -> None:
        await self.press("q")
        await self.until("Leave?")
        await self.send("q")
        end = time.perf_counter() + PATIENCE
        while not self.code and time.perf_counter() < end:  # noqa: ASYNC110
            await asyncio.sleep(0.05)

    @property
    def code(self) -> str:
        """The code that was left on the screen."""
        found = CODE.findall(re.sub(r"\x1b\[[0-9;?>]*[a-zA-Z]", "", self.raw[self.raw.rfind("\x1b[?1049l") :]))
        return found[-1] if found and "\x1b[?1049l" in self.raw else ""


async def by_ssh(pupil: Pupil, port: int) -> None:
    """A real `ssh` client in a terminal of its own."""
    handle, line = pty.openpty()
    fcntl.ioctl(line, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    client = ["ssh", "-tt", "-p", str(port), "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null"]
    client += ["-o", "LogLevel=ERROR", f"pupil@{ADDRESS}"]
    process = subprocess.Popen(client, stdin=line, stdout=line, stderr=line, start_new_session=True)  # noqa: ASYNC220
    os.close(line)
    os.set_blocking(handle, False)
    loop = asyncio.get_running_loop()

    def read() -> None:
        try:
            pupil.hear(os.read(handle, 1 << 16))
        except OSError:
            loop.remove_reader(handle)

    async def send(keys: str) -> None:
        os.write(handle, keys.encode())

    pupil.send = send
    loop.add_reader(handle, read)
    try:
        await pupil.lesson()
    finally:
        loop.remove_reader(handle)
        process.terminate()
        os.close(handle)


async def by_browser(pupil: Pupil, port: int) -> None:
    """The line that the page opens, with what its script sends."""
    where, origin = f"ws://{ADDRESS}:{port}/ws?width=80&height=24", {"Origin": f"http://{ADDRESS}:{port}"}
    async with aiohttp.ClientSession() as session, session.ws_connect(where, headers=origin) as line:
        await line.send_json(["resume", ""])

        async def send(keys: str) -> None:
            await line.send_json(["stdin", keys])

        async def read() -> None:
            async for message in line:
                if message.type == aiohttp.WSMsgType.BINARY:
                    pupil.hear(message.data)

        pupil.send = send
        reading = asyncio.ensure_future(read())
        try:
            await pupil.lesson()
        finally:
            reading.cancel()


def host(kind: str, port: int, folder: Path) -> subprocess.Popen[bytes]:
    """What the teacher types, listening."""
    env = {**os.environ, "EXPLORER_STATE": str(folder / "state")}
    command = [*EXPLORER, "serve", kind, "--bind", ADDRESS, "--port", str(port), "--lang", "en"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, cwd=ROOT, env=env, start_new_session=True)
    while process.poll() is None:
        with suppress(OSError), socket.create_connection((ADDRESS, port), 1):
            break
        time.sleep(0.1)
    return process


def told(name: str, values: list[float], unit: str = "s") -> None:
    """Median, 95 of 100, and the most."""
    ordered = sorted(values)
    p95 = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    print(f"{name:24}{statistics.median(ordered):9.2f} {p95:9.2f} {ordered[-1]:9.2f} {unit}")


async def classroom(pupils: list[Pupil], port: int) -> None:
    """All of them, the door opened to each within the first seconds."""

    async def one(number: int, pupil: Pupil) -> None:
        await asyncio.sleep(pupil.chance.uniform(0, 5 * pupil.rest))
        await (by_ssh(pupil, port + 1) if number % 2 else by_browser(pupil, port))

    await asyncio.gather(*(one(number, pupil) for number, pupil in enumerate(pupils)))


def main() -> None:
    """Hold the lesson and say what it took."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pupils", type=int, default=25)
    parser.add_argument("--rest", type=float, default=1.0)
    parser.add_argument("--port", type=int, default=8790)
    args = parser.parse_args()
    pupils = [Pupil(number, args.rest) for number in range(args.pupils)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        hosts = [host("web", args.port, folder), host("ssh", args.port + 1, folder)]
        print(f"load before: {os.getloadavg()[0]:.1f}")
        began = time.perf_counter()
        try:
            asyncio.run(classroom(pupils, args.port))
        finally:
            for each in hosts:
                each.terminate()
            for each in hosts:
                each.wait(10)
        print(
            f"{len(pupils)} pupils, {time.perf_counter() - began:.0f} s in all; load after: {os.getloadavg()[0]:.1f}\n"
        )
        print(f"{'':24}{'median':>9} {'p95':>9} {'most':>9}")
        for step in STEPS:
            told(step, [pupil.took[step] for pupil in pupils])
        told("a key, to what answers", [wait for pupil in pupils for wait in pupil.waits], "ms")
        codes = [pupil.code for pupil in pupils]
        (folder / "codes.csv").write_text("".join(f"P{n},{code}\n" for n, code in enumerate(codes, 1) if code), "utf-8")
        print(f"\n{sum(map(bool, codes))} codes")
        for extra in (["--format", "json"], ["-o", "class.html"], ["--handouts", "sheets"]):
            start = time.perf_counter()
            env = {**os.environ, "PYTHONPATH": str(ROOT)}
            said = subprocess.run(
                [*EXPLORER, "class", "codes.csv", *extra], cwd=folder, env=env, capture_output=True, text=True
            )
            people = f", people: {json.loads(said.stdout)['people']}" if "json" in extra else ""
            print(f"class {' '.join(extra):24}{time.perf_counter() - start:6.2f} s, exit {said.returncode}{people}")
        sheets = len(list((folder / "sheets").glob("*.html")))
        print(f"sheets: {sheets}; kept by the hosts: {kept(folder / 'state')} files")


def kept(folder: Path) -> int:
    """Files that the hosts left where visits would be."""
    return sum(path.is_file() for path in folder.rglob("*"))


if __name__ == "__main__":
    main()
