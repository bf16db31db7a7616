"""Wikidata: books and films that it has as works, with the date of their first appearance (wikidata.org/w/api.php).

One question at a time, with `maxlag`, as its etiquette asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from biblio.identity import credited
from biblio.lookup.asking import Asker
from biblio.lookup.candidate import Candidate, Service
from biblio.lookup.raw import date_of, dig, identifiers, items, main_title, natural_name, plain, text
from biblio.model import Contributor, Date, Role, Work

__all__ = ["plugin"]

_MOST = 5
_LANGUAGES = "en|de|fr|es|it|ru|pt|nl|mul"
_PEOPLE = (("P50", Role.AUTHOR), ("P98", Role.EDITOR), ("P655", Role.TRANSLATOR), ("P57", Role.DIRECTOR))
_ASKED = frozenset(("book", "classic", "motion_picture", "pamphlet"))


class Wikidata:
    """By title, then through the names of those whose it is."""

    label: ClassVar[str] = "Wikidata"
    base: ClassVar[str] = "https://www.wikidata.org/w/api.php"
    per_second: ClassVar[float] = 1.0
    per_second_named: ClassVar[float] = 2.0

    def asks(self, work: Work) -> bool:
        """Books and films with a title and somebody whose they are."""
        return work.type in _ASKED and bool(work.title and credited(work))

    def find(self, work: Work, ask: Asker) -> tuple[Candidate, ...]:
        """Items whose name begins with the title."""
        language = work.language.partition("-")[0] if len(work.language.partition("-")[0]) == 2 else "en"
        found = self._ask(
            ask, {"action": "wbsearchentities", "search": main_title(work.title), "language": language, "type": "item",
                  "limit": str(_MOST)}
        )  # fmt: skip
        ids = [text(row.get("id")) for row in items(dig(found, "search"))]
        entities = self._entities(ask, ids, "labels|claims")
        linked = {number for entity in entities.values() for number in _linked(entity)}
        names = {number: _label(entity) for number, entity in self._entities(ask, sorted(linked), "labels").items()}
        return tuple(_candidate(number, entities[number], names, work) for number in ids if number in entities)

    def _entities(self, ask: Asker, ids: Sequence[str], props: str) -> dict[str, Mapping[str, Any]]:
        if not ids:
            return {}
        found = self._ask(
            ask, {"action": "wbgetentities", "ids": "|".join(ids[:50]), "props": props, "languages": _LANGUAGES}
        )
        entities = dig(found, "entities")
        return dict(entities) if isinstance(entities, Mapping) else {}

    def _ask(self, ask: Asker, query: dict[str, str]) -> Any:
        pace = self.per_second_named if ask.client.contact else self.per_second
        url = ask.base("wikidata", self.base)
        asked = {**query, "format": "json", "maxlag": "5"}
        return ask.json("wikidata", self.label, url, asked, per_second=pace, sound=_no_error)


def _no_error(found: Any) -> bool:
    """Errors come with a status of 200."""
    return dig(found, "error") is None


def _values(entity: Mapping[str, Any], claim: str) -> list[Any]:
    rows = items(dig(entity, "claims", claim))
    return [dig(row, "mainsnak", "datavalue", "value") for row in rows if row.get("rank") != "deprecated"]


def _linked(entity: Mapping[str, Any]) -> Iterable[str]:
    for claim in (*(claim for claim, _ in _PEOPLE), "P123", "P291"):
        yield from (text(dig(value, "id")) for value in _values(entity, claim) if dig(value, "id"))


def _label(entity: Mapping[str, Any]) -> str:
    labels = entity.get("labels")
    found = [plain(dig(labels, language, "value")) for language in _LANGUAGES.split("|")]
    return next((label for label in found if label), "")


def _candidate(number: str, entity: Mapping[str, Any], names: Mapping[str, str], asked: Work) -> Candidate:
    titles = [plain(dig(value, "text")) for value in _values(entity, "P1476")]
    labels = entity.get("labels")
    titles += [plain(dig(label, "value")) for label in labels.values()] if isinstance(labels, Mapping) else []
    wanted = asked.title.casefold()
    dates = [date for value in _values(entity, "P577") if (date := _date(value)) is not None]
    isbns = [text(value) for claim in ("P212", "P957") for value in _values(entity, claim)]
    work = Work(
        type=asked.type,
        title=next((title for title in titles if title.casefold() == wanted), titles[0] if titles else ""),
        contributors=tuple(_people(entity, names)),
        date=min(dates, key=str, default=None),
        publisher=_named(entity, "P123", names),
        place=_named(entity, "P291", names),
        identifiers=identifiers(next(iter(_values(entity, "P356")), ""), isbns),
    )
    address = f"https://www.wikidata.org/wiki/{number}"
    return Candidate("wikidata", work, address, one_of_editions=True, first_published=work.date)


def _people(entity: Mapping[str, Any], names: Mapping[str, str]) -> Iterable[Contributor]:
    for claim, role in _PEOPLE:
        for value in _values(entity, claim):
            if name := names.get(text(dig(value, "id")), ""):
                yield Contributor(natural_name(name), role)
    yield from (Contributor(natural_name(value), Role.AUTHOR) for value in _values(entity, "P2093"))


def _named(entity: Mapping[str, Any], claim: str, names: Mapping[str, str]) -> str:
    found = (names.get(text(dig(value, "id")), "") for value in _values(entity, claim))
    return next((name for name in found if name), "")


def _date(value: Any) -> Date | None:
    """ "+1938-00-00T00:00:00Z": parts that are not known are zero."""
    written = text(dig(value, "time")).lstrip("+").partition("T")[0]
    return date_of(written.replace("-00", ""))


plugin: Service = Wikidata()
