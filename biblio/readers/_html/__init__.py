"""Web pages: `source` parses, `rules` tell which links call notes, `extents` where notes end, `walk` reads."""
