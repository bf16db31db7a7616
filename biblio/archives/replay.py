"""Addresses of copies in archives that run wayback software: `/web/20030117050505id_/http://...`.

After the time may stand a modifier of two letters and `_`: `id_` gives the archived bytes as they are, `mp_` and `if_`
what stands in a frame.
"""

from __future__ import annotations

import re

__all__ = ["plain", "raw"]

_STAMP = re.compile(r"(?<=/)(?P<stamp>\d{14})(?:[a-z]{2}_)?(?=/(?:https?:|ftp:|www\.|[\w-]+\.))")


def raw(uri: str) -> str:
    """Where the copy's own bytes are; the address itself where it is of no known shape."""
    return _STAMP.sub(r"\g<stamp>id_", uri, count=1)


def plain(uri: str) -> str:
    """The address to cite, without a modifier."""
    return _STAMP.sub(r"\g<stamp>", uri, count=1)
