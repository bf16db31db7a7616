"""YAML in and out, by the core schema of YAML 1.2: `no` and `1983-05` are words; `true`, `null` and integers are not.

The one module that uses PyYAML, which is imported when it is needed.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from biblio.errors import FormatError, Place

if TYPE_CHECKING:
    import yaml

__all__ = ["dump", "parse"]

_LARGEST = 1_000_000
"""Values in a document once its aliases are written out; a few lines of aliases can stand for billions."""
_LOOKS_TYPED = re.compile(r"[-+]?[\d.][\d._eExXa-fA-F:+-]*\Z|0[ob]\d+\Z")
"""Strings that some reader of YAML takes for a number or a time."""


@cache
def _loader() -> type[yaml.SafeLoader]:
    import yaml

    class Core(yaml.SafeLoader):
        """Resolves what the core schema does, and nothing else."""

    Core.yaml_implicit_resolvers = {}
    Core.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"(?:~|null|Null|NULL|)\Z"), ["~", "n", "N", ""])
    Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(?:true|True|false|False)\Z"), list("tTfF"))
    Core.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"-?(?:0|[1-9]\d{0,17})\Z"), list("-0123456789"))
    Core.add_implicit_resolver("tag:yaml.org,2002:merge", re.compile(r"<<\Z"), ["<"])
    return Core


def parse(text: str, source: str, expected: str) -> Any:
    """The first document of a YAML text, lists, dictionaries with string keys, strings, integers, booleans, None.

    Raises:
        FormatError: it is no YAML; `expected` says what should be there.
    """
    import yaml

    loader = None
    try:
        loader = _loader()(text.lstrip("\ufeff"))
        node = loader.get_node() if loader.check_node() else None
        if node is None:
            return None
        if _size(node, {}) > _LARGEST:
            raise FormatError("too large once its aliases are written out", place=Place(source), hint="write it out")
        return _plain(loader.construct_document(node))
    except yaml.YAMLError as error:
        raise FormatError(
            f"broken YAML: {_problem(error)}", place=_place(error, text, source), hint=expected
        ) from error
    except (ValueError, TypeError, RecursionError) as error:
        raise FormatError(f"broken YAML: {error}", place=Place(source), hint=expected) from error
    finally:
        if loader is not None:
            loader.dispose()


def _problem(error: yaml.YAMLError) -> str:
    return getattr(error, "problem", None) or str(error).partition("\n")[0]


def _place(error: yaml.YAMLError, text: str, source: str) -> Place:
    mark, offset = getattr(error, "problem_mark", None), getattr(error, "position", None)
    if mark is not None:
        return Place(source, mark.line + 1, mark.column + 1)
    return Place(source, text[:offset].count("\n") + 1) if isinstance(offset, int) else Place(source)


def _size(node: yaml.Node, known: dict[int, int]) -> int:
    """How many values a node is, aliases written out; a node inside itself has no end."""
    found = known.get(id(node))
    if found is None:
        known[id(node)] = _LARGEST + 1
        parts = node.value if not isinstance(node.value, str) else ()
        children = [child for part in parts for child in (part if isinstance(part, tuple) else (part,))]
        found = 1 + sum(_size(child, known) for child in children)
        known[id(node)] = found
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(found) for key, found in value.items()}
    if isinstance(value, list):
        return [_plain(found) for found in value]
    return value if isinstance(value, str | int | bool) or value is None else str(value)


def dump(value: Any) -> str:
    """YAML in block style, keys in their order, letters as they are; what could be misread as no string is quoted."""
    import yaml

    class Plain(yaml.SafeDumper):
        """Without aliases."""

        def ignore_aliases(self, data: Any) -> bool:
            return True

    def string(dumper: yaml.SafeDumper, data: str) -> yaml.ScalarNode:
        style = "'" if _LOOKS_TYPED.match(data) else None
        return dumper.represent_scalar("tag:yaml.org,2002:str", data, style=style)

    Plain.add_representer(str, string)
    text: str = yaml.dump(value, Dumper=Plain, allow_unicode=True, sort_keys=False, width=100, default_flow_style=False)
    return text
