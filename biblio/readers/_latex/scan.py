r"""Where groups end and which arguments follow: `{...}`, `[...]`, comments, `\verb|...|`."""

from __future__ import annotations

import re

__all__ = ["Groups", "arguments", "option_end", "skip_blanks"]

_INSIDE = re.compile(r"\\(?:url|href|nolinkurl|path)\s*\{[^{}\n]*\}|\\.|[{}%\]]", re.S)
"""Addresses hold per cent signs that begin no comment."""
_BLANKS = re.compile(r"(?:[ \t]|\n(?![ \t]*\n)|%[^\n]*\n?)*")
_LONGEST_OPTION = 4000


class Groups:
    """Where each group of a text is closed, found in one go."""

    def __init__(self, text: str) -> None:
        self._closes: dict[int, int] = {}
        opened: list[int] = []
        place = 0
        while match := _INSIDE.search(text, place):
            place = match.end()
            match match[0]:
                case "{":
                    opened.append(match.start())
                case "}" if opened:
                    self._closes[opened.pop()] = match.start()
                case "%":
                    line = text.find("\n", place)
                    place = len(text) if line < 0 else line
                case address if address.endswith("}") and len(address) > 2:
                    self._closes[match.start() + address.index("{")] = match.end() - 1

    def end(self, at: int, end: int) -> int:
        """Where the group that opens at `at` is closed (before its brace); -1 if it is not closed before `end`."""
        close = self._closes.get(at, -1)
        return close if close < end else -1


def option_end(text: str, at: int, end: int) -> int:
    """Where the option `[...]` that opens at `at` is closed (before its bracket); -1 if it is not."""
    depth = 0
    place = at
    while match := _INSIDE.search(text, place, min(end, at + _LONGEST_OPTION)):
        place = match.end()
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth -= 1
        elif match[0] == "]" and depth <= 0:
            return match.start()
    return -1


def skip_blanks(text: str, at: int, end: int) -> int:
    """Past blanks, comments and one line break, as TeX does before an argument."""
    match = _BLANKS.match(text, at, end)
    return match.end() if match else at


def arguments(
    text: str, ends: Groups, at: int, end: int, most: int = 9
) -> tuple[list[tuple[int, int]], list[tuple[int, int]], int]:
    """The options and the groups that follow a command, as ranges without their brackets, and where they end."""
    options: list[tuple[int, int]] = []
    groups: list[tuple[int, int]] = []
    while len(groups) < most:
        place = skip_blanks(text, at, end)
        if text.startswith("[", place) and place < end:
            close = option_end(text, place, end)
            found = options
        elif text.startswith("{", place) and place < end:
            close = ends.end(place, end)
            found = groups
        else:
            break
        if close < 0:
            break
        found.append((place + 1, close))
        at = close + 1
    return options, groups, at
