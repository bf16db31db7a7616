"""Laws are tried on new examples each time; where CI is set always on the same, so that it judges the change alone."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")
