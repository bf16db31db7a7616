"""One name -> a node: order of its parts, particles, initials, suffix (CSL 1.0.2, "Name-part Order").

display           Jean de La Fontaine III
sort, demoted     La Fontaine, Jean de, III
short             La Fontaine
"""

from __future__ import annotations

import re

from biblio.styles.csl.cite import Cite, Level
from biblio.styles.csl.letters import alphabetic, starts_alphabetic
from biblio.styles.csl.names.initials import initialize
from biblio.styles.csl.names.options import NameForm, NameOptions
from biblio.styles.csl.node import Node
from biblio.styles.csl.scope import Form, Scope
from biblio.styles.csl.values.names import Name

__all__ = ["default_level", "is_inverted", "person"]

_JOINS = ("\u2019", "'", "-", " ")
_NBSP_LANGUAGES = ("fr", "ru", "cs")


def default_level(options: NameOptions) -> Level:
    """What a style shows of given names before anything has to be told apart."""
    if options.form != "long":
        return 0
    return 1 if options.initialize_with is not None else 2


def is_inverted(options: NameOptions, at: int) -> bool:
    """Whether the name in that place of a list has its family name first."""
    return options.sort_order == "all" or (options.sort_order == "first" and at == 0)


def person(scope: Scope, name: Name, options: NameOptions, form: NameForm, level: Level, at: int, cite: Cite) -> Node:
    """The name at place `at` of its list, with as much of its given names as `level` says."""
    if name.literal:
        return _set(scope, _body_form(form), name.literal, cite)
    return _Parts(scope, name, options, form, level, cite).ordered(at)


_BODY_MARKS = ("font-style", "font-variant", "font-weight", "text-decoration")


def _body_form(form: NameForm) -> Form:
    """A body's name takes the marks of the list and of family names, and no affixes."""
    marks = {**dict(form.name.marks), **dict(form.family.marks)}
    return form.family._replace(marks=tuple((name, marks[name]) for name in _BODY_MARKS if name in marks))


def _set(scope: Scope, form: Form, text: str, cite: Cite) -> Node:
    """A part in its name-part's form; affixes belong to the joined parts."""
    if form.strip or cite.strip:
        text = text.replace(".", "")
    node = scope.text(text, form._replace(prefix="", suffix="", strip=False), cite)
    if isinstance(node.kids, str) and node.prefix:
        return Node(node.prefix + node.kids, "", node.suffix, "", node.marks)
    return node


def _join(nodes: list[Node | None], delimiter: str) -> Node | None:
    found = [node for node in nodes if node is not None]
    if len(found) < 2:
        return found[0] if found else None
    return Node(found, delimiter=delimiter)


def _affixed(node: Node | None, form: Form) -> Node | None:
    if node is None or not (form.prefix or form.suffix):
        return node
    return Node([node], form.prefix, form.suffix)


