"""A web of sites with every fault a link can have, served on loopback, for the bench and the tests of the checker."""
