"""Word: `<a href="#_ftn1" name="_ftnref1">[1]</a>` calls `<div id=ftn1>`; `_edn` are endnotes."""

from __future__ import annotations

import re

from biblio.model import NoteKind
from biblio.readers._html.marker import label_of
from biblio.readers._html.page import Link
from biblio.readers._html.rules.verdict import Verdict

__all__ = ["judge"]

_NAME = re.compile(r"_(?P<kind>ftn|edn)(?P<number>[0-9]+)", re.I)


def judge(link: Link) -> Verdict | None:
    """By the fragment's name; `_ftnref` names calls, and links to them lead back."""
    match = _NAME.fullmatch(link.fragment)
    if match is None:
        return None
    kind = NoteKind.ENDNOTE if match["kind"].lower() == "edn" else NoteKind.FOOTNOTE
    return Verdict(label_of(link.text) or link.text or match["number"], kind)
