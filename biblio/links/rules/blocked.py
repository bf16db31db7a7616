"""Walls by status, "not you", and by the header fields of services that keep programs away."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from biblio.links.case import Again, Case, Finding, LookKind
from biblio.links.rules import doors
from biblio.model import Verdict

_WORDS = {
    401: "asks for a password",
    402: "asks for money",
    403: "does not let us in",
    407: "asks for a password of the proxy",
    451: "may not show the page for legal reasons",
    511: "wants a login to the network",
    999: "does not answer programs",
}
_PAUSE = 0.5


def decide(case: Case) -> Finding | Again | None:
    """A 403 is looked at once more as a browser; the others are final."""
    status = case.answer.status
    if _has_wall_header(case) or (status in (403, 503) and doors.is_wall(case)):
        return Finding(Verdict.BLOCKED, f"The host shows programs a puzzle ({status}).")
    if status not in _WORDS:
        return None
    if status == 403 and not case.looked(LookKind.BROWSER):
        return Again(LookKind.BROWSER, _PAUSE)
    return Finding(Verdict.BLOCKED, f"The host {_WORDS[status]} ({status}).")


def _has_wall_header(case: Case) -> bool:
    answer = case.answer
    return any(value in answer.header(name) for name, value in _wall_headers().items() if answer.header(name))


@cache
def _wall_headers() -> Mapping[str, str]:
    data = tomllib.loads((files("biblio.links") / "data" / "doors.toml").read_text("utf-8"))
    return {str(name): str(value) for name, value in data["wall_headers"].items()}
