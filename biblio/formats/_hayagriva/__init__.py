"""The two directions of hayagriva's format, and its tables."""
