"""Write docs/schemas/record.schema.json, the record as CSL-JSON has it, from the model and CSL's tables.

python scripts/build_record_schema.py [--check]
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from biblio.formats._csl.variables import variables
from biblio.model import CSL_ROLES, Form, IdentifierKind, Role, Verdict
from biblio.model.locator import LABELS

PAGE = Path(__file__).resolve().parents[1] / "docs" / "schemas" / "record.schema.json"
_OBJECTS = frozenset(("custom", "categories"))
"""Variables of CSL that are no text."""


def schema() -> dict[str, Any]:
    """The schema of one record."""
    known = variables()
    texts = {*known.plain, *known.identifiers, *known.own, "container-title", "page"} - known.other_dates
    properties: dict[str, Any] = {
        "id": {"type": "string", "description": "The citation key."},
        "type": {"enum": sorted(known.types), "description": "A type of CSL 1.0.2."},
    }
    properties |= {name: {"type": "string"} for name in sorted(texts - _OBJECTS)}
    properties |= {name: {"type": ["string", "object", "array"]} for name in sorted(_OBJECTS)}
    properties |= {role.value: _listed("name") for role in Role if role in CSL_ROLES}
    properties |= {name: {"$ref": "#/$defs/date"} for name in sorted({*known.dates, *known.other_dates})}
    properties["biblio"] = {"$ref": "#/$defs/own"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A bibliographic record",
        "description": "An item of CSL-JSON as biblio writes it: every variable of CSL 1.0.2, and under `biblio` what "
        "CSL has no variable for. Fields may be added; none is renamed or dropped without a new schema number.",
        "type": "object",
        "required": ["id", "type"],
        "properties": properties,
        "$defs": _definitions(),
    }


def _listed(name: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/$defs/{name}"}, "minItems": 1}


def _definitions() -> dict[str, Any]:
    text = {"type": "string"}
    edtf = {"type": "string", "description": "EDTF, or the words of the source where nothing is understood."}
    parts = {"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 3}
    name = dict.fromkeys(("family", "given", "non-dropping-particle", "dropping-particle", "suffix", "literal"), text)
    return {
        "name": {"type": "object", "additionalProperties": False, "properties": name},
        "date": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "date-parts": {"type": "array", "items": parts, "minItems": 1, "maxItems": 2},
                "season": {"type": "integer", "minimum": 1, "maximum": 4},
                "circa": {"const": True},
                "literal": text,
            },
        },
        "mention": {
            "type": "object",
            "required": ["note", "form"],
            "additionalProperties": False,
            "properties": {
                "note": {"type": "string", "description": "Label of the citing note."},
                "form": {"enum": [form.value for form in Form]},
                "label": {"enum": sorted(LABELS)},
                "locator": text,
            },
        },
        "own": {
            "type": "object",
            "description": "What CSL has no variable for.",
            "additionalProperties": False,
            "properties": {
                "type": {"type": "string", "description": "A type that is none of CSL's."},
                "reprint-of": {"type": "string", "description": "Key of the work this is a reprint of."},
                "related": {
                    "type": "array",
                    "items": {"type": "array", "items": text, "minItems": 2, "maxItems": 2},
                    "description": "[relation, key].",
                },
                "inferred": {"type": "array", "items": text, "description": "Fields that no note prints."},
                "cited-in": _listed("mention"),
                "annotations": _listed("annotation"),
                "roles": _listed("contributor"),
                "archive-url": {"type": "string", "description": "An archive's copy of URL."},
                "archive-date": edtf,
                "link-status": {
                    "enum": [verdict.value for verdict in Verdict],
                    "description": "What was found at URL.",
                },
                "link-checked": edtf,
                "provenance": _listed("provenance"),
                "identifiers": {"type": "array", "items": {"type": "string", "pattern": _identifier()}},
                "dates": {"type": "object", "description": "Dates in EDTF, where CSL's form says less."},
                "printed-date": {"type": "string", "description": "The words `issued` was printed in."},
                "main-title": {"type": "string", "description": "Title of the work of many volumes this stands in."},
                "extra": {"type": "object", "description": "Fields nobody has a name for, as they were."},
            },
        },
        "annotation": {
            "type": "object",
            "required": ["text"],
            "additionalProperties": False,
            "properties": {
                "text": text,
                "note": {"type": "string", "description": "Label of the note whose words they are."},
            },
        },
        "contributor": {
            "type": "object",
            "required": ["role"],
            "additionalProperties": False,
            "properties": {"role": {"enum": [role.value for role in Role if role not in CSL_ROLES]}, **name},
        },
        "provenance": {
            "type": "object",
            "required": ["source"],
            "additionalProperties": False,
            "properties": {"source": text, "retrieved": edtf, "fields": {"type": "array", "items": text}},
        },
    }


def _identifier() -> str:
    named = variables().identifiers.values()
    return "^(" + "|".join(kind.value for kind in IdentifierKind if kind.value not in named) + "):"


def main() -> int:
    """Write the schema, or compare it."""
    text = json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
    if "--check" not in sys.argv:
        PAGE.write_text(text, encoding="utf-8")
        return 0
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == text:
        return 0
    print(f"{PAGE.name} is not current: run python scripts/build_record_schema.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
