"""Web pages and books, in the ways that pages call their notes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from html import escape

from scripts.documents.essays import Call, Essay, Note, Text

__all__ = ["FLAVOURS", "epub", "html"]

Mark = Callable[[Note], str]
Foot = Callable[[Note, list[str]], str]


def _word(note: Note, texts: list[str]) -> str:
    first = f"<p class=MsoFootnoteText><a href='#_ftnref{note.number}' name='_ftn{note.number}' title=''><span \
class=MsoFootnoteReference>[{note.label}]</span></a> {texts[0]}</p>"
    rest = "".join(f"<p class=MsoFootnoteText>{text}</p>" for text in texts[1:])
    return f"<div id=ftn{note.number}>{first}{rest}</div>"


def _listed(note: Note, texts: list[str], name: str, back: str) -> str:
    inner = "".join(f"<p>{text}</p>" for text in texts[:-1])
    return f'<li id="{name}">{inner}<p>{texts[-1]} <a href="#{back}">↩</a></p></li>'


def _paragraphs(opening: str, texts: list[str]) -> str:
    return opening + "</p><p>".join(texts) + "</p>"


FLAVOURS: dict[str, tuple[Mark, Foot, str]] = {
    "word": (
        lambda note: f"<a href='#_ftn{note.number}' name='_ftnref{note.number}'><span>[{note.label}]</span></a>",
        _word,
        "<div><br clear=all><hr>{}</div>",
    ),
    "markdown-extra": (
        lambda note: (
            f'<sup id="fnref:{note.number}"><a href="#fn:{note.number}" class="footnote-ref">{note.label}</a></sup>'
        ),
        lambda note, texts: _listed(note, texts, f"fn:{note.number}", f"fnref:{note.number}"),
        '<div class="footnotes"><hr><ol>{}</ol></div>',
    ),
    "github": (
        lambda note: (
            f'<sup><a href="#user-content-fn-{note.number}" id="user-content-fnref-{note.number}" '
            f"data-footnote-ref>{note.label}</a></sup>"
        ),
        lambda note, texts: _listed(note, texts, f"user-content-fn-{note.number}", f"user-content-fnref-{note.number}"),
        '<section data-footnotes class="footnotes"><h2 class="sr-only">Footnotes</h2><ol>{}</ol></section>',
    ),
    "marxists": (
        lambda note: f'<sup class="enote"><a href="#n{note.number}" name="f{note.number}">[{note.label}]</a></sup>',
        lambda note, texts: _paragraphs(
            f'<p class="note"><a href="#f{note.number}" name="n{note.number}">{note.label}.</a> ', texts
        ),
        "<hr><h3>Notes</h3>{}<hr>",
    ),
    "bracketed": (
        lambda note: f'[<a href="#note{note.number}" id="ref{note.number}">{note.label}</a>]',
        lambda note, texts: _paragraphs(
            f'<p>[<a id="note{note.number}" href="#ref{note.number}">{note.label}</a>] ', texts
        ),
        "<h2>Notes</h2>{}<p>Back to the <a href='index.html'>index</a></p>",
    ),
    "one-way": (
        lambda note: f'<a href="#en{note.number}"><sup>{note.label}</sup></a>',
        lambda note, texts: _paragraphs(f'<p id="en{note.number}">{note.label}. ', texts),
        "<h2>Endnotes</h2>{}",
    ),
    "empty-anchors": (
        lambda note: f'<a name="back{note.number}"></a><sup><a href="#foot{note.number}">{note.label}</a></sup>',
        lambda note, texts: _paragraphs(
            f'<a name="foot{note.number}"></a><p>{note.label}. <a href="#back{note.number}">Back</a> ', texts
        ),
        "<h2>Notes</h2>{}",
    ),
    "wikipedia": (
        lambda note: (
            f'<sup id="cite_ref-{note.number}" class="reference"><a href="#cite_note-{note.number}">'
            f'<span class="cite-bracket">[</span>{note.label}<span class="cite-bracket">]</span></a></sup>'
        ),
        lambda note, texts: (
            f'<li id="cite_note-{note.number}"><span class="mw-cite-backlink"><b><a '
            f'href="#cite_ref-{note.number}">^</a></b></span> <span class="reference-text">'
            f"{'<br><br>'.join(texts)}</span></li>"
        ),
        '<h2>References</h2><div class="reflist"><ol class="references">{}</ol></div>',
    ),
    "aria": (
        lambda note: f'<a role="doc-noteref" id="call-{note.number}" href="#text-{note.number}">{note.label}</a>',
        lambda note, texts: (
            f'<aside role="doc-footnote" id="text-{note.number}"><p>{note.label} {"</p><p>".join(texts)}</p></aside>'
        ),
        "<section>{}</section>",
    ),
    "definition-list": (
        lambda note: f'<a href="#d{note.number}" name="c{note.number}"><sup>{note.label}</sup></a>',
        lambda note, texts: (
            f'<dt><a name="d{note.number}" href="#c{note.number}">{note.label}</a></dt><dd><p>'
            f"{'</p><p>'.join(texts)}</p></dd>"
        ),
        "<dl>{}</dl>",
    ),
    "table": (
        lambda note: f'<sup><a href="#t{note.number}" id="r{note.number}">{note.label}</a></sup>',
        lambda note, texts: (
            f'<tr><td><a id="t{note.number}" href="#r{note.number}">{note.label}</a></td><td><p>'
            f"{'</p><p>'.join(texts)}</p></td></tr>"
        ),
        "<table>{}</table>",
    ),
    "sup-list": (
        lambda note: f"<sup>{note.label}</sup>",
        lambda note, texts: f"<li><p>{'</p><p>'.join(texts)}</p></li>",
        "<h2>Notes</h2><ol>{}</ol>",
    ),
    "sup-paragraphs": (
        lambda note: f"<sup>{note.label}</sup>",
        lambda note, texts: f"<p><sup>{note.label}</sup> {' '.join(texts)}</p>",
        "<hr>{}",
    ),
}


def _inline(part: Text) -> str:
    text = escape(part.text, quote=False)
    return f"<i>{text}</i>" if part.italic else text


def _body(source: Essay, mark: Mark) -> str:
    notes = {note.number: note for note in source.notes}
    paragraphs = []
    for paragraph in source.paragraphs:
        parts = [
            _inline(part) if isinstance(part, Text) else mark(notes[part.number])
            for part in paragraph
            if not (isinstance(part, Call) and part.number not in notes)
        ]
        paragraphs.append(f"<p>{''.join(parts)}</p>")
    return "\n".join(paragraphs)


def _texts(note: Note) -> list[str]:
    return ["".join(map(_inline, paragraph)) for paragraph in note.paragraphs]


def html(source: Essay, flavour: str, charset: str = "utf-8") -> bytes:
    """A page of that flavour, with a menu and a script that are none of its text."""
    mark, foot, frame = FLAVOURS[flavour]
    notes = frame.format("\n".join(foot(note, _texts(note)) for note in source.notes))
    page = (
        f'<!DOCTYPE html><html lang="{source.language}"><head><meta charset="{charset}"><title>{source.name}</title>'
        f"<style>p {{margin: 0}}</style><script>var a = '[1]';</script></head><body><nav><a href='#x'>1</a></nav>"
        f'<h1 id="x">{source.name}</h1>{_body(source, mark)}{notes}</body></html>'
    )
    return page.encode(charset, "xmlcharrefreplace")


def epub(source: Essay) -> bytes:
    """A book whose notes stand on a page of their own."""
    head = (
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>'
    )
    body = _body(
        source, lambda note: f'<a class="fn" id="r{note.number}" href="notes.xhtml#n{note.number}">{note.label}</a>'
    )
    notes = "".join(
        f'<div class="note" id="n{note.number}"><p><a href="text/one.xhtml#r{note.number}">{note.label}</a>. '
        f"{'</p><p>'.join(_texts(note))}</p></div>"
        for note in source.notes
    )
    body = body.replace('href="notes.xhtml', 'href="../notes.xhtml')
    parts = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OPS/book.opf"/></rootfiles></container>',
        "OPS/book.opf": '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<metadata><dc:title>{source.name}</dc:title><dc:language>{source.language}</dc:language></metadata><manifest>"
        '<item id="a" href="text/one.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="b" href="notes.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="a"/><itemref idref="b"/></spine></package>',
        "OPS/text/one.xhtml": f"{head}{body}</body></html>",
        "OPS/notes.xhtml": f"{head}<h2>Notes</h2>{notes}</body></html>",
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return buffer.getvalue()
