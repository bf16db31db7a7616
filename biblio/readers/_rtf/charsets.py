r"""Which encoding RTF's bytes are in: `\ansicpg1252`, `\mac`, a font's `\fcharset204`."""

from __future__ import annotations

import codecs

__all__ = ["by_code_page", "by_font", "decode"]

_FONTS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
    254: "cp437", 255: "cp850",
}  # fmt: skip
"""RTF 1.9, "Font table": charset number -> code page."""
_PAGES = {10000: "mac_roman", 10007: "mac_cyrillic", 10029: "mac_latin2", 65001: "utf-8"}


def by_font(charset: int) -> str:
    """The codec of a font's charset; "" if it goes by the document's."""
    return _FONTS.get(charset, "")


def by_code_page(number: int) -> str:
    """The codec of a Windows code page; "" if there is none."""
    name = _PAGES.get(number, f"cp{number}")
    try:
        codecs.lookup(name)
    except LookupError:
        return ""
    return name


def decode(data: bytes, codec: str) -> str:
    """Letters; a byte that the code page does not define is taken as Latin-1."""
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return "".join(_letter(data[at : at + 1], codec) for at in range(len(data)))


def _letter(byte: bytes, codec: str) -> str:
    try:
        return byte.decode(codec)
    except UnicodeDecodeError:
        return byte.decode("latin-1")
