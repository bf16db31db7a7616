"""What a page's style sheets and `style` attributes say about how text is set."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from biblio.model import Mark

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Sheet", "is_hidden"]

_RULE = re.compile(r"([^{}]{1,2000})\{([^{}]*)\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_SIMPLE = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?:\.(?P<class>[\w-]+))?", re.I)
_TAGS = {
    "i": Mark.ITALIC, "em": Mark.ITALIC, "cite": Mark.ITALIC, "dfn": Mark.ITALIC, "var": Mark.ITALIC,
    "b": Mark.BOLD, "strong": Mark.BOLD, "sup": Mark.SUPERSCRIPT,
}  # fmt: skip
_CLASSES = {
    "smallcaps": Mark.SMALL_CAPS, "small-caps": Mark.SMALL_CAPS, "smcap": Mark.SMALL_CAPS, "sc": Mark.SMALL_CAPS,
    "italic": Mark.ITALIC, "italics": Mark.ITALIC, "bold": Mark.BOLD, "superscript": Mark.SUPERSCRIPT,
}  # fmt: skip
"""Names that publishers use, for pages whose style sheet is not at hand."""
_DECLARATIONS = (
    (Mark.ITALIC, re.compile(r"font(?:-style)?\s*:[^;]*\b(?:italic|oblique)\b"), r"font-style\s*:\s*normal"),
    (Mark.BOLD, re.compile(r"font(?:-weight)?\s*:[^;]*\b(?:bold|[6-9]00)\b"), r"font-weight\s*:\s*(?:normal|400)"),
    (Mark.SMALL_CAPS, re.compile(r"font(?:-variant(?:-caps)?)?\s*:[^;]*small-caps"), r"font-variant\s*:\s*normal"),
    (Mark.SUPERSCRIPT, re.compile(r"vertical-align\s*:\s*(?:super|text-top)"), r"vertical-align\s*:\s*baseline"),
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all")

Marks = frozenset[Mark]


@dataclass(slots=True)
class Sheet:
    """Simple selectors only: `tag`, `.class`, `tag.class`."""

    by_class: dict[tuple[str, str], tuple[Marks, Marks]] = field(default_factory=dict)

    def read(self, text: str) -> None:
        """Take in a style sheet."""
        for selectors, declarations in _RULE.findall(_COMMENT.sub("", text)):
            switched = _switches(declarations.lower())
            if not any(switched):
                continue
            for selector in selectors.split(","):
                if (match := _SIMPLE.fullmatch(selector.strip())) and match[0]:
                    self.by_class[(match["tag"] or "").lower(), match["class"] or ""] = switched

    def marks(self, element: _Element, base: Marks) -> Marks:
        """The marks of an element's own text, `base` being those around it."""
        tag = str(element.tag)
        if tag in _TAGS:
            base = base | {_TAGS[tag]}
        elif tag == "sub":
            base = base - {Mark.SUPERSCRIPT}
        keys = [(tag, "")]
        for name in element.get("class", "").split():
            keys += [("", name), (tag, name)]
            if name.lower() in _CLASSES:
                base = base | {_CLASSES[name.lower()]}
        for key in keys:
            if key in self.by_class:
                on, off = self.by_class[key]
                base = (base - off) | on
        if style := element.get("style"):
            on, off = _switches(style.lower())
            base = (base - off) | on
        return base


def _switches(declarations: str) -> tuple[Marks, Marks]:
    on = frozenset(mark for mark, pattern, _ in _DECLARATIONS if pattern.search(declarations))
    off = frozenset(mark for mark, _, pattern in _DECLARATIONS if re.search(pattern, declarations))
    return on, off - on


def is_hidden(element: _Element) -> bool:
    """Whether the element is not shown."""
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style", "").lower()))
