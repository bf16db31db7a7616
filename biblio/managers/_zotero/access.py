"""What gives leave to write: a key of the Zotero on this machine, or one of zotero.org."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from biblio.errors import ManagerError
from biblio.managers import Say, _keys
from biblio.managers._speech import Server
from biblio.managers._zotero.authority import authorize

__all__ = ["Access", "Local", "Web"]

Fields = tuple[tuple[str, str], ...]
_MOST_DIALOGS = 5
"""Zotero itself shows no more in a minute."""


class Access(Protocol):
    """The header fields of a write, and what to do when they are refused."""

    def fields(self) -> Fields:
        """Header fields that give leave; may have to ask for it."""
        ...

    def renew(self) -> None:
        """The leave was refused: ask for another one.

        Raises:
            ManagerError: there is none to be had.
        """
        ...


@dataclass(slots=True)
class Local:
    """The Zotero on this machine."""

    server: Server
    server_id: str
    say: Say
    key: str = ""
    dialogs: int = field(default=0, init=False)

    def fields(self) -> Fields:
        """The remembered key, or one that is asked for now."""
        self.key = self.key or _keys.kept("zotero", self.server_id) or self._ask()
        return (("Zotero-API-Key", self.key), ("Zotero-Server-ID", self.server_id))

    def renew(self) -> None:
        """Forget the key, which was revoked or good for one write only, and ask again."""
        _keys.forget("zotero", self.server_id)
        self.key = ""
        if self.dialogs >= _MOST_DIALOGS:
            raise ManagerError("Zotero wants leave for each single write", hint="choose “Always Allow” in its dialog")
        self.fields()

    def _ask(self) -> str:
        self.dialogs += 1
        return authorize(self.server, self.server_id, self.say)


@dataclass(frozen=True, slots=True)
class Web:
    """zotero.org."""

    key: str

    def fields(self) -> Fields:
        """The user's key."""
        return (("Zotero-API-Key", self.key),)

    def renew(self) -> None:
        """A key of zotero.org is good or it is not."""
        raise ManagerError("zotero.org does not take the key", hint="make one at https://www.zotero.org/settings/keys")
