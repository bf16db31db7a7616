"""The rules, one a file; each binds `plugin`, and its file name is its code."""
