"""A file -> `Document`. One reader a file; each binds `plugin`."""
