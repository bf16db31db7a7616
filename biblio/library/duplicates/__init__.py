"""`Library` -> which entries describe one work, which only seem to, and why.

Works are compared by `biblio.identity`; what this folder adds is where to look (`blocking`), how sure one may be
(`rules`, the first that answers decides), and that a group is one only if each of it agrees with every other.
"""

from __future__ import annotations

from biblio.library.duplicates.decision import Decision, Verdict
from biblio.library.duplicates.finding import Group, Report, find
from biblio.library.duplicates.rules import RULES, decide

__all__ = ["RULES", "Decision", "Group", "Report", "Verdict", "decide", "find"]
