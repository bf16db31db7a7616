"""A file -> `Document`. One reader a file; each binds `plugin`."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path, PurePath
from typing import ClassVar, Protocol

from biblio import plugins
from biblio.errors import Place, ReadError, UnknownFormatError
from biblio.model import Diagnostic, Document, Severity

__all__ = ["Reader", "open_source", "read"]

NOT_PLUGINS = ("decoding", "inline", "layout", "signatures")
_FAMILY = "biblio.readers"
_HEAD = 4096
_LARGEST = 64 * 1024 * 1024
"""Bytes of a document that the network may send."""
_LARGEST_FILE = 1024 * 1024 * 1024


class Reader(Protocol):
    """What a module of this folder binds to `plugin`."""

    suffixes: ClassVar[tuple[str, ...]]
    """Lower case, with the dot, most usual first."""

    def sniff(self, head: bytes) -> bool:
        """Whether the first bytes of a file could be of this format; asked where no suffix decides."""
        ...

    def read(self, data: bytes, source: str) -> Document:
        """The document in `data`; `source` names it in messages.

        Raises:
            ReadError: it cannot be read at all.
        """
        ...


def read(data: bytes, source: str) -> Document:
    """Read a document: the reader whose suffix `source` has, else the first that knows the first bytes.

    Raises:
        UnknownFormatError: no reader fits.
        ReadError: the reader found nothing it can read.
    """
    if not data:
        raise ReadError("the file is empty", place=Place(source), hint="is it the right file?")
    name, remarks = _choose(data[:_HEAD], source)
    try:
        document: Document = plugins.load(_FAMILY, name).read(data, source)
    except RecursionError as error:
        raise ReadError("nested too deep", place=Place(source), hint="no document is nested like that") from error
    return replace(document, diagnostics=remarks + document.diagnostics, format=name)


def open_source(source: str, *, offline: bool = False) -> Document:
    """Read a path, a web address, or standard input if `source` is `-`; `offline` refuses addresses.

    Raises:
        ReadError: there is nothing to read, or no reader for it.
    """
    return read(_bytes(source, offline=offline), source)


def _bytes(source: str, *, offline: bool) -> bytes:
    if source == "-":
        return sys.stdin.buffer.read()
    if source.lower().startswith(("http://", "https://")):
        return _fetched(source, offline=offline)
    try:
        path = Path(source)
        if path.is_dir():
            raise ReadError("a folder, not a file", place=Place(source), hint="name one file in it")
        if path.is_file() and path.stat().st_size > _LARGEST_FILE:
            raise ReadError("larger than 1 GB", place=Place(source), hint="no document is that large")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ReadError("no such file", place=Place(source), hint="check the spelling of the path") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadError(f"cannot read: {reason}", place=Place(source)) from error


def _fetched(url: str, *, offline: bool) -> bytes:
    """What the network has at an address; asked only because the user named it."""
    from biblio.http import Client

    # The user typed this address: it may well be a server of their own.
    with Client(offline=offline, allow_private=True) as client:
        answer = client.fetch(url, cap=_LARGEST)
    if answer.failure is not None:
        raise ReadError(
            f"cannot be had: {answer.failure.words}", place=Place(url), hint="save the page and give its path"
        )
    if answer.status != 200:
        raise ReadError(f"answers {answer.status}", place=Place(url), hint="save the page and give its path")
    return answer.body


def _choose(head: bytes, source: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """The reader's name, and a remark if the first bytes gave the suffix the lie."""
    from biblio.readers import signatures

    suffix = PurePath(source).suffix.lower() if source != "-" else ""
    found: dict[str, Reader] = {name: plugins.load(_FAMILY, name) for name in plugins.names(_FAMILY)}
    named = next((name for name, reader in found.items() if suffix and suffix in reader.suffixes), "")
    if named and found[named].sniff(head):
        return named, ()
    # "text" takes whatever decodes, so it is asked last.
    fitting = [name for name in sorted(found, key=lambda name: (name == "text", name)) if found[name].sniff(head)]
    if named and not (fitting and (named == "text" or signatures.certain(head))):
        return named, ()
    if fitting:
        return fitting[0], (_misled(suffix, fitting[0]),) if named else ()
    what = suffix or "this kind of data"
    raise UnknownFormatError(f"no reader for {what}", place=Place(source), hint=f"readers: {', '.join(found)}")


def _misled(suffix: str, name: str) -> Diagnostic:
    return Diagnostic("suffix-misleads", f"called {suffix}, but read as {name}, which it is", Severity.INFO)
