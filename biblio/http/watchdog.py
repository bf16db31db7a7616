"""Ends an exchange at its deadline whatever the other side does.

Time limits of sockets begin anew with every byte; a server that sends one byte a second would hold a thread for ever.
"""

from __future__ import annotations

import contextlib
import heapq
import itertools
import socket
import threading
import time
from collections.abc import Iterator

__all__ = ["Watch", "Watchdog"]

_MANY = 256
"""Watches after which those are let go of whose exchanges are over: most are long before their deadline."""


class Watch:
    """One exchange under watch."""

    __slots__ = ("_lock", "_socket", "deadline", "fired", "over")

    def __init__(self, deadline: float) -> None:
        self.deadline = deadline
        self.fired = False
        self.over = False
        self._socket: socket.socket | None = None
        self._lock = threading.Lock()

    @property
    def remaining(self) -> float:
        """Seconds left, never less than a moment so that it can serve as a socket's time limit."""
        return max(0.01, self.deadline - time.monotonic())

    def on(self, connection: socket.socket | None) -> None:
        """Watch this socket from now on."""
        with self._lock:
            self._socket = connection

    def fire(self) -> None:
        """Wake whoever reads from or writes to the socket."""
        with self._lock:
            self.fired = True
            if self._socket is not None:
                with contextlib.suppress(OSError):
                    # Not SSLSocket.shutdown, which would pull the TLS state away under the reading thread.
                    socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

    def let_go(self) -> None:
        """The exchange is over: the socket may serve another one."""
        self.over = True
        self.on(None)


class Watchdog:
    """Fires watches at their deadlines from one thread, started when first needed."""

    def __init__(self) -> None:
        self._due: list[tuple[float, int, Watch]] = []
        self._count = itertools.count()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closed = False
        self._full = _MANY

    @contextlib.contextmanager
    def watch(self, deadline: float) -> Iterator[Watch]:
        """A watch for one exchange, let go at its end."""
        watch = Watch(deadline)
        self.at(deadline, watch)
        try:
            yield watch
        finally:
            watch.let_go()

    def at(self, deadline: float, watch: Watch) -> None:
        """Fire a watch at this time, whatever later deadline it has."""
        with self._changed:
            heapq.heappush(self._due, (deadline, next(self._count), watch))
            if len(self._due) >= self._full:
                self._due = [one for one in self._due if not one[2].over]
                heapq.heapify(self._due)
                self._full = max(_MANY, 2 * len(self._due))
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, daemon=True, name="watchdog")
                self._thread.start()
            self._changed.notify()

    def close(self) -> None:
        """End the thread."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while True:
            with self._changed:
                if self._closed:
                    return
                wait = self._due[0][0] - time.monotonic() if self._due else None
                if wait is None or wait > 0:
                    self._changed.wait(wait)
                    continue
                _, _, watch = heapq.heappop(self._due)
            if not watch.over:
                watch.fire()
