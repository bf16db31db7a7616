"""Zotero's items, servers and the way to them."""
