"""The nouns: what every step takes and gives."""

from __future__ import annotations

from biblio.model.citation import Citation, Cite, Form, Reference
from biblio.model.dates import Date, Moment
from biblio.model.diagnostics import Diagnostic, Severity
from biblio.model.document import Document, Line
from biblio.model.identifiers import Identifier, IdentifierKind
from biblio.model.library import Annotation, Entry, Library, Mention
from biblio.model.links import Cited, Hop, Link, LinkCheck, Memento, Probe, Use, Verdict
from biblio.model.locator import Locator
from biblio.model.names import Name
from biblio.model.note import Call, EmbeddedCitation, EmbeddedItem, Note, NoteKind, Reading
from biblio.model.pages import Pages
from biblio.model.passage import Mark, Passage, Piece, Run
from biblio.model.rendered import Rendered
from biblio.model.resolution import Resolution, Resolved, WorkId
from biblio.model.source import SourceBlock, SourceEntry, SourceField, SourceText
from biblio.model.span import Span
from biblio.model.work import CSL_ROLES, Contributor, Provenance, Related, Role, Work

__all__ = [
    "CSL_ROLES",
    "Annotation",
    "Call",
    "Citation",
    "Cite",
    "Cited",
    "Contributor",
    "Date",
    "Diagnostic",
    "Document",
    "EmbeddedCitation",
    "EmbeddedItem",
    "Entry",
    "Form",
    "Hop",
    "Identifier",
    "IdentifierKind",
    "Library",
    "Line",
    "Link",
    "LinkCheck",
    "Locator",
    "Mark",
    "Memento",
    "Mention",
    "Moment",
    "Name",
    "Note",
    "NoteKind",
    "Pages",
    "Passage",
    "Piece",
    "Probe",
    "Provenance",
    "Reading",
    "Reference",
    "Related",
    "Rendered",
    "Resolution",
    "Resolved",
    "Role",
    "Run",
    "Severity",
    "SourceBlock",
    "SourceEntry",
    "SourceField",
    "SourceText",
    "Span",
    "Use",
    "Verdict",
    "Work",
    "WorkId",
]
