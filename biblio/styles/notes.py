"""A document's own notes, set again in a style: full at first, ibid. or short after, the commentary as it stands.

'See Anderson, NLR 139, 49-58; also ibid., 121. He is right.'
-> commentary is kept, each group of neighbouring cites becomes one CSL citation in the note's number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from biblio.model import Citation, Cite, Form, Locator, Resolved, Span, Work, WorkId
from biblio.styles.outputs import Output

__all__ = ["Part", "SetNote", "clusters", "partition", "set_note"]

_ONLY_SEPARATES = re.compile(r"[\s;,]*")
"""What may stand between two cites of one group; a full stop begins a new sentence and so a new group."""

_ABBREVIATED = re.compile(r"(?:\bibid|\bn\.d|\beds?|\bebd|\bet al|\bca?)\.\W*\Z", re.IGNORECASE)
"""A last full stop that belongs to the word before it and stays when the sentence goes on."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a note: commentary as it stands, or neighbouring cites that make one CSL citation."""

    span: Span
    """In the note's text."""
    cites: tuple[int, ...] = ()
    """Indices in `Citation.cites`; empty for commentary."""


@dataclass(frozen=True, slots=True)
class SetNote:
    """One note as set, in whatever the output format makes: a string, or runs."""

    label: str
    text: Any


def partition(citation: Citation, settable: Sequence[bool]) -> tuple[Part, ...]:
    """The note cut into commentary and groups of cites; cites that are not `settable` count as commentary.

    Signals and suffixes go with their cites; punctuation that only separates two cites of a group is dropped, since the
    style has its own.
    """
    text = citation.note.body.text
    chosen = sorted((cite.span, index) for index, cite in enumerate(citation.cites) if settable[index])
    parts: list[Part] = []
    at = 0
    for span, index in chosen:
        cite = citation.cites[index]
        start = max(at, _signal_start(text, cite))
        end = _with_suffix(text, span.end, cite.suffix)
        between = text[at:start]
        same_sentence = not text[:at].endswith(".") and _ONLY_SEPARATES.fullmatch(between)
        if parts and parts[-1].cites and same_sentence:
            parts[-1] = Part(Span(parts[-1].span.start, end), (*parts[-1].cites, index))
        else:
            if between:
                parts.append(Part(Span(at, start)))
            parts.append(Part(Span(start, end), (index,)))
        at = end
    if text[at:]:
        parts.append(Part(Span(at, len(text))))
    return tuple(parts)


def clusters(
    citations: Sequence[Citation], resolved: Resolved, keys: Sequence[str]
) -> tuple[tuple[tuple[Part, ...], ...], tuple[dict[str, Any], ...]]:
    """The parts of every note, and all their groups of cites as CSL citation objects in the order of the notes."""
    works = {(found.citation, found.cite): found.work for found in resolved.resolutions}
    parted: list[tuple[Part, ...]] = []
    groups: list[dict[str, Any]] = []
    before: tuple[WorkId, Locator | None] | None = None
    for number, citation in enumerate(citations):
        meant = [works.get((number, index)) for index in range(len(citation.cites))]
        parts = partition(citation, [_settable(c, w) for c, w in zip(citation.cites, meant, strict=True)])
        parted.append(parts)
        for part in parts:
            items = []
            for index in part.cites:
                cite, work = citation.cites[index], meant[index]
                if work is None:
                    continue
                before = (work, _place(cite, work, before))
                items.append(_item(citation, cite, keys[work], resolved.works[work], before[1]))
            if items:
                groups.append({"citationItems": items, "properties": {"noteIndex": number + 1}})
    return tuple(parted), tuple(groups)


def set_note(citation: Citation, parts: Sequence[Part], texts: Sequence[Any], output: Output[Any]) -> SetNote:
    """One note from its parts, the texts of its groups in order, and its commentary as it stands."""
    source = citation.note.body.text
    rendered = iter(texts)
    pieces: list[Any] = []
    for index, part in enumerate(parts):
        if part.cites:
            after = source[parts[index + 1].span.start :] if index + 1 < len(parts) else ""
            text = next(rendered)
            pieces.append(_without_stop(text) if _goes_on(_letters(text), after) else text)
        else:
            pieces.append(output.text(part.span.of(source)))
    return SetNote(citation.note.label, output.join(pieces))


def _goes_on(text: str, after: str) -> bool:
    """Whether the style's full stop must go, as the note goes on in the same sentence or has a full stop of its own."""
    following = after.lstrip()[:1]
    if not text.endswith(".") or not following:
        return False
    if following == ".":
        return True
    new_sentence = after[:1].isspace() and not following.islower() and following not in "(["
    return not new_sentence and not _ABBREVIATED.search(text)


def _letters(text: Any) -> str:
    return text if isinstance(text, str) else "".join(run.text for run in text)


def _without_stop(text: Any) -> Any:
    if isinstance(text, str):
        return text[:-1]
    return (*text[:-1], replace(text[-1], text=text[-1].text[:-1]))


def _settable(cite: Cite, work: int | None) -> bool:
    """A title named in passing stays as the author worded it, and so does what was not resolved."""
    return work is not None and cite.form is not Form.MENTION


def _place(cite: Cite, work: WorkId, before: tuple[WorkId, Locator | None] | None) -> Locator | None:
    """The place cited; "Ibid." alone means the place of the cite before."""
    if cite.locator is None and cite.form is Form.IBID and before and before[0] == work:
        return before[1]
    return cite.locator


def _item(citation: Citation, cite: Cite, key: str, work: Work, place: Locator | None) -> dict[str, Any]:
    item: dict[str, Any] = {"id": key}
    if place:
        item |= {"locator": place.value, "label": place.label}
    if _signal_start(citation.note.body.text, cite) < cite.span.start:
        item["prefix"] = cite.prefix.rstrip() + " "
    if cite.suffix:
        item["suffix"] = cite.suffix if cite.suffix[0] in ",.;:" else " " + cite.suffix.lstrip()
    if _named_before(citation, cite, work):
        item["suppress-author"] = True
    return item


def _named_before(citation: Citation, cite: Cite, work: Work) -> bool:
    """Whether the note names the author before a full cite that does not ("Anderson's article 'Trotsky's ...'")."""
    if cite.form is not Form.FULL or any(name == "author" for name, _ in cite.reference.evidence):
        return False
    before = citation.note.body.text[: cite.span.start]
    return any(name.sort_name and name.sort_name in before for name in work.authors)


def _signal_start(text: str, cite: Cite) -> int:
    """Where the cite's signal begins, if it stands right before the cite; else where the cite begins."""
    before = text[: cite.span.start].rstrip()
    words = cite.prefix.strip()
    return len(before) - len(words) if words and before.endswith(words) else cite.span.start


def _with_suffix(text: str, end: int, suffix: str) -> int:
    words = suffix.strip()
    if not words:
        return end
    at = text.find(words, end, end + len(words) + 3)
    return at + len(words) if at >= 0 else end
