"""Moving through the text of a .bib file: lines, ends of groups and quotations, starts of blocks."""

from __future__ import annotations

import re

from biblio.model import Diagnostic, Severity

__all__ = ["BLOCK", "NAME", "STRONG", "BrokenError", "Cursor"]

NAME = r"""[^\s=,{}()"\#%@'\\]++"""
"""The name of a field; a pattern for verbose ones."""
BLOCK = re.compile(r"@\s*+(?P<type>[^\W\d_][\w:.+-]*+)\s*+(?P<open>[{(])")
STRONG = re.compile(
    rf"""@\s*+(?: (?:string|preamble|comment) \s*+ [{{(]
       | [^\W\d_][\w:.+-]*+ \s*+ [{{(] \s*+ [^\s,{{}}()]*+ \s*+ ,?+ \s*+ {NAME} \s*+ = )""",
    re.IGNORECASE | re.VERBOSE,
)
"""The start of a block that nobody writes by chance: `@book{key, title =`."""
SWALLOWED = re.compile(rf"""[,\n]\s*+{NAME}\s*+=\s*+[{{"\w]""", re.VERBOSE)
"""A field within a value: the value was not closed."""
_LINE_START = re.compile(r"\n[ \t]*+@")
_BRACES = re.compile(r"[{}@]")
_FREE_BRACES = re.compile(r"\\.|[{}@]", re.DOTALL)
_QUOTED = re.compile(r'[{}"@]')
_QUOTE_CLOSES = re.compile(rf'"(?=\s*+(?:[,#%)}}]|\Z|{NAME}\s*+=))', re.VERBOSE)
_PATIENCE = 32
"""So many blocks may be quoted within one value before it is taken for a value without an end."""


class BrokenError(Exception):
    """A block that cannot be read, with the reason; `at` is where reading goes on, 0 if that is not known."""

    def __init__(self, reason: str, at: int = 0) -> None:
        super().__init__(reason)
        self.at = at


class Cursor:
    """The text, and what was noticed on the way."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.problems: list[Diagnostic] = []
        self._line, self._counted = 1, 0

    def line(self, at: int) -> int:
        """The line of a place, counted from 1; cheap where places follow one another."""
        if at >= self._counted:
            self._line += self.text.count("\n", self._counted, at)
        else:
            self._line -= self.text.count("\n", at, self._counted)
        self._counted = at
        return self._line

    def problem(self, code: str, message: str, at: int, severity: Severity = Severity.WARNING) -> None:
        """Notice something at a place."""
        self.problems.append(Diagnostic(code, message, severity, line=self.line(at)))

    def words(self, at: int) -> str:
        """What stands at a place, for a message."""
        return self.text[at : at + 200].strip().partition("\n")[0].strip()[:60]

    def next_start(self, at: int) -> int:
        """The next "@" that opens a line; the end of the text if there is none."""
        match = _LINE_START.search(self.text, at)
        return match.end() - 1 if match else len(self.text)

    def group_end(self, at: int, *, escaped: bool = True) -> int:
        """Where the group `{...}` that opens at `at` ends.

        Braces with a backslash count, as for BibTeX, unless the group has no end so or `escaped` is false.

        Raises:
            BrokenError: it does not end.
        """
        for pattern in (_BRACES, _FREE_BRACES) if escaped else (_FREE_BRACES, _BRACES):
            end = self._balanced(at, pattern)
            if end:
                return end
        raise BrokenError("a brace is not closed")

    def _balanced(self, at: int, pattern: re.Pattern[str]) -> int:
        depth, doubts = 0, _Doubts(self.text)
        for match in pattern.finditer(self.text, at):
            if match[0] == "{":
                depth += 1
            elif match[0] == "}":
                depth -= 1
                if not depth:
                    return match.end()
            elif match[0] == "@" and doubts.too_many(match.start()):
                break
        return 0

    def quote_end(self, at: int) -> int:
        """Where the quotation that opens at `at` ends; people also quote within quotations: `"On "war" and peace"`.

        Raises:
            BrokenError: it does not end.
        """
        first = last = depth = 0
        doubts = _Doubts(self.text)
        for match in _QUOTED.finditer(self.text, at + 1):
            if match[0] == '"' and not depth:
                closes = _QUOTE_CLOSES.match(self.text, match.start()) is not None
                if first and SWALLOWED.search(self.text, last, match.end()):
                    return first
                first, last = first or match.end(), match.end()
                if closes:
                    return match.end()
            elif (match[0] == "}" and not depth) or (match[0] == "@" and doubts.too_many(match.start())):
                break
            else:
                depth += (match[0] == "{") - (match[0] == "}")
        if first:
            return first
        raise BrokenError("a quotation is not closed")


class _Doubts:
    """Blocks that start within a value: quoted ones, or the file's next ones because the value has no end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._strong = self._weak = 0

    def too_many(self, at: int) -> bool:
        """Whether the block at `at` is one too many; so is the first where a brace, not prose, leads up to it."""
        if STRONG.match(self._text, at):
            self._strong += 1
            return self._strong > _PATIENCE or (self._strong == 1 and self._follows_block(at))
        self._weak += 1
        return self._weak > _PATIENCE * 8

    def _follows_block(self, at: int) -> bool:
        before = at - 1
        while before >= 0 and self._text[before].isspace():
            before -= 1
        return self._text[before] in '}"' and "\n" in self._text[before:at]
