"""Chromium, with notes at the end, and WeasyPrint, with notes that float to the foot."""

from __future__ import annotations

import subprocess
from html import escape
from pathlib import Path

from scripts.pdfs.essays import Block, Essay, render
from scripts.pdfs.layouts import Layout

__all__ = ["run_chromium", "run_weasyprint", "source_of"]

_PAGE_SIZES = {"a4": "A4", "a5": "A5"}


def source_of(source: Essay, blocks: list[Block], layout: Layout) -> str:
    """A page with a list of notes at its end, or with notes that float to the foot."""
    count = 0

    def note(at: int) -> str:
        return render(source.notes[at], escape, ("<i>", "</i>"), lambda _: "")

    def call(at: int) -> str:
        nonlocal count
        count += 1
        if not layout.endnotes:
            return f'<span class="note">{note(at)}</span>'
        shown = f"[{count}]" if layout.marker == "bracket" else str(count)
        return f'<sup><a href="#n{count}">{shown}</a></sup>'

    body = []
    for block in blocks:
        text = render(block.text, escape, ("<i>", "</i>"), call)
        tag = {"title": "h1", "chapter": "h2", "heading": "h3"}.get(block.kind, "p")
        body.append(f"<{tag}>{text}</{tag}>")
    if layout.endnotes:
        items = "\n".join(f'<li id="n{at}">{note(at)}</li>' for at in source.notes)
        body.append(f"<h2>Notes</h2><ol>{items}</ol>")
    body_size, note_size = layout.sizes
    head = '@top-left{content:"A Journal of Essays";font-size:9pt} @top-right{content:counter(page);font-size:9pt}'
    marker = '::footnote-marker{content:counter(footnote) ". "}' if layout.marker == "dot" else ""
    border = "0.5pt solid black" if layout.rule else "none"
    return f"""<!DOCTYPE html><html lang="{source.language}"><head><meta charset="utf-8"><style>
@page{{size:{_PAGE_SIZES[layout.page]};margin:2.2cm;{head if layout.head else ""}
 @footnote{{border-top:{border};padding-top:4pt;margin-top:8pt}}}}
body{{font:{body_size}pt/1.35 "Liberation Serif",serif;text-align:{"left" if layout.ragged else "justify"};
 hyphens:auto}}
p{{{"text-indent:1.2em;margin:0" if layout.indented else "margin:0 0 .6em"}}} sup{{font-size:70%;line-height:0}}
a{{text-decoration:none}} ol{{font-size:{note_size}pt}} .note{{float:footnote;font-size:{note_size}pt;text-indent:0}}
main{{{"column-count:2;column-gap:18pt" if layout.columns == 2 else ""}}} {marker}
</style></head><body><main>{chr(10).join(body)}</main></body></html>"""


def run_chromium(page: Path, target: Path, layout: Layout) -> None:
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={page.parent}/chromium"]
    head = [] if layout.head else ["--no-pdf-header-footer"]
    subprocess.run(
        [*command, *head, f"--print-to-pdf={target}", str(page)], capture_output=True, timeout=120, check=False
    )


def run_weasyprint(page: Path, target: Path) -> None:
    subprocess.run(["weasyprint", "-q", str(page), str(target)], capture_output=True, timeout=300, check=False)
