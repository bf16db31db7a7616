"""How well a page fits what is cited at it: title and authors, compared as words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from biblio.links.collecting import Cited
from biblio.links.heads import Head

__all__ = ["FITS", "match"]

FITS = 0.75
"""From here on the page is taken for the cited thing."""

_REPLY = re.compile(
    r"\A(?:\s*(?:(?:re|fwd?|aw|wg|sv|vs|tr|rv|antw)(?:\[\d+\])?\s*:|\[[^\][]{1,40}\]))+\s*", re.IGNORECASE
)
_BETWEEN = re.compile(r"\s+[|•·»«–—-]+\s+|\s*::+\s*|: ")
_LONG = 12
"""Letters from which a title found whole inside a longer one counts as found."""


def match(cited: Sequence[Cited], head: Head) -> float | None:
    """0 to 1 for the best of the entries that cite the page; None where entry or page says nothing.

    Nine tenths title and one tenth authors, where the page gives both; a title in a title counts whole if it is long.
    """
    if not head.title and not head.headings:
        return None
    scores = [score for one in cited if (score := _match(one, head)) is not None]
    return round(max(scores), 3) if scores else None


def _match(cited: Cited, head: Head) -> float | None:
    wanted = [words for words in (_words(cited.title), _words(cited.container_title)) if words]
    candidates = list(_candidates(head))
    if not wanted or not candidates:
        return None
    title = max(_likeness(wanted[0], candidate) for candidate in candidates)
    for container in wanted[1:]:  # a chapter's address is often its book's
        title = max(title, 0.9 * max(_likeness(container, candidate) for candidate in candidates))
    authors = _authors(cited.names, head)
    return title if authors is None else 0.9 * title + 0.1 * authors


def _candidates(head: Head) -> Iterator[str]:
    for title in (head.title, *head.headings):
        for part in (title, *_BETWEEN.split(title)):
            if words := _words(part):
                yield words


def _likeness(wanted: str, candidate: str) -> float:
    from rapidfuzz import fuzz

    if len(wanted) >= _LONG and f" {wanted} " in f" {candidate} ":
        return 1.0
    if len(candidate) >= _LONG and len(candidate) * 2 >= len(wanted) and wanted.startswith(candidate + " "):
        return 0.95  # the title without its subtitle
    return max(fuzz.ratio(wanted, candidate), 0.95 * fuzz.token_sort_ratio(wanted, candidate)) / 100


def _authors(names: Sequence[str], head: Head) -> float | None:
    if not names or not head.authors:
        return None
    given = f" {_words(' '.join(head.authors))} "
    return sum(f" {_words(name)} " in given for name in names) / len(names)


def _words(text: str) -> str:
    """Letters and figures only, in lower case without accents, without "Re:" and "[List]" before them."""
    plain = unicodedata.normalize("NFKD", _REPLY.sub("", text)).casefold()
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(re.findall(r"\w+", bare.replace("'", "").replace("’", "")))
