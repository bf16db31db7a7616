"""The page put together: every section's data, then the templates; styles and script are put into the page itself."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from biblio.pipeline import Result
from biblio.web.attention import attention, notes_concerned
from biblio.web.head import head
from biblio.web.library import viewed_entries
from biblio.web.links import viewed_links
from biblio.web.lookup import look_up
from biblio.web.notes import viewed_notes
from biblio.web.pictures.captures import captures
from biblio.web.pictures.confidence import confidence
from biblio.web.pictures.grid import grid
from biblio.web.pictures.health import health
from biblio.web.pictures.timeline import timeline
from biblio.web.remarks import remarks
from biblio.web.words import direction, family, word

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["report"]

_STYLES = ("paper.css", "notes.css", "sections.css", "pictures.css", "print.css")
_SCRIPT = "report.js"


def report(result: Result) -> str:
    """One HTML page that needs nothing but itself: no network, no other file, and no script to be read.

    Everything that comes from the document is escaped; addresses other than http(s) are shown but not linked.
    """
    return _environment().get_template("report.html").render(_sections(result))


def _sections(result: Result) -> dict[str, Any]:
    lookup = look_up(result)
    kinds = attention(lookup)
    notes = viewed_notes(lookup, notes_concerned(kinds))
    forms = [cite.form for citation in result.citations for cite in citation.cites]
    used = dict.fromkeys(name for name in ("full", "short", "ibid", "link", "mention") if name in map(family, forms))
    return {
        "head": head(lookup),
        "attention": kinds,
        "notes": notes,
        "families": [(name, word("family_names", name)) for name in used],
        "entries": viewed_entries(lookup),
        "links": viewed_links(lookup),
        "remarks": remarks(lookup),
        "grid": grid(lookup),
        "timeline": timeline(lookup),
        "confidence": confidence(notes),
        "captures": captures(lookup),
        "health": health(lookup),
    }


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader("biblio.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["direction"] = direction
    # Our own files, which hold neither "</style" nor "</script": nothing of the document is ever marked safe.
    environment.globals["styles"] = Markup("\n".join(_asset(name) for name in _STYLES))
    environment.globals["script"] = Markup(_asset(_SCRIPT))
    return environment


def _asset(name: str) -> str:
    return files(__package__).joinpath("assets", name).read_text(encoding="utf-8")
