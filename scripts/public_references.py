"""Public sets of labelled references -> the labels of the annotated essays, so that one model can learn from all.

The sets differ in what a label holds: "In J. Smith (Ed.)," is an editor, "pp. 3-9" pages, "55(4)" a volume. Here a
field is what the essays say it is: names without role marks, pages without "pp.", volume and issue apart, no
punctuation at the ends.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from biblio.citations.tagged import Field
from biblio.model import Span

__all__ = ["GROBID", "LINKEDBOOKS", "VENICE", "PublicReference", "held_back", "raw_fields", "read", "share"]

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
GROBID = "grobid-citation-train/grobid-train.jsonl.gz"
LINKEDBOOKS = "linkedbooks-train/linkedbooks-train.jsonl.gz"
VENICE = "linkedbooks-train/linkedbooks-valid.jsonl.gz"
LABELS = {
    **{
        label: label
        for label in ("author", "editor", "translator", "title", "publisher", "edition", "url", "doi", "isbn")
    },
    **{label: label for label in ("date", "volume", "issue", "pages", "genre", "institution", "series")},
    **{"director": "author", "journal": "container", "container-title": "container", "collection-title": "series"},
    **{"location": "place", "note": "addendum", "medium": "addendum", "archive_lib": "archive"},
    **dict.fromkeys(("archivalreference", "filza", "registry", "folder", "box"), "shelfmark"),
}
"""Labels of the sets -> ours; what is not here stays unlabelled."""
_EDGES = " \t\n\u00a0,.;:“”‘’«»\"'„<>"
_BRACKETED = frozenset(("date", "editor", "edition", "place", "publisher", "addendum", "volume", "issue"))
_OF = r"(?:di|del(?:l[aeo’'])?)"
_BEFORE = {
    "author": rf"(?:in:?\s+)?(?:a\s?cura\s+{_OF}|a\s?c\.\s?{_OF}|hrsg\. von|éd\. par)\s*",
    "container": r"(?:published )?in:?\s+",
    "editor": r"(?:in:?\s+|(?:edited|hrsg\.|hg\.|eds?\.?)(?:\s*(?:by|von|v\.))?\s+|a cura di\s+)+",
    "translator": r"(?:trans(?:lated|l)?\.?(?:\s*by)?|übers\.\s*v(?:on|\.)|tr\.)\s+",
    "pages": r"(?:pp?\b\.?|pages?\b|s\.|pag\.|pgs?\.?)\s*",
    "volume": r"(?:v(?:ol(?:ume|s)?)?\b\.?|bd\b\.?|t\b\.|tome\b)\s*",
    "issue": r"(?:n(?:o|r|°|º)?s?\b\.?|issue|heft|núm\.|num\.)\s*",
    "doi": r"(?:doi:?\s*)(?:https?://(?:dx\.)?doi\.org/)?",
    "isbn": r"isbn:?\s*",
}
_AFTER = {
    "editor": r"[\s,]*[(\[]?(?:eds?\.?|hrsg\.?|hg\.?|herausgeber|editors?|dir\.|coord\.)[)\]]?",
    "translator": r"[\s,]*[(\[]?trans\.?[)\]]?",
}
_VOLUME_ISSUE = re.compile(
    r"(?P<volume>[\dIVXLC]+)\s*(?:[(,;:/.]\s*(?:n[o°ºr]?s?\.?\s*)?|\s+n[o°ºr]?s?\.?\s*)(?P<issue>\d+(?:[/–-]\d+)?)[)]?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PublicReference:
    """A reference and its fields in our labels."""

    key: str
    text: str
    fields: tuple[Field, ...]
    raw: tuple[tuple[str, str], ...]
    """Labels and texts as the set has them."""


def anystyle(name: str) -> Iterator[PublicReference]:
    """References of one of AnyStyle's training files ("core", "good")."""
    root = ET.parse(SHARED / "anystyle-parser-train" / f"{name}.xml").getroot()
    for number, sequence in enumerate(root):
        text, spans = "", []
        for part in sequence:
            words = " ".join((part.text or "").split())
            if text and words:
                text += " "
            spans.append((part.tag, Span(len(text), len(text) + len(words))))
            text += words
        yield _reference(f"{name}-{number}", text, spans)


def jsonl(path: str) -> Iterator[PublicReference]:
    """References of a set with one JSON object a line."""
    with gzip.open(SHARED / path, "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            spans = [(label, Span(start, end)) for label, start, end in record["spans"]]
            yield _reference(record["id"], record["input"], spans)


def read(source: str) -> Iterator[PublicReference]:
    """References of a set by its name or path."""
    return jsonl(source) if source.endswith(".gz") else anystyle(source)


def share(key: str, parts: int) -> int:
    """Which of `parts` equal parts a reference belongs to, by the hash of its name."""
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % parts


def raw_fields() -> Iterator[tuple[str, str]]:
    """Labels and texts of all fields of the sets, but for the part held back for measuring."""
    for source in ("core", "good", GROBID, LINKEDBOOKS):
        for reference in read(source):
            if not held_back(reference.key):
                yield from reference.raw


def held_back(key: str) -> bool:
    """Whether a reference is kept for measuring: a tenth of AnyStyle's core and of GROBID's."""
    return key.startswith(("core", "grobid")) and share(key, 10) == 0


def _reference(key: str, text: str, spans: list[tuple[str, Span]]) -> PublicReference:
    fields = [field for label, span in spans if label in LABELS for field in _fields(text, LABELS[label], span)]
    raw = tuple((label, span.of(text)) for label, span in spans)
    return PublicReference(key, text, tuple(field for field in fields if len(field.span)), raw)


def _fields(text: str, label: str, span: Span) -> list[Field]:
    span = _trimmed(text, span, label)
    for pattern in filter(None, (_BEFORE.get(label),)):
        if found := re.compile(pattern, re.IGNORECASE).match(text, span.start, span.end):
            span = _trimmed(text, Span(found.end(), span.end), label)
    if label in _AFTER and (found := re.search(rf"(?:{_AFTER[label]})\Z", span.of(text), re.IGNORECASE)):
        span = _trimmed(text, Span(span.start, span.start + found.start()), label)
    if label == "volume" and (found := _VOLUME_ISSUE.fullmatch(text, span.start, span.end)):
        return [Field("volume", Span(*found.span("volume"))), Field("issue", Span(*found.span("issue")))]
    return [Field(label, span)]


def _trimmed(text: str, span: Span, label: str) -> Span:
    """The span without punctuation at its ends, but for the full stop of an initial or abbreviation."""
    start, end = span.start, span.end
    opening, closing = ("([", ")]") if label in _BRACKETED else ("", "")
    while start < end and text[start] in _EDGES + opening:
        start += 1
    while end > start and text[end - 1] in _EDGES + closing:
        end -= 1
    if label in ("author", "editor", "translator") and text[end : end + 1] == "." and _initial(text[start:end]):
        end += 1
    return Span(start, max(start, end))


def _initial(text: str) -> bool:
    """Whether a text ends in an initial or "al", whose full stop belongs to it."""
    return bool(re.search(r"(?:\b[^\W\d_]|\bal|\bjr)\Z", text, re.IGNORECASE))
