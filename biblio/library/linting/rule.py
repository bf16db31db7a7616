"""A rule, the flaw it sees in an entry, and the finding that is reported."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from biblio.library.linting.context import Context
from biblio.model import Severity, SourceEntry, SourceField

__all__ = ["Finding", "Flaw", "Rule", "flaw", "mending_fields"]


@dataclass(frozen=True, slots=True)
class Flaw:
    """What a rule sees in an entry."""

    message: str
    line: int = 0
    """0 for the line of the entry itself."""
    field: str = ""
    fixable: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that may be wrong with an entry."""

    check: Callable[[SourceEntry, Context], Iterable[Flaw]]
    severity: Severity = Severity.WARNING
    fix: Callable[[SourceEntry, Context], SourceEntry] | None = None
    """Mends the flaws that `check` calls fixable, and nothing else; a second time it does nothing."""
    optional: bool = False
    """Only applied when it is selected: a matter of taste, or often wrong."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A flaw with its rule and place."""

    code: str
    message: str
    severity: Severity
    key: str = ""
    line: int = 0
    field: str = ""
    fixable: bool = False


def flaw(field: SourceField, message: str, *, fixable: bool = False) -> Flaw:
    """A flaw in a field; only a plain value can be mended."""
    return Flaw(f"{field.name.lower()}: {message}", field.line, field.name.lower(), fixable and field.plain)


def mending_fields(
    names: Iterable[str] | None, mend: Callable[[str], str]
) -> Callable[[SourceEntry, Context], SourceEntry]:
    """A fix that rewrites the plain text of the fields called `names`, or of all that are LaTeX."""
    wanted = None if names is None else frozenset(names)

    def fix(entry: SourceEntry, context: Context) -> SourceEntry:
        for field in entry.fields:
            name = field.name.lower()
            if not field.plain or (name not in wanted if wanted is not None else name in context.model.verbatim):
                continue
            text = mend(field.text)
            if text != field.text:
                entry = entry.with_field(field.saying(text))
        return entry

    return fix
