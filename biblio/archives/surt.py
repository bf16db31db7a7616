"""When two addresses are one to an archive: the sort-friendly form, without scheme, `www.`, port and case.

http://www.Example.org:80/A?b -> org,example)/a?b
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from biblio.addresses import normalise

__all__ = ["key"]

_WWW = re.compile(r"www\d*\.")


def key(url: str) -> str:
    """The form under which archives file an address (SURT, as wayback software makes it); itself if it is none."""
    try:
        cut = urlsplit(normalise(url))
        host = (cut.hostname or "").lower()
        port = f":{cut.port}" if cut.port not in (None, 80, 443) else ""
    except ValueError:
        return url
    if not host:
        return url
    labels = ",".join(reversed(_WWW.sub("", host, count=1).split(".")))
    path = cut.path.rstrip("/").lower() or "/"
    return f"{labels}{port}){path}" + (f"?{cut.query.lower()}" if cut.query else "")
