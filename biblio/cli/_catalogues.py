"""What `enrich` and `verify` share: which catalogues are asked, and asking them entry by entry."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from biblio.cli import _options
from biblio.errors import BiblioError

if TYPE_CHECKING:
    from biblio.lookup import Asker, Finding
    from biblio.model import Entry

__all__ = ["asking", "chosen", "find_all", "options"]

_Command = TypeVar("_Command", bound=Callable[..., Any])


def options(command: _Command) -> _Command:
    """The options of both commands, handed over as `only`, `services`, `urls`, `offline`, `fresh`, `contact`."""
    decorators = (
        click.option("--only", metavar="KEY,...", default="", help="Only these entries."),
        click.option(
            "--service", "services", multiple=True, metavar="NAME",
            help="Ask this catalogue only: crossref, open-library, datacite, openalex, wikidata; may be repeated.",
        ),
        click.option(
            "--service-url", "urls", multiple=True, metavar="NAME=URL",
            help="Where a catalogue's API is, if not in its usual place.",
        ),
        click.option("--fresh", is_flag=True, help="Use no answers kept from earlier."),
        click.option(
            "--contact", default="", metavar="MAIL", help="Your address, for which catalogues give a faster pace."
        ),
        click.option("--offline", is_flag=True, help="Refuse: this command is about the network."),
    )  # fmt: skip
    for decorate in reversed(decorators):
        command = decorate(command)
    return command


@contextmanager
def asking(name: str, wishes: dict[str, Any]) -> Iterator[Asker]:
    """Somebody to ask with; `wishes` are the values of `options`.

    Raises:
        BiblioError: nothing may be asked, or a name is not known.
    """
    from biblio import lookup
    from biblio.http import Client, Limits
    from biblio.lookup.asking import base_variable
    from biblio.lookup.cache import Cache, place

    if wishes["offline"]:
        raise BiblioError(f"biblio {name} asks catalogues on the network", hint="leave --offline out")
    for service in wishes["services"]:
        lookup.service(service)
    bases = _bases(wishes["urls"])
    # An address that the user named may be anywhere; no other may be in the user's own network.
    named = bool(bases) or any(os.environ.get(base_variable(service)) for service in lookup.names())
    limits = Limits(per_second=1000.0, deadline=30.0)
    with Client(
        purpose="bibliography look-up", allow_private=named, limits=limits, contact=wishes["contact"]
    ) as client:
        ask = lookup.Asker(client, Cache(place(), fresh=wishes["fresh"]), bases)
        names = wishes["services"] or lookup.names()
        lost = client.network_failure(ask.base(name, lookup.service(name).base) for name in names)
        if lost is not None:
            raise BiblioError(f"no catalogue can be reached: {lost.words}", hint="is there a network?")
        yield ask


def _bases(urls: Sequence[str]) -> dict[str, str]:
    from biblio import lookup

    found = {}
    for written in urls:
        name, equals, url = written.partition("=")
        if not equals or not url.startswith(("http://", "https://")):
            raise click.UsageError(f"--service-url wants NAME=URL, not {written!r}")
        lookup.service(name)
        found[name] = url
    return found


def chosen(entries: Sequence[Entry], only: str, source: str) -> list[Entry]:
    """The entries that are asked for."""
    wanted = {key.strip() for key in only.split(",") if key.strip()}
    missing = wanted - {entry.key for entry in entries}
    if missing:
        raise click.UsageError(f"no entry {', '.join(sorted(missing))} in {source}")
    return [entry for entry in entries if not wanted or entry.key in wanted]


def find_all(entries: Sequence[Entry], ask: Asker, services: Sequence[str]) -> list[Finding]:
    """What catalogues know of each entry.

    Raises:
        BiblioError: every catalogue that was to be asked is out of reach: there is no network.
    """
    from biblio import lookup

    found = []
    for number, entry in enumerate(entries, 1):
        found.append(lookup.find(entry, ask, services))
        _options.progress("asked", number, len(entries))
    failed = list(dict.fromkeys(words for one in found for words in one.failed))
    if failed and not any(one.asked for one in found):
        raise BiblioError("; ".join(failed), hint="is there a network?")
    for words in failed:
        click.echo(f"biblio: {words}", err=True)
    return found
