"""Body of an answer -> what the page says it is; one kind of page a file, the most telling first."""

from __future__ import annotations

from collections.abc import Callable

from biblio.http import Answer
from biblio.links.heads import html, mhonarc, pipermail
from biblio.links.heads.decoding import decode
from biblio.links.heads.head import Head

__all__ = ["READERS", "Head", "read"]

Reader = Callable[[str], Head | None]

READERS: tuple[tuple[str, Reader], ...] = (
    ("mhonarc", mhonarc.read),
    ("pipermail", pipermail.read),
    ("html", html.read),
)
"""First answer wins; its name stands in `Head.kind`."""


def read(answer: Answer) -> Head:
    """What the last answer's body says of itself; an empty head where there is nothing to read."""
    content_type = answer.header("Content-Type").lower()
    if not answer.body or not _is_text(content_type, answer.body):
        return Head()
    text = decode(answer.body, content_type)
    for _, reader in READERS:
        head = reader(text)
        if head is not None:
            return head
    return Head(text=" ".join(text.split())[:2000])


def _is_text(content_type: str, body: bytes) -> bool:
    if content_type and not any(kind in content_type for kind in ("text/", "html", "xml")):
        return False
    return not body.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8", b"PK\x03\x04"))
