"""Items and citations -> notes and bibliography in a CSL style.

    p = Processor(style_xml, items, locale="en-GB", locales=folder, output="html")
    p.cite({"citationItems": [{"id": "trotsky1972", "locator": "12"}]})
    for cluster in p.process(citations): ...
    for entry in p.bibliography(): ...

A citation is CSL's cluster: {"citationID", "citationItems": [{"id", "locator", "label", "prefix", "suffix",
"suppress-author", "author-only"}], "properties": {"noteIndex", "mode", "unsorted", "prefix", "suffix"}}. The modes
"author-only", "suppress-author" and "composite" (author in the sentence, the rest after it) hold for the citation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from biblio.errors import StyleError
from biblio.model.diagnostics import Diagnostic
from biblio.styles.csl import cache as style_cache
from biblio.styles.csl import locales as locale_files
from biblio.styles.csl.abbreviations import Abbreviations
from biblio.styles.csl.bibliography import Bibliography, Entry, Section, admits
from biblio.styles.csl.citation import Citation, read_citation
from biblio.styles.csl.draw import Drawer, Setting
from biblio.styles.csl.engine import Engine
from biblio.styles.csl.item import Item
from biblio.styles.csl.position import Mention, Place, Tracker
from biblio.styles.csl.registry import Registry
from biblio.styles.csl.setter import Setter
from biblio.styles.csl.settle import Piece, settle
from biblio.styles.csl.source import Element
from biblio.styles.csl.style import read
from biblio.styles.outputs import Output, find

__all__ = ["Processor", "RenderedCluster"]


NOTHING_PRINTED = "[CSL STYLE ERROR: reference with no printed form.]"
"""Stands in a numbered bibliography where an entry prints nothing, so that the numbers stay right."""


@dataclass(frozen=True, slots=True)
class RenderedCluster:
    """One citation as set."""

    index: int
    """Its place among all citations."""
    id: str
    text: Any
    """What the output makes: a string, or typed runs."""


class _Signature(NamedTuple):
    """All that a cluster's text depends on beside its own data: equal signatures, equal text."""

    places: tuple[Place, ...]
    states: tuple[object, ...]


