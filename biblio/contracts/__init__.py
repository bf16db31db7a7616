"""`Result` -> what other programs read: the JSON documents whose schemas stand in docs/schemas."""
