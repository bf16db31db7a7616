"""Pages that say it: `role="doc-noteref"` (DPUB-ARIA), `epub:type="noteref"`, `class="footnote-ref"`."""

from __future__ import annotations

from biblio.model import NoteKind
from biblio.readers._html.marker import label_of
from biblio.readers._html.page import Link, classes
from biblio.readers._html.rules.verdict import Verdict

__all__ = ["judge"]

_CALLS = frozenset({"doc-noteref", "noteref", "footnote-ref", "footnoteref", "footnote-reference", "footnote-anchor"})
_ENDNOTES = frozenset({"doc-endnote", "endnote", "endnotes", "rearnote", "rearnotes", "doc-endnotes"})
_FOOTNOTES = frozenset({"footnote", "footnotes", "doc-footnote", "footnotes-end-of-document"})


def judge(link: Link) -> Verdict | None:
    """By the words on the link or on the raised text around it."""
    parent = link.element.getparent()
    said = classes(link.element) | (classes(parent) if parent is not None and parent.tag in ("sup", "span") else set())
    if not said & _CALLS or link.backward:
        return None
    return Verdict(label_of(link.text) or link.text, _kind(link))


def _kind(link: Link) -> NoteKind:
    """pandoc calls footnotes "doc-endnotes" too, because they stand at the end; its class is surer."""
    around = [link.target, *link.target.iterancestors()]
    for element in around:
        said = classes(element)
        if said & _FOOTNOTES:
            return NoteKind.FOOTNOTE
        if said & _ENDNOTES:
            return NoteKind.ENDNOTE
    return NoteKind.FOOTNOTE
