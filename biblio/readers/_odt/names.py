"""OpenDocument's names with their namespaces."""

from __future__ import annotations

__all__ = ["FO", "LINK", "STYLE", "TEXT"]

_ODF = "urn:oasis:names:tc:opendocument:xmlns"
TEXT = f"{{{_ODF}:text:1.0}}"
STYLE = f"{{{_ODF}:style:1.0}}"
FO = f"{{{_ODF}:xsl-fo-compatible:1.0}}"
LINK = "{http://www.w3.org/1999/xlink}"
