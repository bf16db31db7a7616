"""RTF's control words by what they do here; everything else only says how a page looks."""

from __future__ import annotations

from biblio.model import Mark
from biblio.readers._numbering import Numerals, Restart

__all__ = ["HIDDEN", "LETTERS", "MARKS", "NUMERALS", "PARAGRAPHS", "RESTARTS", "SKIPPED", "SYMBOLS"]

LETTERS = {
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
    "tab": "\t", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005", "zwj": "\u200d", "zwnj": "\u200c",
}  # fmt: skip
SYMBOLS = {"~": "\u00a0", "_": "-", "\\": "\\", "{": "{", "}": "}", "\t": "\t"}
"""Control symbols that print; `\\-` may print a hyphen at a line's end, and does not here."""
PARAGRAPHS = frozenset({"par", "sect", "cell", "row", "nestcell", "nestrow", "page", "column"})
MARKS = {"i": Mark.ITALIC, "b": Mark.BOLD, "scaps": Mark.SMALL_CAPS, "super": Mark.SUPERSCRIPT}
HIDDEN = frozenset({"v", "deleted", "mvf"})
"""Hidden text, and what tracked changes took out."""
SKIPPED = frozenset((
    "colortbl", "stylesheet", "pict", "objdata", "objclass", "objname", "header", "headerl", "headerr", "headerf",
    "footer", "footerl", "footerr", "footerf", "xe", "rxe", "txe", "tc", "bkmkstart", "bkmkend", "annotation",
    "atnid", "atnauthor", "atntime", "atndate", "atnref", "atnparent", "atnicn", "listtable", "listoverridetable",
    "revtbl", "rsidtbl", "generator", "filetbl", "nonesttables", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc",
    "aftncn", "themedata", "colorschememapping", "latentstyles", "datastore", "pgdsctbl", "pn", "pntxta", "pntxtb",
    "shprslt", "sp", "sn", "sv", "do", "userprops", "xmlnstbl", "mmathPr", "private", "template", "falt", "panose",
    "fontemb", "fontfile", "keycode", "formfield", "datafield", "upr",
))  # fmt: skip
"""Destinations whose text is no part of the running text or of a note."""
NUMERALS = {
    "nar": Numerals.ARABIC,
    "nalc": Numerals.LOWER_LETTER,
    "nauc": Numerals.UPPER_LETTER,
    "nrlc": Numerals.LOWER_ROMAN,
    "nruc": Numerals.UPPER_ROMAN,
    "nchi": Numerals.SYMBOLS,
}
RESTARTS = {"rstcont": Restart.NEVER, "restart": Restart.SECTION, "rstpg": Restart.PAGE}
