"""The two directions of RIS, and its tables."""
