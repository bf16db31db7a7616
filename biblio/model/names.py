"""Names of persons and institutions.

The fields are CSL's (`family`, `given`, particles, `suffix`, `literal`); reading names out of running text is the
business of `citations`, which knows the conventions of notes.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Name"]


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in parts, or an institution's as `literal`; parts that are not known are empty."""

    family: str = ""
    given: str = ""
    particle: str = ""
    """Non-dropping particle, sorted and printed with the family name: the "van" of Vincent van Gogh in Dutch use."""
    dropping_particle: str = ""
    """Particle that goes with the given name: the "de" of Alexis de Tocqueville."""
    suffix: str = ""
    literal: str = ""

    def __str__(self) -> str:
        """BibTeX's "von Last, Jr, First"; an institution in braces. `Name.parse` reads it back."""
        if self.literal:
            return "{" + self.literal + "}"
        last = " ".join(part for part in (self.particle, self.family) if part)
        given = " ".join(part for part in (self.given, self.dropping_particle) if part)
        return ", ".join(part for part in (last, self.suffix, given) if part)

    @property
    def display(self) -> str:
        """The name in natural order: "Alexis de Tocqueville"."""
        if self.literal:
            return self.literal
        parts = (self.given, self.dropping_particle, self.particle, self.family)
        return " ".join(part for part in parts if part) + (f", {self.suffix}" if self.suffix else "")

    @property
    def sort_name(self) -> str:
        """What the name is filed under: the family name, else whatever there is."""
        return self.family or self.literal or self.given

    @classmethod
    def parse(cls, text: str) -> Name:
        """Read the form `str()` gives: "{Literal}", "von Last", "von Last, First" or "von Last, Jr, First"."""
        text = text.strip()
        if text.startswith("{") and text.endswith("}"):
            return cls(literal=text[1:-1])
        parts = [part.strip() for part in text.split(",")]
        particle, family = _split_particle(parts[0])
        suffix = parts[1] if len(parts) > 2 else ""
        given, dropping = _split_tail(parts[-1] if len(parts) > 1 else "")
        return cls(family=family, given=given, particle=particle, dropping_particle=dropping, suffix=suffix)


def _split_particle(last: str) -> tuple[str, str]:
    words = last.split()
    count = 0
    while count < len(words) - 1 and words[count][:1].islower():
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])


def _split_tail(given: str) -> tuple[str, str]:
    words = given.split()
    count = len(words)
    while count > 1 and words[count - 1][:1].islower():
        count -= 1
    return " ".join(words[:count]), " ".join(words[count:])
