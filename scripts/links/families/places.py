"""Places on a page, by name and by words."""

from __future__ import annotations

from scripts.links import prose
from scripts.links.families.family import Target, at, family, shows
from scripts.links.sites import Cited, Site, dress


@family("ok")
def place_there(site: Site, cited: Cited, path: str) -> Target:
    return at(site, path, shows(dress(site, cited, body="<a name='n4'></a>" + prose.prose(site.chance))), suffix="#n4")


@family("fragment")
def place_not_there(site: Site, cited: Cited, path: str) -> Target:
    return at(site, path, shows(dress(site, cited)), suffix="#n4")


@family("ok")
def words_there(site: Site, cited: Cited, path: str) -> Target:
    text = prose.prose(site.chance, 6) + "<p>An <i>altogether singular</i> phrase.</p>"
    return at(site, path, shows(dress(site, cited, body=text)), suffix="#:~:text=altogether%20singular,phrase")


@family("fragment")
def words_not_there(site: Site, cited: Cited, path: str) -> Target:
    return at(site, path, shows(dress(site, cited)), suffix="#:~:text=altogether%20singular")
