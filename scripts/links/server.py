"""Sites on many loopback addresses from one event loop, HTTP and HTTPS, with a record of everything that was asked."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
import struct
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

__all__ = ["Answerer", "Asked", "Exchange", "Web", "serving"]

_LINE = 65536


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as the server saw it."""

    at: float
    host: str
    target: str
    agent: str
    in_pause: bool


@dataclass(slots=True)
class Exchange:
    """One request and the means to answer it, rightly or wrongly."""

    host: str
    target: str
    """Path and query."""
    headers: Mapping[str, str]
    """Names in lower case."""
    times: int
    """How often this target was asked before, on this host."""
    web: Web
    writer: asyncio.StreamWriter
    base: str
    """`http://127.0.1.2:8000`."""

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]

    @property
    def is_browser(self) -> bool:
        return "Mozilla" in self.headers.get("user-agent", "")

    async def send(self, status: int, body: bytes = b"", fields: Mapping[str, str] | None = None, **more: str) -> None:
        """A whole answer; a Content-Length given as a field is sent as it is."""
        named = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))}
        named |= {name.replace("_", "-"): value for name, value in {**(fields or {}), **more}.items()}
        if "Retry-After" in named:
            self.web.pause(self.host, named["Retry-After"])
        lines = "".join(f"{name}: {value}\r\n" for name, value in named.items() if value)
        self.writer.write(f"HTTP/1.1 {status} X\r\n{lines}\r\n".encode("utf-8", "surrogateescape") + body)
        await self.writer.drain()

    async def page(self, markup: str, status: int = 200, **fields: str) -> None:
        await self.send(status, markup.encode(), fields)

    async def to(self, place: str, status: int = 302, **fields: str) -> None:
        await self.send(status, b"", {"Location": place, **fields})

    async def raw(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    def reset(self) -> None:
        """Break the connection with RST."""
        connection = self.writer.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()

    async def drip(self, data: bytes = b"x", every: float = 0.2) -> None:
        """Send a little for ever."""
        while not self.web.stopping:
            await self.raw(data)
            await asyncio.sleep(every)


Answerer = Callable[[Exchange], Awaitable[bool | None]]
"""Answers; True where the connection must not be used again."""


@dataclass(slots=True)
class Web:
    """Who answers at which address, and what was asked."""

    answer: Answerer
    asked: list[Asked] = field(default_factory=list)
    stopping: bool = False
    _times: Counter[tuple[str, str]] = field(default_factory=Counter)
    _pauses: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    def pause(self, host: str, retry_after: str) -> None:
        """Remember that a host asked to be left alone, to see whether it is."""
        from email.utils import parsedate_to_datetime

        if retry_after.isdigit():
            self._pauses[host] = time.time() + int(retry_after)
        else:
            with contextlib.suppress(ValueError):
                self._pauses[host] = parsedate_to_datetime(retry_after).timestamp()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        passing = (ConnectionError, asyncio.IncompleteReadError, ssl.SSLError, asyncio.LimitOverrunError)
        with contextlib.suppress(*passing, asyncio.CancelledError):
            while not self.stopping and await self._one(reader, writer):
                pass
        with contextlib.suppress(Exception):
            writer.close()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.rstrip().split("\r\n")
        _, target, _ = first.split(" ", 2)
        headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        host, port = writer.get_extra_info("sockname")[:2]
        now = time.time()
        self.asked.append(Asked(now, host, target, headers.get("user-agent", ""), self._pauses[host] > now))
        times = self._times[host, target]
        self._times[host, target] += 1
        scheme = "https" if writer.get_extra_info("ssl_object") else "http"
        exchange = Exchange(host, target, headers, times, self, writer, f"{scheme}://{host}:{port}")
        return not await self.answer(exchange)


@contextlib.contextmanager
def serving(
    answer: Answerer,
    hosts: Sequence[str],
    port: int = 0,
    secure: Mapping[str, ssl.SSLContext] | None = None,
) -> Iterator[tuple[Web, int, int]]:
    """The web with its two ports, HTTP and HTTPS (0 where no host is secure), in a thread of its own."""
    web = Web(answer)
    ready: threading.Event = threading.Event()
    ports = [port, 0]
    loop = asyncio.new_event_loop()

    async def main() -> None:
        servers = []
        for host in hosts:
            server = await asyncio.start_server(web.serve, host, ports[0], limit=_LINE, backlog=64)
            ports[0] = server.sockets[0].getsockname()[1]
            servers.append(server)
        for host, context in (secure or {}).items():
            server = await asyncio.start_server(web.serve, host, ports[1], ssl=context, limit=_LINE, backlog=64)
            ports[1] = server.sockets[0].getsockname()[1]
            servers.append(server)
        ready.set()
        while not web.stopping:
            await asyncio.sleep(0.05)
        for server in servers:
            server.close()
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    thread = threading.Thread(target=lambda: loop.run_until_complete(main()), daemon=True, name="web")
    thread.start()
    ready.wait(30)
    try:
        yield web, ports[0], ports[1]
    finally:
        web.stopping = True
        thread.join(10)
        if not thread.is_alive():
            loop.close()
