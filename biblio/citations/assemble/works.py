"""The fields of a cite -> `Work`: what belongs to the book or journal goes to its container."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from biblio import addresses
from biblio.citations.assemble.laws import as_law
from biblio.citations.assemble.titles import title_of
from biblio.citations.assemble.types import Clues, type_of
from biblio.citations.language import of_title
from biblio.citations.names import parse_names
from biblio.citations.scan import Scan
from biblio.citations.tagged import Tagged
from biblio.citations.values import dates, editions
from biblio.model import Contributor, Date, Identifier, IdentifierKind, Moment, Pages, Role, Work

__all__ = ["work_of"]

_SERIAL = frozenset(("article-journal", "article-magazine", "article-newspaper", "review"))
_LEAD = 60
"""Characters before a cite that may say what it is: "the documentary …"."""
_OWN_KIND = frozenset(("legal_case", "legislation", "hearing", "personal_communication", "post", "document"))
"""Types of works that need no title of their own to be told from what holds them."""
_SPOKEN = frozenset(("legal_case", "legislation", "hearing"))
_TO = re.compile(r"(?P<from>[^,;]+?) (?:to|an|à|till|do) (?:the )?(?P<to>[A-ZÀ-Þ].+)\Z")
_SAME_AUTHOR = re.compile(
    r"(?:id|ead|eid|ders|dies|dens|dem|the same|du m|de la m|del m|dello|della|do m|da m|tenż|taż)\w*\b", re.I
)
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_VOLUME = re.compile(r"(?P<number>\d+|[IVXLC]+)\.? (?:Bde?|Band|Bände|Jahrg|Jg|vols?|tome?|tomo)\.?\Z", re.IGNORECASE)
_COUNT = re.compile(r"(?P<count>\d{1,3})\s?(?P<words>\D+)\Z")


class _Texts:
    """The fields of a cite as text, runs of white space made one blank."""

    def __init__(self, scan: Scan, tagged: Tagged) -> None:
        self._found: dict[str, tuple[str, ...]] = {}
        for field in tagged.fields:
            words = " ".join(field.span.of(scan.text).split())
            self._found[field.label] = (*self._found.get(field.label, ()), words)

    def __call__(self, label: str) -> str:
        return self._found[label][0] if label in self._found else ""

    def all(self, label: str) -> tuple[str, ...]:
        return self._found.get(label, ())


def work_of(scan: Scan, tagged: Tagged) -> Work:
    """The work as the cite words it."""
    tagged = as_law(scan, tagged)
    text = _Texts(scan, tagged)
    url = re.sub(r"\s+", "", text("url"))
    address = addresses.recognise(url) if url else None
    list_name = address.list_name if address else ""
    printed_date, small_number = editions.beside_year(_raised_before(scan, tagged) + text("date"))
    date = dates.read(printed_date) if printed_date else None
    printed = {field.label: text(field.label) for field in tagged.fields}
    clues = Clues(
        tagged,
        tagged.span.of(scan.text),
        scan.text[max(0, tagged.span.start - _LEAD) : tagged.span.start],
        printed,
        date,
        _quoted(scan, tagged),
        list_name,
        _bare_volume(scan, tagged),
    )
    kind = type_of(clues)
    people = _people(text, scan.lexicon.language)
    title, made = title_of(scan, tagged, kind, _title(text("title")), people)
    counts = {addendum: count for addendum in text.all("addendum") if (count := _volumes(scan, addendum))}
    work = Work(
        type=kind,
        title=title,
        language=of_title(title, scan.lexicon.language) if title else "",
        inferred=("title",) if made else (),
        contributors=people,
        date=date,
        original_date=dates.read(text("original-date")) if tagged.has("original-date") else None,
        pages=Pages.parse(text("pages")) if tagged.has("pages") else None,
        genre=text("genre"),
        number=text("number"),
        archive=text("archive"),
        archive_location=text("shelfmark"),
        identifiers=_identifiers(text),
        url=url,
        accessed=dates.read(text("accessed")) if tagged.has("accessed") else None,
        volumes=next(iter(counts.values()), ""),
        note=". ".join(addendum for addendum in text.all("addendum") if addendum not in counts),
        extra=_authority(text, kind),
    )
    work = _placed(work, text, _whole(text, scan.lexicon.ordinals, kind, small_number))
    if work.container and (later := text.all("date")[1:]):
        # A document with a date of its own, in a book with another: "[23 February 1953], Documents (New York, n.d.)".
        work = replace(work, container=replace(work.container, date=dates.read(later[0])))
    return _dated_by_address(work, address) if list_name and address else work


def _raised_before(scan: Scan, tagged: Tagged) -> str:
    """The raised figures right before the date: "München ³1980"."""
    date = tagged.first("date")
    before = scan.text[max(0, date.start - 2) : date.start] if date else ""
    return before[len(before.rstrip(editions.RAISED)) :]


def _volumes(scan: Scan, addendum: str) -> str:
    """How many volumes a remark says the work has: "2 vols."; none where it says anything else."""
    found = _COUNT.match(addendum)
    return found["count"] if found and scan.lexicon["volumes_words"].fullmatch(found["words"]) else ""


def _title(text: str) -> str:
    return text.strip(" ,;:")


def _quoted(scan: Scan, tagged: Tagged) -> bool:
    title = tagged.first("title")
    return title is not None and scan.structure.quoted(title.start) is not None


def _bare_volume(scan: Scan, tagged: Tagged) -> bool:
    """Whether the volume stands right beside the container without a word like "vol.": journals are cited so."""
    whole, volume = tagged.first("container"), tagged.first("volume")
    if whole is None or volume is None:
        return False
    if volume.end <= whole.start:
        # "23 Info., Commc’n & Soc’y 128": American law reviews.
        return volume.of(scan.text).isdigit() and not scan.text[volume.end : whole.start].strip()
    if volume.start < whole.end:
        return False
    return not scan.text[whole.end : volume.start].strip(" ,.”’»\"'")


def _people(text: _Texts, language: str) -> tuple[Contributor, ...]:
    own = (("author", Role.AUTHOR), ("translator", Role.TRANSLATOR))
    people = tuple(
        Contributor(name, part)
        for label, role in own
        for names in text.all(label)
        for part, words in _sender(names, role)
        for name in parse_names(words, language)
    )
    return people + (() if text("container") else _editors(text, language))


def _sender(names: str, role: Role) -> tuple[tuple[Role, str], ...]:
    """ "Gould to Laurie": who writes, and to whom."""
    found = _TO.match(names) if role is Role.AUTHOR else None
    return ((role, found["from"]), (Role.RECIPIENT, found["to"])) if found else ((role, names),)


def _editors(text: _Texts, language: str = "") -> tuple[Contributor, ...]:
    return tuple(
        Contributor(name, Role.EDITOR) for names in text.all("editor") for name in parse_names(names, language)
    )


def _authority(text: _Texts, kind: str) -> tuple[tuple[str, str], ...]:
    """The court or chamber that spoke (CSL `authority`); it publishes nothing."""
    body = text("institution")
    return (("authority", body),) if body and kind in _SPOKEN else ()


def _whole(text: _Texts, ordinals: Mapping[str, int], kind: str, number: str) -> dict[str, Any]:
    """What belongs to the book, journal or series as a whole; `number` is an edition's, printed beside the year."""
    body = "" if kind in _SPOKEN else text("institution")
    return {
        "volume": _volume(text("volume")),
        "issue": text("issue"),
        "series": text("series"),
        "series_number": text("number") if text("series") else "",
        "publisher": text("publisher") or body,
        "place": text("place"),
        "edition": editions.read(text("edition"), ordinals) or number,
    }


