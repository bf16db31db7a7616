"""The fields of an entry with macros resolved: `publisher = pub # " Books"` -> "Penguin Books"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from biblio.formats._tex import inheritance
from biblio.formats._tex.blocks import Definition, RawEntry, RawField, resolve
from biblio.model import Diagnostic

__all__ = ["resolved"]


def resolved(
    raws: Iterable[RawEntry], definitions: Sequence[Definition], macros: Mapping[str, str], remarks: list[Diagnostic]
) -> Iterator[tuple[RawEntry, dict[str, str]]]:
    """Each entry with its fields, macros resolved; of fields given twice the second is numbered.

    Args:
        raws: the entries in their order.
        definitions: of all macros of the file, in their order.
        macros: their texts at the end of the file.
        remarks: where to put what is noticed.
    """
    pending, macros = list(reversed(definitions)), dict(macros)
    for raw in raws:
        # A macro defined again has its new text from there on; one used before its definition has it all the same.
        while pending and pending[-1].start < raw.start:
            defined = pending.pop()
            macros[defined.name] = defined.text
        yield raw, _values(raw, macros, remarks)


def _values(raw: RawEntry, macros: Mapping[str, str], remarks: list[Diagnostic]) -> dict[str, str]:
    fields: dict[str, str] = {}
    twice: dict[str, int] = {}
    for field in raw.fields:
        name = field.name.lower()
        text, unknown = resolve(field.value, macros)
        # A NUL says nothing; the file keeps it.
        text = text.replace("\0", "")
        remarks += [_undefined(raw, field, macro) for macro in unknown]
        if name in fields:
            twice.setdefault(name, field.line)
            name = inheritance.free_name(name, text, fields)
        if name:
            fields[name] = text
    if twice:
        message = f"{raw.key}: given twice: {', '.join(sorted(twice))}"
        remarks.append(Diagnostic("duplicate-field", message, line=min(twice.values())))
    return fields


def _undefined(raw: RawEntry, field: RawField, macro: str) -> Diagnostic:
    message = f"{raw.key}: {field.name} uses {macro!r}, which no @string defines"
    return Diagnostic("undefined-macro", message, line=field.line)
