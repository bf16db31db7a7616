"""`Reading` -> [`Citation`]: prose and cites come apart, each cite is read into fields."""
