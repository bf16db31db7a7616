"""What one cite brings to a style: its item, where it stands, its locator, and the marks left while it is rendered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum

from biblio.styles.csl.item import Item
from biblio.styles.csl.values.names import Name
from biblio.styles.csl.values.numbers import Number, read_number

__all__ = ["Cite", "Level", "Position", "Settings"]


class Position(IntEnum):
    """Where a cite stands among earlier cites of its item; a higher one includes the lower ones but FIRST."""

    FIRST = 0
    SUBSEQUENT = 1
    IBID = 2
    IBID_WITH_LOCATOR = 3


Level = int
"""How much of a given name is shown: 0 nothing, 1 initials, 2 all."""
Levels = Callable[[Name, int, bool], Level]
"""The level a name needs wherever it is cited: its place in its list, and whether the style sets initials."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How far a cite has been expanded to tell it from others (CSL, "Disambiguation")."""

    names: tuple[int, ...] = ()
    """Names shown per rendered name list, where more than et-al would show."""
    givens: tuple[tuple[Level, ...], ...] = ()
    """Per rendered name list, the level of each given name."""
    condition: int = 0
    """How many `disambiguate="true"` conditions hold."""
    year_suffix: int | None = None
    """0 for "a"."""


@dataclass(slots=True)
class Cite:
    """One rendering of one item; the compiled style reads the first half and writes the second."""

    item: Item
    settings: Settings
    bibliography: bool = False
    position: Position = Position.FIRST
    near_note: bool = False
    locator: str = ""
    label: str = ""
    """The locator's kind: page, chapter, ... ; empty stands for page."""
    note_number: int = 0
    first_note: int = 0
    """Number of the note that cites the item first; 0 where this is the first."""
    citation_number: int = 0
    prefix: str = ""
    suffix: str = ""
    author_only: bool = False
    suppress_author: bool = False
    looking: bool = False
    """True while a form is only compared with others: year suffixes and access dates do not count then."""
    collapsing_years: bool = False
    """True where a year that repeats the previous cite's may be left out."""
    previous_years: tuple[str, ...] = ()
    previous_names: str | None = None
    """The first name list of the cite before, as text, where names may collapse."""
    names_collapse: bool = False
    """Names that repeat those of the cite before are left out."""
    levels: Levels | None = None
    """Given names wanted for telling persons apart throughout."""
    substitute: tuple[str, str] | None = None
    """subsequent-author-substitute and its rule."""
    previous_creators: tuple[str, ...] = ()
    """Creators of the bibliography entry before."""

    # Marks left by rendering.
    attempt: bool = False
    """A variable was called and was empty (within the group being rendered)."""
    success: bool = False
    """A variable was called and printed something."""
    term: bool = False
    """A term or a text of the style itself was printed."""
    started: bool = False
    """Something has been printed: terms that follow are no longer at the beginning."""
    done: frozenset[str] = frozenset()
    """Variables used up by a substitution."""
    substituting: bool = False
    printed: bool = False
    """A name or date part has been rendered (which author-only and suppress-author go by)."""
    dates_only: bool = False
    """Inside a sort key's macro that holds a date: texts of the style do not count."""
    strip: int = 0
    """Depth of strip-periods."""
    name_lists: list[NameList] = field(default_factory=list)
    """The name lists rendered so far, for disambiguation."""
    conditions: int = 0
    """`disambiguate="true"` conditions met that hold."""
    conditions_seen: int = 0
    years: list[str] = field(default_factory=list)
    names_text: str | None = None
    """The first name list as text, for collapsing."""
    collapsed: bool = True
    """Still true at the end where all that was rendered repeats the previous cite."""
    year_suffix_first: bool = False
    """The year suffix is the first thing the cite prints."""
    suffix_done: bool = False
    """The year suffix has been printed."""
    creators: tuple[str, ...] | None = None
    """Creators of this entry, as the first names element shows them."""
    number: Number | None = None

    def locator_number(self) -> Number:
        """The locator taken apart, with its label."""
        if self.number is None:
            self.number = read_number(self.locator, "locator", self.label, self.item.and_word)
        return self.number


@dataclass(slots=True)
class NameList:
    """What disambiguation needs to know of one rendered name list."""

    names: tuple[Name, ...]
    """All names there are."""
    shown: int
    """Names shown."""
    levels: tuple[Level, ...]
    least: Level = 0
    """How much of a given name the style shows where nothing asks for more."""
