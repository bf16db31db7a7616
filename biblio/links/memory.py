"""Many threads in little memory."""

from __future__ import annotations

import ctypes

__all__ = ["share_arenas"]

_M_ARENA_MAX = -8
_ARENAS = 2


def share_arenas() -> None:
    """Have all threads share two of glibc's arenas (mallopt(3)).

    By default there are eight for each processor, and what was freed in one is of no use to another: forty threads that
    read pages hold a tenth more memory for it. The interpreter lets one thread work at a time, so that sharing costs
    nothing. Elsewhere than on glibc this does nothing.
    """
    try:
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, _ARENAS)
    except (AttributeError, OSError, TypeError):
        return
