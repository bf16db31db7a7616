"""LibreOffice, also by way of DOCX."""

from __future__ import annotations

import subprocess
from html import escape
from pathlib import Path

from scripts.pdfs.essays import Block, Essay, render
from scripts.pdfs.layouts import Layout

__all__ = ["run", "source_of"]

_SYMBOLS = ("*", "†", "‡", "§", "**", "††", "‡‡")
_FODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="F" svg:font-family="'{font}'"/></office:font-face-decls>
<office:styles>
<style:default-style style:family="paragraph"><style:text-properties style:font-name="F" fo:font-size="{size}pt"
 fo:language="{language}" fo:country="none" fo:hyphenate="true" fo:hyphenation-remain-char-count="2"
 fo:hyphenation-push-char-count="2"/></style:default-style>
<style:style style:name="P" style:family="paragraph"><style:paragraph-properties fo:text-align="{align}"
 {indent}/></style:style>
<style:style style:name="H" style:family="paragraph"><style:paragraph-properties fo:margin-top="0.5cm"
 fo:margin-bottom="0.3cm"/><style:text-properties fo:font-size="{large}pt" fo:font-weight="bold"/></style:style>
<style:style style:name="Footnote" style:family="paragraph"><style:paragraph-properties fo:text-align="{align}"
 fo:margin-left="0.6cm" fo:text-indent="-0.6cm"/><style:text-properties fo:font-size="{small}pt"/></style:style>
<style:style style:name="Endnote" style:family="paragraph" style:parent-style-name="Footnote"/>
<style:style style:name="Anchor" style:family="text"><style:text-properties style:text-position="super
 58%"/></style:style>
<style:style style:name="Symbol" style:family="text"/>
<style:style style:name="I" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>
<text:notes-configuration text:note-class="footnote" text:default-style-name="Footnote"
 text:citation-style-name="Symbol" text:citation-body-style-name="Anchor" style:num-format="1" text:start-value="0"
 text:footnotes-position="page" text:start-numbering-at="{restart}"/>
<text:notes-configuration text:note-class="endnote" text:default-style-name="Endnote"
 text:citation-style-name="Symbol" text:citation-body-style-name="Anchor" style:num-format="1" text:start-value="0"/>
</office:styles>
<office:automatic-styles>
<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="{width}cm" fo:page-height="{height}cm"
 fo:margin="2.2cm">{columns}<style:footnote-sep style:width="{rule}cm" style:rel-width="{rule_part}%"
 style:color="#000000" style:line-style="{rule_style}" style:adjustment="left" style:distance-before-sep="0.1cm"
 style:distance-after-sep="0.1cm"/></style:page-layout-properties>
<style:header-style><style:header-footer-properties fo:min-height="0.6cm"
 fo:margin-bottom="0.4cm"/></style:header-style>
</style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L">{header}
</style:master-page></office:master-styles>
<office:body><office:text>
{body}
</office:text></office:body></office:document>
"""


def source_of(source: Essay, blocks: list[Block], layout: Layout) -> str:
    """A flat OpenDocument text."""
    kind = "endnote" if layout.endnotes else "footnote"
    count = 0

    def note(at: int) -> str:
        nonlocal count
        count += 1
        symbol = _SYMBOLS[(count - 1) % len(_SYMBOLS)]
        label = f' text:label="{symbol}"' if layout.symbols else ""
        text = render(source.notes[at], escape, ('<text:span text:style-name="I">', "</text:span>"), lambda _: "")
        return (
            f'<text:note text:id="n{at}" text:note-class="{kind}"><text:note-citation{label}>'
            f"{symbol if layout.symbols else count}</text:note-citation><text:note-body>"
            f'<text:p text:style-name="{kind.capitalize()}">{text}</text:p></text:note-body></text:note>'
        )

    body = []
    for block in blocks:
        text = render(block.text, escape, ('<text:span text:style-name="I">', "</text:span>"), note)
        if block.kind in ("chapter", "heading", "title"):
            level = 1 if block.kind == "chapter" else 2
            body.append(f'<text:h text:style-name="H" text:outline-level="{level}">{text}</text:h>')
        else:
            body.append(f'<text:p text:style-name="P">{text}</text:p>')
    width, height = (21, 29.7) if layout.page == "a4" else (14.8, 21)
    return _FODT.format(
        font=layout.font or "Liberation Serif",
        size=layout.sizes[0],
        small=layout.sizes[1],
        large=layout.sizes[0] + 3,
        language=source.language,
        align="left" if layout.ragged else "justify",
        indent='fo:text-indent="0.5cm"' if layout.indented else 'fo:margin-bottom="0.25cm"',
        restart="page" if layout.by_page else "chapter" if layout.chapters else "document",
        width=width,
        height=height,
        columns='<style:columns fo:column-count="2" fo:column-gap="0.6cm"/>' if layout.columns == 2 else "",
        rule=0.018 if layout.rule else 0,
        rule_part=25 if layout.rule else 0,
        rule_style="solid" if layout.rule else "none",
        header="<style:header><text:p>A Journal of Essays <text:page-number/></text:p></style:header>"
        if layout.head
        else "",
        body="\n".join(body),
    )


def run(sources: list[tuple[Path, bool]]) -> None:
    """Convert all files in few starts of the program, by way of DOCX where asked."""
    for through_word in (True, False):
        files = [path for path, docx in sources if docx is through_word]
        for start in range(0, len(files), 20):
            part = files[start : start + 20]
            if through_word:
                _soffice("docx", part)
                part = [path.with_suffix(".docx") for path in part]
            _soffice("pdf", part)


def _soffice(kind: str, files: list[Path]) -> None:
    if files:
        folder = str(files[0].parent)
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", kind]
        subprocess.run([*command, "--outdir", folder, *map(str, files)], capture_output=True, timeout=600, check=False)
