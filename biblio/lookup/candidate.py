"""What a catalogue offers for a work, and what a catalogue is to us."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Protocol, runtime_checkable

from biblio.model import Date, Work

if TYPE_CHECKING:
    from biblio.lookup.asking import Asker

__all__ = ["Candidate", "Service"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record of a catalogue."""

    service: str
    """Name of the catalogue's plug-in."""
    work: Work
    address: str = ""
    """Where a person can look at it."""
    by_identifier: bool = False
    """Whether it was asked for by the work's own DOI or ISBN, not searched for."""
    one_of_editions: bool = False
    """Whether the catalogue lists editions without claiming to have all: another one says nothing against ours."""
    first_published: Date | None = None
    """When the work first appeared, whatever this edition's date."""


@runtime_checkable
class Service(Protocol):
    """A catalogue on the network."""

    label: ClassVar[str]
    """Its name for people."""
    base: ClassVar[str]
    """Address of its API, without a slash at the end."""
    per_second: ClassVar[float]
    """Questions in a second, of somebody who gives no address to write to."""
    per_second_named: ClassVar[float]
    """The same of somebody who does."""

    def asks(self, work: Work) -> bool:
        """Whether it may know a work of this kind, and enough is known to ask."""
        ...

    def find(self, work: Work, ask: Asker) -> tuple[Candidate, ...]:
        """Records that may be the work, those by identifier first.

        Raises:
            LinkError: the catalogue could not be asked, or answered nonsense.
        """
        ...
