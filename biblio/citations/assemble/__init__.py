"""`Tagged` -> `Cite`: labelled stretches become typed values of a work, a locator and the cite around them."""

from __future__ import annotations

from dataclasses import replace

from biblio.citations.assemble.locators import locator_of
from biblio.citations.assemble.own_pages import with_own_pages
from biblio.citations.assemble.works import work_of
from biblio.citations.cites.signals import is_reprint
from biblio.citations.scan import Scan
from biblio.citations.tagged import Tagged
from biblio.model import Cite, Reference, Span, Work

__all__ = ["assemble"]

_SUFFIX_LONGEST = 120


def assemble(scan: Scan, tagged: tuple[Tagged, ...]) -> tuple[Cite, ...]:
    """The cites of a note, each with its signal, suffix and the original it reprints."""
    cites: list[Cite] = []
    for index, item in enumerate(with_own_pages(scan, one) for one in tagged):
        prefix = item.signal.of(scan.text) if item.signal else ""
        reprint = index - 1 if index and item.signal and is_reprint(scan.lexicon, prefix) else None
        cites.append(
            Cite(
                item.span,
                item.form,
                _reference(scan, item),
                locator=locator_of(scan, item),
                prefix=prefix,
                suffix=_suffix(scan, item.span),
                reprint_of=reprint,
                rule=item.rule,
                confidence=round(item.confidence, 3),
            )
        )
    return tuple(cites)


def _reference(scan: Scan, tagged: Tagged) -> Reference:
    evidence = tuple((field.label, field.span) for field in tagged.fields)
    sure = tuple(field.confidence for field in tagged.fields)
    xref = tagged.first("xref")
    work = work_of(scan, tagged)
    short = tagged.first("abbr")
    words = " ".join(short.of(scan.text).split()) if short else ""
    if words and not _described(work):
        # The short form by itself: "RC, 104".
        return Reference(replace(work, title=words), evidence, sure, _label(xref.of(scan.text)) if xref else "")
    return Reference(work, evidence, sure, _label(xref.of(scan.text)) if xref else "", words)


def _described(work: Work) -> bool:
    """Whether a cite says more of its work than a short form that may stand beside it."""
    return bool(work.title or work.container or work.archive or work.archive_location or work.url or work.date)


def _label(text: str) -> str:
    """The note's label in "n 5", "wie Anm. 13", "note 7 above"."""
    numbers = [word for word in text.replace(".", " ").replace(",", " ").split() if word[:1].isdigit()]
    return "".join(char for char in numbers[0] if char.isalnum()) if numbers else ""


def _suffix(scan: Scan, span: Span) -> str:
    """A bracket right behind the cite: "(unbracketed ellipses in original text)"."""
    start = scan.blank(span.end, len(scan.text))
    end = scan.structure.closed.get(start, 0)
    if scan.text[start : start + 1] not in ("(", "[") or end - start > _SUFFIX_LONGEST or end <= start:
        return ""
    return scan.text[start:end]
