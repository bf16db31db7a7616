"""An address cut into what the rules look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self
from urllib.parse import parse_qsl, unquote, urlsplit

__all__ = ["Parts"]


@dataclass(frozen=True, slots=True)
class Parts:
    """A normalised http(s) or ftp address; host without `www.`, segments percent-decoded."""

    url: str
    host: str
    segments: tuple[str, ...]
    """The path between its slashes, empty ones left out."""
    query: tuple[tuple[str, str], ...] = ()
    fragment: str = ""
    path: str = ""
    """The path as it stands, not decoded."""

    @classmethod
    def of(cls, url: str) -> Self | None:
        """Cut a normalised address; None for other schemes and what is no address."""
        try:
            cut = urlsplit(url)
            host = cut.hostname or ""
        except ValueError:
            return None
        if cut.scheme not in ("http", "https", "ftp") or not host:
            return None
        segments = tuple(unquote(part) for part in cut.path.split("/") if part)
        # Old CGI programs part their fields by ";" (HTML 4.01, B.2.2).
        pairs = tuple(parse_qsl(cut.query.replace(";", "&"), keep_blank_values=True))
        return cls(url, host.removeprefix("www."), segments, pairs, unquote(cut.fragment), cut.path)

    def field(self, name: str) -> str:
        """The first query field of a name, whatever its case; "" if there is none."""
        return next((value for key, value in self.query if key.lower() == name.lower()), "")

    def on(self, *domains: str) -> bool:
        """Whether the host is one of these domains or below one."""
        return any(self.host == domain or self.host.endswith("." + domain) for domain in domains)

    def after(self, *names: str) -> tuple[str, ...]:
        """The segments after the first one with one of these names; () if there is none."""
        for index, segment in enumerate(self.segments):
            if segment in names:
                return self.segments[index + 1 :]
        return ()
