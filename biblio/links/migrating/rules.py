"""Where the posts of a mailing list are now: biblio/links/data/migrations.toml."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, fields
from importlib.resources import files
from pathlib import Path
from typing import Any

from biblio.addresses import Address
from biblio.errors import BiblioError, Place

__all__ = ["Migration", "migrations"]

_VARIABLE = "BIBLIO_MIGRATIONS"
_TARGETS = ("pipermail", "hyperkitty", "public-inbox", "mail-archive")


@dataclass(frozen=True, slots=True)
class Migration:
    """Posts at these hosts, of these lists, are kept at `base` too."""

    name: str
    hosts: tuple[str, ...]
    base: str
    """Address of the list's other archive; `{list}` stands for the list's name, `{host}` for the host it was at."""
    lists: tuple[str, ...] = ("*",)
    kinds: tuple[str, ...] = ("*",)
    """Kinds of addresses (`biblio.addresses.RULES`)."""
    to: str = "pipermail"
    """What the other archive is: pipermail, hyperkitty, public-inbox or mail-archive."""
    why: str = ""

    def applies(self, address: Address) -> bool:
        """Whether this is a rule for the address, which does not lie in the other archive already."""
        return (
            _is_one(address.host, self.hosts)
            and _is_one(address.list_name.lower(), self.lists)
            and _is_one(address.kind, self.kinds)
        )

    def place(self, address: Address) -> str:
        """The list's page in the other archive, with a slash at its end."""
        return self.base.format(list=address.list_name, host=address.host).rstrip("/") + "/"


def migrations() -> tuple[Migration, ...]:
    """All rules; those of a file named by the variable BIBLIO_MIGRATIONS come first.

    Raises:
        BiblioError: that file cannot be read.
    """
    known = (files("biblio.links") / "data" / "migrations.toml").read_text("utf-8")
    own = os.environ.get(_VARIABLE, "")
    return (*(_own(own) if own else ()), *_rules(tomllib.loads(known), "migrations.toml"))


def _own(path: str) -> tuple[Migration, ...]:
    try:
        return _rules(tomllib.loads(Path(path).read_text("utf-8")), path)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BiblioError(f"cannot be read: {error}", place=Place(path), hint=f"{_VARIABLE} names it") from error


def _rules(tables: dict[str, Any], source: str) -> tuple[Migration, ...]:
    return tuple(_rule(table, source) for table in tables.get("migration", ()))


def _rule(table: dict[str, Any], source: str) -> Migration:
    known = {field.name for field in fields(Migration)}
    missing = {"name", "hosts", "base"} - set(table)
    if missing or set(table) - known:
        what = f"lacks {', '.join(sorted(missing))}" if missing else f"unknown: {', '.join(sorted(set(table) - known))}"
        raise BiblioError(f"migration {table.get('name', '')}: {what}", place=Place(source))
    if table.get("to", "pipermail") not in _TARGETS:
        raise BiblioError(f"migration {table['name']}: unknown: to = {table['to']!r}", place=Place(source))
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in table.items()}
    return Migration(**values)


def _is_one(name: str, among: tuple[str, ...]) -> bool:
    return "*" in among or name in among
