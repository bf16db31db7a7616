"""Writes small PDFs by hand: what stands where, in which size, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

__all__ = ["page", "pdf"]

Printed = Sequence[object]
"""x, y (from the foot of the page), size, text, and "italic" for italics; or "rule", x, y, width."""

_FONTS = (
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Italic /Encoding /WinAnsiEncoding >>",
)


def page(printed: Iterable[Printed]) -> bytes:
    """The content of one page."""
    parts = []
    for item in printed:
        if item[0] == "rule":
            _, x, y, width = item
            parts.append(f"{x} {y} {width} 0.5 re f".encode())
            continue
        x, y, size, text = item[:4]
        font = 2 if item[4:] == ["italic"] else 1
        letters = str(text).encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        parts.append(f"BT /F{font} {size} Tf 1 0 0 1 {x} {y} Tm (".encode() + letters + b") Tj ET")
    return b"\n".join(parts)


def pdf(pages: Sequence[bytes], *, turned: int = 0, trailer: bytes = b"", more: Sequence[bytes] = ()) -> bytes:
    """A file of these pages, 420 by 595 points; `turned`: degrees.

    `more`: objects after the others, numbered from 5 + 2 x pages.
    """
    kids = b" ".join(b"%d 0 R" % (5 + 2 * at) for at in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [" + kids + b"] /Count %d >>" % len(pages),
        *_FONTS,
    ]
    for at, content in enumerate(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] /Rotate %d /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>" % (turned, 6 + 2 * at)
        )
        objects.append(b"<< /Length %d >>\nstream\n" % len(content) + content + b"\nendstream")
    objects += more
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n" % size
        + table
        + b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, len(out))
    )
