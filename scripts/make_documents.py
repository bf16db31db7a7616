"""Writes annotated essays in every structured format, with the truth about notes, calls and italics.

    python scripts/make_documents.py ../shared/data/essays OUT [--each N] [--converters]

Own writers always; with --converters also pandoc, and LibreOffice on pandoc's Word files.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from biblio.readers._numbering import Numerals
from scripts.documents import converters, markup, office, web
from scripts.documents.essays import Call, Essay, essay, labelled, split

__all__ = ["KINDS", "Made", "by_other_programs", "make"]


@dataclass(frozen=True)
class Made:
    """A document and what is in it."""

    kind: str
    name: str
    data: bytes
    truth: Essay


def _own_marks(source: Essay) -> Essay:
    return labelled(source, [Numerals.SYMBOLS.write(1 + at % 12) for at in range(len(source.notes))])


def _roman(source: Essay) -> Essay:
    return labelled(source, [Numerals.LOWER_ROMAN.write(at + 1) for at in range(len(source.notes))], endnotes=True)


def _by_section(source: Essay) -> Essay:
    """Numbers that begin again in every paragraph, which is a section of its own."""
    labels: list[str] = []
    known = {note.number for note in source.notes}
    for paragraph in source.paragraphs:
        calls = [part for part in paragraph if isinstance(part, Call) and part.number in known]
        labels += [str(at + 1) for at in range(len(calls))]
    return labelled(source, labels)


def _plain(source: Essay) -> Essay:
    return labelled(source, [str(at + 1) for at in range(len(source.notes))])


Shape = Callable[[Essay], Essay]
KINDS: dict[str, tuple[str, Shape, Callable[[Essay], bytes]]] = {
    "docx": ("docx", _plain, office.docx),
    "docx-endnotes": ("docx", _roman, office.docx),
    "docx-own-marks": ("docx", _own_marks, lambda source: office.docx(source, own_marks=True)),
    "docx-by-section": ("docx", _by_section, lambda source: office.docx(source, by_section=True)),
    "odt": ("odt", _plain, office.odt),
    "odt-endnotes": ("odt", _roman, office.odt),
    "rtf": ("rtf", _plain, office.rtf),
    "rtf-code-page": ("rtf", _plain, lambda source: office.rtf(source, code_page=True)),
    "rtf-endnotes": ("rtf", _roman, office.rtf),
    "rtf-own-marks": ("rtf", _own_marks, lambda source: office.rtf(source, own_marks=True)),
    "epub-pages": ("epub", _plain, web.epub),
    "latex": ("tex", _plain, markup.latex),
    "latex-apart": ("tex", _plain, lambda source: markup.latex(source, apart=True)),
    "tei": ("tei", _plain, markup.tei),
    "tei-apart": ("tei", _plain, lambda source: markup.tei(source, apart=True)),
    "jats": ("jats", _plain, markup.jats),
    "jats-inline": ("jats", _plain, lambda source: markup.jats(source, inline=True)),
    "html-latin-1": ("html", _plain, lambda source: web.html(source, "word", "iso-8859-1")),
}
for _name in web.FLAVOURS:
    KINDS[f"html-{_name}"] = ("html", _plain, lambda source, flavour=_name: web.html(source, flavour))  # type: ignore[misc]


def make(source: Essay) -> Iterator[Made]:
    """The essay in every kind that our own writers know."""
    for kind, (suffix, shape, write) in KINDS.items():
        truth = shape(split(source))
        yield Made(kind, f"{source.name}.{kind}.{suffix}", write(truth), truth)


def by_other_programs(essays: list[Essay], folder: Path) -> Iterator[Made]:
    """The essays by pandoc, and its Word files by LibreOffice."""
    folder.mkdir(parents=True, exist_ok=True)
    truths = {}
    words = []
    for source in essays:
        truth = truths[source.name] = _plain(split(source))
        text = folder / f"{source.name}.md"
        text.write_text(markup.markdown(truth), encoding="utf-8")
        for path in converters.pandoc(text, folder, source.language):
            yield Made(f"pandoc-{path.suffix[1:]}", path.name, path.read_bytes(), truth)
            words += [path] if path.suffix == ".docx" else []
    for suffix in ("odt", "rtf", "html", "epub"):
        for path in converters.libreoffice(words, suffix, folder / "libreoffice"):
            if path.exists():
                yield Made(f"libreoffice-{suffix}", path.name, path.read_bytes(), truths[path.name.split(".")[0]])
    texts = sorted((folder / "libreoffice").glob("*.odt"))
    for path in converters.libreoffice(texts, "docx", folder / "libreoffice"):
        yield Made("libreoffice-docx", path.name, path.read_bytes(), truths[path.name.split(".")[0]])


def main() -> int:
    """Write the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("essays", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--each", type=int, default=1, help="take every n-th essay")
    parser.add_argument("--converters", action="store_true")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    essays = [essay(path) for path in sorted(options.essays.glob("*.xml"))[:: options.each]]
    for source in essays:
        for made in make(source):
            (options.out / made.name).write_bytes(made.data)
    if options.converters:
        for _ in by_other_programs(essays, options.out / "others"):
            pass
    return 0


if __name__ == "__main__":
    sys.exit(main())
