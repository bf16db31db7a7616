r"""`\section{...}`, `\maketitle`, `\begin{quote}`, `\item`, `\verb|...|`, and what only says how a page looks."""

from __future__ import annotations

from biblio.model import Diagnostic
from biblio.readers._latex.scan import arguments, option_end, skip_blanks
from biblio.readers._latex.tables import tables
from biblio.readers._latex.walker import Reading, Walker, Word, option, past_blanks

__all__ = ["environment", "layout", "section", "title", "verbatim"]

_VERBATIM = ("verbatim", "verbatim*", "lstlisting", "Verbatim", "minted", "alltt")
_UNREAD = ("comment", "filecontents", "filecontents*", "tikzpicture", "pspicture")
_MATHS = (
    "equation",
    "equation*",
    "align",
    "align*",
    "displaymath",
    "math",
    "gather",
    "gather*",
    "eqnarray",
    "eqnarray*",
)
_SECTIONS = ("part", "chapter", "section", "subsection", "subsubsection", "paragraph", "subparagraph", "minisec")
_ENVIRONMENT_ARGUMENTS = {
    "tabular": 1, "tabularx": 2, "minipage": 1, "longtable": 1, "thebibliography": 1, "multicols": 1,
}  # fmt: skip
_ENUMERATIONS = ("enumi", "enumi", "enumii", "enumiii", "enumiv")


def section(walker: Walker, word: Word) -> int | None:
    r"""A heading is a paragraph; counters may begin again with it."""
    if word.name.rstrip("*") not in _SECTIONS:
        return None
    text = walker.reading.text
    at = word.at + text.startswith("*", word.at)
    _, groups, after = arguments(text, walker.reading.groups, at, word.end, 1)
    if not groups:
        return None
    walker.counters.sectioned(word.name)
    walker.flow.paragraph(walker.line_of(word.start))
    walker.run(*groups[0])
    walker.flow.paragraph(walker.line_of(after))
    return after


def title(walker: Walker, word: Word) -> int | None:
    r"""`\title{...}` is kept for `\maketitle`, which prints it with the notes of `\thanks`."""
    if word.name in ("title", "subtitle", "author"):
        _, groups, after = walker.arguments(word, 1)
        if not groups or walker.reading.line:
            return None
        walker.titles[word.name] = groups[0]
        if word.name == "title":
            scratch = Walker(walker.whole, walker.source, walker.preamble, walker.rules)
            scratch.run(*groups[0])
            walker.title = scratch.body.bare()
        return after
    if word.name != "maketitle":
        return None
    outer, walker.reading = walker.reading, Reading(walker.whole, walker.whole_groups)
    for name in ("title", "subtitle", "author"):
        if name in walker.titles:
            walker.flow.paragraph(walker.line_of(word.start))
            walker.run(*walker.titles[name])
    walker.reading = outer
    walker.flow.paragraph(walker.line_of(word.at))
    return word.at


def environment(walker: Walker, word: Word) -> int | None:
    r"""`\begin{quote}`, `\item`, `\end{document}`."""
    if word.name == "item":
        return _item(walker, word)
    if word.name not in ("begin", "end"):
        return None
    _, groups, after = walker.arguments(word, 1)
    if not groups:
        return None
    name = walker.written(groups[0]).strip()
    walker.flow.paragraph(walker.line_of(word.start))
    if word.name == "end":
        walker.done = walker.done or name == "document"
        if walker.lists and walker.lists[-1][0] == name:
            walker.lists.pop()
        return after
    if name in _VERBATIM or name in _UNREAD or name in _MATHS:
        return _literal(walker, name, after, word.end)
    if name in ("enumerate", "itemize", "description"):
        walker.lists.append((name, 0))
    count = _ENVIRONMENT_ARGUMENTS.get(name, 0)
    _, _, beyond = arguments(walker.reading.text, walker.reading.groups, after, word.end, count)
    if name in ("figure", "table", "enumerate", "itemize", "description", "figure*", "table*"):
        at = skip_blanks(walker.reading.text, after, word.end)
        close = option_end(walker.reading.text, at, word.end) if walker.reading.text.startswith("[", at) else -1
        beyond = close + 1 if close >= 0 else beyond
    return beyond


def _literal(walker: Walker, name: str, at: int, end: int) -> int:
    """Code and formulas as they stand; comments not at all."""
    text = walker.reading.text
    close = text.find(f"\\end{{{name}}}", at, end)
    stop = close if close >= 0 else end
    if name not in _UNREAD:
        for number, line in enumerate(text[at:stop].strip("\n").split("\n")):
            if number:
                walker.flow.line_break()
            walker.print(line)
    return stop


def _item(walker: Walker, word: Word) -> int:
    options, after = option(walker, word)
    walker.flow.paragraph(walker.line_of(word.start))
    if options:
        walker.run(*options[0])
        walker.print(" ")
    elif walker.lists and walker.lists[-1][0] == "enumerate":
        number = walker.counters.values[_ENUMERATIONS[min(_nesting(walker), 4)]] + 1
        walker.counters.values[_ENUMERATIONS[min(_nesting(walker), 4)]] = number
        walker.print(f"{number}. ")
    return after


def _nesting(walker: Walker) -> int:
    return sum(1 for name, _ in walker.lists if name == "enumerate")


def verbatim(walker: Walker, word: Word) -> int | None:
    r"""`\verb|...|`, `\lstinline|...|`."""
    if word.name.rstrip("*") not in ("verb", "lstinline"):
        return None
    text = walker.reading.text
    at = word.at + text.startswith("*", word.at)
    if at >= word.end:
        return at
    close = text.find("}" if text[at] == "{" else text[at], at + 1, word.end)
    if close < 0:
        return at
    walker.print(text[at + 1 : close])
    return close + 1


def layout(walker: Walker, word: Word) -> int | None:
    r"""Ends of paragraphs and lines; what prints nothing goes with its arguments."""
    known = tables()
    name = word.name
    if name in ("par", "newpage", "clearpage", "bigskip", "medskip", "smallskip", "cleardoublepage"):
        walker.flow.paragraph(walker.line_of(word.at))
    elif name in ("newline", "linebreak"):
        walker.flow.line_break()
    elif name in ("input", "include", "subfile"):
        _, groups, _ = walker.arguments(word, 1)
        what = walker.written(groups[0]) if groups else "another file"
        walker.remarks.append(
            Diagnostic("part-not-read", f"{what} is a file of its own; read it, too", line=walker.line_of(word.start))
        )
    if name in known.discarded:
        if not known.discarded[name]:
            return past_blanks(walker.reading.text, word.at, word.end)
        return walker.arguments(word, known.discarded[name])[2]
    if name in known.ignored:
        return past_blanks(walker.reading.text, word.at, word.end)
    return None
