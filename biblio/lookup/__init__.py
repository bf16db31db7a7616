"""`Work` -> what catalogues on the network know of it: found, compared field by field, never put in its place.

Opt-in: nothing here is asked unless a command is about it. What a catalogue does not know is not found; it is never
said to be invented.
"""

from __future__ import annotations

from biblio.lookup.asking import Asker
from biblio.lookup.candidate import Candidate, Service
from biblio.lookup.filling import Fill, complete, fill
from biblio.lookup.finding import Finding, find, names, service
from biblio.lookup.judging import Judgement, judge
from biblio.lookup.verifying import Check, FieldCheck, Status, verify

__all__ = [
    "Asker",
    "Candidate",
    "Check",
    "FieldCheck",
    "Fill",
    "Finding",
    "Judgement",
    "Service",
    "Status",
    "complete",
    "fill",
    "find",
    "judge",
    "names",
    "service",
    "verify",
]
