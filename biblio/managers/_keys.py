"""Keys that managers gave us, in a file that only the user can read: `$XDG_STATE_HOME/biblio/keys.json`, mode 600."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

from biblio import files
from biblio.errors import BiblioError

__all__ = ["forget", "keep", "kept", "place"]


def place() -> Path:
    """The file."""
    home = os.environ.get("XDG_STATE_HOME", "")
    # The XDG specification: a path that is not absolute is to be ignored.
    base = Path(home) if os.path.isabs(home) else Path.home() / ".local" / "state"
    return base / "biblio" / "keys.json"


def kept(manager: str, server: str) -> str:
    """The key for a server; "" if there is none or the file cannot be read."""
    found = _read().get(f"{manager} {server}", "")
    return found if isinstance(found, str) else ""


def keep(manager: str, server: str, key: str) -> None:
    """Put a key away; where that is not possible it is asked for again next time."""
    _write({**_read(), f"{manager} {server}": key})


def forget(manager: str, server: str) -> None:
    """Let go of a key that is no longer good."""
    left = _read()
    if left.pop(f"{manager} {server}", None) is not None:
        _write(left)


def _read() -> dict[str, object]:
    try:
        found = json.loads(place().read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _write(keys: dict[str, object]) -> None:
    target = place()
    with suppress(OSError, BiblioError):
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # The mode of an existing file is kept when it is replaced: it must be right before the first key is in it.
        os.close(os.open(target, os.O_CREAT | os.O_WRONLY, 0o600))
        os.chmod(target, 0o600)
        files.write(target, json.dumps(keys, indent=2) + "\n")
