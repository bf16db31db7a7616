"""A post in a Pipermail archive, found in the lists of subjects of the months in which it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import unescape

from biblio.addresses import Address, Period
from biblio.addresses.periods import MONTHS, from_folder
from biblio.errors import LinkError
from biblio.http import Answer, Client
from biblio.links import heads
from biblio.links.heads.decoding import decode
from biblio.links.migrating.rules import Migration
from biblio.links.migrating.wanted import Again, Wanted
from biblio.links.posts import posted_on

__all__ = ["search"]

_FOLDERS = 14
"""Volumes that are looked through: a year of months and its neighbours."""
_READ = 6
"""Posts that are read to make sure."""
_CAP = 8 << 20
_FOLDER = re.compile(r"""href\s*=\s*["']?(?P<folder>[\w-]+)/(?:thread|subject|author|date)\.html""", re.IGNORECASE)
# <LI><A HREF="075556.html">[List] Subject\n</A><A NAME="75556">&nbsp;</A>\n<I>Author\n</I>
_POST = re.compile(
    r"""<a\s+href\s*=\s*["']?(?P<page>\d{4,}\.html)["']?\s*>(?P<subject>.*?)</a>
        (?:\s*<a\s[^>]*>.*?</a>)? (?:\s*<i>(?P<author>.*?)</i>)?""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_INDEXES = ("date.html", "subject.html", "thread.html", "author.html")
"""Four orders of the same posts; one that answers is enough."""


@dataclass(frozen=True, slots=True)
class _Post:
    url: str
    subject: str
    author: str
    likeness: float


def search(rule: Migration, address: Address, wanted: Wanted, client: Client) -> Again:
    """The post with the cited subject and author in the volumes around its time.

    Raises:
        LinkError: the other archive could not be asked.
    """
    base = rule.place(address)
    period = _period(wanted)
    if period is None:
        return Again()
    posts = [post for folder in _folders(base, period, client) for post in _posts(f"{base}{folder}/", wanted, client)]
    if not posts:
        return Again(words=f"no such post of {period.name} in {base}")
    return _decided(posts, wanted, base, client)


def _period(wanted: Wanted) -> Period | None:
    """The time in which to look: that of the address, narrowed to the cited day where that lies in it."""
    if wanted.day is not None and wanted.possible(wanted.day):
        return Period(wanted.day - timedelta(1), wanted.day + timedelta(1), wanted.day.isoformat())
    return wanted.period


def _folders(base: str, period: Period, client: Client) -> list[str]:
    """Names of the volumes that overlap with the period: as the list's page gives them, else months."""
    answer = _asked(base, client)
    named = {match["folder"] for match in _FOLDER.finditer(_text(answer))} if answer.status == 200 else set()
    spans = [(folder, found) for folder in sorted(named) if (found := from_folder(folder))]
    fitting = [folder for folder, found in spans if found.earliest <= period.latest and period.earliest <= found.latest]
    return (fitting or ([] if spans else list(_months(period))))[:_FOLDERS]


def _months(period: Period) -> Iterator[str]:
    day = period.earliest.replace(day=1)
    while day <= period.latest:
        yield f"{day.year}-{MONTHS[day.month - 1]}"
        day = (day + timedelta(days=31)).replace(day=1)


def _posts(folder: str, wanted: Wanted, client: Client) -> Iterator[_Post]:
    """The posts of one volume with the cited subject and author."""
    for index in _INDEXES:
        answer = _asked(folder + index, client)
        found = list(_POST.finditer(_text(answer))) if answer.status == 200 else []
        for match in found:
            subject, author = _plain(match["subject"]), _plain(match["author"] or "")
            likeness = wanted.likeness(subject, author)
            if likeness:
                yield _Post(folder + match["page"], subject, author, likeness)
        if found:
            return


def _decided(posts: Sequence[_Post], wanted: Wanted, base: str, client: Client) -> Again:
    """The one post whose own page says the same; several of equal standing are named, none is chosen."""
    ranked = sorted(dict.fromkeys(posts), key=lambda post: -post.likeness)
    verified = [(post, day) for post in ranked[:_READ] if (day := _verified(post, wanted, client)) is not None]
    if not verified:
        return Again(words=f"a post with the cited subject is in {base}, but not of the cited time or author")
    nearest = min(wanted.distance(day) for _, day in verified)
    best = [post for post, day in verified if wanted.distance(day) == nearest]
    top = [post for post in best if post.likeness == best[0].likeness]
    if len(top) > 1:
        return Again(words="it may be any of these posts: " + ", ".join(post.url for post in top))
    return Again(top[0].url, f"the post is at {top[0].url}, with subject, author and date as cited", top[0].likeness)


def _verified(post: _Post, wanted: Wanted, client: Client) -> date | None:
    """The day of the post if its page bears the index out, else None; date.min where the page does not say."""
    answer = _asked(post.url, client)
    if answer.status != 200:
        return None
    head = heads.read(answer)
    day = posted_on(head.date)
    author = " ".join(head.authors) or post.author
    fits = wanted.likeness(head.title or post.subject, author) and wanted.possible(day)
    return (day or date.min) if fits else None


def _asked(url: str, client: Client) -> Answer:
    answer = client.fetch(url, cap=_CAP, seconds=30.0)
    if answer.failure is not None:
        raise LinkError(f"{url} could not be asked: {answer.failure.words}")
    return answer


def _text(answer: Answer) -> str:
    return decode(answer.body, answer.header("Content-Type"))


def _plain(markup: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", "", markup)).split())
