"""Word's kinds of source and their fields."""
