"""One CSL style, read and checked: its options, macros, layouts and own locales, not yet compiled."""

from __future__ import annotations

from dataclasses import dataclass

from biblio.errors import Place, StyleError
from biblio.styles.csl.source import Element

__all__ = ["Style", "read"]

_DEPENDENT_HINT = "give the parent style's text instead"


@dataclass(frozen=True, slots=True)
class Style:
    """What a `<style>` element says, sorted by kind."""

    title: str
    cls: str
    """`in-text` or `note`."""
    options: dict[str, str]
    """Attributes of `<style>`: global options and inheritable name options."""
    macros: dict[str, Element]
    citation: Element
    bibliography: Element | None
    locales: tuple[Element, ...]
    default_locale: str
    bibliography_layout: Element | None
    citation_layout: Element

    def locale_parts(self, lang: str) -> tuple[Element, ...]:
        """The style's own `<locale>` elements for that language, most specific first."""
        base = lang.split("-")[0]
        wanted = tuple(dict.fromkeys((lang, base, "")))
        return tuple(
            part
            for name in wanted
            for part in self.locales
            if part.attrs.get("xml:lang", "").casefold() == name.casefold()
        )


def read(root: Element) -> Style:
    """Sort a style's elements and check what can be checked before rendering.

    Raises:
        StyleError: not a CSL 1.0 style, a dependent style, a missing layout or macro, a macro that calls itself.
    """
    place = Place("style", root.line)
    _check_kind(root, place)
    citation = root.first("citation")
    parent = _parent(root)
    if citation is None and parent:
        raise StyleError(f"a dependent style that only points to {parent}", place=place, hint=_DEPENDENT_HINT)
    if citation is None:
        raise StyleError("the style has no citation element", place=place)
    bibliography = root.first("bibliography")
    macros = {part.attrs.get("name", ""): part for part in root.every("macro")}
    _check_macros(root, macros)
    info = root.first("info")
    title = info.first("title") if info else None
    return Style(
        title=title.text.strip() if title else "",
        cls=root.attrs.get("class", "in-text"),
        options=root.attrs,
        macros=macros,
        citation=citation,
        bibliography=bibliography,
        locales=root.every("locale"),
        default_locale=root.attrs.get("default-locale", ""),
        citation_layout=_layout(citation),
        bibliography_layout=_layout(bibliography) if bibliography else None,
    )


def _check_kind(root: Element, place: Place) -> None:
    if root.tag != "style":
        raise StyleError(f"expected a <style> element, found <{root.tag}>", place=place, hint="is this a locale file?")
    if "version" not in root.attrs:
        raise StyleError("a CSL 0.8 style, or one without a version", place=place, hint="convert it to CSL 1.0 first")
    if not root.attrs["version"].startswith("1."):
        raise StyleError(f"CSL {root.attrs['version']} is not supported", place=place, hint="CSL 1.0 to 1.1 are")


def _parent(root: Element) -> str:
    info = root.first("info")
    links = info.every("link") if info else ()
    return next((link.attrs.get("href", "") for link in links if link.attrs.get("rel") == "independent-parent"), "")


def _layout(area: Element) -> Element:
    """The layout of an area; where several are given for languages, the one for all others."""
    layouts = area.every("layout")
    if not layouts:
        raise StyleError(f"<{area.tag}> has no layout", place=Place("style", area.line))
    return next((layout for layout in layouts if "locale" not in layout.attrs), layouts[-1])


def _check_macros(root: Element, macros: dict[str, Element]) -> None:
    """Every macro called exists and none calls itself, directly or through others."""
    calls = {name: _called(part) for name, part in macros.items()}
    for part in root.kids:
        if part.tag in ("citation", "bibliography"):
            for name, line in _called(part).items():
                _require(name, line, macros)
    done: set[str] = set()
    for name in macros:
        _walk(name, calls, macros, done, [])


def _walk(
    name: str, calls: dict[str, dict[str, int]], macros: dict[str, Element], done: set[str], path: list[str]
) -> None:
    if name in path:
        ring = " > ".join([*path[path.index(name) :], name])
        raise StyleError(f"macros call each other in a ring: {ring}", place=Place("style", macros[name].line))
    if name in done:
        return
    for called, line in calls[name].items():
        _require(called, line, macros)
        _walk(called, calls, macros, done, [*path, name])
    done.add(name)


def _require(name: str, line: int, macros: dict[str, Element]) -> None:
    if name not in macros:
        raise StyleError(f"the macro {name!r} is called but not defined", place=Place("style", line))


def _called(part: Element) -> dict[str, int]:
    """Names of the macros called inside an element, with the line of a call."""
    found: dict[str, int] = {}
    for kid in part.kids:
        if "macro" in kid.attrs and kid.tag in ("text", "key"):
            found[kid.attrs["macro"]] = kid.line
        found.update(_called(kid))
    return found
