"""Typed runs, for what is no string: a word processor's file is made of them (`styles/docx.py`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from biblio.styles.outputs import Output

__all__ = ["RUNS", "Run", "Runs", "RunsOutput"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text set in one way."""

    text: str
    marks: tuple[tuple[str, str], ...] = ()
    """CSL formatting attributes, each at most once: ("font-style", "italic")."""
    href: str = ""
    block: str = ""
    """CSL's display: block, left-margin, right-inline, indent; empty for running text."""

    def has(self, name: str, *values: str) -> bool:
        """Whether the attribute has one of the values."""
        return any(mark == name and value in values for mark, value in self.marks)


Runs = tuple[Run, ...]


class RunsOutput:
    """Rendered text as a tuple of runs; an inner mark overrides an outer one."""

    body: ClassVar[tuple[str, str]] = ("", "")

    def text(self, text: str) -> Runs:
        """One plain run."""
        return (Run(text),) if text else ()

    def join(self, parts: Sequence[Runs]) -> Runs:
        """The parts one after another."""
        return tuple(run for part in parts for run in part)

    def mark(self, inner: Runs, name: str, value: str) -> Runs:
        """The mark on every run that has none of its name yet: the innermost one counts."""
        return tuple(
            run if any(mark == name for mark, _ in run.marks) else replace(run, marks=(*run.marks, (name, value)))
            for run in inner
        )

    def display(self, inner: Runs, kind: str) -> Runs:
        """The block on every run."""
        return tuple(replace(run, block=run.block or kind) for run in inner)

    def link(self, inner: Runs, url: str) -> Runs:
        """The address on every run."""
        return tuple(replace(run, href=run.href or url) for run in inner)

    def entry(self, inner: Runs) -> Runs:
        """An entry is its runs."""
        return inner


RUNS: Output[Runs] = RunsOutput()
