"""What a style makes of a library and its citations."""

from __future__ import annotations

from dataclasses import dataclass

from biblio.model.diagnostics import Diagnostic

__all__ = ["Rendered"]


@dataclass(frozen=True, slots=True)
class Rendered:
    """Citations and bibliography in one output format."""

    citations: tuple[str, ...] = ()
    bibliography: tuple[tuple[str, str], ...] = ()
    """(key, entry as set), in the style's order."""
    document: str = ""
    """The bibliography as one piece in the output format."""
    diagnostics: tuple[Diagnostic, ...] = ()
