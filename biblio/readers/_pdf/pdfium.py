"""A PDF -> its pages as runs of glyphs, rules and links, through pdfium.

Asking pdfium once a letter costs more than everything else together. A run of letters is one text object of the page,
so only the ends of each object are looked for (by doubling steps), and its place, type and font are asked for once.
"""

from __future__ import annotations

import ctypes
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from math import hypot
from threading import Lock
from typing import Any

from biblio.errors import Place, ReadError
from biblio.readers._pdf.fonts import Face, face_of
from biblio.readers._pdf.letters import Letters

Owner = Callable[[int], int]
"""The text object that a character belongs to, 0 for one that pdfium put in."""

__all__ = ["Glyphs", "Hyperlink", "Page", "Rule", "pages"]

_WRONG_PASSWORD = 4
_UNKNOWN_PROTECTION = 5
_PATH = 2
_THICKEST_RULE = 2.5
_SHORTEST_RULE = 24.0
_MOST_OBJECTS = 1_500
"""A page of more objects is a drawing: its rules are not asked for."""
_MOST_CHARACTERS = 200_000
"""Of one page; no page of a book has a tenth of that."""
_MOST_LINKS = 2_000
_MOST_PAGES = 20_000
_LARGEST_PAGE = 20_000.0
"""Points; ISO 32000-1, annex C has 14,400 as the limit. pdfium takes long over pages that claim to be miles wide."""
_SAMPLE = 60
"""Objects after which a page is known to be set letter by letter, if they have fewer than so many letters each."""
_LETTER_BY_LETTER = 3
_LONGEST_IN_GAP = 12
"""Letters at most that stand in the gap of a longer stretch, from a font that has them."""
_SAME_HEIGHT = 0.1
_WORD_APART = 0.8
"""Type sizes between two words of a line at most."""
_TOUCH = 0.12
"""Type sizes that letters side by side may overlap or stand apart."""
_STEEPEST = 0.4
"""How much a line may climb on its way: a crooked scan does, by less."""
_WORDS = re.compile(r"\d+|[*∗†‡§¶‖]+|[^\W\d_]+(?:[’'-][^\W\d_]+)*|[^\w\s*∗†‡§¶‖]+|_+")
_ONE_TIME = Lock()
"""pdfium serves one caller at a time."""


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Letters set together in one type; lengths in points from the page's lower left corner."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    face: Face


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin horizontal line."""

    left: float
    right: float
    height: float
    """Above the foot of the page."""


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """Where a click leads out of the document."""

    left: float
    right: float
    bottom: float
    top: float
    href: str


@dataclass(frozen=True, slots=True)
class Page:
    """What is printed on one page."""

    number: int
    """Counted from 1."""
    width: float
    height: float
    glyphs: tuple[Glyphs, ...]
    rules: tuple[Rule, ...]
    links: tuple[Hyperlink, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """How a page is turned to be looked at, in quarters clockwise; its size is what is seen then."""

    quarters: int
    width: float
    height: float

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the unturned page is seen."""
        if self.quarters == 1:
            return y, self.height - x
        if self.quarters == 2:
            return self.width - x, self.height - y
        return (self.width - y, x) if self.quarters == 3 else (x, y)

    def shows(self, x: float, y: float) -> bool:
        """Whether a point lies on the page or near it; a damaged file may set letters miles away."""
        return -self.width <= x <= 2 * self.width and -self.height <= y <= 2 * self.height

    def is_upright(self, a: float, b: float) -> bool:
        """Whether text that runs in the direction (a, b) is seen running to the right; a watermark climbs."""
        along, across = ((a, b), (b, a), (-a, b), (-b, a))[self.quarters % 4]
        return along >= 0 and abs(across) <= _STEEPEST * along


def pages(data: bytes, source: str) -> Iterator[Page]:
    """One page after the other, so that a long book needs no more memory than its text.

    Raises:
        ReadError: the file is broken, or a password protects it.
    """
    import pypdfium2.raw as pdfium

    with _ONE_TIME, _document(pdfium, data, source) as document:
        count = pdfium.FPDF_GetPageCount(document)
        if count < 1:
            raise ReadError("a PDF without pages", place=Place(source), hint="is it complete?")
        if count > _MOST_PAGES:
            raise ReadError(f"a PDF of {count} pages", place=Place(source), hint="split it into parts")
        for index in range(count):
            page = pdfium.FPDF_LoadPage(document, index)
            if not page:
                # One broken page: the others can still be read.
                yield Page(index + 1, 0.0, 0.0, (), (), ())
                continue
            try:
                yield _page(pdfium, document, page, index + 1)
            finally:
                pdfium.FPDF_ClosePage(page)


