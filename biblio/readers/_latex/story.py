r"""A LaTeX source -> the running text and its notes.

Commands are read one after the other; `RULES` says which kinds there are. What no rule knows stays as it is written.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from biblio.errors import Place, ReadError
from biblio.model import Diagnostic, Mark, NoteKind
from biblio.readers._flow import Flow, FlowNote
from biblio.readers._latex.numbering import Counters
from biblio.readers._latex.preamble import Preamble
from biblio.readers._latex.scan import Groups, arguments, option_end, skip_blanks
from biblio.readers._latex.tables import tables

__all__ = ["Story"]

Marks = frozenset[Mark]
_SPECIAL = re.compile(
    r"""
    \\(?P<word>[A-Za-z@]+\*?) | \\(?P<symbol>.)
  | (?P<open>\{) | (?P<close>\}) | (?P<comment>%[^\n]*(?:\n(?![ \t]*\n)[ \t]*)?)
  | (?P<paragraph>\n[ \t]*\n\s*) | (?P<maths>\$\$?) | (?P<tie>~) | (?P<cell>&)
  | (?P<ligature>---?|``|''|`|'|,,(?=\w)|<<|>>) | (?P<short>"[a-zA-Z=~\-`'<>|/])
    """,
    re.VERBOSE | re.DOTALL,
)
_LIGATURES = {"--": "–", "---": "—", "``": "“", "''": "”", "`": "‘", "'": "’", ",,": "„", "<<": "«", ">>": "»"}
_GERMAN = {'"a': "ä", '"o': "ö", '"u': "ü", '"A': "Ä", '"O': "Ö", '"U': "Ü", '"s': "ß", '"`': "„", "\"'": "“"}
_SHORTHANDS = {'"=': "-", '"-': "", '"~': "-", '"<': "«", '">': "»", '"|': "", '"/': "/"}
_CITE = re.compile(r"[A-Za-z]*cite[A-Za-z]*\*?|(?:page|auto|name|c|C|v|eq|title)?ref\*?")
_FOOTCITE = re.compile(r"foot(?:full)?cite(?:text|s)?\*?|smartcites?|fullfootcite")
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
_NOTES = {
    "footnote": ("footnote", NoteKind.FOOTNOTE),
    "endnote": ("endnote", NoteKind.ENDNOTE),
    "pagenote": ("endnote", NoteKind.ENDNOTE),
    "thanks": ("thanks", NoteKind.FOOTNOTE),
    "sidenote": ("sidenote", NoteKind.FOOTNOTE),
    "tablefootnote": ("footnote", NoteKind.FOOTNOTE),
    **{f"footnote{letter}": (f"footnote{letter}", NoteKind.FOOTNOTE) for letter in "ABCDE"},
    **{f"{letter}footnote": (f"footnote{letter}", NoteKind.FOOTNOTE) for letter in "ABCDE"},
}
_SECTIONS = ("part", "chapter", "section", "subsection", "subsubsection", "paragraph", "subparagraph", "minisec")
_DEEPEST = 60
_MOST_EXPANSIONS = 20_000
_LONGEST_EXPANSION = 100_000
_LARGEST_EXPANSION = 5_000_000
_LONGEST_FORMULA = 20_000
_MARKS = {mark.value: mark for mark in Mark}


@dataclass(frozen=True, slots=True)
class _Macro:
    parameters: int
    default: str | None
    body: str


@dataclass(slots=True)
class _Reading:
    """What is read just now: the source, or what a command of the author's stands for."""

    text: str
    groups: Groups
    line: int = 0
    """The line of the command that was replaced; 0 in the source itself."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A command as it was met."""

    name: str
    start: int
    at: int
    """Where its arguments would begin."""
    end: int
    """Where the group ends in which it stands."""


class Story:
    """Reads one source."""

    def __init__(self, text: str, source: str, preamble: Preamble, labels: dict[str, str] | None = None) -> None:
        """`labels`: what `\\ref` prints for the labels of notes, from an earlier reading."""
        self.source = source
        self.preamble = preamble
        self.body = Flow(collapse=True)
        self.notes: list[FlowNote] = []
        self.title = ""
        self.labels: dict[str, str] = {}
        self.remarks: list[Diagnostic] = []
        self._known = labels or {}
        self._text = text
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._groups = Groups(text)
        self._reading = _Reading(text, self._groups)
        self._flow = self.body
        self._marks: Marks = frozenset()
        self._href = ""
        self._label = ""
        self._depth = 0
        self._expansions = 0
        self._expanded = 0
        self._keys = 0
        self._macros: dict[str, _Macro] = {}
        self._titles: dict[str, tuple[int, int]] = {}
        self._counters = Counters()
        self._marked: dict[tuple[str, str], int] = {}
        self._lists: list[tuple[str, int]] = []
        self._done = False
        for command, counter in preamble.resets:
            self._counters.resets.setdefault(command, set()).add(counter)

    def read(self) -> None:
        """Read the preamble for its definitions, then the document; all of a source without a preamble.

        Raises:
            ReadError: it is nested deeper than any text.
        """
        begin = self._text.find("\\begin{document}")
        if begin < 0:
            self._run(0, len(self._text))
            return
        scratch, self._flow = self._flow, Flow()
        self._definitions(0, begin)
        self._flow = scratch
        self._run(begin + len("\\begin{document}"), len(self._text))

    # -- the walk ------------------------------------------------------------------------------------------------

    def _run(self, start: int, end: int) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            what = "commands that call themselves without end" if self._reading.line else "groups are nested too deep"
            raise ReadError(what, place=Place(self.source, self._line(start)), hint="is it LaTeX that runs?")
        outer, reading, at = self._marks, self._reading, start
        text = reading.text
        while not self._done and at < end and (match := _SPECIAL.search(text, at, end)):
            self._print(text[at : match.start()])
            at = self._special(match, end)
        if not self._done:
            self._print(text[at:end])
        self._marks, self._reading = outer, reading
        self._depth -= 1

    def _special(self, match: re.Match[str], end: int) -> int:
        match match.lastgroup:
            case "word":
                word = match["word"]
                if word.endswith("*") and not self._is_starred(word):
                    word = word[:-1]
                return self._command(_Word(word, match.start(), match.start() + 1 + len(word), end))
            case "symbol":
                return self._symbol(match["symbol"], match.end(), end)
            case "open":
                close = self._reading.groups.end(match.start(), end)
                if close < 0:
                    return match.end()
                self._run(match.end(), close)
                return close + 1
            case "maths":
                return self._maths(match[0], match.end(), end)
            case "paragraph":
                self._flow.paragraph(self._line(match.end()))
            case kind:
                self._print(self._character(kind or "", match[0]))
        return match.end()

    def _character(self, kind: str, written: str) -> str:
        """What signs print that are no commands; braces and comments print nothing."""
        match kind:
            case "tie":
                return "\u00a0"
            case "cell":
                return " "
            case "ligature":
                return _LIGATURES[written]
            case "short":
                return self._shorthand(written)
        return ""

    def _is_starred(self, word: str) -> bool:
        known = tables()
        return word in known.quotes or word in known.discarded or bool(_CITE.fullmatch(word))

    def _shorthand(self, written: str) -> str:
        if not self.preamble.german:
            return written
        return _GERMAN.get(written, _SHORTHANDS.get(written, written))

    def _print(self, text: str) -> None:
        if text:
            self._flow.add(text, self._marks, self._href)

    def _symbol(self, symbol: str, at: int, end: int) -> int:
        if symbol == "\\":
            self._flow.line_break()
            text = self._reading.text
            at += text.startswith("*", at)
            close = option_end(text, at, end) if text.startswith("[", at) else -1
            return close + 1 if close >= 0 else at
        if symbol in tables().accents:
            return self._accent(symbol, at, end)
        if symbol in "([":
            close = self._reading.text.find("\\)" if symbol == "(" else "\\]", at, min(end, at + _LONGEST_FORMULA))
            if close >= 0:
                self._print(self._reading.text[at:close])
                return close + 2
        self._print(tables().symbols.get(symbol, symbol))
        return at

    def _accent(self, accent: str, at: int, end: int) -> int:
        text = self._reading.text
        at = skip_blanks(text, at, end) if accent.isalpha() else at
        close = self._reading.groups.end(at, end) if text.startswith("{", at) else -1
        if close >= 0:
            base, after = text[at + 1 : close], close + 1
        else:
            match = re.compile(r"\\[A-Za-z]+[ ]?|[^\s\\{}]").match(text, at, end)
            base, after = (match[0], match.end()) if match else ("", at)
        plain = self._letters(base)
        first = {"ı": "i", "ȷ": "j"}.get(plain[:1], plain[:1])
        self._print(unicodedata.normalize("NFC", (first or " ") + tables().accents[accent]) + plain[1:])
        return after

    def _letters(self, text: str) -> str:
        r"""An accent's base: a letter, or `\i`."""
        if text.startswith("\\"):
            return tables().letters.get(text[1:].strip(), "")
        return text.strip()

    def _maths(self, dollars: str, at: int, end: int) -> int:
        """Formulas stay as they are written; a raised number or word alone is just that."""
        text = self._reading.text
        close = text.find(dollars, at, min(end, at + _LONGEST_FORMULA))
        if close < 0:
            self._print(dollars)
            return at
        formula = text[at:close]
        raised = re.fullmatch(
            r"\s*(?:\{\})?\^\s*(?:\{)?(?:\\(?:rm|text|mathrm|textrm)\s*\{?)?\s*([\w*.]+)\}*\s*", formula
        )
        if raised:
            self._flow.add(raised[1], self._marks | {Mark.SUPERSCRIPT}, self._href)
        else:
            self._print(formula)
        return close + len(dollars)

    def _line(self, at: int) -> int:
        return self._reading.line or bisect_right(self._starts, at)

    # -- commands ------------------------------------------------------------------------------------------------

    def _command(self, word: _Word) -> int:
        for rule in RULES:
            after = rule(self, word)
            if after is not None:
                return after
        return self._kept(word)

    def _kept(self, word: _Word) -> int:
        """A command that nobody knows: its arguments are read, or it stays as it is written."""
        _, groups, after = self._arguments(word)
        if not groups:
            self._print(self._reading.text[word.start : word.at])
            return word.at
        for number, group in enumerate(groups):
            if number:
                self._print(" ")
            self._run(*group)
        return after

    def _arguments(self, word: _Word, most: int = 9) -> tuple[list[tuple[int, int]], list[tuple[int, int]], int]:
        return arguments(self._reading.text, self._reading.groups, word.at, word.end, most)

    def _of(self, span: tuple[int, int]) -> str:
        return self._reading.text[span[0] : span[1]]

    def _within(self, span: tuple[int, int], marks: Marks) -> None:
        outer, self._marks = self._marks, marks
        self._run(*span)
        self._marks = outer

    def _marked_as(self, how: str) -> Marks:
        """Emphasis in italics is upright."""
        if how == "upright":
            return self._marks - {Mark.ITALIC, Mark.SMALL_CAPS}
        if how == "emphasis":
            return self._marks ^ {Mark.ITALIC}
        return self._marks | {_MARKS[how]}

    def _new_key(self) -> int:
        self._keys += 1
        return self._keys

    def _definitions(self, start: int, end: int) -> None:
        """The commands of the preamble that matter to the text."""
        at = start
        while match := _SPECIAL.search(self._text, at, end):
            at = match.end()
            if match.lastgroup == "word":
                word = _Word(match["word"].rstrip("*"), match.start(), match.end(), end)
                for rule in (_defined, _counted, _titled):
                    after = rule(self, word)
                    if after is not None:
                        at = after
                        break


Rule = Callable[[Story, _Word], int | None]


def _noted(story: Story, word: _Word) -> int | None:
    r"""`\footnote[5]{...}`, `\endnote{...}`, `\thanks{...}`, `\footnotemark[5]`, `\footnotetext[5]{...}`."""
    name, _, part = _note_name(word.name)
    if name not in _NOTES:
        return None
    counter, kind = _NOTES[name]
    if story.preamble.footnotes_are_endnotes and counter == "footnote":
        counter, kind = "endnote", NoteKind.ENDNOTE
    options, groups, after = story._arguments(word, 0 if part == "mark" else 1)
    if part == "mark":
        options, after = _option(story, word)
    elif not groups:
        return None
    label = _note_label(story, counter, story._of(options[0]) if options else "", steps=part != "text")
    key = story._marked.pop((counter, label), None) if part == "text" else None
    if key is None:
        key = story._new_key()
    if part == "mark":
        story._marked[counter, label] = key
    if part != "text":
        story._flow.call(key, label)
    if groups:
        _read_note(story, key, label, kind, groups[0], f"latex-{name}")
    return after


def _note_name(word: str) -> tuple[str, str, str]:
    for part in ("mark", "text"):
        if word.endswith(part) and word.removesuffix(part) in _NOTES:
            return word.removesuffix(part), word, part
    return word, word, ""


def _option(story: Story, word: _Word) -> tuple[list[tuple[int, int]], int]:
    text = story._reading.text
    at = skip_blanks(text, word.at, word.end)
    close = option_end(text, at, word.end) if text.startswith("[", at) else -1
    return ([(at + 1, close)], close + 1) if close >= 0 else ([], word.at)


def _note_label(story: Story, counter: str, option: str, *, steps: bool) -> str:
    counters = story._counters
    if option.strip().isdecimal() and len(option.strip()) < 9:
        return counters.label(counter, int(option))
    if option.strip():
        return option.strip()
    if steps:
        counters.values[counter] += 1
    return counters.label(counter, counters.values[counter])


def _read_note(story: Story, key: int, label: str, kind: NoteKind, span: tuple[int, int], rule: str) -> None:
    outer = story._flow, story._marks, story._href, story._label
    note = FlowNote(key, label, Flow(collapse=True), rule, kind)
    note.flow.paragraph(story._line(span[0]))
    story.notes.append(note)
    story._flow, story._marks, story._href, story._label = note.flow, frozenset(), "", label
    story._run(*span)
    story._flow, story._marks, story._href, story._label = outer


def _footcited(story: Story, word: _Word) -> int | None:
    r"""`\footcite[45]{pratt1911}` is a note that holds nothing but the citation."""
    if not _FOOTCITE.fullmatch(word.name):
        return None
    _, groups, after = story._arguments(word)
    if not groups:
        return None
    label = _note_label(story, "footnote", "", steps=True)
    key = story._new_key()
    story._flow.call(key, label)
    note = FlowNote(key, label, Flow(collapse=True), "latex-footcite")
    note.flow.paragraph(story._line(word.start))
    note.flow.add(story._reading.text[word.start : after])
    story.notes.append(note)
    return after


def _cited(story: Story, word: _Word) -> int | None:
    r"""`\cite[12]{key}` stays as it is written; `\ref` of a note prints its number."""
    if not _CITE.fullmatch(word.name):
        return None
    _, groups, after = story._arguments(word, 9 if word.name.rstrip("*").endswith("s") else 1)
    if not groups:
        return None
    if word.name == "ref" and (label := story._known.get(story._of(groups[0]).strip())):
        story._print(label)
    else:
        story._print(story._reading.text[word.start : after])
    return after


def _labelled(story: Story, word: _Word) -> int | None:
    if word.name != "label":
        return None
    _, groups, after = story._arguments(word, 1)
    if groups and story._label:
        story.labels[story._of(groups[0]).strip()] = story._label
    return after


def _lettered(story: Story, word: _Word) -> int | None:
    r"""`\ss`, `\ldots`; `\c{c}`, `\v s`: accents that are letters."""
    known = tables()
    text = story._reading.text
    if word.name in known.letters:
        story._print(known.letters[word.name])
        if text.startswith("{}", word.at):
            return word.at + 2
        return _past_blanks(text, word.at, word.end)
    if word.name in known.accents:
        return story._accent(word.name, word.at, word.end)
    return None


def _past_blanks(text: str, at: int, end: int) -> int:
    """TeX swallows the blanks behind a command that is a word, but for a paragraph's end."""
    match = re.compile(r"[ \t]*(?:\n(?![ \t]*\n)[ \t]*)?").match(text, at, end)
    return match.end() if match else at


def _set(story: Story, word: _Word) -> int | None:
    r"""`\emph{...}`, `{\em ...}`, `\enquote{...}`."""
    known = tables()
    if word.name in known.switches:
        story._marks = story._marked_as(known.switches[word.name])
        return _past_blanks(story._reading.text, word.at, word.end)
    if word.name not in known.marks and word.name not in known.quotes:
        return None
    _, groups, after = story._arguments(word, 1)
    if not groups:
        return _bare(story, word)
    if word.name in known.marks:
        story._within(groups[0], story._marked_as(known.marks[word.name]))
    else:
        opening, closing = known.quotes[word.name]
        story._print(opening)
        story._run(*groups[0])
        story._print(closing)
    return after


def _bare(story: Story, word: _Word) -> int:
    """A command whose argument is a single letter, or missing."""
    return _past_blanks(story._reading.text, word.at, word.end)


def _linked(story: Story, word: _Word) -> int | None:
    r"""`\url{...}`, `\href{...}{...}`."""
    if word.name not in ("url", "path", "nolinkurl", "href"):
        return None
    text = story._reading.text
    at = skip_blanks(text, word.at, word.end)
    if word.name != "href" and at < word.end and text[at] not in "{[":
        close = text.find(text[at], at + 1, word.end)
        if close > at:
            story._flow.add(text[at + 1 : close], story._marks, text[at + 1 : close])
            return close + 1
    _, groups, after = story._arguments(word, 2 if word.name == "href" else 1)
    if not groups:
        return None
    address = re.sub(r"\\([%#&_~{}$])", r"\1", story._of(groups[0])).replace("\\textasciitilde", "~")
    address = re.sub(r"\s*\n\s*|\\-", "", address).strip()
    if word.name == "href" and len(groups) > 1:
        outer, story._href = story._href, address
        story._run(*groups[1])
        story._href = outer
    else:
        story._flow.add(address, story._marks, "" if word.name == "path" else address)
    return after


def _sectioned(story: Story, word: _Word) -> int | None:
    if word.name.rstrip("*") not in _SECTIONS:
        return None
    text = story._reading.text
    at = word.at + text.startswith("*", word.at)
    _, groups, after = arguments(text, story._reading.groups, at, word.end, 1)
    if not groups:
        return None
    story._counters.sectioned(word.name)
    story._flow.paragraph(story._line(word.start))
    story._run(*groups[0])
    story._flow.paragraph(story._line(after))
    return after


def _titled(story: Story, word: _Word) -> int | None:
    r"""`\title{...}` is kept for `\maketitle`, which prints it with the notes of `\thanks`."""
    if word.name in ("title", "subtitle", "author"):
        _, groups, after = story._arguments(word, 1)
        if not groups or story._reading.line:
            return None
        story._titles[word.name] = groups[0]
        if word.name == "title":
            scratch = Story(story._text, story.source, story.preamble)
            scratch._run(*groups[0])
            story.title = scratch.body.bare()
        return after
    if word.name != "maketitle":
        return None
    outer, story._reading = story._reading, _Reading(story._text, story._groups)
    for name in ("title", "subtitle", "author"):
        if name in story._titles:
            story._flow.paragraph(story._line(word.start))
            story._run(*story._titles[name])
    story._reading = outer
    story._flow.paragraph(story._line(word.at))
    return word.at


def _begun(story: Story, word: _Word) -> int | None:
    r"""`\begin{quote}`, `\item`, `\end{document}`."""
    if word.name == "item":
        return _item(story, word)
    if word.name not in ("begin", "end"):
        return None
    _, groups, after = story._arguments(word, 1)
    if not groups:
        return None
    name = story._of(groups[0]).strip()
    story._flow.paragraph(story._line(word.start))
    if word.name == "end":
        story._done = story._done or name == "document"
        if story._lists and story._lists[-1][0] == name:
            story._lists.pop()
        return after
    if name in _VERBATIM or name in _UNREAD or name in _MATHS:
        return _literal(story, name, after, word.end)
    if name in ("enumerate", "itemize", "description"):
        story._lists.append((name, 0))
    count = _ENVIRONMENT_ARGUMENTS.get(name, 0)
    _, _, beyond = arguments(story._reading.text, story._reading.groups, after, word.end, count)
    if name in ("figure", "table", "enumerate", "itemize", "description", "figure*", "table*"):
        at = skip_blanks(story._reading.text, after, word.end)
        close = option_end(story._reading.text, at, word.end) if story._reading.text.startswith("[", at) else -1
        beyond = close + 1 if close >= 0 else beyond
    return beyond


_ENVIRONMENT_ARGUMENTS = {
    "tabular": 1, "tabularx": 2, "minipage": 1, "longtable": 1, "thebibliography": 1, "multicols": 1,
}  # fmt: skip


def _literal(story: Story, name: str, at: int, end: int) -> int:
    """Code and formulas as they stand; comments not at all."""
    text = story._reading.text
    close = text.find(f"\\end{{{name}}}", at, end)
    stop = close if close >= 0 else end
    if name not in _UNREAD:
        for number, line in enumerate(text[at:stop].strip("\n").split("\n")):
            if number:
                story._flow.line_break()
            story._print(line)
    return stop


def _item(story: Story, word: _Word) -> int:
    options, after = _option(story, word)
    story._flow.paragraph(story._line(word.start))
    if options:
        story._run(*options[0])
        story._print(" ")
    elif story._lists and story._lists[-1][0] == "enumerate":
        number = story._counters.values[_ENUMERATIONS[min(_nesting(story), 4)]] + 1
        story._counters.values[_ENUMERATIONS[min(_nesting(story), 4)]] = number
        story._print(f"{number}. ")
    return after


_ENUMERATIONS = ("enumi", "enumi", "enumii", "enumiii", "enumiv")


def _nesting(story: Story) -> int:
    return sum(1 for name, _ in story._lists if name == "enumerate")


def _verbatim(story: Story, word: _Word) -> int | None:
    r"""`\verb|...|`, `\lstinline|...|`."""
    if word.name.rstrip("*") not in ("verb", "lstinline"):
        return None
    text = story._reading.text
    at = word.at + text.startswith("*", word.at)
    if at >= word.end:
        return at
    close = text.find("}" if text[at] == "{" else text[at], at + 1, word.end)
    if close < 0:
        return at
    story._print(text[at + 1 : close])
    return close + 1


def _counted(story: Story, word: _Word) -> int | None:
    r"""`\setcounter{footnote}{0}`, `\addtocounter`, `\stepcounter`."""
    if word.name not in ("setcounter", "addtocounter", "stepcounter", "refstepcounter"):
        return None
    _, groups, after = story._arguments(word, 1 if word.name.endswith("stepcounter") else 2)
    if not groups:
        return None
    name = story._of(groups[0]).strip()
    if word.name.endswith("stepcounter"):
        story._counters.values[name] += 1
    elif len(groups) > 1 and re.fullmatch(r"\s*-?\d{1,8}\s*", story._of(groups[1])):
        number = int(story._of(groups[1]))
        story._counters.values[name] = number + (story._counters.values[name] if word.name == "addtocounter" else 0)
    return after


_DEFINE = re.compile(r"(?:re|provide)?newcommand\*?|providecommand\*?|DeclareRobustCommand\*?|NewDocumentCommand")
_NAME = re.compile(r"\*?\s*(?:\{\s*\\([A-Za-z@]+)\s*\}|\\([A-Za-z@]+))")
_DEF = re.compile(r"\s*\\([A-Za-z@]+)\s*((?:#[1-9])*)\s*(?=\{)")


def _defined(story: Story, word: _Word) -> int | None:
    r"""`\newcommand{\ibid}{\emph{Ibid.}}`: the author's own commands; `\thefootnote` says how notes are numbered."""
    text = story._reading.text
    if word.name in ("def", "gdef", "edef"):
        return _plain_definition(story, word)
    if not _DEFINE.fullmatch(word.name):
        return None
    match = _NAME.match(text, word.at, word.end)
    if match is None:
        return None
    name = match[1] or match[2]
    options, groups, after = arguments(text, story._reading.groups, match.end(), word.end, 1)
    if not groups:
        return after
    parameters = story._of(options[0]).strip() if options else "0"
    default = story._of(options[1]) if len(options) > 1 else None
    _define(story, name, int(parameters) if parameters.isdecimal() else 0, default, story._of(groups[0]))
    return after


def _plain_definition(story: Story, word: _Word) -> int | None:
    text = story._reading.text
    match = _DEF.match(text, word.at, word.end)
    if match is None:
        return None
    close = story._reading.groups.end(match.end(), word.end)
    if close < 0:
        return None
    _define(story, match[1], len(match[2]) // 2, None, text[match.end() + 1 : close])
    return close + 1


def _define(story: Story, name: str, parameters: int, default: str | None, body: str) -> None:
    if name.startswith("the") and name != "the":
        story._counters.restyle(name[3:], body)
    elif name not in _NOTES and name not in ("section", "chapter", "item", "begin", "end"):
        story._macros[name] = _Macro(min(parameters, 9), default, body)


def _expanded(story: Story, word: _Word) -> int | None:
    """One of the author's own commands."""
    macro = story._macros.get(word.name)
    if macro is None:
        return None
    story._expansions += 1
    story._expanded += len(macro.body)
    if story._expansions > _MOST_EXPANSIONS or story._expanded > _LARGEST_EXPANSION:
        raise ReadError(
            "commands that call themselves without end",
            place=Place(story.source, story._line(word.start)),
            hint=f"see the definition of \\{word.name}",
        )
    options, groups, after = story._arguments(word, macro.parameters - (macro.default is not None))
    if macro.parameters == 0:
        options, groups, after = [], [], _past_blanks(story._reading.text, word.at, word.end)
    given = [story._of(group) for group in groups]
    if macro.default is not None:
        given.insert(0, story._of(options[0]) if options else macro.default)
    body = macro.body
    for number, value in enumerate(given, 1):
        body = body.replace(f"#{number}", value)[:_LONGEST_EXPANSION]
        story._expanded += len(value)
    outer = story._reading
    story._reading = _Reading(body, Groups(body), story._line(word.start))
    marks = story._marks
    story._run(0, len(body))
    story._marks, story._reading = marks, outer
    return after


def _ignored(story: Story, word: _Word) -> int | None:
    known = tables()
    name = word.name
    if name in ("par", "newpage", "clearpage", "bigskip", "medskip", "smallskip", "cleardoublepage"):
        story._flow.paragraph(story._line(word.at))
    elif name in ("newline", "linebreak"):
        story._flow.line_break()
    elif name in ("input", "include", "subfile"):
        _, groups, _ = story._arguments(word, 1)
        what = story._of(groups[0]) if groups else "another file"
        story.remarks.append(
            Diagnostic("part-not-read", f"{what} is a file of its own; read it, too", line=story._line(word.start))
        )
    if name in known.discarded:
        if not known.discarded[name]:
            return _past_blanks(story._reading.text, word.at, word.end)
        return story._arguments(word, known.discarded[name])[2]
    if name in known.ignored:
        return _past_blanks(story._reading.text, word.at, word.end)
    return None


def _switched(story: Story, word: _Word) -> int | None:
    """Words with a first argument that says how, and a second that is read."""
    if word.name not in ("foreignlanguage", "textcolor", "hyperlink", "hyperref", "foreignquote", "textlang"):
        return None
    _, groups, after = story._arguments(word, 2)
    if not groups:
        return None
    story._run(*groups[-1])
    return after


RULES: tuple[Rule, ...] = (
    _expanded,
    _noted,
    _footcited,
    _cited,
    _labelled,
    _set,
    _lettered,
    _linked,
    _sectioned,
    _titled,
    _begun,
    _verbatim,
    _counted,
    _defined,
    _switched,
    _ignored,
)
