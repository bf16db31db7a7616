"""Rendered names -> a list: delimiters, "and", et al., the ellipsis before a last name (CSL 1.0.2, "Name")."""

from __future__ import annotations

from typing import NamedTuple

from biblio.styles.csl.cite import Cite
from biblio.styles.csl.letters import starts_alphabetic
from biblio.styles.csl.names.options import NameForm, NameOptions
from biblio.styles.csl.node import Node
from biblio.styles.csl.scope import Scope

__all__ = ["Joiner", "joiner"]


class Joiner(NamedTuple):
    """What stands between the names of one list, worked out when the style is compiled."""

    delimiter: str
    conjunction: str
    single: str
    """Before the conjunction of two names."""
    multiple: str
    """Before the conjunction of three or more."""
    after: str
    """After the conjunction."""
    et_al: str
    et_al_single: str
    et_al_multiple: str
    inverted_last: bool
    """Whether the delimiter before the last name depends on the order of the one before."""

    def join(
        self,
        names: list[Node],
        *,
        et_al: bool,
        ellipsis: bool,
        inverted: bool,
        form: NameForm,
        scope: Scope,
        cite: Cite,
    ) -> list[Node]:
        """The names with what joins them; `inverted` says the last but one has its family name first."""
        if ellipsis:
            return self._with_ellipsis(names)
        if et_al:
            return self._with_et_al(names, form, scope, cite)
        if len(names) < 2 or not (self.conjunction or self.delimiter):
            return names
        if not self.conjunction:
            return [Node(names, delimiter=self.delimiter)]
        before = self.single if len(names) == 2 else self.multiple
        if self.inverted_last and inverted:
            before = self.delimiter
        head = names[0] if len(names) == 2 else Node(names[:-1], delimiter=self.delimiter)
        return [head, Node(self.conjunction, before, self.after), names[-1]]

    def _with_ellipsis(self, names: list[Node]) -> list[Node]:
        if len(names) < 2:
            return names
        head = names[0] if len(names) == 2 else Node(names[:-1], delimiter=self.delimiter)
        return [head, Node("\u2026", " " if len(names) == 2 else self.delimiter, " "), names[-1]]

    def _with_et_al(self, names: list[Node], form: NameForm, scope: Scope, cite: Cite) -> list[Node]:
        listed = names if len(names) < 2 else [Node(names, delimiter=self.delimiter)]
        term = self.et_al
        if not term:
            return listed
        before = self.et_al_single if len(names) == 1 else self.et_al_multiple
        node = scope.text(term, form.et_al._replace(prefix="", suffix=""), cite)
        whole = [*listed, Node(node.kids, before, form.et_al.suffix, "", node.marks)]
        name = form.name
        return whole if name.bare else [Node(whole, name.prefix, name.suffix, "", name.marks)]


def joiner(scope: Scope, options: NameOptions, form: NameForm) -> Joiner:
    """Work out the joints of a list."""
    delimiter = options.delimiter
    conjunction, single, multiple, after = _conjunction(scope, options)
    et_al = scope.locale.term(form.et_al_term) or ""
    if form.et_al_term not in ("et-al", "and others") and not et_al:
        et_al = form.et_al_term
    et_al_single, et_al_multiple = " ", delimiter
    if options.precedes_et_al == "always":
        et_al_single = delimiter
    elif options.precedes_et_al == "never":
        et_al_multiple = " "
    elif options.precedes_et_al == "after-inverted-name":
        inverted_first = bool(options.sort_order)
        et_al_single = delimiter if inverted_first else " "
        et_al_multiple = delimiter if options.sort_order == "all" else " "
    if not starts_alphabetic(et_al):
        et_al_single = "" if et_al_single == " " else et_al_single
        et_al_multiple = "" if et_al_multiple == " " else et_al_multiple
    return Joiner(
        delimiter, conjunction, single, multiple, after, et_al, et_al_single, et_al_multiple,
        options.precedes_last == "after-inverted-name",
    )  # fmt: skip


def _conjunction(scope: Scope, options: NameOptions) -> tuple[str, str, str, str]:
    """The word, what precedes it in a list of two and of more, and what follows it."""
    delimiter = options.delimiter
    if options.conjunction == "text":
        word = scope.locale.term("and") or "and"
    elif options.conjunction == "symbol":
        word = "&"
    else:
        return "", "", "", ""
    spaced = bool(starts_alphabetic(word))
    single, multiple, after = (" ", delimiter, " ") if spaced else ("", "", "")
    if options.precedes_last == "always":
        single = delimiter
        multiple = delimiter
    elif options.precedes_last == "never" or options.precedes_last == "after-inverted-name":
        multiple = " " if multiple else ""
    return word, single, multiple, after
