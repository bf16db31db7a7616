"""The catalogues, one a file; each binds `plugin`."""
