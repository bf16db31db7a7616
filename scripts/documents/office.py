"""DOCX, ODT and RTF as word processors write them: split runs, styles, sections, changes, own marks."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

from scripts.documents.essays import Call, Essay, Note, Paragraph, Text

__all__ = ["docx", "odt", "rtf"]

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _zip(parts: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return buffer.getvalue()


def docx(source: Essay, *, numerals: str = "", by_section: bool = False, own_marks: bool = False) -> bytes:
    """As Word writes it: words cut into runs, proof marks between, deletions that are tracked, styled marks."""
    notes = {note.number: note for note in source.notes}
    kind = "endnote" if source.notes[0].endnote else "footnote"
    setting = f'<w:{kind}Pr><w:numFmt w:val="{numerals}"/></w:{kind}Pr>' if numerals else ""
    restart = f'<w:{kind}Pr><w:numRestart w:val="eachSect"/></w:{kind}Pr>' if by_section else ""
    body = []
    for at, paragraph in enumerate(source.paragraphs):
        section = f"<w:sectPr>{restart}</w:sectPr>" if by_section and at < len(source.paragraphs) - 1 else ""
        runs = "".join(_docx_part(part, notes, kind, own_marks) for part in paragraph)
        body.append(f'<w:p><w:pPr><w:pStyle w:val="Body"/>{section}</w:pPr>{runs}</w:p>')
    inner = "".join(_docx_note(note, kind, own_marks) for note in source.notes)
    separators = "".join(
        f'<w:{kind} w:type="{name}" w:id="{number}"><w:p><w:r><w:{name}/></w:r></w:p></w:{kind}>'
        for number, name in ((-1, "separator"), (0, "continuationSeparator"))
    )
    styles = (
        '<w:style w:type="character" w:styleId="Emphasis"><w:name w:val="Emphasis"/><w:rPr><w:i/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Mark"><w:name w:val="footnote reference"/><w:rPr>'
        '<w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    )
    return _zip(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": f'<Relationships><Relationship Id="r1" Type="{_RELATION}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
            "word/document.xml": f"<w:document {_W}><w:body>{''.join(body)}<w:sectPr>{restart}</w:sectPr></w:body>"
            "</w:document>",
            f"word/{kind}s.xml": f"<w:{kind}s {_W}>{separators}{inner}</w:{kind}s>",
            "word/styles.xml": f"<w:styles {_W}>{styles}</w:styles>",
            "word/settings.xml": f"<w:settings {_W}>{setting}</w:settings>",
        }
    )


def _docx_part(part: Text | Call, notes: dict[int, Note], kind: str, own_marks: bool) -> str:
    if isinstance(part, Text):
        return _docx_runs(part)
    label = notes[part.number].label if part.number in notes else ""
    own = (
        f' w:customMarkFollows="1" w:id="{part.number}"/><w:t>{label}</w:t>'
        if own_marks
        else f' w:id="{part.number}"/>'
    )
    return f'<w:r><w:rPr><w:rStyle w:val="Mark"/></w:rPr><w:{kind}Reference{own}</w:r>'


def _docx_runs(part: Text) -> str:
    """Two runs and a deleted word between them."""
    look = '<w:rPr><w:rStyle w:val="Emphasis"/></w:rPr>' if part.italic and len(part.text) % 2 else ""
    look = look or ("<w:rPr><w:i/></w:rPr>" if part.italic else "")
    middle = part.text.find(" ", len(part.text) // 2) + 1
    cut = '<w:proofErr w:type="spellStart"/><w:del><w:r><w:delText>struck</w:delText></w:r></w:del>'
    pieces = [part.text[:middle], part.text[middle:]] if middle else [part.text]
    runs = [f'<w:r>{look}<w:t xml:space="preserve">{escape(piece)}</w:t></w:r>' for piece in pieces]
    return f"{runs[0]}{cut}<w:ins>{runs[1]}</w:ins>" if len(runs) > 1 else runs[0]


def _docx_note(note: Note, kind: str, own_marks: bool) -> str:
    mark = f"<w:t>{note.label}</w:t>" if own_marks else f"<w:{kind}Ref/>"
    head = f'<w:r><w:rPr><w:rStyle w:val="Mark"/></w:rPr>{mark}</w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>'
    paragraphs = []
    for number, paragraph in enumerate(note.paragraphs):
        paragraphs.append(f"<w:p>{head if not number else ''}{''.join(map(_docx_runs, paragraph))}</w:p>")
    return f'<w:{kind} w:id="{note.number}">{"".join(paragraphs)}</w:{kind}>'


_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_ODT = (
    f'xmlns:office="{_ODF}:office:1.0" xmlns:text="{_ODF}:text:1.0" xmlns:style="{_ODF}:style:1.0" '
    f'xmlns:fo="{_ODF}:xsl-fo-compatible:1.0"'
)


def odt(source: Essay) -> bytes:
    """As LibreOffice writes it, with changes that are tracked."""
    notes = {note.number: note for note in source.notes}
    body = "".join(
        f'<text:p text:style-name="P1">{"".join(_odt_part(part, notes) for part in paragraph)}</text:p>'
        for paragraph in source.paragraphs
    )
    changes = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>struck out</text:p>'
        "</text:deletion></text:changed-region></text:tracked-changes>"
    )
    styles = (
        '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>'
    )
    return _zip(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {_ODT}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body><office:text>{changes}{body}</office:text></office:body>"
            "</office:document-content>",
        }
    )


def _odt_part(part: Text | Call, notes: dict[int, Note]) -> str:
    if isinstance(part, Text):
        text = escape(part.text)
        return f'<text:span text:style-name="T1">{text}</text:span>' if part.italic else text
    note = notes.get(part.number)
    if note is None:
        return ""
    inner = "".join(
        f"<text:p>{''.join(_odt_part(piece, {}) for piece in paragraph)}</text:p>" for paragraph in note.paragraphs
    )
    kind = "endnote" if note.endnote else "footnote"
    return (
        f'<text:note text:id="n{note.number}" text:note-class="{kind}"><text:note-citation>{escape(note.label)}'
        f"</text:note-citation><text:note-body>{inner}</text:note-body></text:note>"
    )


def rtf(source: Essay, *, own_marks: bool = False, code_page: bool = False) -> bytes:
    r"""As Word writes it: `\'e4` and `\u8211\'96`, `\deleted`, marks of the author's own."""
    notes = {note.number: note for note in source.notes}
    numerals = r"\aftnnrlc" if source.notes[0].endnote else r"\ftnnar"
    head = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman\fcharset0 Times New Roman;}}" + numerals + "\n"
    paragraphs = "".join(_rtf_paragraph(paragraph, notes, own_marks, code_page) for paragraph in source.paragraphs)
    return f"{head}{paragraphs}}}".encode("ascii")


