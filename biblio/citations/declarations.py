"""Short forms that a document declares: "hereafter *Letters*", "(désormais DE)", "[RCAP]", "(the ‘Crowther Report’)".

Behind a word that says so every form counts; a form alone in a bracket, or in a sentence that says how a work will be
cited ("I cite the second as KS"), counts where another note uses it.
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

__all__ = ["announcements", "declarations", "declared", "uses"]

_WORD = rf"[{UPPER}\d][\w&/’'-]*"
_WORDS = rf"(?:[{UPPER}]\.){{2,}}|{_WORD}(?:[ \u00a0]{_WORD}){{0,3}}(?:[ \u00a0]\(\d{{4}}\))?"
_FORM = rf"(?P<form>{_WORDS})"
_OPEN, _CLOSE = r"[‘“„«\"']?\s?", r"\s?[’”“»\"']?"
_ARTICLE = r"(?:the|der|die|das|le|la|les|el|il|lo|o|de|het|l['’])"
_BRACKET = re.compile(rf"[(\[](?P<open>(?:{_ARTICLE}\s|=\s?)?{_OPEN}(?:{_ARTICLE}\s)?){_FORM}{_CLOSE}[)\]]")
_BETWEEN = (
    r"(?:[,:]?\s(?:\w+\s){0,2}(?:as|als|comme|como|come|abgekürzt|zitiert|abrégé|cité|citado|citato|jako|zit\.|cit\.))?"
)
_GAP = r"\s+(?:[^\s.;:()]+\s+){0,8}?"
"""What may stand for "…" in a phrase that says how a work will be cited."""
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
_NUMBER = rf"(?:[(\[]?(?i:{_LABEL})\.?\s*)?(?:[§¶\d]|[IVXLCAB]+\d*(?!\w)|[ivxl]+[.,]\s?(?:\d|p))"
_PLACE = rf"(?=,?[’”“»\"']?,?\s*(?:{_NUMBER}|{_BACK}|[«“‘\"„]))"
"""What follows a short form that is used: a page, a volume, a title."""


def declared(scans: Sequence[Scan]) -> tuple[Scan, ...]:
    """The notes of a document, each knowing all short forms that the document declares."""
    told = {span.of(scan.text) for scan in scans for span in _told(scan)}
    announced = {span.of(scan.text) for scan in scans for span in _announced(scan)}
    announced |= {form for form in told if _INITIALS.match(form)}
    bracketed = {span.of(scan.text) for scan in scans for span in _bracketed(scan)} | told
    bracketed -= announced
    if not (announced or bracketed):
        return tuple(scans)
    used = _used(scans, bracketed)
    forms = tuple(sorted(announced | used, key=lambda form: (-len(form), form)))
    return tuple(replace(scan, declared=forms) for scan in scans) if forms else tuple(scans)


def declarations(scan: Scan) -> Iterator[Span]:
    """Where a note declares a short form that the document uses."""
    found = dict.fromkeys((*_announced(scan), *_bracketed(scan), *_told(scan)))
    yield from (span for span in found if span.of(scan.text) in scan.declared)


def announcements(scan: Scan) -> Iterator[tuple[Span, ...]]:
    """The same for those that words announce; two that "and" joins go together."""
    spans = sorted({span for span in (*_announced(scan), *_told(scan)) if span.of(scan.text) in scan.declared})
    while spans:
        count = 2 if len(spans) > 1 and _joined(scan, *spans[:2]) else 1
        yield tuple(spans[:count])
        spans = spans[count:]


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
        here = {span.start for span in (*_bracketed(scan), *_told(scan))}
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
    return tuple(
        span
        for match in found
        if any(map(str.isalpha, match["form"]))
        for span in (_trimmed(text, match), *_second(text, match, language))
    )


def _told(scan: Scan) -> Iterator[Span]:
    """The forms in sentences that say how a work will be cited; what is not initials has to be set off."""
    for span in _sentences(scan.text, scan.lexicon.language):
        form = span.of(scan.text)
        marked = scan.text[span.start - 1] in "‘“„«\"'" or scan.italic_at(span.start) is not None
        if _INITIALS.match(form) or (marked and (len(form) == 1 or not _NO_FORM.match(form))):
            yield span


@lru_cache(1024)
def _sentences(text: str, language: str) -> tuple[Span, ...]:
    found = _telling(language).finditer(text)
    return tuple(span for match in found for span in (_trimmed(text, match), *_second(text, match, language)))


def _second(text: str, found: re.Match[str], language: str) -> Iterator[Span]:
    """The form that "and" joins to one: "LB 1798 and LB 1800"."""
    joined = _and_form(language).match(text, found.end())
    if joined:
        yield _trimmed(text, joined)


def _joined(scan: Scan, one: Span, other: Span) -> bool:
    match = _and_form(scan.lexicon.language).match(scan.text, one.end)
    return match is not None and match.start("form") == other.start


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


@cache
def _telling(language: str) -> re.Pattern[str]:
    phrases = (_GAP.join(map(_spaced, phrase.split(" … "))) for phrase in lexicon.load(language).lists["declaring"])
    return re.compile(rf"(?<!\w)(?i:{'|'.join(phrases)})[,:]?\s{{1,2}}(?:{_ARTICLE}\s)?{_OPEN}{_FORM}")


def _spaced(words: str) -> str:
    return r"\s+".join(map(re.escape, words.split())).replace("’", "['’]")


@cache
def _and_form(language: str) -> re.Pattern[str]:
    joining = "|".join(map(re.escape, lexicon.load(language).lists["and_words"]))
    return re.compile(rf"{_CLOSE}\s(?:{joining})\s(?:{_ARTICLE}\s)?{_OPEN}{_FORM}")
