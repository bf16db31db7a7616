"""A library in a format that a manager imports, and how it is told to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from biblio import formats
from biblio.http import Client
from biblio.managers import Done, Order, Outcome, Presence, Sent
from biblio.model import Library

__all__ = ["FileManager"]

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class FileManager:
    """A manager that is reached through a file."""

    name: str
    format: str
    """The format that carries most into it."""
    steps: tuple[str, ...]
    """What to do in the manager, with the names of its menus."""
    marked: bool = False
    """Whether the file begins with a byte order mark, without which the program would not take it for UTF-8."""

    writes_file: ClassVar[bool] = True

    def available(self, order: Order, client: Client) -> Presence:
        """A file can always be written."""
        return Presence(True, f"{self.name} imports the file that is written")

    def send(self, library: Library, order: Order, client: Client) -> Sent:
        """The file as bytes; what the format does not carry is said."""
        from biblio.formats._losses import losses

        writer = formats.by_name(self.format)
        text = writer.dumps(library)
        lost = losses(library, writer.loads(text), self.format)
        details = {found.message.partition(": ")[0]: found.message.partition(": ")[2] for found in lost}
        outcomes = tuple(Outcome(entry.key, Done.CREATED, details.get(entry.key, "")) for entry in library.entries)
        data = (_BOM if self.marked else b"") + text.encode("utf-8")
        return Sent(f"a file for {self.name}", outcomes, self.steps, data)
