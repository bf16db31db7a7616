"""A date -> nodes, part by part; a range repeats only what differs: May 3-5, 2003; May 30-June 2, 2003.

CSL 1.0.2, "Date Ranges": the delimiter is that of the largest date-part that differs.
"""

from __future__ import annotations

from biblio.styles.csl.cite import Cite
from biblio.styles.csl.dates.parts import DatePart
from biblio.styles.csl.node import Node
from biblio.styles.csl.numbers.pages import shorten
from biblio.styles.csl.numbers.words import ordinal
from biblio.styles.csl.scope import Form, Scope
from biblio.styles.csl.values.dates import Date, Point
from biblio.styles.csl.yearsuffix import suffix_counter

__all__ = ["date_nodes"]

_ORDER = ("year", "month", "day")


def date_nodes(
    scope: Scope, date: Date, parts: tuple[DatePart, ...], cite: Cite, case: str, delimiter: str
) -> list[Node]:
    """The parts that print something, in the style's order; `delimiter` joins the parts on each side of a range."""
    start = date.start
    if start is None:
        return _without_point(scope, date, parts, cite)
    if date.end is None and not date.open_end:
        return [node for part in parts for node in _part(scope, part, date, start, cite, case)]
    return _range(scope, date, parts, start, date.end, cite, case, delimiter)


def _without_point(scope: Scope, date: Date, parts: tuple[DatePart, ...], cite: Cite) -> list[Node]:
    """A literal stands in the year's place, a season in the month's."""
    nodes = []
    for part in parts:
        if part.name == "year" and date.literal:
            nodes.append(scope.text(date.literal, part.form, cite))
            if cite.collapsed:
                nodes.extend(_suffix(scope, part.form, cite))
        elif part.name == "month" and date.season:
            nodes.append(scope.text(_season(scope, date.season), part.form, cite))
    return nodes


def _range(
    scope: Scope,
    date: Date,
    parts: tuple[DatePart, ...],
    start: Point,
    end: Point | None,
    cite: Cite,
    case: str,
    joint: str,
) -> list[Node]:
    repeated = _repeated(parts, start, end)
    places = [at for at, part in enumerate(parts) if part.name in repeated]
    if not places:
        return [node for part in parts for node in _part(scope, part, date, start, cite, case)]
    last = places[-1]
    largest = next(name for name in _ORDER if name in repeated)
    delimiter = next((part.range_delimiter for part in parts if part.name == largest), "")
    nodes: list[Node] = []
    head: list[Node] = []
    for at, part in enumerate(parts[: last + 1]):
        shown = part._replace(form=part.form._replace(suffix="")) if at == last else part
        head.extend(_part(scope, shown, date, start, cite, case))
    tail: list[Node] = []
    for at in places:
        part = parts[at]
        if end is not None:
            shown = part._replace(form=part.form._replace(prefix="")) if at == places[0] else part
            tail.extend(_end_part(scope, shown, start, end, cite, case))
    between = Node(delimiter or scope.locale.word("year-range-delimiter", "\u2013"))
    nodes.append(Node([Node(head, delimiter=joint), between, Node(tail, delimiter=joint)]))
    for part in parts[last + 1 :]:
        nodes.extend(_part(scope, part, date, start, cite, case))
    return nodes


def _repeated(parts: tuple[DatePart, ...], start: Point, end: Point | None) -> frozenset[str]:
    """Names of the parts shown on both sides: the largest that differs and all below it."""
    names = [name for name in _ORDER if any(part.name == name for part in parts)]
    if end is None:
        return frozenset(names)
    for at, name in enumerate(names):
        if getattr(start, name) != getattr(end, name):
            return frozenset(below for below in names[at:] if getattr(start, below) or getattr(end, below))
    return frozenset()


def _part(scope: Scope, part: DatePart, date: Date, point: Point, cite: Cite, case: str) -> list[Node]:
    """One part of the start (or only) date, with the year suffix after a year."""
    if part.name == "year":
        return _year(scope, part, date, point, cite, case)
    if part.name == "month" and not point.month and date.season:
        return [scope.text(_season(scope, date.season), part.form, cite)]
    return _node(scope, part, point, cite, case)


