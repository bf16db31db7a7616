"""What a family of links is, and how one is enrolled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from scripts.links.server import Answerer, Exchange
from scripts.links.sites import Cited, Site

ALIVE = frozenset(("ok", "moved", "fragment", "insecure", "blocked"))
DEAD = frozenset(("dead", "soft404", "parked", "mismatch"))


@dataclass(frozen=True, slots=True)
class Target:
    """One link of a family."""

    url: str
    answers: dict[str, Answerer]
    """By path, on the site's host."""
    final: str = ""
    """Where it leads; "" where that is the address itself or cannot be told."""


Maker = Callable[[Site, Cited, str], Target]


@dataclass(frozen=True, slots=True)
class Family:
    """Links that behave alike."""

    name: str
    verdict: str
    make: Maker
    host: str = "honest"
    """Kind of site: a policy of `sites.POLICIES`, or a name of its own for those that must not share a host."""


FAMILIES: list[Family] = []


def family(verdict: str, host: str = "honest") -> Callable[[Maker], Maker]:
    def enrol(make: Maker) -> Maker:
        FAMILIES.append(Family(make.__name__.replace("_", "-"), verdict, make, host))
        return make

    return enrol


def at(site: Site, path: str, answer: Answerer, *, suffix: str = "", **more: Answerer) -> Target:
    return Target(f"{site.base}{path}{suffix}", {path: answer, **{"/" + name: found for name, found in more.items()}})


def shows(markup: str, status: int = 200, **fields: str) -> Answerer:
    async def answer(x: Exchange) -> None:
        await x.page(markup, status, **fields)

    return answer


def sends(place: str, status: int = 302, **fields: str) -> Answerer:
    async def answer(x: Exchange) -> None:
        await x.to(place, status, **fields)

    return answer
