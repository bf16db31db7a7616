"""Any HTML page: title, headings, authors of citation_* and similar meta elements, anchors, first words."""

from __future__ import annotations

from html.parser import HTMLParser

from biblio.links.heads.head import Head

__all__ = ["read"]

_TITLES = frozenset(("citation_title", "dc.title", "og:title", "twitter:title", "prism.title"))
_AUTHORS = frozenset(("citation_author", "dc.creator", "author", "article:author"))
_DATES = frozenset(("citation_publication_date", "citation_date", "dc.date", "article:published_time"))
_SILENT = frozenset(("script", "style", "noscript", "template"))
_SHOWN = 2000
"""Characters of text kept."""


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.collected: dict[str, list[str]] = {"title": [], "h1": []}
        self.headings: list[str] = []
        self.authors: list[str] = []
        self.date = ""
        self.anchors: set[str] = set()
        self.text: list[str] = []
        self.shown = 0
        self.words = 0
        self._inside: str = ""
        self._silent = 0
        self._seen_tag = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        fields = {name: value or "" for name, value in attrs}
        self._seen_tag = True
        self.anchors.update(value for name, value in fields.items() if name == "id" or (name == "name" and tag == "a"))
        if tag == "meta":
            self._meta((fields.get("name") or fields.get("property", "")).lower(), fields.get("content", ""))
        elif tag in _SILENT:
            self._silent += 1
        elif tag in self.collected:
            self._inside = tag
            self.collected[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == self._inside:
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if self._inside:
            self.collected[self._inside][-1] += data
        if self._inside != "title":
            self.words += len(data.split())
            if self.shown < _SHOWN:
                self.text.append(data)
                self.shown += len(data)

    @property
    def is_html(self) -> bool:
        return self._seen_tag

    def _meta(self, name: str, content: str) -> None:
        content = content.strip()
        if name in _TITLES and content:
            self.headings.append(content)
        elif name in _AUTHORS and content:
            self.authors.append(content)
        elif name in _DATES:
            self.date = self.date or content


def read(text: str) -> Head | None:
    """None if there is no markup in it."""
    page = _Page()
    page.feed(text)
    page.close()
    if not page.is_html:
        return None
    titles = [" ".join(title.split()) for title in page.collected["title"]]
    headings = (*page.headings, *(" ".join(heading.split()) for heading in page.collected["h1"]))
    return Head(
        kind="html",
        title=next((title for title in titles if title), ""),
        headings=tuple(dict.fromkeys(heading for heading in headings if heading)),
        authors=tuple(dict.fromkeys(page.authors)),
        date=page.date,
        anchors=frozenset(page.anchors),
        text=" ".join(" ".join(page.text).split())[:_SHOWN],
        words=page.words,
    )
