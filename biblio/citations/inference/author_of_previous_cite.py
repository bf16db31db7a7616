"""The author of a cite before in the note, whose next title follows, or the same text in another form.

"Gerardo Diego, «Crónica», Lola, 1 (1927), y «Crónica (II)», Lola, 2 (1928)"
"L’Étranger …; trad. angl. The Outsider, London, Hamish Hamilton, 1946": the same text again
"Allan Franklin, “…” (1979): 201–57; expanded in The Neglect of Experiment": his own later book
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from biblio.citations import lexicon
from biblio.citations.inference import persons
from biblio.citations.inference.candidate import Candidate, Unsigned
from biblio.citations.inference.wording import words
from biblio.citations.scan import Scan
from biblio.identity import fold
from biblio.model import Cite, Form, Work

__all__ = ["candidates"]

_RULE = "author-of-previous-cite"
_NEAR = 60
_LONGEST = 400


def candidates(unsigned: Unsigned) -> Iterator[Candidate]:
    """Who wrote the last cite before that names somebody, as long as only back references stand between."""
    for back in range(unsigned.index - 1, -1, -1):
        before = unsigned.cites[back]
        if authors := before.reference.work.authors:
            yield Candidate(authors, _RULE, frozenset(_clues(unsigned, before, adjacent=back == unsigned.index - 1)))
            return
        if before.form not in (Form.IBID, Form.IDEM, Form.OP_CIT, Form.CROSS_REFERENCE):
            return


def _clues(unsigned: Unsigned, before: Cite, *, adjacent: bool) -> Iterator[str]:
    work, last = unsigned.cite.reference.work, before.reference.work
    between = unsigned.scan.text[unsigned.low : unsigned.cite.span.start]
    joined = _joined(between, unsigned.scan)
    quoted = _quoted(unsigned.scan, unsigned.cite)
    plain = unsigned.commentary(_LONGEST)
    clause = re.split(r"[.!?]\s", plain)[-1]
    said = _said(plain, clause, unsigned.scan.lexicon.language)
    told = (
        ("inferred" if "author" in last.inferred else "printed", True),
        ("not next", not adjacent),
        ("short", adjacent and before.form is not Form.FULL),
        ("joined", joined),
        ("joined, quoted" if quoted else "joined, plain", joined),
        *((word, True) for word in said),
        ("nothing said", not said and not joined),
        ("far", len(between) > _NEAR),
        ("new sentence", clause != plain),
        *_others(unsigned, plain, last),
        ("same type", work.type == last.type),
    )
    yield "previous"
    yield from (f"previous: {clue}" for clue, is_so in told if is_so)


def _said(plain: str, clause: str, language: str) -> tuple[str, ...]:
    """What the commentary says of the two works: the same again, another one of the author's, or about him."""
    again = _again(language).search(clause) or _another_form(language).search(clause)
    his, he = _own(language).search(plain), _pronoun(language).search(plain)
    return (*(("again",) if again else ()), *(("his",) if his else ("he",) if he else ()))


def _others(unsigned: Unsigned, plain: str, last: Work) -> Iterator[tuple[str, bool]]:
    """Whether the commentary names somebody else, or the author again."""
    key = [fold(name.family) for name in last.authors]
    named = [found for found in persons.named(plain, unsigned.context, unsigned.scan.lexicon) if found.sure]
    yield "another named", any(fold(found.name.family) not in key for found in named)
    yield "named again", any(name and name in fold(plain).split() for name in key)


def _joined(between: str, scan: Scan) -> bool:
    """Whether only punctuation, an "and" or a "see also" stands between."""
    rest = between.strip(" ,;.:()=—–")
    return not rest or bool(_onward(scan.lexicon.language).fullmatch(rest))


def _quoted(scan: Scan, cite: Cite) -> bool:
    """Whether the title stands in quotation marks: an italic one may be a periodical or a work of many hands."""
    title = next((span for label, span in cite.reference.evidence if label == "title"), None)
    return title is not None and scan.structure.quoted(title.start) is not None


@cache
def _onward(language: str) -> re.Pattern[str]:
    lists = lexicon.load(language).lists
    return re.compile("|".join(map(re.escape, (*lists["and_words"], *lists["onward"]))), re.IGNORECASE)


@cache
def _again(language: str) -> re.Pattern[str]:
    """What announces the same text in another form, or another work of the same author."""
    return lexicon.load(language)["same_author_again"]


@cache
def _another_form(language: str) -> re.Pattern[str]:
    """Words for editions, translations and first printings."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(words('again', language)) or '(?!)'})(?!\w)", re.IGNORECASE)


@cache
def _own(language: str) -> re.Pattern[str]:
    """ "… his later": a possessive pronoun a few words before the title."""
    own = (*lexicon.load(language).lists["possessive_pronouns"], *words("own", language))
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(map(re.escape, own)) or '(?!)'})(?:\s[^\s.;]+){{0,3}}[\s:,(]*\Z", re.IGNORECASE
    )


@cache
def _pronoun(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(words('pronouns', language)) or '(?!)'})(?!\w)", re.IGNORECASE)
