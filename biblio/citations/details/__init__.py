"""What follows a title, one rule a kind of detail; `read_on` applies them as long as one fits."""

from __future__ import annotations

import re

from biblio.citations.details import (
    archives,
    back_words,
    bare_imprint,
    bracketed,
    containers,
    dated,
    declared,
    editions,
    genres,
    journals,
    law_reports,
    links,
    locators,
    numbering,
    people,
    series,
    unread,
)
from biblio.citations.details.draft import Draft, Found, Rule
from biblio.citations.scan import Scan

__all__ = ["Draft", "Found", "begin", "detail_at", "read_on"]

RULES: tuple[tuple[str, Rule], ...] = (
    ("back-word", back_words.read),
    ("container", containers.read),
    ("link", links.read),
    ("accessed", links.read_accessed),
    ("declared", declared.read),
    ("role-mark", people.read_role_mark),
    ("bracketed-imprint", bracketed.read),
    ("people", people.read),
    ("edition", editions.read),
    ("volumes", numbering.read_volumes),
    ("volume", numbering.read_volume),
    ("page-locator", locators.read_labelled),
    ("issue", numbering.read_issue),
    ("genre", genres.read),
    ("series", series.read),
    ("archive", archives.read),
    ("law-report", law_reports.read),
    ("journal", journals.read),
    ("journal-numbers", journals.read_numbers),
    ("bare-imprint", bare_imprint.read),
    ("date", dated.read),
    ("locator", locators.read_bare),
    ("editors-after", people.read_before_mark),
    ("unread", unread.read),
)
"""In this order; the first that fits reads its detail."""

_AFTER_STOP = frozenset(
    ("bare-imprint", "edition", "people", "link", "genre", "container", "accessed", "volumes", "bracketed-imprint")
)
"""What may follow a full stop: "Title. Place: Publisher, 1990."."""
_AFTER_BACK = frozenset(("page-locator", "volume", "locator"))
"""What may follow "ibid." and the like, whose full stop ends no sentence."""
_SHOWS_TITLE_END = frozenset(
    (
        *("container", "link", "bracketed-imprint", "people", "edition", "volume", "page-locator", "issue", "genre"),
        *(
            "series",
            "archive",
            "bare-imprint",
            "date",
            "role-mark",
            "law-report",
            "volumes",
            "back-word",
            "editors-after",
        ),
    )
)
_TITLE_ENDS = tuple(rule for name, rule in RULES if name in _SHOWS_TITLE_END)
_SEPARATOR = re.compile(r"[\s\u00a0]*(?:(?:[,.:•]|[,.]?\s?[–—-](?=\s))[\s\u00a0]*)?")
_MOST = 40


def begin(start: int) -> Draft:
    """An empty draft of a cite that begins at `start`."""
    return Draft(start, start, detail_at=detail_at)


def read_on(scan: Scan, draft: Draft, limit: int) -> None:
    """Read details from `draft.pos` on until none fits."""
    for _ in range(_MOST):
        separator = _SEPARATOR.match(scan.text, draft.pos, limit)
        pos = separator.end() if separator else draft.pos
        stopped = pos > draft.pos and pos in scan.structure.stop_set
        for name, rule in RULES:
            if stopped and name not in (_AFTER_BACK if draft.last == "back" else _AFTER_STOP):
                continue
            found = rule(scan, pos, limit, draft)
            if found and found.end > draft.pos:
                draft.add(found)
                break
        else:
            return


def detail_at(scan: Scan, pos: int, limit: int, draft: Draft) -> bool:
    """Whether a detail that ends a plain title stands at `pos`."""
    key = (pos, limit, draft.has("author", "editor"), draft.has("container"))
    if key not in scan.memory:
        scan.memory[key] = any(rule(scan, pos, limit, draft) for rule in _TITLE_ENDS)
    return scan.memory[key]
