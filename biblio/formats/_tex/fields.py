"""Key and fields of a block, as they stand, slips mended."""

from __future__ import annotations

import re
from typing import NamedTuple

from biblio.formats._tex.blocks import RawField
from biblio.formats._tex.cursor import BLOCK, NAME, BrokenError, Cursor

__all__ = ["FieldList", "read_fields", "read_key", "read_value"]

_GROUP = r"\{[^{}]*+(?:\{[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+\}[^{}]*+)*+\}"
_FIELD = re.compile(
    rf"""[\s,]*+ ({NAME}) \s*+ = \s*+ ({_GROUP} | "[^"{{}}]*+" | [\w.:+/-]++) \s*+ ([,}})])""", re.VERBOSE
)
"""What nearly all fields look like; the others are read step by step."""
_KEY = re.compile(r"""\s*+(?P<key>[^\s,={}()"#%\\]*+)\s*+(?P<end>[,}])""")
_ODD_KEY = re.compile(r"\s*+(?P<key>(?:\{[^{}\n]*+\}|[^,{}\n])*+)")
_BLANK = re.compile(r"(?:[\s,]++|%[^\n]*+)*+")
_SPACE = re.compile(r"\s*+")
_ASSIGNED = re.compile(r"""(?P<before>(?:[^\s=,{}()"#%@]++[ \t]++)*)(?P<name>[^\s=,{}()"#%@]++)\s*+=\s*+""")
_FOLLOWING = re.compile(rf"{NAME}\s*+=(?!=)", re.VERBOSE)
_AFTER_CLOSE = re.compile(rf"""\s*+,\s*+{NAME}\s*+=\s*+[{{"\w]""", re.VERBOSE)
"""More fields where the entry should be over: the brace before them was one too many."""
_WORD = r"""[^\s,\#{}"=@()%]++"""
_BARE = re.compile(rf"""(?:{_WORD}(?:[ \t]++(?!{_WORD}\s*+=){_WORD})*+)?+""")
_STRAY = re.compile(r"""[^\n,{}()"@]*+""")


class FieldList(NamedTuple):
    """Fields in their order and where their block ends (after its brace, or after the last value if there is none)."""

    fields: tuple[RawField, ...]
    end: int
    closed: bool = True


def read_key(cursor: Cursor, at: int, closing: str) -> tuple[str, int, bool]:
    """The key after `@type{`, "" if there is none; where its fields start, and whether the entry ends with it."""
    match = _KEY.match(cursor.text, at)
    if match and (match["end"] == "," or closing == "}"):
        return match["key"], match.end(), match["end"] == closing
    return _odd_key(cursor, at, closing)


def _odd_key(cursor: Cursor, at: int, closing: str) -> tuple[str, int, bool]:
    """A key of many words or with signs that BibTeX forbids, one without a comma after it, or none at all."""
    text = cursor.text
    match = _ODD_KEY.match(text, at)
    found, end = (match["key"], match.end()) if match else ("", at)
    if closing == ")" and ")" in found:
        end -= len(found) - found.index(")")
        found = found[: found.index(")")]
    assigned = _ASSIGNED.match(found)
    if assigned and (text[end : end + 1] != "," or _is_value(found[assigned.end() :])):
        return _without_comma(cursor, found, end - len(found), assigned)
    after = _SPACE.match(text, end)
    end = after.end() if after else end
    key = found.strip()
    if text[end : end + 1] == ",":
        return key, end + 1, False
    if text[end : end + 1] == closing:
        return key, end + 1, True
    if key and _FOLLOWING.match(text, end):
        cursor.problem("missing-comma", f"{key}: no comma after the key", end)
        return key, end, False
    raise BrokenError("no comma after the key")


def _is_value(text: str) -> bool:
    return not text or text[0] in '{"' or text.strip().isdecimal()


def _without_comma(cursor: Cursor, found: str, start: int, assigned: re.Match[str]) -> tuple[str, int, bool]:
    """`@book{key title = {T}}`, or `@book{title = {T}}`."""
    key = assigned["before"].strip()
    if key:
        cursor.problem("missing-comma", f"{key}: no comma after the key", start)
    return key, start + assigned.start("name"), False


