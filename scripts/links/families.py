"""Every way in which a link can be well or ill, with the verdict that is right."""

from __future__ import annotations

import asyncio
import base64
import gzip
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import formatdate
from urllib.parse import quote

from scripts.links import prose
from scripts.links.server import Answerer, Exchange
from scripts.links.sites import Cited, Site, apology, dress, home, parked

__all__ = ["ALIVE", "DEAD", "FAMILIES", "Family", "Target"]

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


def _at(site: Site, path: str, answer: Answerer, *, suffix: str = "", **more: Answerer) -> Target:
    return Target(f"{site.base}{path}{suffix}", {path: answer, **{"/" + name: found for name, found in more.items()}})


def _shows(markup: str, status: int = 200, **fields: str) -> Answerer:
    async def answer(x: Exchange) -> None:
        await x.page(markup, status, **fields)

    return answer


def _sends(place: str, status: int = 302, **fields: str) -> Answerer:
    async def answer(x: Exchange) -> None:
        await x.to(place, status, **fields)

    return answer


# Pages that are there


def _simple(name: str, look: int) -> None:
    def make(site: Site, cited: Cited, path: str) -> Target:
        return _at(site, path, _shows(dress(site, cited, look=look)))

    FAMILIES.append(Family(name, "ok", make))


for _number, _name in enumerate(("page", "old-page", "journal-page", "bare-page", "author-in-title")):
    _simple(_name, _number)


@family("ok", "apologetic")
def page_beside_soft_404s(site: Site, cited: Cited, path: str) -> Target:
    return _at(site, path, _shows(dress(site, cited)))


@family("ok")
def page_with_other_words_in_title(site: Site, cited: Cited, path: str) -> Target:
    short = cited.title.partition(":")[0].partition(",")[0]
    return _at(site, path, _shows(dress(site, Cited(cited.key, short, cited.family, cited.given, cited.year))))


@family("ok")
def revised_page(site: Site, cited: Cited, path: str) -> Target:
    changed = Cited(cited.key, f"{cited.title} (revised edition)", cited.family, cited.given, cited.year + 3)
    return _at(site, path, _shows(dress(site, changed, paragraphs=8)))


@family("ok")
def page_about_lost_pages(site: Site, cited: Cited, path: str) -> Target:
    text = "<p>The requested page was not found in the ledger; the document no longer exists.</p>" + prose.prose(
        site.chance, 5
    )
    return _at(site, path, _shows(dress(site, cited, body=text)))


@family("ok")
def page_without_the_title(site: Site, cited: Cited, path: str) -> Target:
    text = f"<p>{cited.given} {cited.family}</p>" + prose.prose(random.Random(cited.key), 6)
    return _at(site, path, _shows(f"<html><head><title>{site.name}</title></head><body>{text}</body></html>"))


@family("ok")
def mhonarc_message(site: Site, cited: Cited, path: str) -> Target:
    turned = "".join(_turn(letter) for letter in f"{cited.given} {cited.family} <x@example.org>")
    head = f"<!-- MHonArc v2.6 -->\n<!--X-Subject: Re: {cited.title} -->\n<!--X-From-R13: {turned} -->\n<!--X-Date: Fri, 6 Dec 2002 08:41:29 -->\n<!--X-Head-End-->\n"
    return _at(
        site,
        path + "/msg00012.html",
        _shows(f"{head}<html><head><title>Message</title></head><body>{prose.prose(site.chance)}</body></html>"),
    )


def _turn(letter: str) -> str:
    if "@" <= letter <= "[":
        return chr((ord(letter) - 64 + 14) % 28 + 64)
    return chr((ord(letter) - 97 + 13) % 26 + 97) if "a" <= letter <= "z" else letter


