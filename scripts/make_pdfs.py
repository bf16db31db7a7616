"""Sets annotated essays as PDFs in many layouts, with the truth about every note and call.

    python scripts/make_pdfs.py FOLDER_OF_ESSAYS TARGET [--each N] [--seed N] [--layout NAME]

Each PDF has its truth beside it as JSON. Layouts whose program (pdflatex, soffice, chromium, weasyprint) is not on PATH
are left out. Bodies of sample essays are short, so sentences of other essays in the same language are put between.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from xml.etree import ElementTree

OPEN, CLOSE, ITALIC, UPRIGHT = "\ue000", "\ue001", "\ue002", "\ue003"
"""Private-use characters round the number of a call and round italics."""
_CALL = re.compile(f"{OPEN}(\\d+){CLOSE}")
_SYMBOLS = ("*", "†", "‡", "§", "**", "††", "‡‡")


@dataclass(frozen=True)
class Essay:
    """Paragraphs with calls and the notes by number, italics marked."""

    name: str
    language: str
    sentences: tuple[str, ...]
    notes: dict[int, str]


@dataclass
class Truth:
    """What a PDF has: a note a row, as `scripts/bench_pdfs.py` compares it."""

    layout: str
    notes: list[dict[str, object]] = field(default_factory=list)


@dataclass(frozen=True)
class Layout:
    """How a document is set; `engine` names what sets it."""

    engine: str
    columns: int = 1
    by_page: bool = False
    symbols: bool = False
    endnotes: bool = False
    large_notes: bool = False
    """Notes in type as large as the text's."""
    rule: bool = True
    head: bool = False
    marker: str = "raised"
    """raised, "dot" ("1. "), or bracket."""
    chapters: bool = False
    """The numbering restarts with each of three chapters."""
    docx: bool = False
    sizes: tuple[float, float] = (12, 10)
    font: str = ""
    ragged: bool = False
    indented: bool = True
    """Paragraphs begin with an indent; else a gap parts them."""
    page: str = "a4"
    decoys: bool = False
    """Section numbers and numbered lists."""


LAYOUTS: dict[str, Layout] = {
    "latex": Layout("latex"),
    "latex-head": Layout("latex", head=True, font="lmss"),
    "latex-columns": Layout("latex", columns=2, head=True),
    "latex-by-page": Layout("latex", by_page=True),
    "latex-symbols": Layout("latex", by_page=True, symbols=True, head=True),
    "latex-large-notes": Layout("latex", large_notes=True, marker="dot"),
    "latex-no-rule": Layout("latex", rule=False),
    "latex-dot": Layout("latex", marker="dot", indented=False, page="a5"),
    "latex-chapters": Layout("latex", chapters=True, head=True),
    "latex-endnotes": Layout("latex", endnotes=True, head=True),
    "latex-decoys": Layout("latex", decoys=True, page="a5"),
    "latex-columns-decoys": Layout("latex", columns=2, decoys=True, font="lmss", rule=False),
    "office": Layout("office"),
    "office-docx": Layout("office", docx=True, head=True),
    "office-endnotes": Layout("office", endnotes=True),
    "office-columns": Layout("office", columns=2, head=True, sizes=(10, 8)),
    "office-by-page": Layout("office", by_page=True, head=True, sizes=(11, 9)),
    "office-large-notes": Layout("office", large_notes=True, sizes=(11, 11)),
    "office-no-rule": Layout("office", rule=False, font="DejaVu Serif", sizes=(10, 8), indented=False),
    "office-symbols": Layout("office", symbols=True, by_page=True),
    "office-a5": Layout("office", page="a5", head=True, font="DejaVu Sans", sizes=(10, 8.5), ragged=True),
    "office-decoys": Layout("office", decoys=True, head=True, docx=True),
    "chromium-endnotes": Layout("chromium", endnotes=True),
    "chromium-brackets": Layout("chromium", endnotes=True, marker="bracket", indented=False),
    "chromium-head": Layout("chromium", endnotes=True, head=True, sizes=(11, 11), ragged=True),
    "chromium-decoys": Layout("chromium", endnotes=True, decoys=True, marker="dot"),
    "weasyprint": Layout("weasyprint"),
    "weasyprint-head": Layout("weasyprint", head=True, sizes=(10, 8), page="a5"),
    "weasyprint-columns": Layout("weasyprint", columns=2, sizes=(10, 8)),
    "weasyprint-ragged": Layout("weasyprint", ragged=True, indented=False, rule=False, marker="dot"),
}


