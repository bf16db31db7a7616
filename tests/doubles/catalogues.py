"""Crossref, DataCite, OpenAlex, Open Library and Wikidata, after their documentation: records and manners."""

from __future__ import annotations

import re
from abc import abstractmethod
from typing import Any

from tests.doubles.server import Ask, Double, Reply

__all__ = ["CrossrefDouble", "DataCiteDouble", "OpenAlexDouble", "OpenLibraryDouble", "WikidataDouble"]


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.lower()) if len(word) > 3}


class CatalogueDouble(Double):
    """Refuses who does not say who asks; `refusals` are given out before anything else."""

    def __init__(self) -> None:
        super().__init__()
        self.refusals: list[Reply] = []
        self.headers: dict[str, str] = {}

    def answer(self, ask: Ask) -> Reply:
        if ask.method != "GET":
            return Reply(405)
        if not re.match(r"biblio-footnotes/\S+ \(.+; .+\)", ask.headers.get("user-agent", "")):
            return Reply(403, "Please identify yourself.")
        if self.refusals:
            return self.refusals.pop(0)
        reply = self.records(ask)
        reply.headers |= self.headers
        return reply

    @abstractmethod
    def records(self, ask: Ask) -> Reply: ...


class CrossrefDouble(CatalogueDouble):
    """`/works/DOI` and `/works?query.bibliographic=`; finds whatever shares a word, as the real one does."""

    def __init__(self, *works: dict[str, Any]) -> None:
        super().__init__()
        self.works = list(works)

    def records(self, ask: Ask) -> Reply:
        if ask.path.startswith("/works/"):
            doi = ask.path.removeprefix("/works/").lower()
            found = next((work for work in self.works if work["DOI"].lower() == doi), None)
            if found is None:
                return Reply(404, "Resource not found.", {"Content-Type": "text/plain"})
            return Reply(200, self._message("work", found))
        if ask.path != "/works" or "select" in ask.query or int(ask.query.get("rows", "20")) > 1000:
            return Reply(400, {"status": "failed", "message-type": "validation-failure", "message": []})
        asked = _words(ask.query.get("query.bibliographic", ""))
        near = [work for work in self.works if _words(work["title"][0] if work.get("title") else "") & asked]
        rows = [{**work, "score": 35.3 - place} for place, work in enumerate(near[: int(ask.query.get("rows", "20"))])]
        return Reply(200, self._message("work-list", {"total-results": len(near), "items": rows, "facets": {}}))

    def _message(self, kind: str, message: Any) -> dict[str, Any]:
        return {"status": "ok", "message-type": kind, "message-version": "1.0.0", "message": message}


class DataCiteDouble(CatalogueDouble):
    """JSON:API."""

    def __init__(self, *works: dict[str, Any]) -> None:
        super().__init__()
        self.works = list(works)

    def records(self, ask: Ask) -> Reply:
        if ask.path.startswith("/dois/"):
            doi = ask.path.removeprefix("/dois/").lower()
            found = next((work for work in self.works if work["doi"].lower() == doi), None)
            if found is None:
                return Reply(
                    404, {"errors": [{"status": "404", "title": "The resource you are looking for doesn't exist."}]}
                )
            return Reply(200, {"data": {"id": doi, "type": "dois", "attributes": found}})
        query = re.fullmatch(r'titles\.title:"([^"]+)" AND creators\.name:"([^"]+)"', ask.query.get("query", ""))
        if ask.path != "/dois" or query is None:
            return Reply(400, {"errors": [{"title": "Your query is not valid."}]})
        near = [work for work in self.works if _words(work["titles"][0]["title"]) & _words(query[1])]
        return Reply(200, {"data": [{"id": work["doi"], "type": "dois", "attributes": work} for work in near]})


