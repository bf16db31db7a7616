"""Library + citations -> Rendered: notes and bibliographies in any citation style.

`Processor` is the CSL engine (`csl/`); `outputs/` holds what a rendered text can be written as.
"""

from __future__ import annotations

from biblio.styles.csl.processor import Processor

__all__ = ["Processor"]
