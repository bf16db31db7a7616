"""The cites of one citation -> its text: delimiters, collapsing, the layout's affixes (CSL 1.0.2, "Citations")."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from biblio.styles.csl.cite import Cite
from biblio.styles.csl.collapse import OpenCounter, join
from biblio.styles.csl.draw import Drawer, Setting, resolve
from biblio.styles.csl.engine import Engine
from biblio.styles.csl.layout import spaced_prefix, spaced_suffix
from biblio.styles.csl.node import Marks, Node, prints
from biblio.styles.csl.settle import Piece, settle
from biblio.styles.outputs import Rich

__all__ = ["Cluster", "draw_cluster"]

T = TypeVar("T", bound=Rich)


class Cluster(NamedTuple):
    """Text around the cites of one citation."""

    prefix: str = ""
    suffix: str = ""
    author_only: bool = False
    layout_suffix: str | None = None
    """In place of the layout's own suffix."""


class _Rendered(NamedTuple):
    node: Node
    delimiter: str
    """What stands before this cite."""
    number_delimiter: str
    """What stands before it where it is a number."""


def draw_cluster(engine: Engine, drawer: Drawer[T], cites: Sequence[Cite], cluster: Cluster) -> T:
    """The citation in the output format; empty where no cite prints anything."""
    if engine.note_style:
        cluster = _bracketed(engine, cites, cluster)
    rendered = _render(engine, cites)
    if cluster.author_only:
        rendered = rendered[:1]
    layout = engine.citation
    setting = resolve(layout.marks, Setting())[1]
    rendered = [one for one in rendered if prints([one.node])]
    nodes = [one.node for one in rendered]
    if not nodes:
        return drawer.empty
    if not cluster.author_only:
        nodes = _with_affixes(engine, nodes, cluster)
    parts: list[T | OpenCounter] = []
    for one, node in zip(rendered, nodes, strict=True):
        piece = settle(node, engine.locale.punctuation_in_quote)
        if piece is None:
            continue
        open_parts = _open_parts(drawer, piece, setting)
        if open_parts and parts:
            first = open_parts[0]
            if isinstance(first, OpenCounter):
                first.splice = one.number_delimiter if first.counter.kind == "citation-number" else one.delimiter
            else:
                open_parts[0] = drawer.text(one.delimiter) + first if one.delimiter else first
        parts.extend(open_parts)
    body = drawer.output.join(join(parts, lambda part: _counter(drawer, part, setting), drawer.text))
    if body and layout.marks and not cluster.author_only:
        marks = tuple(mark for mark in layout.marks if mark[1] != "normal")
        body = drawer.marked(body, marks)
    return body


def _with_affixes(engine: Engine, nodes: list[Node], cluster: Cluster) -> list[Node]:
    """The layout's and the citation's own prefix on the first cite, the suffixes on the last."""
    layout = engine.citation
    prefix = layout.prefix + (spaced_prefix(cluster.prefix) if cluster.prefix else "")
    own = layout.suffix if cluster.layout_suffix is None else cluster.layout_suffix
    suffix = spaced_suffix(cluster.suffix) + own
    first, last = nodes[0], nodes[-1]
    nodes[0] = Node(first.kids, prefix, first.suffix)
    last = nodes[-1]
    nodes[-1] = Node(last.kids, last.prefix, suffix)
    return nodes


def _bracketed(engine: Engine, cites: Sequence[Cite], cluster: Cluster) -> Cluster:
    """Round brackets inside round brackets become square ones, in the texts around the cites of a note."""
    depth = 0

    def nest(text: str) -> str:
        nonlocal depth
        signs = list(text)
        for at, sign in enumerate(signs):
            if sign == "(":
                signs[at] = "[" if depth % 2 else sign
                depth += 1
            elif sign == ")":
                signs[at] = sign if depth % 2 else "]"
                depth -= 1
        return "".join(signs)

    nest(engine.citation.prefix)
    prefix = nest(cluster.prefix)
    for cite in cites:
        cite.prefix, cite.suffix = nest(cite.prefix), nest(cite.suffix)
    return cluster._replace(prefix=prefix, suffix=nest(cluster.suffix), layout_suffix=nest(engine.citation.suffix))


def _render(engine: Engine, cites: Sequence[Cite]) -> list[_Rendered]:
    """Each cite in the light of the one before it."""
    options = engine.options
    collapse = options.get("collapse", "")
    group_delimiter = options.get("cite-group-delimiter")
    rendered: list[_Rendered] = []
    previous: Cite | None = None
    grouped = False
    collapsed_before = bool(collapse)
    for cite in cites:
        if collapse or group_delimiter:
            cite.names_collapse = bool(collapse)
            cite.previous_names = (previous.names_text or "") if previous is not None else ""
            cite.collapsed = bool(collapse)
            cite.previous_years = tuple(previous.years) if previous is not None else ()
        else:
            cite.collapsed = False
        cite.started = previous is not None and previous.started
        node = engine.cite(cite)
        if cite.names_text is not None and group_delimiter:
            grouped = cite.names_text == cite.previous_names
        delimiter = _delimiter(engine, cite, previous, collapsed_before, grouped)
        collapsed_before = cite.collapsed
        between = _beside_affixes(delimiter, previous, cite)
        numbers = delimiter if previous is not None and previous.locator else engine.citation.delimiter
        rendered.append(_Rendered(node, between, _beside_affixes(numbers, previous, cite)))
        if cite.names_text is None and previous is not None:
            cite.names_text = previous.names_text
        previous = cite
        if cite.author_only:
            break
    return rendered