def _placed(work: Work, text: _Texts, whole: dict[str, Any]) -> Work:
    """The work with the fields of the whole on its container, or on itself where it is one."""
    if whole["series_number"]:
        work = replace(work, number="")
    if not text("container"):
        return _in_same(replace(work, **whole), text)
    if work.type == "webpage":
        return replace(work, container=Work(type="webpage", title=_title(text("container"))), **whole)
    kind = "periodical" if work.type in _SERIAL else "book"
    people = _editors(text) + tuple(
        Contributor(name) for names in text.all("container-author") for name in parse_names(names)
    )
    if not work.title and kind == "book" and not work.contributors and work.type not in _OWN_KIND:
        # Only the whole is named: it is the work.
        return replace(work, type="book", title=_title(text("container")), contributors=people, **whole)
    return replace(work, container=Work(type=kind, title=_title(text("container")), contributors=people, **whole))


def _in_same(work: Work, text: _Texts) -> Work:
    """ "« 1848 », ibid., p. 277-312": a piece in the book or journal cited before, which `references` puts there."""
    back = text("back")
    if not work.title or not back or not (work.pages or work.volume or work.issue) or _SAME_AUTHOR.match(back):
        return work
    people = tuple(found for found in work.contributors if found.role is Role.EDITOR)
    moved: dict[str, Any] = {"volume": work.volume, "issue": work.issue}
    held = Work(type="book", title=back, contributors=people, **moved)
    kept = tuple(found for found in work.contributors if found.role is not Role.EDITOR)
    return replace(work, contributors=kept, container=held, volume="", issue="")


def _volume(text: str) -> str:
    """The number alone, where the word stands behind it: "VII. Bd."."""
    found = _VOLUME.match(text)
    return found["number"] if found else text


def _identifiers(text: _Texts) -> tuple[Identifier, ...]:
    found: list[Identifier] = []
    if doi := _DOI.search(text("doi")):
        found.append(Identifier(IdentifierKind.DOI, doi[0].rstrip(".,;")))
    if isbn := text("isbn"):
        found.append(Identifier(IdentifierKind.ISBN, isbn))
    return tuple(found)


def _dated_by_address(work: Work, address: addresses.Address) -> Work:
    """A mailing-list post: the list is its container, and the archive's folder says when it was written."""
    work = replace(work, container=work.container or Work(type="webpage", title=address.list_name))
    if work.date is not None or address.earliest is None:
        return work
    first, last = address.earliest, address.latest
    start = Moment(first.year, first.month, first.day)
    end = Moment(last.year, last.month, last.day) if last and last != first else None
    if end and (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        start, end = Moment(start.year), None
    return replace(work, date=Date(start, end), inferred=(*work.inferred, "date"))
