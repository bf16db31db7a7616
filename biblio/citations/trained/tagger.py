"""`Scan` -> `Tagged` cites by a trained model, which hears the rules' proposals."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from biblio.citations.cites import tag
from biblio.citations.cites.signals import with_signals
from biblio.citations.scan import Scan
from biblio.citations.tagged import Field, Tagged
from biblio.citations.trained.agreement import agreed, over
from biblio.citations.trained.confidence import calibrated, marginals
from biblio.citations.trained.doubtful import credible
from biblio.citations.trained.drafts import Drafts, draft
from biblio.citations.trained.elsewhere import Elsewhere, gather
from biblio.citations.trained.features import features
from biblio.citations.trained.forms import form_features, form_of
from biblio.citations.trained.labels import Stretch, decode
from biblio.citations.trained.model import Model, load
from biblio.citations.trained.proposals import add_proposals
from biblio.citations.trained.repairs import readable, repaired
from biblio.citations.trained.tokens import Token, tokenise
from biblio.errors import PluginError
from biblio.model import Form

__all__ = ["note_features", "tag_trained"]

_LONGEST = 20_000
"""Characters; what is longer is no note but a text, and left to the rules."""
_SHARED = 0.8


def tag_trained(scans: Sequence[Scan], *, folder: Path | None = None) -> tuple[tuple[Tagged, ...], ...]:
    """The cites of a document's notes by the trained model (a `Tagger`).

    `folder` holds other models than those of the package. Where the library or the model is missing the rules' cites
    are returned, and a warning says so.
    """
    proposals = [tag(scan) for scan in scans]
    tokens = [tokenise(scan.text) if len(scan.text) <= _LONGEST else [] for scan in scans]
    try:
        first = load("draft", folder)
        load("notes", folder)
    except PluginError as error:
        warnings.warn(f"citations are read by rules alone: {error}", RuntimeWarning, stacklevel=2)
        return tuple(proposals)
    elsewhere = gather(scans, tokens, proposals)
    drafts = draft(first.tagger, scans, tokens)
    return tuple(
        _note(scan, tokens[note], proposals[note], note, elsewhere, drafts, folder) if tokens[note] else proposals[note]
        for note, scan in enumerate(scans)
    )


def _note(
    scan: Scan,
    tokens: list[Token],
    proposals: tuple[Tagged, ...],
    note: int,
    elsewhere: Elsewhere,
    drafts: Drafts,
    folder: Path | None,
) -> tuple[Tagged, ...]:
    model = load("notes", folder)
    labels = model.tagger.tag(note_features(scan, tokens, proposals, note, elsewhere, drafts))
    found = tuple(readable(scan, decode(tokens, labels)))
    limits = (*(stretch.span.start for stretch in found[1:]), len(scan.text))
    stretches = [
        repaired(scan, stretch, over(proposals, stretch.span), limit)
        for stretch, limit in zip(found, limits[: len(found)], strict=True)
    ]
    if not stretches:
        return with_signals(scan, agreed(scan, (), proposals))
    sure = marginals(model.tagger, labels)
    forms = load("forms", folder).tagger.tag(
        form_features(scan, [(item.span, item.fields) for item in stretches], proposals)
    )
    cites = tuple(
        _cite(scan, tokens, stretch, form_of(scan, stretch.fields, told), sure, model, proposals)
        for stretch, told in zip(stretches, forms, strict=True)
    )
    return with_signals(scan, agreed(scan, credible(scan, cites), proposals))


def note_features(
    scan: Scan, tokens: list[Token], proposals: Sequence[Tagged], note: int, elsewhere: Elsewhere, drafts: Drafts
) -> list[list[str]]:
    """All that the model is told of a note's tokens."""
    words = [scan.text[start:end] for start, end in tokens]
    rows = features(scan, tokens)
    add_proposals(rows, tokens, proposals)
    elsewhere.add(rows, words, note)
    drafts.add(rows, words, note)
    return rows


def _cite(
    scan: Scan,
    tokens: list[Token],
    stretch: Stretch,
    form: Form,
    sure: list[float],
    model: Model,
    proposals: tuple[Tagged, ...],
) -> Tagged:
    """The stretch as a cite; it bears the name of the rule that proposed the same, "trained" where none did."""
    fields = tuple(_with_confidence(field, tokens, stretch, sure, model) for field in stretch.fields)
    inner = sure[stretch.first : stretch.last]
    raw = min(sum(inner) / len(inner), inner[0] ** 0.5, sure[min(stretch.last, len(sure) - 1)] ** 0.5)
    same = next((item for item in over(proposals, stretch.span) if _same(item, stretch)), None)
    return Tagged(
        stretch.span,
        form,
        fields,
        rule=same.rule if same else "trained",
        confidence=round(calibrated(raw, model.reliability), 3),
    )


def _same(proposal: Tagged, stretch: Stretch) -> bool:
    """Whether the rules and the model mean the same stretch: each covers most of the other."""
    shared = min(proposal.span.end, stretch.span.end) - max(proposal.span.start, stretch.span.start)
    return shared >= _SHARED * max(len(proposal.span), len(stretch.span))


def _with_confidence(field: Field, tokens: list[Token], stretch: Stretch, sure: list[float], model: Model) -> Field:
    """The field, as sure as the least sure of its words."""
    within = [
        sure[index]
        for index in range(stretch.first, stretch.last)
        if field.span.start <= tokens[index][0] < field.span.end
    ]
    return replace(field, confidence=round(calibrated(min(within, default=1.0), model.field_reliability), 3))
