"""Markdown processors: `<sup id="fnref:1"><a href="#fn:1">1</a></sup>` calls `<li id="fn:1">`.

`fn:1` is PHP Markdown Extra, kramdown and Hugo; `fn1` pandoc and Multimarkdown; `fn-1` others; GitHub puts
`user-content-` before it.
"""

from __future__ import annotations

import re

from biblio.readers._html.marker import label_of
from biblio.readers._html.page import Link
from biblio.readers._html.rules.verdict import Verdict

__all__ = ["judge"]

_NAME = re.compile(r"(?:user-content-)?fn[:-]?(?!ref)(?P<name>[\w.-]+)", re.I)


def judge(link: Link) -> Verdict | None:
    """By the fragment's name, if the link prints a mark and does not lead back."""
    match = _NAME.fullmatch(link.fragment)
    label = label_of(link.text)
    if match is None or not label or link.backward:
        return None
    return Verdict(label)
