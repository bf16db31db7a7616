"""Measure `references.resolve` on annotated essays, given their cites as marked by hand.

usage: bench_references.py [--held-out | --all] [--errors] [--folder FOLDER] [ESSAY ...]

Every annotated cite becomes a `Cite` with the fields as printed in it, and the author where the annotation says that
one is to be inferred; what is asked is which work each one means. A sixth of the essays, chosen by the hash of their
names, is held out; rules are developed on the others.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import time
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from biblio.identity import fold
from biblio.model import (
    Call,
    Citation,
    Cite,
    Contributor,
    Date,
    Form,
    Identifier,
    IdentifierKind,
    Locator,
    Moment,
    Name,
    Note,
    Pages,
    Passage,
    Reading,
    Reference,
    Resolved,
    Role,
    Span,
    Work,
)
from biblio.references import RULES, resolve
from biblio.references.wording import means_same_author

ESSAYS = Path(__file__).resolve().parents[2] / "shared" / "data" / "essays"
BACKWARD = ("ibid", "short", "op-cit", "cross-reference")
_AND = re.compile(r"\s*(?:;|/|,?\s+(?:and|und|et|y|ed|e|i|en|och|&)\s+|\s+&\s*)\s*")
_MORE = re.compile(r"[, ]*\b(?:et al|u\. ?a|e altri|y otros|and others|i in)\b\.?")
_YEAR = re.compile(r"\b(1[0-9]\d\d|20\d\d)(?:[–/-](\d{2,4}))?(?!\d)")
_INITIALS = re.compile(r"(?:[A-ZÀ-Þ][a-zà-ÿ]?\.?[\s-]*){1,4}\Z")
_CAPITALS = re.compile(r"((?:[A-ZÀ-Þ’'-]{3,}\s+)+)([A-ZÀ-Þ][a-zà-ÿ].*)\Z")
_MONTH = re.compile(
    r"(?:(\d{1,2})\.?\s+(?:de\s+)?)?\b(jan|feb|mar|mär|apr|avr|may|mai|mag|maj|jun|juin|giu|jul|juil|lug|"
    r"aug|ago|août|sep|set|sett|okt|oct|ott|out|nov|dec|dez|dic|déc)[a-zéû]*\b",
    re.IGNORECASE,
)
_MONTHS = {
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "mär": 3,
    "apr": 4,
    "avr": 4,
    "may": 5,
    "mai": 5,
    "mag": 5,
    "maj": 5,
    "jun": 6,
    "juin": 6,
    "giu": 6,
    "jul": 7,
    "juil": 7,
    "lug": 7,
    "aug": 8,
    "ago": 8,
    "août": 8,
    "sep": 9,
    "set": 9,
    "sett": 9,
    "okt": 10,
    "oct": 10,
    "ott": 10,
    "out": 10,
    "nov": 11,
    "dec": 12,
    "dez": 12,
    "dic": 12,
    "déc": 12,
}
_VOLUMES = re.compile(r"(\d+)\s*(?:vols?|voll|volúmenes|volumes|tomos|tomes|t|Bde|Bände|tomy)\b")
_PLURAL = re.compile(r"\b(?:of|for|der|für|des|de la|sulla|per|University|Commission|Committee|Court|Council|Office)\b")
_ROLES = {"author": Role.AUTHOR, "editor": Role.EDITOR, "translator": Role.TRANSLATOR}
_PLAIN = {
    "series": "series",
    "volume": "volume",
    "issue": "issue",
    "place": "place",
    "publisher": "publisher",
    "edition": "edition",
    "archive": "archive",
    "shelfmark": "archive_location",
    "genre": "genre",
    "number": "number",
    "url": "url",
}


@dataclass(frozen=True, slots=True)
class Essay:
    """An annotated essay as `resolve` takes it, with the work each cite means."""

    name: str
    citations: tuple[Citation, ...]
    reading: Reading
    gold: tuple[tuple[str, ...], ...]
    """Work of each cite, citation by citation."""
    wordings: tuple[str, ...] = ()


@dataclass(slots=True)
class Score:
    """Counts over essays; `right[form]` and so on."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    open: Counter[str] = field(default_factory=Counter)
    offered: Counter[str] = field(default_factory=Counter)
    """Of the open ones, those whose work is among the candidates."""
    rules: Counter[tuple[str, str]] = field(default_factory=Counter)
    works: int = 0
    gold_works: int = 0
    matched: int = 0
    split: int = 0
    joined: int = 0
    seconds: float = 0.0
    errors: list[str] = field(default_factory=list)


