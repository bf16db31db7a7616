"""Records -> notes in many citation styles, whose labels come free: what the annotated essays have too little of.

The works of the essays are set by the patterns of `note_styles.toml` (law reviews, author-date, German and
Romance footnotes ...), with signals of the language and commentary out of the essays' own notes around them. Chance is
seeded by the name of the essay: the same essays give the same notes.
"""

from __future__ import annotations

import json
import random
import re
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from biblio.citations import lexicon
from biblio.citations.tagged import Field
from biblio.model import Span

__all__ = ["Synthetic", "synthetic"]

STYLES = Path(__file__).with_name("note_styles.toml")
_SLOT = re.compile(r"\{(\w+)(?::([\w-]+))?\}")
_KINDS = {
    "article-journal": "article",
    "article-magazine": "article",
    "chapter": "chapter",
    "book": "book",
    "legal_case": "case",
}
_LONGEST_COMMENT = 300
_LISTS = 0.12
"""Share of notes that are lists of references, one after the other."""
_Drawn = tuple[str, list[tuple[str, Span]]]


@dataclass(frozen=True, slots=True)
class Synthetic:
    """A note, the stretches of its cites, and the fields and signals in it."""

    text: str
    language: str
    cites: tuple[Span, ...] = ()
    fields: tuple[Field, ...] = ()
    signals: tuple[Span, ...] = ()


def synthetic(paths: list[Path], a_work: float) -> Iterator[Synthetic]:
    """About `a_work` notes for each work of the essays."""
    patterns = tomllib.loads(STYLES.read_text("utf-8"))["pattern"]
    comments = _comments(paths)
    for path in paths:
        chance = random.Random(path.stem)
        works = json.loads(ET.parse(path).getroot().findtext("works") or "[]")
        known = [
            (kind, values) for work in works if (kind := _KINDS.get(work.get("type"))) and (values := _values(work))
        ]
        for _ in range(round(len(known) * a_work)):
            yield _note(known, patterns, comments, chance)


def _note(
    known: list[tuple[str, dict[str, str]]],
    patterns: list[dict[str, Any]],
    comments: dict[str, list[str]],
    chance: random.Random,
) -> Synthetic:
    language = chance.choice(("en", "en", "de", "de", "fr", "es", "it"))
    a_list = chance.random() < _LISTS
    fitting = [pattern for pattern in patterns if language in pattern["languages"]]
    made = Synthetic("", language)
    if not a_list and chance.random() < 0.35 and comments.get(language):
        made = replace(made, text=chance.choice(comments[language]) + " ")
    between = ". " if a_list else chance.choice(("; ", "; ", ". ", ", "))
    for _ in range(chance.randint(3, 8) if a_list else chance.choice((1, 1, 1, 2, 3))):
        drawn = _cite(known, [item for item in fitting if a_list == item.get("list", False)], chance)
        if drawn:
            made = _with_cite(made, drawn, between if made.cites else "", chance)
    made = replace(made, text=made.text.rstrip() + ".")
    if not a_list and chance.random() < 0.15 and comments.get(language):
        made = replace(made, text=f"{made.text} {chance.choice(comments[language])}")
    return made


def _with_cite(made: Synthetic, drawn: _Drawn, between: str, chance: random.Random) -> Synthetic:
    """The note with one more cite, now and then behind a signal."""
    text, signals = made.text + between, made.signals
    if between != ". " and chance.random() < 0.25:
        signal = chance.choice(lexicon.load(made.language).lists["signals"][:12])
        signal = signal if text else signal[0].upper() + signal[1:]
        signals = (*signals, Span(len(text), len(text) + len(signal)))
        text += signal + " "
    at = len(text)
    fields = tuple(Field(label, span.shift(at)) for label, span in drawn[1])
    return replace(
        made,
        text=text + drawn[0],
        cites=(*made.cites, Span(at, at + len(drawn[0]))),
        fields=made.fields + fields,
        signals=signals,
    )


