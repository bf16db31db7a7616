"""Places on a page: anchors, and the words of text fragments (WICG Scroll To Text Fragment)."""

from __future__ import annotations

import re
from urllib.parse import unquote

from biblio.http import Answer
from biblio.links.heads import Head
from biblio.links.matching import plain

__all__ = ["found"]

# Places that are no anchors of the page: routes of scripts, pages of a PDF, media times.
_NO_ANCHOR = re.compile(r"!|/|(?:page|t|xywh|nameddest|search|zoom)=", re.IGNORECASE)


def found(fragment: str, head: Head, answer: Answer) -> bool | None:
    """Whether a page holds the place a fragment names; None where that cannot be told, as the page was not read whole.

    Args:
        fragment: percent-decoded, without "#".
        head: what the page says of itself.
        answer: the answer it came with.
    """
    whole = answer.status == 200 and answer.response is not None and not answer.response.incomplete
    if not fragment or not whole or head.kind in ("", "pdf", "text", "mbox"):
        return None
    name, _, directive = fragment.partition(":~:")
    texts = re.findall(r"text=([^&]+)", directive)
    if texts:
        return all(_is_said(unquote(text), head) for text in texts) if head.words else None
    if not name or _NO_ANCHOR.match(name) or name.lower() == "top":
        return None
    # Some sites (MediaWiki, GitHub) put a prefix of their own before the name.
    return any(anchor in head.anchors or unquote(anchor) in head.anchors for anchor in (name, f"user-content-{name}"))


def _is_said(text: str, head: Head) -> bool:
    """`[prefix-,]start[,end][,-suffix]`: start and end in this order, compared as words."""
    parts = [part for part in text.split(",") if not part.endswith("-") and not part.startswith("-")]
    page, place = f" {plain(head.text)} ", 0
    for part in parts:
        place = page.find(plain(part), place)
        if place < 0:
            return False
    return True
