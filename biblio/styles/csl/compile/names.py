"""<names>: the name lists of one or more variables, or what stands in for them.

CSL 1.0.2, substitute: "the first element to return a non-empty result is used ... substituted variables are considered
empty for the purposes of determining whether to suppress"; here they are, for the rest of the cite.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from biblio.styles.csl.cite import Cite, Level, NameList
from biblio.styles.csl.compile.compiler import Compiler
from biblio.styles.csl.compile.silence import silences_names
from biblio.styles.csl.names.joining import Joiner, joiner
from biblio.styles.csl.names.limits import Shown, limit
from biblio.styles.csl.names.options import NameForm, NameOptions, name_form, name_options
from biblio.styles.csl.names.person import default_level, is_inverted, person
from biblio.styles.csl.node import Node, plain
from biblio.styles.csl.scope import Form, Render, Scope, form_of
from biblio.styles.csl.source import Element
from biblio.styles.csl.textcase import apply as apply_case
from biblio.styles.csl.values.names import Name

__all__ = ["compile_element"]

_ET_AL = re.compile(r"et.?al[^a-z]")


class _Label(NamedTuple):
    """The label of a name list, before or after it."""

    form: Form
    style: str
    plural: str
    before: bool


class _Lists(NamedTuple):
    """All it takes to set the name lists of some variables."""

    scope: Scope
    options: NameOptions
    form: NameForm
    whole: Form
    joiner: Joiner
    label: _Label | None


def compile_element(compiler: Compiler, element: Element) -> Render:
    """A names element; one that stands in for another takes that one's form where it has none of its own."""
    variables = tuple(element.attrs.get("variable", "").split())
    parent: _Lists | None = compiler.names_form
    lists = parent if parent is not None and not element.kids else _lists(compiler.scope, element)
    substitutes = _substitutes(compiler, element.first("substitute"), lists)
    show = _count if lists.options.form == "count" else _render

    def render(cite: Cite, out: list[Node]) -> None:
        found = [(variable, cite.item.names(variable)) for variable in variables if variable not in cite.done]
        found = [(variable, names) for variable, names in found if names]
        if found:
            if cite.substituting:
                cite.done |= set(variables)
            show(lists, cite, found, out)
            return
        cite.attempt = True
        if substitutes:
            _substitute(substitutes, cite, out)

    return render


def _lists(scope: Scope, element: Element) -> _Lists:
    name = element.first("name")
    options = name_options(scope, name.attrs if name else {}, element.attrs)
    form = name_form(scope, name, element.first("et-al"))
    return _Lists(scope, options, form, form_of(element), joiner(scope, options, form), _label(element))


def _label(element: Element) -> _Label | None:
    label = element.first("label")
    if label is None:
        return None
    name = element.first("name")
    before = name is None or element.kids.index(label) < element.kids.index(name)
    if name is None:
        before = False
    return _Label(form_of(label), label.attrs.get("form", "long"), label.attrs.get("plural", "contextual"), before)


def _substitutes(compiler: Compiler, substitute: Element | None, lists: _Lists) -> tuple[Render, ...]:
    if substitute is None:
        return ()
    outer = compiler.names_form, compiler.alternatives
    compiler.names_form, compiler.alternatives = lists, True
    compiled = tuple(compiler.element(kid) for kid in substitute.kids)
    compiler.names_form, compiler.alternatives = outer
    return compiled


def _substitute(substitutes: tuple[Render, ...], cite: Cite, out: list[Node]) -> None:
    """The first substitute that finds a variable with a value, or prints anything."""
    substituting, success = cite.substituting, cite.success
    cite.substituting = True
    for substitute in substitutes:
        cite.success = False
        inside: list[Node] = []
        done = cite.done
        substitute(cite, inside)
        if cite.success or inside:
            _dash_substitute(cite, inside, out, by_variable=cite.done != done)
            break
        cite.done = done
    cite.substituting = substituting
    cite.success = cite.success or success


