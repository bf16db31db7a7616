"""Text -> names: where names stand in a note, and the parts of each."""

from __future__ import annotations

from biblio.citations.names.parts import parse_names
from biblio.citations.names.surnames import is_given

__all__ = ["is_given", "parse_names"]
