"""The user's files: read as bytes, written whole or not at all."""

from __future__ import annotations

import codecs
import os
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from biblio.errors import BiblioError, Place

__all__ = ["STANDARD", "TextFile", "read", "write"]

STANDARD = "-"
"""The name of standard input and output."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNDECODED = "surrogateescape"
"""The five bytes that Windows-1252 leaves open survive reading and writing."""


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
            return self.mark + text.encode(self.encoding, _UNDECODED if self.encoding == "cp1252" else "strict")
        except UnicodeEncodeError as error:
            raise BiblioError(
                f"this file is in {self.encoding}, which cannot say {text[error.start]!r}",
                place=Place(self.source, text.count("\n", 0, error.start) + 1),
                hint="nothing was changed; save the file as UTF-8 first",
            ) from error


def read(source: str | Path) -> TextFile:
    """A text file or standard input (`-`): as its byte order mark says, else UTF-8, else Windows-1252.

    Raises:
        BiblioError: it is not there, a folder, or no text.
    """
    name = str(source)
    try:
        data = sys.stdin.buffer.read() if name == STANDARD else Path(source).read_bytes()
    except OSError as error:
        raise BiblioError(f"cannot read: {error.strerror}", place=Place(name)) from error
    mark, encoding = next(((mark, named) for mark, named in _MARKS if data.startswith(mark)), (b"", ""))
    body = data[len(mark) :]
    if not encoding.startswith("utf-16") and b"\0" in body:
        line = body[: body.index(b"\0")].count(b"\n") + 1
        raise BiblioError("not a text file", place=Place(name, line), hint="a NUL byte stands in this line")
    try:
        return TextFile(name, data, body.decode(encoding or "utf-8"), encoding or "utf-8", mark)
    except UnicodeDecodeError as error:
        if mark:
            raise BiblioError(
                f"not the {encoding} it says it is: {error.reason} at byte {len(mark) + error.start}", place=Place(name)
            ) from error
        return TextFile(name, data, data.decode("cp1252", _UNDECODED), "cp1252")


def write(path: Path, content: str | bytes) -> None:
    """Put `content` (text as UTF-8, line ends as given) into `path` atomically, keeping an existing file's mode.

    The content goes to a temporary file beside the target, which then takes the target's place: a reader sees the
    old file or the new one, never half of one. Missing folders are made. A symbolic link is followed.

    Raises:
        BiblioError: the place is not writable or the disk is full; the old file is untouched.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    target = Path(os.path.realpath(path))
    temporary = ""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(13, "not writable")
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
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


def _mode(target: Path) -> int:
    """Permission bits of the file to be replaced, or those a new file would get."""
    if target.exists():
        return target.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
