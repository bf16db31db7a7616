"""Letters read in the wrong encoding: "MÃ¼ller" for "Müller"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from biblio.library.linting.context import Context
from biblio.library.linting.rule import Flaw, Rule, flaw
from biblio.model import SourceEntry

__all__ = ["plugin"]

_WRONG = re.compile(r"[ÃÂ][\x80-\xbf¡-¿€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[\x80-\xbf“”™˜œ¦¢]|\ufffd|[\udc80-\udcff]")


def check(entry: SourceEntry, context: Context) -> Iterator[Flaw]:
    """Shows the letters, and what they probably were."""
    for field in entry.fields:
        match = _WRONG.search(field.text)
        if match:
            meant = _meant(match[0])
            shown = match[0].encode("utf-8", "backslashreplace").decode()
            yield flaw(field, f"{shown!r} looks like a wrong encoding" + (f" of {meant!r}" if meant else ""))


def _meant(text: str) -> str:
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return ""


plugin = Rule(check)
