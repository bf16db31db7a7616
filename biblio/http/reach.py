"""Whether there is a network at all, found out in little time and once."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Sequence

from biblio.http.exchange import Failure

__all__ = ["CONTROL", "reachable"]

CONTROL = ("example.com", 443)
"""A host that exists (RFC 2606); connected to, never asked, and only when none of the wanted hosts answers."""

_HEAD_START = 0.7
"""Seconds that the wanted hosts have before the control joins in."""

Connect = Callable[[str, int, float], Failure | None]
"""Host, port and deadline -> None when somebody is there, else why not."""

# A refusal or a broken connection comes from a machine at the other end of a network that works.
_SOMEBODY = ("refused", "reset")
# These come from ourselves and tell nothing of the network.
_NOT_ASKED = ("private",)


def reachable(
    hosts: Sequence[tuple[str, int]], connect: Connect, *, seconds: float, themselves: bool = False
) -> Failure | None:
    """None as soon as one of the hosts, or the control, takes a connection; else the first reason why none did.

    "No such host" is no sign of life: a machine without a network says so of every host. With `themselves` the question
    is not whether there is a network but whether one of the hosts can be asked: then there is no control, and a refusal
    is none either.
    """
    deadline = time.monotonic() + seconds
    answers: queue.SimpleQueue[Failure | None] = queue.SimpleQueue()
    waiting = 0

    def ask(host: str, port: int) -> None:
        threading.Thread(
            target=lambda: answers.put(connect(host, port, deadline)), daemon=True, name=f"reach {host}"
        ).start()

    for host, port in hosts:
        ask(host, port)
        waiting += 1
    first: Failure | None = None
    control_asked = themselves
    control_due = time.monotonic() + _HEAD_START
    while (now := time.monotonic()) < deadline:
        if not control_asked and (waiting == 0 or now >= control_due):
            ask(*CONTROL)
            waiting, control_asked = waiting + 1, True
        if waiting == 0:
            break
        try:
            answer = answers.get(timeout=max(0.0, (deadline if control_asked else control_due) - now))
        except queue.Empty:
            continue
        waiting -= 1
        if answer is None or (answer.kind in _SOMEBODY and not themselves):
            return None
        if answer.kind not in _NOT_ASKED:
            first = first or answer
    return first or Failure("timeout", "no host answers")
