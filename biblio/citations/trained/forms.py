"""The form of each cite of a note (full, short, ibid ...), told in one go: a cite's form depends on the one before."""

from __future__ import annotations

from biblio.citations.scan import Scan
from biblio.citations.tagged import Field, Tagged
from biblio.citations.trained.agreement import over
from biblio.citations.trained.gazetteer import phrases
from biblio.citations.trained.tokens import tokenise
from biblio.model import Form, Span

__all__ = ["form_features", "form_of"]

_BACKWARD = frozenset(("back", "xref", "abbr"))
_TITLE_ALONE = frozenset(("title", "locator", "volume"))
_NUMBER_ALONE = frozenset(("number", "locator"))
_BACK = frozenset(("g=ibid", "g=idem", "g=op_cit", "g=cross_reference", "g=above_words"))


def form_features(
    scan: Scan, cites: list[tuple[Span, tuple[Field, ...]]], proposals: tuple[Tagged, ...]
) -> list[list[str]]:
    """One list of feature strings a cite: which fields it has, in which order, its back words, what the rules say."""
    return [_one(scan, span, fields, proposals, index) for index, (span, fields) in enumerate(cites)]


def form_of(scan: Scan, fields: tuple[Field, ...], told: str) -> Form:
    """The form of a cite that the model `told`, but for a few kinds that their fields tell better."""
    labels = [field.label for field in fields]
    if labels[:2] == ["back", "title"] and _same_author(fields[0].span.of(scan.text)):
        return Form.IDEM
    if told == Form.SHORT and {"title", "container"} <= set(labels) and not _BACKWARD.intersection(labels):
        return Form.FULL
    alone = {"title", "locator"} <= set(labels) <= _TITLE_ALONE or set(labels) == _NUMBER_ALONE
    if told == Form.FULL and alone:
        return Form.SHORT
    return Form(told)


def _same_author(words: str) -> bool:
    """Whether "idem", "ders.", "Id." stands for the author of another work."""
    lower = words.lower()
    return any("g=idem" in names for names in phrases([lower[start:end] for start, end in tokenise(lower)]))


def _one(scan: Scan, span: Span, fields: tuple[Field, ...], proposals: tuple[Tagged, ...], index: int) -> list[str]:
    labels = [field.label for field in fields]
    row = [f"has={label}" for label in dict.fromkeys(labels)]
    row += [f"first={'|'.join(labels[:2])}", f"all={'|'.join(sorted(set(labels)))}", f"count={min(len(labels), 6)}"]
    row += [f"index={min(index, 2)}", f"lang={scan.lexicon.language}"]
    for field in fields:
        if field.label in ("back", "xref", "abbr"):
            text = field.span.of(scan.text).lower()
            row.append(f"{field.label}={text.rstrip('.')[:20]}")
            words = [text[start:end] for start, end in tokenise(text)]
            kinds = dict.fromkeys(name for names in phrases(words) for name in names if name in _BACK)
            row += [f"{field.label}:{name}" for name in kinds]
            row += [f"{field.label}:{name}|{labels[0] == 'back'}|{'title' in labels}" for name in kinds]
        elif field.label == "title":
            row += _title(scan, field.span)
    before = [scan.text[start:end].lower() for start, end in tokenise(scan.text[max(0, span.start - 30) : span.start])]
    row.append(f"before={before[-1] if before else 'START'}")
    row.append(f"after={scan.text[span.end : span.end + 2].strip()[:1] or 'END'}")
    row += [f"rule={cite.form}|{cite.rule}" for cite in over(proposals, span)][:1] or ["rule=none"]
    return row


def _title(scan: Scan, span: Span) -> list[str]:
    words = span.of(scan.text).count(" ") + 1
    set_as = "quoted" if scan.structure.quoted(span.start) else "italic" if scan.italic_at(span.start) else "plain"
    return [f"title={set_as}{min(words // 3, 3)}"]
