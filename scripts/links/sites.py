"""Made-up sites: what their pages look like, and what they say to an address that they do not know."""

from __future__ import annotations

import random
from dataclasses import dataclass

from scripts.links import prose
from scripts.links.server import Exchange

__all__ = ["POLICIES", "Cited", "Site", "dress", "parked", "unknown"]


@dataclass(frozen=True, slots=True)
class Cited:
    """What an entry says of its link."""

    key: str
    title: str
    family: str
    given: str
    year: int


@dataclass(frozen=True, slots=True)
class Site:
    """A host and its look."""

    host: str
    base: str
    secure_base: str
    name: str
    policy: str
    """What it says to addresses it does not know: a key of `POLICIES`."""
    seed: int

    @property
    def chance(self) -> random.Random:
        """The same throws each time."""
        return random.Random(self.seed)


def dress(site: Site, cited: Cited, *, body: str = "", paragraphs: int = 3, look: int | None = None) -> str:
    """A page that holds the cited thing, in one of the looks of the web's last thirty years."""
    chance = random.Random(f"{site.seed} {cited.key}")
    text = body or prose.prose(chance, paragraphs)
    name = f"{cited.given} {cited.family}"
    looks = (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{cited.title} | {site.name}</title></head><body>{_menu(site)}"
        f"<main><h1>{cited.title}</h1><p class=by>by {name}, {cited.year}</p>{text}</main>{_foot(site)}</body></html>",
        f"<HTML><HEAD><TITLE>{site.name}</TITLE></HEAD><BODY bgcolor=white><CENTER><H1>{cited.title}</H1><I>{name}</I></CENTER><HR>{text}</BODY></HTML>",
        f'<!doctype html><html><head><title>{site.name} - View item</title><meta name=citation_title content="{cited.title}">'
        f'<meta name=citation_author content="{cited.family}, {cited.given}"><meta name=citation_date content={cited.year}></head>'
        f"<body>{_menu(site)}<h2>{cited.title}</h2>{text}{_foot(site)}</body></html>",
        f"<html><head><title>{cited.title}</title></head><body>{text}</body></html>",
        f"<html><head><title>{name}: {cited.title} ({cited.year})</title><script>var visited=1;</script></head><body>{_menu(site)}{text}</body></html>",
    )
    return looks[chance.randrange(len(looks)) if look is None else look]


def _menu(site: Site) -> str:
    return (
        "<ul class=menu>"
        + "".join(
            f'<li><a href="/{part}/">{part.title()}</a></li>'
            for part in ("news", "people", "holdings", "visit", "give")
        )
        + f'</ul><p class=name><a href="/">{site.name}</a></p>'
    )


def _foot(site: Site) -> str:
    return f"<footer><p>{site.name}, registered charity. Opening hours Tuesday to Friday.</p></footer>"


async def honest(site: Site, x: Exchange) -> None:
    await x.page("<html><head><title>Not here</title></head><body><p>Nope.</p></body></html>", 404)


async def apologetic(site: Site, x: Exchange) -> None:
    """200 with words of its own."""
    await x.page(apology(site, x))


def apology(site: Site, x: Exchange) -> str:
    texts = (
        "<h1>Hmm.</h1><p>There used to be something under this heading, or maybe there never was. Try the menu above.</p>",
        f"<h1>A wrong turning</h1><p>Nobody at the {site.name} knows of <code>{x.path}</code>. Was it spelled that way?</p>",
        "<p>Our old web was retired in spring. Things from it did not come along. We are sorry if that spoils your day.</p>",
        "<h1>Lost in the stacks</h1><p>The shelf you came for has been cleared. Ask a librarian, or start again from the front door.</p>",
    )
    text = texts[site.chance.randrange(len(texts))]
    return f"<!doctype html><html lang=en><head><title>{site.name}</title></head><body>{_menu(site)}{text}{_foot(site)}</body></html>"


async def front_page(site: Site, x: Exchange) -> None:
    """Everything shows the front page, without a redirect."""
    await x.page(home(site))


def home(site: Site) -> str:
    return f"<html><head><title>{site.name}</title></head><body>{_menu(site)}<h1>{site.name}</h1>{prose.prose(site.chance, 3)}{_foot(site)}</body></html>"


async def sends_home(site: Site, x: Exchange) -> None:
    await x.to("/")


async def parked(site: Site, x: Exchange) -> None:
    """For sale, in words of its own."""
    texts = (
        f"<h1>{x.host}</h1><p>Great brands start with a great domain. Get {x.host} today: only EUR 1,900, transfer within a day.</p><a href='/o'>Make us an offer</a>",
        f"<h2>The domain {x.host} has come up for purchase!</h2><p>Secure payment, fast hand-over, free advice by telephone.</p><form action=/offer><input name=amount><button>Send offer</button></form>",
        f"<h1>{x.host}</h1><ul><li><a href=/s?1>Cheap Flights</a></li><li><a href=/s?2>Car Insurance</a></li><li><a href=/s?3>Credit Cards</a></li><li><a href=/s?4>Online Degrees</a></li></ul><p>Sponsored listings displayed above are served automatically. Related searches: travel, loans.</p>",
        f"<html lang=de><h1>{x.host}</h1><p>Die Domain {x.host} können Sie hier erwerben. Preis auf Anfrage.</p><p>Unverbindlich anfragen</p>",
        f"<iframe src='https://www.sedo.com/search/details.php4?domain={x.host}' width='100%'></iframe><p>{x.host}</p>",
        f"<h1>Welcome to {x.host}</h1><p>This name was registered through one of our resellers and is parked here at no cost. Are you the owner? Log in to your control panel to build your site.</p>",
        f"<h1>Ce nom de domaine est disponible à l'achat</h1><p>{x.host} : contactez le propriétaire pour l'acheter.</p>",
    )
    text = texts[site.chance.randrange(len(texts))]
    await x.page(f"<html><head><title>{x.host}</title></head><body>{text}</body></html>")


POLICIES = {
    "honest": honest,
    "apologetic": apologetic,
    "front-page": front_page,
    "sends-home": sends_home,
    "parked": parked,
}


async def unknown(site: Site, x: Exchange) -> None:
    """The site's answer to an address it does not know; it has a front page, whatever else it has."""
    if x.path == "/" and site.policy != "parked":
        await x.page(home(site))
    else:
        await POLICIES[site.policy](site, x)
