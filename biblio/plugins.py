"""Finds plug-ins: every module of a family's folder that binds `plugin`, and other distributions' entry points.

A family is a package such as `biblio.readers`; its built-in plug-ins are its modules, its outside ones the entry points
of the group of the same name. The module's (or entry point's) name, with "_" written "-", is the plug-in's name.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoints, entry_points
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

from biblio.errors import PluginError

__all__ = ["load", "names"]


@cache
def names(family: str) -> tuple[str, ...]:
    """Names of all plug-ins of a family, in alphabetical order; modules are found without importing them."""
    package = import_module(family)
    built_in = {module.name for module in iter_modules(package.__path__) if not module.name.startswith("_")}
    declared = getattr(package, "NOT_PLUGINS", ())
    outside = {point.name for point in _declared(family)}
    return tuple(sorted({name.replace("_", "-") for name in built_in - set(declared)} | outside))


@cache
def load(family: str, name: str) -> Any:
    """The plug-in called `name`, its module imported now.

    Raises:
        PluginError: there is none of that name, or a library it needs is missing.
    """
    if name not in names(family):
        kind = family.rpartition(".")[2]
        raise PluginError(f"{kind} knows no {name!r}", hint=f"known: {', '.join(names(family))}")
    try:
        module = _module(family, name)
    except ImportError as error:
        raise PluginError(f"{name!r} cannot be loaded: {error}", hint="install what it needs") from error
    if not hasattr(module, "plugin"):
        raise PluginError(f"{module.__name__} binds no `plugin`")
    return module.plugin


def _module(family: str, name: str) -> ModuleType:
    for point in _declared(family).select(name=name):
        return import_module(point.module)
    return import_module(f"{family}.{name.replace('-', '_')}")


@cache
def _declared(family: str) -> EntryPoints:
    """Of all distributions; to look through them takes longer than to load most plug-ins, so it is done once."""
    return entry_points(group=family)
