"""Address -> the copied address and the day of the copy; one web archive a file."""
