r"""Citations that reference managers keep in fields: the instruction's text -> the works it holds.

ADDIN ZOTERO_ITEM CSL_CITATION {"citationItems": [{"id": 1, "itemData": {...CSL-JSON...}, "locator": "12"}], ...}
ADDIN CSL_CITATION {...}                                                   Mendeley
ADDIN EN.CITE <EndNote><Cite><Author>Pratt</Author><Year>1911</Year>...    EndNote
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from typing import TYPE_CHECKING, Any

from biblio.errors import ReadError
from biblio.model import EmbeddedItem
from biblio.readers import _xml

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["embedded", "endnote_data", "mendeley_control"]

_CSL = re.compile(r"\s*(?:ADDIN\s+)?(?P<zotero>ZOTERO_ITEM\s+)?CSL_CITATION\s*(?=\{)", re.I)
_ENDNOTE = re.compile(r"\s*(?:ADDIN\s+)?EN\.CITE\b(?!\.DATA)", re.I)
_MENDELEY_CONTROL = "MENDELEY_CITATION_v3_"

Found = tuple[tuple[EmbeddedItem, ...], str]


def embedded(instruction: str, data: str = "") -> Found:
    """The items of a field, and the manager that wrote it; no items if it is no citation or cannot be read.

    `data` is EndNote's XML where the field keeps it apart from its instruction.
    """
    if match := _CSL.match(instruction):
        return _from_json(instruction[match.end() :]), "zotero" if match["zotero"] else "mendeley"
    if _ENDNOTE.match(instruction):
        at = instruction.find("<EndNote>")
        return _endnote(instruction[at:] if at >= 0 else data), "endnote"
    return (), ""


def mendeley_control(tag: str) -> Found:
    """The items of a Mendeley Cite content control, which its tag holds as Base64."""
    if not tag.startswith(_MENDELEY_CONTROL):
        return (), ""
    try:
        text = base64.b64decode(tag.removeprefix(_MENDELEY_CONTROL), validate=False).decode("utf-8")
    except (binascii.Error, ValueError):
        return (), "mendeley"
    return _from_json(text), "mendeley"


def endnote_data(encoded: str) -> str:
    """EndNote's XML out of a field's binary data."""
    try:
        return base64.b64decode(encoded, validate=False).decode("utf-8", "replace").rstrip("\0")
    except (binascii.Error, ValueError):
        return ""


def _from_json(text: str) -> tuple[EmbeddedItem, ...]:
    """Zotero in OpenDocument writes its own words behind the braces; they are left alone."""
    try:
        citation, _ = json.JSONDecoder().raw_decode(text)
        cites = citation.get("citationItems", ())
        return tuple(_item(cite) for cite in cites if isinstance(cite, dict))
    except (ValueError, AttributeError, TypeError, RecursionError):
        return ()


def _item(cite: dict[str, Any]) -> EmbeddedItem:
    data = cite.get("itemData") or cite.get("item")
    csl = json.dumps(data, ensure_ascii=False) if isinstance(data, dict) else ""
    words = {key: str(cite[key]) for key in ("locator", "label", "prefix", "suffix") if cite.get(key) is not None}
    return EmbeddedItem(csl, **words)


def _endnote(text: str) -> tuple[EmbeddedItem, ...]:
    end = text.rfind("</EndNote>")
    start = text.find("<EndNote>")
    if start < 0 or end < 0:
        return ()
    try:
        root = _xml.parse(text[start : end + len("</EndNote>")].encode(), "field")
    except ReadError:
        return ()
    return tuple(_cite(cite) for cite in root.iter("Cite"))


def _cite(cite: _Element) -> EmbeddedItem:
    record = cite.find("record")
    data = _record(record) if record is not None else {}
    if "author" not in data and (author := _text(cite, "Author")):
        data["author"] = [_name(author)]
    if "issued" not in data and (year := _text(cite, "Year")):
        data["issued"] = _issued(year)
    return EmbeddedItem(
        json.dumps(data, ensure_ascii=False) if data else "",
        locator=_text(cite, "Pages") or _text(cite, "SuffixPages"),
        prefix=_text(cite, "Prefix"),
        suffix=_text(cite, "Suffix"),
    )


_TYPES = {
    "Book": "book",
    "Edited Book": "book",
    "Book Section": "chapter",
    "Journal Article": "article-journal",
    "Magazine Article": "article-magazine",
    "Newspaper Article": "article-newspaper",
    "Conference Paper": "paper-conference",
    "Conference Proceedings": "paper-conference",
    "Thesis": "thesis",
    "Report": "report",
    "Web Page": "webpage",
    "Manuscript": "manuscript",
    "Legal Rule or Regulation": "legislation",
    "Case": "legal_case",
}
"""EndNote's names of types and CSL's."""
_FIELDS = (
    ("title", "titles/title"),
    ("container-title", "titles/secondary-title"),
    ("collection-title", "titles/tertiary-title"),
    ("container-title", "periodical/full-title"),
    ("page", "pages"),
    ("volume", "volume"),
    ("issue", "number"),
    ("edition", "edition"),
    ("publisher", "publisher"),
    ("publisher-place", "pub-location"),
    ("DOI", "electronic-resource-num"),
    ("ISBN", "isbn"),
    ("URL", "urls/related-urls/url"),
)


def _record(record: _Element) -> dict[str, Any]:
    """EndNote's XML record as a CSL-JSON item."""
    data: dict[str, Any] = {}
    kind = record.find("ref-type")
    if kind is not None:
        data["type"] = _TYPES.get(kind.get("name", ""), "document")
    for role, path in (("author", "contributors/authors/author"), ("editor", "contributors/secondary-authors/author")):
        names = [_name("".join(map(str, author.itertext()))) for author in record.iterfind(path)]
        if names:
            data[role] = names
    for variable, path in _FIELDS:
        if variable not in data and (value := _text(record, path)):
            data[variable] = value
    if year := _text(record, "dates/year"):
        data["issued"] = _issued(year)
    return data


def _text(element: _Element, path: str) -> str:
    found = element.find(path)
    return "" if found is None else "".join(map(str, found.itertext())).strip()


def _name(name: str) -> dict[str, str]:
    family, comma, given = name.strip().partition(",")
    return {"family": family.strip(), "given": given.strip()} if comma else {"literal": name.strip()}


def _issued(year: str) -> dict[str, Any]:
    return {"date-parts": [[int(year)]]} if year.isdecimal() else {"raw": year}
