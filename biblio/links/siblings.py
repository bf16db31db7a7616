"""Made-up addresses beside real ones: what a host says to them tells what its "200 OK" is worth."""

from __future__ import annotations

import hashlib
import re
import threading
from urllib.parse import urlsplit, urlunsplit

from biblio.links.case import Sibling
from biblio.links.state import State

__all__ = ["Siblings", "made_up", "site"]

_LETTERS = 16
_MOST = 256
"""Sites of which the sibling is held in memory."""


class Siblings:
    """One sibling for each site, asked for by whoever needs it first; safe to use from several threads."""

    def __init__(self, state: State | None = None) -> None:
        self._state = state
        self._known: dict[str, Sibling] = {}
        self._asked: set[str] = set()
        self._lock = threading.Lock()

    def known(self, url: str) -> Sibling | None:
        """What is known of the address's site."""
        place = site(url)
        with self._lock:
            found = self._known.get(place)
        if found is None and self._state is not None and (found := self._state.sibling(place)) is not None:
            self._hold(place, found)
        return found

    def take(self, url: str) -> bool:
        """Whether the caller shall ask; somebody else does already if not."""
        with self._lock:
            first = site(url) not in self._asked
            self._asked.add(site(url))
        return first

    def keep(self, url: str, sibling: Sibling) -> None:
        """Note the answer."""
        self._hold(site(url), sibling)
        if self._state is not None and sibling.status:
            self._state.note_sibling(site(url), sibling)

    def _hold(self, place: str, sibling: Sibling) -> None:
        """Of very many the first is let go of; the state has it, or it is asked for once more."""
        with self._lock:
            self._known[place] = sibling
            if len(self._known) > _MOST:
                oldest = next(iter(self._known))
                del self._known[oldest]
                self._asked.discard(oldest)


def site(url: str) -> str:
    """Scheme, host and port."""
    cut = urlsplit(url)
    return f"{cut.scheme}://{cut.netloc.rpartition('@')[2].lower()}"


def made_up(url: str) -> str:
    """An address beside another that cannot exist; the same one each time.

    The last part of the path gets another name, or, where a query names the page, every value of it: `/show?id=12` is
    asked for as `/show?id=kqzv...`.
    """
    cut = urlsplit(url)
    digest = hashlib.sha256(url.encode("utf-8", "surrogatepass")).digest()
    name = "".join(chr(ord("a") + byte % 26) for byte in digest[:_LETTERS])
    if "=" in cut.query:
        return urlunsplit((cut.scheme, cut.netloc, cut.path, re.sub(r"=[^&;]*", f"={name}", cut.query), ""))
    folder, _, last = cut.path.rstrip("/").rpartition("/")
    suffix = re.search(r"\.[A-Za-z0-9]{2,5}\Z", last)
    end = suffix[0] if suffix and suffix[0].lower() != ".pdf" else "/" if cut.path.endswith("/") else ""
    return urlunsplit((cut.scheme, cut.netloc, f"{folder}/{name}{end}", "", ""))
