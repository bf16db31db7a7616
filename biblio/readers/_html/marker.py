"""What a call or the head of a note prints -> its label: `[9]`, `(9)`, `9.`, `⁹`, `*`, `iv`, `note 2`."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["label_of"]

_MARKER = re.compile(
    r"""
    [\[({⟨]? \s*
    (?P<label>
        (?:(?:note|nota|noot|anm\.?|fn\.?|n\.?)\s*)? [0-9]{1,4}[a-z]?
      | [*†‡§¶‖\#+]{1,6}
      | [ivxlcdm]{1,8} | [IVXLCDM]{1,8}
      | [A-Za-z]{1,2}
      | (?:note|nb|upper-alpha|lower-alpha)\s*[0-9a-z]{1,4}
    )
    \s* [\])}⟩.:]{0,2}
    """,
    re.VERBOSE | re.IGNORECASE,
)


def label_of(text: str) -> str:
    """The label in `text`; "" if it prints anything else."""
    plain = unicodedata.normalize("NFKC", text).strip()
    match = _MARKER.fullmatch(plain)
    return match["label"].strip() if match else ""
