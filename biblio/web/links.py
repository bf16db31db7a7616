"""Link checks -> each address with its verdict, what the address itself says, and its archived copies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from biblio.model import Date, LinkCheck, Moment, Verdict
from biblio.web import describe
from biblio.web.anchors import link_id, outward
from biblio.web.lookup import Lookup
from biblio.web.notes import Pointer
from biblio.web.words import counted, word

__all__ = ["TONES", "Copy", "ViewedLink", "viewed_links"]

TONES = {
    Verdict.OK: "good",
    Verdict.MOVED: "fair",
    Verdict.FRAGMENT: "fair",
    Verdict.INSECURE: "fair",
    Verdict.BLOCKED: "open",
    Verdict.UNKNOWN: "open",
}
"""How a verdict is coloured; those not named are `bad`."""
_COPIES = 12
"""Archived copies that are listed for one address."""


@dataclass(frozen=True, slots=True)
class Copy:
    """An archive's copy of an address."""

    archive: str
    when: str
    href: str
    uri: str
    match: str
    rejected: str
    """Why it is not proposed, if somebody looked at it."""


@dataclass(frozen=True, slots=True)
class ViewedLink:
    """An address as the page shows it."""

    anchor: str
    url: str
    href: str
    """"" where the address is not fit to be followed."""
    verdict: str
    tone: str
    reason: str
    archive: str
    when: str
    """The dates the address itself gives for its content."""
    answer: str
    """Status and title of the last answer."""
    proposed: str
    proposed_href: str
    copies: tuple[Copy, ...]
    more_copies: int
    rescue: str
    """What came of looking for it elsewhere."""
    works: tuple[Pointer, ...]
    checked: str


def viewed_links(lookup: Lookup) -> tuple[ViewedLink, ...]:
    """All links, in the order in which they were checked."""
    return tuple(_link(check, position, lookup) for position, check in enumerate(lookup.result.checks))


def _link(check: LinkCheck, position: int, lookup: Lookup) -> ViewedLink:
    copies = tuple(
        Copy(
            memento.archive,
            describe.date_in_words(Date(_moment(memento.datetime.date()))),
            outward(memento.uri),
            memento.uri,
            "" if memento.match is None else f"{memento.match:.0%} like the cited thing",
            memento.rejected,
        )
        for memento in check.mementos[:_COPIES]
    )
    entries = [lookup.entries[key] for key in check.link.keys if key in lookup.entries]
    return ViewedLink(
        anchor=link_id(position),
        url=check.link.url,
        href=outward(check.link.url),
        verdict=word("verdicts", check.verdict),
        tone=TONES.get(check.verdict, "bad"),
        reason=check.reason,
        archive=check.archive,
        when=_between(check.earliest, check.latest),
        answer=_answer(check),
        proposed=check.proposed_url,
        proposed_href=outward(check.proposed_url),
        copies=copies,
        more_copies=len(check.mementos) - len(copies),
        rescue=check.rescue,
        works=tuple(Pointer(describe.label(entry.work, entry.key), lookup.anchors[entry.key]) for entry in entries),
        checked=check.checked.strftime("%Y-%m-%d %H:%M") if check.checked else "",
    )


def _answer(check: LinkCheck) -> str:
    """ "404 after 2 redirects, “Not found”" of the last question put."""
    if not check.probes:
        return ""
    probe = check.probes[-1]
    hops = len(probe.hops)
    words = [
        f"status {probe.status}" if probe.status else "",
        f"after {counted(hops, 'redirect')}" if hops else "",
        f"no answer: {probe.error}" if probe.error else "",
    ]
    answer = " ".join(word for word in words if word)
    return ", ".join(part for part in (answer, f"“{probe.title}”" if probe.title else "") if part)


def _between(earliest: date | None, latest: date | None) -> str:
    ends = [_moment(day) for day in (earliest, latest) if day]
    if not ends:
        return ""
    return describe.date_in_words(Date(ends[0], ends[-1] if ends[-1] != ends[0] else None))


def _moment(day: date) -> Moment:
    return Moment(day.year, day.month, day.day)
