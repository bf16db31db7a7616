"""The checks for people: what has to be done first, then what may pass, then what is well."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence

from biblio.addresses import normalise
from biblio.model import LinkCheck, Memento, Verdict

__all__ = ["ORDER", "pieces"]

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

_Sought = tuple[str, str, str, str]
"""Keys of a link that was looked for, what was found, how well it fits, and where."""
_VERDICT = max(len(verdict.value) for verdict in Verdict)


def pieces(checks: Sequence[LinkCheck], source: str) -> Iterator[str]:
    """One paragraph a link, the keys of its entries before its address; a count at the end."""
    if not checks:
        yield f"{source}: no links\n"
        return
    ranks = array("B", (ORDER.index(check.verdict) for check in checks))
    sought: list[_Sought] = []
    for rank in range(len(ORDER)):
        for number in (number for number, one in enumerate(ranks) if one == rank):
            check = checks[number]
            yield from map(_printable, _paragraph(check))
            if check.rescue:
                sought.append((", ".join(check.link.keys), *_proposal(check)))
    yield from map(_printable, _proposals(sought))
    counts = Counter(ranks)
    summary = ", ".join(f"{counts[rank]} {verdict}" for rank, verdict in enumerate(ORDER) if counts[rank])
    yield f"\n{len(ranks)} {'link' if len(ranks) == 1 else 'links'}: {summary}\n"


def _printable(line: str) -> str:
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in line) + "\n"


def _paragraph(check: LinkCheck) -> Iterator[str]:
    keys = ", ".join(check.link.keys)
    line = check.link.uses[0].line if check.link.uses else 0
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


def _proposals(sought: Sequence[_Sought]) -> Iterator[str]:
    """What to put in for what is gone, a line a link; only where somebody looked for it."""
    if not sought:
        return
    keys, what = (max(len(row[place]) for row in sought) for place in (0, 1))
    yield ""
    yield f"Found again: {sum(bool(row[3]) for row in sought)} of {len(sought)}"
    for key, kind, fits, address in sought:
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
