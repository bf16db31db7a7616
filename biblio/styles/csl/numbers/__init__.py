"""Numbers set in a style's form: ordinals, roman numerals, page ranges."""
