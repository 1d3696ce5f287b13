"""A host for browsers: the page and its script are textual-serve's, what they talk to is ours.

A visit is the same as over SSH, in a pseudo-terminal, by the same parent and with the same limits. To be put behind a
server that encrypts and, where that is wanted, asks who comes; nothing is loaded from anywhere else.
"""

from __future__ import annotations

import asyncio
import contextlib
import html
import json
import os
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

import textual_serve
from aiohttp import WSMsgType, web

from explorer.report.pack_translator import PackTranslator
from explorer.serve.bridge import Bridge, ask
from explorer.serve.settings import Settings
from explorer.serve.wire import Arrival

STATIC = Path(textual_serve.__file__).parent / "static"
LONGEST = 1 << 14
"""Bytes of a message from a browser; a paste is cut later."""
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
ALIVE = 15
"""Seconds after which a browser is asked whether it is there."""
TERM = "xterm-256color"


class Web:
    """The pages."""

    def __init__(self, settings: Settings, tr: PackTranslator) -> None:
        self.settings, self.tr = settings, tr

    def app(self) -> web.Application:
        """The routes."""
        app = web.Application()
        app.on_response_prepare.append(_headed)
        app.add_routes(
            [
                web.get("/", self.page),
                web.get("/ws", self.visit),
                web.get("/result", self.result),
                web.get("/look.css", self.look),
                web.static("/static", STATIC, show_index=False),
            ]
        )
        return app

    async def page(self, request: web.Request) -> web.Response:
        """The terminal, and below it a line to fetch a summary by its code."""
        words, tr = self.tr.words.serve, self.tr
        text = files("explorer.serve").joinpath("page.html").read_text(encoding="utf-8")
        scheme = "wss" if self._encrypted(request) else "ws"
        said = {
            "language": tr.language,
            "title": tr(tr.pack.title),
            "socket": f"{scheme}://{request.host}/ws",
            "code": tr(words.web_code),
            "fetch": tr(words.web_fetch),
            "closed": tr(words.web_closed),
            "again": tr(words.web_again),
        }
        for name, value in said.items():
            text = text.replace(f"{{{{{name}}}}}", html.escape(value))
        return web.Response(text=text, content_type="text/html")

    async def look(self, request: web.Request) -> web.Response:
        """How the page looks."""
        text = files("explorer.serve").joinpath("page.css").read_text(encoding="utf-8")
        return web.Response(text=text, content_type="text/css")

    async def result(self, request: web.Request) -> web.Response:
        """The summary of a code, as a file."""
        code = request.query.get("code", "")[:200]
        who = Arrival("web", "", self._address(request), f"result {code}")
        ended, given, said = await ask(self.settings.socket, who)
        if ended:
            return web.Response(text=said, status=503 if ended == 69 else 400)
        named = {"Content-Disposition": 'attachment; filename="result.md"', "Cache-Control": "no-store"}
        return web.Response(body=given, content_type="text/markdown", charset="utf-8", headers=named)

    async def visit(self, request: web.Request) -> web.StreamResponse:
        """A visit, for a page of ours alone."""
        if not self._ours(request):
            raise web.HTTPForbidden()
        socket = web.WebSocketResponse(heartbeat=ALIVE, max_msg_size=LONGEST)
        await socket.prepare(request)
        columns, lines = (_number(request.query.get(name, "")) for name in ("width", "height"))
        who = Arrival("web", TERM, self._address(request), "")
        bridge = Bridge(self.settings.socket, who, columns or 80, lines or 24)
        typing = asyncio.ensure_future(_typing(socket, bridge))
        try:
            async for data in bridge.output():
                if socket.closed:
                    break
                await socket.send_bytes(data)
        except (ConnectionError, RuntimeError):  # it has gone
            pass
        finally:
            typing.cancel()
            bridge.close()
            with contextlib.suppress(ConnectionError, RuntimeError):
                await socket.close()
        return socket

    def _ours(self, request: web.Request) -> bool:
        """Whether the page that asks came from here: a browser says so, and no page can make it say otherwise."""
        origin = urlsplit(request.headers.get("Origin", ""))
        return bool(origin.netloc) and origin.netloc == request.host

    def _encrypted(self, request: web.Request) -> bool:
        said = request.headers.get("X-Forwarded-Proto", "") if self.settings.behind_proxy else ""
        return (said or request.scheme) == "https"

    def _address(self, request: web.Request) -> str:
        if self.settings.behind_proxy and (chain := request.headers.get("X-Forwarded-For", "")):
            return chain.rpartition(",")[2].strip()[:64]
        return request.remote or ""


async def _headed(_: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(HEADERS)


async def _typing(socket: web.WebSocketResponse, bridge: Bridge) -> None:
    """What the browser sends: `["stdin", text]`, `["resize", {"width": n, "height": n}]`, `["ping", text]`."""
    try:
        async for message in socket:
            if message.type != WSMsgType.TEXT:
                continue
            with contextlib.suppress(ValueError, TypeError, KeyError, IndexError):
                kind, value = json.loads(message.data)[:2]
                if kind == "stdin":
                    bridge.write(str(value).encode("utf-8", "replace"))
                elif kind == "resize":
                    bridge.resize(_number(value["width"]), _number(value["height"]))
                elif kind == "ping":
                    await socket.send_json(["pong", str(value)[:32]])
    except (ConnectionError, RuntimeError):  # it has gone
        return
    finally:
        bridge.hang_up()


def _number(said: object) -> int:
    """A whole number from 0 to 10,000; 0 where it is none."""
    try:
        return max(0, min(10_000, int(str(said)[:6])))
    except ValueError:
        return 0


def serve(settings: Settings, tr: PackTranslator) -> int:
    """Serve until told to stop; returns the exit code."""
    said = tr(tr.words.serve.at_url, url=f"http://{settings.bind}:{settings.port}")
    os.write(2, (said + "\n").encode())
    app = Web(settings, tr).app()
    web.run_app(app, host=settings.bind, port=settings.port, print=None, access_log=None, shutdown_timeout=1)
    return 0
