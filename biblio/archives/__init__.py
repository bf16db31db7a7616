"""URL + date -> [`Memento`]. One archive a file; each binds `plugin`."""
