"""A .bib file with entries and fields changed, added and taken out; every other byte as it was.

An entry or field that carries a place is the one that stands there; new fields follow the one they come after, indented
and aligned as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from biblio.model import SourceBlock, SourceEntry, SourceField, SourceText, Span

__all__ = ["amended", "apply"]

Edit = tuple[int, int, str]
"""Characters from, to, and what stands there instead."""
_COMMA = re.compile(r"\s*,")
_REMARK = re.compile(r"[ \t]*%[^\r\n]*")
_LINE_END = re.compile(r"[ \t]*(?:\r?\n|\Z)")
_HEAD = re.compile(r"@\s*(?P<type>[^\s{(]*)\s*[{(]\s*(?P<key>[^,\s}]?[^,}]*?)\s*(?=[,})])")


def amended(
    source: SourceText,
    entries: Sequence[SourceEntry],
    blocks: Sequence[SourceBlock] | None = None,
    dropped: Sequence[Span] = (),
) -> str:
    """The file's text with `entries` for those of `source`, and `blocks` (all of them by default) for its blocks.

    Args:
        source: the file as it was read.
        entries: those that stay, in any order (it is the file's that counts); all must come from `source`.
        blocks: @string, @preamble and @comment blocks that stay; a changed one has another name or value.
        dropped: stretches of the text between entries and blocks that go.
    """
    kept = {entry.start: entry for entry in entries}
    edits: list[Edit] = [(span.start, span.end, "") for span in dropped]
    for old in source.entries:
        new = kept.get(old.start)
        if not old.closed:
            continue
        if new is None:
            edits.append(_whole_lines(source.text, old.start, old.end))
        elif new != old:
            edits += _entry(source.text, old, new)
    return apply(source.text, [*edits, *_blocks(source, blocks)])


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text with all edits made; they do not overlap."""
    out, at = [], 0
    for start, end, instead in sorted(edits, key=lambda edit: edit[:2]):
        out += [text[at:start], instead]
        at = max(at, end)
    return "".join(out) + text[at:]


def _blocks(source: SourceText, blocks: Sequence[SourceBlock] | None) -> Iterator[Edit]:
    """What holds several macros goes with the last of them; until then all of them stay."""
    kept = {(block.start, block.name_at): block for block in (source.blocks if blocks is None else blocks)}
    places = {start for start, _ in kept}
    for start, end in dict.fromkeys((old.start, old.end) for old in source.blocks):
        if start not in places:
            yield _whole_lines(source.text, start, end)
    for old in source.blocks:
        new = kept.get((old.start, old.name_at))
        if new is not None and old.value_at >= 0:
            yield from _instead(old.name_at, old.name, new.name)
            yield from _instead(old.value_at, old.value, new.value)


def _instead(at: int, old: str, new: str) -> Iterator[Edit]:
    if new != old:
        yield at, at + len(old), new


def _whole_lines(text: str, start: int, end: int) -> Edit:
    """A block, its line end and one empty line after it."""
    first = text.rfind("\n", 0, start) + 1
    if text[first:start].strip():
        return start, end, ""
    line = _LINE_END.match(text, end)
    stop = line.end() if line else end
    empty = re.compile(r"[ \t]*\r?\n").match(text, stop)
    return first, empty.end() if empty and line else stop, ""


def _entry(text: str, old: SourceEntry, new: SourceEntry) -> Iterator[Edit]:
    head = _HEAD.match(text, old.start, old.end)
    if head and new.type != old.type:
        yield head.start("type"), head.end("type"), new.type
    if head and head["key"] == old.key != new.key:
        yield head.start("key"), head.end("key"), new.key
    kept = {field.at: field for field in new.fields}
    for field in old.fields:
        instead = kept.get(field.at)
        if instead is None:
            yield _removal(text, field)
        else:
            yield from _field(field, instead)
    yield from _additions(text, old, new, head)


def _field(old: SourceField, new: SourceField) -> Iterator[Edit]:
    yield from _instead(old.at, old.name, new.name)
    yield from _instead(old.value_at, old.value, new.value)


def _removal(text: str, field: SourceField) -> Edit:
    end = field.value_at + len(field.value)
    comma = _COMMA.match(text, end)
    stop = comma.end() if comma else end
    start = _back(text, field.at)
    line = re.compile(r"[ \t]*\r?\n").match(text, stop)
    # With the line a field had for itself goes its line end.
    return (start, line.end(), "") if line and text[start - 1] == "\n" else (start, stop, "")


def _back(text: str, at: int) -> int:
    while text[at - 1] in " \t":
        at -= 1
    return at


def _additions(text: str, old: SourceEntry, new: SourceEntry, head: re.Match[str] | None) -> Iterator[Edit]:
    """New fields, each group after the kept field before it or, where there is none, after the key."""
    newline = "\r\n" if "\r\n" in text[old.start : old.end] else "\n"
    was = {field.at: field for field in old.fields}
    anchor: SourceField | None = None
    group: list[SourceField] = []
    model = old.fields[-1] if old.fields else None
    for field in (*new.fields, None):
        if field is not None and field.at < 0:
            group.append(field)
            continue
        if group:
            yield _insertion(text, old, head, anchor, model, group, newline)
            group = []
        anchor = was.get(field.at) if field else None


def _insertion(
    text: str,
    old: SourceEntry,
    head: re.Match[str] | None,
    anchor: SourceField | None,
    model: SourceField | None,
    group: Sequence[SourceField],
    newline: str,
) -> Edit:
    end = anchor.value_at + len(anchor.value) if anchor else (head.end() if head else old.end - 1)
    comma = _COMMA.match(text, end, old.end)
    lines = [_line(text, model, field, newline) for field in group]
    if comma:
        # A remark on the line belongs to the field before it.
        remark = _REMARK.match(text, comma.end(), old.end) if lines[0].startswith(newline) else None
        place = remark.end() if remark else comma.end()
        return place, place, "".join(f"{line}," for line in lines)
    tail = "" if anchor else newline
    return end, end, "".join(f",{line}" for line in lines) + tail


def _line(text: str, model: SourceField | None, field: SourceField, newline: str) -> str:
    """The field on a line of its own, or on the same line where the entry is written so."""
    if model is None:
        return f"{newline}  {field.name} = {field.value}"
    before = text[text.rfind("\n", 0, model.at) + 1 : model.at]
    lead = newline + before if not before.strip() else " "
    return f"{lead}{field.name}{_equals(text, model, field.name)}{field.value}"


def _equals(text: str, model: SourceField, name: str) -> str:
    """The "=" as `model` has it, padded to the same column."""
    sign = text[model.at + len(model.name) : model.value_at]
    spare = len(model.name) - len(name)
    lead, _, tail = sign.partition("=")
    if len(lead) > 1:
        lead = " " * max(1, len(lead) + spare)
    elif len(tail) > 1:
        tail = " " * max(1, len(tail) + spare)
    return f"{lead}={tail}"
