"""What is put to the network and what comes back; failures are values like any other answer."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol

from biblio.model import Hop

__all__ = ["Answer", "Failure", "FunctionTransport", "Headers", "Outcome", "Request", "Response", "Transport"]


@dataclass(frozen=True, slots=True)
class Headers:
    """Header fields in their order; names are compared without case."""

    fields: tuple[tuple[str, str], ...] = ()

    def get(self, name: str) -> str:
        """All values of a name joined by ", " (RFC 9110, 5.3); "" if there is none."""
        return ", ".join(self.all(name))

    def all(self, name: str) -> tuple[str, ...]:
        """The values of a name, one for each line it had."""
        return tuple(value for key, value in self.fields if key.lower() == name.lower())


@dataclass(frozen=True, slots=True)
class Request:
    """One question, without what follows from its answer."""

    url: str
    method: str = "GET"
    headers: Headers = Headers()
    body: bytes = b""
    verify: bool = True
    """Whether the certificate must be good."""
    cap: int = 65536
    """Bytes of decoded body that are enough."""
    deadline: float = 0.0
    """`time.monotonic()` at which to stop; 0 for none."""
    silence: float = 0.0
    """Seconds without a byte that are borne; 0 for the usual."""
    lane: str = ""
    """Whose pace holds: the host's where it is empty, else one of its own, for services of one host."""


@dataclass(frozen=True, slots=True)
class Response:
    """One answer of one host."""

    status: int
    headers: Headers = Headers()
    body: bytes = b""
    """At most `Request.cap` bytes, decoded."""
    incomplete: str = ""
    """Why there is less body than there should be: "cap", or the kind of failure that ended it."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no answer."""

    kind: str
    """`timeout`, `nxdomain`, `no-address`, `dns`, `refused`, `reset`, `unreachable`, `tls`, `protocol`, `proxy`,
    `private`, `offline`, `invalid-url`, `scheme`, `too-many-redirects`, `redirect-loop`, `paused`, `silent`."""
    words: str
    """The same for people."""
    wait: float = 0.0
    """Seconds until it is worth asking again, where the host said so."""


Outcome = Response | Failure


class Transport(Protocol):
    """Sends one request and follows nothing; never raises for what the network does."""

    def send(self, request: Request) -> Outcome:
        """The answer of the one host the request goes to."""
        ...

    def close(self) -> None:
        """Let go of connections."""
        ...


@dataclass(frozen=True, slots=True)
class FunctionTransport:
    """A function in place of the network, for tests and recordings."""

    answer: Callable[[Request], Outcome]

    def send(self, request: Request) -> Outcome:
        """What the function says."""
        return self.answer(request)

    def close(self) -> None:
        """Nothing to let go of."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking for an address, redirects followed."""

    url: str
    """As asked."""
    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    hops: tuple[Hop, ...] = ()
    """The redirecting answers before the last one."""
    final_url: str = ""
    response: Response | None = None
    failure: Failure | None = None
    seconds: float = 0.0

    @property
    def status(self) -> int:
        """Status of the last answer; 0 if there was none."""
        return self.response.status if self.response else 0

    @property
    def error(self) -> str:
        """Kind of failure, or ""."""
        return self.failure.kind if self.failure else ""

    @property
    def body(self) -> bytes:
        """Body of the last answer."""
        return self.response.body if self.response else b""

    @property
    def digest(self) -> str:
        """SHA-1 of the last answer's whole body in base32, as capture indexes write it; "" if it was not read whole."""
        if self.response is None or self.response.incomplete:
            return ""
        return base64.b32encode(hashlib.sha1(self.body, usedforsecurity=False).digest()).decode("ascii")

    def header(self, name: str) -> str:
        """A header field of the last answer, or ""."""
        return self.response.headers.get(name) if self.response else ""
