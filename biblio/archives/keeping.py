"""Pages kept in a WARC file on this machine: every exchange on the way to the page, the page, and what it shows.

Pages are asked for without compression, so that the file holds what the server sent.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import quote, urljoin

from biblio.archives import warc_files
from biblio.errors import BiblioError, LinkError, Place, PluginError
from biblio.http import Answer, Client, Outcome, Request, Response
from biblio.model import Memento

if TYPE_CHECKING:
    from warcio.warcwriter import WARCWriter

__all__ = ["Keeper", "keeping"]

_PAGE_CAP = 32 << 20
_PART_CAP = 8 << 20
_MOST_PARTS = 60
_SECONDS = 60.0
_BARE = (("Accept-Encoding", "identity"),)


@dataclass(slots=True)
class Keeper:
    """Writes into one WARC file; every address is fetched once."""

    file: Path
    """What the file will be called when it is finished."""
    writer: WARCWriter
    stream: Any
    client: Client
    parts: bool = True
    """Whether images, style sheets and scripts of a page are kept with it."""
    kept: set[str] = field(default_factory=set)

    def keep(self, url: str, title: str = "") -> Memento:
        """Fetch a page and keep it.

        Raises:
            LinkError: there is no answer with status 200; what there is is kept all the same.
            BiblioError: the file cannot be written.
        """
        offset = self.stream.tell()
        begun = datetime.now(UTC).replace(microsecond=0)
        answer = self._fetched(url, _PAGE_CAP, {"title": title} if title else {})
        if answer.failure is not None or answer.status != 200:
            said = answer.failure.words if answer.failure else f"it answered {answer.status}"
            raise LinkError(f"not kept: {said}")
        place = f"file://{quote(str(self.file.resolve()))}#{offset}-0"
        memento = Memento(place, url, begun, "warc", digest=warc_files.digest(answer.body))
        if self.parts and "html" in answer.header("Content-Type").lower():
            for part in _parts(answer)[:_MOST_PARTS]:
                if part not in self.kept:
                    self._fetched(part, _PART_CAP, {"via": answer.final_url})
        return memento

    def _fetched(self, url: str, cap: int, metadata: dict[str, str]) -> Answer:
        at = datetime.now(UTC)

        def heard(request: Request, outcome: Outcome) -> None:
            if isinstance(outcome, Response) and request.url not in self.kept:
                self.kept.add(request.url)
                with _writing(self.file):
                    warc_files.write_exchange(self.writer, request, outcome, at, metadata)

        return self.client.fetch(url, headers=_BARE, cap=cap, seconds=_SECONDS, heard=heard)


@contextlib.contextmanager
def keeping(folder: Path, client: Client, *, parts: bool = True) -> Iterator[Keeper]:
    """A WARC file in a folder, named after the moment; until it is finished its name ends in `.open`.

    A run that is stopped leaves a good file of what was kept until then; a file in which nothing was kept is removed.

    Raises:
        PluginError: the library that writes WARC files is missing.
        BiblioError: the folder cannot be written to.
    """
    try:
        from warcio.warcwriter import WARCWriter
    except ImportError as error:
        raise PluginError("WARC files need the library warcio", hint="install biblio-footnotes[warc]") from error
    name = f"biblio-{datetime.now(UTC):%Y%m%d%H%M%S}-{os.getpid()}.warc.gz"
    unfinished = folder / f"{name}.open"
    with _writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        stream = unfinished.open("xb")
    keeper = None
    try:
        with stream:
            writer = WARCWriter(stream, gzip=True, warc_version="1.1")
            warc_files.write_information(writer, name)
            keeper = Keeper(folder / name, writer, stream, client, parts)
            yield keeper
    finally:
        with _writing(folder):
            if keeper is not None and keeper.kept:
                os.replace(unfinished, folder / name)
            else:
                unfinished.unlink(missing_ok=True)


@contextlib.contextmanager
def _writing(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BiblioError(f"cannot write: {error.strerror or error}", place=Place(str(place))) from error


class _Page(HTMLParser):
    """Addresses of what a page shows."""

    _ATTRIBUTES: ClassVar[dict[str, str]] = {
        "img": "src",
        "script": "src",
        "source": "src",
        "frame": "src",
        "iframe": "src",
    }

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.base = ""
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        fields = {name: value or "" for name, value in attrs}
        if tag == "base":
            self.base = self.base or fields.get("href", "")
        elif tag == "link" and {"stylesheet", "icon"} & set(fields.get("rel", "").lower().split()):
            self.found.append(fields.get("href", ""))
        elif tag in self._ATTRIBUTES:
            self.found.append(fields.get(self._ATTRIBUTES[tag], ""))


def _parts(answer: Answer) -> list[str]:
    page = _Page()
    page.feed(answer.body.decode("utf-8", "replace"))
    base = urljoin(answer.final_url, page.base)
    found = []
    for place in page.found:
        with contextlib.suppress(ValueError):
            url = urljoin(base, place.strip()).partition("#")[0]
            if place.strip() and url.startswith(("http://", "https://")) and url not in found:
                found.append(url)
    return found
