"""RIS's types and tags, read from ris.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from biblio.model import Role

__all__ = ["EDITED", "Tables", "role_tags", "tables"]

EDITED = frozenset(("BOOK", "EDBOOK", "EBOOK", "SER", "JFULL"))
"""Types whose editors are A3, A2 being those of the series (so Zotero and EndNote)."""


@dataclass(frozen=True, slots=True)
class Tables:
    """ris.toml."""

    types: Mapping[str, str]
    reads: Mapping[str, str]
    plain: Mapping[str, str]
    extra: Mapping[str, str]
    own: tuple[str, ...]
    post_genre: str

    @property
    def tags(self) -> dict[str, str]:
        """Field of Work -> tag that is written."""
        return {field: tag for tag, field in reversed([*self.plain.items()])}


@cache
def tables() -> Tables:
    """The tables, read once."""
    raw = tomllib.loads(files("biblio.formats._ris").joinpath("ris.toml").read_text("utf-8"))
    reads = {tag: kind for kind, tag in reversed(raw["types"].items())} | raw["reads"]
    return Tables(raw["types"], reads, raw["plain"], raw["extra"], tuple(raw["own"]["fields"]), raw["posts"]["genre"])


def role_tags(kind: str) -> dict[str, Role]:
    """Which tag names whom in records of a type; the first tag of a role is the one that is written."""
    tags = {"AU": Role.AUTHOR, "A1": Role.AUTHOR}
    if kind in EDITED:
        tags |= {"A3": Role.EDITOR, "A2": Role.COLLECTION_EDITOR}
    elif kind == "PCOMM":
        tags |= {"A2": Role.RECIPIENT}
    else:
        tags |= {"A2": Role.EDITOR, "A3": Role.COLLECTION_EDITOR}
    return tags | {"A4": Role.TRANSLATOR, "C2": Role.CONTAINER_AUTHOR, "ED": Role.EDITOR}
