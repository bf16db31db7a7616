"""A title in plain letters without an author: "The Agrarian Problem (London, 1912)", "Agrarian Problem, 97"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from biblio.citations import details
from biblio.citations.cites import possessive
from biblio.citations.cites.finish import finish
from biblio.citations.cites.spots import fronts, limit_at
from biblio.citations.details import titles
from biblio.citations.letters import UPPER
from biblio.citations.lexicon import load
from biblio.citations.names.pattern import PERSON
from biblio.citations.scan import Scan
from biblio.citations.tagged import Field, Tagged
from biblio.model import Form, Span

__all__ = ["propose"]

_NAME_WORDS = 3
"""A title of so few words before "op. cit." or "(n 5)" is rather an author."""
_STRONG = frozenset(("place", "publisher", "container", "edition", "translator", "editor", "genre", "archive"))


@cache
def _runs(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """(capitalised words up to the end of a text, capitalised words from its start), small words between them."""
    small = f"(?:{'|'.join(map(re.escape, load(language).lists['small_words']))})(?!\\w)"
    return (
        re.compile(rf"(?:[{UPPER}\d][\w’'.\-–:&]*,?)(?:\s(?:[{UPPER}\d‘“][\w’'.\-–:&!?]*,?|{small})){{0,24}}\s?\Z"),
        re.compile(rf"[{UPPER}][\w’'\-]*(?:\s(?:{small}\s)?[{UPPER}][\w’'\-]*){{1,7}}"),
    )


_BEFORE_ARTICLE = re.compile(rf"(?P<name>{PERSON})(?:['’]s|(?<=[sxz])['’])\s(?=(?:The|An?)\s[{UPPER}])")
"""A genitive before a title that begins with a capital article: "Goldsmith’s The Deserted Village"."""
_WORD = re.compile(r"[^\W\d_][a-zß-ÿ]{2}")
_SENTENCE = re.compile(r"[a-zà-ÿ]{3}[.!?]\s[‘“„«\"']")
_PERSON_ONLY = re.compile(rf"(?:[{UPPER}]\.\s?)+(?:[{UPPER}][\w’'\-]+\s?){{1,2}}\Z")


def propose(scan: Scan) -> Iterator[Tagged]:
    """Titles at the front of a sentence, before an imprint inside one, and after "James’ book"."""
    yield from _at_fronts(scan)
    yield from _before_imprints(scan)
    yield from _after_possessives(scan)


def _at_fronts(scan: Scan) -> Iterator[Tagged]:
    for start in fronts(scan):
        if start >= len(scan.text) or titles.marked(scan, start) or scan.structure.quoted(start):
            continue
        limit = limit_at(scan, start)
        draft = details.begin(start)
        end = titles.plain_end(scan, start, limit, draft)
        short = _short_end(scan, start, limit) if end <= start else 0
        if end <= start and not short:
            continue
        title = titles.trim(scan.text, Span(start, short or end))
        if not _title_like(title.of(scan.text), strict=bool(short)):
            continue
        draft.fields.append(Field("title", title))
        draft.pos = title.end
        details.read_on(scan, draft, limit)
        if draft.has(*_STRONG) or (draft.has("locator") and _ends(scan, draft.pos, limit)):
            named = draft.has("xref", "back") and len(title.of(scan.text).split()) <= _NAME_WORDS
            yield finish(scan, draft, "title-only", confidence=0.5 if named else 0.8)


def _short_end(scan: Scan, start: int, limit: int) -> int:
    """The end of a short title before a bare page number: "Revolution Betrayed, 97."."""
    found = re.compile(rf"(?P<title>[{UPPER}][^,;:()\n]{{3,80}}),\s(?=\d)").match(scan.text, start, limit)
    return found.end("title") if found else 0


def _ends(scan: Scan, pos: int, limit: int) -> bool:
    return scan.text[pos:limit].strip(" .;)") == "" or scan.structure.sentence_end(pos, limit) - pos <= 3


def _title_like(text: str, *, strict: bool) -> bool:
    """Whether most words that could be capitals are: English titles, or a few words in any language."""
    words = text.split()
    if not words or len(words) > 30 or _SENTENCE.search(text) or not _WORD.search(text):
        return False
    big = [word for word in words if len(word) > 3]
    capitals = sum(word[0].isupper() or not word[0].isalpha() for word in big)
    return capitals >= (0.75 if strict else 0.6) * len(big) and (len(words) > 1 or not strict)


def _before_imprints(scan: Scan) -> Iterator[Tagged]:
    for bracket in scan.structure.brackets:
        start = bracket.outer.start
        low = max(scan.structure.sentence_start(start, 0), start - 160)
        run = _runs(scan.lexicon.language)[0].search(scan.text[low:start])
        if not run or scan.structure.quoted(low + run.start()):
            continue
        title = titles.trim(scan.text, Span(low + run.start(), start))
        if len(title.of(scan.text).split()) < 2 or _PERSON_ONLY.match(title.of(scan.text)):
            continue
        limit = limit_at(scan, title.start)
        draft = details.begin(title.start)
        head = possessive.before(scan, low, title.start)
        if head:
            draft.start = head[0]
            draft.fields += head[1]
        draft.fields.append(Field("title", title))
        draft.pos = title.end
        details.read_on(scan, draft, limit)
        if draft.has("place", "publisher"):
            yield finish(
                scan, draft, possessive.RULE if head else "title-before-imprint", confidence=1.0 if head else 0.7
            )


def _after_possessives(scan: Scan) -> Iterator[Tagged]:
    for match in (*possessive.pattern(scan.lexicon.language).finditer(scan.text), *_BEFORE_ARTICLE.finditer(scan.text)):
        title = _runs(scan.lexicon.language)[1].match(scan.text, match.end())
        if not title or scan.structure.quoted(match.start()) or match.groupdict().get("container"):
            continue
        head = possessive.before(scan, match.start(), match.end())
        if not head:
            continue
        draft = details.begin(head[0])
        draft.fields += [*head[1], Field("title", Span(*title.span()))]
        draft.pos = title.end()
        details.read_on(scan, draft, limit_at(scan, match.start()))
        bare = not draft.has("date", "place", "locator", "container", "pages")
        yield finish(scan, draft, possessive.RULE, form=Form.MENTION if bare else None, confidence=0.7 if bare else 0.9)