@contextmanager
def _document(pdfium: Any, data: bytes, source: str) -> Iterator[Any]:
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        code = pdfium.FPDF_GetLastError()
        place = Place(source)
        if code == _WRONG_PASSWORD:
            raise ReadError(
                "this PDF asks for a password", place=place, hint="open it with the password and save it without"
            )
        if code == _UNKNOWN_PROTECTION:
            raise ReadError("this PDF is protected in a way that is not known", place=place, hint="print it to a PDF")
        raise ReadError("a broken PDF", place=place, hint="is it complete? Fetch it again, or repair it with qpdf")
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


def _page(pdfium: Any, document: Any, page: Any, number: int) -> Page:
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    if not max(width, height) <= _LARGEST_PAGE:
        return Page(number, 0.0, 0.0, (), (), ())
    turn = Turn(pdfium.FPDFPage_GetRotation(page), width, height)
    text = pdfium.FPDFText_LoadPage(page)
    try:
        glyphs = tuple(_glyphs(pdfium, text, turn)) if text else ()
    finally:
        if text:
            pdfium.FPDFText_ClosePage(text)
    if turn.quarters:
        # Rules and links would have to be turned, too: a page on its side does without.
        return Page(number, width, height, glyphs, (), ())
    return Page(number, width, height, glyphs, _rules(pdfium, page), tuple(_links(pdfium, document, page)))


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Glyphs, and which of the page's characters they are."""

    glyphs: Glyphs
    start: int
    end: int


def _glyphs(pdfium: Any, page: Any, turn: Turn) -> Iterator[Glyphs]:
    """All glyphs of a page; letters of another font that stand in a gap of a longer stretch part it."""
    whole: _Stretch | None = None
    letters = Letters(pdfium, page)
    for found in _joined(_stretches(pdfium, page, letters, turn)):
        if whole is not None and not turn.quarters and _stands_in(found.glyphs, whole.glyphs):
            head, whole = _parted(pdfium, page, letters, whole, found.glyphs.left)
            yield head
            yield found.glyphs
            continue
        if whole is not None:
            yield whole.glyphs
        whole = found
    if whole is not None:
        yield whole.glyphs


def _joined(stretches: Iterable[_Stretch]) -> Iterator[_Stretch]:
    """Words of a line that are set alike made one: browsers write letter by letter."""
    row: list[_Stretch] = []
    for found in stretches:
        if row and not _goes_on(row[-1], found):
            yield _one(row)
            row = []
        row.append(found)
    if row:
        yield _one(row)


def _one(row: list[_Stretch]) -> _Stretch:
    first, last = row[0], row[-1]
    if first is last:
        return first
    text = "".join(one.glyphs.text for one in row)
    return _Stretch(replace(first.glyphs, text=text, right=last.glyphs.right), first.start, last.end)


def _goes_on(before: _Stretch, found: _Stretch) -> bool:
    """Whether a stretch is the next word of the one before, set as it is."""
    first, second = before.glyphs, found.glyphs
    blank = first.text.endswith(" ") and found.start == before.end + 1
    if not (blank or found.start == before.end):
        return False
    if first.face is not second.face or first.baseline != second.baseline or first.size != second.size:
        return False
    gap = second.left - first.right
    return -_TOUCH * first.size <= gap <= (_WORD_APART if blank else _TOUCH) * first.size


def _stands_in(glyphs: Glyphs, whole: Glyphs) -> bool:
    """Whether the letters are set in the middle of a stretch, on its line."""
    return (
        len(glyphs.text) <= _LONGEST_IN_GAP < len(whole.text)
        and whole.left < glyphs.left
        and glyphs.right < whole.right
        and abs(glyphs.baseline - whole.baseline) < _SAME_HEIGHT * whole.size
    )


def _parted(pdfium: Any, page: Any, letters: Letters, whole: _Stretch, at: float) -> tuple[Glyphs, _Stretch]:
    """What of a stretch stands before `at`, and the rest; the blank that pdfium saw in the gap belongs to neither."""

    def left(index: int) -> float:
        return letters.origin(index)[0]

    index = bisect_left(range(whole.start, whole.end), at, key=left) + whole.start
    text, cut = whole.glyphs.text, index - whole.start
    before, after = text[:cut], text[cut:]
    if before.endswith(" ") and pdfium.FPDFText_IsGenerated(page, index - 1) == 1:
        before = before[:-1]
    if after.startswith(" ") and pdfium.FPDFText_IsGenerated(page, index) == 1:
        after, index = after[1:], index + 1
    head = replace(whole.glyphs, text=before, right=at)
    tail = replace(whole.glyphs, text=after.rstrip(" "), left=left(index) if index < whole.end else whole.glyphs.right)
    return head, _Stretch(tail, index, whole.end)


