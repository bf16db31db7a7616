"""What a note (or citation) and a bibliography entry look like in a style."""

from __future__ import annotations

from typing import Any

from biblio.errors import StyleError
from biblio.styles import catalogue
from biblio.styles.csl import Processor

__all__ = ["preview"]

_ITEM = {
    "id": "thompson1971",
    "type": "article-journal",
    "title": "The moral economy of the English crowd in the eighteenth century",
    "author": [{"family": "Thompson", "given": "E. P."}],
    "container-title": "Past & Present",
    "volume": "50",
    "page": "76-136",
    "issued": {"date-parts": [[1971, 2]]},
}


def preview(name: str) -> dict[str, str]:
    """`note` or `citation`, and `entry` if the style has a bibliography; `problem` if the style cannot be used."""
    try:
        style = catalogue.load(name)
        processor = Processor(
            style.xml, [_ITEM], locale=style.locale or None, locales=catalogue.locales(), output="text"
        )
        made: dict[str, str] = {_kind(processor): str(processor.cite([_LOCATED]))}
        if processor.style.bibliography is not None:
            made["entry"] = " ".join(str(entry.text).strip() for entry in processor.bibliography())
    except StyleError as error:
        return {"problem": str(error)}
    return made


_LOCATED: dict[str, Any] = {"id": _ITEM["id"], "locator": "79", "label": "page"}


def _kind(processor: Processor) -> str:
    return "note" if processor.style.cls == "note" else "citation"
