"""Cookies that live as long as one chain of redirects."""

from __future__ import annotations

import urllib.request
from email.message import Message
from http.cookiejar import CookieJar

from biblio.http.exchange import Headers

__all__ = ["Cookies"]


class _Received:
    """What `CookieJar` wants of a response."""

    def __init__(self, headers: Headers) -> None:
        self._message = Message()
        for name, value in headers.fields:
            if name.lower() == "set-cookie":
                self._message[name] = value

    def info(self) -> Message:
        return self._message


class Cookies:
    """A jar for one chain; some sites redirect in circles for those who do not carry their cookies along."""

    def __init__(self) -> None:
        self._jar = CookieJar()

    def header(self, url: str) -> str:
        """The value of the Cookie field for an address, or ""."""
        if not len(self._jar):
            return ""
        request = urllib.request.Request(url)
        self._jar.add_cookie_header(request)
        return request.get_header("Cookie") or ""

    def keep(self, url: str, headers: Headers) -> None:
        """Remember what an answer set."""
        if headers.all("Set-Cookie"):
            self._jar.extract_cookies(_Received(headers), urllib.request.Request(url))  # type: ignore[arg-type]
