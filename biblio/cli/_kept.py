"""What earlier runs found of links, as commands open it."""

from __future__ import annotations

import contextlib
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from biblio.errors import LinkError

if TYPE_CHECKING:
    from biblio.links import State

__all__ = ["opened"]


def opened(
    stack: contextlib.ExitStack, place: Path | None = None, *, fresh: bool = False, max_age: timedelta | None = None
) -> State | None:
    """The state at a given place, or at the usual one; the usual one that cannot be used is done without.

    Raises:
        LinkError: the place given cannot be used.
    """
    from biblio.links.state import State, default_path

    try:
        return stack.enter_context(State(place or default_path(), fresh=fresh, max_age=max_age))
    except LinkError as error:
        if place is not None:
            raise
        click.echo(f"{error.message}; going on without", err=True)
        return None
