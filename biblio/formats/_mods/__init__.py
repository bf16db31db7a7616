"""The two directions of MODS, and its tables."""
