"""`Document` -> `Reading`: which lines are notes, which marks call them, and how the running text goes on between."""
