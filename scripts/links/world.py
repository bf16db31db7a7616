"""So many links of all families over so many hosts, with a refs.bib that cites them."""

from __future__ import annotations

import contextlib
import random
import ssl
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scripts.links import prose, sites
from scripts.links.certificates import Authority
from scripts.links.families import FAMILIES, Family
from scripts.links.server import Answerer, Exchange, Web, serving
from scripts.links.sites import Cited, Site

__all__ = ["Expected", "World", "world"]

_LINKS_A_HOST = 8


@dataclass(frozen=True, slots=True)
class Expected:
    """One link and what is right to say of it."""

    key: str
    url: str
    family: str
    verdict: str
    final: str


@dataclass(slots=True)
class World:
    """A running web."""

    bib: str
    expected: list[Expected]
    bundle: str
    """File of the authority whose certificates are good; "" where no certificates can be made."""
    web: Web = field(default_factory=lambda: Web(_nobody))


async def _nobody(x: Exchange) -> None:
    raise AssertionError(x)


@contextlib.contextmanager
def world(count: int, folder: Path, *, families: Sequence[Family] = (), seed: int = 7) -> Iterator[World]:
    """A world of `count` links, evenly of all families, those of a kind of site together, about eight to a host.

    Args:
        count: links.
        folder: where certificates are kept.
        families: only these; all by default.
        seed: another seed, another world.
    """
    chosen = list(families or FAMILIES)
    chance = random.Random(seed)
    kinds: dict[str, list[Family]] = {}
    for number in range(count):
        found = chosen[number % len(chosen)]
        kinds.setdefault(found.host, []).append(found)
    plan: list[tuple[str, str, list[Family]]] = []
    for kind, links in kinds.items():
        chance.shuffle(links)
        for start in range(0, len(links), _LINKS_A_HOST):
            host = f"127.{len(plan) // 200 + 1}.{len(plan) % 200 + 1}.{chance.randint(2, 250)}"
            plan.append((kind, host, links[start : start + _LINKS_A_HOST]))
    secure, bundle = _secure([(kind, host) for kind, host, _ in plan], folder)
    answers: dict[tuple[str, str], Answerer] = {}
    owners: dict[str, Site] = {}

    async def answer(x: Exchange) -> bool | None:
        found = answers.get((x.host, x.target)) or answers.get((x.host, x.path))
        if found is not None:
            return await found(x)
        await sites.unknown(owners[x.host], x)
        return None

    with serving(answer, [host for _, host, _ in plan], secure=secure) as (web, port, secure_port):
        expected: list[Expected] = []
        entries: list[str] = []
        for kind, host, links in plan:
            policy = kind if kind in sites.POLICIES else "honest"
            throws = random.Random(f"{seed} {host}")
            site = Site(
                host,
                f"http://{host}:{port}",
                f"https://{host}:{secure_port}",
                prose.site_name(throws),
                policy,
                throws.getrandbits(32),
            )
            owners[host] = site
            for found in links:
                cited, path = _cited(len(entries), seed, site, found)
                target = found.make(site, cited, path)
                answers.update({(host, place): what for place, what in target.answers.items()})
                expected.append(Expected(cited.key, target.url, found.name, found.verdict, target.final))
                entries.append(_entry(cited, target.url))
        yield World("\n".join(entries), expected, bundle, web)


def _cited(number: int, seed: int, site: Site, found: Family) -> tuple[Cited, str]:
    throws = random.Random(f"{seed} work {number}")
    family, given = prose.author(throws)
    title = site.name if found.name == "home-page" else prose.title(throws)
    cited = Cited(f"k{number}{family.lower()}", title, family, given, throws.randint(1996, 2024))
    folder = throws.choice(("texts", "pub/papers", f"~{family.lower()}", "archive/2004", "docs"))
    return cited, f"/{folder}/{throws.choice(('item', 'paper', 'no', 'doc'))}{number}"


def _entry(cited: Cited, url: str) -> str:
    return f"@misc{{{cited.key},\n  author = {{{cited.family}, {cited.given}}},\n  title = {{{cited.title}}},\n  year = {{{cited.year}}},\n  url = {{{url}}},\n}}\n"


def _secure(hosts: Sequence[tuple[str, str]], folder: Path) -> tuple[dict[str, ssl.SSLContext], str]:
    wanted = [(kind, host) for kind, host in hosts if kind.startswith("tls-")]
    if not wanted:
        return {}, ""
    authority = Authority(folder)
    makers = {
        "tls-good": authority.good,
        "tls-expired": authority.expired,
        "tls-self-signed": authority.self_signed,
        "tls-of-another": authority.of_another,
    }
    return {host: makers[kind](host) for kind, host in wanted}, str(authority.bundle)
