"""`Library` -> a reference manager: a running program, its server, or a file that it imports; one manager a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Protocol, cast, runtime_checkable

from biblio import plugins
from biblio.http import Client
from biblio.model import Library

__all__ = ["Done", "Manager", "Order", "Outcome", "Presence", "Say", "Sent", "by_name", "names"]

Say = Callable[[str], None]
"""Tells the person at the screen what is awaited of them."""


def _silent(words: str) -> None:
    """Nobody is told."""


@dataclass(frozen=True, slots=True)
class Order:
    """What the user wants beside the entries themselves."""

    collection: str = ""
    """Name of the collection (JabRef: group) to put the entries into; "" is whatever the manager has selected."""
    group: str = ""
    """Number of a Zotero group library; "" is the user's own library."""
    web: bool = False
    """Zotero's web API instead of the program on this machine."""
    dry_run: bool = False
    """Ask what is there and say what would be done, but change nothing."""
    server: str = ""
    """Address of the program's server; "" is its usual one."""
    pin: str = ""
    """What JabRef shows for pairing."""
    source: str = ""
    """Name of the document whose notes cite the entries; "" if they come from a bibliography file."""
    say: Say = _silent


class Done(StrEnum):
    """What became of an entry."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    """It was there already and had nothing to learn."""
    LEFT = "left"
    """Nothing was done because it is not clear what to do; `Outcome.detail` says why."""
    FAILED = "failed"
    """The manager refused it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """An entry and what became of it, or would."""

    key: str
    done: Done
    detail: str = ""
    """Which fields, or why not."""
    item: str = ""
    """The manager's own key of it, where it has told one: what citation fields in documents refer to."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What a manager did."""

    target: str
    """Where the entries went: "My Library > Essays"."""
    outcomes: tuple[Outcome, ...]
    """One for each entry, in the library's order."""
    remarks: tuple[str, ...] = ()
    """What the user should know or do next."""
    document: bytes = b""
    """The file to import, where the manager cannot be reached directly."""
    broken: str = ""
    """What ended the sending before all entries were sent; the outcomes say how far it came."""


@dataclass(frozen=True, slots=True)
class Presence:
    """Whether a manager can be reached."""

    here: bool
    words: str
    """Name and version, or what to do so that it can be reached."""


@runtime_checkable
class Manager(Protocol):
    """A reference manager."""

    writes_file: ClassVar[bool]
    """Whether `send` makes a file to import instead of talking to the program."""

    def available(self, order: Order, client: Client) -> Presence:
        """Whether it can be reached now; nothing is changed."""
        ...

    def send(self, library: Library, order: Order, client: Client) -> Sent:
        """Hand the entries over.

        Raises:
            ManagerError: the manager is not there, refuses, or does not answer as agreed.
        """
        ...


def names() -> tuple[str, ...]:
    """The names of all managers."""
    return plugins.names(__name__)


def by_name(name: str) -> Manager:
    """The manager called `name`.

    Raises:
        PluginError: there is none; says which there are.
    """
    return cast("Manager", plugins.load(__name__, name))
