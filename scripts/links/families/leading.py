"""Addresses that lead elsewhere: for good, for now, in circles, home, to a login."""

from __future__ import annotations

import random
from collections.abc import Callable
from urllib.parse import quote

from scripts.links.families.family import FAMILIES, Family, Target, at, family, sends, shows
from scripts.links.server import Exchange
from scripts.links.sites import Cited, Site, dress, home


def _moved(name: str, verdict: str, status: int) -> None:
    def make(site: Site, cited: Cited, path: str) -> Target:
        new = path + "/now"
        target = at(site, path, sends(new, status))
        return Target(target.url, {**target.answers, new: shows(dress(site, cited))}, site.base + new)

    FAMILIES.append(Family(name, verdict, make))


for _code in (301, 308):
    _moved(f"moved-{_code}", "moved", _code)
for _code in (302, 303, 307):
    _moved(f"for-now-{_code}", "ok", _code)


@family("moved")
def moved_twice(site: Site, cited: Cited, path: str) -> Target:
    steps = {
        path: sends(path + "/b", 301),
        path + "/b": sends(site.base + path + "/c", 308),
        path + "/c": shows(dress(site, cited)),
    }
    return Target(site.base + path, steps, site.base + path + "/c")


@family("ok")
def cookie_redirect(site: Site, cited: Cited, path: str) -> Target:
    async def answer(x: Exchange) -> None:
        if "visit=1" in x.headers.get("cookie", ""):
            await x.page(dress(site, cited))
        else:
            await x.to(path, 302, Set_Cookie="visit=1; Path=/")

    return at(site, path, answer)


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
        {path: shows(random.Random(cited.key).choice(forms)), new: shows(dress(site, cited))},
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
        {path: shows(random.Random(cited.key).choice(forms)), new: shows(dress(site, cited))},
        site.base + new,
    )


@family("unknown")
def loop(site: Site, cited: Cited, path: str) -> Target:
    return Target(site.base + path, {path: sends(path + "/b"), path + "/b": sends(path)})


@family("unknown")
def growing_loop(site: Site, cited: Cited, path: str) -> Target:
    async def answer(x: Exchange) -> None:
        await x.to(f"{path}?n={len(x.target)}{'x' * x.target.count('x')}x")

    return at(site, path, answer)


def _leads(
    name: str, verdict: str, place: Callable[[Site, str], str], page: Callable[[Site], str], status: int = 302
) -> None:
    def make(site: Site, cited: Cited, path: str) -> Target:
        there = place(site, path)
        return Target(site.base + path, {path: sends(there, status), there.partition("?")[0]: shows(page(site))})

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
    return at(site, path, shows(page))


@family("blocked")
def consent_page(site: Site, cited: Cited, path: str) -> Target:
    page = f"<html><head><title>Before you continue</title></head><body><h1>{site.name}</h1><p>We use cookies for this and that.</p><button>Accept all</button></body></html>"
    return at(site, path, shows(page))