def _dash_substitute(cite: Cite, inside: list[Node], out: list[Node], *, by_variable: bool) -> None:
    """A variable in the author's place gives way to the dash too where it repeats the entry before."""
    if cite.substitute is not None and cite.creators is None and inside and by_variable:
        cite.creators = (plain(inside),)
        if cite.creators == cite.previous_creators:
            inside = [Node(cite.substitute[0])]
    out.extend(inside)


def _count(lists: _Lists, cite: Cite, found: list[tuple[str, tuple[Name, ...]]], out: list[Node]) -> None:
    """<name form="count">: how many names would be shown, for sorting by number of authors."""
    cite.success = True
    total = 0
    for _, names in found:
        shown = limit(lists.options, cite, len(names), len(cite.name_lists))
        total += shown.first + shown.last
    out.append(Node(f"{total:04d}" if lists.scope.sorting else str(total)))


def _render(lists: _Lists, cite: Cite, found: list[tuple[str, tuple[Name, ...]]], out: list[Node]) -> None:
    """The lists with their labels, unless only the rest of the cite is wanted."""
    cite.success = True
    silent = silences_names(cite)
    shared = _shared_term(lists, found)
    if shared:
        found = found[:1]
    first = not cite.name_lists
    dashes = _dashes(lists, cite, found)
    nodes = []
    cite.strip += lists.whole.strip
    for variable, names in found:
        inside = _list(lists, cite, names, dashes)
        if inside:
            nodes.append(_labelled(lists, cite, Node(inside), shared or variable, len(names)))
    cite.strip -= lists.whole.strip
    if not cite.looking:
        cite.printed = True
    if not nodes:
        return
    whole = lists.whole
    result = Node(nodes, whole.prefix, whole.suffix, lists.options.names_delimiter, whole.marks)
    collapsed = first and not lists.scope.bibliography and _collapses(cite, result)
    if silent or collapsed:
        cite.started = cite.started or cite.previous_names is None
        return
    cite.started = True
    out.append(result)


def _collapses(cite: Cite, result: Node) -> bool:
    """Whether the names repeat those of the cite before and are left out for it."""
    if cite.previous_names is None:
        return False
    cite.names_text = plain([result])
    if cite.names_text == cite.previous_names:
        return cite.names_collapse
    cite.collapsed = False
    return False


def _list(lists: _Lists, cite: Cite, names: tuple[Name, ...], dashes: _Dashes | None) -> list[Node]:
    """One variable's names, joined."""
    options, scope = lists.options, lists.scope
    place = len(cite.name_lists)
    shown = limit(options, cite, len(names), place)
    kept = _kept(names, shown)
    levels = tuple(_level(lists, cite, name, place, at) for at, name in enumerate(kept))
    cite.name_lists.append(NameList(names, len(kept), levels, default_level(options)))
    if dashes is not None and dashes.whole:
        return [Node(dashes.dash)] if dashes.first_list() else []
    forced = False
    nodes = []
    for at, (name, level) in enumerate(zip(kept, levels, strict=True)):
        if _ET_AL.fullmatch(name.dropping):
            forced = True
            name = Name(name.family, name.given, "", name.non_dropping, name.suffix, name.comma_suffix)
        dashed = dashes is not None and dashes.next()
        node = Node(dashes.dash) if dashes and dashed else person(scope, name, options, lists.form, level, at, cite)
        nodes.append(node if name.literal and not dashed else _named(node, lists.form.name))
    nodes = [node for node in nodes if node.kids]
    if not nodes:
        return []
    et_al = (shown.shortened or forced) and not scope.sorting
    inverted = len(nodes) > 1 and is_inverted(options, len(nodes) - 2)
    return lists.joiner.join(
        nodes,
        et_al=et_al,
        ellipsis=et_al and options.use_last,
        inverted=inverted,
        form=lists.form,
        scope=scope,
        cite=cite,
    )


