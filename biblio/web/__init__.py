"""`Result` -> pages for people to look at."""
