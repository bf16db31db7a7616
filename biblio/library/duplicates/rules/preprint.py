"""A preprint, working paper or thesis and what was published of it are two things to cite."""

from __future__ import annotations

from biblio.identity import match_titles, same_people
from biblio.identity.people import credited
from biblio.library.duplicates.decision import Pair, Verdict
from biblio.model import IdentifierKind, Work

__all__ = ["judge"]

_SURE = 0.8
_SERVERS = ("10.48550/", "10.1101/", "10.2139/ssrn", "10.31235/", "10.31234/", "10.5281/", "10.20944/", "10.26434/")
"""How the DOIs of preprint servers begin: arXiv, bioRxiv, SSRN, OSF, Zenodo, Preprints, ChemRxiv."""
_NAMES = ("arxiv", "biorxiv", "medrxiv", "ssrn", "preprint", "working paper", "osf", "chemrxiv", "hal", "repec")


def judge(pair: Pair) -> tuple[Verdict, str] | None:
    """Apart, where title and people agree and one is a preprint, the other in print."""
    one, other = pair.left.work, pair.right.work
    kinds = [is_preprint(one), is_preprint(other)]
    printed = [_printed(one), _printed(other)]
    if sorted(kinds) != [False, True] or not printed[kinds.index(False)]:
        return None
    if match_titles(one.title, other.title).score < _SURE or not same_people(credited(one), credited(other)):
        return None
    early = (pair.left if kinds[0] else pair.right).key
    return Verdict.APART, f"{early} is a preprint, the other is published"


def is_preprint(work: Work) -> bool:
    """Whether the entry is of a preprint server and nothing says where it was published."""
    doi = work.identifier(IdentifierKind.DOI).lower()
    place = (work.container.title if work.container else "") or work.publisher or work.genre
    named = any(name in place.lower().split() or place.lower().startswith(name) for name in _NAMES)
    return named or doi.startswith(_SERVERS) or (bool(work.identifier(IdentifierKind.ARXIV)) and not work.container)


def _printed(work: Work) -> bool:
    return bool(work.container or work.publisher or work.pages)
