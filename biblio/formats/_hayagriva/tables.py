"""Hayagriva's types and fields, read from hayagriva.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["tables"]


@cache
def tables() -> dict[str, Any]:
    """The tables, read once."""
    return tomllib.loads(files("biblio.formats._hayagriva").joinpath("hayagriva.toml").read_text("utf-8"))
