"""Any HTML page: title, headings, authors of citation_* and similar meta elements, anchors, words, where it leads."""

from __future__ import annotations

import contextlib
import re
from html.parser import HTMLParser

from biblio.links.heads import scripts
from biblio.links.heads.head import Head

__all__ = ["read", "refresh"]

_TITLES = frozenset(("citation_title", "dc.title", "dcterms.title", "og:title", "twitter:title", "prism.title"))
_AUTHORS = frozenset(("citation_author", "dc.creator", "dcterms.creator", "author", "article:author"))
_DATES = frozenset(("citation_publication_date", "citation_date", "dc.date", "dcterms.date", "article:published_time"))
_SILENT = frozenset(("script", "style", "noscript", "template"))
_VOID_ROOT = re.compile(
    r"\A(?:root|app|__next|__nuxt|___gatsby|svelte|ember\d*|main-?app|react-?\w*|vue-?\w*)\Z", re.IGNORECASE
)
_REFRESH = re.compile(r"\s*(?P<after>\d*\.?\d*)\s*[;,]?\s*(?:url\s*=)?\s*[\"']?(?P<url>[^\"'>]*)", re.IGNORECASE)
_SHOWN = 60000
"""Characters of text kept."""
_KEPT = 40
"""Addresses kept of each kind."""
_SCRIPT = 20000
"""Characters of scripts looked at."""


def refresh(content: str) -> tuple[str, float]:
    """Address and delay of `0; url=/new`, as `<meta http-equiv=refresh>` and the Refresh header field write it."""
    match = _REFRESH.match(content)
    if not match or not match["url"].strip():
        return "", 0.0
    delay = 0.0
    with contextlib.suppress(ValueError):
        delay = float(match["after"] or 0)
    return match["url"].strip(), delay


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.collected: dict[str, list[str]] = {"title": [], "h1": []}
        self.headings: list[str] = []
        self.authors: list[str] = []
        self.date = self.site = self.language = self.unscripted = self.script = ""
        self.anchors: set[str] = set()
        self.text: list[str] = []
        self.shown = self.words = self.scripts = self.frames = 0
        self.sources: list[str] = []
        self.links: list[str] = []
        self.target, self.target_after = "", 0.0
        self.has_root = self.asks_password = self.seen_tag = False
        self._inside = ""
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        fields = {name: value or "" for name, value in attrs}
        self.seen_tag = True
        self.anchors.update(value for name, value in fields.items() if name == "id" or (name == "name" and tag == "a"))
        if tag in _SILENT:
            self._silent.append(tag)
        elif tag in self.collected and not self._silent:
            self._inside = tag
            self.collected[tag].append("")
        seen = getattr(self, f"_see_{tag}", None)
        if seen is not None:
            seen(fields)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            if tag in self._silent:
                del self._silent[self._silent.index(tag) :]
        elif tag == self._inside:
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._silent:
            self._silenced(data)
            return
        if self._inside:
            self.collected[self._inside][-1] += data
        if self._inside != "title":
            self.words += len(data.split())
            if self.shown < _SHOWN:
                self.text.append(data)
                self.shown += len(data)

    def _silenced(self, data: str) -> None:
        if self._silent[-1] == "script" and len(self.script) < _SCRIPT:
            self.script += data + "\n"
        elif "noscript" in self._silent and self._silent[-1] == "noscript":
            self.unscripted = f"{self.unscripted} {data}"[:600]

    def _see_html(self, fields: dict[str, str]) -> None:
        self.language = fields.get("lang", "").lower()

    def _see_meta(self, fields: dict[str, str]) -> None:
        content = fields.get("content", "").strip()
        # Inside <noscript> it is for those without scripts: a page for everybody else.
        if fields.get("http-equiv", "").lower() == "refresh" and not self._silent:
            self.target, self.target_after = refresh(content)
        name = (fields.get("name") or fields.get("property", "")).lower()
        if name in _TITLES and content:
            self.headings.append(content)
        elif name in _AUTHORS and content:
            self.authors.append(content)
        elif name in _DATES:
            self.date = self.date or content
        elif name == "og:site_name":
            self.site = content

    def _see_script(self, fields: dict[str, str]) -> None:
        if fields.get("type", "").lower() not in ("application/ld+json", "application/json"):
            self.scripts += 1
        self._source(fields.get("src", ""))

    def _see_iframe(self, fields: dict[str, str]) -> None:
        self.frames += 1
        self._source(fields.get("src", ""))

    def _see_frame(self, fields: dict[str, str]) -> None:
        self._see_iframe(fields)

    def _see_form(self, fields: dict[str, str]) -> None:
        self._source(fields.get("action", ""))

    def _see_link(self, fields: dict[str, str]) -> None:
        if fields.get("rel", "").lower() == "stylesheet":
            self._source(fields.get("href", ""))

    def _see_img(self, fields: dict[str, str]) -> None:
        self._source(fields.get("src", ""))

    def _see_a(self, fields: dict[str, str]) -> None:
        if fields.get("href") and len(self.links) < _KEPT:
            self.links.append(fields["href"].strip()[:500])

    def _see_input(self, fields: dict[str, str]) -> None:
        self.asks_password = self.asks_password or fields.get("type", "").lower() == "password"

    def _see_div(self, fields: dict[str, str]) -> None:
        self.has_root = self.has_root or _VOID_ROOT.match(fields.get("id", "")) is not None

    def _see_body(self, fields: dict[str, str]) -> None:
        self.script += fields.get("onload", "") + "\n"

    def _source(self, address: str) -> None:
        if address and len(self.sources) < _KEPT:
            self.sources.append(address.strip()[:200])


def _tamed(text: str) -> str:
    """A page without its comments, and with no tag that is not closed before the next begins.

    The parser of the standard library looks for the end of such a tag again and again: a page made of a few thousand
    of them would hold it for minutes.
    """
    kept, place = [], 0
    while (begin := text.find("<!--", place)) >= 0:
        end = text.find("-->", begin + 4)
        if end < 0:
            break
        kept.append(text[place:begin])
        place = end + 3
    first, *parts = ("".join(kept) + text[place:].replace("<!--", "")).split("<")
    return first + "".join(("<" if ">" in part else "&lt;") + part for part in parts)


def read(text: str) -> Head | None:
    """None if there is no markup in it."""
    page = _Page()
    page.feed(_tamed(text))
    page.close()
    if not page.seen_tag:
        return None
    titles = [" ".join(title.split()) for title in page.collected["title"]]
    headings = (*page.headings, *(" ".join(heading.split()) for heading in page.collected["h1"]))
    target = page.target or scripts.sends_to(page.script)
    return Head(
        kind="html",
        title=next((title for title in titles if title), ""),
        headings=tuple(dict.fromkeys(heading for heading in headings if heading)),
        authors=tuple(dict.fromkeys(page.authors)),
        date=page.date,
        site=page.site,
        language=page.language,
        anchors=frozenset(page.anchors),
        text=" ".join(" ".join(page.text).split()),
        words=page.words,
        unscripted=" ".join(page.unscripted.split()),
        scripts=page.scripts,
        sources=tuple(page.sources),
        links=tuple(page.links),
        frames=page.frames,
        has_root=page.has_root,
        asks_password=page.asks_password,
        target=target,
        target_after=page.target_after if page.target else 0.0,
    )