def essay(path: Path) -> Essay:
    """Read one annotated essay; notes are numbered in the order of their calls."""
    root = ElementTree.parse(path).getroot()
    body = root.find("body")
    texts = {note.get("n"): _plain(note) for note in root.iter("note")}
    numbers: dict[str | None, int] = {}

    def call(element: ElementTree.Element) -> str:
        name = element.get("n")
        if name not in texts or name in numbers:
            return ""
        numbers[name] = len(numbers) + 1
        return f"{OPEN}{numbers[name]}{CLOSE}"

    text = _plain(body, call) if body is not None else ""
    cut = re.split(rf"(?<=[.!?…»”’\"{CLOSE}])\s+(?=[A-ZÀ-Ý«“„‘¿¡{ITALIC}])", text)
    sentences: list[str] = []
    for sentence in cut:
        if sentences and sentences[-1].count(ITALIC) > sentences[-1].count(UPRIGHT):
            sentences[-1] += " " + sentence
        else:
            sentences.append(sentence)
    return Essay(
        path.stem, root.get("lang", "en"), tuple(sentences), {number: texts[n] for n, number in numbers.items()}
    )


def _plain(root: ElementTree.Element, call: Callable[[ElementTree.Element], str] | None = None) -> str:
    parts: list[str] = []

    def walk(element: ElementTree.Element, italic: bool) -> None:
        opens = element.tag == "i" and not italic
        parts.append(call(element) if call and element.tag == "call" else "")
        parts.append(ITALIC if opens else "")
        parts.append(element.text or "")
        for child in element:
            walk(child, italic or opens)
            parts.append(child.tail or "")
        parts.append(UPRIGHT if opens else "")

    walk(root, False)
    return " ".join("".join(parts).split())


# ---- What is printed, whatever prints it


@dataclass(frozen=True)
class Block:
    """A paragraph, a heading or a numbered item."""

    kind: str
    text: str


def blocks_of(source: Essay, filler: list[str], layout: Layout, rng: random.Random) -> list[Block]:
    """The essay with filler between, in paragraphs."""
    sentences: list[str] = []
    for sentence in source.sentences:
        sentences.append(sentence)
        if filler and rng.random() < 0.75:
            sentences += rng.choices(filler, k=rng.randint(1, 4))
    blocks = [Block("title", "On the Evidence of Others")]
    total, chapter, section = len(sentences), 0, 0
    while sentences:
        done = total - len(sentences)
        if layout.chapters and done >= chapter * total / 3:
            chapter += 1
            blocks.append(Block("chapter", f"Chapter {chapter}"))
        if layout.decoys and rng.random() < 0.3:
            section += 1
            blocks.append(Block("heading", f"{section} Of Method and Witness"))
            if rng.random() < 0.5 and filler:
                blocks += [Block("item", f"{at}. {rng.choice(filler)}") for at in range(1, 4)]
        count = rng.randint(3, 8)
        blocks.append(Block("paragraph", " ".join(sentences[:count])))
        sentences = sentences[count:]
    return blocks


def truth_of(source: Essay, blocks: list[Block], layout: str) -> Truth:
    """Notes with the letters round their calls; labels are filled in by the setter where it knows them."""
    text = " ".join(block.text for block in blocks)
    truth = Truth(layout)
    for match in _CALL.finditer(text):
        before, after = (_CALL.sub("", part) for part in (text[: match.start()], text[match.end() :]))
        number = int(match[1])
        body = source.notes[number]
        truth.notes.append(
            {
                "label": "",
                "text": re.sub(f"[{ITALIC}{UPRIGHT}]", "", body),
                "italics": re.findall(f"{ITALIC}(.*?){UPRIGHT}", body),
                "before": letters(before[-200:])[-15:],
                "after": letters(after[:200])[:15],
            }
        )
    return truth


def letters(text: str) -> str:
    """The letters of a text, without what joining lines may change."""
    return "".join(letter for letter in text if letter.isalpha() and not OPEN <= letter <= UPRIGHT)


