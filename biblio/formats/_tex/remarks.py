"""What we know and .bib has no field for, kept in fields that survive.

    verba = {cited in: note 3: 59, 111-13; note 4 (ibid)}

`verba`, `verbb` and `verbc` are BibLaTeX's verbatim fields "of special use" (manual, 2.2.4): valid in every entry type,
so that biber's datamodel check is silent, printed by no style, and kept by every program that keeps unknown fields.
What we put there begins with our own words; a value that does not is the user's and left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import unquote

from biblio.model import Date, Form, Locator, Mention, Related, Work

__all__ = ["SLOTS", "cited_in", "read_cited_in", "read_known", "remarks", "slots"]

SLOTS = ("verba", "verbb", "verbc")
_CITED = "cited in: "
_JOIN = " || "
_KNOWN = frozenset(("inferred", "printed date", "archived", "related", "number", "series number"))
_MENTION = re.compile(r"note (?P<note>[^:(;]*?)(?: \((?P<form>[a-z-]+)\))?(?:: (?P<locator>.*))?\Z")


def cited_in(mentions: Iterable[Mention]) -> str:
    """The citing places in one line, "" if there are none; the form of a cite is said where it is not full."""
    return (_CITED + "; ".join(_mention(mention) for mention in mentions)) if mentions else ""


def _mention(mention: Mention) -> str:
    form = "" if mention.form is Form.FULL else f" ({mention.form})"
    return f"note {_quote(mention.note, ':(')}{form}" + (f": {_locator(mention.locator)}" if mention.locator else "")


def _locator(locator: Locator) -> str:
    bare = locator.label == "page" and Locator.parse(locator.value) == locator
    return _quote(locator.value if bare else str(locator))


def read_cited_in(value: str) -> tuple[Mention, ...] | None:
    """The citing places of a field; None if it is none of ours."""
    if not value.startswith(_CITED):
        return None
    mentions = []
    for part in value.removeprefix(_CITED).split("; "):
        match = _MENTION.match(part)
        if not match or match["form"] not in (None, *Form):
            return None
        locator = Locator.parse(unquote(match["locator"])) if match["locator"] else None
        mentions.append(Mention(unquote(match["note"]), Form(match["form"] or "full"), locator))
    return tuple(mentions)


def remarks(work: Work, related: Iterable[Related], printed: str, spare: Mapping[str, str]) -> str:
    """All else in one line: inferred fields, the date's own words, relations and numbers without a field."""
    parts = []
    if work.inferred:
        parts.append("inferred: " + ", ".join(work.inferred))
    if printed:
        parts.append("printed date: " + printed)
    parts += [f"related: {relation.kind} {relation.key}" for relation in related]
    parts += [f"{name}: {value}" for name, value in spare.items() if value]
    return _JOIN.join(_quote(part) for part in parts)


def read_known(value: str) -> dict[str, list[str]] | None:
    """The parts of `remarks` by name; None if the field is none of ours."""
    found: dict[str, list[str]] = {}
    for part in value.split(_JOIN):
        name, colon, rest = part.partition(": ")
        if not colon or name not in _KNOWN:
            return None
        found.setdefault(name, []).append(unquote(rest))
    return found


def read_archived(value: str) -> tuple[str, Date | None]:
    """Address and date of the archived copy, which was kept among the remarks before it had fields of its own."""
    url, _, date = value.partition(" ")
    return url, Date.parse(date) if date else None


def slots(taken: Iterable[str]) -> list[str]:
    """The fields free for us where the user has taken some."""
    used = {name.lower() for name in taken}
    return [slot for slot in (*SLOTS, "x-cited-in", "x-remarks") if slot not in used]


def _quote(text: str, also: str = "") -> str:
    """`text` with what would break the field or its syntax percent-encoded."""
    unsafe = re.compile(
        r"[{}\\;\x00-\x1f\x7f" + re.escape(also) + r"]|%(?=[0-9A-Fa-f]{2})|\|(?=\|)|(?<=\|)\||^\s|\s$|\s(?=\s)|[^\S ]"
    )
    return unsafe.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), text)
