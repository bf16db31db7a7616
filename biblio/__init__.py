"""biblio: the footnotes of a scholarly text become a living bibliography."""

from __future__ import annotations

__version__ = "0.1.0"
