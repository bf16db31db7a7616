"""Asks for addresses: follows redirects, keeps manners, never reaches where it must not."""

from __future__ import annotations

import os
import re
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from itertools import islice
from types import TracebackType
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from biblio.errors import LinkError
from biblio.http import chain
from biblio.http.exchange import Answer, Failure, Headers, Outcome, Request, Response, Transport
from biblio.http.guard import host_of, private_host
from biblio.http.pace import Pace
from biblio.http.reach import reachable
from biblio.http.resolver import Resolver

if TYPE_CHECKING:
    from biblio.http.wire import WireTransport

__all__ = ["Client", "Limits"]

_PORTS = {"http": 80, "https": 443}
_ASK_FOR_NETWORK = 8
"""How many hosts are tried before the network is called unreachable."""
_BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36"


@dataclass(frozen=True, slots=True)
class Limits:
    """What asking may cost."""

    deadline: float = 10.0
    """Seconds for one address with all its redirects."""
    cap: int = 65536
    """Bytes of decoded body."""
    redirects: int = 20
    at_once: int = 2
    """Requests in flight to one host."""
    per_second: float = 9.0
    """Requests begun to one host in a second; what begins evenly may arrive in bunches, so a little less than ten."""
    patience: int = 4
    """Questions in a row that a host may leave without any answer in time, or answer by "later", before it is left
    alone; after the first without an answer it has half the time."""
    network_check: float = 2.5
    """Seconds within which somebody must answer for the network to be there."""


