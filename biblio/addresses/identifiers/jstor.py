"""JSTOR: `jstor.org/stable/2708792`, `/stable/pdf/2708792.pdf`, `/stable/10.2307/2708792`."""

from __future__ import annotations

from biblio.addresses.address import Address
from biblio.addresses.parts import Parts


def recognise(parts: Parts) -> Address | None:
    """A stable number; the pages stand behind a wall, the number is also DOI 10.2307/NUMBER."""
    # Library proxies: www-jstor-org.ezproxy.example.edu, www.jstor.org.proxy.example.edu
    at_jstor = parts.on("jstor.org") or "jstor.org." in parts.host or "jstor-org." in parts.host
    after = parts.after("stable")
    if not at_jstor or not after:
        return None
    trail = after[1:] if after[0] in ("pdf", "pdfplus", "view") else after
    number = "/".join(trail).removesuffix(".pdf")
    return Address(kind="jstor", holder="at JSTOR", host=parts.host, item="item", identifier=number) if number else None
