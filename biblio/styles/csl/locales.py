"""Where locale files come from: a callable, or a folder of `locales-xx-XX.xml` files (read here and nowhere else)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from biblio.errors import StyleError
from biblio.styles.csl.locale import Locale, chain, merge
from biblio.styles.csl.source import Element, parse
from biblio.styles.csl.style import Style

__all__ = ["LocaleSource", "load_locale"]

LocaleSource = Callable[[str], str | bytes | None] | str | Path
"""A function from "de-DE" to the text of its locale file (None where there is none), or a folder of such files."""


def load_locale(style: Style, lang: str, source: LocaleSource, known: dict[str, Element | None]) -> tuple[Locale, bool]:
    """The locale of a style, and whether the language has a locale file (its own or its main dialect's).

    Args:
        style: its own `<locale>` elements go first.
        lang: the language wanted, as "de-AT".
        source: where the files come from.
        known: locale files read before, by name; new ones are put in.

    Raises:
        StyleError: not even en-US can be had.
    """
    lang = normal(lang)
    files = []
    for name in chain(lang):
        if name not in known:
            text = _read(source, name)
            known[name] = parse(text, f"locale {name}") if text is not None else None
        element = known[name]
        if element is not None:
            files.append((name, element))
    if not files:
        raise StyleError(f"no locale file for {lang}, nor en-US", hint="give a folder of CSL locale files")
    found = files[0][0].split("-")[0] == lang.split("-")[0]
    own = style.locale_parts(lang)
    return merge(lang, [*own, *(element for _, element in files)]), found


def normal(lang: str) -> str:
    """ "de_at" -> "de-AT"."""
    head, dash, tail = lang.replace("_", "-").partition("-")
    return head.lower() + dash + (tail.upper() if len(tail) == 2 else tail)


def _read(source: LocaleSource, name: str) -> str | bytes | None:
    if callable(source):
        return source(name)
    path = Path(source) / f"locales-{name}.xml"
    return path.read_bytes() if path.is_file() else None
