"""The user's files: read as bytes, written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from biblio.errors import BiblioError, Place

__all__ = ["write"]


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