class Client:
    """The one door to the network; a context manager, safe to use from several threads.

    Args:
        offline: open no socket, whatever is asked.
        allow_private: also ask loopback, private and link-local addresses.
        transport: something else in place of the real network; no address is resolved then.
        contact: how the owner of a server can reach whoever asks; also from the variable BIBLIO_CONTACT.
        purpose: what is asked for, in a word or two, for the owner of a server to read.
    """

    def __init__(
        self,
        *,
        offline: bool = False,
        allow_private: bool = False,
        transport: Transport | None = None,
        limits: Limits | None = None,
        contact: str = "",
        purpose: str = "link checker",
    ) -> None:
        self.offline = offline
        self.allow_private = allow_private
        self.limits = limits or Limits()
        self.pace = Pace(self.limits.at_once, self.limits.per_second)
        self.contact = contact or os.environ.get("BIBLIO_CONTACT", "")
        self._purpose = purpose
        self._transport = transport
        self._wire: WireTransport | None = None
        self._resolver = Resolver()
        self._names_resolve = False
        self._proxies: set[tuple[str, int]] = set()
        self._lock = threading.Lock()
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections; asking afterwards is misuse."""
        self._closed = True
        if self._transport is not None:
            self._transport.close()
        if self._wire is not None:
            self._wire.close()

    def fetch(
        self,
        url: str,
        *,
        method: str = "GET",
        body: bytes = b"",
        headers: Iterable[tuple[str, str]] = (),
        as_browser: bool = False,
        verify: bool = True,
        cap: int = 0,
        follow: bool = True,
        seconds: float = 0.0,
        lane: str = "",
        heard: Callable[[Request, Outcome], None] | None = None,
    ) -> Answer:
        """Ask for an address and follow its redirects; whatever goes wrong stands in the answer.

        Args:
            method: any but GET goes with `follow=False`.
            body: what is sent along.
            headers: fields besides, or in place of, our own.
            as_browser: with the header fields of a browser, for a second look at a refusal.
            verify: whether certificates must be good.
            cap: bytes of body that are enough; 0 for the usual.
            follow: whether to follow redirects.
            seconds: what the whole may take; 0 for the usual.
            lane: a pace of its own within the host (see `Pace.limit`), for services that want one.
            heard: is told every exchange on the way, redirects and all, for who keeps them.

        Raises:
            LinkError: the client is closed.
        """
        if self._closed:
            raise LinkError("the connection to the network is closed already")
        request = Request(
            url,
            method,
            headers=Headers(tuple(self._headers(headers, as_browser).items())),
            body=body,
            verify=verify,
            cap=cap or self.limits.cap,
            deadline=time.monotonic() + (seconds or self._deadline(host_of(url))),
            # Whoever takes something over may think long about it, or ask the person at the screen.
            silence=0.0 if method == "GET" else seconds,
            lane=lane,
        )

        def send(asked: Request) -> Outcome:
            outcome = self._send(asked)
            if heard is not None:
                heard(asked, outcome)
            return outcome

        return chain.follow(request, send, most=self.limits.redirects if follow else 0)

    def network_failure(self, urls: Iterable[str]) -> Failure | None:
        """None if a host of `urls` takes a connection, else why none does; `Limits.network_check` seconds at most.

        Only hosts of the public Internet count, unless private ones may be asked.
        """
        if self.offline:
            return Failure("offline", "nothing is asked")
        if self._transport is not None:
            return None
        places = list(islice(self._places(urls), _ASK_FOR_NETWORK))
        return reachable(places, self._knock, seconds=self.limits.network_check) if places else None

    def hosts_failure(self, urls: Iterable[str]) -> Failure | None:
        """None if one of the hosts of `urls` takes a connection, or none may be asked; else why none does.

        As `network_failure`, but of these hosts alone, and of all of them: a network that leads elsewhere is of no use.
        """
        if self.offline or self._transport is not None:
            return None
        places = list(self._places(urls))
        return reachable(places, self._knock, seconds=self.limits.network_check, themselves=True) if places else None

    @property
    def names_resolve(self) -> bool:
        """Whether a name was found by asking: only then "no such host" means that."""
        return self._transport is not None or self._names_resolve

    def _places(self, urls: Iterable[str]) -> Iterator[tuple[str, int]]:
        """Where connections for these addresses go, each once."""
        given: set[tuple[str, int]] = set()
        for url in urls:
            place = self._place(url)
            if place and place not in given:
                given.add(place)
                yield place

    def _place(self, url: str) -> tuple[str, int] | None:
        """Where a connection for an address goes: its host or the proxy."""
        try:
            cut = urlsplit(url)
            host, port = cut.hostname or "", cut.port or _PORTS.get(cut.scheme, 0)
            proxy = urlsplit(self._real().proxy_for(url))
            if proxy.hostname:
                place = proxy.hostname, proxy.port or 80
                self._proxies.add(place)
                return place
        except ValueError:
            return None
        if not host or not port or (private_host(host) and not self.allow_private):
            return None
        return host, port

    def _knock(self, host: str, port: int, deadline: float) -> Failure | None:
        from biblio.http.wire import connect

        proxy = (host, port) in self._proxies
        made = connect(host, port, self._resolver, deadline=deadline, allow_private=self.allow_private or proxy)
        if isinstance(made, Failure):
            return Failure("proxy", f"the proxy does not answer: {made.words}") if proxy else made
        made.close()
        self._names_resolve = self._names_resolve or (_is_name(host) and not proxy)
        return None

    def _real(self) -> WireTransport:
        with self._lock:
            if self._wire is None:
                from biblio.http.wire import WireTransport

                self._wire = WireTransport(self._resolver, allow_private=self.allow_private)
            return self._wire

    def _send(self, request: Request) -> Outcome:
        """One exchange at the host's pace, if the host may be asked at all."""
        failure = self.refusal(request.url)
        if failure is not None:
            return failure
        host = request.lane or host_of(request.url)
        if not request.lane and (failure := self._given_up(host)):
            return failure
        wait = self.pace.begin(host, request.deadline)
        if wait:
            return Failure("paused", f"{host} wants to be left alone for {wait:.0f} seconds more", wait)
        try:
            outcome = (self._transport or self._real()).send(request)
        finally:
            self.pace.end(host)
        if isinstance(outcome, Response):
            self._names_resolve = self._names_resolve or _is_name(host_of(request.url))
            named = outcome.headers.get("Retry-After")
            # How long a service with a lane of its own is left alone that does not say so, is for who made the lane.
            self.pace.answered(host, outcome.status, named, unnamed=not request.lane)
        elif outcome.kind == "timeout":
            self.pace.unanswered(host)
        return outcome

    def _given_up(self, host: str) -> Failure | None:
        """Why a host is not asked any more; a service with a pace of its own has an owner who decides that."""
        if self.pace.silence(host) >= self.limits.patience:
            return Failure("silent", f"{host} has not answered {self.limits.patience} times in a row")
        if self.pace.refusals(host) >= self.limits.patience:
            return Failure("silent", f"{host} has put us off {self.limits.patience} times in a row")
        return None

    def _deadline(self, host: str) -> float:
        return self.limits.deadline / (2 if self.pace.silence(host) else 1)

    def refusal(self, url: str) -> Failure | None:
        """Why an address is not asked, whatever the network; None if it may be."""
        try:
            cut = urlsplit(url)
            host = cut.hostname or ""
        except ValueError as error:
            return Failure("invalid-url", f"no address: {error}")
        if cut.scheme not in _PORTS:
            return Failure("scheme", f"addresses that begin with {cut.scheme or url[:20]!r} are not asked")
        if not host:
            return Failure("invalid-url", "the address names no host")
        if private_host(host) and not self.allow_private:
            return Failure("private", f"{host} is in a private network")
        return Failure("offline", "nothing is asked") if self.offline else None

    def _headers(self, more: Iterable[tuple[str, str]], as_browser: bool) -> dict[str, str]:
        contact = f"+{self.contact}" if self.contact else "the Python package biblio-footnotes"
        fields = {
            "User-Agent": _BROWSER if as_browser else f"biblio-footnotes/{_version()} ({self._purpose}; {contact})",
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language": "en-GB,en;q=0.9,*;q=0.5",
            "Accept-Encoding": "gzip, deflate",
        }
        if as_browser:
            fields["Upgrade-Insecure-Requests"] = "1"
        return {**fields, **dict(more)}


@cache
def _version() -> str:
    return version("biblio-footnotes")


def _is_name(host: str) -> bool:
    """Whether a host had to be looked up; "localhost" and bare addresses tell nothing about the look-up of names."""
    return not private_host(host) and not re.fullmatch(r"[\d.]+|[\da-f:.]+:[\da-f:.]*", host)
