"""Rich Text Format 1.9: `tokens` cuts the bytes, `charsets` decodes them, `story` reads groups and notes."""
