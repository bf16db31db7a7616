"""The registries of DOIs and handles: where they are asked, and what their answers mean.

The handle system's proxy answers `{"responseCode": 1, ...}` for a handle that exists and `{"responseCode": 100}` for
one that does not (Handle.Net, "Proxy server REST API").
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

from biblio.addresses import Address
from biblio.http import Answer

__all__ = ["Registries", "is_registered"]

_EXISTS = (1, 200)
"""200: the handle exists, but has no values of the kind asked for."""
_MISSING = (100,)
_RESOLVERS = frozenset(("doi.org", "dx.doi.org", "www.doi.org", "hdl.handle.net"))


@dataclass(frozen=True, slots=True)
class Registries:
    """Addresses to which a DOI or handle is appended; also from the variables BIBLIO_DOI_API and BIBLIO_HANDLE_API."""

    doi: str = field(default_factory=lambda: os.environ.get("BIBLIO_DOI_API", "https://doi.org/api/handles/"))
    handle: str = field(
        default_factory=lambda: os.environ.get("BIBLIO_HANDLE_API", "https://hdl.handle.net/api/handles/")
    )

    def question(self, url: str, address: Address | None) -> str:
        """The address to ask about a link; "" where it is no link to a resolver of DOIs or handles."""
        if address is None or not address.identifier or urlsplit(url).hostname not in _RESOLVERS:
            return ""
        base = {"doi": self.doi, "handle": self.handle}.get(address.kind, "")
        return base + quote(address.identifier, safe="/") if base else ""


def is_registered(answer: Answer) -> bool | None:
    """Whether the registry knows what it was asked for; None if its answer does not tell."""
    try:
        told = json.loads(answer.body)
        code = told.get("responseCode")
    except (ValueError, AttributeError):
        return None
    if code in _EXISTS:
        return True
    return False if code in _MISSING else None
