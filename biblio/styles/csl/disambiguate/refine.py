"""One group of works that are cited alike -> what each must add to be told from the others.

Steps are tried in a fixed order: more of a given name, one more name, and so on through the name lists. A step is kept
where it parts the group; works that stand alone are done, the others go on from there (CSL 1.0.2, "Disambiguation",
methods 1 and 2). Works are parted by comparing rendered forms as dictionary keys, so a step costs one rendering a work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from biblio.styles.csl.cite import Settings

__all__ = ["Shape", "Unresolved", "refine"]

Form = Callable[[str, Settings], str]
"""The text of a work's cite under some settings."""


class Shape(NamedTuple):
    """The name lists of a group: per list, names there are (at most) and the levels first shown."""

    totals: tuple[int, ...]
    shown: tuple[int, ...]
    levels: tuple[tuple[int, ...], ...]
    least: tuple[int, ...]
    """Per list, the level at which a name that is added begins."""
    telling: tuple[frozenset[int], ...] = ()
    """Per list, the places in it where the works differ: showing more elsewhere cannot part them."""


@dataclass(slots=True)
class Unresolved:
    """Works no name can tell apart, with the settings that got them so far."""

    ids: list[str]
    settings: Settings


@dataclass(slots=True)
class _Trial:
    """Settings being tried: they only ever grow."""

    names: list[int]
    givens: list[list[int]]

    def settings(self) -> Settings:
        return Settings(tuple(self.names), tuple(map(tuple, self.givens)))

    def copy(self) -> _Trial:
        return _Trial(list(self.names), [list(levels) for levels in self.givens])


def refine(
    ids: Sequence[str], shape: Shape, form: Form, *, add_names: bool, add_givens: bool
) -> tuple[dict[str, Settings], list[Unresolved]]:
    """Settings for each work that can be told apart by names, and the groups that cannot."""
    resolved: dict[str, Settings] = {}
    rest: list[Unresolved] = []
    trial = _Trial(list(shape.shown), [list(levels) for levels in shape.levels])
    steps = tuple(_steps(shape, add_names=add_names, add_givens=add_givens))
    groups: list[tuple[list[str], _Trial]] = [(list(ids), trial.copy())]
    for at in range(len(steps) + 1):
        if at:
            _advance(trial, steps[at - 1])
        settings = trial.settings()
        following: list[tuple[list[str], _Trial]] = []
        for members, kept in groups:
            classes: dict[str, list[str]] = {}
            for member in members:
                classes.setdefault(form(member, settings), []).append(member)
            if len(classes) == 1 and at:
                following.append((members, kept))
                continue
            if at:
                _capture(trial, kept, steps[at - 1])
            for alike in classes.values():
                if len(alike) == 1:
                    resolved[alike[0]] = kept.settings()
                else:
                    following.append((alike, kept.copy()))
        groups = following
        if not groups:
            break
    rest.extend(Unresolved(members, kept.settings()) for members, kept in groups)
    return resolved, rest


class _Step(NamedTuple):
    kind: str
    """`given` or `name`."""
    place: int
    at: int
    level: int
    """Level of a name that has not been shown yet."""


def _steps(shape: Shape, *, add_names: bool, add_givens: bool) -> Iterator[_Step]:
    for place, total in enumerate(shape.totals):
        shown = shape.shown[place]
        levels, least = shape.levels[place], shape.least[place]
        for at in range(total if add_names else shown):
            if at not in shape.telling[place]:
                continue
            if add_names and at >= shown:
                yield _Step("name", place, at, least)
            if add_givens:
                for _ in range(levels[at] if at < len(levels) else least, 2):
                    yield _Step("given", place, at, least)


def _advance(trial: _Trial, step: _Step) -> None:
    levels = trial.givens[step.place]
    while len(levels) <= step.at:
        levels.append(step.level)
    if step.kind == "name":
        trial.names[step.place] = step.at + 1
    else:
        levels[step.at] += 1


def _capture(trial: _Trial, kept: _Trial, step: _Step) -> None:
    """Keep what the step changed: the level of one given name, or the number of names."""
    levels = kept.givens[step.place]
    source = trial.givens[step.place]
    while len(levels) <= step.at:
        levels.append(step.level)
    if step.kind == "given":
        levels[step.at] = source[step.at]
    kept.names[step.place] = max(kept.names[step.place], trial.names[step.place])
