"""The user's files: read as bytes, written whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from biblio.encodings import encoding_of
from biblio.errors import BiblioError, Place

__all__ = ["STANDARD", "TextFile", "read", "text_of", "write"]

STANDARD = "-"
"""The name of standard input and output."""
_WIDE = ("utf-16", "utf-32")
_UNDECODED = "surrogateescape"
"""Bytes that the encoding does not know survive reading and writing."""
_NULS = 0.01
"""Share of NUL bytes above which data is no text; a crash or a bad disk leaves some in a good file."""


@dataclass(frozen=True, slots=True)
class TextFile:
    """A text file as it was found: its bytes, its text, and how the one is made of the other."""

    source: str
    """Path, or `-`."""
    data: bytes
    text: str
    """Without byte order mark, line ends as they stand."""
    encoding: str = "utf-8"
    mark: bytes = b""
    """The byte order mark, if it has one."""

    def encode(self, text: str) -> bytes:
        """Another text in this file's encoding, with its byte order mark and, if they are all of one kind, line ends.

        Raises:
            BiblioError: the encoding has no such letter.
        """
        if "\r\n" in self.text and not self.text.replace("\r\n", "").count("\n"):
            text = text.replace("\r\n", "\n").replace("\n", "\r\n")
        try:
            return self.mark + text.encode(self.encoding, _UNDECODED)
        except UnicodeEncodeError as error:
            raise BiblioError(
                f"this file is in {self.encoding}, which cannot say {text[error.start]!r}",
                place=Place(self.source, text.count("\n", 0, error.start) + 1),
                hint="nothing was changed; save the file as UTF-8 first",
            ) from error


def read(source: str | Path) -> TextFile:
    """A text file or standard input (`-`), in the encoding that `encodings` finds.

    Raises:
        BiblioError: it is not there, a folder, or no text.
    """
    name = str(source)
    try:
        data = sys.stdin.buffer.read() if name == STANDARD else Path(source).read_bytes()
    except OSError as error:
        raise BiblioError(f"cannot read: {error.strerror}", place=Place(name)) from error
    return text_of(data, name)


def text_of(data: bytes, name: str) -> TextFile:
    """The text in the bytes of a file called `name`.

    Raises:
        BiblioError: it is no text.
    """
    found = encoding_of(data)
    if "utf-16" not in found.name and data.count(0) > _NULS * len(data) + 1 and "utf-32" not in found.name:
        line = data[: data.index(b"\0")].count(b"\n") + 1
        raise BiblioError("not a text file", place=Place(name, line), hint="the first NUL byte stands in this line")
    try:
        # Of encodings by twos and fours no single byte can be kept aside and put back.
        text = data[len(found.mark) :].decode(found.name, "strict" if found.name.startswith(_WIDE) else _UNDECODED)
    except UnicodeDecodeError as error:
        raise BiblioError(
            f"not the {found.name} it seems to be: {error.reason} at byte {len(found.mark) + error.start}",
            place=Place(name),
        ) from error
    return TextFile(name, data, text, found.name, found.mark)


def write(path: Path, content: str | bytes | Iterable[str]) -> None:
    """Put `content` (text as UTF-8, line ends as given) into `path` atomically, keeping an existing file's mode.

    It may come piece by piece. It goes to a temporary file beside the target, which then takes the target's place: a
    reader sees the old file or the new one, never half of one. Missing folders are made. A symbolic link is followed.

    Raises:
        BiblioError: the place is not writable or the disk is full; the old file is untouched.
    """
    pieces = (content,) if isinstance(content, str | bytes) else content
    target = Path(os.path.realpath(path))
    temporary = ""
    try:
        if target.exists() and not target.is_file() and not target.is_dir():
            # A device or a pipe is written to, never replaced.
            with target.open("wb") as device:
                _put(pieces, device)
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(13, "not writable")
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        with os.fdopen(handle, "wb") as file:
            _put(pieces, file)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, _mode(target))
        os.replace(temporary, target)
    except OSError as error:
        if temporary:
            with suppress(OSError):
                os.unlink(temporary)
        reason = error.strerror or str(error)
        raise BiblioError(
            f"cannot write: {reason}", place=Place(str(path)), hint="nothing was changed; choose another place with -o"
        ) from error


def _put(pieces: Iterable[str | bytes], file: IO[bytes]) -> None:
    for piece in pieces:
        file.write(piece.encode("utf-8") if isinstance(piece, str) else piece)


def _mode(target: Path) -> int:
    """Permission bits of the file to be replaced, or those a new file would get."""
    if target.exists():
        return target.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
