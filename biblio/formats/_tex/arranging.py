"""A .bib file with its entries in another order, or some of them, or set in another hand: indented, aligned, in order.

No value changes. A comment stays with the entry it precedes; what heads the file stays at its head, with every macro,
so that none is used before it is defined.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from biblio.errors import FormatError
from biblio.model import Severity, SourceBlock, SourceEntry, SourceField, SourceText

__all__ = ["Layout", "arranged"]

_GAP = re.compile(r"(?P<before>\s*),(?P<after>\s*)\Z")
_LAST = re.compile(r"\s*,?\s*\Z")
_HEAD = re.compile(r"@\s*(?P<type>[^\s{(]+)\s*(?P<open>[{(])\s*(?P<key>[^,\s})]*)\s*,\s*\Z")
_BLANK = re.compile(r"\n[ \t]*\r?\n")
_FIRST = "mend this first: nothing can be moved around it safely"
_TAIL = re.compile(r"[^\n]*(?:\n|\Z)")


@dataclass(frozen=True, slots=True)
class Layout:
    """How entries are to be set; what is None stays as it is."""

    indent: str | None = None
    """What stands before a field, each on a line of its own."""
    align: bool | None = None
    """The "=" one below the other, or with a blank on either side."""
    comma: bool | None = None
    """A comma after the last field."""
    lower: bool = False
    """Types and names of fields in lower case."""
    braces: bool = False
    """Braces instead of quotation marks."""
    order: tuple[str, ...] | None = None
    """Names of fields in the order they are to have; others follow as they stand."""
    blank: int | None = None
    """Empty lines between entries."""


@dataclass(frozen=True, slots=True)
class _Unit:
    """An entry with what belongs to it."""

    entry: SourceEntry
    gap: str
    """Line ends before."""
    lead: str
    """Comments above."""
    tail: str
    """The rest of the entry's last line."""


def arranged(
    source: SourceText,
    entries: Sequence[SourceEntry],
    layout: Layout | None = None,
    blocks: Sequence[SourceBlock] | None = None,
) -> str:
    """The text with `entries` of `source`, in their order, and those of its macros and preambles that are in `blocks`.

    Entries are as they stand in the file; an entry with anything but white space between its fields is not set anew.

    Raises:
        FormatError: entries are to move, and one of them has no end, or a macro means different things for different
            ones.
    """
    kept = {block.start for block in (source.blocks if blocks is None else blocks)}
    in_order = blocks is None and [entry.start for entry in entries] == [entry.start for entry in source.entries]
    if not in_order:
        _refuse_to_move(source)
    newline = "\r\n" if "\r\n" in source.text else "\n"
    head, units, foot = _taken_apart(source, kept, hoist=not in_order)
    by_start = {unit.entry.start: unit for unit in units}
    out, closed = [head], True
    for entry, place in zip(entries, units, strict=False):
        unit = by_start[entry.start]
        text = source.text[entry.start : entry.end]
        if layout:
            text = _set(source.text, entry, layout, text)
        before = next((part for part in reversed(out) if part), "\n")
        spaced = layout is not None and layout.blank is not None and closed and (len(out) > 1 or bool(head.strip()))
        lines = newline * (layout.blank or 0) if spaced and layout else place.gap
        if not before.endswith("\n") and (spaced or not in_order):
            lines = newline + lines
        out += [lines, unit.lead, text, unit.tail]
        closed = entry.closed
    return "".join(out) + foot


def _refuse_to_move(source: SourceText) -> None:
    broken = next((one for one in source.problems if one.severity is Severity.ERROR), None)
    if broken:
        raise FormatError(f"line {broken.line}: {broken.message}", hint=_FIRST)
    endless = next((entry for entry in source.entries if not entry.closed), None)
    if endless:
        raise FormatError(f"line {endless.line}: {endless.key}: the brace that closes it is missing", hint=_FIRST)
    meant: dict[str, str] = {}
    for block in source.blocks:
        if block.kind == "string" and meant.setdefault(block.name.lower(), block.value) != block.value:
            raise FormatError(
                f"line {block.line}: @string {block.name} is defined a second time",
                hint="give it another name first: entries that move would change their meaning",
            )