def _cite(
    known: list[tuple[str, dict[str, str]]], patterns: list[dict[str, Any]], chance: random.Random
) -> _Drawn | None:
    """A work set by one of the patterns that ask for nothing it lacks; None where none does."""
    kind, values = chance.choice(known)
    values = values | {
        "cited": _cited(chance),
        "note": f"n. {chance.randint(2, 140)}",
        "edition": chance.choice(("2nd ed.", "3rd ed.", "10th ed.")),
    }
    fitting = [
        pattern
        for pattern in patterns
        if kind in pattern["kinds"] and all(values.get(slot) for slot, _ in _SLOT.findall(pattern["text"]))
    ]
    if not fitting:
        return None
    text, fields, pattern = "", [], chance.choice(fitting)["text"]
    at = 0
    for slot in _SLOT.finditer(pattern):
        text += pattern[at : slot.start()]
        value, label = values[slot[1]], slot[2] or slot[1]
        fields.append((label, Span(len(text), len(text) + len(value))))
        text += value
        at = slot.end()
    return text + pattern[at:], _fixed(pattern, text + pattern[at:], fields)


def _fixed(pattern: str, text: str, fields: list[tuple[str, Span]]) -> list[tuple[str, Span]]:
    """The fields with the back words that a pattern spells out."""
    for word in ("op. cit.", "Ibid.", "ibid.", "id.", "a. a. O.", "ebd."):
        at = text.find(word)
        if word in pattern and at >= 0:
            fields.append(("back", Span(at, at + len(word))))
    return sorted(fields, key=lambda field: field[1])


def _cited(chance: random.Random) -> str:
    first = chance.randint(1, 480)
    return chance.choice((str(first), str(first), f"{first}–{first + chance.randint(1, 30)}", f"{first}-{first + 1}"))


def _values(work: dict[str, Any]) -> dict[str, str]:
    """What the patterns can ask of a work, as printed."""
    authors, editors = work.get("author") or [], work.get("editor") or []
    parts = ((work.get("issued") or {}).get("date-parts") or [[None]])[0]
    pages = str(work.get("page") or "")
    values = {
        "title": work.get("title"),
        "container": work.get("container-title"),
        "place": work.get("publisher-place"),
        "publisher": work.get("publisher"),
        "date": str(parts[0]) if parts and parts[0] else "",
        "volume": str(work.get("volume") or ""),
        "issue": str(work.get("issue") or ""),
        "pages": pages.replace("-", "–"),
        "first": re.split(r"\D", pages)[0],
        "author": _people(authors, "{given} {family}", " and "),
        "initials": _people(authors, "{initials} {family}", " and "),
        "inverted": _people(authors, "{family}, {initials}", " & "),
        "listed": _people(authors, "{family}, {given}", "/"),
        "families": _people(authors, "{family}", "/"),
        "family": _people(authors[:1], "{family}", ""),
        "editor": _people(editors, "{given} {family}", " and "),
        "editor_initials": _people(editors, "{initials} {family}", " and "),
    }
    return (
        {name: value for name, value in values.items() if isinstance(value, str) and value} if values["title"] else {}
    )


def _people(people: list[dict[str, str]], form: str, between: str) -> str:
    names = []
    for person in people[:3]:
        if not person.get("family"):
            return ""
        given = person.get("given", "")
        initials = " ".join(f"{part[0]}." for part in given.split() if part[0].isalpha())
        family = " ".join(filter(None, (person.get("non-dropping-particle", ""), person["family"])))
        names.append(form.format(given=given, initials=initials, family=family).strip(" ,"))
    return between.join(names)


def _comments(paths: list[Path]) -> dict[str, list[str]]:
    """Sentences of commentary by language: what stands before the first cite of a note and ends in a full stop."""
    found: dict[str, list[str]] = {}
    for path in paths:
        root = ET.parse(path).getroot()
        for note in root.find("notes") or ():
            text = " ".join((note.text or "").split())
            if 30 < len(text) < _LONGEST_COMMENT and text.endswith((".", "!", "?", "”", "»")):
                found.setdefault(root.get("lang", ""), []).append(text)
    return found
