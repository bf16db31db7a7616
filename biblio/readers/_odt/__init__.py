"""The parts of an OpenDocument text (ODF 1.3): `styles` and `story`."""
