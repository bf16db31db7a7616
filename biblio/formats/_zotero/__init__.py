"""Entries as items of Zotero and back, whatever file or door they go through."""
