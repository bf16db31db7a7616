"""Identifiers of works: DOI, ISBN, ISSN, arXiv, handle ..."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Identifier", "IdentifierKind"]

_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)\Z", re.IGNORECASE)


class IdentifierKind(StrEnum):
    """The schemes we know; the value is the CSL or BibLaTeX name in lower case."""

    DOI = "doi"
    ISBN = "isbn"
    ISSN = "issn"
    ARXIV = "arxiv"
    HANDLE = "hdl"
    JSTOR = "jstor"
    PMID = "pmid"
    MESSAGE_ID = "message-id"


@dataclass(frozen=True, slots=True)
class Identifier:
    """One identifier of a work."""

    kind: IdentifierKind
    value: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.value}"

    @classmethod
    def parse(cls, text: str) -> Identifier | None:
        """Read `kind:value` or anything that is a DOI; None if it is neither."""
        match = _DOI.match(text.strip())
        if match:
            return cls(IdentifierKind.DOI, match[1])
        kind, colon, value = text.strip().partition(":")
        known = {member.value for member in IdentifierKind}
        return cls(IdentifierKind(kind.lower()), value) if colon and value and kind.lower() in known else None
