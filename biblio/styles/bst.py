"""Reference lists in BibTeX's styles, through pybtex: its own Python styles, and any .bst file through its interpreter.

A field that a style insists on and an entry lacks becomes a diagnostic; the entry is set without it.
"""

from __future__ import annotations

import contextlib
import io
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from biblio.errors import Place, StyleError
from biblio.formats._tex import bbl
from biblio.formats._tex.classic import StyleEntry, style_entry
from biblio.formats._tex.latex import encode, escapes
from biblio.model import Diagnostic, Library, Rendered, Severity

if TYPE_CHECKING:
    from pybtex.backends import BaseBackend
    from pybtex.database import Entry as PybtexEntry
    from pybtex.richtext import BaseText

__all__ = ["BACKENDS", "python_styles", "render"]

BACKENDS = {"text": "plaintext", "html": "html", "markdown": "markdown", "latex": "latex"}
"""Our outputs -> pybtex's backends."""
_FIRST_PRIVATE = 0xE000
"""Characters that LaTeX reserves travel through pybtex in disguise, from this private code point on."""
_NO_PAGES = "\uf8ff"
"""Stands for the pages of an article without any: pybtex prints volume and number only before pages."""
_RETRIES = 8
"""Fields that one entry may lack."""
_OTHERS = "others"


def render(library: Library, style: str, backend: str = "text") -> Rendered:
    """The library's entries as a reference list, in the style's order.

    Args:
        library: all its entries are listed.
        style: a Python style of pybtex (`python_styles()`), or name or path of a .bst file; may begin with "bst:".
        backend: "text", "html", "markdown" or "latex".

    Raises:
        StyleError: the style is not found or cannot be run, or there is no such backend.
    """
    if backend not in BACKENDS:
        raise StyleError(f"BibTeX styles are not set as {backend!r}", hint=f"outputs: {', '.join(BACKENDS)}")
    name = style.removeprefix("bst:")
    entries = _keyed(library)
    path = _bst_file(name)
    if path is not None:
        return _interpreted(entries, path, backend)
    if name in python_styles():
        return _formatted(entries, name, backend)
    raise StyleError(
        f"no BibTeX style {name!r}", hint=f"there are {', '.join(python_styles())}, or give the path of a .bst file"
    )


def python_styles() -> tuple[str, ...]:
    """The names of pybtex's Python styles, which are always there."""
    from pybtex.plugin import enumerate_plugin_names

    return tuple(sorted(set(enumerate_plugin_names("pybtex.style.formatting"))))


def _bst_file(name: str) -> Path | None:
    """The .bst file meant: a path, a name in the current folder, or one that the TeX installation knows."""
    path = Path(name)
    if path.suffix == ".bst" or path.parent != Path():
        path = path if path.suffix == ".bst" else path.with_name(path.name + ".bst")
        if not path.is_file():
            raise StyleError("no such .bst file", place=Place(str(path)))
        return path
    if name in python_styles():
        return None
    local = Path(f"{name}.bst")
    return local if local.is_file() else _installed(local.name)


def _installed(name: str) -> Path | None:
    if not shutil.which("kpsewhich") or name.startswith("-"):
        return None
    found = subprocess.run(["kpsewhich", name], capture_output=True, text=True, check=False).stdout.strip()
    return Path(found) if found else None


def _keyed(library: Library) -> dict[str, tuple[str, StyleEntry]]:
    """Key that BibTeX accepts (it minds neither case nor most signs) -> our key and the entry."""
    found: dict[str, tuple[str, StyleEntry]] = {}
    taken: set[str] = set()
    for entry in library.entries:
        plain = re.sub(r"[^\w:.+/-]", "-", entry.key)
        key, number = plain, 2
        while key.lower() in taken:
            key, number = f"{plain}-{number}", number + 1
        taken.add(key.lower())
        found[key] = (entry.key, style_entry(entry))
    return found


# pybtex's Python styles.


def _formatted(entries: Mapping[str, tuple[str, StyleEntry]], name: str, backend: str) -> Rendered:
    from pybtex.plugin import find_plugin

    style = _lenient(find_plugin("pybtex.style.formatting", name))()
    output = _backend(backend)
    parsed = [_entry(key, found) for key, (_, found) in entries.items()]
    ordered = list(style.sort(parsed))
    remarks: list[Diagnostic] = []
    rows = []
    for label, entry in zip(style.format_labels(ordered), ordered, strict=True):
        own = entries[entry.key][0]
        text, missing = _set(style, label, entry)
        remarks += [_missing(own, field, name) for field in missing]
        rows.append((own, entry.key, label, _undisguised(text.render(output), backend)))
    return _rendered(rows, backend, tuple(remarks))


