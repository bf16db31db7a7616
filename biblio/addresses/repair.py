"""Undoing what typesetting, copying and word processors do to an address.

Each rule takes and gives a text; `repair` says which of them changed something, so that a changed address can be shown
as a proposal instead of slipping in.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape

__all__ = ["RULES", "Repaired", "repair", "trim"]


@dataclass(frozen=True, slots=True)
class Repaired:
    """An address after repair and the names of the rules that changed it."""

    url: str
    rules: tuple[str, ...] = ()


_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#x[0-9a-f]{1,6});", re.IGNORECASE)
_LATEX_COMMAND = re.compile(r"\\(?:url|href|path|nolinkurl)\s*\{([^{}]*)\}.*", re.DOTALL)
_LATEX_TILDE = re.compile(r"\\textasciitilde\s?(?:\{\})?|\\~\{\s*\}|\$\\sim\$")
_LATEX_ESCAPE = re.compile(r"\\([_%#&$~{}])")
_SCHEME = re.compile(
    r"""(?:h(?:tt?|xx)ps?\s*  (?: :\s*/{1,3} | :\s*\\{1,2} | ;// | //(?=\w) )\s* )+   # http:/x, http:///x, http;//x
    """,
    re.IGNORECASE | re.VERBOSE,
)
_DOMAIN = re.compile(
    r"(?:www\d{0,2}\.[\w-]+|(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24}(?=[:/?#]))\S*\Z", re.IGNORECASE
)
_DOI = re.compile(r"(?:doi:?\s*)?(10\.\d{4,9}/\S+)\Z", re.IGNORECASE)
_HANDLE = re.compile(r"hdl:\s*(\d[\d.]*/\S+)\Z", re.IGNORECASE)
_WRAPPING = re.compile(r"\A(?:[\s<(\[{'\"‘’“”„«»‹›*]|URL:\s*(?=\S))+", re.IGNORECASE)
_LOOKALIKES = str.maketrans({"\u223c": "~", "\u02dc": "~", "\u2010": "-", "\u2011": "-", "\u00a0": " "})
_TRAILING = ".,;:!?'\"…—–‘’“”«»‹›*。，、；：！？）」』》】"
_BRACKETS = {")": "(", "]": "[", "}": "{", ">": "<"}


def _invisible(text: str) -> str:
    """Zero-width characters, soft hyphens and direction marks, as web pages and word processors put them in."""
    return _INVISIBLE.sub("", text)


def _line_break(text: str) -> str:
    """RFC 3986, appendix C: white space that breaking a line brought in is no part of the address."""
    return re.sub(r"[ \t]*[\r\n\f\v\x1c-\x1e\x85\u2028\u2029]\s*", "", text.strip()).strip()


def _latex(text: str) -> str:
    """`\\url{http://x/\\~{}name\\_1}` as bibliographies write it."""
    text = _LATEX_COMMAND.sub(r"\1", text)
    return _LATEX_ESCAPE.sub(r"\1", _LATEX_TILDE.sub("~", text))


def _entities(text: str) -> str:
    """`&amp;` and its like, with their semicolon only: `?a=1&copy=2` has none."""
    while (changed := _ENTITY.sub(lambda match: unescape(match[0]), text)) != text:
        text = changed
    return text


def _wrapping(text: str) -> str:
    """`<URL:http://x>`, `"http://x"`, `(http://x)`: what stands before the address."""
    return _WRAPPING.sub("", text)


def _lookalikes(text: str) -> str:
    """Characters a typesetter puts for `~`, `-` and the space."""
    return text.translate(_LOOKALIKES)


def _scheme(text: str) -> str:
    """`http:/x`, `http:///x`, `http//x`, `hxxp://x`, `http:\\\\x`, and the scheme written twice."""
    match = _SCHEME.match(text)
    if not match or not text[match.end() :] or match[0].lower() in ("http://", "https://"):
        return text
    secure = re.match(r"\w+", match[0])
    name = "https" if secure and secure[0].lower().endswith("s") else "http"
    return f"{name}://{text[match.end() :]}"


def _missing_scheme(text: str) -> str:
    """`www.x.org`, `x.org/page`, `doi:10.1000/1`, `hdl:2027/1`."""
    if match := _DOI.match(text):
        return f"https://doi.org/{match[1]}"
    if match := _HANDLE.match(text):
        return f"https://hdl.handle.net/{match[1]}"
    return f"http://{text}" if _DOMAIN.match(text) else text


def trim(text: str) -> str:
    """Drop punctuation, quotation marks and unbalanced closing brackets glued to the end."""
    while text:
        last = text[-1]
        opening = _BRACKETS.get(last)
        unbalanced = opening is not None and text.count(last) > text.count(opening)
        if not (last in _TRAILING or last.isspace() or unbalanced):
            break
        text = text[:-1]
    return text


RULES: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("invisible", _invisible),
    ("line-break", _line_break),
    ("latex", _latex),
    ("entities", _entities),
    ("wrapping", _wrapping),
    ("lookalikes", _lookalikes),
    ("scheme", _scheme),
    ("glued-punctuation", trim),
    ("missing-scheme", _missing_scheme),
)
"""In the order in which the damage was done, last first."""


def repair(text: str) -> Repaired:
    """Put an address right where it is broken in a known way; the rest stays as it is."""
    changed = []
    for name, rule in RULES:
        result = rule(text)
        if result != text:
            changed.append(name)
        text = result
    return Repaired(text, tuple(changed))
