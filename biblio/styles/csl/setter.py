"""Single citations and entries of a document: sorted, rendered with what the registry knows of their items, drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from biblio.styles.csl.citation import Citation, GivenCite
from biblio.styles.csl.cite import Cite, Position, Settings
from biblio.styles.csl.cluster import Cluster, draw_cluster
from biblio.styles.csl.draw import Drawer
from biblio.styles.csl.engine import Engine
from biblio.styles.csl.item import Item
from biblio.styles.csl.position import Place
from biblio.styles.csl.registry import Registry
from biblio.styles.csl.sort import Values, arrange

__all__ = ["Setter"]


class Setter:
    """Sets citations of one document; what may change between two of them is in the registry."""

    def __init__(self, engine: Engine, drawer: Drawer[Any], registry: Registry, item: Callable[[str], Item]) -> None:
        self.engine = engine
        self.item = item
        self._drawer = drawer
        self._registry = registry

    def sort(self, citation: Citation) -> None:
        """Put the cites in the style's order, unless the writer wants them as they are."""
        keys = self.engine.citation_keys
        if not keys.keys or citation.unsorted or len(citation.cites) < 2:
            return
        values = {id(cite): keys.values(lambda cite=cite: self._plain_cite(cite.item)) for cite in citation.cites}  # type: ignore[misc]
        ordered = arrange(citation.cites, lambda cite: values[id(cite)], keys.descending)
        if self.engine.grouped_sort:
            ordered = self._grouped(ordered, values, keys.descending[0])
        citation.cites = ordered

    def _grouped(self, cites: list[GivenCite], values: dict[int, Values], descending: bool) -> list[GivenCite]:
        """Cites of one author side by side, where the first of them stands."""
        groups: dict[str, list[GivenCite]] = {}
        for cite in cites:
            plain_cite = self._plain_cite(cite.item)
            plain_cite.looking, plain_cite.position, plain_cite.previous_names = True, Position.SUBSEQUENT, ""
            self.engine.form(plain_cite)
            groups.setdefault(plain_cite.names_text or "", []).append(cite)
        collate = self.engine.citation_keys.collate
        named = [groups[name] for name in sorted(groups, key=lambda name: (not name, collate(name)))]
        first = arrange(named, lambda group: values[id(group[0])][:1], (descending,))
        return [cite for group in first for cite in group]

    def _plain_cite(self, key: str) -> Cite:
        cite = Cite(self.item(key), self._registry.settings(key))
        cite.citation_number = self._registry.number(key)
        return cite

    def draw(self, citation: Citation, places: Sequence[Place]) -> Any:
        """The citation in the output format."""
        if citation.mode == "composite":
            return self._draw_composite(citation, places)
        cites = [self._cite(citation, at, place) for at, place in enumerate(places)]
        author_only = citation.mode == "author-only"
        if cites and author_only:
            cites[0].author_only, cites[0].suppress_author = True, False
        elif cites and citation.mode == "suppress-author" and not self.engine.note_style:
            cites[0].suppress_author, cites[0].author_only = True, False
        cluster = Cluster(citation.prefix, citation.suffix, author_only or any(cite.author_only for cite in cites))
        return draw_cluster(self.engine, self._drawer, cites, cluster)

    def _draw_composite(self, citation: Citation, places: Sequence[Place]) -> Any:
        """The author for the sentence, then the rest of the citation after the infix."""
        author = citation.with_mode("author-only")
        rest = citation.with_mode("suppress-author")
        first, second = self.draw(author, places), self.draw(rest, places)
        infix = citation.infix
        space = "" if infix[:1] in ("", "'", "\u2019", ",", ".", ":", ";") else " "
        between = self._drawer.text(f"{space}{infix}" if infix else "")
        gap = self._drawer.text(" " if second and (first or infix) else "")
        return self._drawer.output.join([first, between, gap, second])

    def _cite(self, citation: Citation, at: int, place: Place) -> Cite:
        given = citation.cites[at]
        registry = self._registry
        cite = Cite(self.item(given.item), registry.settings(given.item))
        cite.position, cite.near_note, cite.first_note = place.position, place.near_note, place.first_note
        cite.locator, cite.label = given.locator, given.label
        cite.prefix, cite.suffix = given.prefix, given.suffix
        cite.author_only, cite.suppress_author = given.author_only, given.suppress_author
        cite.note_number = citation.note
        cite.citation_number = registry.number(given.item)
        persons = registry.disambiguator.persons
        cite.levels = persons.level if persons else None
        return cite

    def entry(self, key: str, previous: tuple[str, ...]) -> Cite:
        """A bibliography entry of an item, ready to be rendered; `previous` are the creators of the entry before."""
        cite = Cite(self.item(key), self._entry_settings(key), bibliography=True)
        cite.citation_number = self._registry.number(key)
        persons = self._registry.disambiguator.persons
        cite.levels = persons.level if persons else None
        options = self.engine.style.bibliography.attrs if self.engine.style.bibliography else {}
        dash = options.get("subsequent-author-substitute")
        if dash is not None:
            cite.substitute = (dash, options.get("subsequent-author-substitute-rule", "complete-all"))
            cite.previous_creators = previous
        return cite

    def _entry_settings(self, key: str) -> Settings:
        """Names added to tell cites apart are added in the bibliography too where given names are."""
        settings, disambiguator = self._registry.settings(key), self._registry.disambiguator
        if not disambiguator.add_givens:
            return replace(settings, names=(), givens=())
        return settings if disambiguator.add_names else replace(settings, names=())
