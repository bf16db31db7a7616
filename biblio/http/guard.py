"""Which addresses are never asked: a bibliography from elsewhere must not reach into the reader's own network."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

__all__ = ["host_of", "is_private", "private_host"]

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
# RFC 6761 and 6762: names that mean this machine or this network.
_LOCAL_NAME = re.compile(
    r"(?:\A|\.)(?:localhost|localdomain|local|internal|intranet|lan|home\.arpa)\.?\Z", re.IGNORECASE
)
_MOST = 2**32


def host_of(url: str) -> str:
    """The host that an address names, in lower case; "" if it names none."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def is_private(address: str) -> bool:
    """Whether an IP address is none of the public Internet: loopback, private, link-local, multicast, reserved.

    IPv4 addresses inside IPv6 ones (mapped, NAT64, 6to4, Teredo) count as themselves.
    """
    try:
        found: _Address = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return True
    if isinstance(found, ipaddress.IPv6Address):
        found = _embedded(found) or found
    return not found.is_global or found.is_multicast


def private_host(host: str) -> bool:
    """Whether a host's name alone says that it must not be asked, resolving nothing.

    Knows the numeric forms that resolvers accept besides the dotted one: `2130706433`, `0x7f.1`, `0177.0.0.1`.
    """
    host = host.strip("[]")
    if _LOCAL_NAME.search(host):
        return True
    numeric = _inet_aton(host)
    if numeric is not None:
        return is_private(str(numeric))
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return is_private(host)


def _embedded(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) % _MOST)
    if address.sixtofour is not None:
        return address.sixtofour
    return address.teredo[1] if address.teredo is not None else None


def _inet_aton(host: str) -> ipaddress.IPv4Address | None:
    """The IPv4 address in one to four decimal, octal or hexadecimal parts, as inet_aton(3) reads it."""
    parts = host.rstrip(".").split(".")
    if not 1 <= len(parts) <= 4 or not all(re.fullmatch(r"0[xX][0-9a-fA-F]*|\d+", part) for part in parts):
        return None
    try:
        numbers = [_number(part) for part in parts]
    except ValueError:
        return None
    *high, low = numbers
    if any(number > 255 for number in high) or low >= 256 ** (4 - len(high)):
        return None
    value = low
    for index, number in enumerate(high):
        value += number << (8 * (3 - index))
    return ipaddress.IPv4Address(value)


def _number(part: str) -> int:
    if part.lower().startswith("0x"):
        return int(part[2:] or "0", 16)
    return int(part, 8) if len(part) > 1 and part.startswith("0") else int(part)
