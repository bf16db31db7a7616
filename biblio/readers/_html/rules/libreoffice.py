"""LibreOffice: `<a class="sdfootnoteanc" href="#sdfootnote1sym">` calls `<div id="sdfootnote1">`."""

from __future__ import annotations

import re

from biblio.model import NoteKind
from biblio.readers._html.marker import label_of
from biblio.readers._html.page import Link
from biblio.readers._html.rules.verdict import Verdict

__all__ = ["judge"]

_NAME = re.compile(r"sd(?P<kind>foot|end)note(?P<number>[0-9]+)sym", re.I)


def judge(link: Link) -> Verdict | None:
    """By the fragment's name: `...sym` is the note, `...anc` the call."""
    match = _NAME.fullmatch(link.fragment)
    if match is None:
        return None
    kind = NoteKind.ENDNOTE if match["kind"].lower() == "end" else NoteKind.FOOTNOTE
    return Verdict(label_of(link.text) or link.text or match["number"], kind)
