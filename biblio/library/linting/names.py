"""Name lists as BibTeX cuts them: at "and" outside braces."""

from __future__ import annotations

import re

__all__ = ["NAME_FIELDS", "parted"]

NAME_FIELDS = frozenset(
    ("author", "editor", "translator", "bookauthor", "editora", "editorb", "editorc", "annotator", "commentator",
     "introduction", "foreword", "afterword", "holder", "shortauthor", "shorteditor")
)  # fmt: skip
_AND = re.compile(r"\s+and(?=\s)", re.IGNORECASE)


def parted(text: str) -> list[str]:
    """The names of a list, as they are written; an empty one where an "and" has nothing beside it."""
    depth, at, found = 0, 0, []
    padded = f" {text} "
    for index, char in enumerate(padded):
        depth += (char == "{") - (char == "}")
        if not depth and char.isspace() and (match := _AND.match(padded, index)) and index >= at:
            found.append(padded[at:index].strip())
            at = match.end()
    return [*found, padded[at:].strip()]
