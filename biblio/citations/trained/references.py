"""A reference already cut out -> its one cite: no prose, no rules; the quick way through a bibliography."""

from __future__ import annotations

import re
from pathlib import Path

from biblio.citations import language as languages
from biblio.citations import lexicon
from biblio.citations.assemble import assemble
from biblio.citations.cites.finish import form_of
from biblio.citations.scan import Scan, scan
from biblio.citations.tagged import Tagged
from biblio.citations.trained.features import brief_features
from biblio.citations.trained.labels import decode_fields
from biblio.citations.trained.model import load
from biblio.citations.trained.tokens import tokenise
from biblio.model import Cite, Form, Passage, Reference, Span, Work

__all__ = ["numbering", "parse_reference", "tag_reference"]

_NUMBERING = re.compile(r"\s*(?:\[\s*\d{1,4}\s*\]|\(\d{1,3}\)(?=\s+\D)|\d{1,3}[.)](?=\s+\D)|[•*–—-](?=\s))\s*")


def numbering(text: str) -> int:
    """How many characters of a list's numbering stand in front: "[12] ", "12. ", "(12) ", a bullet."""
    found = _NUMBERING.match(text)
    return found.end() if found and found.end() < len(text) else 0


def parse_reference(text: str, *, language: str = "", folder: Path | None = None) -> Cite:
    """The best reading of one reference, numbering in front left off; `folder` holds other models.

    A text in which no field is found becomes a cite without fields.
    """
    page = scan(Passage(text), lexicon.load(languages.guess(text, language)))
    found = tag_reference(page, folder=folder)
    cites = assemble(page, (found,))
    return cites[0] if cites else Cite(found.span, found.form, Reference(Work()))


def tag_reference(page: Scan, *, folder: Path | None = None) -> Tagged:
    """The fields of a text that is one reference and nothing else."""
    start = numbering(page.text)
    tokens = [token for token in tokenise(page.text) if token[0] >= start]
    whole = Span(start, len(page.text)).strip(page.text)
    if not tokens:
        return Tagged(whole, Form.SHORT, rule="reference")
    labels = load("references", folder).tagger.tag(brief_features(page, tokens))
    fields = decode_fields(tokens, labels)
    return Tagged(whole, form_of(fields), fields, rule="reference")
