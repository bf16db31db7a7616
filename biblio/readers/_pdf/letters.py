"""What pdfium says of single letters, asked for as cheaply as can be.

A page takes thousands of these questions. The wrappers of pypdfium2 make an object of each answer, which costs as much
as the answer; here the same functions take and give plain numbers.
"""

from __future__ import annotations

import ctypes
from functools import cache
from typing import Any

__all__ = ["Letters"]

_ADDRESS, _INDEX, _FLAG = ctypes.c_void_p, ctypes.c_int, ctypes.c_int


@cache
def _functions(pdfium: Any) -> tuple[Any, ...]:
    def plain(name: str, result: Any, *arguments: Any) -> Any:
        address = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value
        return ctypes.CFUNCTYPE(result, *arguments)(address or 0)

    return (
        plain("FPDFText_GetTextObject", _ADDRESS, _ADDRESS, _INDEX),
        plain("FPDFTextObj_GetFont", _ADDRESS, _ADDRESS),
        plain("FPDFTextObj_GetFontSize", _FLAG, _ADDRESS, _ADDRESS),
        plain("FPDFText_GetMatrix", _FLAG, _ADDRESS, _INDEX, _ADDRESS),
        plain("FPDFText_GetCharOrigin", _FLAG, _ADDRESS, _INDEX, _ADDRESS, _ADDRESS),
        plain("FPDFText_GetCharBox", _FLAG, _ADDRESS, _INDEX, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS),
    )


class Letters:
    """The letters of one page of text, by their index."""

    def __init__(self, pdfium: Any, page: Any) -> None:
        """`page`: an open FPDF_TEXTPAGE."""
        self._object, self._font, self._size, self._matrix, self._origin, self._box = _functions(pdfium)
        self._page = ctypes.cast(page, ctypes.c_void_p).value
        self._float = ctypes.c_float()
        self._six = (ctypes.c_float * 6)()
        self._four = (ctypes.c_double * 4)()
        self._at_float, self._at_six = ctypes.addressof(self._float), ctypes.addressof(self._six)
        at, step = ctypes.addressof(self._four), ctypes.sizeof(ctypes.c_double)
        self._at_four = (at, at + step, at + 2 * step, at + 3 * step)

    def owner(self, index: int) -> int:
        """The text object a letter belongs to, 0 for one that pdfium put in."""
        found: int | None = self._object(self._page, index)
        return found or 0

    def font(self, owner: int) -> int:
        """The font of a text object, 0 if there is none."""
        found: int | None = self._font(owner)
        return found or 0

    def size(self, owner: int) -> float:
        """The font size of a text object, before its matrix."""
        self._size(owner, self._at_float)
        return abs(self._float.value)

    def matrix(self, index: int) -> tuple[float, float, float, float]:
        """a, b, c, d of the matrix that a letter is set with (ISO 32000-1, 8.3.3)."""
        self._matrix(self._page, index, self._at_six)
        a, b, c, d, _, _ = self._six
        return a, b, c, d

    def origin(self, index: int) -> tuple[float, float]:
        """Where a letter begins on its baseline."""
        self._origin(self._page, index, *self._at_four[:2])
        return self._four[0], self._four[1]

    def box(self, index: int) -> tuple[float, float, float, float]:
        """Left, right, bottom and top of a letter's shape."""
        self._box(self._page, index, *self._at_four)
        left, right, bottom, top = self._four
        return left, right, bottom, top
