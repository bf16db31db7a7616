"""Options that several commands share, and how commands print."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from biblio import files
from biblio.errors import BiblioError
from biblio.model import Diagnostic, Severity

__all__ = ["as_json", "emit", "emit_pieces", "format_option", "output_option", "progress", "remark"]

_Command = TypeVar("_Command", bound=Callable[..., Any])


def format_option(*choices: str) -> Callable[[_Command], _Command]:
    """`-f/--format`, with `--json` as its short form; the first choice is the default."""

    def decorate(command: _Command) -> _Command:
        command = click.option("--json", "format", flag_value="json", help="Short for --format json.")(command)
        return click.option(
            "-f", "--format", "format", type=click.Choice(choices), default=choices[0], show_default=True,
            help="What to print.",
        )(command)  # fmt: skip

    return decorate


output_option = click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write to this file instead of standard output."
)


def emit(content: str | bytes, output: Path | None) -> None:
    """Print a result, or write it whole to a file."""
    if isinstance(content, str):
        content = (content if content.endswith("\n") or not content else content + "\n").encode("utf-8")
    if output is None or str(output) == "-":
        _print((content,))
    else:
        files.write(output, content)


def emit_pieces(pieces: Iterable[str], output: Path | None) -> None:
    """The same for a result that is made bit by bit."""
    if output is None or str(output) == "-":
        _print(piece.encode("utf-8") for piece in pieces)
    else:
        files.write(output, pieces)


def _print(pieces: Iterable[bytes]) -> None:
    try:
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise BiblioError(f"cannot write to standard output: {error.strerror}") from error


def as_json(data: Any) -> str:
    """JSON for people and programs: indented, letters of all scripts as they are."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def remark(diagnostics: Iterable[Diagnostic], source: str, least: Severity = Severity.WARNING) -> None:
    """Diagnostics on standard error, one a line, `file:line: code message`."""
    ranks = list(Severity)
    for found in diagnostics:
        if ranks.index(found.severity) >= ranks.index(least):
            place = f"{source}:{found.line}" if found.line else source
            note = f" note {found.note}:" if found.note else ""
            click.echo(f"{place}:{note} {found.code}: {found.message}", err=True)


def progress(step: str, done: int, of: int) -> None:
    """A counter on standard error, only where a person is looking."""
    if sys.stderr.isatty():
        end = "\n" if done >= of else ""
        click.echo(f"\r{step} {done}/{of}{end}", err=True, nl=False)
