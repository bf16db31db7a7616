"""`Scan` -> `Tagged` cites by a trained model, which hears the rules' proposals."""

from __future__ import annotations

import warnings
from dataclasses import replace
from pathlib import Path

from biblio.citations.cites import tag
from biblio.citations.cites.signals import with_signals
from biblio.citations.scan import Scan
from biblio.citations.tagged import Field, Tagged
from biblio.citations.trained.agreement import preferred, repaired
from biblio.citations.trained.confidence import calibrated, marginals
from biblio.citations.trained.features import features
from biblio.citations.trained.forms import form_features, is_idem
from biblio.citations.trained.labels import Stretch, decode
from biblio.citations.trained.model import Model, load
from biblio.citations.trained.proposals import add_proposals
from biblio.citations.trained.tokens import Token, tokenise
from biblio.errors import PluginError
from biblio.model import Form

__all__ = ["tag_trained"]

_LONGEST = 20_000
"""Characters; what is longer is no note but a text, and left to the rules."""
_SHARED = 0.8


def tag_trained(scan: Scan, *, folder: Path | None = None) -> tuple[Tagged, ...]:
    """The cites of a note by the trained model (a `Tagger`).

    `folder` holds other models than those of the package. Where the library or the model is missing the rules' cites
    are returned, and a warning says so.
    """
    proposals = tag(scan)
    tokens = tokenise(scan.text)
    if not tokens or len(scan.text) > _LONGEST:
        return proposals
    try:
        model = load("notes", folder)
    except PluginError as error:
        warnings.warn(f"citations are read by rules alone: {error}", RuntimeWarning, stacklevel=2)
        return proposals
    rows = features(scan, tokens)
    add_proposals(rows, tokens, proposals)
    labels = model.tagger.tag(rows)
    found = decode(tokens, labels)
    kept = preferred(found, proposals)
    stretches = [
        repaired(scan, stretch, proposals)
        for stretch in found
        if not any(cite.span.overlaps(stretch.span) for cite in kept)
    ]
    if not stretches:
        return with_signals(scan, kept)
    sure = marginals(model.tagger, labels)
    forms = load("forms", folder).tagger.tag(
        form_features(scan, [(item.span, item.fields) for item in stretches], proposals)
    )
    cites = [
        _cite(scan, tokens, stretch, Form.IDEM if is_idem(scan, stretch.fields) else Form(form), sure, model, proposals)
        for stretch, form in zip(stretches, forms, strict=True)
    ]
    return with_signals(scan, tuple(sorted((*cites, *kept), key=lambda cite: cite.span)))


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
    fields = tuple(_with_confidence(field, tokens, stretch, sure) for field in stretch.fields)
    inner = sure[stretch.first : stretch.last]
    raw = min(sum(inner) / len(inner), inner[0] ** 0.5, sure[min(stretch.last, len(sure) - 1)] ** 0.5)
    agreed = next((item for item in proposals if _same(item, stretch)), None)
    return Tagged(
        stretch.span,
        form,
        fields,
        rule=agreed.rule if agreed else "trained",
        confidence=round(calibrated(raw, model.reliability), 3),
    )


def _same(proposal: Tagged, stretch: Stretch) -> bool:
    """Whether the rules and the model mean the same stretch: each covers most of the other."""
    shared = min(proposal.span.end, stretch.span.end) - max(proposal.span.start, stretch.span.start)
    return shared >= _SHARED * max(len(proposal.span), len(stretch.span))


def _with_confidence(field: Field, tokens: list[Token], stretch: Stretch, sure: list[float]) -> Field:
    """The field with the lowest probability of its words."""
    within = [
        sure[index]
        for index in range(stretch.first, stretch.last)
        if field.span.start <= tokens[index][0] < field.span.end
    ]
    return replace(field, confidence=round(min(within, default=1.0), 3))
