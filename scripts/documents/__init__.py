"""Test documents with exact truth: `essays` reads, `office`, `web`, `markup` write, `converters` ask other programs."""
