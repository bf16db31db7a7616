"""The parts of a Word file (Office Open XML, ECMA-376 part 1): `styles`, `numbering`, `story`."""
