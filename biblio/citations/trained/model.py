"""The trained models as they lie in the package: opened when first needed, shared by all."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from biblio.errors import PluginError

__all__ = ["Model", "load"]


_TABLES = ("cites", "fields")


@dataclass(frozen=True, slots=True)
class Model:
    """A conditional random field and how far its word can be taken."""

    tagger: Any
    """`pycrfsuite.Tagger`, which has no types."""
    content: bytes
    """The model itself: `tagger` reads in it and does not keep it."""
    reliability: tuple[tuple[float, float], ...]
    """(the model's own confidence in a cite, the share that is right there), rising; empty where not measured."""
    field_reliability: tuple[tuple[float, float], ...]
    """The same for its fields."""


@cache
def load(name: str, folder: Path | None = None) -> Model:
    """One of the models "draft", "notes", "forms", "references"; `PluginError` where its library or file is missing."""
    try:
        import pycrfsuite
    except ImportError as error:
        raise PluginError("the trained tagger needs python-crfsuite", hint="pip install python-crfsuite") from error
    data = folder or files("biblio.citations.trained") / "data"
    try:
        packed = (data / f"{name}.crf.gz").read_bytes()
        known = data / "reliability.json"
        said = json.loads(known.read_text("utf-8")) if known.is_file() else {}
    except OSError as error:
        raise PluginError(f"the trained model {name!r} is missing", hint="scripts/train_tagger.py makes it") from error
    tagger = pycrfsuite.Tagger()
    content = gzip.decompress(packed)
    tagger.open_inmemory(content)
    cites, fields = (tuple((float(raw), float(share)) for raw, share in said.get(what, ())) for what in _TABLES)
    return Model(tagger, content, cites, fields)
