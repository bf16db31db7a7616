r"""A LaTeX source -> the running text and its notes.

Commands are read one after the other; `RULES` says which kinds there are. What no rule knows stays as it is written.
"""

from __future__ import annotations

from biblio.readers._latex import definitions, notes, setting, structure
from biblio.readers._latex.preamble import Preamble
from biblio.readers._latex.walker import Rule, Walker

__all__ = ["RULES", "read"]

RULES: tuple[Rule, ...] = (
    definitions.own_command,
    notes.note,
    notes.footcite,
    setting.cite,
    setting.label,
    setting.setting,
    setting.letter,
    setting.link,
    structure.section,
    structure.title,
    structure.environment,
    structure.verbatim,
    definitions.counter,
    definitions.definition,
    setting.second_argument,
    structure.layout,
)
_BEFORE: tuple[Rule, ...] = (definitions.definition, definitions.counter, structure.title)
"""The commands of a preamble that matter to the text."""


def read(text: str, source: str, preamble: Preamble) -> Walker:
    r"""Read a source; twice if it has labels in notes, so that `\ref` prints their numbers.

    Raises:
        ReadError: it is nested deeper than any text, or its commands call themselves without end.
    """
    walker = Walker(text, source, preamble, RULES)
    walker.read(_BEFORE)
    if walker.labels:
        walker = Walker(text, source, preamble, RULES, walker.labels)
        walker.read(_BEFORE)
    return walker
