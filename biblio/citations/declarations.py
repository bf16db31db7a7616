"""Short forms that a document declares: "hereafter *Letters*", "(désormais DE)", "[RCAP]", "(the ‘Crowther Report’)".

Behind a word that says so every form counts; a form alone in a bracket counts where another note uses it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from biblio.citations import lexicon
from biblio.citations.letters import UPPER
from biblio.citations.scan import Scan
from biblio.model import Span

__all__ = ["declarations", "declared", "uses"]

_WORD = rf"[{UPPER}\d][\w&/’'-]*"
_FORM = rf"(?P<form>(?:[{UPPER}]\.){{2,}}|{_WORD}(?:[ \u00a0]{_WORD}){{0,3}})"
_OPEN, _CLOSE = r"[‘“„«\"']?\s?", r"\s?[’”“»\"']?"
_ARTICLE = r"(?:the|der|die|das|le|la|les|el|il|lo|o|de|het|l['’])"
_BRACKET = re.compile(rf"[(\[](?P<open>(?:{_ARTICLE}\s|=\s?)?{_OPEN}(?:{_ARTICLE}\s)?){_FORM}{_CLOSE}[)\]]")
_BETWEEN = (
    r"(?:[,:]?\s(?:\w+\s){0,2}(?:as|als|comme|como|come|abgekürzt|zitiert|abrégé|cité|citado|citato|jako|zit\.|cit\.))?"
)
_INITIALS = re.compile(
    rf"(?=.*[{UPPER}].*[{UPPER}\d]|.*\d.*[{UPPER}])[\w.&/’'-]{{2,8}}(?: (?:[IVXLC]+|\d+)(?:[/.]\d+)?)?\Z"
)
"""What a form without quotation marks or italics has to look like: "CPR", "PhG", "7E", "MWG I/18"."""
_NO_FORM = re.compile(
    r"(?:\d+|[ivxlcdm]+|\d{4}.*|.*\d{4}|eds?|hrsg|hgg?|trans|repr?|vols?|anm|fig|abb|cat|dir|coord|cur|comp)\.?\Z",
    re.IGNORECASE,
)
_LABEL = r"(?:pp?|ss?|sp|vol|t|bd|cap|ch|art|no|nr|n[°º]|cols?|paras?|lib)"
_BACK = r"[(\[]?(?:supra|above|note|wie|Anm|voir|cit)"
_NUMBER = rf"(?:[(\[]?(?i:{_LABEL})\.?\s*)?(?:[§¶\d]|[IVXLCAB]+\d*(?!\w))"
_PLACE = rf"(?=,?[’”“»\"']?,?\s*(?:{_NUMBER}|{_BACK}|[«“‘\"„]))"
"""What follows a short form that is used: a page, a volume, a title."""


def declared(scans: Sequence[Scan]) -> tuple[Scan, ...]:
    """The notes of a document, each knowing all short forms that the document declares."""
    announced = {span.of(scan.text) for scan in scans for span in _announced(scan)}
    bracketed = {span.of(scan.text) for scan in scans for span in _bracketed(scan)} - announced
    if not (announced or bracketed):
        return tuple(scans)
    used = _used(scans, bracketed)
    forms = tuple(sorted(announced | used, key=lambda form: (-len(form), form)))
    return tuple(replace(scan, declared=forms) for scan in scans) if forms else tuple(scans)


def declarations(scan: Scan) -> Iterator[Span]:
    """Where a note declares a short form that the document uses."""
    yield from (span for span in (*_announced(scan), *_bracketed(scan)) if span.of(scan.text) in scan.declared)


def uses(scan: Scan) -> Iterator[Span]:
    """Where a note uses a declared form with a place in the work behind it; in order, none overlapping another."""
    if scan.declared:
        here = {span.start for span in declarations(scan)}
        for found in _pattern(scan.declared).finditer(scan.text):
            if found.start() not in here:
                yield Span(*found.span())


def _used(scans: Sequence[Scan], forms: set[str]) -> set[str]:
    """Those of the bracketed forms that a note uses which does not declare them."""
    if not forms:
        return set()
    pattern = _pattern(tuple(sorted(forms, key=lambda form: (-len(form), form))))
    found: set[str] = set()
    for scan in scans:
        here = {span.start for span in _bracketed(scan)}
        told = {scan.text[start : start + 60] for start in here}
        found |= {
            match[0]
            for match in pattern.finditer(scan.text)
            if match.start() not in here and not any(words.startswith(match[0]) for words in told)
        }
    return found


@cache
def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w’'])(?:{'|'.join(map(re.escape, forms))})(?![\w-]){_PLACE}")


def _announced(scan: Scan) -> tuple[Span, ...]:
    return _announcements(scan.text, scan.lexicon.language)


@lru_cache(1024)
def _announcements(text: str, language: str) -> tuple[Span, ...]:
    """Asked for more than once of each note, and slow: the words that announce begin with many letters."""
    found = _announcement(language).finditer(text)
    return tuple(_trimmed(text, match) for match in found if any(map(str.isalpha, match["form"])))


def _bracketed(scan: Scan) -> Iterator[Span]:
    for found in _BRACKET.finditer(scan.text):
        span = _trimmed(scan.text, found)
        marked = found["open"].strip() or scan.italic_at(span.start) is not None
        if not _NO_FORM.match(found["form"]) and (marked or _INITIALS.match(found["form"])):
            yield span


def _trimmed(text: str, found: re.Match[str]) -> Span:
    start, end = found.span("form")
    while end > start and text[end - 1] in "’'-/":
        end -= 1
    return Span(start, end)


@cache
def _announcement(language: str) -> re.Pattern[str]:
    words = lexicon.load(language)["hereafter"].pattern
    return re.compile(rf"(?i:{words}){_BETWEEN}[,:]?\s{{1,2}}(?:{_ARTICLE}\s)?{_OPEN}{_FORM}")
