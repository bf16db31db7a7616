"""The checks for people: what has to be done first, then what may pass, then what is well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from biblio.addresses import normalise
from biblio.contracts.checking.rows import rows
from biblio.model import Library, LinkCheck, Memento, Verdict

__all__ = ["ORDER", "render"]

ORDER = (
    Verdict.DEAD,
    Verdict.SOFT404,
    Verdict.PARKED,
    Verdict.MISMATCH,
    Verdict.MOVED,
    Verdict.FRAGMENT,
    Verdict.INSECURE,
    Verdict.BLOCKED,
    Verdict.UNKNOWN,
    Verdict.OK,
)
"""Most urgent first."""

_VERDICT = max(len(verdict.value) for verdict in Verdict)


def render(checks: Sequence[LinkCheck], library: Library, source: str) -> str:
    """One paragraph a link, the keys of its entries before its address; a count at the end."""
    if not checks:
        return f"{source}: no links\n"
    places = {id(row.check): row.line for row in reversed(list(rows(checks, library)))}
    ranked = sorted(checks, key=lambda check: ORDER.index(check.verdict))
    lines = [line for check in ranked for line in _paragraph(check, places.get(id(check), 0))]
    counts = Counter(check.verdict for check in checks)
    summary = ", ".join(f"{counts[verdict]} {verdict}" for verdict in ORDER if counts[verdict])
    lines += _proposals(ranked)
    lines = ["".join(letter if letter.isprintable() else "\ufffd" for letter in line) for line in lines]
    return "\n".join([*lines, "", f"{len(checks)} {'link' if len(checks) == 1 else 'links'}: {summary}"]) + "\n"


def _paragraph(check: LinkCheck, line: int) -> Iterator[str]:
    keys = ", ".join(check.link.keys)
    place = f" (line {line})" if line else ""
    yield f"{check.verdict.value:<{_VERDICT}}  {keys}{place}  {check.link.url}"
    margin = " " * (_VERDICT + 2)
    yield margin + check.reason
    if check.archive:
        yield f"{margin}The address says: {check.archive}."
    if check.proposed_url:
        yield f"{margin}Proposed: {check.proposed_url}"
    if check.rescue:
        yield margin + check.rescue
    if check.copy is not None:
        yield f"{margin}{_copy(check.copy)}"


def _proposals(checks: Sequence[LinkCheck]) -> Iterator[str]:
    """What to put in for what is gone, a line a link; only where somebody looked for it."""
    sought = [check for check in checks if check.rescue]
    if not sought:
        return
    rows = [(", ".join(check.link.keys), *_proposal(check)) for check in sought]
    keys, what = (max(len(row[place]) for row in rows) for place in (0, 1))
    found = sum(bool(row[3]) for row in rows)
    yield ""
    yield f"Found again: {found} of {len(sought)}"
    for key, kind, fits, address in rows:
        yield f"  {key:<{keys}}  {kind:<{what}}  {fits:>4}  {address}".rstrip()


def _proposal(check: LinkCheck) -> tuple[str, str, str]:
    """What it is, how well it fits, and where."""
    if check.proposed_url not in ("", normalise(check.link.url)):
        return "new address", "", check.proposed_url
    if check.copy is None:
        return "nothing", "", ""
    fits = "" if check.copy.match is None else f"{check.copy.match:.0%}"
    return f"copy of {check.copy.datetime.date().isoformat()}", fits, check.copy.uri


def _copy(memento: Memento) -> str:
    fit = f", fits the citation {memento.match:.0%}" if memento.match is not None else ""
    return f"Copy of {memento.datetime.date().isoformat()}{fit}: {memento.uri}"
