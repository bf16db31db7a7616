"""The only module that knows the order of the steps.

document -> reading -> citations -> resolved works -> library -> link checks
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from biblio.model import Citation, Diagnostic, Document, Library, LinkCheck, Reading, Resolved

if TYPE_CHECKING:
    from biblio.http import Client
    from biblio.links import State

__all__ = ["Result", "check", "run", "understand"]

Progress = Callable[[str, int, int], None]
"""Called with (step, done, of)."""


@dataclass(frozen=True, slots=True)
class Result:
    """Every intermediate of one run; commands and pages are views of it."""

    document: Document
    reading: Reading
    citations: tuple[Citation, ...]
    """One for each note, in the notes' order."""
    resolved: Resolved
    library: Library
    """All entries: those an existing refs.bib already had, then those of this document."""
    keys: tuple[str, ...]
    """Citation key of each work of `resolved.works`, in that order."""
    checks: tuple[LinkCheck, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    """What all steps noticed, in the order of the steps."""


def understand(document: Document, existing: Library | None = None) -> Result:
    """Notes, citations, works and library of a document; pure, nothing is asked of the network."""
    from biblio import citations as citing
    from biblio import library as filing
    from biblio import notes, references

    reading = notes.find(document)
    citations = citing.parse(reading, language=document.language)
    resolved = references.resolve(citations, reading)
    library, keys = filing.build(resolved, citations, existing or Library())
    diagnostics = (
        *document.diagnostics,
        *reading.diagnostics,
        *(remark for citation in citations for remark in citation.diagnostics),
        *resolved.diagnostics,
        *library.diagnostics,
    )
    return Result(document, reading, citations, resolved, library, keys, diagnostics=diagnostics)


def check(
    result: Result,
    client: Client,
    progress: Progress | None = None,
    *,
    rescue: bool = False,
    state: State | None = None,
) -> Result:
    """The same result with a verdict on every link of its library and, with `rescue`, copies of what is gone.

    What `state` knows from earlier runs is not asked again.
    """
    from biblio import links

    checks, remarks = links.check(result.library, client, state=state, progress=progress)
    if rescue:
        checks = links.rescue(checks, client, state=state, progress=progress)
    return replace(result, checks=checks, diagnostics=result.diagnostics + remarks)


def run(
    source: str,
    *,
    offline: bool = True,
    rescue: bool = False,
    existing: Library | None = None,
    state: State | None = None,
    progress: Progress | None = None,
) -> Result:
    """The main job on a file, an address or `-`: everything but writing.

    Raises:
        ReadError: the source cannot be read.
    """
    from biblio import readers
    from biblio.http import Client

    result = understand(readers.open_source(source, offline=offline), existing)
    with Client(offline=offline) as client:
        return check(result, client, progress, rescue=rescue and not offline, state=state)
