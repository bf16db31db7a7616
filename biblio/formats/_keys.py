"""Citation keys of a file that is being read: each once, and one for what has none."""

from __future__ import annotations

from biblio.model import Diagnostic

__all__ = ["Keys"]


class Keys:
    """The keys given so far; remarks on doubled and missing ones are added to `remarks`."""

    def __init__(self, remarks: list[Diagnostic]) -> None:
        self._taken: set[str] = set()
        self._remarks = remarks

    def free(self, wanted: str, line: int = 0, instead: str = "record") -> str:
        """`wanted` if it is free, else with a number; `instead` with the line where nothing is wanted."""
        given = wanted or f"{instead}-{line or len(self._taken) + 1}"
        key, number = given, 2
        while key in self._taken:
            key, number = f"{given}-{number}", number + 1
        if wanted and key != wanted:
            message = f"key {wanted!r} is used a second time; filed as {key!r}"
            self._remarks.append(Diagnostic("duplicate-key", message, line=line))
        self._taken.add(key)
        return key