def _kept(names: tuple[Name, ...], shown: Shown) -> tuple[Name, ...]:
    return names[: shown.first] + (names[-1:] if shown.last else ())


def _named(node: Node, form: Form) -> Node:
    """A single name in the form the name element asks for."""
    return node if form.bare else Node([node], form.prefix, form.suffix, "", form.marks)


def _level(lists: _Lists, cite: Cite, name: Name, place: int, at: int) -> Level:
    """How much of a given name is shown: the style's default, or more where works or persons must be told apart."""
    level = default_level(lists.options)
    if cite.levels is not None:
        level = max(level, cite.levels(name, at, lists.options.initialize_with is not None))
    givens = cite.settings.givens
    if place < len(givens) and at < len(givens[place]):
        asked = givens[place][at]
        if asked == 1 and lists.options.initialize_with is None:
            asked = 2
        level = max(level, asked)
    return level


def _shared_term(lists: _Lists, found: list[tuple[str, tuple[Name, ...]]]) -> str:
    """ "editortranslator" where editor and translator are the same and the locale has a word for both."""
    if len(found) != 2 or lists.label is None or found[0][1] != found[1][1]:
        return ""
    term = "".join(sorted(variable for variable, _ in found))
    for name in (term, {"editortranslator": "editor-translator"}.get(term, "")):
        word = lists.scope.locale.term(name, lists.label.style)
        if word is not None:
            return name if word else ""
    return ""


def _labelled(lists: _Lists, cite: Cite, names: Node, term: str, total: int) -> Node:
    label = lists.label
    if label is None or lists.scope.sorting:
        return names
    plural = total > 1 if label.plural == "contextual" else label.plural == "always"
    text = lists.scope.locale.term(term, label.style, plural)
    if not text:
        return names
    form = label.form
    if form.strip or cite.strip:
        text = text.replace(".", "")
    if label.before and not cite.started and (lists.scope.bibliography or lists.scope.style.cls == "note"):
        text = apply_case("capitalize-first", text) if form.case == "capitalize-first" else text
    node = lists.scope.text(text, form._replace(strip=False), cite)
    return Node([node, names] if label.before else [names, node])


class _Dashes:
    """Which names of an entry give way to the style's dash (subsequent-author-substitute)."""

    def __init__(self, dash: str, *, whole: bool, count: int) -> None:
        self.dash = dash
        self.whole = whole
        """One dash for all names."""
        self.left = count
        self._lists = 0

    def next(self) -> bool:
        """Whether the next name is replaced."""
        self.left -= 1
        return self.left >= 0

    def first_list(self) -> bool:
        """Whether this is the first of the name lists."""
        self._lists += 1
        return self._lists == 1


def _dashes(lists: _Lists, cite: Cite, found: list[tuple[str, tuple[Name, ...]]]) -> _Dashes | None:
    """Compare the first names of an entry with those of the entry before (CSL 1.0.2, "Reference Grouping")."""
    if cite.substitute is None or cite.creators is not None:
        return None
    place = len(cite.name_lists)
    names: list[Name] = []
    for at, (_, listed) in enumerate(found):
        names.extend(_kept(listed, limit(lists.options, cite, len(listed), place + at)))
    cite.creators = tuple(f"{n.family}{n.given}{n.dropping}{n.non_dropping}{n.suffix}{n.literal}" for n in names)
    dash, rule = cite.substitute
    same = cite.creators == cite.previous_creators
    if rule in ("partial-each", "partial-first"):
        count = _agreeing(cite.creators, cite.previous_creators)
        return _Dashes(dash, whole=False, count=min(count, 1) if rule == "partial-first" else count)
    if not same:
        return None
    return _Dashes(dash, whole=rule != "complete-each", count=len(names))


def _agreeing(first: tuple[str, ...], second: tuple[str, ...]) -> int:
    count = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        count += 1
    return count
