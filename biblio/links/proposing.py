"""What checks propose, put into the entries of a .bib file: the better address, and the copy in an archive.

    url         = {http://lists.example.org/pipermail/history/2002-December/075556.html},
    urldate     = {2026-11-22},
    archiveurl  = {https://web.archive.org/web/20030117050505/http://example.org/a},
    archivedate = {2003-01-17},

`urldate` is a day on which the address showed the cited thing: of a new address the day of the check; of one that is
gone, where the entry gives none, the day of the copy. A day that the entry gives for its address stays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from biblio.addresses import normalise
from biblio.model import LinkCheck, Memento, SourceEntry, SourceField

__all__ = ["Proposal", "applied", "proposals"]

_NAMES: Mapping[str, tuple[str, ...]] = {
    "url": ("url",),
    "urldate": ("urldate", "lastchecked", "accessed"),
    "archiveurl": ("archiveurl", "archive-url"),
    "archivedate": ("archivedate", "archive-date"),
}
"""Names under which files have a field; the first is that of BibLaTeX's manner."""
_ESCAPES = str.maketrans({"_": r"\_", "%": r"\%", "&": r"\&", "#": r"\#", "$": r"\$"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a check would change in the entries that use its link."""

    check: LinkCheck
    url: str = ""
    """The address instead of the one that is there; "" if that stays."""
    copy: Memento | None = None


def proposals(checks: Sequence[LinkCheck]) -> tuple[Proposal, ...]:
    """Those of the checks that propose something. A copy is of the old address: it goes with that alone."""
    found = []
    for check in checks:
        url = check.proposed_url if check.proposed_url != check.link.url else ""
        repaired_only = url == normalise(check.link.url)
        copy = check.copy if not url or repaired_only else None
        if url or copy:
            found.append(Proposal(check, url, copy))
    return tuple(found)


def applied(entries: Sequence[SourceEntry], proposed: Sequence[Proposal]) -> tuple[SourceEntry, ...]:
    """The entries with what is proposed for the links that they use; an address that they do not write stays."""
    by_key: dict[str, list[Proposal]] = {}
    for proposal in proposed:
        for key in proposal.check.link.keys:
            by_key.setdefault(key, []).append(proposal)
    changed = []
    for entry in entries:
        for proposal in by_key.get(entry.filed, ()):
            entry = _changed(entry, proposal)
        changed.append(entry)
    return tuple(changed)


def _changed(entry: SourceEntry, proposal: Proposal) -> SourceEntry:
    field = _using(entry, proposal.check.link.url)
    if field is None:
        return entry
    is_address = field.name.lower() == "url"
    if field.name.lower() in _NAMES["archiveurl"]:
        return _recopied(entry, field, proposal)
    if proposal.url:
        entry = entry.with_field(_readdressed(field, proposal.check.link.url, proposal.url))
        if is_address and _seen_there(proposal):
            entry = _with(entry, "urldate", proposal.check.checked.date() if proposal.check.checked else None, field)
    if proposal.copy is not None and (is_address or entry.get("url") is None):
        entry = _copied(entry, field, proposal.copy)
    return entry


def _copied(entry: SourceEntry, field: SourceField, copy: Memento) -> SourceEntry:
    """The copy beside the address, unless the entry names one already."""
    if _field(entry, "archiveurl") is not None:
        return entry
    day = copy.datetime.date()
    if _field(entry, "urldate") is None:
        entry = _with(entry, "urldate", day, field)
    after = _field(entry, "urldate") or field
    entry = _with(entry, "archiveurl", copy.uri, after)
    return _with(entry, "archivedate", day, _field(entry, "archiveurl") or after)


def _recopied(entry: SourceEntry, field: SourceField, proposal: Proposal) -> SourceEntry:
    """The link was the entry's own archived copy: another copy in its place."""
    if proposal.copy is None:
        return entry.with_field(field.saying(proposal.url)) if proposal.url else entry
    entry = entry.with_field(field.saying(proposal.copy.uri))
    return _with(entry, "archivedate", proposal.copy.datetime.date(), field)


def _seen_there(proposal: Proposal) -> bool:
    """Whether somebody looked at the new address and saw the page; a mere repair says nothing of what is there."""
    check = proposal.check
    return check.checked is not None and proposal.url != normalise(check.link.url)


def _field(entry: SourceEntry, name: str) -> SourceField | None:
    return next((found for known in _NAMES[name] if (found := entry.get(known)) is not None), None)


def _with(entry: SourceEntry, name: str, value: str | date | None, after: SourceField) -> SourceEntry:
    """The field with another text, or a new one behind `after`, in the delimiters that one has."""
    if value is None:
        return entry
    text = value.isoformat() if isinstance(value, date) else _plain(value)
    there = _field(entry, name)
    if there is not None:
        return entry.with_field(there.saying(text))
    new = replace(after, name=_cased(name, after.name), at=-1, value_at=-1, line=0).saying(text)
    place = next(index for index, found in enumerate(entry.fields) if found.name == after.name and found.at == after.at)
    return replace(entry, fields=(*entry.fields[: place + 1], new, *entry.fields[place + 1 :]))


def _cased(name: str, like: str) -> str:
    if like.isupper():
        return name.upper()
    return name.capitalize() if like[:1].isupper() else name


def _plain(url: str) -> str:
    """Braces must pair in a .bib file, and an address has others in their place."""
    return url.replace("{", "%7B").replace("}", "%7D")


def _using(entry: SourceEntry, url: str) -> SourceField | None:
    """The field that writes the address: one that is nothing else before one that has it among words."""
    wanted = normalise(url)
    named = ("url", *_NAMES["archiveurl"])
    for field in entry.fields:
        if field.name.lower() in named and normalise(field.text) == wanted:
            return field
    return next((field for field in entry.fields if any(one in field.value for one in _writings(url))), None)


def _writings(url: str) -> tuple[str, ...]:
    """The address bare, and as LaTeX text has it."""
    return url, url.translate(_ESCAPES), url.translate(_ESCAPES).replace("~", r"\~{}")


def _readdressed(field: SourceField, old: str, new: str) -> SourceField:
    """The field with the new address in the place and the manner of the old one."""
    if field.name.lower() in ("url", *_NAMES["archiveurl"]):
        return field.saying(_plain(new))
    written = next(one for one in _writings(old) if one in field.value)
    instead = _plain(new) if written == old else _writings(_plain(new))[_writings(old).index(written)]
    return replace(field, value=field.value.replace(written, instead), text=field.text.replace(written, instead))
