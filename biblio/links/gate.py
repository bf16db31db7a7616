"""How many questions are on their way at a time.

Where hosts answer at once, what takes time is reading their answers: then few are let through, so that little is lost
when the run is killed. A question that has waited a while waits for its host, and takes no place from others.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator

__all__ = ["Gate"]


class Gate:
    """A gate for several threads.

    Args:
        most: questions on their way that are younger than `young`.
        young: seconds.
    """

    def __init__(self, most: int = 12, young: float = 0.05) -> None:
        self._most = most
        self._young = young
        self._begun: dict[int, float] = {}
        self._changed = threading.Condition()

    @contextlib.contextmanager
    def passing(self) -> Iterator[None]:
        """Wait for a place, and hold it until the answer is read and written down."""
        own = threading.get_ident()
        with self._changed:
            while (wait := self._full()) > 0:
                self._changed.wait(wait)
            self._begun[own] = time.monotonic()
        try:
            yield
        finally:
            with self._changed:
                del self._begun[own]
                self._changed.notify()

    def _full(self) -> float:
        """Seconds until a place is free by age; 0 if one is."""
        now = time.monotonic()
        young = sorted(begun for begun in self._begun.values() if now - begun < self._young)
        return young[-self._most] + self._young - now + 0.001 if len(young) >= self._most else 0.0