def main() -> int:
    """Print the figures."""
    arguments = _arguments()
    paths = [Path(name) for name in arguments.essays] or sorted(arguments.folder.glob("*.xml"))
    if not paths:
        print(f"no essays in {arguments.folder}", file=sys.stderr)
        return 2
    if not arguments.essays and not arguments.all:
        paths = [path for path in paths if held_out(path.stem) == arguments.held_out]
    score = Score()
    for path in paths:
        measure(read_essay(path), score)
    _report(score, len(paths), errors=arguments.errors)
    return 0


def held_out(name: str) -> bool:
    """Whether an essay belongs to the sixth that rules are not developed on."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 6 == 0


def read_essay(path: Path) -> Essay:
    """The cites of an annotated essay, each with the fields printed in it."""
    root = ET.parse(path).getroot()
    works = {work["id"]: work for work in json.loads(root.findtext("works") or "[]")}
    body, calls = _body(root.find("body"))
    citations, gold = [], []
    for ordinal, element in enumerate(root.find("notes") or (), start=1):
        label = element.get("n", "")
        call = Call(Span(calls[label], calls[label]), calls[label]) if label in calls else None
        text, cites, meant = _note(element, works, ordinal)
        note = Note(label, Passage(text), call, ordinal=ordinal)
        citations.append(Citation(note, cites))
        gold.append(meant)
    notes = tuple(citation.note for citation in citations)
    return Essay(path.stem, tuple(citations), Reading(Passage(body), notes), tuple(gold))


def measure(essay: Essay, score: Score) -> None:
    """Resolve one essay and add to the counts."""
    start = time.perf_counter()
    resolved = resolve(essay.citations, essay.reading)
    score.seconds += time.perf_counter() - start
    answers = _answers(essay, resolved)
    meaning = _matching(answers)
    score.works += len(resolved.works)
    score.gold_works += len({gold for _, gold, _ in answers})
    score.matched += len(meaning)
    first: set[str] = set()
    for at, (cite, gold, work) in enumerate(answers):
        form = cite.form.value
        again = gold in first
        first.add(gold)
        if form in BACKWARD and not again:
            form += " (first)"
        if work is None:
            score.open[form] += 1
            score.offered[form] += any(meaning.get(n) == gold for n in resolved.resolutions[at].candidates)
        elif meaning.get(work) == gold:
            score.right[form] += 1
            score.rules[resolved.resolutions[at].rule, "right"] += 1
            continue
        else:
            score.wrong[form] += 1
        score.rules[resolved.resolutions[at].rule, "open" if work is None else "wrong"] += 1
        score.errors.append(_error(essay, resolved, at, cite, gold, meaning))
    together: dict[str, set[int]] = defaultdict(set)
    apart: dict[int, set[str]] = defaultdict(set)
    for _, gold, work in answers:
        if work is not None:
            together[gold].add(work)
            apart[work].add(gold)
    score.split += sum(len(found) - 1 for found in together.values())
    score.joined += sum(len(found) - 1 for found in apart.values())


def _answers(essay: Essay, resolved: Resolved) -> list[tuple[Cite, str, int | None]]:
    return [
        (
            essay.citations[found.citation].cites[found.cite],
            essay.gold[found.citation][found.cite],
            found.work,
        )
        for found in resolved.resolutions
    ]


def _matching(answers: list[tuple[Cite, str, int | None]]) -> dict[int, str]:
    """One of our works for each of theirs: the pairs that share most cites, those that say most counting most."""
    weight = {Form.FULL: 100, Form.IDEM: 100, Form.LINK: 100, Form.MENTION: 100, Form.SHORT: 10}
    shared: Counter[tuple[int, str]] = Counter()
    for cite, gold, work in answers:
        if work is not None:
            shared[work, gold] += weight.get(cite.form, 1)
    meaning: dict[int, str] = {}
    for (work, gold), _ in shared.most_common():
        if work not in meaning and gold not in meaning.values():
            meaning[work] = gold
    return meaning


def _error(essay: Essay, resolved: Resolved, at: int, cite: Cite, gold: str, meaning: dict[int, str]) -> str:
    found = resolved.resolutions[at]
    citation = essay.citations[found.citation]
    words = cite.span.of(citation.note.body.text)
    ours = "-" if found.work is None else f"{meaning.get(found.work, '?')} ({resolved.works[found.work].title[:40]})"
    offered = [meaning.get(number, "?") for number in found.candidates]
    return (
        f"{essay.name} {citation.note.label} {cite.form}: {words[:110]!r} is {gold}, "
        f"taken for {ours} by {found.rule}, candidates {offered}"
    )


def _report(score: Score, essays: int, *, errors: bool) -> None:
    if errors:
        print("\n".join(score.errors))
    print(f"{essays} essays, {score.seconds:.2f} s")
    print(f"{'form':24}{'cites':>7}{'right':>7}{'wrong':>7}{'open':>7}{'offered':>9}{'right %':>9}{'wrong %':>9}")
    forms = sorted({*score.right, *score.wrong, *score.open})
    for form in forms:
        _line(form, score, (form,))
    _line("back references", score, BACKWARD)
    _line("all", score, tuple(forms))
    print(f"\n{'rule':24}{'right':>7}{'wrong':>7}{'open':>7}")
    for rule, _ in RULES:
        print(f"{rule:24}" + "".join(f"{score.rules[rule, what]:7}" for what in ("right", "wrong", "open")))
    found = 2 * score.matched / (score.works + score.gold_works or 1)
    print(f"works {score.works}, marked {score.gold_works}, F1 {found:.3f}; {score.split} split, {score.joined} joined")


def _line(name: str, score: Score, forms: tuple[str, ...]) -> None:
    right, wrong, left, offered = (
        sum(counter[form] for form in forms) for counter in (score.right, score.wrong, score.open, score.offered)
    )
    total = right + wrong + left
    if total:
        shares = f"{100 * right / total:9.1f}{100 * wrong / total:9.1f}"
        print(f"{name:24}{total:7}{right:7}{wrong:7}{left:7}{offered:9}{shares}")


def _body(element: ET.Element | None) -> tuple[str, dict[str, int]]:
    """The running text, and where each note is called."""
    parts: list[str] = []
    calls: dict[str, int] = {}
    if element is None:
        return "", calls
    parts.append(element.text or "")
    for child in element:
        if child.tag == "call":
            calls[child.get("n", "")] = sum(map(len, parts))
        else:
            parts.append("".join(child.itertext()))
        parts.append(child.tail or "")
    return "".join(parts), calls


def _note(
    element: ET.Element, works: dict[str, dict[str, Any]], ordinal: int
) -> tuple[str, tuple[Cite, ...], tuple[str, ...]]:
    text = "".join(element.itertext())
    cites: list[Cite] = []
    meant: list[str] = []
    at = 0
    for child, start in _cites(element, at):
        printed = "".join(child.itertext())
        gold = child.get("work", "")
        people = _recorded(works.get(gold, {})) if child.get("inferred") else ()
        cites.append(_cite(child, Span(start, start + len(printed)), ordinal, people))
        meant.append(gold)
        biblio = works.get(gold, {}).get("biblio")
        original = biblio.get("reprint-of") if isinstance(biblio, dict) else None
        if original in meant[:-1] and cites[-1].form is Form.FULL:
            cites[-1] = replace(cites[-1], reprint_of=meant.index(original))
    return text, tuple(cites), tuple(meant)


def _cites(element: ET.Element, at: int) -> Iterator[tuple[ET.Element, int]]:
    at += len(element.text or "")
    for child in element:
        if child.tag == "cite":
            yield child, at
            at += len("".join(child.itertext()))
        else:
            inner = list(_cites(child, at))
            yield from inner
            at += len("".join(child.itertext()))
        at += len(child.tail or "")


def _recorded(work: dict[str, Any]) -> tuple[Contributor, ...]:
    """The authors of a record: what a reader of the commentary knows where the cite does not print them."""
    return tuple(
        Contributor(Name(name.get("family", ""), name.get("given", ""), literal=name.get("literal", "")))
        for name in work.get("author", ())
    )


def _cite(element: ET.Element, span: Span, ordinal: int, inferred: tuple[Contributor, ...]) -> Cite:
    fields: dict[str, list[str]] = defaultdict(list)
    for child in element.iter():
        if child.tag not in ("cite", "i"):
            fields[child.tag].append(" ".join("".join(child.itertext()).split()))
    form = Form(element.get("form", "full"))
    locator = _locator(", ".join(fields["locator"]))
    reference = Reference(
        _work(fields, form, inferred),
        cross_reference=_label(fields["xref"], ordinal),
        abbreviation=fields["abbr"][0] if fields["abbr"] and fields["title"] else "",
    )
    return Cite(span, form, reference, locator)


def _locator(text: str) -> Locator | None:
    labels = (
        ("section", r"ss?\.?\s|§"),
        ("paragraph", r"paras?\b|párr|Rn"),
        ("chapter", r"ch\.|chap|cap\.|Kap"),
        ("line", r"l[ln]?\.|lines?"),
    )
    label = next((label for label, sign in labels if re.match(sign, text)), "page")
    return Locator(text, label) if text else None


def _work(fields: dict[str, list[str]], form: Form, inferred: tuple[Contributor, ...]) -> Work:
    people = [Contributor(name, role) for tag, role in _ROLES.items() for text in fields[tag] for name in names(text)]
    if not any(contributor.role is Role.AUTHOR for contributor in people):
        idem = [Name(literal=back) for back in fields["back"] if means_same_author(Name(literal=back))]
        people = [*(Contributor(name) for name in idem), *inferred, *people]
    title = " ".join(fields["title"][:1]) or " ".join(fields["abbr"][:1])
    plain = {name: fields[tag][0] for tag, name in _PLAIN.items() if fields[tag]}
    held = fields["container"][0] if fields["container"] else ""
    if not held and fields["back"] and form in (Form.FULL, Form.IDEM):
        held = next((back for back in fields["back"] if fold(back) in ("ibid", "ebd", "ivi", "ibidem")), "")
    container = Work(title=held, contributors=tuple(_container_people(fields))) if held else None
    doi = tuple(Identifier(IdentifierKind.DOI, text.split("doi.org/")[-1]) for text in fields["doi"])
    return Work(
        type="document",
        title=title,
        contributors=tuple(people),
        date=date(fields["date"][0]) if fields["date"] else None,
        original_date=date(fields["original-date"][0]) if fields["original-date"] else None,
        container=container,
        volumes=next((found[1] for text in fields["addendum"] if (found := _VOLUMES.match(text))), ""),
        inferred=("author",) if inferred else (),
        pages=Pages.parse(fields["pages"][0]) if fields["pages"] else None,
        identifiers=doi,
        **plain,  # type: ignore[arg-type]
    )


def _container_people(fields: dict[str, list[str]]) -> Iterator[Contributor]:
    for text in fields["container-author"]:
        yield from (Contributor(name, Role.AUTHOR) for name in names(text))


def names(text: str) -> Iterator[Name]:
    """Names as a note prints them; rough, for measuring only."""
    for part in [text] if _PLURAL.search(text) else _AND.split(_MORE.sub("", text)):
        pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
        capitals = _CAPITALS.match(part)
        if capitals and not pieces[1:]:
            yield Name(family=capitals[1].title(), given=capitals[2])
            continue
        if len(pieces) == 2 and (_INITIALS.match(pieces[1]) or len(pieces[0].split()) == 1):
            yield Name(family=pieces[0].title() if pieces[0].isupper() else pieces[0], given=pieces[1])
            continue
        yield from (_name(piece) for piece in pieces)


def _name(text: str) -> Name:
    if _PLURAL.search(text) or len(text.split()) > 5:
        return Name(literal=text)
    words = text.split()
    cut = len(words) - 1
    while cut > 0 and words[cut - 1][:1].islower():
        cut -= 1
    particle = " ".join(word for word in words[cut:-1])
    family = words[-1].title() if words[-1].isupper() and len(words[-1]) > 3 else words[-1]
    return Name(family=family, given=" ".join(words[:cut]), particle=particle)


def date(text: str) -> Date:
    """The years a date names."""
    years = list(_YEAR.finditer(text))
    if not years:
        return Date(literal=text)
    first, last = int(years[0][1]), years[-1][2] or (years[-1][1] if len(years) > 1 else "")
    end = int(str(first)[: 4 - len(last)] + last) if last else first
    if end == first and (found := _MONTH.search(text)):
        return Date(Moment(first, _MONTHS[found[2].lower()], int(found[1] or 0)), literal=text)
    return Date(Moment(first), Moment(end) if end > first else None, literal=text)


def _label(texts: list[str], ordinal: int) -> str:
    for text in texts:
        number = re.search(r"\d+", text)
        if number:
            return number[0]
        return str(ordinal - 1)
    return ""


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("essays", nargs="*", metavar="ESSAY")
    parser.add_argument("--folder", type=Path, default=ESSAYS)
    parser.add_argument("--held-out", action="store_true", help="the sixth that rules are not developed on")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--errors", action="store_true", help="list every cite that is not right")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
