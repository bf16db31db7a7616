"""Whole essays worked out by hand (tests/cases/essays/*/truth.toml) and what a run makes of them, side by side.

A truth file says, note by note, where its text begins and ends, which words its call follows and what it cites, and
describes the works in CSL's words. `compare` gives one `Finding` for each thing that is right or wrong, so that tests
can name what fails and `scripts/bench_run.py` can count.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path
from typing import Any

from biblio.model import Pages
from biblio.pipeline import Result

ROOT = Path(__file__).resolve().parents[1]
ESSAYS = ROOT / "tests" / "cases" / "essays"

FIELDS = (
    "type",
    "author",
    "editor",
    "title",
    "container-title",
    "publisher-place",
    "publisher",
    "issued",
    "original-date",
    "volume",
    "issue",
    "page",
    "URL",
    "DOI",
    "genre",
    "archive",
    "archive_location",
    "accessed",
    "reprint-of",
)
"""What is compared of a work; a field that the truth does not give must not be there."""

_DASHES = re.compile("[‐‑‒–—]")
_BEFORE = 200
"""Characters of running text kept before a call."""
_SIMILAR = 0.55
"""Works less alike than this are two works."""


@dataclass(frozen=True)
class Truth:
    """One essay worked out by hand."""

    name: str
    documents: tuple[str, ...]
    """Relative to the project's folder."""
    notes: tuple[Mapping[str, Any], ...]
    works: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Finding:
    """One thing compared: `kind` is note, call, cite, work or field, `subject` "note 4" or the id of a work."""

    kind: str
    subject: str
    what: str
    expected: str
    got: str
    right: bool

    def __str__(self) -> str:
        return f"{self.subject}: {self.what}: expected {self.expected or 'nothing'}, got {self.got or 'nothing'}"


def load(folder: Path) -> Truth:
    """The truth file of a folder."""
    data = tomllib.loads((folder / "truth.toml").read_text(encoding="utf-8"))
    return Truth(folder.name, tuple(data["documents"]), tuple(data["notes"]), tuple(data.get("works", ())))


def all_truths() -> tuple[Truth, ...]:
    """Every essay there is."""
    return tuple(load(path.parent) for path in sorted(ESSAYS.glob("*/truth.toml")))


def plain(text: str) -> str:
    """Text without what a setter may choose: line breaks, kinds of dashes and quotes, "<" and ">" around addresses."""
    text = re.sub("[‘’‚‛]", "'", re.sub("[“”„]", '"', _DASHES.sub("-", re.sub("[<>]", "", text))))
    return " ".join(text.split())


def observe(result: Result) -> dict[str, Any]:
    """A run as `biblio extract` prints it, and with each note the words that stand `before` its call."""
    from biblio.contracts.extraction import extraction

    seen = extraction(result)
    body = result.reading.body.text
    for shown, note in zip(seen["notes"], result.reading.notes, strict=True):
        shown["before"] = body[max(0, note.call.at - _BEFORE) : note.call.at] if note.call else ""
    return seen


def compare(truth: Truth, seen: Mapping[str, Any]) -> tuple[Finding, ...]:
    """Everything the truth says, held against what `observe` saw."""
    cited = {cite["work"] for note in seen["notes"] for cite in note["citations"] if cite["form"] != "mention"}
    items = [item for item in seen["works"] if item["id"] in cited]
    ids = _match(truth.works, items)
    return (*_compare_notes(truth, seen["notes"], ids), *_compare_works(truth, items, ids))


def _compare_notes(truth: Truth, seen: Sequence[Mapping[str, Any]], ids: Mapping[str, str]) -> Iterator[Finding]:
    found = {str(note["label"]): index for index, note in enumerate(seen)}
    for wanted in truth.notes:
        label = wanted["label"]
        subject = f"note {label}"
        if label not in found:
            yield Finding("note", subject, "the note", f"{wanted['begins']} ...", "", False)
            yield Finding("call", subject, "the call", wanted["call"], "", False)
            yield from (_cite(subject, at, cite, None, ids) for at, cite in enumerate(wanted["cites"], 1))
            continue
        note = seen[found[label]]
        text, begins, ends = plain(note["text"]), plain(wanted["begins"]), plain(wanted["ends"])
        right = text.startswith(begins) and text.endswith(ends)
        got = f"{text[: len(begins)]} ... {text[-len(ends) :]}"
        yield Finding("note", subject, "the note", f"{begins} ... {ends}", got, right)
        before = plain(note["before"])
        call = plain(wanted["call"])
        yield Finding("call", subject, "words before the call", call, before[-len(call) :], before.endswith(call))
        yield from _compare_cites(subject, wanted["cites"], note, ids)
    wanted_labels = {note["label"] for note in truth.notes}
    for note in seen:
        if str(note["label"]) not in wanted_labels:
            yield Finding("note", f"note {note['label']}", "the note", "", note["text"][:60], False)


def _compare_cites(
    subject: str, wanted: list[Mapping[str, Any]], note: Mapping[str, Any], ids: Mapping[str, str]
) -> Iterator[Finding]:
    """The cites in order; titles in passing count only where the truth has one."""
    mentions = [plain(cite["mention"]) for cite in wanted if "mention" in cite]
    seen = [{**cite, "words": plain(note["text"][slice(*cite["span"])])} for cite in note["citations"]]
    seen = [cite for cite in seen if cite["form"] != "mention" or any(title in cite["words"] for title in mentions)]
    for at, (expected, got) in enumerate(_align(wanted, seen, ids), 1):
        if expected:
            yield _cite(subject, at, expected, got, ids)
        elif got:
            yield Finding("cite", subject, f"cite {at}", "", f"{got['form']} “{got['words']}”", False)


