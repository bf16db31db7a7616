"""LaTeX, TEI, JATS and Markdown."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from scripts.documents.essays import Essay, Note, Text

__all__ = ["jats", "latex", "markdown", "tei"]

_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "–": "--", "—": "---", "“": "``", "”": "''", "‘": "`",
    "’": "'", "ä": r'\"a', "ö": r"\"{o}", "ü": r"{\"u}", "ß": r"\ss{}", "é": r"\'e", "è": r"\`{e}", "ç": r"\c{c}",
    "ł": r"\l{}", "…": r"\ldots{}", "«": r"\guillemotleft{}", "»": r"\guillemotright{}", "§": r"\S{}", "„": r"\glqq{}",
    "ñ": r"\~n", "í": r"\'{\i}", "š": r"\v{s}", "\u00a0": "~", "'": r"\textquotesingle{}", "`": r"\textasciigrave{}",
}  # fmt: skip


def latex(source: Essay, *, apart: bool = False) -> bytes:
    r"""Notes in place (or `\footnotemark` and, after the paragraph, `\footnotetext`), letters as commands, comments."""
    notes = {note.number: note for note in source.notes}
    lines = [r"\documentclass{article}", r"\usepackage[utf8]{inputenc} % \footnote{not this}", r"\begin{document}", ""]
    for paragraph in source.paragraphs:
        later = []
        line = ""
        for part in paragraph:
            if isinstance(part, Text):
                line += _tex(part)
            elif (note := notes.get(part.number)) is not None:
                command = "endnote" if note.endnote else "footnote"
                line += rf"\footnotemark[{note.label}]" if apart else rf"\{command}{{{_tex_note(note)}}}%" + "\n"
                later.append(rf"\footnotetext[{note.label}]{{{_tex_note(note)}}}")
        lines += [line, *(later if apart else []), ""]
    return "\n".join([*lines, r"\end{document}"]).encode()


def _tex(part: Text) -> str:
    text = "".join(_TEX.get(letter, letter) for letter in part.text)
    return rf"\emph{{{text}}}" if part.italic else text


def _tex_note(note: Note) -> str:
    return "\n\n".join("".join(map(_tex, paragraph)) for paragraph in note.paragraphs)


def tei(source: Essay, *, apart: bool = False) -> bytes:
    """Notes in place, or at the end and called by `<ref>`."""
    notes = {note.number: note for note in source.notes}
    body = ""
    for paragraph in source.paragraphs:
        body += "<p>"
        for part in paragraph:
            if isinstance(part, Text):
                body += _tei(part)
            elif (note := notes.get(part.number)) is not None:
                body += (
                    f'<ref type="noteref" target="#n{note.number}">{note.label}</ref>'
                    if apart
                    else _tei_note(note, "foot")
                )
        body += "</p>\n"
    back = "".join(_tei_note(note, "end") for note in source.notes) if apart else ""
    return (
        f'<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{source.language}"><teiHeader>'
        f"<fileDesc><titleStmt><title>{source.name}</title></titleStmt></fileDesc></teiHeader><text><body>{body}</body>"
        f'<back><div type="notes">{back}</div></back></text></TEI>'
    ).encode()


def _tei(part: Text) -> str:
    return f'<hi rend="italic">{escape(part.text)}</hi>' if part.italic else escape(part.text)


def _tei_note(note: Note, place: str) -> str:
    inner = "".join(f"<p>{''.join(map(_tei, paragraph))}</p>" for paragraph in note.paragraphs)
    return f'<note xml:id="n{note.number}" n="{note.label}" place="{place}">{inner}</note>'


def jats(source: Essay, *, inline: bool = False) -> bytes:
    """Notes in a group at the end, or in place."""
    notes = {note.number: note for note in source.notes}
    body = ""
    for paragraph in source.paragraphs:
        body += "<p>"
        for part in paragraph:
            if isinstance(part, Text):
                body += _jats(part)
            elif (note := notes.get(part.number)) is not None:
                body += (
                    _jats_note(note)
                    if inline
                    else f'<xref ref-type="fn" rid="fn{note.number}"><sup>{note.label}</sup></xref>'
                )
        body += "</p>\n"
    back = "" if inline else f"<fn-group><title>Notes</title>{''.join(map(_jats_note, source.notes))}</fn-group>"
    return (
        f'<article xml:lang="{source.language}"><front><article-meta><title-group><article-title>{source.name}'
        f"</article-title></title-group></article-meta></front><body>{body}</body><back>{back}</back></article>"
    ).encode()


def _jats(part: Text) -> str:
    return f"<italic>{escape(part.text)}</italic>" if part.italic else escape(part.text)


def _jats_note(note: Note) -> str:
    inner = "".join(f"<p>{''.join(map(_jats, paragraph))}</p>" for paragraph in note.paragraphs)
    return f'<fn id="fn{note.number}"><label>{note.label}</label>{inner}</fn>'


def markdown(source: Essay) -> str:
    """For pandoc, with every sign escaped that it would read as markup."""
    numbers = {note.number for note in source.notes}
    blocks = []
    for paragraph in source.paragraphs:
        line = ""
        for part in paragraph:
            if isinstance(part, Text):
                line += _md(part)
            elif part.number in numbers:
                line += f"[^{part.number}]"
        blocks.append(line)
    for note in source.notes:
        texts = ["".join(map(_md, paragraph)) for paragraph in note.paragraphs]
        blocks.append(f"[^{note.number}]: " + "\n\n    ".join(texts))
    return "\n\n".join(blocks) + "\n"


def _md(part: Text) -> str:
    text = re.sub(r"([\\`*_{}\[\]()#+.!|<>~^$@:&'\"-])", r"\\\1", part.text)
    text = re.sub(r"^(\d+)(?=\\\.)", r"\1", text)
    if not part.italic or not text.strip():
        return text
    inner = text.strip()
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}*{inner}*{after}"
