r"""`\emph{...}`, `{\em ...}`, `\enquote{...}`, `\ss`, `\c{c}`, `\url{...}`, `\cite{...}`, `\ref{...}`."""

from __future__ import annotations

import re

from biblio.readers._latex.scan import skip_blanks
from biblio.readers._latex.tables import tables
from biblio.readers._latex.walker import CITE, Walker, Word, past_blanks

__all__ = ["cite", "label", "letter", "link", "second_argument", "setting"]


def cite(walker: Walker, word: Word) -> int | None:
    r"""`\cite[12]{key}` stays as it is written; `\ref` of a note prints its number."""
    if not CITE.fullmatch(word.name):
        return None
    _, groups, after = walker.arguments(word, 9 if word.name.rstrip("*").endswith("s") else 1)
    if not groups:
        return None
    if word.name == "ref" and (label := walker.known_labels.get(walker.written(groups[0]).strip())):
        walker.print(label)
    else:
        walker.print(walker.reading.text[word.start : after])
    return after


def label(walker: Walker, word: Word) -> int | None:
    r"""What `\ref` will print for a label in a note."""
    if word.name != "label":
        return None
    _, groups, after = walker.arguments(word, 1)
    if groups and walker.label:
        walker.labels[walker.written(groups[0]).strip()] = walker.label
    return after


def letter(walker: Walker, word: Word) -> int | None:
    r"""`\ss`, `\ldots`; `\c{c}`, `\v s`: accents that are letters."""
    known = tables()
    text = walker.reading.text
    if word.name in known.letters:
        walker.print(known.letters[word.name])
        if text.startswith("{}", word.at):
            return word.at + 2
        return past_blanks(text, word.at, word.end)
    if word.name in known.accents:
        return walker.accent(word.name, word.at, word.end)
    return None


def setting(walker: Walker, word: Word) -> int | None:
    r"""`\emph{...}`, `{\em ...}`, `\enquote{...}`."""
    known = tables()
    if word.name in known.switches:
        walker.marks = walker.marked_as(known.switches[word.name])
        return past_blanks(walker.reading.text, word.at, word.end)
    if word.name not in known.marks and word.name not in known.quotes:
        return None
    _, groups, after = walker.arguments(word, 1)
    if not groups:
        return _bare(walker, word)
    if word.name in known.marks:
        walker.within(groups[0], walker.marked_as(known.marks[word.name]))
    else:
        opening, closing = known.quotes[word.name]
        walker.print(opening)
        walker.run(*groups[0])
        walker.print(closing)
    return after


def _bare(walker: Walker, word: Word) -> int:
    """A command whose argument is a single letter, or missing."""
    return past_blanks(walker.reading.text, word.at, word.end)


def link(walker: Walker, word: Word) -> int | None:
    r"""`\url{...}`, `\href{...}{...}`."""
    if word.name not in ("url", "path", "nolinkurl", "href"):
        return None
    text = walker.reading.text
    at = skip_blanks(text, word.at, word.end)
    if word.name != "href" and at < word.end and text[at] not in "{[":
        close = text.find(text[at], at + 1, word.end)
        if close > at:
            walker.flow.add(text[at + 1 : close], walker.marks, text[at + 1 : close])
            return close + 1
    _, groups, after = walker.arguments(word, 2 if word.name == "href" else 1)
    if not groups:
        return None
    address = re.sub(r"\\([%#&_~{}$])", r"\1", walker.written(groups[0])).replace("\\textasciitilde", "~")
    address = re.sub(r"\s*\n\s*|\\-", "", address).strip()
    if word.name == "href" and len(groups) > 1:
        outer, walker.href = walker.href, address
        walker.run(*groups[1])
        walker.href = outer
    else:
        walker.flow.add(address, walker.marks, "" if word.name == "path" else address)
    return after


def second_argument(walker: Walker, word: Word) -> int | None:
    """Words with a first argument that says how, and a second that is read."""
    if word.name not in ("foreignlanguage", "textcolor", "hyperlink", "hyperref", "foreignquote", "textlang"):
        return None
    _, groups, after = walker.arguments(word, 2)
    if not groups:
        return None
    walker.run(*groups[-1])
    return after
