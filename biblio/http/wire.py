"""The real network, through requests; the only module that knows it.

Connections are made by ourselves below requests, so that every address a name resolves to is looked at before anything
is sent to it: a name that answers differently the second time (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import errno
import re
import socket
import ssl
import time
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import requests
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NewConnectionError
from urllib3.util.ssl_ import create_urllib3_context

from biblio.http.exchange import Failure, Headers, Outcome, Request, Response
from biblio.http.guard import is_private, private_host
from biblio.http.resolver import Resolver
from biblio.http.watchdog import Watch, Watchdog

__all__ = ["WireTransport", "connect"]

_CONNECT = 6.0
"""Seconds for one attempt to connect."""
_SILENCE = 15.0
"""Seconds without a byte."""
_BODY = 5.0
"""Seconds for a body after its first byte: whatever a page says of itself stands at its beginning."""
_PDF = 2 << 20
"""Bytes of a PDF that are read."""
_CHUNK = 16384
_SMALL = 4096
_ATTEMPTS = 3
"""How many of a host's addresses are tried."""


@dataclass(slots=True)
class _Exchange:
    """What the connections below requests have to know of the exchange they serve."""

    watch: Watch
    watchdog: Watchdog
    resolver: Resolver
    allow_private: bool
    failure: Failure | None = None


_CURRENT: ContextVar[_Exchange] = ContextVar("exchange")


def connect(
    host: str, port: int, resolver: Resolver, *, deadline: float, allow_private: bool
) -> socket.socket | Failure:
    """A TCP connection to the first address of a host that takes one; none to a private address unless allowed."""
    targets = resolver.resolve(host, port, deadline)
    if isinstance(targets, Failure):
        return targets
    if not allow_private and any(is_private(address[0]) for _, address in targets):
        return Failure("private", f"{host} is in a private network ({targets[0][1][0]})")
    failure = Failure("dns", f"{host} has no address")
    for family, address in targets[:_ATTEMPTS]:
        left = deadline - time.monotonic()
        if left <= 0:
            return Failure("timeout", f"no connection to {host} in time")
        attempt = _attempt(family, address, min(left, _CONNECT))
        if not isinstance(attempt, Failure):
            return attempt
        failure = attempt
    return failure


def _attempt(family: int, address: tuple[str, int], seconds: float) -> socket.socket | Failure:
    try:
        made = socket.socket(family, socket.SOCK_STREAM)
    except OSError as error:
        return _failure_of(error, address[0])
    try:
        made.settimeout(seconds)
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        made.connect(address)
    except OSError as error:
        made.close()
        return _failure_of(error, address[0])
    return made


_NO_ROUTE = (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)


def _failure_of(error: OSError, place: str) -> Failure:
    if isinstance(error, TimeoutError):
        return Failure("timeout", f"{place} does not answer")
    if isinstance(error, ConnectionRefusedError):
        return Failure("refused", f"{place} refuses connections")
    if isinstance(error, ConnectionError):
        return Failure("reset", f"{place} broke the connection")
    if error.errno in _NO_ROUTE:
        return Failure("unreachable", f"there is no way to {place}")
    return Failure("unreachable", f"{place} cannot be connected to: {error.strerror or error}")


def _checked_socket(connection: HTTPConnection) -> socket.socket:
    exchange = _CURRENT.get()
    made = connect(
        connection.host,
        connection.port or 80,
        exchange.resolver,
        deadline=exchange.watch.deadline,
        # A proxy is the user's own choice, and often in their own network.
        allow_private=exchange.allow_private or connection.proxy is not None,
    )
    if isinstance(made, Failure):
        exchange.failure = Failure("proxy", f"the proxy does not answer: {made.words}") if connection.proxy else made
        raise NewConnectionError(connection, made.words)
    exchange.watch.on(made)
    return made