@family("ok")
def pipermail_message(site: Site, cited: Cited, path: str) -> Target:
    head = f"<H1>[List] {cited.title}</H1><B>{cited.given} {cited.family}</B> <A HREF='mailto:x'>x at y</A><BR><I>Fri Dec  6 08:41:29 2002</I><!--beginarticle--><PRE>"
    return _at(
        site,
        path + "/000123.html",
        _shows(
            f"<HTML><HEAD><TITLE>[List] post</TITLE></HEAD><BODY>{head}{prose.paragraph(site.chance)}</PRE></BODY></HTML>"
        ),
    )


@family("ok")
def plain_text(site: Site, cited: Cited, path: str) -> Target:
    text = f"{cited.title.upper()}\n\nby {cited.given} {cited.family}\n\n{prose.paragraph(site.chance, 20)}"
    return _at(site, path + ".txt", _shows(text, Content_Type="text/plain"))


@family("ok")
def pdf(site: Site, cited: Cited, path: str) -> Target:
    data = small_pdf((cited.title, f"{cited.given} {cited.family}", *prose.paragraph(site.chance, 12).split(". ")))

    async def answer(x: Exchange) -> None:
        await x.send(200, data, Content_Type="application/pdf")

    return _at(site, path + ".pdf", answer)


@family("ok")
def image(site: Site, cited: Cited, path: str) -> Target:
    async def answer(x: Exchange) -> None:
        await x.send(200, b"\x89PNG\r\n\x1a\n" + b"\0" * 900, Content_Type="image/png")

    return _at(site, path + ".png", answer)


@family("ok")
def chunked(site: Site, cited: Cited, path: str) -> Target:
    async def answer(x: Exchange) -> None:
        await x.raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
        for part in dress(site, cited).encode().split(b"<p>"):
            await x.raw(b"%x\r\n%s\r\n" % (len(part) + 3, b"<p>" + part))
        await x.raw(b"0\r\n\r\n")

    return _at(site, path, answer)


@family("ok")
def http_1_0(site: Site, cited: Cited, path: str) -> Target:
    async def answer(x: Exchange) -> bool:
        await x.raw(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + dress(site, cited).encode())
        return True

    return _at(site, path, answer)


@family("ok")
def compressed(site: Site, cited: Cited, path: str) -> Target:
    async def answer(x: Exchange) -> None:
        await x.send(200, gzip.compress(dress(site, cited).encode()), Content_Encoding="gzip")

    return _at(site, path, answer)


@family("ok")
def partial_content(site: Site, cited: Cited, path: str) -> Target:
    return _at(site, path, _shows(dress(site, cited), 203))


@family("ok")
def home_page(site: Site, cited: Cited, path: str) -> Target:
    return Target(site.base + "/", {})


@family("ok")
def head_refused(site: Site, cited: Cited, path: str) -> Target:
    return _at(site, path, _shows(dress(site, cited)))


@family("ok")
def query_page(site: Site, cited: Cited, path: str) -> Target:
    return _at(
        site, path + "/show.php", _shows(dress(site, cited)), suffix=f"?id={cited.year}&amp=1".replace("&amp", "&v")
    )


@family("ok")
def idn_path(site: Site, cited: Cited, path: str) -> Target:
    name = f"{path}/žluťoučký-{cited.key}"
    return Target(site.base + name, {quote(name): _shows(dress(site, cited))})


@family("ok")
def credentials(site: Site, cited: Cited, path: str) -> Target:
    wanted = "Basic " + base64.b64encode(b"guest:guest").decode()

    async def answer(x: Exchange) -> None:
        if x.headers.get("authorization") == wanted:
            await x.page(dress(site, cited))
        else:
            await x.page("<title>401</title>", 401, WWW_Authenticate="Basic")

    return Target(site.base.replace("//", "//guest:guest@") + path, {path: answer})


# Redirects


def _moved(name: str, verdict: str, status: int) -> None:
    def make(site: Site, cited: Cited, path: str) -> Target:
        new = path + "/now"
        target = _at(site, path, _sends(new, status))
        return Target(target.url, {**target.answers, new: _shows(dress(site, cited))}, site.base + new)

    FAMILIES.append(Family(name, verdict, make))


