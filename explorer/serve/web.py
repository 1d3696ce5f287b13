"""The web front end: a page with a terminal (textual-serve's script), connected to a visit by a WebSocket.

A visit is the same as over SSH: in a pseudo-terminal, by the same parent and with the same limits. It should stand
behind a proxy that adds TLS and, if wanted, authentication. The page loads nothing from elsewhere.
"""

from __future__ import annotations

import asyncio
import codecs
import contextlib
import functools
import html
import json
import os
import signal
from collections.abc import Awaitable, Callable
from importlib.resources import files
from ipaddress import ip_address
from pathlib import Path
from socket import getfqdn, gethostname

import textual_serve
from aiohttp import WSMsgType, web
from aiohttp.web_protocol import RequestHandler

from explorer.report.pack_translator import PackTranslator
from explorer.serve.bridge import Bridge, ask
from explorer.serve.port import handed_on
from explorer.serve.settings import Settings
from explorer.serve.unused import Unused
from explorer.serve.wire import BROKEN, FULL, KEPT, PAGE, Arrival

STATIC = Path(textual_serve.__file__).parent / "static"
LONGEST = 1 << 17
"""The most bytes of a message from a browser: a visit to resume, or part of a paste, which is cut later."""
HURRY = 5
"""Seconds within which a page has to send the visit to resume."""
TYPES = {
    "md": "text/markdown",
    "txt": "text/plain",
    "html": "text/html",
    "svg": "image/svg+xml",
    "json": "application/json",
    "csv": "text/csv",
}
"""The download formats of a summary, by suffix, with their media types."""
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "font-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Server": "explorer",
}
LOOPBACK = ("127.0.0.1", "::1", "localhost")
ALIVE = 15
"""Seconds between two pings to a browser."""
SILENT = 10
"""Seconds that a connection may stay open without a request."""
TERM = "xterm-256color"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Web:
    """The request handlers."""

    def __init__(self, settings: Settings, tr: PackTranslator) -> None:
        self.settings, self.tr = settings, tr
        machine = gethostname().lower()
        self.own_names = {"localhost", machine, f"{machine}.local", getfqdn().lower()}

    def app(self) -> web.Application:
        """The application with its routes."""
        app = web.Application(client_max_size=LONGEST)
        app.on_response_prepare.append(_headed)
        app.add_routes(
            [
                web.get("/", self.page),
                web.get("/ws", self.visit),
                web.get("/result", self.result),
                web.get("/look.css", self.look),
                web.get("/page.js", self.script),
                web.get("/text", self.text),
                web.post("/text", self.text),
                web.static("/static", STATIC, show_index=False),
            ]
        )
        return app

    async def page(self, request: web.Request) -> web.Response:
        """The page: the terminal, and below it controls to leave it, to fetch a summary and to change the font size."""
        words, tr = self.tr.words.serve, self.tr
        if not self._named(request):
            return web.Response(text=tr(words.web_name, name=request.url.host or "") + "\n", status=421)
        text = _file("page.html")
        scheme = "wss" if self._encrypted(request) else "ws"
        values = {
            "language": tr.language,
            "title": tr(tr.pack.title),
            "socket": f"{scheme}://{request.host}/ws",
            "code": tr(words.web_code),
            "format": tr(words.web_format),
            "fetch": tr(words.web_fetch),
            "take": tr(words.web_take),
            "saved": tr(words.web_saved),
            "offline": tr(words.web_offline),
            "smaller": tr(words.web_smaller),
            "bigger": tr(words.web_bigger),
            "out": tr(words.web_out),
            "text": tr(words.web_text),
            "closed": tr(words.web_closed),
            "again": tr(words.web_again),
            "script": tr(words.web_script),
        }
        for name, value in values.items():
            text = text.replace(f"{{{{{name}}}}}", html.escape(value))
        offered = "".join(f'<option value="{each}">.{each}</option>' for each in TYPES)
        return web.Response(text=text.replace("{{formats}}", offered), content_type="text/html")

    async def look(self, request: web.Request) -> web.Response:
        """The page's style sheet."""
        return web.Response(text=_file("page.css"), content_type="text/css")

    async def script(self, request: web.Request) -> web.Response:
        """The page's own script."""
        return web.Response(text=_file("page.js"), content_type="text/javascript")

    async def result(self, request: web.Request) -> web.Response:
        """The summary of a code as a download in the requested format."""
        code, ending = request.query.get("code", "")[:200], request.query.get("format", "md")
        if ending not in TYPES:
            raise web.HTTPBadRequest()
        who = Arrival("web", "", self._address(request), f"result {code} .{ending}")
        ended, given, answer = await ask(self.settings.socket, who)
        if ended:
            return web.Response(text=answer, status={FULL: 503, BROKEN: 500}.get(ended, 400))
        named = {"Content-Disposition": f'attachment; filename="result.{ending}"', "Cache-Control": "no-store"}
        return web.Response(body=given, content_type=TYPES[ending], charset="utf-8", headers=named)

    async def text(self, request: web.Request) -> web.Response:
        """A page of the text version; the form is handled in a separate process, like a visit."""
        brought = await request.post() if request.method == "POST" else {}
        fields = {name: value for name, value in brought.items() if isinstance(value, str)}
        who = Arrival("web", "", self._address(request), PAGE)
        ended, given, answer = await ask(self.settings.socket, who, json.dumps(fields).encode())
        if ended:
            return web.Response(text=answer, status=503 if ended == FULL else 500)
        kept_nowhere = {"Cache-Control": "no-store"}
        return web.Response(body=given, content_type="text/html", charset="utf-8", headers=kept_nowhere)

    async def visit(self, request: web.Request) -> web.StreamResponse:
        """The WebSocket of a visit, new or resumed; only for pages of this server."""
        if not self._ours(request):
            raise web.HTTPForbidden()
        line = web.WebSocketResponse(heartbeat=ALIVE, max_msg_size=LONGEST)
        await line.prepare(request)
        columns, lines = (_number(request.query.get(name, "")) for name in ("width", "height"))
        who = Arrival("web", TERM, self._address(request), "")
        bridge = Bridge(self.settings.socket, who, columns or 80, lines or 24, await _resumed(line))
        bridge.note = functools.partial(_noted, line, self.settings.keep_in_page)
        typing = asyncio.ensure_future(_typing(line, bridge))
        whole = codecs.getincrementaldecoder("utf-8")("replace")
        try:
            async for data in bridge.output():
                if line.closed:
                    break
                if text := whole.decode(data):  # the page would lose a character split between two frames
                    await line.send_bytes(text.encode())
        except (ConnectionError, RuntimeError):  # disconnected
            pass
        finally:
            typing.cancel()
            bridge.close()
            with contextlib.suppress(ConnectionError, RuntimeError):
                await line.close()
        return line

    def _ours(self, request: web.Request) -> bool:
        """Whether the request comes from a page of this server, by its Origin header, which browsers set and pages
        cannot change."""
        scheme = "https" if self._encrypted(request) else "http"
        return self._named(request) and request.headers.get("Origin", "") == f"{scheme}://{request.host}"

    def _named(self, request: web.Request) -> bool:
        """Whether the Host header can be this server's (against DNS rebinding). A foreign name can be made to resolve
        to this server; an address cannot."""
        settings, host = self.settings, (request.url.host or "").lower()
        if settings.names or settings.behind_proxy:
            return not settings.names or host in {name.lower() for name in settings.names}
        if settings.bind in LOOPBACK:
            return host in LOOPBACK
        return host in self.own_names or _is_address(host)

    def _encrypted(self, request: web.Request) -> bool:
        forwarded = request.headers.get("X-Forwarded-Proto", "") if self.settings.behind_proxy else ""
        return (forwarded or request.scheme) == "https"

    def _address(self, request: web.Request) -> str:
        if self.settings.behind_proxy and (chain := request.headers.get("X-Forwarded-For", "")):
            return chain.rpartition(",")[2].strip()[:64]
        return request.remote or ""


