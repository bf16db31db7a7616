"""How well a page fits what is cited at it: title and authors, compared as words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from biblio.links.heads import Head
from biblio.model import Cited

__all__ = ["FITS", "OPENING", "Traces", "match", "plain", "traces"]

FITS = 0.75
"""From here on the page is taken for the cited thing."""

_REPLY = re.compile(
    r"\A(?:\s*(?:(?:re|fwd?|aw|wg|sv|vs|tr|rv|antw)(?:\[\d+\])?\s*:|\[[^\][]{1,40}\]))+\s*", re.IGNORECASE
)
_BETWEEN = re.compile(r"\s+[|•·»«–—-]+\s+|\s*::+\s*|: ")
_WORD = re.compile(r"\w+")
_LONG = 12
"""Letters from which a title found whole inside a longer one counts as found."""
_TELLING = 20
"""Letters from which a title found whole at the beginning of the text counts as found."""
OPENING = 800
"""Characters of the text in which it may stand; where the page has no other title, that is all there is."""
_STEM = 6
"""Letters of a word that must be equal for it to be the same in another case or number."""


@dataclass(frozen=True, slots=True)
class Traces:
    """What of the cited thing is to be seen anywhere on a page."""

    in_titles: float
    """Share of the cited title's words in the page's own titles."""
    anywhere: float
    """Share of them on the whole page."""
    names: bool
    """Whether an author, editor or publisher is named."""
    words: int
    """Telling words of the cited title."""


def match(cited: Sequence[Cited], head: Head, opening: str | None = None) -> float | None:
    """0 to 1 for the best of the entries that cite the page; None where entry or page says nothing.

    Nine tenths title and one tenth authors, where the page gives both; a title in a title counts whole if it is long.

    Args:
        cited: what the entries say.
        head: what the page says of itself.
        opening: the beginning of its text, `plain`; by default that of the head.
    """
    opening = plain(head.text[:OPENING]) if opening is None else opening
    scores = [score for one in cited if (score := _match(one, head, opening)) is not None]
    return round(max(scores), 3) if scores else None


def traces(cited: Sequence[Cited], head: Head) -> Traces | None:
    """What speaks against a page being something else; None where no entry has a title that tells anything.

    Of several entries the one of which there is most to see.
    """
    titles = _stems(" ".join((head.title, *head.headings)))
    text = plain(head.text)
    page = titles | _stems(text)
    shown = f" {text} {plain(' '.join((head.title, *head.headings, *head.authors)))} "
    found = [one for each in cited if (one := _traces(each, titles, page, shown)) is not None]
    return max(found, key=lambda one: (one.names, one.in_titles, one.anywhere), default=None)


def plain(text: str) -> str:
    """Letters and figures only, in lower case without accents, without "Re:" and "[List]" before them."""
    bare = _REPLY.sub("", text).casefold()
    if not bare.isascii():
        bare = "".join(letter for letter in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(letter))
    return " ".join(_WORD.findall(bare.replace("'", "").replace("’", "")))


def _match(cited: Cited, head: Head, opening: str) -> float | None:
    wanted = [words for words in (plain(cited.title), plain(cited.container_title)) if words]
    candidates = list(_candidates(head))
    if not wanted or not (candidates or (opening and head.kind in ("pdf", "text"))):
        return None
    title = max((_likeness(wanted[0], candidate) for candidate in candidates), default=0.0)
    if len(wanted[0]) >= _TELLING and f" {wanted[0]} " in f" {opening} ":
        title = max(title, 0.95)
    for container in wanted[1:]:  # a chapter's address is often its book's
        title = max(title, 0.9 * max((_likeness(container, candidate) for candidate in candidates), default=0.0))
    authors = _authors(cited.names, head)
    return title if authors is None else 0.9 * title + 0.1 * authors


def _candidates(head: Head) -> Iterator[str]:
    for title in (head.title, *head.headings):
        for part in (title, *_BETWEEN.split(title)):
            if words := plain(part):
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
    given = f" {plain(' '.join(head.authors))} "
    return sum(f" {plain(name)} " in given for name in names) / len(names)


def _traces(cited: Cited, titles: frozenset[str], page: frozenset[str], shown: str) -> Traces | None:
    stems = [found for title in (cited.title, cited.container_title) if (found := _stems(title))]
    if not stems or not _stems(cited.title):
        return None
    names = [plain(name) for name in (*cited.names, cited.publisher)]
    return Traces(
        in_titles=max(len(wanted & titles) / len(wanted) for wanted in stems),
        anywhere=max(len(wanted & page) / len(wanted) for wanted in stems),
        names=any(f" {name} " in shown for name in names if name),
        words=len(stems[0]),
    )


def _stems(text: str) -> frozenset[str]:
    """Beginnings of the words of four letters and more; in scripts without spaces a stretch is a word."""
    return frozenset(word[:_STEM] for word in plain(text).split() if len(word) > 3)
