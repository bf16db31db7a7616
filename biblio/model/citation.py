"""What a note cites, as the note words it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from biblio.model.diagnostics import Diagnostic
from biblio.model.locator import Locator
from biblio.model.note import Note
from biblio.model.span import Span
from biblio.model.work import Work

__all__ = ["Citation", "Cite", "Form", "Reference"]


class Form(StrEnum):
    """How a cite names its work."""

    FULL = "full"
    SHORT = "short"
    """Author, short title or both."""
    IBID = "ibid"
    IDEM = "idem"
    """The author of the cite before, another work."""
    OP_CIT = "op-cit"
    CROSS_REFERENCE = "cross-reference"
    """"(n 5)", "supra note 5", "wie Anm. 13"."""
    LINK = "link"
    """A bare address."""
    MENTION = "mention"
    """A title named in passing."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A work as one cite words it, and where each field was read."""

    work: Work
    evidence: tuple[tuple[str, Span], ...] = ()
    """(field, stretch of the note's text), in the order of the text; inferred fields have none."""
    sure: tuple[float, ...] = ()
    """The share of fields read with such confidence that is right, for each of `evidence`; empty where not measured."""
    cross_reference: str = ""
    """Label of the note a cross-reference points to: "5" in "(n 5)"."""
    abbreviation: str = ""
    """Short form declared for later use: "Letters" in "(hereafter *Letters*)"."""


@dataclass(frozen=True, slots=True)
class Cite:
    """One mention of one work (CSL: citation item); `span` lies in the note's text, without prefix and suffix."""

    span: Span
    form: Form
    reference: Reference
    locator: Locator | None = None
    prefix: str = ""
    """The signal before it: "See also", "reprinted in"."""
    suffix: str = ""
    """Words that belong to the cite after it: "(emphasis added)"."""
    reprint_of: int | None = None
    """Index in `Citation.cites` of the original this is a reprint of."""
    rule: str = ""
    """The rule of `citations` that recognised it."""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Citation:
    """Everything one note cites (CSL: a citation is a group of cites)."""

    note: Note
    cites: tuple[Cite, ...] = ()
    prose: tuple[Span, ...] = ()
    """The commentary before, between and after the cites, as stretches of the note's text."""
    diagnostics: tuple[Diagnostic, ...] = ()
