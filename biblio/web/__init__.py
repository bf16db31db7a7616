"""Result -> report.html: the page on which a scholar sees what was understood of every note."""

from __future__ import annotations

from biblio.pipeline import Result

__all__ = ["report"]


def report(result: Result) -> str:
    """One self-contained HTML page: what needs an eye, each note beside what was understood, library, links."""
    from biblio.web import page

    return page.report(result)
