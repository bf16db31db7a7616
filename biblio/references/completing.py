"""What the whole document knows of a work that no single cite says: full names, the book that holds a chapter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from biblio.identity import same_person, same_work, words
from biblio.model import Contributor, Name, Work, WorkId
from biblio.references.index import Index
from biblio.references.merging import fuller_name, merge

__all__ = ["books", "names"]


def names(works: Sequence[Work], spoken: Sequence[Work]) -> tuple[Work, ...]:
    """The works, each surname-only contributor under the full name of the one person of that surname.

    `spoken` are the works as every cite words them. Two persons of one surname leave it as it was printed. Whoever is
    called "Stedman Jones" somewhere has no second given name "Stedman".
    """
    everybody = tuple(_everybody((*works, *spoken)))
    called = {_called(name) for name in everybody if name.family and " " not in name.given and "." not in name.given}
    people: dict[str, list[Name]] = {}
    for name in (_doubled(name, called) for name in everybody):
        if name.given and name.family:
            _learn(people.setdefault(_surname(name), []), name)
    return tuple(_renamed(work, people, called) for work in works)


def books(works: Sequence[Work]) -> tuple[Work, ...]:
    """The works, chapters of one book sharing what any cite says of that book."""
    held = [replace(work.container, type="book") for work in works if work.container and _book(work)]
    whole = [work for work in works if work.type == "book" and work.title and work.container is None]
    shelf, index = (*whole, *held), Index()
    for at, book in enumerate(shelf):
        index.file(WorkId(at), book)
    return tuple(_with_book(work, shelf, index) for work in works)


def _with_book(work: Work, shelf: Sequence[Work], index: Index) -> Work:
    if work.container is None or not work.container.title or not _book(work):
        return work
    container = replace(work.container, type="book", date=work.container.date or work.date)
    for number in index.alike(container):
        other = shelf[number]
        if _one_book(container, other):
            container, _ = merge(container, replace(other, related=(), inferred=(), url="", identifiers=()))
    date = None if work.container.date is None and container.date == work.date else container.date
    container = replace(container, type=work.container.type, date=date)
    return work if container == work.container else replace(work, container=container)


def _one_book(container: Work, other: Work) -> bool:
    """A lone word is too little to share editors and publisher: something else must be known."""
    telling = len(words(container.title)) > 1 or container.contributors or container.date or container.publisher
    return bool(telling) and same_work(container, other)


def _book(work: Work) -> bool:
    return work.type not in ("article-journal", "article-magazine", "article-newspaper", "post", "review", "broadcast")


def _everybody(works: Sequence[Work]) -> Iterator[Name]:
    for work in works:
        yield from (contributor.name for contributor in work.contributors)
        if work.container:
            yield from (contributor.name for contributor in work.container.contributors)


def _surname(name: Name) -> str:
    return " ".join(words(f"{name.particle} {name.family}"))


def _learn(known: list[Name], name: Name) -> None:
    """One entry a person, under the fullest spelling."""
    for at, other in enumerate(known):
        if same_person(other, name):
            known[at] = fuller_name(other, name)
            return
    known.append(name)


def _called(name: Name) -> str:
    return " ".join(words(f"{name.given} {name.particle} {name.family}"))


def _doubled(name: Name, called: set[str]) -> Name:
    """ "Gareth Stedman | Jones" as "Gareth | Stedman Jones", where that is what somebody is called."""
    given, _, last = name.given.rpartition(" ")
    if not given or name.particle or " ".join(words(f"{last} {name.family}")) not in called:
        return name
    return replace(name, given=given, family=f"{last} {name.family}")


def _renamed(work: Work, people: dict[str, list[Name]], called: set[str]) -> Work:
    renamed = tuple(_completed(contributor, people, called) for contributor in work.contributors)
    container = work.container and _renamed(work.container, people, called)
    if renamed == work.contributors and container == work.container:
        return work
    return replace(work, contributors=renamed, container=container)


def _completed(contributor: Contributor, people: dict[str, list[Name]], called: set[str]) -> Contributor:
    name = _doubled(contributor.name, called)
    if name.given or name.literal or not name.family:
        return contributor if name == contributor.name else replace(contributor, name=name)
    known = people.get(_surname(name), [])
    return replace(contributor, name=known[0]) if len(known) == 1 else contributor