class _Parts:
    """The parts of one name, rendered, waiting to be put in order."""

    def __init__(
        self, scope: Scope, name: Name, options: NameOptions, form: NameForm, level: Level, cite: Cite
    ) -> None:
        self.scope, self.name, self.options, self.form, self.cite = scope, name, options, form, cite
        given, self.initials = self._given(level)
        hidden = not given and level == 0
        self.given = self._part(form.given, given)
        self.family = self._part(form.family, name.family)
        sorting = scope.sorting
        self.non_dropping = self._part(form.family, _bare(name.non_dropping) if sorting else name.non_dropping)
        dropping = "" if hidden else name.dropping
        self.dropping = self._part(form.given, _bare(dropping) if sorting else dropping)
        self.suffix = None if hidden else self._suffix()
        language = scope.style.default_locale or scope.locale.lang
        self.space = "\u00a0" if language[:2] in _NBSP_LANGUAGES else " "

    def _part(self, form: Form, text: str) -> Node | None:
        return _set(self.scope, form, text, self.cite) if text else None

    def _given(self, level: Level) -> tuple[str, bool]:
        """The given names at that level, and whether they are initials."""
        given, options = self.name.given, self.options
        if level == 0 and self.name.family:
            return "", False
        if level == 1 and self.name.family:
            with_initials = self.scope.givenname_rule.endswith("-with-initials")
            if options.initialize_with is not None or with_initials:
                shortened = initialize(
                    given, options.initialize_with or "", keep_full=not options.initialize, hyphen=options.hyphen
                )
                return shortened, True
        return given, False

    def _suffix(self) -> Node | None:
        text = self.name.suffix
        if not text:
            return None
        if self.options.initialize_with is not None:
            text = initialize(text, self.options.initialize_with, keep_full=True, hyphen=self.options.hyphen)
        if self.form.family.strip or self.cite.strip:
            text = text.replace(".", "")
        stop = text.endswith(".")
        node = self.scope.typesetter.node(text.removesuffix(".") if stop else text)
        return Node(node.kids, node.prefix, "." if stop else "")

    def ordered(self, at: int) -> Node:
        """The parts in the order the script, the list and the style ask for."""
        script = self._script()
        if script == 0:
            node = _join([self.non_dropping, self.family, self.given], "")
        elif script == 1 or self.name.static:
            node = _join([_join([self.non_dropping, self.family], self.space), self.given], " ")
        elif self.scope.sorting:
            node = self._sort_key()
        elif is_inverted(self.options, at):
            node = self._inverted()
        else:
            node = self._straight()
        return node or Node("")

    def _script(self) -> int:
        """2 for names written with spaces, 1 for family name first with a space, 0 for neither space nor order."""
        family = self.name.family.replace('"', "")
        if not alphabetic(family):
            return 1 if self.name.given and starts_alphabetic(self.name.given) else 0
        return 1 if self.cite.item.language[:2] in ("ja", "zh") else 2

    def _sort_key(self) -> Node | None:
        if self.scope.demote == "never":
            merged = _join([_join([self.non_dropping, self.family], " "), self.dropping], " ")
            return _join([_join([merged, self.given], "|"), self.suffix], " ")
        second = _join([self.given, self.dropping, self.non_dropping], " ")
        return _join([_join([self.family, second], "|"), self.suffix], " ")

    def _inverted(self) -> Node | None:
        separator = ", " if self.name.given in ("Lord", "Lady") else self.options.sort_separator
        comma = self.name.comma_dropping
        second = _join([self.given, self.dropping], f"{comma} ")
        if self.scope.demote == "display-and-sort":
            first = self.family
            second = _join([second, self.non_dropping], " ")
        else:
            glue = "" if self.name.non_dropping.endswith(_JOINS) else self.space
            first = _join([self.non_dropping, self.family], glue)
        first = _affixed(first, self.form.family)
        second = _affixed(second, self.form.given)
        return _join([_join([first, second], separator), self.suffix], separator)

    def _straight(self) -> Node | None:
        family, dropping = self.family, self.dropping
        particle = self.name.dropping
        if dropping and _clings(particle) and self.name.family and not self.name.non_dropping:
            family, dropping = _join([dropping, family], ""), None
        if self.name.non_dropping.endswith(_JOINS):
            second = _join([dropping, _join([self.non_dropping, family], "")], self.space)
        else:
            second = _join([dropping, self.non_dropping, family], self.space)
        second = _join([second, self.suffix], ", " if self.name.comma_suffix else " ")
        comma = "" if self.form.family.prefix else self.name.comma_dropping
        second = _affixed(second, self.form.family)
        given = _affixed(self.given, self.form.given)
        joiner = self.options.initialize_with or ""
        space = self.space if self.initials and re.search("[\u00a0\ufeff]", joiner) else " "
        return _join([given, second], f"{comma}{space}")


def _clings(particle: str) -> bool:
    """A particle like d' or l' stands close to the name that follows."""
    return particle[-1:] in ("'", "\u02bc", "\u2019", "-") and particle[:-1] != "de"


def _bare(particle: str) -> str:
    return particle.replace("'", "", 1).replace("\u2019", "", 1)
