"""A plain CRF over references: the yardstick for speed, where other parsers cannot be installed.

Words, affixes, shapes, place, brackets and a window of three on either side, trained on AnyStyle's core set. On an idle
core it read 856-889 of that set's references a second where AnyStyle 1.6.0 read 443-482.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pycrfsuite

from scripts import public_references

__all__ = ["PlainCrf"]

_WINDOW = (-3, -2, -1, 1, 2, 3)
_TOKEN = re.compile(r"\w+|[^\w\s]")
_ITERATIONS = 20


class PlainCrf:
    """Trained when made; `parse` gives the text of each field."""

    def __init__(self, references: Sequence[public_references.PublicReference]) -> None:
        trainer = pycrfsuite.Trainer(verbose=False)
        for reference in references:
            spans = [found.span() for found in _TOKEN.finditer(reference.text)]
            labels = [
                next(
                    (field.label for field in reference.fields if field.span.start < end and start < field.span.end),
                    "O",
                )
                for start, end in spans
            ]
            trainer.append(_features(_TOKEN.findall(reference.text)), labels)
        trainer.set_params({"c1": 0.3, "c2": 0.02, "max_iterations": _ITERATIONS})
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "plain.crf"
            trainer.train(str(path))
            self._content = path.read_bytes()
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(self._content)

    def parse(self, text: str) -> dict[str, str]:
        """The words of each field."""
        words = _TOKEN.findall(text)
        fields: dict[str, list[str]] = {}
        for word, label in zip(words, self._tagger.tag(_features(words)), strict=True):
            fields.setdefault(label, []).append(word)
        return {label: " ".join(found) for label, found in fields.items()}


def _features(words: Sequence[str]) -> list[list[str]]:
    own = [_own(word) for word in words]
    depth, rows = 0, []
    for index, word in enumerate(words):
        depth += word.count("(")
        row = [*own[index], f"place={10 * index // len(words)}", f"depth={depth}"]
        depth -= word.count(")")
        for distance in _WINDOW:
            if 0 <= index + distance < len(words):
                row += [f"{distance}{feature}" for feature in own[index + distance]]
        rows.append(row)
    return rows


def _own(word: str) -> list[str]:
    shape = re.sub(r"[a-z]+", "x", re.sub(r"[A-Z]", "X", re.sub(r"\d", "9", word)))
    return [
        f"w={word.lower()}",
        f"s={shape}",
        f"p={word[:3]}",
        f"x={word[-3:]}",
        f"x2={word[-2:]}",
        f"l={len(word) > 3}",
    ]
