"""`Scan` -> `Tagged` cites, by models trained on annotated essays (docs/model-card.md)."""

from __future__ import annotations

from biblio.citations.trained.tagger import tag_trained

__all__ = ["tag_trained"]
