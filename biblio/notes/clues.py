"""All that one line says about notes, gathered once before solving."""

from __future__ import annotations

from dataclasses import dataclass

from biblio.notes.calls import CallMark, calls_of
from biblio.notes.headings import Heading, heading_of
from biblio.notes.markers import Marker, markers_of
from biblio.notes.numerals import System, calls_in, markers_in
from biblio.notes.printed import Kind, PrintedLine, ends_sentence
from biblio.notes.typography import Setting, settings

__all__ = ["Clues", "gather"]

_FEWEST_RAISED = 2
_FEWEST_LED = 3


@dataclass(frozen=True, slots=True)
class Clues:
    """A line of text and what it may be."""

    line: PrintedLine
    markers: tuple[Marker, ...]
    calls: tuple[CallMark, ...]
    heading: Heading | None
    lone: bool
    """A bare number between blank lines: a call that was lifted out of its line, or a page number."""
    after_lone: bool
    finished: bool
    """Ends as a sentence does."""
    goes_on: bool
    """Begins as no sentence does: in lower case, or with a dash, a comma, a closing bracket."""
    before: PrintedLine | None
    """The text line before."""
    before_finished: bool
    setting: Setting = Setting.UNKNOWN
    begins_foot: bool = False
    """From here on, lines are as small as notes to the foot of the page."""
    ends_foot: bool = False
    """Larger than the line before, which was as small as notes."""
    begins_rest: bool = False
    """Longer than lines of running text are, below such and above the page's notes: see `rests`."""

    @property
    def quiet(self) -> bool:
        """Whether running text stays running text here, whatever came before."""
        return not (
            self.calls
            or self.markers
            or self.heading
            or self.line.after_page_break
            or self.opens_block
            or self.begins_foot
            or self.begins_rest
        )

    @property
    def still(self) -> bool:
        """Whether nothing at all changes here: a note goes on, and so does running text."""
        if not self.quiet or self.ends_foot or self.lone or self.after_lone:
            return False
        if self.setting in (Setting.FOOT, Setting.TEXT):
            # The size has not changed, so neither has the kind of text.
            return True
        return not (self.before_finished or self.line.odd_blank or self.line.after_furniture)

    @property
    def opens_block(self) -> bool:
        """Whether something sets the line off from the one before."""
        return bool(self.line.after_rule or self.line.blanks_before)


def gather(lines: list[PrintedLine], system: System | None = None) -> list[Clues]:
    """Clues of all lines of text, in order; `system`: numbers are not in Arabic figures."""
    found: list[Clues] = []
    before: Clues | None = None
    markers = {
        line.index: (markers_in(system, line) if system else markers_of(line, _following(lines, line)))
        for line in lines
        if line.kind is Kind.TEXT
    }
    sizes = settings(lines, {index for index, marks in markers.items() if marks})
    _drop_unraised(lines, markers, sizes)
    raised_only = _raises_calls(lines)
    for line in lines:
        if line.kind is not Kind.TEXT:
            continue
        following = _following(lines, line)
        setting = sizes.get(line.index, Setting.UNKNOWN)
        earlier = before.setting if before else Setting.UNKNOWN
        alone = bool(line.blanks_before or line.index == 0 or line.after_page_break) and (
            following is None or following.kind is not Kind.TEXT or following.page != line.page
        )
        lone = alone and line.text.isdecimal() and len(line.text) <= 4
        clues = Clues(
            line,
            markers[line.index],
            _calls(system, line, alone, raised_only=raised_only or setting is Setting.FOOT),
            heading_of(line),
            lone,
            before is not None and before.lone,
            ends_sentence(line.text),
            goes_on(line.text),
            before.line if before else None,
            before.finished if before else True,
            setting,
            begins_foot=setting is Setting.FOOT and (earlier is not Setting.FOOT or line.after_page_break),
            ends_foot=setting is Setting.TEXT and earlier in (Setting.FOOT, Setting.SMALL),
        )
        found.append(clues)
        before = clues
    return found


def _calls(system: System | None, line: PrintedLine, alone: bool, *, raised_only: bool) -> tuple[CallMark, ...]:
    return calls_in(system, line) if system else calls_of(line, alone, raised_only=raised_only)


def _following(lines: list[PrintedLine], line: PrintedLine) -> PrintedLine | None:
    return lines[line.index + 1] if line.index + 1 < len(lines) else None


def _drop_unraised(lines: list[PrintedLine], markers: dict[int, tuple[Marker, ...]], sizes: dict[int, Setting]) -> None:
    """Where notes begin with raised marks, figures that begin a line of theirs are none."""
    led = [index for index, marks in markers.items() if marks and sizes.get(index) is Setting.FOOT]
    plain = [index for index in led if not (lines[index].raised and not lines[index].raised[0].start)]
    if len(led) - len(plain) >= max(_FEWEST_LED, len(plain)):
        for index in plain:
            markers[index] = ()


def _raises_calls(lines: list[PrintedLine]) -> bool:
    """Whether raised figures are common enough to be the document's calls; those that begin a line are markers."""
    raised = sum(span.start > 0 and span.of(line.text).strip().isdecimal() for line in lines for span in line.raised)
    return raised >= _FEWEST_RAISED


def goes_on(text: str) -> bool:
    """Whether a line begins as no sentence does: "which is why", "– leading popular", ") and"."""
    bare = text.lstrip("‘“„«\"'([")
    if not bare:
        return False
    return bare[0].islower() or text[0] in "–—-,;:)]»”…" or text.startswith("...")
