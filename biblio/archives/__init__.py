"""URL + date -> [`Memento`]: an archive's copies of an address, the nearest to the date first; one archive a file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from biblio import plugins
from biblio.http import Client
from biblio.model import Memento

__all__ = ["NOT_PLUGINS", "Archive", "by_distance", "find", "names"]

NOT_PLUGINS = ("cdx",)
"""Modules of this folder that are no archives."""


class Archive(Protocol):
    """A web archive that can be asked for its copies."""

    def find(self, url: str, near: date | None, client: Client) -> tuple[Memento, ...]:
        """Copies with status 200 around a date, the nearest first; the oldest first where there is no date.

        Raises:
            LinkError: the archive could not be asked, or answered nonsense; no copy is something else: ().
        """
        ...

    def content_address(self, memento: Memento) -> str:
        """Where the copy's own bytes are, without what the archive adds to them."""
        ...


def names() -> tuple[str, ...]:
    """The archives there are."""
    return plugins.names(__name__)


def find(url: str, near: date | None, client: Client, *, archive: str = "wayback") -> tuple[Memento, ...]:
    """Copies of an address in one archive.

    Raises:
        LinkError: the archive could not be asked, or answered nonsense.
        PluginError: there is no such archive.
    """
    found: Archive = plugins.load(__name__, archive)
    return found.find(url, near, client)


def by_distance(mementos: Iterable[Memento], near: date | None) -> tuple[Memento, ...]:
    """Nearest to the date first; the oldest first where there is no date."""
    if near is None:
        return tuple(sorted(mementos, key=lambda memento: memento.datetime))
    return tuple(sorted(mementos, key=lambda memento: (abs((memento.datetime.date() - near).days), memento.datetime)))