def _labels(truth: Truth, layout: Layout, blocks: list[Block]) -> None:
    """Labels where they do not depend on where pages end."""
    if layout.by_page:
        return
    number = 0
    numbers = iter(truth.notes)
    for block in blocks:
        if block.kind == "chapter" and layout.chapters:
            number = 0
        for _ in _CALL.findall(block.text):
            number += 1
            next(numbers)["label"] = str(number)


def _render(text: str, quote: Callable[[str], str], italic: tuple[str, str], call: Callable[[int], str]) -> str:
    out = []
    for part in re.split(f"({OPEN}\\d+{CLOSE}|{ITALIC}|{UPRIGHT})", text):
        if part == ITALIC:
            out.append(italic[0])
        elif part == UPRIGHT:
            out.append(italic[1])
        elif part.startswith(OPEN):
            out.append(call(int(part[1:-1])))
        else:
            out.append(quote(part))
    return "".join(out)


# ---- LaTeX

_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#", "_": r"\_", "$": r"\$",
    "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "\u202f": "~", "\u00a0": "~",
}  # fmt: skip


def _tex_quote(text: str) -> str:
    return re.sub(r"[\\{}%&#_$^~\u202f\u00a0]", lambda match: _TEX[match[0]], text)


def latex(source: Essay, blocks: list[Block], layout: Layout) -> str:  # noqa: C901  # one line for each switch of a layout
    """A LaTeX source; it writes the label of each note to the log as `LABEL number label`."""
    number = 0

    def note(at: int) -> str:
        return _render(source.notes[at], _tex_quote, (r"\emph{", "}"), lambda _: "")

    def call(at: int) -> str:
        nonlocal number
        number += 1
        if layout.endnotes:
            return rf"\textsuperscript{{{number}}}"
        return rf"\mynote{{{at}}}{{{note(at)}}}"

    out = []
    for block in blocks:
        text = _render(block.text, _tex_quote, (r"\emph{", "}"), call)
        if block.kind in ("chapter", "heading", "title"):
            name = {"chapter": "section", "heading": "subsection", "title": "section"}[block.kind]
            out.append(rf"\{name}*{{{text}}}" + (r"\setcounter{footnote}{0}" if block.kind == "chapter" else ""))
        else:
            out.append(text)
    if layout.endnotes:
        out.append(r"\section*{Notes}\small")
        out += [rf"\noindent {at}. {note(at)}" for at in source.notes]
    size = {"a5": "a5paper,10pt", "a4": "a4paper,11pt"}[layout.page]
    style = [
        rf"\documentclass[{size}{',twocolumn' if layout.columns == 2 else ''}]{{article}}",
        r"\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}\usepackage{textcomp}",
        rf"\usepackage{{lmodern}}\renewcommand\rmdefault{{{layout.font or 'lmr'}}}",
        r"\sloppy\makeatletter",
        r"\newcommand\mynote[2]{\turn{#1}\footnote{\immediate\write\m@ne{LABEL #1 \thefootnote}\page@of{#1}#2}}",
        # Which page a note is on is known from the run before.
        r"\newcommand\page@of[1]{\write\@auxout{\string\notepage{#1}{\the\c@page}}}\def\notepage#1#2{\setpage{#1}{#2}}",
        r"\def\setpage#1#2{\expandafter\gdef\csname np@#1\endcsname{#2}}\newcommand\turn[1]{}",
        # Letters that a font lacks stop nothing; essays with such letters are not chosen.
        r"\batchmode",
    ]
    if layout.head:
        style.append(r"\usepackage{fancyhdr}\pagestyle{fancy}\fancyhead{}\fancyfoot{}")
        style.append(r"\fancyhead[L]{A Journal of Essays}\fancyhead[R]{\thepage}\setcounter{page}{117}")
    if layout.by_page:
        style.append(
            r"\def\lastpage{0}\renewcommand\turn[1]{\expandafter\let\expandafter\thispage\csname np@#1\endcsname"
            r"\ifx\thispage\lastpage\else\setcounter{footnote}{0}\global\let\lastpage\thispage\fi}"
        )
    if layout.symbols:
        style.append(r"\renewcommand\thefootnote{\fnsymbol{footnote}}")
    if layout.large_notes:
        style.append(r"\let\footnotesize\normalsize")
    if not layout.rule:
        style.append(r"\renewcommand\footnoterule{}")
    if layout.marker == "dot":
        style.append(r"\renewcommand\@makefntext[1]{\noindent\@thefnmark.\ #1}")
    if not layout.indented:
        style.append(r"\setlength\parindent{0pt}\setlength\parskip{8pt}")
    return "\n".join(style) + "\n\\makeatother\n\\begin{document}\n" + "\n\n".join(out) + "\n\\end{document}\n"


