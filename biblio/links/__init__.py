"""`Library` -> [`LinkCheck`]: alive, moved, gone, or unknown, each with its grounds."""
