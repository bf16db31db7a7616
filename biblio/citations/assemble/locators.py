"""The locators of a cite -> one `Locator`: "59, 111-13", chapter "2-3", paragraph "16"."""

from __future__ import annotations

from itertools import pairwise

from biblio.citations.scan import Scan
from biblio.citations.tagged import Tagged
from biblio.model import Locator, Span

__all__ = ["locator_of"]


def locator_of(scan: Scan, tagged: Tagged) -> Locator | None:
    """The place cited; several stretches are joined as printed, or by a semicolon, under the label of the first."""
    spans = tuple(tagged.all("locator"))
    if not spans:
        return None
    label, joined = _one(scan, spans[0])
    seen = [joined]
    for before, span in pairwise(spans):
        _, value = _one(scan, span)
        if value not in seen:
            comma = scan.text[before.end : span.start].strip() == ","
            joined += f"{', ' if comma else '; '}{value}"
            seen.append(value)
    return Locator(joined, label)


def _one(scan: Scan, span: Span) -> tuple[str, str]:
    text = " ".join(span.of(scan.text).split())
    found = scan.lexicon["locator_labels"].match(text)
    if found:
        value = text[found.end() :].strip()
        label = scan.lexicon.locator_labels.get(" ".join(found[0].lower().split()), "page")
        if value:
            return label, value
    if label := _label_before(scan, span.start):
        return label, text
    return "page", text


def _label_before(scan: Scan, pos: int) -> str:
    """The label that stands outside the stretch: "cols", "fol."."""
    low = max(pos - 12, 0)
    for match in scan.lexicon["locator_labels"].finditer(scan.text, low, pos):
        if not scan.text[match.end() : pos].strip():
            label = scan.lexicon.locator_labels.get(" ".join(match[0].lower().split()), "page")
            return label if not scan.phrase("page_labels", match.start(), pos) else "page"
    return ""
