"""Terms, date formats and options of one language, with CSL's order of fallback.

For "de-AT" a style's own `<locale xml:lang="de-AT">` comes first, then its "de", then its unmarked one, then the locale
files "de-AT", "de-DE" and "en-US" (CSL 1.0.2, "Locale Fallback").
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from biblio.styles.csl.source import Element

__all__ = ["PRIMARY", "Locale", "Term", "chain", "merge"]

PRIMARY = {
    "af": "af-ZA", "bg": "bg-BG", "ca": "ca-AD", "cs": "cs-CZ", "cy": "cy-GB", "da": "da-DK", "de": "de-DE",
    "el": "el-GR", "en": "en-US", "es": "es-ES", "et": "et-EE", "fa": "fa-IR", "fi": "fi-FI", "fr": "fr-FR",
    "gl": "gl-ES", "he": "he-IL", "hi": "hi-IN", "hr": "hr-HR", "hu": "hu-HU", "id": "id-ID", "is": "is-IS",
    "it": "it-IT", "ja": "ja-JP", "km": "km-KH", "ko": "ko-KR", "lt": "lt-LT", "lv": "lv-LV", "mn": "mn-MN",
    "ms": "ms-MY", "nb": "nb-NO", "nl": "nl-NL", "nn": "nn-NO", "no": "nb-NO", "pa": "pa-PK", "pl": "pl-PL",
    "pt": "pt-PT", "ro": "ro-RO", "ru": "ru-RU", "sk": "sk-SK", "sl": "sl-SI", "sq": "sq-AL", "sr": "sr-RS",
    "sv": "sv-SE", "ta": "ta-IN", "te": "te-IN", "th": "th-TH", "tr": "tr-TR", "uk": "uk-UA", "vi": "vi-VN",
    "zh": "zh-CN",
}  # fmt: skip
"""The dialect that stands for a language whose dialect has no file of its own."""

_FALLBACK_FORM = {"verb-short": "verb", "symbol": "short", "verb": "long", "short": "long"}
_DEFAULT_OPTIONS = {"limit-day-ordinals-to-day-1": "false", "punctuation-in-quote": "false"}


class Term(NamedTuple):
    """A word of the locale in the singular and the plural."""

    single: str
    multiple: str


class Locale:
    """One language as a style sees it: lookups that answer the same question again from memory."""

    def __init__(
        self,
        lang: str,
        terms: dict[tuple[str, str, str], Term],
        genders: dict[str, str],
        ordinals: dict[str, tuple[str, str]],
        dates: dict[str, Element],
        options: dict[str, str],
    ) -> None:
        self.lang = lang
        self.terms = terms
        self.genders = genders
        """Grammatical gender of a noun term."""
        self.ordinals = ordinals
        """Ordinal term name -> (gender form is part of the name, match)."""
        self.dates = dates
        self.options = options
        self.punctuation_in_quote = options.get("punctuation-in-quote") == "true"
        self.first_day_ordinal_only = options.get("limit-day-ordinals-to-day-1") == "true"
        self._found: dict[tuple[str, str, bool, str], str | None] = {}

    def term(self, name: str, form: str = "long", plural: bool = False, gender: str = "") -> str | None:
        """The term in that form or the nearest one CSL falls back to; None where the locale has no such term at all."""
        key = (name, form, plural, gender)
        try:
            return self._found[key]
        except KeyError:
            self._found[key] = found = self._look_up(name, form, plural, gender)
            return found

    def word(self, name: str, default: str = "") -> str:
        """The long singular form, or `default`."""
        found = self.term(name)
        return default if found is None else found

    def _look_up(self, name: str, form: str, plural: bool, gender: str) -> str | None:
        wanted: str | None = form
        while wanted:
            for sex in (gender, "") if gender else ("",):
                term = self.terms.get((name, wanted, sex))
                if term is not None:
                    return term.multiple if plural else term.single
            wanted = _FALLBACK_FORM.get(wanted)
        return None


def chain(lang: str) -> tuple[str, ...]:
    """Locale files to ask for, most specific first, without repetition."""
    base = lang.split("-")[0]
    return tuple(dict.fromkeys(name for name in (lang, PRIMARY.get(base, base), base, "en-US") if name))


def merge(lang: str, sources: Sequence[Element]) -> Locale:
    """One locale out of several `<locale>` elements, the most specific first.

    A language's own term stands for all forms of it: the short form of another language does not come through.
    """
    terms: dict[tuple[str, str, str], Term] = {}
    genders: dict[str, str] = {}
    ordinals: dict[str, tuple[str, str]] = {}
    dates: dict[str, Element] = {}
    options: dict[str, str] = dict(_DEFAULT_OPTIONS)
    for source in reversed(sources):
        for part in source.kids:
            if part.tag == "style-options":
                options.update(part.attrs)
            elif part.tag == "date" and "form" in part.attrs:
                dates[part.attrs["form"]] = part
            elif part.tag == "terms":
                if _language(source) not in ("", _language(sources[-1])):
                    _drop_other_forms(part, terms)
                _add_terms(part, terms, genders, ordinals)
    return Locale(lang, terms, genders, ordinals, dates, options)


def _language(source: Element) -> str:
    """Language of a locale file; empty for a style's own locale, which only amends."""
    return source.attrs.get("xml:lang", "").split("-")[0] if "version" in source.attrs else ""


def _drop_other_forms(part: Element, terms: dict[tuple[str, str, str], Term]) -> None:
    named = {term.attrs.get("name", "") for term in part.kids}
    for key in [key for key in terms if key[0] in named]:
        del terms[key]


def _add_terms(
    part: Element,
    terms: dict[tuple[str, str, str], Term],
    genders: dict[str, str],
    ordinals: dict[str, tuple[str, str]],
) -> None:
    """Put the terms of one `<terms>` over those known; a new general ordinal puts all ordinals known out of force."""
    renewed = any(term.attrs.get("name") == "ordinal" for term in part.kids)
    if renewed:
        for name in ordinals:
            for key in [key for key in terms if key[0] == name]:
                del terms[key]
        ordinals.clear()
    for term in part.kids:
        name = term.attrs.get("name", "")
        form = term.attrs.get("form", "long")
        single, multiple = term.first("single"), term.first("multiple")
        text = Term(
            _word(single.text if single else ("" if multiple else term.text)),
            _word(multiple.text if multiple else ("" if single else term.text)),
        )
        terms[(name, form, term.attrs.get("gender-form", ""))] = text
        if "gender" in term.attrs:
            genders[name] = term.attrs["gender"]
        if renewed and _is_ordinal(name):
            ordinals[name] = (name.removeprefix("ordinal-"), term.attrs.get("match", ""))


def _word(text: str) -> str:
    """A term's text; one of line breaks and spaces only is empty."""
    return text if text.strip() or "\n" not in text else ""


def _is_ordinal(name: str) -> bool:
    return name == "ordinal" or (name.startswith("ordinal-") and name[8:].isdecimal())