def _delimiter(engine: Engine, cite: Cite, previous: Cite | None, collapsed_before: bool, grouped: bool) -> str:
    """What stands between two cites (CSL 1.0.2: cite-group-, after-collapse- and year-suffix-delimiter)."""
    options = engine.options
    layout = engine.citation.delimiter
    after = options.get("after-collapse-delimiter")
    if after is not None:
        if previous is not None and previous.locator:
            return after
        if collapsed_before and not cite.collapsed:
            return after
        if not collapsed_before and not cite.collapsed and options.get("collapse") != "year-suffix":
            return after
        return layout
    if grouped:
        return options.get("cite-group-delimiter", "")
    if cite.collapsed and engine.style.cls == "in-text" and not engine.numbered:
        if cite.year_suffix_first and options.get("year-suffix-delimiter"):
            return options["year-suffix-delimiter"]
        return ", "
    return layout


def _beside_affixes(delimiter: str, previous: Cite | None, cite: Cite) -> str:
    """A suffix that ends in a mark, or a prefix that begins with one, needs no delimiter beside it."""
    if previous is None:
        return delimiter
    begins = not previous.suffix and cite.prefix[:1] in (";", ".", ",") and bool(cite.prefix)
    if begins:
        return ""
    if previous.suffix and previous.suffix[-1] in ";.,":
        at = delimiter.find(" ")
        return delimiter[at:] if at >= 0 else ""
    return delimiter


def _open_parts(drawer: Drawer[T], piece: Piece, setting: Setting) -> list[T | OpenCounter]:
    """The piece as text, with counters at its end left open so that they can join those of the next cite."""
    if piece.counter is not None:
        return [OpenCounter(piece.counter, piece.prefix, piece.suffix, piece.marks)]
    if piece.leaf:
        body = drawer.draw(piece, setting)
        return [body] if body else []
    marks, inside = resolve(piece.marks, setting) if piece.marks else ((), setting)
    parts: list[T | OpenCounter] = []
    for kid in piece.kids:
        parts.extend(_open_parts(drawer, kid, inside))
    if not parts:
        return []
    _delimit_counters(drawer, parts, piece.delimiter)
    cut = _cut(piece, parts)
    head, tail = parts[:cut], parts[cut:]
    if len(head) == 1 and isinstance(head[0], OpenCounter):
        only = head[0]
        only.prefix, only.suffix = piece.prefix + only.prefix, only.suffix + piece.suffix
        only.marks = (*only.marks, *marks)
        return [only, *tail]
    if not head:
        first = tail[0]
        if isinstance(first, OpenCounter):
            first.prefix = piece.prefix + first.prefix
        return tail
    return [_wrapped(drawer, piece, marks, _closed(drawer, head, piece.delimiter, inside)), *tail]


def _wrapped(drawer: Drawer[T], piece: Piece, marks: Marks, body: T) -> T:
    """The text with the marks and affixes of its piece."""
    if marks:
        body = drawer.marked(body, marks)
    if piece.prefix:
        body = drawer.text(piece.prefix) + body
    if piece.suffix:
        body = body + drawer.text(piece.suffix)
    return drawer.displayed(body, marks) if marks else body


def _delimit_counters(drawer: Drawer[T], parts: list[T | OpenCounter], delimiter: str) -> None:
    """Put the delimiter before a counter at the end of what precedes it, once: on its way up it is glued there."""
    for at in range(len(parts) - 1):
        part, following = parts[at], parts[at + 1]
        if not isinstance(following, OpenCounter):
            continue
        if delimiter and not following.glued:
            if isinstance(part, OpenCounter):
                part.suffix += delimiter
            else:
                parts[at] = part + drawer.text(delimiter)
        following.glued = True


def _cut(piece: Piece, parts: Sequence[object]) -> int:
    """How many parts become text now: all where the piece has a suffix or marks, else those up to the last text."""
    if piece.marks or piece.suffix:
        return len(parts)
    cut = 0
    for at, part in enumerate(parts):
        if not isinstance(part, OpenCounter):
            cut = at + 1
    return cut


def _closed(drawer: Drawer[T], parts: Sequence[T | OpenCounter], delimiter: str, setting: Setting) -> T:
    joined: list[T] = []
    gap = drawer.text(delimiter) if delimiter else None
    for part in parts:
        if joined and gap and not isinstance(part, OpenCounter):
            joined.append(gap)
        joined.append(_counter(drawer, part, setting) if isinstance(part, OpenCounter) else part)
    return drawer.output.join(joined)


def _counter(drawer: Drawer[T], part: OpenCounter, setting: Setting) -> T:
    body = drawer.text(str(part.counter.kids))
    marks = resolve(part.marks, setting)[0] if part.marks else ()
    if marks:
        body = drawer.marked(body, marks)
    if part.prefix:
        body = drawer.text(part.prefix) + body
    if part.suffix:
        body = body + drawer.text(part.suffix)
    return body
