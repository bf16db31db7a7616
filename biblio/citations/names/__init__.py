"""Text -> names: where names stand in a note, and the parts of each."""

from __future__ import annotations

from biblio.citations.names.parts import parse_names

__all__ = ["parse_names"]
