"""What pages leave in a text: page numbers, running heads, the signs of a page's end.

`mark` looks at all lines and says for each what stands before it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from biblio.notes.printed import Kind, PrintedLine

__all__ = ["mark", "width_of"]

_LONE_NUMBER = re.compile(r"[-–—\[(]?\s*(\d{1,4})\s*[-–—\])]?")
_PAGE_OF = re.compile(
    r"(?:page|seite|p\.|pagina|página)\s*\d{1,4}(?:\s*(?:of|von|/|de|sur|di)\s*\d{1,4})?", re.IGNORECASE
)
_STOPPED = re.compile(r"(?:[.!?…][)\]»”’\"'›\d*†‡⁰¹²³⁴-⁹]*|:[)\]»”’\"'›]*)\Z")
"""As sentences end, with a call after the stop; running heads do not, but may end in a bracket: "[Vol. 12:3]"."""
_REPEATS = 3
_LONGEST_HEAD = 100
_LETTER = 0.5
"""Type sizes a letter is wide on average."""


def mark(lines: list[PrintedLine]) -> None:
    """Tell page furniture from text, then note for each text line what stands before it."""
    paged = bool(lines) and lines[-1].page > 1
    (_mark_with_pages if paged else _mark_without_pages)(lines)
    _mark_neighbours(lines)
    _mark_odd_blanks(lines)
    _mark_early_ends(lines)


def width_of(lines: Iterable[PrintedLine]) -> int:
    """Length of a full line: the ninth decile."""
    lengths = sorted(line.indent + len(line.text) for line in lines if line.kind is Kind.TEXT)
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _mark_with_pages(lines: list[PrintedLine]) -> None:
    """Furniture at the pages' edges: numbers that grow with the pages, and lines that come back."""
    edges = _edges(lines)
    heads = Counter(
        _shape(line.text) for group in edges.values() for line in {line.index: line for line in group}.values()
    )
    # A number inside the page's outermost lines is a page's only beside a running head; else it is a note's label.
    numbers = {
        line.index: number
        for group in edges.values()
        for position, line in enumerate(group)
        if (number := _number(line.text)) is not None
        and all(_is_head(outer.text, heads[_shape(outer.text)], len(edges)) for outer in _outside(group, position))
    }
    offsets = Counter(number - lines[index].page for index, number in numbers.items())
    for page, group in edges.items():
        for line in group:
            number = numbers.get(line.index)
            if number is not None:
                lonely = len(edges) == 1 or len(numbers) == 1
                if offsets[number - page] >= 2 or (lonely and line is group[-1]):
                    line.kind = Kind.NUMBER
            elif _PAGE_OF.fullmatch(line.text):
                line.kind = Kind.NUMBER
            elif _is_head(line.text, heads[_shape(line.text)], len(edges)):
                line.kind = Kind.HEAD


def _edges(lines: list[PrintedLine]) -> dict[int, list[PrintedLine]]:
    """The first two and last two text lines of each page, the highest and lowest where that is known."""
    pages: dict[int, list[PrintedLine]] = defaultdict(list)
    for line in lines:
        if line.kind is Kind.TEXT:
            pages[line.page].append(line)
    for group in pages.values():
        # In two columns the line read last need not be the lowest.
        group.sort(key=lambda line: line.top)
    return {page: group if len(group) < 4 else [*group[:2], *group[-2:]] for page, group in pages.items()}


def _outside(group: list[PrintedLine], position: int) -> list[PrintedLine]:
    """The lines of an edge between a line and the edge of its page."""
    return group[:position] if position < 2 and len(group) > 2 else group[position + 1 :]


