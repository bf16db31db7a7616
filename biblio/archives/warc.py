"""WARC files on this machine, as `biblio archive --warc` and many crawlers write them, searched like an archive."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from biblio.archives import Archive, by_distance, cdx, surt, warc_files
from biblio.archives.sites import Site
from biblio.archives.warc_files import Record
from biblio.errors import LinkError, ServiceError
from biblio.http import Answer, Client
from biblio.model import Memento

__all__ = ["Warc", "plugin"]

_SUFFIXES = (".warc", ".warc.gz", ".arc", ".arc.gz")
_Index = dict[str, tuple[tuple[Path, Record], ...]]


class Warc:
    """Finds captures with status 200; a copy's address is `file:` with its place in the file in the fragment."""

    def find(self, site: Site, url: str, near: date | None, client: Client) -> tuple[Memento, ...]:
        """Captures, the nearest first.

        Raises:
            ServiceError: none of the files can be read.
        """
        files = tuple(sorted(_files(Path(site.copies))))
        stamps = tuple((file, file.stat().st_mtime_ns, file.stat().st_size) for file in files)
        found = _index(stamps).get(surt.key(url), ())
        places = {_capture(record): (file, record) for file, record in found}
        good = set(cdx.playable(places))
        mementos = [
            _memento(site, file, *_shown(record, found))
            for capture, (file, record) in places.items()
            if capture in good
        ]
        return by_distance(mementos, near)

    def read(self, site: Site, memento: Memento, client: Client) -> Answer:
        """The archived answer.

        Raises:
            LinkError: the file is gone or broken.
        """
        cut = urlsplit(memento.uri)
        offset, _, _ = cut.fragment.partition("-")
        try:
            with Path(unquote(cut.path)).open("rb") as file:
                file.seek(int(offset))
                return warc_files.answer(io.BytesIO(file.read(8 << 20)), memento.original)
        except (OSError, ValueError) as error:
            raise LinkError(f"the copy in {unquote(cut.path)} cannot be read: {error}") from error


def _files(place: Path) -> Iterator[Path]:
    if place.is_file():
        yield place
    for file in place.rglob("*") if place.is_dir() else ():
        if file.name.endswith(_SUFFIXES) and file.is_file():
            yield file


@lru_cache(maxsize=4)
def _index(stamps: tuple[tuple[Path, int, int], ...]) -> _Index:
    """Captures by the form of their address; the files' times and sizes say when it has to be made anew."""
    index: dict[str, list[tuple[Path, Record]]] = {}
    faults = []
    for file, _, _ in stamps:
        try:
            for record in warc_files.records(file):
                index.setdefault(surt.key(record.url), []).append((file, record))
        except (LinkError, OSError) as error:
            faults.append(str(error))
    if faults and not index:
        raise ServiceError(faults[0])
    return {key: tuple(found) for key, found in index.items()}


def _capture(record: Record) -> cdx.Capture:
    return cdx.Capture(
        record.url, record.datetime, cdx.timestamp(record.datetime), record.mime_type, record.status, record.digest
    )


def _shown(record: Record, found: tuple[tuple[Path, Record], ...]) -> tuple[Record, Path | None, Record | None]:
    """The record, and for a revisit the one that has its body."""
    if record.status:
        return record, None, None
    same = (pair for pair in found if pair[1].digest == record.digest and pair[1].status == "200")
    file, whole = next(same, (None, None))
    return record, file, whole


def _memento(site: Site, file: Path, record: Record, whole_in: Path | None, whole: Record | None) -> Memento:
    place = whole or record
    path = quote(str((whole_in or file).resolve()))
    return Memento(
        f"file://{path}#{place.offset}-{place.length}", record.url, record.datetime, site.name, None, record.digest
    )


plugin: Archive = Warc()
