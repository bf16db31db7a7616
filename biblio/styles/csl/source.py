"""CSL text -> a plain tree of elements: what the rest of the engine reads instead of an XML library.

The tree is made of tuples, dicts and strings only, so that it can be kept on disk and read back without parsing.
"""

from __future__ import annotations

from typing import NamedTuple
from xml.parsers import expat

from biblio.errors import Place, StyleError

__all__ = ["Element", "parse"]

_CSL = "http://purl.org/net/xbiblio/csl "
_XML = "http://www.w3.org/XML/1998/namespace "


class Element(NamedTuple):
    """One CSL element; names of CSL's own namespace stand without it, other elements are left out."""

    tag: str
    attrs: dict[str, str]
    kids: tuple[Element, ...]
    text: str
    """Text directly inside, as written (terms keep their spaces)."""
    line: int

    def first(self, tag: str) -> Element | None:
        """The first child of that name."""
        return next((kid for kid in self.kids if kid.tag == tag), None)

    def every(self, tag: str) -> tuple[Element, ...]:
        """All children of that name, in order."""
        return tuple(kid for kid in self.kids if kid.tag == tag)


class _Builder:
    """Collects expat's events; one open list of children and texts per nesting level."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        self.parser = parser
        self.open: list[tuple[str, dict[str, str], list[Element], list[str], int]] = [("", {}, [], [], 0)]
        self.foreign = 0

    def start(self, name: str, attrs: dict[str, str]) -> None:
        if self.foreign or not (name.startswith(_CSL) or " " not in name):
            self.foreign += 1
            return
        plain = {key.replace(_XML, "xml:"): value for key, value in attrs.items()}
        self.open.append((name.removeprefix(_CSL), plain, [], [], self.parser.CurrentLineNumber))

    def end(self, _name: str) -> None:
        if self.foreign:
            self.foreign -= 1
            return
        tag, attrs, kids, text, line = self.open.pop()
        self.open[-1][2].append(Element(tag, attrs, tuple(kids), "".join(text), line))

    def characters(self, text: str) -> None:
        if not self.foreign:
            self.open[-1][3].append(text)


def parse(text: str | bytes, source: str = "style") -> Element:
    """Read one CSL style or locale.

    Raises:
        StyleError: the text is not well-formed XML; the place is where the parser stopped.
    """
    data = text.encode("utf-8", "replace") if isinstance(text, str) else text
    parser = expat.ParserCreate(encoding="UTF-8" if isinstance(text, str) else None, namespace_separator=" ")
    builder = _Builder(parser)
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.characters
    parser.buffer_text = True
    try:
        parser.Parse(data.lstrip(), True)
    except expat.ExpatError as error:
        lines = data.decode("utf-8", "replace").split("\n")
        excerpt = lines[error.lineno - 1][:200] if 0 < error.lineno <= len(lines) else ""
        place = Place(source, error.lineno, error.offset + 1, excerpt)
        raise StyleError(
            f"not well-formed XML: {expat.errors.messages[error.code]}", place=place, hint="mend the style file"
        ) from error
    roots = builder.open[0][2]
    if not roots:
        raise StyleError("no CSL style in this text", place=Place(source), hint="a style starts with <style xmlns=...>")
    return roots[0]
