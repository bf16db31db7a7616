"""Which scripts are written with spaces, initials and italics: Latin, Greek, Cyrillic, Hebrew, Arabic, Thai.

CSL leaves this open; the ranges are those its test suite was written against.
"""

from __future__ import annotations

import re

__all__ = ["alphabetic", "ends_alphabetic", "starts_alphabetic"]

_RANGES = (
    "a-zA-Z\u0e01-\u0e5b\u00c0-\u017f\u0370-\u03ff\u0400-\u052f\u0590-\u05d4\u05d6-\u05ff\u1f00-\u1fff\u0600-\u06ff"
    "\u200c\u200d\u200e\u0218-\u021b\u202a-\u202e"
)

alphabetic = re.compile(f"[-0-9{_RANGES}]").search
"""Whether any character is of these scripts, a digit or a hyphen."""
starts_alphabetic = re.compile(f"[&{_RANGES}]").match
ends_alphabetic = re.compile(f"[.;:&{_RANGES}]$").search
