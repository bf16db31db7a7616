"""Many threads, and large files, in little memory: how glibc is asked to do with less (mallopt(3))."""

from __future__ import annotations

import ctypes

__all__ = ["give_back_large_blocks", "share_arenas"]

_M_ARENA_MAX = -8
_ARENAS = 2
_M_MMAP_THRESHOLD = -3
_LARGE = 1 << 20


def share_arenas() -> None:
    """Have all threads share two of glibc's arenas.

    By default there are eight for each processor, and what was freed in one is of no use to another: forty threads that
    read pages hold a tenth more memory for it. The interpreter lets one thread work at a time, so that sharing costs
    nothing. Elsewhere than on glibc this does nothing.
    """
    _set(_M_ARENA_MAX, _ARENAS)


def give_back_large_blocks() -> None:
    """Have blocks of a megabyte and more given back to the system when they are let go of.

    By default the first that is freed raises the limit to its own size, and the text of a large file would then stay
    among small things for the rest of the run.
    """
    _set(_M_MMAP_THRESHOLD, _LARGE)


def _set(what: int, value: int) -> None:
    try:
        ctypes.CDLL(None).mallopt(what, value)
    except (AttributeError, OSError, TypeError):
        return