for _code in (301, 308):
    _moved(f"moved-{_code}", "moved", _code)
for _code in (302, 303, 307):
    _moved(f"for-now-{_code}", "ok", _code)


@family("moved")
def moved_twice(site: Site, cited: Cited, path: str) -> Target:
    steps = {
        path: _sends(path + "/b", 301),
        path + "/b": _sends(site.base + path + "/c", 308),
        path + "/c": _shows(dress(site, cited)),
    }
    return Target(site.base + path, steps, site.base + path + "/c")


@family("ok")
def cookie_redirect(site: Site, cited: Cited, path: str) -> Target:
    async def answer(x: Exchange) -> None:
        if "visit=1" in x.headers.get("cookie", ""):
            await x.page(dress(site, cited))
        else:
            await x.to(path, 302, Set_Cookie="visit=1; Path=/")

    return _at(site, path, answer)


@family("moved")
def meta_redirect(site: Site, cited: Cited, path: str) -> Target:
    new = path + "/new.html"
    delay = random.Random(cited.key).choice(("0", "0", "3", "5"))
    forms = (
        f'<html><head><meta http-equiv="refresh" content="{delay}; url={new}"><title>{site.name}</title></head><body></body></html>',
        f"<HTML><HEAD><META HTTP-EQUIV=Refresh CONTENT='{delay};URL={site.base}{new}'></HEAD><BODY>Please note our <A HREF='{new}'>other address</A>.</BODY></HTML>",
    )
    return Target(
        site.base + path,
        {path: _shows(random.Random(cited.key).choice(forms)), new: _shows(dress(site, cited))},
        site.base + new,
    )


@family("moved")
def script_redirect(site: Site, cited: Cited, path: str) -> Target:
    new = path + "/new.html"
    forms = (
        f'<html><head><script>window.location.replace("{new}");</script></head><body></body></html>',
        f"<html><head><title>{site.name}</title><script type='text/javascript'>setTimeout(function () {{ document.location.href = '{site.base}{new}'; }}, 500);</script></head><body>One moment</body></html>",
        f"<html><body onload=\"location='{new}'\"><p>Moving along</p></body></html>",
        f'<html><script>var there = "{path}" + "/new.html"; window.onload = function () {{ top.location = there; }}</script></html>',
    )
    return Target(
        site.base + path,
        {path: _shows(random.Random(cited.key).choice(forms)), new: _shows(dress(site, cited))},
        site.base + new,
    )


@family("unknown")
def loop(site: Site, cited: Cited, path: str) -> Target:
    return Target(site.base + path, {path: _sends(path + "/b"), path + "/b": _sends(path)})


@family("unknown")
def growing_loop(site: Site, cited: Cited, path: str) -> Target:
    async def answer(x: Exchange) -> None:
        await x.to(f"{path}?n={len(x.target)}{'x' * x.target.count('x')}x")

    return _at(site, path, answer)


def _leads(
    name: str, verdict: str, place: Callable[[Site, str], str], page: Callable[[Site], str], status: int = 302
) -> None:
    def make(site: Site, cited: Cited, path: str) -> Target:
        there = place(site, path)
        return Target(site.base + path, {path: _sends(there, status), there.partition("?")[0]: _shows(page(site))})

    FAMILIES.append(Family(name, verdict, make))


_LOGIN = "<html><head><title>{0}</title></head><body><form method=post action=/session><p>Your card number and secret word, please.</p><input name=u><input type=password name=p></form></body></html>"
_COOKIES = "<html><head><title>{0}</title></head><body><h1>First things first</h1><p>We and 312 partners would like to store biscuits on your device.</p><button>Fine</button><button>More choices</button></body></html>"

