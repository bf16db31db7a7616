"""What is gone, found again in web archives: the copy nearest to the day of the citation that shows the cited thing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from biblio import archives, plugins
from biblio.addresses import normalise, recognise
from biblio.errors import LinkError
from biblio.http import Client
from biblio.links import heads, matching
from biblio.links.collecting import Cited, cited_at
from biblio.model import Date, Entry, Library, LinkCheck, Memento, Verdict

__all__ = ["GONE", "cited_day", "rescue"]

GONE = frozenset((Verdict.DEAD, Verdict.SOFT404, Verdict.PARKED, Verdict.MISMATCH))
"""Verdicts for which a replacement is looked for; all others may pass."""

_LOOKED_AT = 3
"""Copies whose content is compared with the citation."""

Progress = Callable[[str, int, int], None]


def rescue(
    checks: Sequence[LinkCheck],
    library: Library,
    client: Client,
    *,
    archive: str = "wayback",
    progress: Progress | None = None,
) -> tuple[LinkCheck, ...]:
    """The same checks, those of gone links with copies of them, the best first; nothing is changed but proposed.

    An archive that cannot be asked leaves the check as it was, and its reason says so.
    """
    gone = [number for number, check in enumerate(checks) if check.verdict in GONE]
    result = list(checks)
    for done, number in enumerate(gone, 1):
        entries = [entry for key in checks[number].link.keys if (entry := library.get(key))]
        result[number] = _rescued(checks[number], entries, client, archive)
        if progress:
            progress("archives", done, len(gone))
    return tuple(result)


def cited_day(entries: Sequence[Entry], earliest: date | None, latest: date | None) -> date | None:
    """The day whose state of the page is meant: of access, else what the address says, else of publication."""
    for entry in entries:
        if (day := _day(entry.work.accessed)) is not None:
            return day
    if earliest and latest and latest - earliest <= timedelta(days=31):
        return latest
    return next((day for entry in entries if (day := _day(entry.work.date)) is not None), latest)


def _rescued(check: LinkCheck, entries: Sequence[Entry], client: Client, archive: str) -> LinkCheck:
    url, near = _wanted(check, entries)
    try:
        found = archives.find(url, near, client, archive=archive)
    except LinkError as error:
        return replace(check, reason=f"{check.reason.removesuffix('.')}; {error.message}.")
    if not found:
        return replace(check, reason=f"{check.reason.removesuffix('.')}; no copy of it was found in the archive.")
    cited = [cited_at(entry) for entry in entries]
    looked_at = list(_compared(found[:_LOOKED_AT], cited, client, archive))
    # `sorted` keeps the order of what is equal: the nearest copy of those that fit as well.
    best = sorted(looked_at, key=lambda memento: -(memento.match or 0.0) if cited else 0.0)
    return replace(check, mementos=(*best, *found[len(looked_at) :]))


def _wanted(check: LinkCheck, entries: Sequence[Entry]) -> tuple[str, date | None]:
    """The address to look for and the day: for the address of another archive's copy, what it is a copy of."""
    url = normalise(check.link.url)
    address = recognise(url)
    if address is not None and address.original:
        return address.original, address.captured
    return url, cited_day(entries, check.earliest, check.latest)


def _compared(mementos: Sequence[Memento], cited: Sequence[Cited], client: Client, archive: str) -> Iterator[Memento]:
    """The copies with how well they fit, up to the first that fits."""
    keeper: archives.Archive = plugins.load("biblio.archives", archive)
    for memento in mementos:
        answer = client.fetch(keeper.content_address(memento))
        score = matching.match(cited, heads.read(answer)) if answer.status == 200 else None
        yield replace(memento, match=score)
        if score is not None and score >= matching.FITS:
            return


def _day(when: Date | None) -> date | None:
    if when is None or when.start is None or not 1 <= when.start.year <= 9999:
        return None
    month = when.start.month if 1 <= when.start.month <= 12 else 0
    try:
        # The last day of what is given: a page of that month or year has been put up by then.
        if not month:
            return date(when.start.year, 12, 31)
        if not when.start.day:
            return date(when.start.year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return date(when.start.year, month, when.start.day)
    except ValueError:
        return None
