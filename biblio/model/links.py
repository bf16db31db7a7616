"""Links of a bibliography and what the network says of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from biblio.model.dates import Date

__all__ = ["Cited", "Hop", "Link", "LinkCheck", "Memento", "Probe", "Use", "Verdict"]


class Verdict(StrEnum):
    """What we hold of a link; only dead, soft404, parked and mismatch count as findings."""

    OK = "ok"
    MOVED = "moved"
    FRAGMENT = "fragment"
    """The page is there, the place on it is not."""
    BLOCKED = "blocked"
    """Somebody does not let us look: a wall, a login, an address we must not ask."""
    INSECURE = "insecure"
    SOFT404 = "soft404"
    PARKED = "parked"
    DEAD = "dead"
    MISMATCH = "mismatch"
    """The page is there but it is not the cited thing."""
    UNKNOWN = "unknown"
    """No answer that tells anything, or nobody asked."""


@dataclass(frozen=True, slots=True)
class Cited:
    """What an entry says is at an address."""

    title: str = ""
    container_title: str = ""
    names: tuple[str, ...] = ()
    """Family names of authors, or of editors where there is no author."""
    year: int | None = None
    publisher: str = ""


@dataclass(frozen=True, slots=True)
class Use:
    """An entry that uses an address: as much of it as whoever looks at the address has to know."""

    key: str
    line: int = 0
    """Line of the file on which the address stands, or on which the entry begins; 0 if unknown."""
    cited: Cited = Cited()
    date: Date | None = None
    """Of publication."""
    accessed: Date | None = None
    archive_url: str = ""
    """The archived copy that the entry names."""


@dataclass(frozen=True, slots=True)
class Link:
    """An address and where it is used."""

    url: str
    uses: tuple[Use, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the entries that use it."""
        return tuple(use.key for use in self.uses)


@dataclass(frozen=True, slots=True)
class Hop:
    """One answer on the way to the final one."""

    url: str
    status: int


@dataclass(frozen=True, slots=True)
class Probe:
    """One question put to the network and its answer."""

    url: str
    at: datetime
    status: int = 0
    """HTTP status; 0 when there was no answer."""
    final_url: str = ""
    hops: tuple[Hop, ...] = ()
    title: str = ""
    error: str = ""
    """Why there was no answer: `timeout`, `dns`, `refused`, `tls`, `offline` ... and the words for it."""
    kind: str = ""
    """How it was asked, if not plainly: `browser`, `unverified`, `onward`, `registry`."""
    authors: tuple[str, ...] = ()
    """As the page names them."""
    date: str = ""
    """As the page writes it."""
    headers: tuple[tuple[str, str], ...] = ()
    """Header fields that decided or help to see why."""
    digest: str = ""
    """SHA-1 of the whole body in base32, as capture indexes write it; "" if it was not read whole."""


@dataclass(frozen=True, slots=True)
class Memento:
    """An archive's dated copy of an address (RFC 7089)."""

    uri: str
    original: str
    datetime: datetime
    archive: str
    match: float | None = None
    """How well its content fits the citation, 0 to 1; None when nobody looked, or where nothing can be compared."""
    digest: str = ""
    """SHA-1 of its body in base 32, as capture indexes give it; "" if unknown."""
    title: str = ""
    """What its page says it is."""
    rejected: str = ""
    """Why it was looked at and is not proposed; "" for the one that is, and for those nobody looked at."""


@dataclass(frozen=True, slots=True)
class LinkCheck:
    """The verdict on a link with its grounds."""

    link: Link
    verdict: Verdict
    reason: str
    """One sentence."""
    probes: tuple[Probe, ...] = ()
    mementos: tuple[Memento, ...] = ()
    """Copies in archives: the one that is proposed, then others looked at, then those nobody looked at."""
    match: float | None = None
    proposed_url: str = ""
    checked: datetime | None = None
    archive: str = ""
    """Which archive the address itself belongs to, known without asking: "MHonArc list marxism, 2002 week 49 ..."."""
    earliest: date | None = None
    latest: date | None = None
    """The dates between which the address itself says that its content was made."""
    rule: str = ""
    """Name of the rule that decided."""
    failing_since: datetime | None = None
    """Since when the link has failed each time it was asked, if that was three times at least three days apart."""
    rescue: str = ""
    """What came of looking for it elsewhere, one sentence; "" if nobody looked."""

    @property
    def copy(self) -> Memento | None:
        """The archive's copy that is proposed."""
        return next((memento for memento in self.mementos[:1] if not memento.rejected), None)