def _is_head(text: str, count: int, pages: int) -> bool:
    # "12 Ibid." comes back too, but running heads do not end as sentences do.
    if len(text) > _LONGEST_HEAD or _STOPPED.search(text) or sum(letter.isalpha() for letter in text) < 4:
        return False
    return count >= max(2 if pages < 5 else _REPEATS, pages // 6)


def _mark_without_pages(lines: list[PrintedLine]) -> None:
    """No form feeds: lone numbers between blank lines, and short lines that come back between blank lines."""
    lonely = [line for line in lines if line.kind is Kind.TEXT and _stands_alone(lines, line.index)]
    shapes = Counter(_shape(line.text) for line in lonely)
    for line in lonely:
        if _PAGE_OF.fullmatch(line.text) or _printed_page_number(line):
            line.kind = Kind.NUMBER
        elif (
            line.index
            and any(letter.isdigit() for letter in line.text)
            and _is_head(line.text, shapes[_shape(line.text)], 2 * _REPEATS)
        ):
            line.kind = Kind.HEAD


def _printed_page_number(line: PrintedLine) -> bool:
    """ "- 12 -", or a bare number set off by blanks; a bare number at the margin may be a call and stays text."""
    return _number(line.text) is not None and (line.indent > 0 or not line.text.isdigit())


def _stands_alone(lines: list[PrintedLine], index: int) -> bool:
    before = index == 0 or lines[index - 1].kind in (Kind.BLANK, Kind.RULE)
    after = index == len(lines) - 1 or lines[index + 1].kind in (Kind.BLANK, Kind.RULE)
    return before and after


def _mark_neighbours(lines: list[PrintedLine]) -> None:
    blanks, page = 0, 1
    furniture = rule = False
    before: PrintedLine | None = None
    for line in lines:
        if line.kind is Kind.BLANK:
            blanks += 1
        elif line.kind is Kind.RULE:
            rule, blanks = True, blanks + 1
        elif line.kind in (Kind.NUMBER, Kind.HEAD):
            furniture = True
        else:
            line.after_page_break = line.page != page or (before is not None and _begins_column(before, line))
            # A rule at the head of a page goes with the running head.
            rule = rule or (line.ruled and not line.after_page_break)
            line.blanks_before, line.after_rule, line.after_furniture = blanks, rule, furniture
            blanks, page, before = 0, line.page, line
            furniture = rule = False


def _begins_column(before: PrintedLine, line: PrintedLine) -> bool:
    """Whether the line stands above the one that is read before it."""
    return bool(line.size) and line.top < before.top - line.size


def _mark_odd_blanks(lines: list[PrintedLine]) -> None:
    text = [line for line in lines if line.kind is Kind.TEXT]
    margin = sum(line.indent == 0 for line in text)
    odd = [line for line in text if line.indent == 1]
    if margin > 2 * len(odd):
        for line in odd:
            line.odd_blank = True


def _mark_early_ends(lines: list[PrintedLine]) -> None:
    """Compared with the widest of the lines around, since notes are often set closer than the text."""
    text = [line for line in lines if line.kind is Kind.TEXT]
    widths = [line.indent + len(line.text) for line in text]
    for position, line in enumerate(text[1:]):
        if line.size:
            line.early_end_before = _had_room(text[max(position - 4, 0) : position + 5], text[position], line)
            continue
        full = max(widths[max(position - 4, 0) : position + 5])
        word = line.text.split(maxsplit=1)[0] if line.text else ""
        # Letters differ in width: a line must fall short by a tenth besides.
        line.early_end_before = widths[position] + 1 + len(word) < full * 0.9 + 1


def _had_room(around: list[PrintedLine], before: PrintedLine, line: PrintedLine) -> bool:
    """Whether the line's first word would have fitted to the right of the one before it, letters half an em wide."""
    edge = max(other.right for other in around if other.column == before.column)
    word = line.text.split(maxsplit=1)[0] if line.text else ""
    return before.right + (1 + len(word)) * line.size * _LETTER < edge - line.size * _LETTER


def _shape(text: str) -> str:
    """A line without what differs from page to page; blanks beside figures may differ too."""
    return "".join(re.sub(r"\d+|\b[ivxlc]+\b", "#", text.casefold()).split())


def _number(text: str) -> int | None:
    match = _LONE_NUMBER.fullmatch(text)
    return int(match[1]) if match else None
