"""Dates of CSL-JSON: reading them, ranges of them, setting them in a style's form."""
