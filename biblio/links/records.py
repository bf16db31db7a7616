"""Evidence as plain data and back: frozen dataclasses to JSON, fields that have their default left out."""

from __future__ import annotations

import dataclasses
import json
import types
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

__all__ = ["dumps", "loads"]

Value = TypeVar("Value")


def dumps(value: object) -> str:
    """A dataclass, or a tuple of such, as JSON."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def loads(kind: type[Value], text: str) -> tuple[Value, ...]:
    """The tuple of dataclasses that `dumps` wrote.

    Raises:
        ValueError: the text was written by another version, or is damaged.
    """
    try:
        return tuple(_built(kind, item) for item in json.loads(text))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no {kind.__name__}: {error}") from error


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        fields = ((field, getattr(value, field.name)) for field in dataclasses.fields(value))
        return {field.name: _plain(item) for field, item in fields if item != field.default}
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if isinstance(value, frozenset):
        return sorted(_plain(item) for item in value)
    if isinstance(value, datetime):
        return value.isoformat()
    return value.hex() if isinstance(value, bytes) else value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _built(kind: Any, data: Any) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        kind = next(one for one in get_args(kind) if one is not type(None))
        return None if data is None else _built(kind, data)
    if dataclasses.is_dataclass(kind):
        hints = _hints(kind)  # type: ignore[arg-type]
        return kind(**{name: _built(hints[name], item) for name, item in data.items()})  # type: ignore[operator]
    if origin in (tuple, frozenset):
        return origin(_items(get_args(kind), data))
    if kind is datetime:
        return datetime.fromisoformat(data)
    if kind is bytes:
        return bytes.fromhex(data)
    return kind(data) if isinstance(kind, type) and issubclass(kind, StrEnum) else data


def _items(kinds: tuple[Any, ...], data: list[Any]) -> list[Any]:
    if (len(kinds) == 2 and kinds[1] is Ellipsis) or len(kinds) == 1:
        return [_built(kinds[0], item) for item in data]
    return [_built(kind, item) for kind, item in zip(kinds, data, strict=True)]
