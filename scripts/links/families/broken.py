"""Servers that are slow, endless or broken."""

from __future__ import annotations

import asyncio
import gzip

from scripts.links.families.family import Target, at, family
from scripts.links.server import Exchange
from scripts.links.sites import Cited, Site, dress


@family("ok")
def slow_headers(site: Site, cited: Cited, path: str) -> Target:
    async def answer(x: Exchange) -> None:
        await asyncio.sleep(2.0)
        await x.page(dress(site, cited))

    return at(site, path, answer)


@family("unknown", "silent")
def no_headers(site: Site, cited: Cited, path: str) -> Target:
    async def answer(x: Exchange) -> bool:
        await x.raw(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        await x.drip()
        return True

    return at(site, path, answer)


@family("ok")
def slow_body(site: Site, cited: Cited, path: str) -> Target:
    async def answer(x: Exchange) -> bool:
        page = dress(site, cited).encode()
        await x.raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 500000\r\n\r\n" + page[:700])
        await x.drip()
        return True

    return at(site, path, answer)


@family("ok")
def endless_body(site: Site, cited: Cited, path: str) -> Target:
    async def answer(x: Exchange) -> bool:
        await x.raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + dress(site, cited, look=0).encode())
        await x.drip(b"<p>and so on</p>" * 4096, 0.0)
        return True

    return at(site, path, answer)


@family("ok")
def huge_body(site: Site, cited: Cited, path: str) -> Target:
    async def answer(x: Exchange) -> None:
        await x.page(dress(site, cited) + "<!-- " + "x" * 4_000_000 + "-->")

    return at(site, path, answer)


@family("ok")
def bomb(site: Site, cited: Cited, path: str) -> Target:
    async def answer(x: Exchange) -> None:
        await x.send(200, _bomb(dress(site, cited)), Content_Encoding="gzip")

    return at(site, path, answer)


def _bomb(page: str) -> bytes:
    return gzip.compress(page.encode(), 1) + _ZEROS


_ZEROS = gzip.compress(b" " * 40_000_000, 9)


@family("ok")
def truncated(site: Site, cited: Cited, path: str) -> Target:
    async def answer(x: Exchange) -> bool:
        await x.send(200, dress(site, cited).encode(), Content_Length="90000")
        return True

    return at(site, path, answer)


@family("ok")
def short_length(site: Site, cited: Cited, path: str) -> Target:
    async def answer(x: Exchange) -> bool:
        page = dress(site, cited).encode()
        await x.send(200, page, Content_Length=str(len(page) - 40))
        return True

    return at(site, path, answer)


@family("ok")
def wrong_charset(site: Site, cited: Cited, path: str) -> Target:
    async def answer(x: Exchange) -> None:
        await x.send(200, dress(site, cited).encode("utf-8"), Content_Type="text/html; charset=iso-8859-15")

    return at(site, path, answer)


@family("unknown")
def reset(site: Site, cited: Cited, path: str) -> Target:
    async def answer(x: Exchange) -> bool:
        x.reset()
        return True

    return at(site, path, answer)


@family("unknown")
def closed_without_a_word(site: Site, cited: Cited, path: str) -> Target:
    async def answer(x: Exchange) -> bool:
        return True

    return at(site, path, answer)


@family("unknown", "nowhere")
def refused(site: Site, cited: Cited, path: str) -> Target:
    return Target(f"http://{site.host}:9{path}", {})


@family("unknown")
def nonsense(site: Site, cited: Cited, path: str) -> Target:
    async def answer(x: Exchange) -> bool:
        await x.raw(b"220 mail.example.org ESMTP ready\r\n" * 3)
        return True

    return at(site, path, answer)
