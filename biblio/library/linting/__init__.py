"""A .bib file -> what is wrong with it, where, and what can be mended without a person.

Every rule is a file of `rules` that binds `plugin`; its file name is its code. What the reader noticed (a broken block,
a macro nobody defines) is reported beside them under the reader's codes.
"""

from __future__ import annotations

from collections.abc import Sequence

from biblio import plugins
from biblio.errors import BiblioError
from biblio.library.linting.context import Context
from biblio.library.linting.datamodel import BIBLATEX, BIBTEX, DataModel, datamodel, spoken
from biblio.library.linting.rule import Finding, Flaw, Rule
from biblio.model import Diagnostic, SourceEntry

__all__ = [
    "BIBLATEX",
    "BIBTEX",
    "Context",
    "DataModel",
    "Finding",
    "Flaw",
    "Rule",
    "chosen",
    "codes",
    "datamodel",
    "find",
    "fix",
    "rule",
    "spoken",
]

_FAMILY = "biblio.library.linting.rules"
ALL = "all"


def codes() -> tuple[str, ...]:
    """The codes of all rules."""
    return plugins.names(_FAMILY)


def rule(code: str) -> Rule:
    """The rule of that code."""
    found: Rule = plugins.load(_FAMILY, code)
    return found


def chosen(select: Sequence[str] = (), ignore: Sequence[str] = ()) -> tuple[str, ...]:
    """The codes to look for: those selected (by default all that are not optional), less those ignored.

    Raises:
        BiblioError: a code is not known. Codes of the reader's own diagnostics are taken as they come.
    """
    unknown = [code for code in (*select, *ignore) if code not in (*codes(), ALL, *READING)]
    if unknown:
        raise BiblioError(f"no rule {unknown[0]!r}", hint=f"rules: {', '.join(codes())}")
    usual = [code for code in codes() if not rule(code).optional]
    wanted = usual if not select else [*codes(), *READING] if ALL in select else list(select)
    return tuple(code for code in (*wanted, *(() if select else READING)) if code not in ignore)


READING = (
    "broken-block",
    "duplicate-field",
    "duplicate-key",
    "entry-not-closed",
    "missing-comma",
    "missing-key",
    "missing-parent",
    "undefined-macro",
)
"""What the reader notices by itself; its other codes are always shown."""


def find(context: Context, codes: Sequence[str], noticed: Sequence[Diagnostic] = ()) -> tuple[Finding, ...]:
    """Everything that the rules find in the context's file, by line.

    Args:
        context: the file.
        codes: the rules to apply, as `chosen` gives them.
        noticed: what the reader of the file reported.
    """
    rules = [(code, rule(code)) for code in codes if code not in READING]
    found = [
        Finding(code, flaw.message, one.severity, entry.key, flaw.line or entry.line, flaw.field, flaw.fixable)
        for entry in context.source.entries
        for code, one in rules
        for flaw in one.check(entry, context)
    ]
    found += [
        Finding(one.code, one.message, one.severity, "", one.line)
        for one in noticed
        if one.code in codes or one.code not in READING
    ]
    return tuple(sorted(found, key=lambda finding: (finding.line, finding.code)))


def fix(context: Context, codes: Sequence[str]) -> tuple[SourceEntry, ...]:
    """The file's entries with all mended that can be mended without a person."""
    rules = [rule(code) for code in codes if code not in READING]
    mended = []
    for entry in context.source.entries:
        for one in rules:
            entry = one.fix(entry, context) if one.fix else entry
        mended.append(entry)
    return tuple(mended)
