"""[`Work`, `Work`] -> one and the same? Scored by named parts, so that the answer can be explained."""

from __future__ import annotations

from biblio.identity.contradiction import contradict, contradictions
from biblio.identity.folding import ascii_fold, fold, words
from biblio.identity.numbers import number_key, same_number
from biblio.identity.people import credited, same_people, same_person
from biblio.identity.siglum import initials_of, siglum_letters
from biblio.identity.titles import TitleMatch, is_acronym, match_titles, parties
from biblio.identity.works import Comparison, Part, address_key, compare, same_work

__all__ = [
    "Comparison",
    "Part",
    "TitleMatch",
    "address_key",
    "ascii_fold",
    "compare",
    "contradict",
    "contradictions",
    "credited",
    "fold",
    "initials_of",
    "is_acronym",
    "match_titles",
    "number_key",
    "parties",
    "same_number",
    "same_people",
    "same_person",
    "same_work",
    "siglum_letters",
    "words",
]
