"""The two directions of the Citation File Format, and its tables."""
