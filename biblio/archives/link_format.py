"""Link headers and TimeMaps: `<address>; rel="first memento"; datetime="Mon, 21 Sep 2015 19:58:14 GMT", <...>...`

Web Linking (RFC 8288, 3), as RFC 7089 (5) uses it in TimeMaps of type application/link-format (RFC 6690).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

__all__ = ["WebLink", "parse"]

# An address may hold commas and semicolons; a quoted value too, and quotation marks behind a backslash.
_TARGET = re.compile(r"[\s,]*<\s*(?P<target>[^>]*?)\s*>")
_PARAMETER = re.compile(
    r"""\s*;\s* (?P<name>[!#$&+.^_`|~\w-]+\*?) \s* (?:=\s*(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<bare>[^\s;,"]*)))?""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class WebLink:
    """One link with what it says of its target."""

    target: str
    relations: frozenset[str] = frozenset()
    """Words of `rel` in small letters."""
    parameters: Mapping[str, str] = field(default_factory=dict)
    """Names in small letters; the first of a name counts."""

    @property
    def datetime(self) -> datetime | None:
        """When the memento was made; None if it is not said or no date."""
        try:
            when = parsedate_to_datetime(self.parameters.get("datetime", ""))
        except (TypeError, ValueError, IndexError):
            return None
        return when if when.tzinfo else when.replace(tzinfo=UTC)


def parse(text: str) -> tuple[WebLink, ...]:
    """All links in their order; what stands between them and is none is passed over."""
    return tuple(_links(text))


def _links(text: str) -> Iterator[WebLink]:
    at = 0
    while (match := _TARGET.match(text, at)) or (match := _TARGET.search(text, at)):
        at = match.end()
        parameters: dict[str, str] = {}
        while parameter := _PARAMETER.match(text, at):
            at = parameter.end()
            value = parameter["bare"] or re.sub(r"\\(.)", r"\1", parameter["quoted"] or "")
            parameters.setdefault(parameter["name"].lower(), value)
        if match["target"]:
            yield WebLink(match["target"], frozenset(parameters.get("rel", "").lower().split()), parameters)
