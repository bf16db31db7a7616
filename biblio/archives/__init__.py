"""URL + date -> [`Memento`]: an archive's copies of an address, the nearest to the date first; one archive a file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from biblio import plugins
from biblio.archives.sites import Site, catalogue, named, usual
from biblio.http import Answer, Client
from biblio.model import Memento

__all__ = [
    "NOT_PLUGINS",
    "Archive",
    "Site",
    "by_distance",
    "catalogue",
    "find",
    "kinds",
    "link_for_people",
    "named",
    "read",
    "usual",
]

NOT_PLUGINS = (
    "asking", "cdx", "data", "keeping", "link_format", "replay", "save_page_now", "sites", "surt", "warc_files",
)  # fmt: skip
"""Modules of this folder that are no archives."""


class Archive(Protocol):
    """A kind of web archive that can be asked for its copies."""

    def find(self, site: Site, url: str, near: date | None, client: Client) -> tuple[Memento, ...]:
        """Copies around a date that show the page, the nearest first; the oldest first where there is no date.

        Raises:
            LinkError: the archive does not answer for this address; no copy is something else: ().
            ServiceError: the archive is down, or answered nonsense.
        """
        ...

    def read(self, site: Site, memento: Memento, client: Client) -> Answer:
        """The archived answer as it was given then, without what the archive adds to it.

        Raises:
            LinkError: this copy was not given.
            ServiceError: the archive is down.
        """
        ...


def kinds() -> tuple[str, ...]:
    """The kinds of archives there are."""
    return plugins.names(__name__)


def find(site: Site, url: str, near: date | None, client: Client) -> tuple[Memento, ...]:
    """Copies of an address in one archive; raises as `Archive.find` does, and PluginError for an unknown kind."""
    return _archive(site).find(site, url, near, client)


def read(site: Site, memento: Memento, client: Client) -> Answer:
    """The archived answer; raises as `Archive.read` does."""
    return _archive(site).read(site, memento, client)


def link_for_people(url: str) -> tuple[str, ...]:
    """Addresses at which a person may look for copies in archives that no program may ask."""
    return tuple(f"{site.copies}{url}" for site in catalogue().values() if site.kind == "link")


def by_distance(mementos: Iterable[Memento], near: date | None) -> tuple[Memento, ...]:
    """Nearest to the date first; the oldest first where there is no date."""
    if near is None:
        return tuple(sorted(mementos, key=lambda memento: memento.datetime))
    return tuple(sorted(mementos, key=lambda memento: (abs((memento.datetime.date() - near).days), memento.datetime)))


def _archive(site: Site) -> Archive:
    found: Archive = plugins.load(__name__, site.kind)
    return found