def _entry(key: str, found: StyleEntry) -> PybtexEntry:
    from pybtex.database import Entry, Person
    from pybtex.database.input.bibtex import split_name_list

    fields = {name: _disguised(value) for name, value in found.fields.items() if name not in ("author", "editor")}
    if found.url:
        fields["url"] = found.url
    persons = {
        role: [Person(name) for name in split_name_list(_disguised(found.fields[role]))]
        for role in ("author", "editor")
        if role in found.fields
    }
    if found.type == "article":
        fields = _numbered(fields)
    entry = Entry(found.type, fields=fields, persons=persons)
    entry.key = key
    return entry


def _numbered(fields: dict[str, str]) -> dict[str, str]:
    """An article's fields so that volume and number are printed: a lone number stands where the volume would."""
    if "volume" not in fields and "number" in fields:
        fields = {("volume" if name == "number" else name): value for name, value in fields.items()}
    return {"pages": _NO_PAGES} | fields if "volume" in fields else fields


def _set(style: Any, label: str, entry: PybtexEntry) -> tuple[BaseText, list[str]]:
    """The entry's text, and the fields that the style asked for in vain."""
    from pybtex.style.template import FieldIsMissing

    missing: list[str] = []
    if not hasattr(style, f"get_{entry.type}_template"):
        entry.type = "misc"
    for _ in range(_RETRIES):
        try:
            return style.format_entry(label, entry).text, missing
        except FieldIsMissing as error:
            missing.append(error.field_name)
            if error.field_name == "booktitle":
                # A piece in nothing would read "In".
                entry.type = "misc"
            elif error.field_name in ("author", "editor"):
                entry.persons[error.field_name] = []
            else:
                entry.fields[error.field_name] = ""
    raise StyleError(f"{entry.key}: the style lacks {', '.join(missing)}")


def _missing(key: str, field: str, style: str) -> Diagnostic:
    return Diagnostic("style-missing-field", f"{key}: {style} expects a field {field!r}", Severity.INFO)


def _lenient(base: type[Any]) -> type[Any]:
    """The style, able to set entries without names and "and others"."""
    from pybtex.richtext import Text
    from pybtex.style.template import FieldIsMissing, join, node, optional_field, sentence

    @node  # type: ignore[untyped-decorator]
    def people(children: Sequence[Any], context: Mapping[str, Any], role: str) -> BaseText:
        entry, style = context["entry"], context["style"]
        if role not in entry.persons:
            raise FieldIsMissing(role, entry)
        persons = entry.persons[role]
        named = [person for person in persons if str(person) != _OTHERS]
        set_ = [style.format_name(person, style.abbreviate_names).format() for person in named]
        if len(named) < len(persons):
            return Text(Text(", ").join(set_), " et al.")
        return join(sep=", ", sep2=" and ", last_sep=", and ")[set_].format_data(context)

    class Lenient(base):  # type: ignore[misc]
        def format_names(self, role: str, as_sentence: bool = True) -> Any:
            return sentence[people(role)] if as_sentence else people(role)

        def format_editor(self, e: PybtexEntry, as_sentence: bool = True) -> Any:
            if "editor" in e.persons and not e.persons["editor"]:
                return join[""]
            return super().format_editor(e, as_sentence)

        def get_incollection_template(self, e: PybtexEntry) -> Any:
            # plain.bst prints the note of a piece, pybtex's copy of it does not.
            template = super().get_incollection_template(e)
            template.children.insert(-1, sentence[optional_field("note")])
            return template

    return Lenient


def _disguised(tex: str) -> str:
    """Our LaTeX with reserved characters as private ones: pybtex's decoder knows but some of their names."""
    for offset, escaped in enumerate(escapes().values()):
        tex = tex.replace(escaped, chr(_FIRST_PRIVATE + offset)) if len(escaped) > 1 else tex
    return tex.replace("{}", "")


def _undisguised(text: str, backend: str) -> str:
    text = text.replace(f":{_NO_PAGES}", "")
    for offset, char in enumerate(escapes()):
        text = text.replace(chr(_FIRST_PRIVATE + offset), _escape(char, backend))
    return text


def _escape(char: str, backend: str) -> str:
    if backend == "latex":
        return encode(char)
    if backend == "html":
        return escape(char)
    return "\\" + char if backend == "markdown" and char in "\\`*_" else char


# .bst files.


def _interpreted(entries: Mapping[str, tuple[str, StyleEntry]], path: Path, backend: str) -> Rendered:
    text, remarks = _run(entries, path)
    own = {key: given for key, (given, _) in entries.items()}
    found = [item for item in bbl.items(text) if item.key in own]
    if backend == "latex":
        return Rendered((), tuple((own[item.key], item.text) for item in found), text, remarks)
    if entries and not found:
        raise StyleError("the style writes no \\bibitem", place=Place(str(path)), hint="set it as latex instead")
    output = _backend(backend)
    rows = [
        (own[item.key], item.key, item.label or str(number), _rich(item.text).render(output))
        for number, item in enumerate(found, start=1)
    ]
    return _rendered(rows, backend, remarks)


