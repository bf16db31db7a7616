"""Which links call notes: one rule a kind of page, asked in this order; the first that knows decides."""

from __future__ import annotations

from biblio.readers._html.page import Link
from biblio.readers._html.rules import libreoffice, markdown, mutual, one_way, semantic, wikipedia, word
from biblio.readers._html.rules.verdict import Verdict

__all__ = ["RULES", "Verdict", "judge"]

RULES = (
    ("wikipedia", wikipedia.judge),
    ("libreoffice", libreoffice.judge),
    ("word", word.judge),
    ("markdown", markdown.judge),
    ("semantic", semantic.judge),
    ("mutual", mutual.judge),
    ("one-way", one_way.judge),
)


def judge(link: Link) -> tuple[str, Verdict] | None:
    """The rule that takes `link` for a call, and what it says of it."""
    for name, rule in RULES:
        if verdict := rule(link):
            return name, verdict
    return None
