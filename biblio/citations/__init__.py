"""`Reading` -> [`Citation`]: prose and cites come apart, each cite is read into fields."""

from __future__ import annotations

from biblio.citations import language as languages
from biblio.citations import lexicon
from biblio.citations.assemble import assemble
from biblio.citations.cites import tag
from biblio.citations.context import Context
from biblio.citations.inference import infer_authors
from biblio.citations.names import parse_names
from biblio.citations.prose import between
from biblio.citations.scan import scan
from biblio.citations.tagged import LABELS, Field, Tagged, Tagger
from biblio.model import Citation, Note, Reading

__all__ = ["LABELS", "Context", "Field", "Tagged", "Tagger", "parse", "parse_names", "parse_note"]


def parse(reading: Reading, *, language: str = "", tagger: Tagger = tag) -> tuple[Citation, ...]:
    """What each note cites, in the order of the notes; notes that cite nothing have no cites.

    `language` is the document's (BCP 47), if known; otherwise it is guessed from the running text and the notes.
    """
    known = language.split("-")[0].lower()
    sample = reading.body.text or " ".join(note.body.text for note in reading.notes[:50])
    context = Context(reading.body.text, known or languages.guess(sample))
    return tuple(parse_note(note, context, tagger=tagger) for note in reading.notes)


def parse_note(note: Note, context: Context, *, tagger: Tagger = tag) -> Citation:
    """What one note cites, its cites in order, and the stretches of prose around them."""
    words = lexicon.load(languages.guess(note.body.text, context.language))
    page = scan(note.body, words)
    cites = infer_authors(page, assemble(page, tagger(page)), note, context)
    return Citation(note, cites, between(page.text, tuple(cite.span for cite in cites)))
