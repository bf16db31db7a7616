"""A web server on loopback with every fault a link can have, one path for each."""

from __future__ import annotations

import contextlib
import gzip
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterator
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

__all__ = ["Faulty", "serving"]

PAGE = "<html><head><title>{title}</title></head><body><h1>{title}</h1><p id='here'>{text}</p></body></html>"
MHONARC = """<!-- MHonArc v2.6.16 -->
<!--X-Subject: Re: Did Stalinism &#45; so called &#45; end&#63; -->
<!--X-From-R13: [nex Xbarf <nnnNrknzcyr.bet> -->
<!--X-Date: Fri, 06 Dec 2002 08:41:29 &#45;0700 -->
<!--X-Message-Id: 001@example.org -->
<!--X-Head-End-->
<html><head><title>Re: Did Stalinism - so called - end?</title></head><body>x</body></html>"""


class Faulty(ThreadingHTTPServer):
    """Remembers what was asked, in order: (path, user agent, monotonic time)."""

    daemon_threads = True
    block_on_close = True
    request_queue_size = 64
    scheme = "http"

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str, float]] = []
        self.most_at_once = 0
        self.at_once = 0
        self.lock = threading.Lock()
        self.stopping = threading.Event()

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.server_address[1]}"

    def times(self, path: str) -> int:
        """How often a path was asked."""
        return sum(1 for asked, _, _ in self.asked if asked == path)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is part of the tests."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Faulty

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        faulty = self.server
        with faulty.lock:
            faulty.asked.append((self.path, self.headers.get("User-Agent", ""), time.monotonic()))
            faulty.at_once += 1
            faulty.most_at_once = max(faulty.most_at_once, faulty.at_once)
        try:
            path = self.path.partition("?")[0]
            answer = ANSWERS.get(path)
            if answer is not None:
                answer(self)
            elif path.startswith("/ok") and len(path.rpartition("/")[2]) < 16:  # nothing for made-up addresses
                self.page(200, title=path)
            else:
                self.page(404, title="Not Found")
        finally:
            with faulty.lock:
                faulty.at_once -= 1

    def page(self, status: int, *, title: str = "A page", text: str = "text", **fields: str) -> None:
        self.raw(status, PAGE.format(title=title, text=text).encode(), **fields)

    def raw(self, status: int, body: bytes, content_type: str = "text/html; charset=utf-8", **fields: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        for name, value in fields.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in fields:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def to(self, place: str, status: int = 301, **fields: str) -> None:
        self.raw(status, b"", Location=place, **fields)

    @property
    def is_browser(self) -> bool:
        return "Mozilla" in self.headers.get("User-Agent", "")


def _cookie(handler: Handler) -> None:
    if "seen=1" in handler.headers.get("Cookie", ""):
        handler.page(200, title="With cookie")
    else:
        handler.to("/cookie", 302, Set_Cookie="seen=1; Path=/")


def _bots(handler: Handler, status: int) -> None:
    handler.page(200, title="For browsers") if handler.is_browser else handler.page(status, title="Go away")


def _flapping(handler: Handler) -> None:
    handler.page(429 if handler.server.times(handler.path) == 1 else 200, title="At last", Retry_After="1")


def _reset(handler: Handler) -> None:
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
    handler.close_connection = True


def _slow_body(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    handler.wfile.write(PAGE.format(title="Slow", text="").encode())
    _drip(handler)


def _slow_headers(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    _drip(handler)


def _drip(handler: Handler) -> None:
    handler.close_connection = True
    while not handler.server.stopping.wait(0.1):
        handler.wfile.write(b"x")


def _endless(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    handler.close_connection = True
    handler.wfile.write(PAGE.format(title="Endless", text="").encode())
    while not handler.server.stopping.is_set():
        handler.wfile.write(b"y" * 65536)


def _nap(handler: Handler) -> None:
    time.sleep(0.15)
    handler.page(200)


def _bomb(handler: Handler) -> None:
    handler.raw(200, _packed_bomb(), Content_Encoding="gzip")


@cache
def _packed_bomb() -> bytes:
    return gzip.compress(b"<title>Bomb</title>" + b"z" * 20_000_000, 1)


def _truncated(handler: Handler) -> None:
    handler.raw(200, PAGE.format(title="Short", text="").encode(), Content_Length="5000")
    handler.close_connection = True


def _redirect_with_endless_body(handler: Handler) -> None:
    handler.send_response(302)
    handler.send_header("Location", "/ok")
    handler.end_headers()
    handler.close_connection = True
    while not handler.server.stopping.is_set():
        handler.wfile.write(b"y" * 65536)


ANSWERS: dict[str, Callable[[Handler], None]] = {
    "/": lambda h: h.page(200, title="Home"),
    "/moved": lambda h: h.to("/moved-again"),
    "/moved-again": lambda h: h.to("/ok/new", 308),
    "/for-now": lambda h: h.to("/ok/now", 302),
    "/loop": lambda h: h.to("/loop-back", 302),
    "/loop-back": lambda h: h.to("/loop", 302),
    "/ever-on": lambda h: h.to(f"/ever-on?{time.monotonic()}", 302),
    "/to-private": lambda h: h.to("http://169.254.169.254/latest/meta-data/", 302),
    "/to-mail": lambda h: h.to("mailto:ann@example.org", 302),
    "/to-utf8": lambda h: h.to("/ok/\u00c3\u00a4", 302),
    "/to-endless": _redirect_with_endless_body,
    "/to-home": lambda h: h.to("/", 302),
    "/members": lambda h: h.to("/login?next=/members", 302),
    "/login": lambda h: h.page(200, title="Log in"),
    "/cookie": _cookie,
    "/gone": lambda h: h.page(410, title="Gone"),
    "/wall": lambda h: h.page(403, title="Just a moment..."),
    "/bots-403": lambda h: _bots(h, 403),
    "/bots-404": lambda h: _bots(h, 404),
    "/401": lambda h: h.page(401, WWW_Authenticate="Basic"),
    "/451": lambda h: h.page(451),
    "/999": lambda h: h.page(999),
    "/flapping": _flapping,
    "/busy": lambda h: h.page(429, Retry_After="3600"),
    "/500": lambda h: h.page(500, title="Error"),
    "/503": lambda h: h.page(503, title="Error"),
    "/reset": _reset,
    "/slow-body": _slow_body,
    "/slow-headers": _slow_headers,
    "/nap": _nap,
    "/endless": _endless,
    "/bomb": _bomb,
    "/truncated": _truncated,
    "/soft-404": lambda h: h.page(200, title="404 - Page Not Found"),
    "/errata": lambda h: h.page(200, title="Errata for chapter 404", text="The sentence on page 9 was not found."),
    "/empty": lambda h: h.raw(200, b""),
    "/pdf": lambda h: h.raw(200, b"%PDF-1.4 ...", content_type="application/pdf"),
    "/mhonarc/history/2002w49/msg00283.html": lambda h: h.raw(200, MHONARC.encode()),
    "/archives/history/2002w49/msg00283.html": lambda h: h.raw(200, MHONARC.encode()),
}


@contextlib.contextmanager
def serving(certificate: Path | None = None) -> Iterator[Faulty]:
    """A running server, ended and closed at the end; with a certificate and key in one file it speaks HTTPS."""
    _packed_bomb()  # takes longer than the tests wait for an answer
    server = Faulty()
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.scheme = "https"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join()
