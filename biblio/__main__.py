"""`python -m biblio` is `biblio`."""

from __future__ import annotations

from biblio.cli import main

main()