def _run_latex(source: str, target: Path, truth: Truth, *, by_page: bool) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a.tex").write_text(source, encoding="utf-8")
        command = ["pdflatex", "-interaction=batchmode", "a.tex"]
        for _ in range(3 if by_page else 1):
            subprocess.run(command, cwd=folder, capture_output=True, timeout=120, check=False)
        made = Path(folder) / "a.pdf"
        log = (Path(folder) / "a.log").read_text("latin-1") if (Path(folder) / "a.log").exists() else ""
        if not made.exists() or "! LaTeX Error" in log or "Missing character" in log:
            return False
        for at, label in re.findall(r"^LABEL (\d+) (.+)$", log, re.MULTILINE):
            if label.isdigit():
                truth.notes[int(at) - 1]["label"] = label
        shutil.copy(made, target)
    return True


# ---- LibreOffice

_FODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="F" svg:font-family="'{font}'"/></office:font-face-decls>
<office:styles>
<style:default-style style:family="paragraph"><style:text-properties style:font-name="F" fo:font-size="{size}pt"
 fo:language="{language}" fo:country="none" fo:hyphenate="true" fo:hyphenation-remain-char-count="2"
 fo:hyphenation-push-char-count="2"/></style:default-style>
<style:style style:name="P" style:family="paragraph"><style:paragraph-properties fo:text-align="{align}" {indent}/></style:style>
<style:style style:name="H" style:family="paragraph"><style:paragraph-properties fo:margin-top="0.5cm"
 fo:margin-bottom="0.3cm"/><style:text-properties fo:font-size="{large}pt" fo:font-weight="bold"/></style:style>
<style:style style:name="Footnote" style:family="paragraph"><style:paragraph-properties fo:text-align="{align}"
 fo:margin-left="0.6cm" fo:text-indent="-0.6cm"/><style:text-properties fo:font-size="{small}pt"/></style:style>
<style:style style:name="Endnote" style:family="paragraph" style:parent-style-name="Footnote"/>
<style:style style:name="Anchor" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
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
<style:header-style><style:header-footer-properties fo:min-height="0.6cm" fo:margin-bottom="0.4cm"/></style:header-style>
</style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L">{header}
</style:master-page></office:master-styles>
<office:body><office:text>
{body}
</office:text></office:body></office:document>
"""


def office(source: Essay, blocks: list[Block], layout: Layout) -> str:
    """A flat OpenDocument text."""
    kind = "endnote" if layout.endnotes else "footnote"
    count = 0

    def note(at: int) -> str:
        nonlocal count
        count += 1
        symbol = _SYMBOLS[(count - 1) % len(_SYMBOLS)]
        label = f' text:label="{symbol}"' if layout.symbols else ""
        text = _render(source.notes[at], escape, ('<text:span text:style-name="I">', "</text:span>"), lambda _: "")
        return (
            f'<text:note text:id="n{at}" text:note-class="{kind}"><text:note-citation{label}>'
            f"{symbol if layout.symbols else count}</text:note-citation><text:note-body>"
            f'<text:p text:style-name="{kind.capitalize()}">{text}</text:p></text:note-body></text:note>'
        )

    body = []
    for block in blocks:
        text = _render(block.text, escape, ('<text:span text:style-name="I">', "</text:span>"), note)
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


def _run_office(sources: list[tuple[Path, bool]]) -> None:
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


# ---- Browsers

_PAGE_SIZES = {"a4": "A4", "a5": "A5"}


def html(source: Essay, blocks: list[Block], layout: Layout) -> str:
    """A page with a list of notes at its end, or with notes that float to the foot."""
    count = 0

    def note(at: int) -> str:
        return _render(source.notes[at], escape, ("<i>", "</i>"), lambda _: "")

    def call(at: int) -> str:
        nonlocal count
        count += 1
        if not layout.endnotes:
            return f'<span class="note">{note(at)}</span>'
        shown = f"[{count}]" if layout.marker == "bracket" else str(count)
        return f'<sup><a href="#n{count}">{shown}</a></sup>'

    body = []
    for block in blocks:
        text = _render(block.text, escape, ("<i>", "</i>"), call)
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
body{{font:{body_size}pt/1.35 "Liberation Serif",serif;text-align:{"left" if layout.ragged else "justify"};hyphens:auto}}
p{{{"text-indent:1.2em;margin:0" if layout.indented else "margin:0 0 .6em"}}} sup{{font-size:70%;line-height:0}}
a{{text-decoration:none}} ol{{font-size:{note_size}pt}} .note{{float:footnote;font-size:{note_size}pt;text-indent:0}}
main{{{"column-count:2;column-gap:18pt" if layout.columns == 2 else ""}}} {marker}
</style></head><body><main>{chr(10).join(body)}</main></body></html>"""


