"""Set the Markdown essays of examples/ as the text that a PDF of them would give, so that both stay in step.

Word processors print the rest of a paragraph after the next block once a call is raised, end a page without a sign,
carry long notes over to the next page and leave marks behind; `Layout` says where that happens. Nothing of the
wording changes.

    python scripts/make_examples.py            write examples/*.txt again
    python scripts/make_examples.py --check    only say whether they are current (exit code 1 if not)
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"

_CALL = 0xE000
"""Private-use characters stand for calls while text is set: U+E000 + number of the note."""
_RULE = " " * 59
_CONTINUATION_RULE = " " * 197
_LONG = 8
"""Notes of at least this many lines may run over to the next page."""
_CARRIED = 3
"""At least as many lines of a note that runs over go to the next page."""
_LONG_ADDRESS = 90
"""Addresses of more characters are divided after a slash."""


@dataclass(frozen=True)
class Layout:
    """How one essay is set, and which faults the text of its PDF has; notes are given by number."""

    name: str
    height: int = 49
    """Lines on a page, notes included."""
    body_width: int = 94
    note_width: int = 111
    displaced: frozenset[int] = frozenset()
    """The rest of the paragraph is printed after the block that follows."""
    cut: frozenset[int] = frozenset()
    """The rest of the paragraph is printed as a block of its own."""
    spaced: frozenset[int] = frozenset()
    """A blank stands before the call."""
    stale: tuple[tuple[int, str], ...] = ()
    """Marks that an earlier version of the text left behind this call."""
    split_address: frozenset[int] = frozenset()
    """The "<" before the address stands alone at the end of a line."""
    numbered: frozenset[int] = frozenset()
    """Pages whose number is printed."""
    double_blanks: tuple[str, ...] = ()
    """Words that two blanks follow."""
    hyphenated: tuple[str, ...] = ()
    """Words that may be divided, with a hyphen at the place."""


LAYOUTS = (
    Layout(
        "commons-and-crowd",
        displaced=frozenset({3, 8, 9, 10, 17, 20, 21}),
        cut=frozenset({1}),
        spaced=frozenset({6, 18}),
        stale=((21, "[20] "),),
        split_address=frozenset({1}),
        numbered=frozenset({4}),
        double_blanks=("of Economic History", "‘The Moral Economy"),
        hyphenated=(
            "condescen-sion", "contempo-rary", "controver-sies", "dis-pute", "enclo-sure", "evi-dence",
            "gener-ation", "histori-ans", "improve-ment", "popula-tion", "prop-erty-owners", "senti-ment",
        ),
    ),
)  # fmt: skip


def set_as_pdf_text(markdown: str, layout: Layout) -> str:
    """The text that a PDF of a Markdown essay with `[^1]` notes gives."""
    blocks, notes = _parse(markdown)
    flow = [line for block in _displace(blocks, layout) for line in (*_wrap(block, layout.body_width, layout), "")]
    set_notes = {number: _set_note(number, text, layout) for number, text in notes.items()}
    return "\n".join(_print_calls(line) for line in _paginate(flow, set_notes, layout)) + "\n"


def _parse(markdown: str) -> tuple[list[str], dict[int, str]]:
    """The blocks of the body, calls as private-use characters, and the notes by number; emphasis taken off."""
    plain = re.sub(r"(?<![*\s])\*(?!\*)|(?<!\*)\*(?![*\s])", "", markdown)
    body, notes = [], {}
    for block in re.split(r"\n\n+", plain.strip()):
        definition = re.match(r"\[\^(\d+)\]: (.*)", block, re.DOTALL)
        if definition:
            notes[int(definition[1])] = definition[2]
        else:
            block = re.sub(r"^(#+|>) ", "", block)
            body.append(re.sub(r"\[\^(\d+)\]", lambda call: chr(_CALL + int(call[1])), block))
    return body, notes


def _displace(blocks: list[str], layout: Layout) -> list[str]:
    """The blocks in the order in which they are printed."""
    printed: list[str] = []
    tail: str | None = None
    for block in blocks:
        head, call, rest = _split_at_call(block, layout.displaced | layout.cut)
        if tail is None or not call:
            printed += [head + call, *([] if tail is None else [tail])]
        else:
            printed += [head, tail, call]
        tail = None
        if call:
            stale = dict(layout.stale).get(ord(call) - _CALL, "")
            tail = f" {stale}{rest.lstrip()}"
            if ord(call) - _CALL in layout.cut:
                printed, tail = [*printed, tail], None
    return printed if tail is None else [*printed, tail]


def _split_at_call(block: str, numbers: frozenset[int]) -> tuple[str, str, str]:
    """Text before the first call of `numbers`, the call, text after it."""
    for index, letter in enumerate(block):
        if ord(letter) - _CALL in numbers:
            return block[:index], letter, block[index + 1 :]
    return block, "", ""


def _set_note(number: int, text: str, layout: Layout) -> list[str]:
    if number in layout.split_address:
        text = text.replace("<http", "< http")
    for words in layout.double_blanks:
        text = text.replace(words + " ", words + "  ")
    return _wrap(f"{number} {text}", layout.note_width, layout)


def _wrap(text: str, width: int, layout: Layout) -> list[str]:
    """Lines of at most `width` characters; each ends in a blank unless a call or a hyphen ends it."""
    for number in layout.spaced:
        text = text.replace(chr(_CALL + number), " " + chr(_CALL + number))
    line = " " if text.startswith(" ") else ""
    lines = []
    for word in re.findall(r"\S+ *", text):
        rest = word
        while len(line) + len(rest.rstrip()) > width:
            head, rest = _divide(rest, width - len(line), layout)
            lines.append(line + head)
            line = ""
        line += rest
    lines.append(line)
    return [line if line.endswith("-") or _calls(line[-1:]) else line.rstrip() + " " for line in lines]


def _divide(word: str, room: int, layout: Layout) -> tuple[str, str]:
    """What of a word still fits into `room`, and the rest: addresses part after a slash, words as `hyphenated` says."""
    if "/" in word and len(word) > _LONG_ADDRESS:
        at = word.rfind("/", 0, max(room, 0)) + 1
        return word[:at], word[at:]
    for divided in layout.hyphenated:
        first, _, second = divided.partition("-")
        if word.startswith(first + second) and len(first) < room:
            return first + "-", word[len(first) :]
    return "", word


def _calls(line: str) -> list[int]:
    return [ord(letter) - _CALL for letter in line if _CALL < ord(letter) < _CALL + 1000]


def _print_calls(line: str) -> str:
    return "".join(str(ord(letter) - _CALL) if _CALL < ord(letter) < _CALL + 1000 else letter for letter in line)


def _paginate(flow: list[str], notes: dict[int, list[str]], layout: Layout) -> list[str]:
    """The lines of all pages, one after the other."""
    printed: list[str] = []
    body: list[str] = []
    foot: list[str] = []
    carried: list[str] = []
    page = 1
    for line in flow:
        called = [text for number in _calls(line) for text in notes[number]]
        room = layout.height - len(body) - len(foot) - len(carried) - 1
        if len(called) >= _LONG and 3 <= room < len(called):
            kept = min(room, len(called) - _CARRIED)
            foot, called = foot + called[:kept], called[kept:]
            printed += _page([*body, line], foot, carried, page, layout)
            body, foot, carried, page = [], [], called, page + 1
            continue
        if len(called) > room:
            printed += _page(body, foot, carried, page, layout)
            body, foot, carried, page = [], [], [], page + 1
        if body or line:
            body.append(line)
        foot = foot + called
    return printed + _page(body, foot, carried, page, layout)


def _page(body: list[str], foot: list[str], carried: list[str], page: int, layout: Layout) -> list[str]:
    """One page: its text, a rule line, its notes; a number only where the layout wants one."""
    if body and page > 1 and page - 1 not in layout.numbered:
        body = [" " + body[0].lstrip(), *body[1:]]
    while body and not body[-1]:
        body = body[:-1]
    lines = list(body)
    if carried:
        lines += [_CONTINUATION_RULE, *carried]
    if foot:
        lines += [*([] if carried else ["", _RULE]), *foot]
    if page in layout.numbered:
        lines += ["", "", "", f" {page} ", ""]
    return lines


def main(arguments: list[str]) -> int:
    """Write or check the text of every example."""
    stale = []
    for layout in LAYOUTS:
        wanted = set_as_pdf_text((EXAMPLES / f"{layout.name}.md").read_text(encoding="utf-8"), layout)
        target = EXAMPLES / f"{layout.name}.txt"
        if not target.exists() or target.read_text(encoding="utf-8") != wanted:
            stale.append(target.name)
            if "--check" not in arguments:
                target.write_text(wanted, encoding="utf-8")
    print("\n".join(f"examples/{name} was not current" for name in stale) or "examples are current")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