class OpenAlexDouble(CatalogueDouble):
    """By DOI for nothing; anything else costs."""

    def __init__(self, *works: dict[str, Any]) -> None:
        super().__init__()
        self.works = list(works)

    def records(self, ask: Ask) -> Reply:
        if not ask.path.startswith("/works/doi:"):
            return Reply(429, {"error": "Rate limit exceeded", "message": "an api_key is needed"})
        doi = ask.path.removeprefix("/works/doi:").lower()
        found = next((work for work in self.works if work["doi"].lower().endswith(doi)), None)
        return Reply(200, found) if found else Reply(404, {"error": "not found"})


class OpenLibraryDouble(CatalogueDouble):
    """Searches works, lists editions, reads by ISBN."""

    def __init__(self, *works: dict[str, Any]) -> None:
        super().__init__()
        self.works = list(works)
        """Each with its `editions`."""

    def records(self, ask: Ask) -> Reply:
        if ask.path == "/search.json":
            return self._search(ask)
        if ask.path == "/api/books":
            return self._by_isbn(ask)
        found = re.fullmatch(r"(/works/OL\d+W)/editions\.json", ask.path)
        work = next((work for work in self.works if found and work["key"] == found[1]), None)
        if work is None:
            return Reply(404, {"error": "notfound"})
        return Reply(200, {"size": len(work["editions"]), "entries": work["editions"]})

    def _search(self, ask: Ask) -> Reply:
        if not (ask.query.get("title") or ask.query.get("q")):
            return Reply(422, {"error": "no query"})
        near = [work for work in self.works if _words(work["title"]) & _words(ask.query["title"])]
        wanted = ask.query.get("fields", "key,title").split(",")
        docs = [{name: work[name] for name in wanted if name in work} for work in near]
        return Reply(200, {"numFound": len(docs), "start": 0, "docs": docs})

    def _by_isbn(self, ask: Ask) -> Reply:
        if ask.query.get("format") != "json" or ask.query.get("jscmd") != "data":
            return Reply(200, "var _OLBookInfo = {};", {"Content-Type": "text/javascript"})
        isbn = ask.query.get("bibkeys", "").removeprefix("ISBN:")
        for work in self.works:
            for edition in work["editions"]:
                if isbn in (*edition.get("isbn_13", ()), *edition.get("isbn_10", ())):
                    return Reply(200, {f"ISBN:{isbn}": _book(work, edition)})
        return Reply(200, {})


def _book(work: dict[str, Any], edition: dict[str, Any]) -> dict[str, Any]:
    return {
        "url": f"https://openlibrary.org{edition['key']}", "title": edition["title"],
        "authors": [{"name": name} for name in work.get("author_name", ())],
        "publishers": [{"name": name} for name in edition.get("publishers", ())],
        "publish_places": [{"name": name} for name in edition.get("publish_places", ())],
        "publish_date": edition.get("publish_date", ""),
        "identifiers": {name: edition[name] for name in ("isbn_13", "isbn_10") if name in edition},
    }  # fmt: skip


class WikidataDouble(CatalogueDouble):
    """`wbsearchentities` and `wbgetentities`."""

    def __init__(self, **entities: dict[str, Any]) -> None:
        super().__init__()
        self.entities = entities

    def records(self, ask: Ask) -> Reply:
        if ask.query.get("format") != "json" or "maxlag" not in ask.query:
            return Reply(200, {"error": {"code": "maxlag", "info": "Waiting for a database server: be polite"}})
        if ask.query.get("action") == "wbsearchentities":
            asked = ask.query["search"].lower()
            found = [number for number, entity in self.entities.items() if _label(entity).lower().startswith(asked)]
            return Reply(200, {"search": [{"id": number, "label": _label(self.entities[number])} for number in found]})
        ids = ask.query.get("ids", "").split("|")
        if len(ids) > 50:
            return Reply(200, {"error": {"code": "toomanyvalues", "info": "Too many values"}})
        return Reply(200, {"entities": {number: self.entities[number] for number in ids if number in self.entities}})


def _label(entity: dict[str, Any]) -> str:
    return str(entity["labels"]["en"]["value"])