def _run_chromium(page: Path, target: Path, layout: Layout) -> None:
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={page.parent}/chromium"]
    head = [] if layout.head else ["--no-pdf-header-footer"]
    subprocess.run(
        [*command, *head, f"--print-to-pdf={target}", str(page)], capture_output=True, timeout=120, check=False
    )


def _run_weasyprint(page: Path, target: Path) -> None:
    subprocess.run(["weasyprint", "-q", str(page), str(target)], capture_output=True, timeout=300, check=False)


# ---- All together

PROGRAMS = {"latex": "pdflatex", "office": "soffice", "chromium": "chromium", "weasyprint": "weasyprint"}


def make(folder: Path, target: Path, each: int, seed: int, names: Iterable[str]) -> None:
    """Make `each` PDFs of every layout whose program is there."""
    essays = [one for path in sorted(folder.glob("*.xml")) if len((one := essay(path)).notes) > 2]
    fillers: dict[str, list[str]] = defaultdict(list)
    for one in essays:
        fillers[one.language] += [sentence for sentence in one.sentences if OPEN not in sentence]
    target.mkdir(parents=True, exist_ok=True)
    jobs: list[tuple[Path, bool]] = []
    for name in names:
        layout = LAYOUTS[name]
        if not shutil.which(PROGRAMS[layout.engine]):
            print(f"{name}: no {PROGRAMS[layout.engine]} on PATH", file=sys.stderr)
            continue
        rng = random.Random(f"{name}/{seed}")
        usable = [one for one in essays if layout.engine != "latex" or _is_latin(one)]
        made = 0
        for one in rng.sample(usable, len(usable)):
            if made == each:
                break
            made += _make_one(one, fillers[one.language], name, rng, target / f"{name}--{one.name}", jobs)
    _run_office(jobs)


def _is_latin(source: Essay) -> bool:
    text = "".join((*source.sentences, *source.notes.values()))
    return all(letter < "\u0180" or letter in "–—‘’“”„…‹›•" or OPEN <= letter <= UPRIGHT for letter in text)


def _make_one(
    one: Essay, filler: list[str], name: str, rng: random.Random, stem: Path, jobs: list[tuple[Path, bool]]
) -> bool:
    layout = LAYOUTS[name]
    if layout.engine == "latex":
        filler = [text for text in filler if _is_latin(Essay("", "", (text,), {}))]
    blocks = blocks_of(one, filler, layout, rng)
    truth = truth_of(one, blocks, name)
    _labels(truth, layout, blocks)
    pdf = stem.with_suffix(".pdf")
    if layout.engine == "latex":
        if not _run_latex(latex(one, blocks, layout), pdf, truth, by_page=layout.by_page):
            return False
    elif layout.engine == "office":
        stem.with_suffix(".fodt").write_text(office(one, blocks, layout), encoding="utf-8")
        jobs.append((stem.with_suffix(".fodt"), layout.docx))
    else:
        page = stem.with_suffix(".html").resolve()
        page.write_text(html(one, blocks, layout), encoding="utf-8")
        if layout.engine == "chromium":
            _run_chromium(page, pdf, layout)
        else:
            _run_weasyprint(page, pdf)
    if layout.symbols:
        for note in truth.notes:
            note["label"] = ""
    stem.with_suffix(".json").write_text(json.dumps(truth.__dict__, ensure_ascii=False), encoding="utf-8")
    return True


def main() -> int:
    """Make them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--each", type=int, default=3)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--layout", action="append", choices=sorted(LAYOUTS))
    options = parser.parse_args()
    make(options.folder, options.target, options.each, options.seed, options.layout or LAYOUTS)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
