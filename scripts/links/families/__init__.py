"""Every way in which a link can be well or ill, with the verdict that is right; a file for each kind of fault."""

from __future__ import annotations

from scripts.links.families import broken, gone, leading, others, places, present, wary
from scripts.links.families.family import ALIVE, DEAD, FAMILIES, Family, Target

__all__ = ["ALIVE", "DEAD", "FAMILIES", "KINDS", "Family", "Target"]

KINDS = (present, leading, gone, wary, broken, places, others)
"""The files; to import one enrols its families."""