def _year(scope: Scope, part: DatePart, date: Date, point: Point, cite: Cite, case: str) -> list[Node]:
    year = str(point.year)
    repeats = False
    if scope.collapse.startswith("year-suffix") and scope.area_options.get("disambiguate-add-year-suffix") == "true":
        at = len(cite.years)
        cite.years.append(year)
        repeats = cite.collapsed and at < len(cite.previous_years) and cite.previous_years[at] == year
    nodes = [scope.text(date.literal, part.form, cite)] if date.literal else []
    if not repeats:
        nodes.extend(_node(scope, part, point, cite, case))
    if nodes or repeats:
        suffix = _suffix(scope, part.form, cite)
        if suffix and nodes:
            return [_dated(scope, part.form, nodes, suffix)]
        return nodes + suffix
    return nodes


def _dated(scope: Scope, form: Form, year: list[Node], suffix: list[Node]) -> Node:
    """Year and suffix, between one pair of marks where they can be: two pairs side by side are an error in Markdown."""
    ranges = scope.collapse.startswith("year-suffix")
    if ranges or not form.marks or len(year) > 1 or year[0].marks != form.marks or form.prefix or form.suffix:
        return Node([*year, *suffix])
    return Node([Node(kid.kids) for kid in (*year, *suffix)], marks=form.marks)


def _suffix(scope: Scope, year: Form, cite: Cite) -> list[Node]:
    """The year suffix after the first year, set as the year is, unless the style places it elsewhere itself."""
    if scope.explicit_year_suffix or cite.suffix_done:
        return []
    counter = suffix_counter(scope, cite, year._replace(prefix="", suffix=""))
    if counter is None:
        return []
    cite.suffix_done = True
    return [counter]


def _end_part(scope: Scope, part: DatePart, start: Point, end: Point, cite: Cite, case: str) -> list[Node]:
    """One part of the end of a range; an end year may be shortened as page numbers are."""
    if part.name == "year" and not end.month and scope.year_format and start.year > 0 and end.year > 0:
        short = shorten(str(start.year), str(end.year), scope.year_format, year=True)
        return [_text(scope, part, short, cite, case)]
    return _node(scope, part, end, cite, case)


def _node(scope: Scope, part: DatePart, point: Point, cite: Cite, case: str) -> list[Node]:
    text = _WORDS[part.name](scope, part.style, point) if part.name in _WORDS else ""
    if not text:
        return []
    if part.name == "month" and (part.form.strip or cite.strip):
        text = text.replace(".", "")
    node = _text(scope, part, text, cite, case)
    if part.name == "year":
        era = _era(scope, point.year)
        if era:
            return [Node([node, scope.typesetter.node(era)])]
    return [node]


def _text(scope: Scope, part: DatePart, text: str, cite: Cite, case: str) -> Node:
    form = part.form if part.form.case or not case else part.form._replace(case=case)
    return scope.text(text, form, cite)


def _era(scope: Scope, year: int) -> str:
    """AD up to 499, BC before year 1."""
    if year < 0:
        return scope.locale.word("bc")
    return scope.locale.word("ad") if 0 < year < 500 else ""


def _year_words(scope: Scope, style: str, point: Point) -> str:
    if not point.year:
        return ""
    year = str(abs(point.year))
    return year[-2:] if style == "short" and len(year) == 4 else year


def _month_words(scope: Scope, style: str, point: Point) -> str:
    month = point.month
    if not month or month > 24:
        return ""
    if month > 12:
        return scope.locale.word(f"season-{(month - 13) % 4 + 1:02d}") if style in ("long", "short") else ""
    if style == "numeric":
        return str(month)
    if style == "numeric-leading-zeros":
        return f"{month:02d}"
    return scope.locale.term(f"month-{month:02d}", style) or str(month)


def _day_words(scope: Scope, style: str, point: Point) -> str:
    day = point.day
    if not day:
        return ""
    if style == "numeric-leading-zeros":
        return f"{day:02d}"
    if style == "ordinal" and (day == 1 or not scope.locale.first_day_ordinal_only):
        return ordinal(day, scope.locale, scope.locale.genders.get(f"month-{point.month:02d}", ""))
    return str(day)


_WORDS = {"year": _year_words, "month": _month_words, "day": _day_words}


def _season(scope: Scope, season: str) -> str:
    """1 to 4 are the locale's seasons, anything else is a name already."""
    if season in ("1", "2", "3", "4"):
        return scope.locale.word(f"season-0{season}")
    return season
