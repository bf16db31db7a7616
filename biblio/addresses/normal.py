"""The normal form of an address: RFC 3986, section 6.2, after repair."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urlsplit, urlunsplit

from biblio.addresses.repair import repair

__all__ = ["canonical", "normalise"]

_PORTS = {"http": "80", "https": "443", "ftp": "21"}
_TRIPLET = re.compile(r"%([0-9A-Fa-f]{2})")
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PATH_SAFE = "/:@!$&'()*+,;=~%-._"
_QUERY_SAFE = _PATH_SAFE + "?[]"
_STEPS = 4


def normalise(url: str) -> str:
    """The address that was meant, in normal form: two writings of one address become equal.

    Case of scheme and host, default port, dot segments and percent-encoding are unified, damage is repaired
    (`biblio.addresses.repair`); query, fragment, final slash, `www.` and http or https are kept, for they may matter.
    What is no address is given back with the white space at its ends removed. Doing it twice changes nothing.
    """
    for _ in range(_STEPS):  # "%2E" at the end becomes "." and is then glued punctuation: settle
        result = canonical(repair(url).url)
        if result == url:
            break
        url = result
    return url


def canonical(url: str) -> str:
    """Only the syntax of RFC 3986, no repair; what has no host is given back as it is."""
    try:
        cut = urlsplit(url)
        host, port = cut.hostname or "", cut.port
    except ValueError:
        return url
    scheme = cut.scheme.lower()
    if scheme not in _PORTS or not host:
        return url
    path = _encode(cut.path, _PATH_SAFE)
    return urlunsplit(
        (
            scheme,
            _authority(scheme, cut.netloc, host, port),
            _without_dots(path) or "/",
            _encode(cut.query, _QUERY_SAFE),
            _encode(cut.fragment, _QUERY_SAFE),
        )
    )


def _authority(scheme: str, netloc: str, host: str, port: int | None) -> str:
    user, at, _ = netloc.rpartition("@")
    host = unicodedata.normalize("NFC", host.lower()).rstrip(".") or host
    if ":" in host:
        host = f"[{host}]"
    suffix = f":{port}" if port is not None and str(port) != _PORTS[scheme] else ""
    return f"{user}{at}{host}{suffix}"


def _encode(text: str, safe: str) -> str:
    """Percent-encode what may not stand bare, decode what need not be encoded, hexadecimal digits in capitals."""
    encoded = quote(_LONE_PERCENT.sub("%25", text), safe=safe, encoding="utf-8", errors="surrogatepass")
    return _TRIPLET.sub(_triplet, encoded)


def _triplet(match: re.Match[str]) -> str:
    character = chr(int(match[1], 16))
    return character if character in _UNRESERVED else match[0].upper()


def _without_dots(path: str) -> str:
    """RFC 3986, section 5.2.4."""
    kept: list[str] = []
    segments = path.split("/")
    for index, segment in enumerate(segments):
        last = index == len(segments) - 1
        if segment == "..":
            if len(kept) > 1:
                kept.pop()
        elif segment != ".":
            kept.append(segment)
            continue
        if last:
            kept.append("")
    return "/".join(kept)