_leads("to-home", "soft404", lambda site, path: "/", home)
_leads("to-home-for-good", "soft404", lambda site, path: "/", home, 301)
_leads(
    "to-login",
    "blocked",
    lambda site, path: f"/account/login?next={quote(path)}",
    lambda site: _LOGIN.format(site.name),
)
_leads(
    "to-sso",
    "blocked",
    lambda site, path: f"/idp/profile/SSO?target={quote(path)}",
    lambda site: _LOGIN.format(site.name),
)
_leads(
    "to-consent", "blocked", lambda site, path: f"/consent?back={quote(path)}", lambda site: _COOKIES.format(site.name)
)
_leads(
    "to-error-page",
    "soft404",
    lambda site, path: "/error/404.html",
    lambda site: home(site).replace("<h1>", "<h1>Oh dear, "),
)


@family("blocked")
def login_page(site: Site, cited: Cited, path: str) -> Target:
    page = f"<html><head><title>{site.name}: Sign in</title></head><body><form method=post><p>Readers need an account.</p><input name=u><input type=password name=p></form></body></html>"
    return _at(site, path, _shows(page))


@family("blocked")
def consent_page(site: Site, cited: Cited, path: str) -> Target:
    page = f"<html><head><title>Before you continue</title></head><body><h1>{site.name}</h1><p>We use cookies for this and that.</p><button>Accept all</button></body></html>"
    return _at(site, path, _shows(page))


# Gone


def _status(name: str, verdict: str, status: int, markup: str = "<title>{0}</title><p>{0}</p>", **fields: str) -> None:
    def make(site: Site, cited: Cited, path: str) -> Target:
        return _at(site, path, _shows(markup.format(site.name), status, **fields))

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
    return _at(site, path, _shows(home(site).replace("<h1>", f"<h1>{cited.title}? "), 404))