def _rtf_paragraph(paragraph: Paragraph, notes: dict[int, Note], own_marks: bool, code_page: bool) -> str:
    inner = "".join(
        _rtf_text(part, code_page)
        if isinstance(part, Text)
        else _rtf_call(notes.get(part.number), own_marks, code_page)
        for part in paragraph
    )
    return rf"\pard\plain {inner}{{\deleted struck}}\par" + "\n"


def _rtf_call(note: Note | None, own_marks: bool, code_page: bool) -> str:
    if note is None:
        return ""
    mark = _rtf_letters(note.label, code_page) if own_marks else r"\chftn "
    kind = r"\ftnalt " if note.endnote else ""
    inner = r"\par ".join("".join(_rtf_text(part, code_page) for part in paragraph) for paragraph in note.paragraphs)
    return rf"{{\super {mark}{{\footnote {kind}\pard\plain {{\super {mark}}} {inner}}}}}"


def _rtf_text(part: Text, code_page: bool) -> str:
    text = _rtf_letters(part.text, code_page)
    return rf"{{\i {text}}}" if part.italic else text


def _rtf_letters(text: str, code_page: bool) -> str:
    out = []
    for letter in text:
        if letter in "\\{}":
            out.append("\\" + letter)
        elif letter.isascii():
            out.append(letter)
        else:
            out.append(_rtf_letter(letter, code_page))
    return "".join(out)


def _rtf_letter(letter: str, code_page: bool) -> str:
    try:
        byte = letter.encode("cp1252")[0]
    except UnicodeEncodeError:
        byte = 0x3F
    if code_page and byte != 0x3F:
        return f"\\'{byte:02x}"
    raw = letter.encode("utf-16-le")
    units = [int.from_bytes(raw[at : at + 2], "little") for at in range(0, len(raw), 2)]
    return "".join(f"\\u{unit - 65536 if unit > 32767 else unit}\\'{byte:02x}" for unit in units)
