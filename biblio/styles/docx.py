"""Paragraphs of runs, with real footnotes -> a Word file (Office Open XML, ECMA-376 part 1).

Only what a bibliography and notes need: six paragraph styles, character formatting, links, footnotes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from xml.sax.saxutils import escape, quoteattr

from biblio.styles.outputs.runs import Run, Runs

__all__ = ["NoteMark", "Paragraph", "document"]

_MAIN = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATIONS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""Every part gets the same time, so that the same text gives the same bytes."""
_FIRST_NOTE = 2
"""Notes 0 and 1 are the separators that Word wants."""


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The place in a paragraph that calls a footnote, counted from 0."""

    number: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    content: tuple[Run | NoteMark, ...]
    style: str = "BodyText"
    """A style of assets/docx-styles.xml: Title, Heading1, Heading2, BodyText, Bibliography, FootnoteText."""


@dataclass(slots=True)
class _Links:
    """The addresses of one part; each gets a relationship id."""

    ids: dict[str, str] = field(default_factory=dict)

    def id(self, href: str) -> str:
        return self.ids.setdefault(href, f"link{len(self.ids) + 1}")

    def relationships(self, fixed: str = "") -> str:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        found = "".join(
            f'<Relationship Id="{name}" Type="{kind}" Target={quoteattr(href)} TargetMode="External"/>'
            for href, name in self.ids.items()
        )
        return (
            f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f"{fixed}{found}</Relationships>"
        )


def document(paragraphs: Sequence[Paragraph], footnotes: Sequence[Runs] = ()) -> bytes:
    """A whole .docx file; the same content always gives the same bytes."""
    links, note_links = _Links(), _Links()
    body = "".join(_paragraph(one, links) for one in paragraphs)
    notes = "".join(_footnote(number, runs, note_links) for number, runs in enumerate(footnotes, start=_FIRST_NOTE))
    parts = {
        "[Content_Types].xml": _asset("docx-content-types.xml"),
        "_rels/.rels": _asset("docx-package.xml.rels"),
        "word/document.xml": f"{_HEAD}<w:document {_MAIN} {_RELATIONS}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": links.relationships(_asset("docx-parts.xml")),
        "word/styles.xml": _asset("docx-styles.xml"),
        "word/settings.xml": _asset("docx-settings.xml"),
        "word/footnotes.xml": (
            f"{_HEAD}<w:footnotes {_MAIN} {_RELATIONS}>{_asset('docx-separators.xml')}{notes}</w:footnotes>"
        ),
        "word/_rels/footnotes.xml.rels": note_links.relationships(),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), text, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


@cache
def _asset(name: str) -> str:
    return files("biblio.styles").joinpath("assets", name).read_text(encoding="utf-8").strip()


def _paragraph(paragraph: Paragraph, links: _Links) -> str:
    content = "".join(_content(paragraph.content, links))
    return f'<w:p><w:pPr><w:pStyle w:val="{paragraph.style}"/></w:pPr>{content}</w:p>'


def _footnote(number: int, runs: Runs, links: _Links) -> str:
    mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    space = '<w:r><w:t xml:space="preserve"> </w:t></w:r>'
    paragraphs = list(_split(runs)) or [()]
    content = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>{"" if index else mark + space}'
        f"{''.join(_content(part, links))}</w:p>"
        for index, part in enumerate(paragraphs)
    )
    return f'<w:footnote w:id="{number}">{content}</w:footnote>'


def _split(runs: Runs) -> Iterator[Runs]:
    """The paragraphs of a note, which its text parts by blank lines."""
    current: list[Run] = []
    for run in runs:
        first, *rest = run.text.split("\n\n")
        current.append(Run(first, run.marks, run.href, run.block))
        for text in rest:
            yield tuple(current)
            current = [Run(text, run.marks, run.href, run.block)]
    if current:
        yield tuple(current)


def _content(content: Sequence[Run | NoteMark], links: _Links) -> Iterator[str]:
    block = ""
    for part in content:
        if isinstance(part, NoteMark):
            yield (
                '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
                f'<w:footnoteReference w:id="{part.number + _FIRST_NOTE}"/></w:r>'
            )
            continue
        if part.block != block:
            yield _between(block, part.block)
            block = part.block
        run = f'<w:r>{_properties(part)}<w:t xml:space="preserve">{escape(_printable(part.text))}</w:t></w:r>'
        if part.href.lower().startswith(("http://", "https://")):
            run = f'<w:hyperlink r:id="{links.id(part.href)}">{run}</w:hyperlink>'
        yield run


def _between(before: str, after: str) -> str:
    """A tab behind the number of an entry, a new line around any other block."""
    if before == "left-margin":
        return "<w:r><w:tab/></w:r>"
    return "<w:r><w:br/></w:r>" if before or after in ("block", "indent") else ""


def _properties(run: Run) -> str:
    found = []
    if run.has("font-style", "italic", "oblique"):
        found.append("<w:i/>")
    if run.has("font-weight", "bold"):
        found.append("<w:b/>")
    if run.has("font-variant", "small-caps"):
        found.append("<w:smallCaps/>")
    if run.has("text-decoration", "underline"):
        found.append('<w:u w:val="single"/>')
    if run.has("vertical-align", "sup"):
        found.append('<w:vertAlign w:val="superscript"/>')
    if run.has("vertical-align", "sub"):
        found.append('<w:vertAlign w:val="subscript"/>')
    return f"<w:rPr>{''.join(found)}</w:rPr>" if found else ""


def _printable(text: str) -> str:
    """XML 1.0 has no control characters but tab and line breaks."""
    return "".join(char for char in text if char >= " " or char in "\t\n")
