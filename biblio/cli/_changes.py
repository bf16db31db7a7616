"""How a command changes a file of the user's: shown with --diff, made with --write, else only reported.

    @_changes.options
    def command(source, diff, write):
        old = files.read(source)
        new_text = ...
        _changes.settle([_changes.Change(old, new_text)], diff=diff, write=write, said="what changes, in words")

Encoding, byte order mark, line ends and mode stay as they were, and a file is replaced whole or not at all. What came
from standard input goes to standard output.
"""

from __future__ import annotations

import difflib
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from biblio import files
from biblio.cli import _options
from biblio.errors import BiblioError, Place
from biblio.files import TextFile

__all__ = ["Change", "options", "settle"]

_Command = TypeVar("_Command", bound=Callable[..., Any])
_COLOURS = (("+++", "bold"), ("---", "bold"), ("@@", "cyan"), ("+", "green"), ("-", "red"))
"""How a line of a diff begins, and what it is shown in."""
_NO_NEWLINE = "\n\\ No newline at end of file\n"


@dataclass(frozen=True, slots=True)
class Change:
    """A file as it was read, and what its text is to be."""

    file: TextFile
    text: str

    def __bool__(self) -> bool:
        """Whether anything changes."""
        return self.data != self.file.data

    @property
    def data(self) -> bytes:
        """The bytes to write; raises as `TextFile.encode` does."""
        return self.file.data if self.text == self.file.text else self.file.encode(self.text)

    def unified(self) -> str:
        """The change as a unified diff, without colours; "" if there is none."""
        if not self:
            return ""
        old, new = _lines(self.file.text), _lines(self.text)
        return "".join(difflib.unified_diff(old, new, self.file.source, self.file.source))


def options(command: _Command) -> _Command:
    """`--diff` and `--write`, handed over as `diff` and `write`."""
    command = click.option("--write", is_flag=True, help="Make the changes, in place; - goes to standard output.")(
        command
    )
    return click.option("--diff", is_flag=True, help="Show the changes line by line.")(command)


def settle(
    changes: Iterable[Change], *, diff: bool, write: bool, said: str = "", data: Mapping[str, Any] | None = None
) -> None:
    """Show or make the changes; all that are made are encoded before the first file is written.

    Args:
        changes: the files and their new texts.
        diff: show them as a unified diff on standard output.
        write: make them.
        said: the command's report in words, on standard output unless that is taken by a diff or a file.
        data: the report for --json; what --diff shows is its `diff`, and `written` says whether it was done.

    Raises:
        BiblioError: a file cannot be written, or is no longer what was read.
    """
    due = [change for change in changes if change or change.file.source == files.STANDARD]
    piped = write and any(change.file.source == files.STANDARD for change in due)
    if data is not None:
        if piped:
            raise click.UsageError("--json and the file on standard input both want standard output")
        shown = {"diff": "".join(change.unified() for change in due)} if diff else {}
        _options.emit(_options.as_json({**data, "written": write} | shown), None)
    else:
        if said:
            click.echo(said, nl=not said.endswith("\n"), err=diff or piped)
        if diff:
            _show("".join(change.unified() for change in due))
    if write:
        made = [(change.file, change.data) for change in due]
        for file, _ in made:
            _refuse_if_changed(file)
        for file, content in made:
            _put(file, content, aside=diff)


def _put(file: TextFile, data: bytes, *, aside: bool) -> None:
    if file.source != files.STANDARD:
        files.write(Path(file.source), data)
    elif not aside:
        # With --diff standard output has the diff.
        sys.stdout.buffer.write(data)
        sys.stdout.flush()


def _refuse_if_changed(file: TextFile) -> None:
    """Somebody else, an editor or a reference manager, may have saved the file meanwhile."""
    if file.source != files.STANDARD and files.read(file.source).data != file.data:
        raise BiblioError(
            "changed by somebody else meanwhile", place=Place(file.source), hint="nothing was written; run it again"
        )


def _show(diff: str) -> None:
    if sys.stdout.isatty():
        diff = "\n".join(_coloured(line) for line in diff.split("\n"))
    # Letters that came from undecodable bytes are shown, not choked on.
    sys.stdout.buffer.write(diff.encode("utf-8", "backslashreplace"))
    sys.stdout.flush()


def _coloured(line: str) -> str:
    for start, look in _COLOURS:
        if line.startswith(start):
            return click.style(line, bold=True) if look == "bold" else click.style(line, fg=look)
    return line


def _lines(text: str) -> Sequence[str]:
    """Lines with their ends, cut at "\\n" alone; carriage returns would garble a terminal."""
    lines = [line.rstrip("\r") + "\n" for line in text.split("\n")]
    if lines[-1] == "\n":
        return lines[:-1]
    return [*lines[:-1], lines[-1].rstrip("\n") + _NO_NEWLINE]