def read_fields(cursor: Cursor, key: str, at: int, closing: str, limit: int) -> FieldList:
    """The fields from `at` to the `closing` brace; `limit` is the next line that starts with an "@"."""
    text, fields, stray = cursor.text, list[RawField](), False
    while True:
        if match := _FIELD.match(text, at, limit):
            name, value, end = match.groups()
            start = match.start(1)
            fields.append(RawField(name, value, cursor.line(start), start, match.start(2)))
            at = match.end() if end == "," else match.end() - 1
            if end == ",":
                continue
        at = _after(_BLANK, text, at)
        if text[at : at + 1] in (closing, "") or BLOCK.match(text, at):
            if not text.startswith(closing, at):
                if again := _reread(cursor, fields):
                    at = again
                    continue
                return FieldList(tuple(fields), fields[-1].end if fields else at, closed=False)
            if not _AFTER_CLOSE.match(text, at + 1):
                return FieldList(tuple(fields), at + 1)
            cursor.problem("extra-brace", f"{key}: a brace too many before more fields", at)
            at += 1
        elif assigned := _ASSIGNED.match(text, at):
            stray = _report(cursor, key, at, stray) if assigned["before"] else stray
            at = _read_field(cursor, key, assigned, fields, closing)
        else:
            stray = _report(cursor, key, at, stray)
            at = _skipped(cursor, at)
        limit = max(limit, at) if at < limit else cursor.next_start(at)


def _reread(cursor: Cursor, fields: list[RawField]) -> int:
    r"""Take the last value again where a brace with a backslash was counted and should not: `{a \{ b}}`.

    Its new end; 0 if it has no other one.
    """
    last = fields[-1] if fields else None
    if last is None or not last.value.startswith("{") or "\\" not in last.value:
        return 0
    end = cursor.group_end(last.value_start, escaped=False)
    if end >= last.end:
        return 0
    fields[-1] = last._replace(value=cursor.text[last.value_start : end])
    return end


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _report(cursor: Cursor, key: str, at: int, already: bool) -> bool:
    """Report stray text once an entry."""
    if not already:
        cursor.problem("stray-text", f"{key}: no field, left as it is: {cursor.words(at)!r}", at)
    return True


def _skipped(cursor: Cursor, at: int) -> int:
    """Past something that is no field: to the next comma or line."""
    if cursor.text[at] == "{":
        return cursor.group_end(at)
    return max(_after(_STRAY, cursor.text, at), at + 1)


def _read_field(cursor: Cursor, key: str, assigned: re.Match[str], fields: list[RawField], closing: str) -> int:
    text, name, start = cursor.text, assigned["name"], assigned.start("name")
    line = cursor.line(start)
    end = read_value(cursor, assigned.end())
    fields.append(RawField(name, text[assigned.end() : end].rstrip(), line, start, assigned.end()))
    end = fields[-1].end
    after = _after(_SPACE, text, end)
    if text[after : after + 1] in (",", closing, "%", "", "@"):
        return after
    if following := _FOLLOWING.match(text, after):
        cursor.problem("missing-comma", f"{key}: no comma before {following[0].rstrip('= ')!r}", after)
    return after


def read_value(cursor: Cursor, at: int) -> int:
    """Where the value that starts at `at` ends: its tokens, joined by "#" or, by mistake, by nothing.

    Raises:
        BrokenError: a brace or quotation in it is not closed.
    """
    text = cursor.text
    while True:
        if text.startswith("{", at):
            end = cursor.group_end(at)
        elif text.startswith('"', at):
            end = cursor.quote_end(at)
        else:
            end = _after(_BARE, text, at)
        after = _after(_SPACE, text, end)
        if text.startswith("#", after):
            at = _after(_SPACE, text, after + 1)
        elif text.startswith(("{", '"'), after) and end > at:
            at = after
        else:
            return end
