"""WARC files (ISO 28500): their records to captures and answers, and answers to records."""

from __future__ import annotations

import base64
import hashlib
import http
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from biblio.errors import LinkError, PluginError
from biblio.http import Answer, Headers, Request, Response

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord
    from warcio.warcwriter import WARCWriter

__all__ = ["Record", "answer", "digest", "records", "write_exchange", "write_information"]

_PLAYED = ("response", "revisit", "resource")
_CAP = 4 << 20
_HOP_BY_HOP = frozenset(("content-encoding", "transfer-encoding", "content-length", "connection", "keep-alive"))


@dataclass(frozen=True, slots=True)
class Record:
    """What a file says of one capture."""

    url: str
    datetime: datetime
    status: str
    digest: str
    mime_type: str
    offset: int
    length: int


def _warcio() -> Any:
    try:
        import warcio
        import warcio.archiveiterator
        import warcio.warcwriter
    except ImportError as error:
        hint = "install biblio-footnotes[warc]"
        raise PluginError("WARC files need the library warcio", hint=hint) from error
    return warcio


def digest(body: bytes) -> str:
    """SHA-1 in base 32, as capture indexes give it."""
    return base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode("ascii")


def records(file: Path) -> Iterator[Record]:
    """The captures in a file, up to where it is broken.

    Raises:
        LinkError: it is no WARC file at all.
        OSError: it cannot be read.
    """
    warcio = _warcio()
    some = False
    with file.open("rb") as stream:
        iterator = warcio.archiveiterator.ArchiveIterator(stream, arc2warc=True)
        try:
            for record in iterator:
                some = True
                found = _record(record, iterator)
                if found is not None:
                    yield found
        except Exception as error:  # what a broken file raises is of many kinds
            if not some:
                raise LinkError(f"{file} is no WARC file: {error}") from error


def _record(record: ArcWarcRecord, iterator: Any) -> Record | None:
    headers = record.rec_headers
    url, when = headers.get_header("WARC-Target-URI") or "", _moment(headers.get_header("WARC-Date") or "")
    if record.rec_type not in _PLAYED or when is None or "://" not in url:
        return None
    answered = record.http_headers
    status = answered.get_statuscode() if answered else "200" if record.rec_type == "resource" else ""
    mime = (answered.get_header("Content-Type") if answered else headers.get_header("Content-Type")) or ""
    record.content_stream().read()  # the record's end is known once it is read
    length = iterator.get_record_length()
    return Record(
        url.strip("<>"),
        when,
        "" if record.rec_type == "revisit" else status,
        (headers.get_header("WARC-Payload-Digest") or "").removeprefix("sha1:"),
        "warc/revisit" if record.rec_type == "revisit" else mime.partition(";")[0].strip(),
        iterator.get_record_offset(),
        length or 0,
    )


def _moment(text: str) -> datetime | None:
    try:
        when = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def answer(stream: IO[bytes], url: str) -> Answer:
    """The answer in the record at the beginning of a stream.

    Raises:
        LinkError: there is no such record, or it is broken.
    """
    warcio = _warcio()
    try:
        record = next(iter(warcio.archiveiterator.ArchiveIterator(stream, arc2warc=True)))
        body = record.content_stream().read(_CAP)
    except Exception as error:  # what a broken record raises is of many kinds
        raise LinkError(f"the record of {url} cannot be read: {error}") from error
    answered = record.http_headers
    if answered is None:
        media = record.rec_headers.get_header("Content-Type") or ""
        return Answer(url, final_url=url, response=Response(200, Headers((("Content-Type", media),)), body))
    fields = tuple((name, value) for name, value in answered.headers if name.lower() not in _HOP_BY_HOP)
    status = int(answered.get_statuscode()) if answered.get_statuscode().isdigit() else 0
    return Answer(url, final_url=url, response=Response(status, Headers(fields), body))


def write_information(writer: WARCWriter, name: str) -> None:
    """The record that says who made the file (ISO 28500, 6.2)."""
    told = {
        "software": f"biblio-footnotes {version('biblio-footnotes')}",
        "format": "WARC File Format 1.1",
        "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
    }
    writer.write_record(writer.create_warcinfo_record(name, told))


def write_exchange(
    writer: WARCWriter, request: Request, response: Response, at: datetime, metadata: dict[str, str]
) -> None:
    """A question and its answer, and what is known of them besides, as three records that name one another.

    Bodies come decoded from the network; the header fields that say otherwise are left out and the length is set anew.
    """
    warcio = _warcio()
    when = {"WARC-Date": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")}
    heads = warcio.statusandheaders.StatusAndHeaders
    try:
        phrase = http.HTTPStatus(response.status).phrase
    except ValueError:
        phrase = ""
    fields = [field for field in response.headers.fields if field[0].lower() not in _HOP_BY_HOP]
    fields.append(("Content-Length", str(len(response.body))))
    told = heads(f"{response.status} {phrase}".strip(), fields, protocol="HTTP/1.1")
    extra = {**when, **({"WARC-Truncated": "length"} if response.incomplete else {})}
    kept = writer.create_warc_record(
        request.url,
        "response",
        payload=io.BytesIO(response.body),
        length=len(response.body),
        http_headers=told,
        warc_headers_dict=extra,
    )
    path = request.url.partition("://")[2].partition("/")[2]
    host = request.url.partition("://")[2].partition("/")[0]
    asked = heads(f"{request.method} /{path} HTTP/1.1", [("Host", host), *request.headers.fields], is_http_request=True)
    concurrent = {**when, "WARC-Concurrent-To": kept.rec_headers.get_header("WARC-Record-ID")}
    put = writer.create_warc_record(
        request.url,
        "request",
        payload=io.BytesIO(request.body),
        length=len(request.body),
        http_headers=asked,
        warc_headers_dict=concurrent,
    )
    words = "".join(f"{name}: {value}\r\n" for name, value in metadata.items()).encode()
    besides = writer.create_warc_record(
        request.url,
        "metadata",
        payload=io.BytesIO(words),
        length=len(words),
        warc_content_type="application/warc-fields",
        warc_headers_dict=concurrent,
    )
    for record in (kept, put, besides):
        writer.write_record(record)
