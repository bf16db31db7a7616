r"""`\newcommand{\ibid}{\emph{Ibid.}}` and its uses; `\setcounter{footnote}{0}`; `\renewcommand{\thefootnote}{...}`."""

from __future__ import annotations

import re

from biblio.errors import Place, ReadError
from biblio.readers._latex.notes import NOTES
from biblio.readers._latex.scan import Groups, arguments
from biblio.readers._latex.walker import Macro, Reading, Walker, Word, past_blanks

__all__ = ["counter", "definition", "own_command"]

_MOST_EXPANSIONS = 20_000
_LONGEST_EXPANSION = 100_000
_LARGEST_EXPANSION = 5_000_000
_DEFINE = re.compile(r"(?:re|provide)?newcommand\*?|providecommand\*?|DeclareRobustCommand\*?|NewDocumentCommand")
_NAME = re.compile(r"\*?\s*(?:\{\s*\\([A-Za-z@]+)\s*\}|\\([A-Za-z@]+))")
_DEF = re.compile(r"\s*\\([A-Za-z@]+)\s*((?:#[1-9])*)\s*(?=\{)")


def counter(walker: Walker, word: Word) -> int | None:
    r"""`\setcounter{footnote}{0}`, `\addtocounter`, `\stepcounter`."""
    if word.name not in ("setcounter", "addtocounter", "stepcounter", "refstepcounter"):
        return None
    _, groups, after = walker.arguments(word, 1 if word.name.endswith("stepcounter") else 2)
    if not groups:
        return None
    name = walker.written(groups[0]).strip()
    if word.name.endswith("stepcounter"):
        walker.counters.values[name] += 1
    elif len(groups) > 1 and re.fullmatch(r"\s*-?\d{1,8}\s*", walker.written(groups[1])):
        number = int(walker.written(groups[1]))
        walker.counters.values[name] = number + (walker.counters.values[name] if word.name == "addtocounter" else 0)
    return after


def definition(walker: Walker, word: Word) -> int | None:
    r"""`\newcommand{\ibid}{\emph{Ibid.}}`: the author's own commands; `\thefootnote` says how notes are numbered."""
    text = walker.reading.text
    if word.name in ("def", "gdef", "edef"):
        return _plain_definition(walker, word)
    if not _DEFINE.fullmatch(word.name):
        return None
    match = _NAME.match(text, word.at, word.end)
    if match is None:
        return None
    name = match[1] or match[2]
    options, groups, after = arguments(text, walker.reading.groups, match.end(), word.end, 1)
    if not groups:
        return after
    parameters = walker.written(options[0]).strip() if options else "0"
    default = walker.written(options[1]) if len(options) > 1 else None
    _define(walker, name, int(parameters) if parameters.isdecimal() else 0, default, walker.written(groups[0]))
    return after


def _plain_definition(walker: Walker, word: Word) -> int | None:
    text = walker.reading.text
    match = _DEF.match(text, word.at, word.end)
    if match is None:
        return None
    close = walker.reading.groups.end(match.end(), word.end)
    if close < 0:
        return None
    _define(walker, match[1], len(match[2]) // 2, None, text[match.end() + 1 : close])
    return close + 1


def _define(walker: Walker, name: str, parameters: int, default: str | None, body: str) -> None:
    if name.startswith("the") and name != "the":
        walker.counters.restyle(name[3:], body)
    elif name not in NOTES and name not in ("section", "chapter", "item", "begin", "end"):
        walker.macros[name] = Macro(min(parameters, 9), default, body)


def own_command(walker: Walker, word: Word) -> int | None:
    """One of the author's own commands."""
    macro = walker.macros.get(word.name)
    if macro is None:
        return None
    walker.expansions += 1
    walker.expanded_letters += len(macro.body)
    if walker.expansions > _MOST_EXPANSIONS or walker.expanded_letters > _LARGEST_EXPANSION:
        raise ReadError(
            "commands that call themselves without end",
            place=Place(walker.source, walker.line_of(word.start)),
            hint=f"see the definition of \\{word.name}",
        )
    options, groups, after = walker.arguments(word, macro.parameters - (macro.default is not None))
    if macro.parameters == 0:
        options, groups, after = [], [], past_blanks(walker.reading.text, word.at, word.end)
    given = [walker.written(group) for group in groups]
    if macro.default is not None:
        given.insert(0, walker.written(options[0]) if options else macro.default)
    body = macro.body
    for number, value in enumerate(given, 1):
        body = body.replace(f"#{number}", value)[:_LONGEST_EXPANSION]
        walker.expanded_letters += len(value)
    outer = walker.reading
    walker.reading = Reading(body, Groups(body), walker.line_of(word.start))
    marks = walker.marks
    walker.run(0, len(body))
    walker.marks, walker.reading = marks, outer
    return after
