"""Secure connections, pages that scripts put together, schemes that are not asked."""

from __future__ import annotations

import random

from scripts.links.families.family import FAMILIES, Family, Target, at, family, shows
from scripts.links.sites import Cited, Site, dress


def _secure(name: str, verdict: str) -> None:
    def make(site: Site, cited: Cited, path: str) -> Target:
        return Target(site.secure_base + path, {path: shows(dress(site, cited))})

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


@family("unknown")
def script_shell(site: Site, cited: Cited, path: str) -> Target:
    forms = (
        '<!doctype html><html><head><title>{0}</title><script defer src="/static/js/main.8f2.js"></script></head><body><div id="root"></div></body></html>',
        '<!doctype html><html><head><title>{0}</title></head><body><noscript>You need to enable JavaScript to run this app.</noscript><div id="app"></div><script src="/chunk.js"></script></body></html>',
        '<html><head><title>{0}</title></head><body><app-shell></app-shell><script type=module src="/m.js"></script></body></html>',
    )
    return at(site, path, shows(random.Random(cited.key).choice(forms).format(site.name)))


@family("unknown", "nowhere")
def other_schemes(site: Site, cited: Cited, path: str) -> Target:
    forms = (
        "mailto:{0}@example.org",
        "ftp://example.org/pub/{0}.txt",
        "gopher://example.org/0/{0}",
        "news:{0}@example.org",
    )
    return Target(random.Random(cited.key).choice(forms).format(cited.key), {})
