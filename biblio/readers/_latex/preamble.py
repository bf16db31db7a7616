r"""What stands before `\begin{document}`: class, packages, title, language."""

from __future__ import annotations

import re
from dataclasses import dataclass

from biblio.readers._latex.tables import tables

__all__ = ["Preamble", "read"]

_CLASS = re.compile(r"\\document(?:class|style)\s*(?:\[(?P<options>[^\]]*)\])?\s*\{(?P<name>[^}]*)\}")
_BABEL = re.compile(r"\\usepackage\s*\[(?P<options>[^\]]*)\]\s*\{[^}]*\bbabel\b[^}]*\}")
_POLYGLOSSIA = re.compile(r"\\(?:setdefaultlanguage|setmainlanguage|babelprovide\s*\[[^\]]*main[^\]]*\])"
                          r"\s*(?:\[[^\]]*\])?\s*\{(?P<name>\w+)\}")  # fmt: skip
_LANG = re.compile(r"^\s*pdflang\s*=\s*\{(?P<code>[\w-]+)\}", re.M)
_WITHIN = re.compile(r"\\(?:counterwithin\*?|numberwithin|@addtoreset)\s*\{(?P<one>\w+)\}\s*\{(?P<two>\w+)\}")
_ENDNOTES = re.compile(r"\\let\s*\\footnote\s*=?\s*\\endnote\b")
_PER_CHAPTER = ("book", "report", "memoir", "scrbook", "scrreprt")


@dataclass(frozen=True, slots=True)
class Preamble:
    """What a document says of itself."""

    language: str
    german: bool
    r"""Whether `"a` is ä."""
    footnotes_are_endnotes: bool
    resets: tuple[tuple[str, str], ...]
    """(sectioning command, counter that begins again with it)."""


def read(text: str) -> Preamble:
    """Of the whole source, or a fragment of one."""
    head = text.partition("\\begin{document}")[0] if "\\begin{document}" in text else ""
    name, german = _language(head)
    resets = [_reset(match["one"], match["two"]) for match in _WITHIN.finditer(head)]
    if (found := _CLASS.search(head)) and found["name"].strip() in _PER_CHAPTER:
        resets += [("chapter", "footnote"), ("chapter", "endnote")]
    return Preamble(name, german, bool(_ENDNOTES.search(text)), tuple(resets))


def _reset(one: str, two: str) -> tuple[str, str]:
    r"""`\@addtoreset{footnote}{section}` and `\counterwithin*{footnote}{section}` name the counter first."""
    return two, one


def _language(head: str) -> tuple[str, bool]:
    known = tables().languages
    names: list[str] = []
    if match := _CLASS.search(head):
        names += [option.strip() for option in (match["options"] or "").split(",")]
    for match in _BABEL.finditer(head):
        options = [option.strip() for option in match["options"].split(",")]
        main = [option.partition("=")[2].strip() for option in options if option.startswith("main")]
        names += main or options
    names += [match["name"] for match in _POLYGLOSSIA.finditer(head)]
    codes = [known[name] for name in names if name in known]
    german = any(known.get(name, "").startswith("de") for name in names) and "babel" in head
    if codes:
        return codes[-1], german
    return (match["code"] if (match := _LANG.search(head)) else ""), german