def _taken_apart(source: SourceText, kept: set[int], *, hoist: bool) -> tuple[str, list[_Unit], str]:
    """What heads the file, its entries with their comments, and what ends it."""
    units: list[_Unit] = []
    heads: list[str] = []
    at = 0
    for entry in source.entries:
        between, macros = _without_blocks(source, at, entry.start, kept, hoist=hoist)
        heads += macros
        if not units and hoist:
            top, between = _top(between)
            heads.insert(0, top)
        tail = _TAIL.match(source.text, entry.end)
        at = tail.end() if tail and not _begins(source, entry.end, tail.end()) else entry.end
        lead = between.lstrip("\r\n")
        units.append(_Unit(entry, between[: len(between) - len(lead)], lead, source.text[entry.end : at]))
    foot, macros = _without_blocks(source, at, len(source.text), kept, hoist=hoist)
    return "".join([*heads, *macros]), units, foot


def _begins(source: SourceText, start: int, end: int) -> bool:
    """Whether something else begins on the line that an entry ends on."""
    return "@" in source.text[start:end]


def _top(text: str) -> tuple[str, str]:
    """What stands above the first entry, and what of it is that entry's own: the lines right above it."""
    breaks = list(_BLANK.finditer(text))
    at = breaks[-1].end() if breaks else 0
    return text[:at], text[at:]


def _without_blocks(source: SourceText, start: int, end: int, kept: set[int], *, hoist: bool) -> tuple[str, list[str]]:
    """The text between two entries without blocks that are not kept, and the macros and preambles in it, if wanted."""
    out, macros, at = [], [], start
    for block in {block.start: block for block in source.blocks}.values():
        if not start <= block.start < end or (block.start in kept and not (hoist and block.kind != "comment")):
            continue
        line = re.compile(r"[ \t]*(?:\r?\n|\Z)").match(source.text, block.end)
        stop = line.end() if line else block.end
        out.append(source.text[at : block.start])
        if block.start in kept:
            macros.append(source.text[block.start : stop])
        at = stop
    return "".join(out) + source.text[at:end], macros


def _set(text: str, entry: SourceEntry, layout: Layout, block: str) -> str:
    """The entry in the layout."""
    pieces = _pieces(text, entry)
    if pieces is None:
        return block
    head, gaps, close = pieces
    fields = [_field(text, field, layout) for field in _ordered(entry.fields, layout.order)]
    newline = "\r\n" if "\r\n" in block else "\n"
    if layout.indent is not None:
        head = re.sub(r"\s+", "", head)
        gaps = [f",{newline}{layout.indent}"] * len(fields) + [("," if "," in gaps[-1] else "") + newline]
    if layout.comma is not None:
        gaps[-1] = ("," if layout.comma else "") + gaps[-1].lstrip(", \t")
    if layout.lower:
        head = re.sub(r"@\s*[^\s{(]+", lambda match: match[0].lower(), head)
    width = max((len(field.name) for field in fields), default=0)
    set_fields = [
        field.name + _sign(text, original, field, layout, width) + field.value
        for original, field in zip(_ordered(entry.fields, layout.order), fields, strict=True)
    ]
    return head + "".join(gap + field for gap, field in zip(gaps, [*set_fields, ""], strict=True)) + close


def _pieces(text: str, entry: SourceEntry) -> tuple[str, list[str], str] | None:
    """Head, what stands before each field and after the last, and the closing brace; None if anything else is there."""
    if not entry.closed or not entry.fields or any(field.at < 0 for field in entry.fields):
        return None
    opening = text[entry.start : entry.fields[0].at]
    match = _HEAD.match(opening)
    ends = [field.value_at + len(field.value) for field in entry.fields]
    gaps = [text[end : field.at] for end, field in zip(ends, entry.fields[1:], strict=False)]
    last, close = text[ends[-1] : entry.end - 1], text[entry.end - 1 : entry.end]
    if not match or not all(map(_GAP.match, gaps)) or not _LAST.match(last) or close not in "})":
        return None
    comma = opening.rindex(",")
    return opening[:comma].rstrip(), [opening[comma:], *gaps, last], close


def _ordered(fields: Sequence[SourceField], order: Sequence[str] | None) -> list[SourceField]:
    if order is None:
        return list(fields)
    ranks = {name: rank for rank, name in enumerate(order)}
    return sorted(fields, key=lambda field: ranks.get(field.name.lower(), len(ranks)))


def _field(text: str, field: SourceField, layout: Layout) -> SourceField:
    # As it stands in the text, whatever kind of line ends it has.
    value = text[field.value_at : field.value_at + len(field.value)]
    if layout.braces and field.plain and value.startswith('"'):
        value = "{" + value[1:-1] + "}"
    return replace(field, name=field.name.lower() if layout.lower else field.name, value=value)


def _sign(text: str, original: SourceField, field: SourceField, layout: Layout, width: int) -> str:
    if layout.align is None:
        return text[original.at + len(original.name) : original.value_at]
    return " " * (width - len(field.name) if layout.align else 0) + " = "
