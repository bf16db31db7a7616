"""Servers that treat programs otherwise than people, and those that ask to be asked later."""

from __future__ import annotations

import time
from collections.abc import Callable
from email.utils import formatdate

from scripts.links.families.family import FAMILIES, Family, Target, at
from scripts.links.server import Exchange
from scripts.links.sites import Cited, Site, dress


def _browsers(name: str, status: int) -> None:
    def make(site: Site, cited: Cited, path: str) -> Target:
        async def answer(x: Exchange) -> None:
            await x.page(
                dress(site, cited) if x.is_browser else "<title>Go away</title>", 200 if x.is_browser else status
            )

        return at(site, path, answer)

    FAMILIES.append(Family(name, "ok", make))


_browsers("403-to-programs", 403)
_browsers("404-to-programs", 404)


def _later(name: str, verdict: str, status: int, wait: Callable[[], str], *, times: int = 1) -> None:
    def make(site: Site, cited: Cited, path: str) -> Target:
        async def answer(x: Exchange) -> None:
            if x.times < times:
                fields = {"Retry-After": value} if (value := wait()) else {}
                await x.send(status, b"<title>Later</title>", fields)
            else:
                await x.page(dress(site, cited))

        return at(site, path, answer)

    FAMILIES.append(Family(name, verdict, make, f"later {name}"))


_later("429-seconds", "ok", 429, lambda: "1")
_later("429-date", "ok", 429, lambda: formatdate(time.time() + 2, usegmt=True))
_later("429-unnamed", "ok", 429, lambda: "")
_later("429-an-hour", "unknown", 429, lambda: "3600", times=10**6)
_later("429-for-ever", "unknown", 429, lambda: "1", times=10**6)
_later("503-seconds", "ok", 503, lambda: "1")
_later("flapping-500", "ok", 500, lambda: "")
