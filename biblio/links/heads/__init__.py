"""Body of an answer -> what the page says it is; one kind of page a file, the most telling first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from biblio.http import Answer
from biblio.links.heads import (
    html,
    hyperkitty,
    hypermail,
    labelled,
    mail_archive,
    mbox,
    mhonarc,
    pdf,
    pipermail,
    public_inbox,
)
from biblio.links.heads.decoding import decode
from biblio.links.heads.head import Head

__all__ = ["MESSAGES", "READERS", "Head", "read"]

Reader = Callable[[str], Head | None]

READERS: tuple[tuple[str, Reader], ...] = (
    ("mbox", mbox.read),
    ("mhonarc", mhonarc.read),
    ("pipermail", pipermail.read),
    ("hypermail", hypermail.read),
    ("mail-archive", mail_archive.read),
    ("hyperkitty", hyperkitty.read),
    ("public-inbox", public_inbox.read),
    ("labelled", labelled.read),
)
"""Readers of messages, first answer wins; its name stands in `Head.kind`. All else is HTML, PDF or plain text."""

MESSAGES = frozenset(name for name, _ in READERS)
"""Kinds of heads that are messages'."""


def read(answer: Answer) -> Head:
    """What the last answer's body says of itself; an empty head where there is nothing to read."""
    head = _read(answer)
    if not head.target and answer.header("Refresh"):
        target, after = html.refresh(answer.header("Refresh"))
        head = replace(head, target=target, target_after=after)
    return head


def _read(answer: Answer) -> Head:
    content_type = answer.header("Content-Type").lower()
    # ISO 32000, 7.5.2: the mark may stand anywhere in the first kilobyte, after what a server put before it.
    if b"%PDF-" in answer.body[:1024]:
        return pdf.read(answer.body)
    if not answer.body or not _is_text(content_type, answer.body):
        return Head()
    text = decode(answer.body, content_type)
    page = html.read(text)
    if page is None:
        words = text.split()
        page = Head(kind="text", text=" ".join(words), words=len(words))
    messages = (reader(text) for _, reader in READERS)
    return next((_joined(message, page) for message in messages if message is not None), page)


def _joined(message: Head, page: Head) -> Head:
    """A message's own head in place of its page's title and headings, which stay where it has no subject of its own."""
    own = {"title": message.title, "headings": ()} if message.title else {}
    return replace(
        page,
        kind=message.kind,
        authors=message.authors,
        date=message.date,
        message_id=message.message_id,
        **own,  # type: ignore[arg-type]
    )


def _is_text(content_type: str, body: bytes) -> bool:
    if content_type and not any(kind in content_type for kind in ("text/", "html", "xml")):
        return False
    return not body.startswith((b"\x89PNG", b"\xff\xd8", b"PK\x03\x04"))