@family("dead")
def moved_to_404(site: Site, cited: Cited, path: str) -> Target:
    return Target(
        site.base + path, {path: _sends(path + "/x", 301), path + "/x": _shows("<title>Gone fishing</title>", 404)}
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
    return _at(site, path, _shows(f"<html><head><title>{made}</title></head><body><p>{site.name}</p></body></html>"))


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
    return _at(
        site,
        path,
        _shows(f"<html><head><title>{site.name}</title></head><body><p>{text}</p><a href='/'>Back</a></body></html>"),
    )


@family("soft404", "apologetic")
def soft_404_with_the_title(site: Site, cited: Cited, path: str) -> Target:
    async def answer(x: Exchange) -> None:
        await x.page(apology(site, x))

    return _at(site, f"{path}/{'-'.join(cited.title.split())[:40].strip(':,')}".replace("–", "-"), answer)


@family("parked", "parked")
def for_sale(site: Site, cited: Cited, path: str) -> Target:
    return Target(site.base + path, {})


@family("parked")
def for_sale_beside_others(site: Site, cited: Cited, path: str) -> Target:
    async def answer(x: Exchange) -> None:
        await parked(Site(site.host, site.base, "", site.name, "parked", site.seed + len(cited.title)), x)

    return _at(site, path, answer)


@family("mismatch")
def another_page(site: Site, cited: Cited, path: str) -> Target:
    other = _other(cited)
    return _at(site, path, _shows(dress(site, other)))


@family("mismatch")
def casino(site: Site, cited: Cited, path: str) -> Target:
    text = (
        "<h1>Spin and win at Lucky Lagoon Slots</h1>"
        + "<p>Play roulette, poker and jackpot machines with a welcome bonus of free spins for every new player.</p>"
        * 4
    )
    return _at(
        site,
        path,
        _shows(
            f"<html><head><title>Lucky Lagoon: best slots and bonus offers</title></head><body>{text}</body></html>"
        ),
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


# To programs and people


def _browsers(name: str, status: int) -> None:
    def make(site: Site, cited: Cited, path: str) -> Target:
        async def answer(x: Exchange) -> None:
            await x.page(
                dress(site, cited) if x.is_browser else "<title>Go away</title>", 200 if x.is_browser else status
            )

        return _at(site, path, answer)

    FAMILIES.append(Family(name, "ok", make))


_browsers("403-to-programs", 403)
_browsers("404-to-programs", 404)


# Later


def _later(name: str, verdict: str, status: int, wait: Callable[[], str], *, times: int = 1) -> None:
    def make(site: Site, cited: Cited, path: str) -> Target:
        async def answer(x: Exchange) -> None:
            if x.times < times:
                fields = {"Retry-After": value} if (value := wait()) else {}
                await x.send(status, b"<title>Later</title>", fields)
            else:
                await x.page(dress(site, cited))

        return _at(site, path, answer)

    FAMILIES.append(Family(name, verdict, make, f"later {name}"))


_later("429-seconds", "ok", 429, lambda: "1")
_later("429-date", "ok", 429, lambda: formatdate(time.time() + 2, usegmt=True))
_later("429-unnamed", "ok", 429, lambda: "")
_later("429-an-hour", "unknown", 429, lambda: "3600", times=10**6)
_later("429-for-ever", "unknown", 429, lambda: "1", times=10**6)
_later("503-seconds", "ok", 503, lambda: "1")
_later("flapping-500", "ok", 500, lambda: "")


# Slow, endless, broken


@family("ok")
def slow_headers(site: Site, cited: Cited, path: str) -> Target:
    async def answer(x: Exchange) -> None:
        await asyncio.sleep(2.0)
        await x.page(dress(site, cited))

    return _at(site, path, answer)


@family("unknown", "silent")
def no_headers(site: Site, cited: Cited, path: str) -> Target:
    async def answer(x: Exchange) -> bool:
        await x.raw(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        await x.drip()
        return True

    return _at(site, path, answer)


@family("ok")
def slow_body(site: Site, cited: Cited, path: str) -> Target:
    async def answer(x: Exchange) -> bool:
        page = dress(site, cited).encode()
        await x.raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 500000\r\n\r\n" + page[:700])
        await x.drip()
        return True

    return _at(site, path, answer)


@family("ok")
def endless_body(site: Site, cited: Cited, path: str) -> Target:
    async def answer(x: Exchange) -> bool:
        await x.raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + dress(site, cited, look=0).encode())
        await x.drip(b"<p>and so on</p>" * 4096, 0.0)
        return True

    return _at(site, path, answer)


@family("ok")
def huge_body(site: Site, cited: Cited, path: str) -> Target:
    async def answer(x: Exchange) -> None:
        await x.page(dress(site, cited) + "<!-- " + "x" * 4_000_000 + "-->")

    return _at(site, path, answer)


@family("ok")
def bomb(site: Site, cited: Cited, path: str) -> Target:
    async def answer(x: Exchange) -> None:
        await x.send(200, _bomb(dress(site, cited)), Content_Encoding="gzip")

    return _at(site, path, answer)


def _bomb(page: str) -> bytes:
    return gzip.compress(page.encode(), 1) + _ZEROS


_ZEROS = gzip.compress(b" " * 40_000_000, 9)


@family("ok")
def truncated(site: Site, cited: Cited, path: str) -> Target:
    async def answer(x: Exchange) -> bool:
        await x.send(200, dress(site, cited).encode(), Content_Length="90000")
        return True

    return _at(site, path, answer)


@family("ok")
def short_length(site: Site, cited: Cited, path: str) -> Target:
    async def answer(x: Exchange) -> bool:
        page = dress(site, cited).encode()
        await x.send(200, page, Content_Length=str(len(page) - 40))
        return True

    return _at(site, path, answer)


@family("ok")
def wrong_charset(site: Site, cited: Cited, path: str) -> Target:
    async def answer(x: Exchange) -> None:
        await x.send(200, dress(site, cited).encode("utf-8"), Content_Type="text/html; charset=iso-8859-15")

    return _at(site, path, answer)


@family("unknown")
def reset(site: Site, cited: Cited, path: str) -> Target:
    async def answer(x: Exchange) -> bool:
        x.reset()
        return True

    return _at(site, path, answer)


@family("unknown")
def closed_without_a_word(site: Site, cited: Cited, path: str) -> Target:
    async def answer(x: Exchange) -> bool:
        return True

    return _at(site, path, answer)


@family("unknown", "nowhere")
def refused(site: Site, cited: Cited, path: str) -> Target:
    return Target(f"http://{site.host}:9{path}", {})


@family("unknown")
def nonsense(site: Site, cited: Cited, path: str) -> Target:
    async def answer(x: Exchange) -> bool:
        await x.raw(b"220 mail.example.org ESMTP ready\r\n" * 3)
        return True

    return _at(site, path, answer)


# Places


@family("ok")
def place_there(site: Site, cited: Cited, path: str) -> Target:
    return _at(
        site, path, _shows(dress(site, cited, body="<a name='n4'></a>" + prose.prose(site.chance))), suffix="#n4"
    )


@family("fragment")
def place_not_there(site: Site, cited: Cited, path: str) -> Target:
    return _at(site, path, _shows(dress(site, cited)), suffix="#n4")


@family("ok")
def words_there(site: Site, cited: Cited, path: str) -> Target:
    text = prose.prose(site.chance, 6) + "<p>An <i>altogether singular</i> phrase.</p>"
    return _at(site, path, _shows(dress(site, cited, body=text)), suffix="#:~:text=altogether%20singular,phrase")


@family("fragment")
def words_not_there(site: Site, cited: Cited, path: str) -> Target:
    return _at(site, path, _shows(dress(site, cited)), suffix="#:~:text=altogether%20singular")


# Secure connections


def _secure(name: str, verdict: str) -> None:
    def make(site: Site, cited: Cited, path: str) -> Target:
        return Target(site.secure_base + path, {path: _shows(dress(site, cited))})

    FAMILIES.append(Family(name, verdict, make, name))


for _name, _verdict in (
    ("tls-good", "ok"),
    ("tls-expired", "insecure"),
    ("tls-self-signed", "insecure"),
    ("tls-of-another", "insecure"),
):
    _secure(_name, _verdict)


@family("unknown")
def tls_that_is_none(site: Site, cited: Cited, path: str) -> Target:
    return Target(site.base.replace("http:", "https:") + path, {})


# Scripts, schemes


@family("unknown")
def script_shell(site: Site, cited: Cited, path: str) -> Target:
    forms = (
        '<!doctype html><html><head><title>{0}</title><script defer src="/static/js/main.8f2.js"></script></head><body><div id="root"></div></body></html>',
        '<!doctype html><html><head><title>{0}</title></head><body><noscript>You need to enable JavaScript to run this app.</noscript><div id="app"></div><script src="/chunk.js"></script></body></html>',
        '<html><head><title>{0}</title></head><body><app-shell></app-shell><script type=module src="/m.js"></script></body></html>',
    )
    return _at(site, path, _shows(random.Random(cited.key).choice(forms).format(site.name)))


@family("unknown", "nowhere")
def other_schemes(site: Site, cited: Cited, path: str) -> Target:
    forms = (
        "mailto:{0}@example.org",
        "ftp://example.org/pub/{0}.txt",
        "gopher://example.org/0/{0}",
        "news:{0}@example.org",
    )
    return Target(random.Random(cited.key).choice(forms).format(cited.key), {})


def small_pdf(lines: tuple[str, ...]) -> bytes:
    """A PDF of one page with these lines of text."""
    shown = "".join(f"({_escaped(line)}) Tj 0 -14 Td " for line in lines)
    stream = f"BT /F1 11 Tf 50 760 Td {shown}ET".encode("cp1252", "replace")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, written in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + b"xref\n0 6\n0000000000 65535 f \n%strailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(data),
    )


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
