"""What came of looking for a gone link elsewhere, as it is kept for later runs."""

from __future__ import annotations

from dataclasses import dataclass, replace

from biblio.model import LinkCheck, Memento

__all__ = ["Rescued"]


@dataclass(frozen=True, slots=True)
class Rescued:
    """The fields of a `LinkCheck` that looking elsewhere fills."""

    words: str
    proposed_url: str = ""
    """The new address, if one was found."""
    mementos: tuple[Memento, ...] = ()

    @property
    def is_found(self) -> bool:
        """Whether there is something to propose."""
        return bool(self.proposed_url) or any(not memento.rejected for memento in self.mementos[:1])

    def onto(self, check: LinkCheck) -> LinkCheck:
        """The check with what was found."""
        return replace(
            check, mementos=self.mementos, proposed_url=self.proposed_url or check.proposed_url, rescue=self.words
        )
