"""Cites made of back words alone: "Ibid., 277-8", "Ders., Title", "(n 5)", "wie Anm. 13", "a. a. O., S. 4"."""

from __future__ import annotations

from collections.abc import Iterator

from biblio.citations import details
from biblio.citations.cites.finish import finish
from biblio.citations.cites.spots import limit_at
from biblio.citations.details import titles
from biblio.citations.details.back_words import cross_reference_at
from biblio.citations.names import find
from biblio.citations.scan import Scan
from biblio.citations.tagged import Field, Tagged
from biblio.model import Form, Span

__all__ = ["propose"]

_BEFORE = " ,\n"


def propose(scan: Scan) -> Iterator[Tagged]:
    """A proposal for every back word outside quotations."""
    for words, form in (("ibid", Form.IBID), ("idem", Form.IDEM), ("op_cit", Form.OP_CIT)):
        for match in scan.lexicon[words].finditer(scan.text):
            if not scan.structure.quoted(match.start()):
                cite = _read(scan, Span(*match.span()), form)
                if form is not Form.IDEM or len(cite.fields) > 1 or match[0].endswith("."):
                    yield cite
    yield from _cross_references(scan)


def _read(scan: Scan, back: Span, form: Form) -> Tagged:
    limit = limit_at(scan, back.start)
    draft = details.begin(back.start)
    draft.add(details.Found(back.end, (Field("back", back),)))
    if form is Form.OP_CIT:
        _names_before(scan, draft, back.start)
    if form is Form.IDEM:
        form = _idem(scan, draft, limit)
    details.read_on(scan, draft, limit)
    if form is Form.IBID and draft.has("title", "shelfmark", "archive"):
        form = Form.FULL
    return finish(scan, draft, form.value, form=form, confidence=1.0 if len(draft.fields) > 1 else 0.9)


def _names_before(scan: Scan, draft: details.Draft, pos: int) -> None:
    """The name (and title) that an "op. cit." goes with; a titled cite reads them with the title in its marks."""
    end = pos
    while end > 0 and scan.text[end - 1] in _BEFORE:
        end -= 1
    names = find.before(scan, scan.structure.sentence_start(pos, 0), end)
    if names and end - names.end <= 1:
        draft.fields.insert(0, Field("author", names))
        draft.start = names.start


def _idem(scan: Scan, draft: details.Draft, limit: int) -> Form:
    """Idem with a title is another work of the same author; with nothing but a page it is ibid."""
    start = scan.blank(draft.pos, limit)
    if scan.text[start : start + 1] in (",", ":"):
        start = scan.blank(start + 1, limit)
    title = titles.at(scan, start, limit, plain=True, draft=draft)
    if not title:
        return Form.IBID
    draft.fields.append(Field("title", title.span))
    draft.quoted = title.quoted
    draft.pos = title.end
    return Form.IDEM


def _cross_references(scan: Scan) -> Iterator[Tagged]:
    text = scan.text
    for match in scan.lexicon["cross_reference"].finditer(text):
        low = max(match.start() - 16, 0)
        for start in _starts(scan, low, match.start()):
            bracketed = text[start - 1 : start] in ("(", "[")
            found = cross_reference_at(scan, start, limit_at(scan, start), bracketed=bracketed)
            if found and found[0].end > match.start() and not scan.structure.quoted(start):
                draft = details.begin(found[0].start)
                draft.add(details.Found(found[0].end, (Field("xref", found[0]),)))
                details.read_on(scan, draft, limit_at(scan, start))
                yield finish(scan, draft, "cross-reference", form=Form.CROSS_REFERENCE, confidence=0.8)
                break


def _starts(scan: Scan, low: int, pos: int) -> Iterator[int]:
    """Word beginnings from `low` to `pos`: the words above, supra, wie may stand before."""
    for start in range(low, pos + 1):
        if start == 0 or (not scan.text[start - 1].isalnum() and scan.text[start : start + 1].isalnum()):
            yield start
