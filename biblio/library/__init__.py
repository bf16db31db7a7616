"""`Resolved` -> `Library`: citation keys, citing places, merging with an existing library."""
