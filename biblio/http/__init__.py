"""The one door to the network: addresses -> answers, politely, and never into the reader's own network."""

from __future__ import annotations

from biblio.http.client import Client, Limits
from biblio.http.exchange import Answer, Failure, FunctionTransport, Headers, Outcome, Request, Response, Transport
from biblio.http.guard import host_of

__all__ = [
    "Answer",
    "Client",
    "Failure",
    "FunctionTransport",
    "Headers",
    "Limits",
    "Outcome",
    "Request",
    "Response",
    "Transport",
    "host_of",
]
