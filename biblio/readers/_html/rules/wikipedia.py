"""MediaWiki: `<sup class="reference"><a href="#cite_note-2">[1]</a></sup>` calls `<li id="cite_note-2">`."""

from __future__ import annotations

from biblio.model import NoteKind
from biblio.readers._html.marker import label_of
from biblio.readers._html.page import Link
from biblio.readers._html.rules.verdict import Verdict

__all__ = ["judge"]


def judge(link: Link) -> Verdict | None:
    """By the fragment's name; `cite_ref` names calls."""
    if not link.fragment.lower().startswith("cite_note"):
        return None
    return Verdict(label_of(link.text) or link.text.strip("[]"), NoteKind.ENDNOTE)
