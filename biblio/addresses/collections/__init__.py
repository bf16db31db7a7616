"""Address -> item of a collection, or the day that a page's own address gives."""
