"""What an address says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from biblio.addresses.periods import MONTHS, Period

__all__ = ["Address"]


@dataclass(frozen=True, slots=True)
class Address:
    """An address whose shape is known; fields it says nothing about are empty."""

    kind: str
    """Which rule knew it: "mhonarc", "pipermail", "doi", "wayback" ..."""
    holder: str
    """Who keeps the page, for people: "an MHonArc archive", "the Wayback Machine"."""
    host: str = ""
    item: str = ""
    """What it is there: "message", "thread", "index", "DOI", "copy" ..."""
    list_name: str = ""
    list_host: str = ""
    """The part after the @ of the list's own address, where the URL gives it."""
    period: Period | None = None
    """When the content was made, as far as the URL says."""
    number: str = ""
    """Running number or name of the message in its folder; digits without leading zeros."""
    identifier: str = ""
    """DOI, handle, message-id or the like, bare."""
    original: str = ""
    """The address that a copy is of."""
    captured: date | None = None
    """When the copy was made."""
    inner: Address | None = None
    """What `original` says of itself."""

    @property
    def earliest(self) -> date | None:
        """First day on which the content can have been made."""
        period = self._period()
        return period.earliest if period else None

    @property
    def latest(self) -> date | None:
        """Last day on which the content can have been made; for a copy with no other word, the day of the copy."""
        period = self._period()
        return period.latest if period else self.captured

    def describe(self) -> str:
        """One sentence part for people.

        "message 283 of week 49 of 2002 (2-8 December) of the mailing list marxism, in an MHonArc archive"
        """
        if self.item == "copy":
            return self._copy()
        if self.list_name:
            return self._post()
        what = " ".join(part for part in (self.item, self.identifier or self.number) if part)
        when = f" of {self.period.name}" if self.period else ""
        return f"{what}{when}, {self.holder}" if what else f"{self.holder}{when}"

    def _period(self) -> Period | None:
        return self.period or (self.inner.period if self.inner else None)

    def _post(self) -> str:
        name = self.number or self.identifier
        parts = [" ".join(part for part in (self.item, name) if part)] if self.item else []
        if self.period:
            parts.append(self.period.name)
        parts.append(f"the mailing list {self.list_name}")
        return f"{' of '.join(parts)}, in {self.holder}"

    def _copy(self) -> str:
        when = self.captured
        day = f" of {when.day} {MONTHS[when.month - 1]} {when.year}" if when else ""
        what = f"copy{day} of {self.original}" if self.original else f"copy {self.identifier}{day}"
        return f"{what}, in {self.holder}" + (f": {self.inner.describe()}" if self.inner else "")
