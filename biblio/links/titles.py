"""Titles with which a page tells what it is about."""

from __future__ import annotations

from biblio.links import words
from biblio.links.heads import Head
from biblio.links.matching import plain

__all__ = ["own_title"]

_TELLING = 2
"""Words a title needs besides those that name a kind of page."""


def own_title(head: Head) -> str:
    """The first of a page's titles that tells something; the name of the site tells nothing."""
    site = plain(head.site)
    for title in (head.title, *head.headings):
        telling = [word for word in plain(title).split() if word not in words.phrases("generic") and len(word) > 2]
        if len(telling) >= _TELLING and plain(title) != site:
            return title
    return ""