class _Connection(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        return _checked_socket(self)

    def request(self, *args: Any, **kwargs: Any) -> None:
        _CURRENT.get().watch.on(self.sock)
        super().request(*args, **kwargs)
        _CURRENT.get().watch.on(self.sock)


@cache
def _context(authorities: str | None, folder: str | None, verify: bool) -> ssl.SSLContext:
    """One context for all connections: reading the authorities anew for each takes longer than the page."""
    context = create_urllib3_context(cert_reqs=ssl.CERT_REQUIRED if verify else ssl.CERT_NONE)
    if not verify:
        # Whoever looks without verifying wants to see the page behind old ciphers and versions as well.
        context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
    elif authorities or folder:
        context.load_verify_locations(authorities, folder)
    return context


class _SecureConnection(HTTPSConnection):
    def connect(self) -> None:
        if self.ssl_context is None:
            verify = self.cert_reqs != "CERT_NONE"
            self.ssl_context = _context(self.ca_certs, self.ca_cert_dir, verify)
            self.ca_certs = self.ca_cert_dir = None
        super().connect()

    def _new_conn(self) -> socket.socket:
        return _checked_socket(self)

    def request(self, *args: Any, **kwargs: Any) -> None:
        _CURRENT.get().watch.on(self.sock)
        super().request(*args, **kwargs)
        _CURRENT.get().watch.on(self.sock)


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _SecureConnection

    def _validate_conn(self, conn: Any) -> None:
        """As urllib3 does, without its warning: who asks without verifying does so on purpose."""
        if conn.is_closed:
            conn.connect()


_POOLS = {"http": _Pool, "https": _SecurePool}


class _Adapter(HTTPAdapter):
    """All connections are made by `connect`, save those through SOCKS, which another library makes."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _POOLS

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(proxy, **kwargs)
        if not proxy.lower().startswith("socks"):
            manager.pool_classes_by_scheme = _POOLS
        return manager


class WireTransport:
    """One pooled session; REQUESTS_CA_BUNDLE and the proxy variables of the environment hold."""

    def __init__(self, resolver: Resolver, *, allow_private: bool = False) -> None:
        self._resolver = resolver
        self._allow_private = allow_private
        self._watchdog = Watchdog()
        self._session = requests.Session()
        adapter = _Adapter(pool_connections=32, pool_maxsize=2)
        self._session.mount("http://", adapter)
        self._session.mount("https://", adapter)

    def send(self, request: Request) -> Outcome:
        """One exchange; what goes wrong is a `Failure`, a body cut short is said in `Response.incomplete`."""
        deadline = request.deadline or time.monotonic() + 60.0
        with self._watchdog.watch(deadline) as watch:
            exchange = _Exchange(watch, self._watchdog, self._resolver, self._allow_private)
            token = _CURRENT.set(exchange)
            try:
                return self._send(request, exchange)
            finally:
                _CURRENT.reset(token)

    def close(self) -> None:
        """Close the session and its connections."""
        self._session.close()
        self._watchdog.close()

    def proxy_for(self, url: str) -> str:
        """The proxy that the environment names for an address, or ""."""
        return requests.utils.select_proxy(url, requests.utils.get_environ_proxies(url)) or ""

    def _send(self, request: Request, exchange: _Exchange) -> Outcome:
        try:
            # Not prepared by the session, which would add passwords from ~/.netrc.
            prepared = requests.Request(
                request.method, request.url, headers=dict(request.headers.fields), data=request.body or None
            ).prepare()
            settings = self._session.merge_environment_settings(request.url, {}, True, request.verify, None)
            # A proxy would look for programs of this machine on its own.
            proxies = {} if private_host(urlsplit(request.url).hostname or "") else settings["proxies"]
            # The session's own `send` would read the whole body of a redirect, however long it is.
            response = self._session.get_adapter(request.url).send(
                prepared,
                stream=True,
                timeout=(exchange.watch.remaining, min(exchange.watch.remaining, request.silence or _SILENCE)),
                verify=settings["verify"] or False,
                cert=settings["cert"],
                proxies=proxies,
            )
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            return _failure(error, exchange)
        try:
            if exchange.watch.fired:  # header fields that trickle in look complete once the connection is shut
                return Failure("timeout", "no whole answer in time")
            return _read(response, request, exchange)
        finally:
            response.close()


def _read(response: requests.Response, request: Request, exchange: _Exchange) -> Response:
    raw: urllib3.HTTPResponse = response.raw
    body = bytearray()
    incomplete = ""
    cap = _cap(response, request.cap)
    try:
        while len(body) < cap:
            if exchange.watch.fired:
                incomplete = "timeout"
                break
            chunk = raw.read1(min(_CHUNK, cap - len(body)), decode_content=True)
            if not chunk:
                break
            if not body:
                exchange.watchdog.at(time.monotonic() + _BODY, exchange.watch)
            body += chunk
        else:
            incomplete = "cap"
    except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
        incomplete = _failure(error, exchange).kind
    if exchange.watch.fired:
        incomplete = "timeout"
    fields = tuple((str(name), str(value)) for name, value in raw.headers.items())
    if not incomplete:
        raw.release_conn()
    return Response(response.status_code, Headers(fields), bytes(body), incomplete)


def _cap(response: requests.Response, cap: int) -> int:
    """A redirect's body is read only where that is cheaper than a new connection; a PDF is read to its end."""
    if not (response.is_redirect and response.headers.get("Location")):
        return max(cap, _PDF) if "application/pdf" in response.headers.get("Content-Type", "").lower() else cap
    length = response.headers.get("Content-Length", "")
    return cap if length.isdigit() and int(length) <= _SMALL else 0


def _failure(error: Exception, exchange: _Exchange) -> Failure:
    """The kind of an outside exception; it may be wrapped several times."""
    if exchange.failure is not None:
        return exchange.failure
    if exchange.watch.fired:
        return Failure("timeout", "no whole answer in time")
    for kind, types, words in _KINDS:
        if isinstance(error, types):
            return Failure(kind, words.format(error=_reason(error)))
    return Failure("protocol", f"no answer that can be understood: {_reason(error)}")


_KINDS: tuple[tuple[str, tuple[type[Exception], ...], str], ...] = (
    ("invalid-url", (requests.exceptions.InvalidURL, requests.exceptions.MissingSchema), "no address: {error}"),
    ("scheme", (requests.exceptions.InvalidSchema,), "no web address: {error}"),
    ("proxy", (requests.exceptions.ProxyError, urllib3.exceptions.ProxyError), "the proxy does not answer: {error}"),
    ("tls", (requests.exceptions.SSLError, urllib3.exceptions.SSLError), "the secure connection failed: {error}"),
    ("timeout", (requests.Timeout, urllib3.exceptions.TimeoutError, TimeoutError), "no answer in time"),
    ("protocol", (urllib3.exceptions.DecodeError,), "the body cannot be unpacked: {error}"),
    ("reset", (requests.ConnectionError, ConnectionError), "the connection was broken: {error}"),
    ("reset", (urllib3.exceptions.ProtocolError,), "the connection was broken: {error}"),
    ("invalid-url", (UnicodeError, ValueError), "no address: {error}"),
)


def _reason(error: BaseException) -> str:
    """The innermost words of a wrapped error."""
    inner: Any = error
    for _ in range(8):
        following = getattr(inner, "reason", None)
        if not isinstance(following, BaseException):
            following = next((part for part in inner.args if isinstance(part, BaseException)), None)
        if following is None:
            break
        inner = following
    # OpenSSL puts its own name and the line of its source around the words.
    words = re.sub(r"\[SSL[^\]]*\]\s*|\s*\(_ssl\.c:\d+\)", "", " ".join(str(inner).split()))
    return words.rstrip(".")[:200]
