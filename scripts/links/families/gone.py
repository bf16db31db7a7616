"""Answers that say that nothing is there, or say it of a page that pretends otherwise."""

from __future__ import annotations

import random

from scripts.links import prose
from scripts.links.families.family import FAMILIES, Family, Target, at, family, sends, shows
from scripts.links.server import Exchange
from scripts.links.sites import Cited, Site, apology, dress, home, parked


def _status(name: str, verdict: str, status: int, markup: str = "<title>{0}</title><p>{0}</p>", **fields: str) -> None:
    def make(site: Site, cited: Cited, path: str) -> Target:
        return at(site, path, shows(markup.format(site.name), status, **fields))

    FAMILIES.append(Family(name, verdict, make))


_status("404", "dead", 404)
_status("410", "dead", 410)
_status("401", "blocked", 401, WWW_Authenticate="Basic realm=x")
_status("402", "blocked", 402)
_status("403", "blocked", 403)
_status("451", "blocked", 451)
_status("999", "blocked", 999)
_status("cloudflare", "blocked", 403, "<title>Just a moment...</title><p>Checking</p>", cf_mitigated="challenge")
_status(
    "cloudflare-503", "blocked", 503, "<title>Just a moment...</title><p>Checking your browser</p>", Server="cloudflare"
)
_status("500", "unknown", 500)
_status("502", "unknown", 502)
_status("503", "unknown", 503)
_status("empty", "unknown", 200, "")


@family("dead")
def large_404(site: Site, cited: Cited, path: str) -> Target:
    return at(site, path, shows(home(site).replace("<h1>", f"<h1>{cited.title}? "), 404))


@family("dead")
def moved_to_404(site: Site, cited: Cited, path: str) -> Target:
    return Target(
        site.base + path, {path: sends(path + "/x", 301), path + "/x": shows("<title>Gone fishing</title>", 404)}
    )


@family("dead", "nowhere")
def no_such_host(site: Site, cited: Cited, path: str) -> Target:
    return Target(f"http://{cited.key}.{random.Random(cited.key).choice(('invalid', 'example', 'test'))}{path}", {})


@family("soft404", "apologetic")
def soft_404_in_own_words(site: Site, cited: Cited, path: str) -> Target:
    return Target(site.base + path, {})


@family("soft404", "front-page")
def front_page_for_all(site: Site, cited: Cited, path: str) -> Target:
    return Target(site.base + path, {})


@family("soft404", "sends-home")
def home_for_all(site: Site, cited: Cited, path: str) -> Target:
    return Target(site.base + path, {})


@family("soft404")
def soft_404_by_title(site: Site, cited: Cited, path: str) -> Target:
    titles = (
        "404 Not Found",
        "Page not found | {0}",
        "{0} - Seite nicht gefunden",
        "Error 404 :: {0}",
        "Page introuvable – {0}",
        "Página no encontrada",
    )
    made = random.Random(cited.key).choice(titles).format(site.name)
    return at(site, path, shows(f"<html><head><title>{made}</title></head><body><p>{site.name}</p></body></html>"))


@family("soft404")
def soft_404_by_sentence(site: Site, cited: Cited, path: str) -> Target:
    texts = (
        "We are sorry, but the article you asked for is no longer available on this server.",
        "The document could not be located. It may have been moved or deleted.",
        "Unfortunately this page does not exist any more.",
        "Leider wurde die gewünschte Seite nicht gefunden.",
        "Désolé, cette page n’existe plus.",
    )
    text = random.Random(cited.key).choice(texts)
    return at(
        site,
        path,
        shows(f"<html><head><title>{site.name}</title></head><body><p>{text}</p><a href='/'>Back</a></body></html>"),
    )


@family("soft404", "apologetic")
def soft_404_with_the_title(site: Site, cited: Cited, path: str) -> Target:
    async def answer(x: Exchange) -> None:
        await x.page(apology(site, x))

    return at(site, f"{path}/{'-'.join(cited.title.split())[:40].strip(':,')}".replace("–", "-"), answer)


@family("parked", "parked")
def for_sale(site: Site, cited: Cited, path: str) -> Target:
    return Target(site.base + path, {})


@family("parked")
def for_sale_beside_others(site: Site, cited: Cited, path: str) -> Target:
    async def answer(x: Exchange) -> None:
        await parked(Site(site.host, site.base, "", site.name, "parked", site.seed + len(cited.title)), x)

    return at(site, path, answer)


@family("mismatch")
def another_page(site: Site, cited: Cited, path: str) -> Target:
    other = _other(cited)
    return at(site, path, shows(dress(site, other)))


@family("mismatch")
def casino(site: Site, cited: Cited, path: str) -> Target:
    text = (
        "<h1>Spin and win at Lucky Lagoon Slots</h1>"
        + "<p>Play roulette, poker and jackpot machines with a welcome bonus of free spins for every new player.</p>"
        * 4
    )
    return at(
        site,
        path,
        shows(f"<html><head><title>Lucky Lagoon: best slots and bonus offers</title></head><body>{text}</body></html>"),
    )


def _other(cited: Cited) -> Cited:
    """Another work by somebody else, with no telling word in common."""
    mine = {word[:6].lower() for word in cited.title.replace(":", "").split() if len(word) > 3}
    for attempt in range(200):
        chance = random.Random(f"{cited.key} other {attempt}")
        title, (surname, given) = prose.title(chance), prose.author(chance)
        theirs = {word[:6].lower() for word in title.replace(":", "").split() if len(word) > 3}
        if not mine & theirs and surname != cited.family:
            return Cited(cited.key + "x", title, surname, given, cited.year)
    raise AssertionError(cited)
