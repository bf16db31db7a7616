r"""What a .bst style writes: `\bibitem[label]{key} text \newblock text`, taken apart into stretches of set text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from biblio.formats._tex.latex import decode, group_end, knows

__all__ = ["Item", "Stretch", "items", "stretches"]

_ITEM = re.compile(r"\\bibitem\s*")
_MARKUP = re.compile(
    r"""
    \{\s*\\(?P<switch>em|it|sl|itshape|bf|bfseries|sc|tt|rm)\b\s*     # {\em New Left Review}
  | \\(?P<command>emph|textit|textsl|textbf|texttt|textsc)\s*(?=\{)   # \emph{New Left Review}
  | \\(?P<address>url|path|nolinkurl)\s*(?=\{)
  | \\(?P<link>href)\s*(?=\{)
  | \\(?P<block>newblock)\b\s*
    """,
    re.VERBOSE,
)
_MARKS = {"em": "em", "it": "em", "sl": "em", "itshape": "em", "emph": "em", "textit": "em", "textsl": "em"} | {
    "bf": "strong", "bfseries": "strong", "textbf": "strong", "tt": "tt", "texttt": "tt"
}  # fmt: skip
# natbib's and others' macros that only name what they hold: \bibinfo{author}{Trotsky}.
_NAMING = re.compile(
    r"\\(?:bibinfo|bibfield|bibnamefont)\s*(?:\{[a-z ]*\}(?=\s*\{))?|\\(?:penalty\s*-?\d+|protect|noop\w*)\s*"
)
_COMMAND = re.compile(r"\\([A-Za-z@]+)\*?\s?")


@dataclass(frozen=True, slots=True)
class Item:
    """One entry: its key, its label ("" where LaTeX would number it) and its text in LaTeX."""

    key: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Plain text set in one way: mark "em", "strong", "tt" or ""; `url` if it is a link."""

    text: str
    mark: str = ""
    url: str = ""


def items(bbl: str) -> tuple[Item, ...]:
    """The entries of a .bbl file, in its order."""
    body = bbl.partition(r"\end{thebibliography}")[0]
    starts = list(_ITEM.finditer(body))
    ends = [*(match.start() for match in starts[1:]), len(body)]
    return tuple(_item(body[match.end() : end]) for match, end in zip(starts, ends, strict=False))


def _item(text: str) -> Item:
    label = ""
    if text.startswith("["):
        end = _bracket_end(text)
        label, text = text[1 : end - 1], text[end:].lstrip("% \t\r\n")
    end = group_end(text, 0)
    return Item(
        text[1 : end - 1], plain(label.strip("{}").partition("(")[0] if "(" in label else label), text[end:].strip()
    )


def _bracket_end(text: str) -> int:
    depth = 0
    for index, char in enumerate(text):
        depth += (char == "{") - (char == "}")
        if char == "]" and not depth:
            return index + 1
    return 1


def plain(tex: str) -> str:
    """LaTeX as plain text, whatever commands it holds."""
    return decode(_COMMAND.sub(lambda match: match[0] if knows(match[1]) else "", _NAMING.sub("", tex)))


def stretches(tex: str, mark: str = "") -> Iterator[Stretch]:
    """The text of an entry in its order."""
    at = 0
    while match := _MARKUP.search(tex, at):
        yield from _plain(tex[at : match.start()], mark)
        found, at = _marked(tex, match, mark)
        yield from found
    yield from _plain(tex[at:], mark)


def _marked(tex: str, match: re.Match[str], mark: str) -> tuple[list[Stretch], int]:
    if match["block"]:
        return [Stretch(" ", mark)], match.end()
    if match["switch"]:
        end = group_end(tex, match.start()) or len(tex)
        end = end if end > match.start() else len(tex)
        inner = tex[match.end() : end].removesuffix("}")
        return list(stretches(inner, _MARKS.get(match["switch"], mark))), end
    end = group_end(tex, match.end())
    inner = tex[match.end() + 1 : end - 1]
    if match["command"]:
        return list(stretches(inner, _MARKS.get(match["command"], mark))), max(end, match.end() + 1)
    url = re.sub(r"\\([%#&_~])", r"\1", inner)
    if match["link"] and tex[end : end + 1] == "{":
        last = group_end(tex, end)
        return [Stretch(plain(tex[end + 1 : last - 1]), mark, url)], max(last, end + 1)
    return [Stretch(url, mark, url)], max(end, match.end() + 1)


def _plain(tex: str, mark: str) -> Iterator[Stretch]:
    text = plain(tex)
    if tex[:1].isspace():
        text = " " + text
    if tex[-1:].isspace() and text.strip():
        text += " "
    if text:
        yield Stretch(text, mark)