class Processor:
    """One style, one set of items, one document."""

    def __init__(
        self,
        style_xml: str | bytes | Element,
        items: Iterable[Mapping[str, Any]] | Mapping[str, Mapping[str, Any]],
        locale: str | None = None,
        locales: locale_files.LocaleSource = "",
        output: str | Output[Any] = "html",
        *,
        cache: style_cache.CacheFolder | None = None,
        abbreviations: Mapping[str, Any] | None = None,
        keep_order: bool = False,
    ) -> None:
        """Compile a style.

        Args:
            style_xml: the text of an independent CSL 1.0 style, or its tree read before.
            items: CSL-JSON items; any missing or odd value is set as well as can be.
            locale: language to set in, over the style's own default.
            locales: a function from a locale's name to its text, or a folder of locale files.
            output: name of an output format, or one.
            cache: folder where parsed styles are kept between runs; none by default.
            abbreviations: short forms of titles and places, as pandoc and Zotero exchange them; see `abbreviations`.
            keep_order: set the bibliography in the order of citation, whatever order the style asks for.

        Raises:
            StyleError: the style cannot be used, no locale can be had, or the output is unknown.
        """
        root = style_xml if isinstance(style_xml, Element) else style_cache.load(style_xml, cache)
        self.style = read(root)
        self.diagnostics: list[Diagnostic] = []
        lang = locale or self.style.default_locale or "en-US"
        resolved, found = locale_files.load_locale(self.style, lang, locales, {})
        if not found:
            message = f"no locale file for {lang}; en-US is used"
            self.diagnostics.append(Diagnostic("locale-fallback", message))
        self.engine = Engine(self.style, resolved, keep_order=keep_order)
        self.output: Output[Any] = find(output) if isinstance(output, str) else output
        self._drawer: Drawer[Any] = Drawer(self.output, self.engine.typesetter.quotes)
        self._abbreviations = Abbreviations(abbreviations)
        self._items = self._read_items(items.values() if isinstance(items, Mapping) else items)
        self._registry = Registry(self.engine, self.item)
        self._setter = Setter(self.engine, self._drawer, self._registry, self.item)
        self._uncited: list[str] = []
        self._registered = False
        self._sequence: list[Citation] = []
        self._by_id: dict[str, Citation] = {}
        self._signatures: dict[str, _Signature] = {}
        self._texts: dict[str, Any] = {}
        self._citing: dict[str, set[str]] = {}
        self._tracker = self._new_tracker()

    def _read_items(self, given: Iterable[Mapping[str, Any]]) -> dict[str, Item]:
        and_word = self.engine.locale.word("and")
        found: dict[str, Item] = {}
        for at, data in enumerate(given):
            item = Item(data, and_word, self._abbreviations)
            item.id = item.id or f"item-{at + 1}"
            found[item.id] = item
        return found

    @property
    def ids(self) -> list[str]:
        """Ids of all items, in the order given; an item without one has got one."""
        return list(self._items)

    def item(self, key: str) -> Item:
        """The item of that id; an unknown one is empty and noted once."""
        try:
            return self._items[key]
        except KeyError:
            self.diagnostics.append(Diagnostic("unknown-item", f"there is no item {key!r}"))
            self._items[key] = found = Item({"id": key}, self.engine.locale.word("and"))
            return found

    # Citations

    def cite(self, citation: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> Any:
        """One citation by itself, outside the document's order; a cite may give its own "position"."""
        self._register_all()
        read_one = read_citation(citation, "")
        self._setter.sort(read_one)
        return self._setter.draw(read_one, read_one.places)

    def process(self, citations: Iterable[Mapping[str, Any]]) -> list[RenderedCluster]:
        """All citations of a document, in order; earlier ones are forgotten."""
        self._sequence = [read_citation(citation, f"citation-{at}") for at, citation in enumerate(citations)]
        self._by_id = {citation.id: citation for citation in self._sequence}
        self._citing = {}
        for citation in self._sequence:
            self._note(citation)
        self._register_cited()
        for citation in self._sequence:
            self._setter.sort(citation)
        self._place_all()
        self._signatures = {citation.id: self._signature(citation) for citation in self._sequence}
        for citation in self._sequence:
            self._texts[citation.id] = self._setter.draw(citation, citation.places)
        return self.clusters()

    def insert(
        self,
        citation: Mapping[str, Any],
        before: Sequence[tuple[str, int]] = (),
        after: Sequence[tuple[str, int]] = (),
    ) -> list[RenderedCluster]:
        """Put in (or replace) one citation; `before` and `after` are the ids and note numbers of all others, in order.

        Returns the new citation and every other one that reads differently now.
        """
        new = read_citation(citation, f"citation-{len(before)}")
        appended = not after and [(c.id, c.note) for c in self._sequence] == [(str(i), int(n)) for i, n in before]
        appended = appended and new.id not in self._by_id
        mentioned = self._mentioned(new, self._by_id.get(new.id))
        first_notes = {} if appended else self._first_notes()
        self._by_id[new.id] = new
        if appended:
            self._sequence.append(new)
        else:
            around = [self._renumbered(*pair) for pair in before], [self._renumbered(*pair) for pair in after]
            self._sequence = [*around[0], new, *around[1]]
            self._by_id = {one.id: one for one in self._sequence}
            self._citing = {}
            for one in self._sequence:
                self._note(one)
        self._note(new)
        changed_items = self._register_cited()
        if self.engine.note_style and self.engine.has_condition:
            changed_items |= {key for key, several in mentioned.items() if several != self._is_cited_again(key)}
        self._setter.sort(new)
        self._reorder(new)
        if appended:
            self._place(new)
        else:
            self._place_all()
            fresh = self._first_notes()
            changed_items |= {old[0] for place, old in first_notes.items() if fresh.get(place, old) != old}
        return self._refresh(new, changed_items, appended)

    def _mentioned(self, new: Citation, old: Citation | None) -> dict[str, bool]:
        """For each item whose cites grow or shrink, whether several citations name it."""
        cites = new.cites + (old.cites if old else [])
        return {cite.item: self._is_cited_again(cite.item) for cite in cites}

    def _is_cited_again(self, key: str) -> bool:
        return len(self._citing.get(key, ())) > 1

    def _first_notes(self) -> dict[tuple[str, int], tuple[str, int]]:
        """By citation and place in it: the item, and the note its cite points back to."""
        return {
            (citation.id, at): (cite.item, place.first_note)
            for citation in self._sequence
            for at, (cite, place) in enumerate(zip(citation.cites, citation.places, strict=False))
        }

    def clusters(self) -> list[RenderedCluster]:
        """All citations of the document as they read now."""
        return [RenderedCluster(at, one.id, self._texts.get(one.id)) for at, one in enumerate(self._sequence)]

    def uncited(self, ids: Iterable[str] | None = None) -> None:
        """Items for the bibliography that are not cited; None for all items."""
        self._uncited = [str(key) for key in ids] if ids is not None else list(self._items)
        self._register_cited()

    def register(self, ids: Iterable[str]) -> None:
        """Take these items in this order, as if each had been cited once."""
        self._registered = True
        self._registry.update(list(dict.fromkeys(str(key) for key in ids)))

    # Bibliography

    def bibliography(self, section: Section | None = None) -> Bibliography[Any]:
        """The entries of all items cited or named by `uncited`; of all items where nothing has been cited."""
        self._register_all()
        layout = self.engine.bibliography
        if layout is None:
            raise StyleError("the style has no bibliography", hint="it sets notes only")
        entries: list[Entry[Any]] = []
        previous: tuple[str, ...] = ()
        offset = 0
        for key in self._registry.bibliography():
            if not admits(section, self.item(key)):
                continue
            cite = self._setter.entry(key, previous)
            node = layout.entry(cite)
            previous = cite.creators if cite.creators else previous
            piece = settle(node, self.engine.locale.punctuation_in_quote) if node else None
            if piece is None and not self.engine.numbered:
                continue
            if piece is None:
                body = self._drawer.text(f"{len(entries) + 1}. {NOTHING_PRINTED}")
                entries.append(Entry(key, self.output.entry(body)))
                continue
            offset = max(offset, _offset(piece) if layout.aligned else 0)
            body = self.output.entry(self._drawer.draw(piece, Setting()))
            entries.append(Entry(key, body))
        return self._bibliography(tuple(entries), offset)

    def _bibliography(self, entries: tuple[Entry[Any], ...], offset: int) -> Bibliography[Any]:
        options = self.style.bibliography.attrs if self.style.bibliography else {}
        start, end = self.output.body
        return Bibliography(
            entries,
            start,
            end,
            entry_spacing=_count(options.get("entry-spacing")),
            line_spacing=_count(options.get("line-spacing")),
            hanging_indent=options.get("hanging-indent") == "true",
            second_field_align=options.get("second-field-align", ""),
            max_offset=offset,
        )

    # Bringing up to date

    def _register_all(self) -> None:
        """Before anything is cited, all items count as cited."""
        if not self._registered:
            self.register(self._items)

    def _register_cited(self) -> set[str]:
        self._registered = True
        cited = dict.fromkeys(self._citing)
        cited.update(dict.fromkeys(self._uncited))
        return self._registry.update(list(cited))

    def _note(self, citation: Citation) -> None:
        for cite in citation.cites:
            self._citing.setdefault(cite.item, set()).add(citation.id)

    def _reorder(self, citation: Citation) -> None:
        """Items first cited in this citation count in the order its sorting gave them, unless that goes by number."""
        if self.engine.bibliography_keys.by_number:
            return
        fresh = [cite.item for cite in citation.cites if self._citing.get(cite.item) == {citation.id}]
        for item in fresh:
            self._citing[item] = self._citing.pop(item)

    def _renumbered(self, key: str, note: int) -> Citation:
        citation = self._by_id.get(str(key))
        if citation is None:
            raise StyleError(f"no citation {key!r} has been processed", hint="process it before citing beside it")
        citation.note = int(note or 0)
        return citation

    def _refresh(self, new: Citation, changed_items: set[str], appended: bool) -> list[RenderedCluster]:
        """Set again whatever the new citation touches."""
        if appended:
            touched = {key for item in changed_items for key in self._citing.get(item, ())}
            candidates = [one for one in self._sequence[:-1] if one.id in touched] if touched else []
        else:
            candidates = [one for one in self._sequence if one is not new]
        changed = {new.id}
        for citation in candidates:
            signature = self._signature(citation)
            if signature != self._signatures.get(citation.id) or changed_items & {c.item for c in citation.cites}:
                changed.add(citation.id)
                self._setter.sort(citation)
                self._signatures[citation.id] = signature
                self._texts[citation.id] = self._setter.draw(citation, citation.places)
        self._signatures[new.id] = self._signature(new)
        self._texts[new.id] = self._setter.draw(new, new.places)
        if appended and len(changed) == 1:
            return [RenderedCluster(len(self._sequence) - 1, new.id, self._texts[new.id])]
        return [cluster for cluster in self.clusters() if cluster.id in changed]

    def _signature(self, citation: Citation) -> _Signature:
        registry, numbers = self._registry, self.engine.numbers_matter
        states = tuple(
            (registry.settings(cite.item), registry.number(cite.item) if numbers else 0) for cite in citation.cites
        )
        return _Signature(tuple(citation.places), states)

    def _new_tracker(self) -> Tracker:
        return Tracker(int(self.engine.options.get("near-note-distance", "5")))

    def _place_all(self) -> None:
        self._tracker = self._new_tracker()
        for citation in self._sequence:
            self._place(citation)

    def _place(self, citation: Citation) -> None:
        if not self.engine.positions_matter:
            citation.places = [Place() for _ in citation.cites]
            return
        mentions = [Mention(cite.item, cite.locator, cite.label) for cite in citation.cites]
        author_only = citation.mode == "author-only"
        citation.places = self._tracker.place(mentions, citation.note, author_only=author_only)


def _count(value: str | None) -> int:
    return int(value) if value and value.isdecimal() else 1


def _offset(piece: Piece) -> int:
    """Length of the first field of an aligned entry."""
    first = piece.kids[0] if piece.kids else piece
    return _length(first)


def _length(piece: Piece) -> int:
    inside = (
        len(piece.text)
        if piece.leaf
        else sum(map(_length, piece.kids)) + len(piece.delimiter) * max(len(piece.kids) - 1, 0)
    )
    return inside + len(piece.prefix) + len(piece.suffix)
