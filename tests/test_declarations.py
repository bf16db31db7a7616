"""Short forms that a document declares, and their uses in other notes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from biblio.citations import lexicon
from biblio.citations.cites import tag
from biblio.citations.declarations import declarations, declared, uses
from biblio.citations.scan import Scan, scan
from biblio.model import Form, Passage


def read(notes: Sequence[str], language: str) -> tuple[Scan, ...]:
    return declared([scan(Passage(note), lexicon.load(language)) for note in notes])


@pytest.mark.parametrize(
    ("language", "note", "use", "form"),
    [
        (
            "en",
            "Karl Barth, Church Dogmatics (Edinburgh, 1956); hereafter CD. So much for that.",
            "CD II/1, 303.",
            "CD",
        ),
        ("en", "Peirce, Papers (Cambridge, 1931) (hereafter cited parenthetically as “CP”).", "CP, 5.2.", "CP"),
        ("en", "Patrick Pearse, Works (Dublin, n.d.), hereafter P.W.S.", "P.W.S., p. 136.", "P.W.S."),
        ("en", "Report (Ottawa, 1996) at 1 ff [RCAP].", "RCAP, supra note 1.", "RCAP"),
        ("en", "Hegel, Phenomenology (Oxford, 1977) (PhG).", "PhG, p. 144.", "PhG"),
        ("de", "„Historikerstreit“, München 1987; im Folgenden abgekürzt: HS.", "HS, S. 24.", "HS"),
        ("de", "Max Weber, Aufsätze, Tübingen 1920 (der Band künftig: GARS I).", "GARS I, S. 203.", "GARS I"),
        ("fr", "Foucault, Dits et écrits, Paris, 1994 (désormais DE).", "DE, t. IV, p. 20.", "DE"),
        ("es", "Mariátegui, Siete ensayos, Caracas, 2007, en adelante 7E.", "7E, pp. 20-30.", "7E"),
        ("it", "Poeti del Duecento, Milano 1960 (d’ora innanzi PD).", "PD, II, p. 525.", "PD"),
    ],
)
def test_a_declared_form_is_found_and_its_use_is_a_short_cite(language: str, note: str, use: str, form: str) -> None:
    notes = read((note, use), language)
    assert [span.of(note) for span in declarations(notes[0])] == [form]
    assert [span.of(use) for span in uses(notes[1])] == [form]
    (cite,) = tag(notes[1])
    assert cite.form in (Form.SHORT, Form.CROSS_REFERENCE)
    assert [field.span.of(use) for field in cite.fields if field.label == "abbr"] == [form]


@pytest.mark.parametrize(
    "notes",
    [
        ("Smith, Title (London, 1990) [sic].", "London, 1990."),
        ("Smith, Title (1990) (IV).", "IV, 3."),
        ("Smith (ed.), Title (2nd edn) (NLR).", "Another note."),
        ("Smith, Title (USA).", "Brown, Title (USA)."),
    ],
)
def test_a_bracket_declares_nothing_that_is_not_used(notes: Sequence[str]) -> None:
    assert [list(declarations(note)) for note in read(notes, "en")] == [[], []]
