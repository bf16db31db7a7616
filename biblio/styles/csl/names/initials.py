"""Given names as initials (CSL 1.0.2, initialize and initialize-with).

Jean-Luc, "."      ->  J.-L.        James T., ". "  ->  J. T.
initialize="false" keeps full names and only sets initials that are there already: "James T" -> "James T."
"""

from __future__ import annotations

import re

from biblio.styles.csl.letters import alphabetic, starts_alphabetic

__all__ = ["initialize"]

_INITIAL = re.compile(
    "([A-Z\u0e01-\u0e5b\u00c0-\u017f\u0400-\u042f\u0590-\u05d4\u05d6-\u05ff\u0600-\u06ff\u0370\u0372\u0376\u0386\u0388-\u03ab])"
    "([a-zA-Z\u0e01-\u0e5b\u00c0-\u017f\u0400-\u052f\u0600-\u06ff\u0370-\u03ff\u1f00-\u1fff]*)(\\.)*"
)
_TAG = r"</?(?:span[^>]*|i|sc|b|sub|sup)>"
_CUT = re.compile(rf"([-\s]*{_TAG}[-\s]*|[-\s]+)")
_LEADING_TAGS = re.compile(r"(?:<[^>]+>)*")
_TAGS = re.compile(r"-*<[^>]+>-*")
_TRAILING = re.compile("[\t\n\x0b\x0c\r \ufeff\u00a0]+$")
_BLANKS = re.compile("[\t\n\x0b\x0c\r ]+")


def initialize(given: str, terminator: str, *, keep_full: bool = False, hyphen: bool = True) -> str:
    """The given names shortened, or with `keep_full` only their initials put in order."""
    if not given:
        return ""
    bare = _LEADING_TAGS.sub("", given, count=1)
    if given in ("Lord", "Lady") or (not starts_alphabetic(bare) and "%s" not in terminator):
        return given
    if not hyphen:
        given = given.replace("-", " ")
    given = re.sub(r"\s+", " ", re.sub(r"\s*-\s*", "-", given))
    given = re.sub(r"-([a-z])", "\u2013\\1", given)
    given = re.sub(r"\.(?=[^ ])", ". ", given)
    pieces = _CUT.split(given)
    if len(pieces) == 1 and re.search(r"(?:^|\.)([^.])$", pieces[0]) and pieces[0][-1] != pieces[0][-1].lower():
        pieces[0] += "."
    shortened = _set_initials(pieces, terminator) if keep_full else _shorten(pieces, terminator)
    text = _TRAILING.sub("", shortened)
    text = _BLANKS.sub(" ", re.sub(r"\s*-\s*", "-", text))
    return re.sub(r"\u2013([a-z])", r"-\1", text)


def _merge_tags(piece: str, added: str) -> str:
    """What stands between two names gives way to `added`; tags in it stay, before trailing space."""
    tags = "".join(_TAGS.findall(piece))
    if not tags:
        return added
    bare = added.rstrip()
    return bare + tags + added[len(bare) :]


def _shorten(pieces: list[str], terminator: str) -> str:
    """Every name with a capital becomes that capital; other words stay, set apart by a space."""
    last = len(pieces) - 1
    for at in range(0, len(pieces), 2):
        name = pieces[at]
        if not name:
            continue
        match = _INITIAL.match(name)
        if match and match[1] == match[1].upper():
            _put_initial(pieces, at, last, _initial(match), terminator)
        elif "%s" in terminator and not starts_alphabetic(name) and len(name) > 1:
            _put_initial(pieces, at, last, name[0], terminator)
        elif alphabetic(name):
            pieces[at] = " " + name
    return "".join(pieces)


def _initial(match: re.Match[str]) -> str:
    """The letters kept: "Ph." whole since it is an abbreviation, "LL" of "LLoyd" as "Ll"."""
    first, rest, stop = match[1], match[2], match[3]
    if rest and stop:
        return first + rest
    capitals = ""
    for letter in rest:
        if letter != letter.upper():
            break
        capitals += letter
    return first + (capitals.lower() if len(capitals) < len(rest) else "")


def _put_initial(pieces: list[str], at: int, last: int, initial: str, terminator: str) -> None:
    if "%s" in terminator:
        pieces[at] = terminator.replace("%s", initial)
        return
    pieces[at] = initial
    if at == last:
        pieces[at] += terminator
    elif "-" in pieces[at + 1]:
        pieces[at + 1] = _merge_tags(pieces[at + 1].replace("-", "", 1), terminator) + "-"
    else:
        pieces[at + 1] = _merge_tags(pieces[at + 1], terminator)


def _set_initials(pieces: list[str], terminator: str) -> str:
    """Initials and abbreviations get the terminator; full names and the spaces after them stay."""
    short = []
    for at, piece in enumerate(pieces):
        bare = _LEADING_TAGS.sub("", piece, count=1)
        if len(bare) > 1 and bare.endswith("."):
            head, _, tail = piece.rpartition(".")
            pieces[at] = head + tail
            short.append(True)
        else:
            short.append(len(piece) == 1 and piece.upper() == piece)
    for at in range(0, len(pieces), 2):
        if not short[at]:
            continue
        if at < len(pieces) - 2:
            between = "".join(re.findall(r"<[^>]+>", pieces[at + 1])) or pieces[at + 1]
            if not short[at + 2]:
                between = ("".join(re.findall(r"<[^>]+>", between)) or between) + " "
            if len(pieces[at + 2]) > 1:
                pieces[at + 1] = terminator.removesuffix("\ufeff") + between
            else:
                pieces[at + 1] = _merge_tags(between, terminator)
        elif at == len(pieces) - 1:
            pieces[at] += terminator
    return "".join(pieces)
