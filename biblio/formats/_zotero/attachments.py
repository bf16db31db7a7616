"""Attached files as .bib files name them, `Title:path/to.pdf:application/pdf;...`, <-> attachments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from biblio.formats._zotero.item import Weblink

__all__ = ["parse", "serialize"]

_PART = re.compile(r"(?:\\.|[^;\\])+")
_FIELD = re.compile(r"(?:\\.|[^:\\])*")
_KINDS = {"pdf": "application/pdf", "html": "text/html", "htm": "text/html", "txt": "text/plain"}


def parse(value: str) -> Iterator[Weblink]:
    """The files of a `file` field: JabRef's `:path:PDF`, Zotero's `Title:path:mime`, or bare paths and addresses."""
    for part in _PART.findall(value):
        text = part.strip()
        fields = [] if re.match(r"https?://", text) else [_plain(field) for field in _split(text)]
        if len(fields) == 3:
            title, path, kind = fields
        else:
            title, path, kind = "", _plain(text), ""
        if path:
            mime = kind if "/" in kind else _KINDS.get((kind or path.rpartition(".")[2]).lower(), "")
            name = title or re.split(r"[/\\\\]", path)[-1]
            web = path.startswith(("http://", "https://"))
            yield Weblink(name, path if web else "", "" if web else path, mime)


def _split(text: str) -> list[str]:
    """At colons that are not escaped; an address in the middle keeps its own."""
    match = re.match(r"(?P<title>[^:]*):(?P<path>https?://.*):(?P<kind>[\w/.+-]*)\Z", text)
    if match:
        return [match["title"], match["path"], match["kind"]]
    fields, at = [], 0
    while at <= len(text):
        found = _FIELD.match(text, at)
        end = found.end() if found else len(text)
        fields.append(text[at:end])
        at = end + 1
    return fields


def _plain(text: str) -> str:
    return re.sub(r"\\([:;\\])", r"\1", text).strip()


def serialize(links: Iterable[Weblink]) -> str:
    """A `file` field for attachments."""
    return ";".join(f"{_escaped(link.title)}:{_escaped(link.path or link.url)}:{link.mime}" for link in links)


def _escaped(text: str) -> str:
    if text.startswith(("http://", "https://")):
        return text.replace(";", "%3B")
    return re.sub(r"([:;\\])", r"\\\1", text)
