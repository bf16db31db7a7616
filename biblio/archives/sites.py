"""Which archives there are and how each is asked: biblio/archives/data/archives.toml."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

from biblio.errors import BiblioError, Place

__all__ = ["Site", "catalogue", "named", "usual"]

_VARIABLE = "BIBLIO_ARCHIVES"


@dataclass(frozen=True, slots=True)
class Site:
    """One archive; the fields are explained in the data file."""

    name: str
    kind: str
    holder: str = ""
    ask: bool = False
    timegate: str = ""
    timemap: str = ""
    index: str = ""
    copies: str = ""
    """For an archive on disk its folder."""
    availability: str = ""
    save: str = ""
    per_second: float = 1.0
    copies_per_second: float = 2.0
    saves_per_second: float = 0.2
    busy_wait: float = 60.0
    retries: int = 3
    backoff: float = 2.0
    poll: float = 3.0
    """Seconds between two questions how a saving goes."""

    @property
    def doors(self) -> tuple[str, ...]:
        """The addresses at which it is asked for copies; () for an archive on disk."""
        doors = (self.index, self.timemap, self.timegate, self.copies, self.availability)
        return tuple(door for door in doors if door.startswith(("http://", "https://")))


def catalogue() -> dict[str, Site]:
    """Every archive by its name, those of the user's own file included.

    Raises:
        BiblioError: that file cannot be read.
    """
    tables = tomllib.loads((files("biblio.archives") / "data" / "archives.toml").read_text("utf-8"))
    own = os.environ.get(_VARIABLE, "")
    for name, table in (_own(own) if own else {}).items():
        tables[name] = {**tables.get(name, {}), **table}
    return {name: _site(name, table, own) for name, table in tables.items()}


def usual() -> tuple[Site, ...]:
    """The archives that are asked unless others are named, in their order."""
    return tuple(site for site in catalogue().values() if site.ask)


def named(names: Sequence[str]) -> tuple[Site, ...]:
    """The archives meant by names of the catalogue, folders of WARC files, or addresses of Memento archives.

    An address is that of a collection of pywb or OpenWayback: `http://localhost:8080/mine/`.

    Raises:
        BiblioError: there is no such archive.
    """
    known = catalogue()
    return tuple(_named(name, known) for name in names)


def _named(name: str, known: dict[str, Site]) -> Site:
    if name in known and known[name].kind != "link":
        return known[name]
    if name.startswith(("http://", "https://")):
        base = name if name.endswith("/") else f"{name}/"
        return Site(base, "memento", f"the archive at {base}", timegate=base, timemap=f"{base}timemap/link/")
    if Path(name).is_dir() or name.endswith((".warc", ".warc.gz")):
        return Site(name, "warc", f"the WARC files in {name}", copies=name)
    asked = ", ".join(site.name for site in known.values() if site.kind != "link")
    hint = f"known: {asked}; or a folder of WARC files, or the address of a Memento archive"
    raise BiblioError(f"there is no archive {name!r}", hint=hint)


def _own(path: str) -> dict[str, dict[str, Any]]:
    try:
        tables = tomllib.loads(Path(path).read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BiblioError(f"cannot be read: {error}", place=Place(path), hint=f"{_VARIABLE} names it") from error
    return {name: table for name, table in tables.items() if isinstance(table, dict)}


def _site(name: str, table: dict[str, Any], own: str) -> Site:
    known = {field.name for field in fields(Site)} - {"name"}
    wrong = sorted(set(table) - known)
    if wrong or "kind" not in table:
        what = f"unknown: {', '.join(wrong)}" if wrong else "no `kind`"
        raise BiblioError(f"archive {name}: {what}", place=Place(own), hint=f"known: {', '.join(sorted(known))}")
    site = Site(name, **{key: value for key, value in table.items() if key in known})
    return replace(site, holder=site.holder or name)