def _align(
    wanted: Sequence[Mapping[str, Any]], seen: Sequence[Mapping[str, Any]], ids: Mapping[str, str]
) -> Iterator[tuple[Mapping[str, Any] | None, Mapping[str, Any] | None]]:
    """Pairs of cites of the same work, in order; what lies between them is paired as it stands."""
    left = [ids.get(cite.get("work", ""), cite["form"]) for cite in wanted]
    right = [cite["form"] if cite["form"] == "mention" else cite["work"] or "" for cite in seen]
    for _, low, high, start, end in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        yield from zip_longest(wanted[low:high], seen[start:end])


def _cite(
    subject: str, at: int, wanted: Mapping[str, Any], seen: Mapping[str, Any] | None, ids: Mapping[str, str]
) -> Finding:
    """Form, work, locator and, where the truth gives them, signal and inferred fields of one cite."""
    expected = [wanted["form"], wanted.get("mention") or wanted["work"], _locator(wanted.get("locator", ""))]
    got = ["", "", ""]
    if seen:
        work = next((own for own, key in ids.items() if key == seen["work"]), seen["work"] or "no work")
        locator = seen["locator"]
        got = [seen["form"], work, _locator(f"{locator['label']} {locator['value']}") if locator else ""]
        if "mention" in wanted:
            got[1] = wanted["mention"] if plain(wanted["mention"]) in seen["words"] else seen["words"]
        if "prefix" in wanted:
            expected.append(wanted["prefix"])
            got.append(seen["prefix"].strip(" ,;"))
        if "inferred" in wanted:
            expected += wanted["inferred"]
            got += [name for name in seen.get("inferred", ()) if name in wanted["inferred"]]
    return Finding("cite", subject, f"cite {at}", ", ".join(expected), ", ".join(got), expected == got)


def _locator(text: str) -> str:
    """ "97–105" and "page 97-105" are the same place."""
    label, _, value = plain(text).partition(" ")
    return plain(text) if not text or (value and label.isalpha()) else f"page {plain(text)}"


def _match(works: tuple[Mapping[str, Any], ...], items: list[Mapping[str, Any]]) -> dict[str, str]:
    """Which key of the run stands for which work of the truth: the likest pairs first."""
    pairs = sorted(
        (
            (SequenceMatcher(None, _outline(work), _outline(item), autojunk=False).ratio(), work["id"], item["id"])
            for work in works
            for item in items
        ),
        reverse=True,
    )
    ids: dict[str, str] = {}
    for ratio, own, key in pairs:
        if ratio >= _SIMILAR and own not in ids and key not in ids.values():
            ids[own] = key
    return ids


def _outline(work: Mapping[str, Any]) -> str:
    return " / ".join(_field(work, name) for name in ("author", "title", "container-title", "issued", "URL")).lower()


def _compare_works(truth: Truth, items: list[Mapping[str, Any]], ids: Mapping[str, str]) -> Iterator[Finding]:
    by_key = {item["id"]: item for item in items}
    for work in truth.works:
        item = by_key.get(ids.get(work["id"], ""))
        yield Finding(
            "work",
            work["id"],
            "the work",
            work["title"],
            item.get("title", "untitled") if item else "",
            item is not None,
        )
        for name in FIELDS:
            if name not in work.get("unchecked", ()) and (name in work or (item and _field(item, name))):
                yield _compare_field(work, item or {}, name, ids)
    for key, item in by_key.items():
        if key not in ids.values():
            yield Finding("work", key, "the work", "", item.get("title", ""), False)


def _compare_field(work: Mapping[str, Any], item: Mapping[str, Any], name: str, ids: Mapping[str, str]) -> Finding:
    got = _field(item, name)
    if name == "reprint-of":
        got = next((own for own, key in ids.items() if key == got), got)
    if name == "author" and item:
        got = _without_needless_given_names(work.get("author", ()), got)
    several = isinstance(work.get(name), list) and name not in ("author", "editor")
    accepted = [_field({name: value}, name) for value in work[name]] if several else [_field(work, name)]
    return Finding("field", work["id"], name, " or ".join(accepted), got, got in accepted)


def _without_needless_given_names(wanted: Any, got: str) -> str:
    """The names as found, but the family name alone where the truth knows no more."""
    names = [plain(name) for name in wanted]
    found = got.split("; ")
    return "; ".join(
        name.partition(",")[0] if at < len(names) and "," not in names[at] else name for at, name in enumerate(found)
    )


def _field(work: Mapping[str, Any], name: str) -> str:
    """A field of a truth file or of a CSL item in one form."""
    value = work.get(name)
    if name == "reprint-of":
        value = value or work.get("biblio", {}).get("reprint-of")
    if value is None:
        return ""
    if name in ("author", "editor"):
        return "; ".join(_name(person) for person in value)
    if isinstance(value, Mapping):
        return _date(value)
    if name == "page":
        return str(Pages.parse(plain(str(value))))
    return plain(str(value)).rstrip(".") if name != "issued" else str(value)


def _name(person: Mapping[str, str] | str) -> str:
    if isinstance(person, str):
        return plain(person)
    family = " ".join(filter(None, (person.get("non-dropping-particle"), person.get("family"))))
    return plain(person.get("literal") or ", ".join(filter(None, (family, person.get("given")))))


def _date(value: Mapping[str, Any]) -> str:
    """A CSL date in EDTF; its literal where it has no parts."""
    if "date-parts" not in value:
        return str(value.get("edtf") or value.get("literal") or value.get("raw") or "")
    moments = [
        "-".join(f"{int(part):0{4 if at == 0 else 2}d}" for at, part in enumerate(parts))
        for parts in value["date-parts"]
    ]
    if "season" in value:
        moments[0] += f"-{20 + int(value['season'])}"
    return "/".join(moments)
