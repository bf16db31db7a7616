"""Number variables: values, ranges and labels inside them, ordinals, roman numerals, page ranges."""
