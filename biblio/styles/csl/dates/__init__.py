"""Dates set in a style's form: the parts of a date element, ranges, keys that sort."""
