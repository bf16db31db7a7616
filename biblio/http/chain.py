"""One address and where it leads: redirects followed one by one, each looked at before it is asked."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from biblio.http.cookies import Cookies
from biblio.http.exchange import Answer, Failure, Headers, Outcome, Request, Response
from biblio.model import Hop

__all__ = ["follow"]

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_SAME_PAGE = 4
"""Times that a chain may come by one page, whatever its query and cookies, before it is a circle."""


def follow(request: Request, send: Callable[[Request], Outcome], *, most: int) -> Answer:
    """Ask, and ask again where the answer points, until one does not; `most` 0 follows nothing.

    The same address with the same cookies twice is a circle; without the cookies many sites would be one.
    """
    begun = time.monotonic()
    answer = Answer(request.url)
    cookies = Cookies()
    seen: set[tuple[str, str]] = set()
    url = request.url
    while True:
        cookie = cookies.header(url)
        outcome: Outcome
        if (url, cookie) in seen or sum(_page(place) == _page(url) for place, _ in seen) >= _SAME_PAGE:
            outcome = Failure("redirect-loop", "it redirects in a circle")
        elif len(seen) > max(most, 0):
            outcome = Failure("too-many-redirects", f"more than {most} redirects")
        else:
            seen.add((url, cookie))
            outcome = send(_with_cookie(replace(request, url=url), cookie))
        answer = replace(answer, final_url=url, seconds=time.monotonic() - begun)
        if isinstance(outcome, Failure):
            return replace(answer, failure=outcome)
        target = _target(url, outcome) if most else ""
        if not target:
            return replace(answer, response=outcome)
        cookies.keep(url, outcome.headers)
        answer = replace(answer, hops=(*answer.hops, Hop(url, outcome.status)))
        url = target


def _page(url: str) -> str:
    return url.partition("#")[0].partition("?")[0]


def _with_cookie(request: Request, cookie: str) -> Request:
    if not cookie:
        return request
    return replace(request, headers=Headers((*request.headers.fields, ("Cookie", cookie))))


def _target(url: str, response: Response) -> str:
    """Where a redirect leads, the fragment of the asked address kept (RFC 9110, 10.2.2); "" if it is none."""
    location = next(iter(response.headers.all("Location")), "").strip()
    if response.status not in _REDIRECTS or not location:
        return ""
    # Header fields come as Latin-1; many servers send UTF-8.
    with contextlib.suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    try:
        target = urljoin(url, location)
        fragment = urlsplit(url).fragment
        return f"{target}#{fragment}" if fragment and not urlsplit(target).fragment else target
    except ValueError:
        return location
