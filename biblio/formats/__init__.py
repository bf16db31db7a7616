"""text <-> `Library`. One format a file, both ways; each binds `plugin`."""