def _stretches(pdfium: Any, page: Any, letters: Letters, turn: Turn) -> Iterator[_Stretch]:
    # By address, which pdfium may give to another font once the page is closed.
    faces: dict[int, Face] = {}
    count = min(pdfium.FPDFText_CountChars(page), _MOST_CHARACTERS)
    text = _text(pdfium, page, count)
    for start, middle, end in _spans(letters.owner, text, count):
        owner = letters.owner(middle)
        printed = text[start:end]
        if not owner or not printed.strip():
            continue
        a, b, c, d = letters.matrix(start)
        if not turn.is_upright(a, b):
            continue
        font = letters.font(owner)
        if font not in faces:
            faces[font] = _face(pdfium, font)
        (x, y), box = letters.origin(start), letters.box(end - 1)
        left, foot = turn.place(x, y)
        size = letters.size(owner) * (hypot(c, d) or 1.0)
        if not (turn.shows(left, foot) and size <= turn.height):
            continue
        right = max(left, turn.place(box[0], box[2])[0], turn.place(box[1], box[3])[0])
        right = min(right, 3 * turn.width)
        if text[end : end + 1] == " " and not printed.endswith(" "):
            # A blank that pdfium saw: slanted letters reach into the gap, so that it looks too narrow.
            printed += " "
        yield _Stretch(Glyphs(printed, left, right, foot, size, faces[font]), start, end)


def _spans(owner: Owner, letters: str, count: int) -> Iterator[tuple[int, int, int]]:
    """(start, a letter inside that stands for all, end) of stretches that are set alike.

    Text objects as a rule; words where a page has an object for each letter, as browsers write it: there the ends of
    words and the beginnings of figures and symbols are where the setting may change.
    """
    start = objects = 0
    while start < count:
        mine = owner(start)
        if not mine:
            # A blank or line break that pdfium put in.
            start += 1
            continue
        end = _end(owner, mine, start, count)
        yield start, start, end
        start, objects = end, objects + 1
        if objects == _SAMPLE and start < _SAMPLE * _LETTER_BY_LETTER:
            break
    for match in _WORDS.finditer(letters, start):
        yield match.start(), (match.start() + match.end()) // 2, match.end()


def _end(owner: Owner, mine: int, start: int, count: int) -> int:
    """Where the text object that begins at `start` ends."""
    low, step = start, 1
    while low + step < count and owner(low + step) == mine:
        low += step
        step *= 2
    high = min(low + step, count)
    while high - low > 1:
        middle = (low + high) // 2
        if owner(middle) == mine:
            low = middle
        else:
            high = middle
    return high


def _text(pdfium: Any, page: Any, count: int) -> str:
    """The page's characters, one for each that pdfium counts."""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(page, 0, count, buffer)
    text = bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")
    if len(text) != count:
        # Letters beyond the Basic Multilingual Plane, or some that pdfium leaves out: asked for one by one.
        text = "".join(_letter(pdfium.FPDFText_GetUnicode(page, index)) for index in range(count))
    return text


def _letter(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _face(pdfium: Any, address: int) -> Face:
    if not address:
        return Face()
    font = ctypes.cast(address, pdfium.FPDF_FONT)
    length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(max(length, 1))
    pdfium.FPDFFont_GetBaseFontName(font, buffer, length)
    angle = ctypes.c_int()
    slanted = bool(pdfium.FPDFFont_GetItalicAngle(font, angle)) and angle.value != 0
    flags = max(pdfium.FPDFFont_GetFlags(font), 0)
    return face_of(buffer.value.decode("utf-8", "replace"), flags=flags, slanted=slanted)


def _rules(pdfium: Any, page: Any) -> tuple[Rule, ...]:
    count = pdfium.FPDFPage_CountObjects(page)
    if count > _MOST_OBJECTS:
        return ()
    edges = [ctypes.c_float() for _ in range(4)]
    found = []
    for index in range(count):
        drawn = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(drawn) != _PATH or not pdfium.FPDFPageObj_GetBounds(drawn, *edges):
            continue
        left, bottom, right, top = (edge.value for edge in edges)
        if top - bottom <= _THICKEST_RULE and right - left >= _SHORTEST_RULE:
            found.append(Rule(left, right, bottom))
    return tuple(found)


def _links(pdfium: Any, document: Any, page: Any) -> Iterator[Hyperlink]:
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    box = pdfium.FS_RECTF()
    for _ in range(_MOST_LINKS):
        if not pdfium.FPDFLink_Enumerate(page, position, link):
            return
        action = pdfium.FPDFLink_GetAction(link)
        length = pdfium.FPDFAction_GetURIPath(document, action, None, 0) if action else 0
        if length < 2 or not pdfium.FPDFLink_GetAnnotRect(link, box):
            continue
        buffer = ctypes.create_string_buffer(length)
        pdfium.FPDFAction_GetURIPath(document, action, buffer, length)
        yield Hyperlink(box.left, box.right, box.bottom, box.top, buffer.value.decode("utf-8", "replace"))
