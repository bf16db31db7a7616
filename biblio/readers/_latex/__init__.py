"""LaTeX sources: `scan` finds groups and arguments, `tables` says what commands print, `story` reads."""
