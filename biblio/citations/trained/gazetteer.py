"""Phrases of the word lists in a row of tokens: "Oxford University Press", "ed. by", "New Left Review"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from biblio.citations import lexicon
from biblio.citations.trained.tokens import tokenise

__all__ = ["phrases"]

_LISTS = (
    *("signals", "editor_before", "editor_after", "translator_before", "edition_words", "edition_ordinals"),
    *("volume_labels", "issue_labels", "series_labels", "page_labels", "here_words", "et_al", "ibid", "idem", "op_cit"),
    *("cross_reference", "above_words", "access_words", "url_words", "undated", "hereafter", "piece_nouns", "genres"),
    *("book_nouns", "addenda", "saying_verbs", "first_printed", "printed_again", "introducers", "container_in"),
    *("function_words", "possessive_pronouns"),
)
_NAMES = ("places", "publishers", "periodicals", "repositories", "regions", "bodies", "schools", "given_names")
_TERMS = dict[tuple[str, ...], tuple[str, ...]]


@cache
def _phrases() -> tuple[_TERMS, dict[str, int]]:
    """Phrase -> its lists, and first word -> the length of the longest phrase that begins with it."""
    found: dict[tuple[str, ...], set[str]] = {}
    for phrase, name in _entries():
        tokens = [phrase[start:end].lower() for start, end in tokenise(phrase)]
        if len(tokens) > 1 and tokens[-1] == ".":
            tokens.pop()
        if tokens:
            found.setdefault(tuple(tokens), set()).add(name)
    longest: dict[str, int] = {}
    for phrase_tokens in found:
        longest[phrase_tokens[0]] = max(longest.get(phrase_tokens[0], 0), len(phrase_tokens))
    return {phrase: tuple(sorted(names)) for phrase, names in found.items()}, longest


def _entries() -> Iterator[tuple[str, str]]:
    """Every phrase of the word lists, with the name of its list."""
    for code in lexicon.LANGUAGES:
        words = lexicon.load(code)
        yield from ((phrase, name) for name in _LISTS for phrase in words.lists.get(name, ()))
        yield from ((label, f"l-{kind}") for label, kind in words.locator_labels.items())
        yield from ((month, "month") for month in words.months)
        yield from ((season, "season") for season in words.seasons)
    for name in _NAMES:
        yield from ((phrase, name) for phrase in lexicon.words(name))


def phrases(words: list[str]) -> list[tuple[str, ...]]:
    """For each token (in lower case) the lists with a phrase over it, "+" before those where it is not the first."""
    terms, longest = _phrases()
    found: list[tuple[str, ...]] = [()] * len(words)
    for index, word in enumerate(words):
        for length in range(min(longest.get(word, 0), len(words) - index), 0, -1):
            names = terms.get(tuple(words[index : index + length]))
            if names:
                found[index] += tuple(f"g={name}" for name in names)
                for inner in range(index + 1, index + length):
                    found[inner] += tuple(f"g=+{name}" for name in names)
                break
    return found
