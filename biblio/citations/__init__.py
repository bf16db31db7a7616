"""`Reading` -> [`Citation`]: prose and cites come apart, each cite is read into fields."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from biblio.citations import language as languages
from biblio.citations import lexicon
from biblio.citations.assemble import assemble
from biblio.citations.context import Context
from biblio.citations.declarations import declared
from biblio.citations.declaring import declare
from biblio.citations.inference import author_of_collected_works, author_of_same_title, infer_authors
from biblio.citations.names import parse_names
from biblio.citations.prose import between
from biblio.citations.remarks import remarks
from biblio.citations.scan import Scan, scan
from biblio.citations.tagged import LABELS, Field, Tagged, Tagger
from biblio.citations.trained import tag_trained
from biblio.model import Citation, Cite, Name, Note, Reading, Work

__all__ = ["LABELS", "Context", "Field", "Tagged", "Tagger", "parse", "parse_names", "parse_note"]


def parse(reading: Reading, *, language: str = "", tagger: Tagger = tag_trained) -> tuple[Citation, ...]:
    """What each note cites, in the order of the notes; notes that cite nothing have no cites.

    `language` is the document's (BCP 47), if known; otherwise it is guessed from the running text and the notes.
    """
    context, read = printed(reading, language=language, tagger=tagger)
    return tuple(_complete(note, page, cites, context) for note, (page, cites) in zip(reading.notes, read, strict=True))


def printed(
    reading: Reading, *, language: str = "", tagger: Tagger = tag_trained
) -> tuple[Context, tuple[tuple[Scan, tuple[Cite, ...]], ...]]:
    """The cites of each note as they are printed, and what the whole document says of them; nothing is inferred."""
    known = language.split("-")[0].lower()
    sample = reading.body.text or " ".join(note.body.text for note in reading.notes[:50])
    context = Context(reading.body.text, known or languages.guess(sample))
    read = _read(reading.notes, context, tagger)
    every = [cite for _, cites in read for cite in cites]
    works = [cite.reference.work for cite in every]
    context = replace(
        context,
        authors=_authors(works),
        titles=author_of_same_title.known(works),
        editions=author_of_collected_works.known(every),
    )
    return context, read


def parse_note(note: Note, context: Context, *, tagger: Tagger = tag_trained) -> Citation:
    """What one note cites, its cites in order, and the stretches of prose around them."""
    ((page, cites),) = _read((note,), context, tagger)
    return _complete(note, page, cites, context)


def _read(notes: Sequence[Note], context: Context, tagger: Tagger) -> tuple[tuple[Scan, tuple[Cite, ...]], ...]:
    pages = declared(
        [scan(note.body, lexicon.load(languages.guess(note.body.text, context.language))) for note in notes]
    )
    tagged = zip(pages, tagger(pages), strict=True)
    return tuple((page, declare(page, found, assemble(page, found))) for page, found in tagged)


def _complete(note: Note, page: Scan, cites: tuple[Cite, ...], context: Context) -> Citation:
    completed = infer_authors(page, cites, note, context)
    prose = between(page.text, tuple(cite.span for cite in completed))
    return Citation(note, completed, prose, remarks(page, note.label, prose))


def _authors(works: Iterable[Work]) -> tuple[Name, ...]:
    """Authors printed with the works, the fullest wording of each family name."""
    fullest: dict[str, Name] = {}
    for work in works:
        for name in work.authors:
            known = fullest.get(name.family)
            if name.family and (known is None or len(name.given) > len(known.given)):
                fullest[name.family] = name
    return tuple(fullest.values())
