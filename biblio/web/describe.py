"""Work -> one readable line, in parts that the page can set differently.

Leon Trotsky, The Revolution Betrayed (New York, 1972): names, title and imprint are parts. This is how the page speaks
of a work, not a citation style; those are the business of `styles`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from biblio.model import Date, Moment, Name, Role, Work
from biblio.web.words import listed, word

__all__ = ["Part", "date_in_words", "field", "label", "line", "people", "year"]

_SHORT_TITLE = 26
"""Characters of a title that serve as a label."""
_WHOLES = frozenset(("book", "thesis", "report", "collection", "motion_picture", "webpage", "manuscript", "pamphlet"))
"""CSL types whose titles are set in italics even though nothing is known to contain them."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the line: how it is set (names, italic, quoted, pages, plain) and what stands before it."""

    kind: str
    text: str
    before: str = ""


def people(names: tuple[Name, ...]) -> str:
    """Names in natural order: "Karl Marx and Friedrich Engels"; more than four are cut short."""
    shown = [name.display for name in names]
    return listed(shown) if len(shown) < 5 else f"{', '.join(shown[:3])} and {len(shown) - 3} others"


def date_in_words(date: Date | None) -> str:
    """A date as one reads it: as written where that is known, else "May-June 1983", "Winter 1977", "c. 1930"."""
    if date is None or date.start is None or date.literal:
        return date.literal if date else ""
    start, end = date.start, date.end
    words = _moment(start) if end is None else _span(start, end)
    return f"{'c. ' * date.circa}{words}{'?' * date.uncertain}"


def year(work: Work) -> str:
    """The year, or "n.d." where the source says it has none, or "" where it says nothing."""
    date = work.date or (work.container.date if work.container else None)
    if date is None:
        return ""
    return str(date.year) if date.year is not None else date.literal


def label(work: Work, key: str = "") -> str:
    """The shortest way to tell a work: "Trotsky 1972"; a short title where there is no author."""
    names = work.authors or work.names(Role.EDITOR)
    first = names[0].sort_name if names else _cut(work.title)
    who = f"{first} et al." if len(names) > 2 else " & ".join(name.sort_name for name in names[:2]) or first
    if year(work) or not names:
        return " ".join(part for part in (who, year(work)) if part) or key
    return ", ".join(part for part in (who, _cut(work.title)) if part)


def field(work: Work, name: str) -> str:
    """What a field holds, shortly; "" for what has no short way to be said."""
    if name in list(Role):
        return people(work.names(Role(name)))
    value = getattr(work, name, None)
    if isinstance(value, Work):
        return value.title
    return date_in_words(value) if isinstance(value, Date) else str(value or "")


def line(work: Work) -> tuple[Part, ...]:
    """The whole work in one line."""
    return tuple(_line(work))


def _line(work: Work) -> Iterator[Part]:
    if work.authors:
        yield Part("names", people(work.authors))
    contained = work.container is not None or work.type not in _WHOLES
    if work.title:
        yield Part("quoted" if contained else "italic", work.title, ", " if work.authors else "")
    elif work.genre:
        yield Part("plain", work.genre, ", " if work.authors else "")
    if not work.container:
        yield from _others(work, " ")
    if work.container and work.container.title:
        yield from _container(work.container, periodical=work.type.startswith(("article", "post")))
    yield from _imprint(work, work.container or Work())


def _container(whole: Work, *, periodical: bool) -> Iterator[Part]:
    owners = whole.authors or whole.names(Role.CONTAINER_AUTHOR)
    if owners:
        yield Part("names", people(owners), ", in ")
    yield Part("italic", whole.title, ", " if periodical or owners else ", in ")
    yield from _others(whole, " ")


def _others(work: Work, before: str) -> Iterator[Part]:
    """Editors and translators: "(ed. Tariq Ali; trans. Max Eastman)"."""
    roles = ((Role.EDITOR, "ed. "), (Role.TRANSLATOR, "trans. "))
    words = [prefix + people(work.names(role)) for role, prefix in roles if work.names(role)]
    if words:
        yield Part("plain", f"({'; '.join(words)})", before)


def _imprint(work: Work, whole: Work) -> Iterator[Part]:
    volume = ".".join(part for part in (work.volume or whole.volume, work.issue or whole.issue) if part)
    if volume:
        yield Part("plain", volume if work.type.startswith("article") else f"vol. {volume}", " ")
    press = ": ".join(part for part in (work.place or whole.place, work.publisher or whole.publisher) if part)
    when = date_in_words(work.date or whole.date)
    first = date_in_words(work.original_date)
    when += f" [{first}]" if first else ""
    imprint = ", ".join(part for part in (press, when) if part)
    if imprint:
        yield Part("plain", f"({imprint})", " ")
    if work.pages:
        yield Part("pages", str(work.pages).replace("-", "–"), ", ")


def _span(start: Moment, end: Moment) -> str:
    """Two moments, saying once what they share: "2–8 December 2002", "May–June 1983"; a whole year as that year."""
    months, days = (start.month, end.month), (start.day, end.day)
    if start.year != end.year:
        whole = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
        return f"{start.year}–{end.year}" if whole else f"{_moment(start)}–{_moment(end)}"
    if (months, days) == ((1, 12), (1, 31)):
        return _moment(Moment(start.year))
    if start.day and start.month == end.month:
        return f"{start.day}–{_moment(end)}"
    month = word("months", str(start.month)) if start.month else ""
    return f"{start.day or ''} {month}–{_moment(end)}".lstrip()


def _moment(moment: Moment) -> str:
    shown = f"{-moment.year + 1} BC" if moment.year <= 0 else str(moment.year)
    return " ".join(
        part
        for part in (str(moment.day or ""), word("months", str(moment.month)) if moment.month else "", shown)
        if part
    )


def _cut(text: str) -> str:
    """A title short enough for a label: whole words and an ellipsis."""
    if len(text) <= _SHORT_TITLE:
        return text
    return text[:_SHORT_TITLE].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