def _file(name: str) -> str:
    return files("explorer.serve").joinpath(name).read_text(encoding="utf-8")


async def _headed(_: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(HEADERS)


async def _resumed(line: web.WebSocketResponse) -> bytes:
    """The visit that the page has stored, from its first message `["resume", record]`; empty for a new one."""
    try:
        message = await line.receive(HURRY)
        kind, record = json.loads(message.data)[:2]
    except (TimeoutError, ValueError, TypeError, RecursionError):
        return b""
    return str(record).encode("utf-8", "replace") if kind == "resume" else b""


async def _noted(line: web.WebSocketResponse, keeps: bool, kind: bytes, text: str) -> None:
    """Tell the page to store the visit (or, if it may not, to warn before it is closed), or to offer the summary of a
    code."""
    note: tuple[str, str | bool] = ("home", text)
    if kind == KEPT:
        note = ("keep", text) if keeps else ("lose", bool(text))
    with contextlib.suppress(ConnectionError, RuntimeError):
        await line.send_json(["explorer", *note])


async def _typing(socket: web.WebSocketResponse, bridge: Bridge) -> None:
    """Handle the browser's messages: `["stdin", text]`, `["resize", {"width": n, "height": n}]`, `["ping", text]`."""
    try:
        async for message in socket:
            if message.type != WSMsgType.TEXT:
                continue
            with contextlib.suppress(ValueError, TypeError, KeyError, IndexError, RecursionError):
                kind, value = json.loads(message.data)[:2]
                if kind == "stdin":
                    await bridge.write(str(value).encode("utf-8", "replace"))
                elif kind == "resize":
                    bridge.resize(_number(value["width"]), _number(value["height"]))
                elif kind == "ping":
                    await socket.send_json(["pong", str(value)[:32]])
    except (ConnectionError, RuntimeError):  # disconnected
        return
    finally:
        bridge.hang_up()


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _number(value: object) -> int:
    """A whole number from 0 to 10,000; 0 if the value is not one."""
    try:
        return max(0, min(10_000, int(str(value)[:6])))
    except ValueError:
        return 0


async def _served(app: web.Application, settings: Settings) -> None:
    """Serve until told to stop; connections without a request are closed after a while."""
    busy: set[RequestHandler] = set()

    @web.middleware
    async def note(request: web.Request, handler: Handler) -> web.StreamResponse:
        busy.add(request.protocol)
        try:
            return await handler(request)
        finally:
            busy.discard(request.protocol)

    app.middlewares.append(note)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.SockSite(runner, handed_on()).start()
    ended, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)
    unused, here = Unused(SILENT, _let_go), set[RequestHandler]()
    while not ended.is_set():
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(ended.wait(), 1)
        before, here = here, {*(runner.server.connections if runner.server else ())}
        for each in (before - here) | busy:
            unused.left(each)
        for each in here - busy:
            if each not in unused:
                unused.came(each, _peer(each) if settings.per_address and not settings.behind_proxy else "")
    await runner.cleanup()


def _let_go(connection: RequestHandler) -> None:
    if connection.transport:
        connection.transport.close()


def _peer(connection: RequestHandler) -> str:
    peer = connection.transport.get_extra_info("peername") if connection.transport else None
    return str(peer[0]) if peer else ""


def serve(settings: Settings, tr: PackTranslator) -> int:
    """Serve until told to stop; returns the exit code."""
    line = tr(tr.words.serve.at_url, url=f"http://{settings.bind}:{settings.port}")
    os.write(2, (line + "\n").encode())
    app = Web(settings, tr).app()
    asyncio.run(_served(app, settings))
    return 0
