"""Container works made flat and flat fields put back into containers.

Every exchange format is flat: a chapter carries its book's publisher and editor itself. `flat` lifts what belongs to
the container onto the work, `nest` puts it back, so that all formats agree on what belongs where.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from biblio.model import Contributor, IdentifierKind, Role, Work

__all__ = ["SERIAL", "container_of", "flat", "nest", "nested"]

SERIAL = frozenset(("article-journal", "article-magazine", "article-newspaper", "review", "review-book"))
"""Types whose container is a periodical."""
_LIFTED = (
    "volume",
    "volumes",
    "issue",
    "series",
    "series_number",
    "publisher",
    "place",
    "original_publisher",
    "original_place",
    "edition",
    "event",
)
"""What a part has from its container where it says nothing itself."""
_CONTAINER_ROLES = {Role.EDITOR: Role.EDITOR, Role.AUTHOR: Role.CONTAINER_AUTHOR, Role.TRANSLATOR: Role.TRANSLATOR}
_OF_CONTAINER = frozenset((Role.EDITOR, Role.CONTAINER_AUTHOR))
_FIELDS = tuple(field.name for field in fields(Work))
_CONTAINER_NUMBERS = (IdentifierKind.ISBN, IdentifierKind.ISSN)
_OWN_PLACE = frozenset(("post", "post-weblog", "webpage", "personal_communication", "thesis", "report", "document"))
"""Types that keep publisher and place themselves though they stand in something larger."""
_BOOKLIKE = frozenset(("book", "classic", "collection", "periodical"))


def container_of(type_: str) -> str:
    """The CSL type of what works of this type stand in."""
    if type_ in SERIAL:
        return "periodical"
    return "webpage" if type_ in ("post", "post-weblog", "webpage") else "book"


def flat(work: Work) -> Work:
    """The work with its container's fields as its own; `container` stays, for its title."""
    whole = work.container
    if whole is None:
        return work
    if whole.container is not None:
        whole = flat(whole)
    lifted: dict[str, Any] = {
        name: getattr(whole, name) for name in _LIFTED if not getattr(work, name) and getattr(whole, name)
    }
    for name in ("date", "original_date"):
        if getattr(work, name) is None:
            lifted[name] = getattr(whole, name)
    present = {contributor.role for contributor in work.contributors}
    people = tuple(
        Contributor(contributor.name, role)
        for contributor in whole.contributors
        if (role := _CONTAINER_ROLES.get(contributor.role, contributor.role)) not in present
    )
    numbers = tuple(number for number in whole.identifiers if number not in work.identifiers)
    return replace(
        work,
        contributors=work.contributors + people,
        identifiers=work.identifiers + numbers,
        url=work.url or whole.url,
        **lifted,
    )


def nest(work: Work, title: str, main_title: str = "") -> Work:
    """A flat work with what belongs to its container, called `title`, moved there; `main_title` is of many volumes."""
    if not title and not main_title:
        return work
    return Work(**nested({name: getattr(work, name) for name in _FIELDS}, title, main_title))


def nested(found: Mapping[str, Any], title: str, main_title: str = "") -> dict[str, Any]:
    """`nest` for a work that is not made yet: its fields by name, those that are empty may be missing."""
    type_ = found["type"]
    if not title and not main_title:
        return {**found}
    if type_ in _BOOKLIKE:
        return {**found, "container": Work(type="book", title=main_title or title)}
    whole: dict[str, Any] = {"type": container_of(type_), "title": title or main_title}
    if title and main_title:
        whole["container"] = Work(type="book", title=main_title)
    if type_ in _OWN_PLACE:
        return {**found, "container": Work(**whole)}
    whole |= {name: found[name] for name in _LIFTED if name in found}
    people, numbers = found.get("contributors", ()), found.get("identifiers", ())
    whole["contributors"] = tuple(
        Contributor(one.name, Role.AUTHOR if one.role is Role.CONTAINER_AUTHOR else one.role)
        for one in people
        if one.role in _OF_CONTAINER
    )
    whole["identifiers"] = tuple(number for number in numbers if number.kind in _CONTAINER_NUMBERS)
    return {
        **{name: value for name, value in found.items() if name not in _LIFTED},
        "container": Work(**whole),
        "contributors": tuple(one for one in people if one.role not in _OF_CONTAINER),
        "identifiers": tuple(number for number in numbers if number.kind not in _CONTAINER_NUMBERS),
    }