def _run(entries: Mapping[str, tuple[str, StyleEntry]], path: Path) -> tuple[str, tuple[Diagnostic, ...]]:
    """The .bbl that the style makes, and what it complains of."""
    import pybtex.errors
    from pybtex.bibtex import bst
    from pybtex.bibtex.interpreter import Interpreter
    from pybtex.database.input.bibtex import Parser

    # Styles of the 1980s are in Latin-1 or ASCII; they may print warnings where we print results.
    code = path.read_bytes()
    try:
        script_text = code.decode("utf-8")
    except UnicodeDecodeError:
        script_text = code.decode("latin-1")
    try:
        with contextlib.redirect_stdout(io.StringIO()), pybtex.errors.capture() as complaints:
            script = list(bst.parse_stream(io.StringIO(script_text)))
            source = "\n".join(_source(key, found, _knows_url(script)) for key, (_, found) in entries.items())
            text = Interpreter(Parser, None).run(script, list(entries), [io.StringIO(source)], 2)
    except Exception as error:
        # The style is a program of somebody else's: whatever goes wrong in it is the style's fault.
        raise StyleError(f"the style cannot be run: {type(error).__name__}: {error}", place=Place(str(path))) from error
    return text, tuple(Diagnostic("style-complains", " ".join(str(said).split()), Severity.INFO) for said in complaints)


def _knows_url(script: Sequence[Any]) -> bool:
    """Whether the style's ENTRY command lists `url`."""
    fields = next((command[1] for command in script if str(command[0]).upper() == "ENTRY"), ())
    return any(field.value().lower() == "url" for field in fields)


def _source(key: str, found: StyleEntry, knows_url: bool) -> str:
    fields = dict(found.fields)
    url = found.url.replace("{", "%7B").replace("}", "%7D")
    if url and knows_url:
        fields["url"] = url
    elif url:
        name = "note" if found.type != "misc" or "howpublished" in fields else "howpublished"
        fields[name] = ". ".join(part for part in (fields.get(name, ""), f"\\url{{{url}}}") if part)
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@{found.type}{{{key},\n{lines}}}\n"


def _rich(tex: str) -> BaseText:
    from pybtex.richtext import HRef, Tag, Text

    parts: list[Any] = []
    for stretch in bbl.stretches(tex):
        text = re.sub(r"\s+", " ", stretch.text)
        part: Any = HRef(stretch.url, text) if _is_web(stretch.url) else text
        parts.append(Tag(stretch.mark, part) if stretch.mark else part)
    return Text(*parts)


# Both.


def _is_web(url: str) -> bool:
    return bool(re.match(r"(?:https?|ftp)://", url, re.IGNORECASE))


def _backend(name: str) -> BaseBackend:
    """pybtex's backend, its links made safe for the format."""
    from pybtex.plugin import find_plugin

    base: Any = find_plugin("pybtex.backends", BACKENDS[name])
    safe = "&=" if name == "markdown" else "&=()"

    class Safe(base):  # type: ignore[misc]
        def format_href(self, url: str, text: str, external: bool = False) -> str:
            if not _is_web(url):
                return text
            target = quote(url, safe="%/:?#@!$',;+~*[]" + safe) if name != "text" else url
            if name == "html":
                return f'<a href="{escape(target)}">{text}</a>'
            return str(super().format_href(target, text, external))

        def format_str(self, text: str) -> str:
            return re.sub(r"([\\`*_\[\]<])", r"\\\1", text) if name == "markdown" else str(super().format_str(text))

        def format_protected(self, text: str) -> str:
            return str(super().format_protected(text)) if name == "latex" else text

    found: BaseBackend = Safe("utf-8")
    return found


def _rendered(rows: Sequence[tuple[str, str, str, str]], backend: str, remarks: tuple[Diagnostic, ...]) -> Rendered:
    """Rows of (our key, BibTeX's key, label, text) as entries and as one piece."""
    entries = tuple((own, _row(key, label, " ".join(text.split()), backend)) for own, key, label, text in rows)
    return Rendered((), entries, "".join(_document([text for _, text in entries], rows, backend)), remarks)


def _row(key: str, label: str, text: str, backend: str) -> str:
    if backend == "latex":
        return f"\\bibitem[{label}]{{{key}}}\n{text}"
    if backend == "html":
        return f'<div class="csl-entry" id="ref-{escape(key)}">[{escape(label)}] {text}</div>'
    return f"\\[{label}\\] {text}" if backend == "markdown" else f"[{label}] {text}"


def _document(texts: Sequence[str], rows: Sequence[tuple[str, str, str, str]], backend: str) -> Iterator[str]:
    if backend == "html":
        yield '<div class="csl-bib-body">\n' + "".join(f"{text}\n" for text in texts) + "</div>\n"
    elif backend == "latex":
        widest = max((label for _, _, label, _ in rows), key=len, default="9")
        yield f"\\begin{{thebibliography}}{{{widest}}}\n\n" + "".join(f"{text}\n\n" for text in texts)
        yield "\\end{thebibliography}\n"
    else:
        yield (
            "".join(f"{text}\n\n" for text in texts)
            if backend == "markdown"
            else "".join(f"{text}\n" for text in texts)
        )
