"""Servers on loopback that answer as the real ones do, and refuse what the real ones refuse."""
