"""A CSL 1.0.2 processor: a style's XML and CSL-JSON items -> citations and bibliography.

The way through: `source` reads XML, `style` and `locale` sort it, `compile` makes closures of it, which build trees of
nodes for each `cite`; `settle` puts their punctuation in order and `draw` writes them in an output format. `registry`,
`disambiguate`, `position` and `cluster` see to what depends on other cites; `processor` is the door.
"""

from __future__ import annotations

from biblio.styles.csl.bibliography import Bibliography, Entry, Section
from biblio.styles.csl.processor import Processor, RenderedCluster

__all__ = ["Bibliography", "Entry", "Processor", "RenderedCluster", "Section"]
