"""A ZIP of parts, as DOCX, ODT and EPUB are; sizes are checked before anything is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from biblio.errors import Place, ReadError
from biblio.readers import _xml

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Package"]

_LARGEST_WHOLE = 4 * _xml.LARGEST
"""Unpacked bytes of all parts that are read together."""
_ENCRYPTED = 0x1
_OLE = b"\xd0\xcf\x11\xe0"


class Package:
    """The parts of a ZIP by name."""

    def __init__(self, data: bytes, source: str) -> None:
        """Open it.

        Raises:
            ReadError: it is no ZIP, cut short, or encrypted.
        """
        self.source = source
        self._left = _LARGEST_WHOLE
        if data.startswith(_OLE):
            raise ReadError(
                "an old Office file, or one with a password",
                place=Place(source),
                hint="open it in a word processor and save it as .docx without a password",
            )
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, EOFError, OverflowError, NotImplementedError) as error:
            raise self._damaged(str(error)) from error
        self.names = frozenset(self._zip.namelist())

    def read(self, name: str) -> bytes | None:
        """A part's bytes; None if there is no such part.

        Raises:
            ReadError: it is damaged, encrypted, or larger than any document's.
        """
        if name not in self.names:
            return None
        info = self._zip.getinfo(name)
        if info.flag_bits & _ENCRYPTED:
            raise ReadError("protected by a password", place=Place(self.source), hint="save it without one")
        if info.file_size > min(_xml.LARGEST, self._left):
            raise ReadError(
                f"{name} unpacks to {info.file_size // (1024 * 1024)} MB",
                place=Place(self.source),
                hint="no document is that large; the file is damaged or made to do harm",
            )
        self._left -= info.file_size
        try:
            return self._zip.read(info)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError) as error:
            raise self._damaged(f"{name}: {error}") from error
        except (RuntimeError, OverflowError) as error:
            raise self._damaged(f"{name}: {error}") from error

    def xml(self, name: str) -> _Element | None:
        """A part's tree; None if there is no such part.

        Raises:
            ReadError: as `read`, or it is no XML.
        """
        data = self.read(name)
        return None if data is None else _xml.parse(data, f"{self.source}: {name}")

    def require(self, name: str, what: str) -> _Element:
        """The part without which a file is no `what`.

        Raises:
            ReadError: as `xml`, or it is missing.
        """
        root = self.xml(name)
        if root is None:
            raise ReadError(f"a ZIP, but no {what}", place=Place(self.source), hint=f"there is no {name} in it")
        return root

    def _damaged(self, why: str) -> ReadError:
        return ReadError(
            f"damaged ZIP: {why}", place=Place(self.source), hint="the file is incomplete; get or save it again"
        )
