"""Names to addresses, with a limit on the time: the system's resolver knows none."""

from __future__ import annotations

import re
import socket
import threading
import time

from biblio.http.exchange import Failure

__all__ = ["Resolver", "is_reserved"]

Targets = tuple[tuple[int, tuple[str, int]], ...]
"""Address family and socket address (IPv6 ones shortened to host and port)."""

# RFC 6761, 6.4: names below "invalid" do not exist, and nobody need be asked.
_INVALID = re.compile(r"(?:\A|\.)invalid\.?\Z", re.IGNORECASE)
# RFC 6761, 6.3: names below "localhost" are this machine, whatever the system's resolver says.
_LOCALHOST = re.compile(r"\.localhost\.?\Z", re.IGNORECASE)
# RFC 6761, 6.2 and 6.5: nobody can register a name below these; a network may use them for itself.
_RESERVED = re.compile(r"(?:\A|\.)(?:invalid|test|example)\.?\Z", re.IGNORECASE)
_MOST = 4096
"""Hosts that are remembered; the one found first is forgotten first."""


def is_reserved(host: str) -> bool:
    """Whether no host of the public Internet can bear the name: one that is not found here does not exist at all."""
    return _RESERVED.search(host) is not None


class Resolver:
    """Asks the system's resolver in threads that may be left behind; remembers what exists."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int], Targets] = {}
        self._lock = threading.Lock()

    def resolve(self, host: str, port: int, deadline: float) -> Targets | Failure:
        """Addresses of a host; `nxdomain`, `no-address`, `dns` or `timeout` if there is none."""
        if _INVALID.search(host):
            return Failure("nxdomain", f"there can be no host {host}")
        with self._lock:
            known = self._known.get((host, port))
        if known is not None:
            return known
        found = _ask(host, port, max(0.0, deadline - time.monotonic()))
        if not isinstance(found, Failure):
            with self._lock:
                if len(self._known) >= _MOST:
                    del self._known[next(iter(self._known))]
                self._known[host, port] = found
        return found


def _ask(host: str, port: int, seconds: float) -> Targets | Failure:
    box: list[Targets | Failure] = []
    # A daemon: a resolver that hangs must hold up neither the run nor its end.
    thread = threading.Thread(target=lambda: box.append(_getaddrinfo(host, port)), daemon=True, name=f"resolve {host}")
    thread.start()
    thread.join(seconds)
    return box[0] if box else Failure("timeout", f"no answer to the question for the address of {host}")


def _getaddrinfo(host: str, port: int) -> Targets | Failure:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        if _LOCALHOST.search(host):
            return ((socket.AF_INET, ("127.0.0.1", port)),)
        return _failure(host, error)
    except (UnicodeError, OSError) as error:
        return Failure("dns", f"the name {host} cannot be looked up: {error}")
    return tuple((family, (str(address[0]), int(address[1]))) for family, _, _, _, address in found)


def _failure(host: str, error: socket.gaierror) -> Failure:
    if error.errno == socket.EAI_NONAME:
        return Failure("nxdomain", f"there is no host {host}")
    if error.errno == getattr(socket, "EAI_NODATA", None):
        return Failure("no-address", f"the host {host} has no address")
    return Failure("dns", f"the address of {host} could not be asked for: {error.strerror or error}")
