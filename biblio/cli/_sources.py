"""From what the user names on the command line to a `Result` or a `Library`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from biblio import files

if TYPE_CHECKING:
    from biblio.links import Ledger
    from biblio.model import Diagnostic, Library
    from biblio.pipeline import Result

__all__ = ["existing_library", "has_findings", "is_library", "ledger_of", "library_of", "read_text", "understand"]


def ledger_of(source: str, remarks: list[Diagnostic]) -> Ledger:
    """The links of a bibliography file, which is not held for them, or of a document's notes.

    What is broken in a bibliography file is added to `remarks`.
    """
    from biblio import formats
    from biblio.links import Ledger
    from biblio.links.memory import give_back_large_blocks

    if not is_library(source):
        return Ledger.of(understand(source).library)
    give_back_large_blocks()
    text = read_text(source)
    return Ledger.of_entries(formats.entries(source, text, remarks), text)


def understand(source: str, existing: Library | None = None) -> Result:
    """Read a document and understand its notes, without the network."""
    from biblio import pipeline, readers

    return pipeline.understand(readers.open_source(source), existing)


def is_library(source: str) -> bool:
    """Whether the file's suffix is that of a bibliography (.bib, .ris, .json), not of a document."""
    from biblio import formats

    return formats.is_library(source)


def library_of(source: str) -> Library:
    """The library in a bibliography file, or the one that a document's notes make."""
    if is_library(source):
        from biblio import formats

        return formats.for_path(source).loads(read_text(source), source)
    return understand(source).library


def existing_library(path: Path) -> Library | None:
    """The refs.bib that is already there; None if there is none."""
    if not path.exists():
        return None
    from biblio import formats

    return formats.by_name("biblatex").loads(read_text(str(path)), str(path))


def read_text(source: str) -> str:
    """The text of a bibliography file or of standard input (`-`); raises as `files.read` does."""
    return files.read(source).text


def has_findings(result: Result) -> bool:
    """Whether a person should look: something was not resolved or is broken (exit code 1)."""
    from biblio.model import Severity, Verdict

    broken = {Verdict.DEAD, Verdict.SOFT404, Verdict.PARKED, Verdict.MISMATCH}
    return any(check.verdict in broken for check in result.checks) or any(
        remark.severity is not Severity.INFO for remark in result.diagnostics
    )
