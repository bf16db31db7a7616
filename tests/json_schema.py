"""As much of JSON Schema (2020-12) as our own schemas use; a word it does not know is an error, not a pass."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

__all__ = ["faults"]

_TYPES: dict[str, Any] = {
    "object": dict, "array": list, "string": str, "integer": int, "number": (int, float), "boolean": bool,
    "null": type(None),
}  # fmt: skip
_SILENT = {"$schema", "$defs", "$id", "title", "description", "default", "examples"}


def faults(value: Any, schema: dict[str, Any], root: dict[str, Any] | None = None, at: str = "$") -> list[str]:
    """What is wrong with a value, each with its place; [] if it is valid."""
    return list(_faults(value, schema, root or schema, at))


def _faults(value: Any, schema: dict[str, Any], root: dict[str, Any], at: str) -> Iterator[str]:
    for word, wanted in schema.items():
        if word in _SILENT:
            continue
        if word in ("$ref", "properties", "items"):
            for inner, part, place in _inside(word, wanted, value, root, at):
                yield from _faults(part, inner, root, place)
        elif word == "oneOf":
            fitting = sum(not faults(value, one, root, at) for one in wanted)
            if fitting != 1:
                yield f"{at}: fits {fitting} of the alternatives"
        elif not _holds(word, wanted, value, schema):
            yield f"{at}: {value!r} breaks {word} {wanted!r}"


def _inside(word: str, wanted: Any, value: Any, root: dict[str, Any], at: str) -> Iterator[tuple[Any, Any, str]]:
    """The schemas below this one, each with the part of the value it is for."""
    if word == "$ref":
        yield root["$defs"][wanted.removeprefix("#/$defs/")], value, at
    elif word == "properties" and isinstance(value, dict):
        yield from ((inner, value[name], f"{at}.{name}") for name, inner in wanted.items() if name in value)
    elif word == "items" and isinstance(value, list):
        yield from ((wanted, item, f"{at}[{number}]") for number, item in enumerate(value))


def _holds(word: str, wanted: Any, value: Any, schema: dict[str, Any]) -> bool:
    match word:
        case "type":
            names = [wanted] if isinstance(wanted, str) else wanted
            return any(isinstance(value, _TYPES[name]) and (name == "boolean" or value is not True) for name in names)
        case "const":
            return bool(value == wanted)
        case "enum":
            return value in wanted
        case "required":
            return not isinstance(value, dict) or all(name in value for name in wanted)
        case "additionalProperties":
            return not isinstance(value, dict) or wanted is not False or set(value) <= set(schema.get("properties", {}))
        case "minimum" | "maximum":
            return not isinstance(value, (int, float)) or (value >= wanted if word == "minimum" else value <= wanted)
        case "minItems" | "maxItems":
            return not isinstance(value, list) or (len(value) >= wanted if word == "minItems" else len(value) <= wanted)
        case "pattern":
            return not isinstance(value, str) or re.search(wanted, value) is not None
        case _:
            raise AssertionError(f"a word of JSON Schema that nothing here checks: {word}")
