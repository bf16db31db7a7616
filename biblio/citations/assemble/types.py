"""Which CSL type a work is of; the first rule that fits decides.

The words that tell are in `data/kinds.toml`, by the field they stand in.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from biblio.citations import lexicon
from biblio.citations.names.parts import is_institution
from biblio.citations.tagged import Tagged
from biblio.identity import fold
from biblio.model import Date, Form

__all__ = ["Clues", "is_law", "type_of"]


@dataclass(frozen=True, slots=True)
class Clues:
    """What the rules look at."""

    tagged: Tagged
    words: str
    """The whole cite as printed."""
    lead: str
    """What stands right before it."""
    fields: dict[str, str]
    """Label -> text of the first stretch with it."""
    date: Date | None
    quoted: bool
    """Whether the title stands in quotation marks."""
    list_name: str
    """The mailing list that the address belongs to."""
    bare_volume: bool = False
    """Whether the volume stands right behind the container."""

    def __getitem__(self, label: str) -> str:
        return self.fields.get(label, "")

    def has(self, *labels: str) -> bool:
        """Whether one of the fields is there."""
        return not self.fields.keys().isdisjoint(labels)

    def tells(self, label: str, kind: str) -> bool:
        """Whether the text of a field begins like those of a kind of works."""
        text = self["publisher"] or self["institution"] if label == "publisher" else self[label]
        return bool(text and _pattern(label, kind).match(text))

    def says(self, kind: str) -> bool:
        """Whether the cite holds words that only cites of a kind have."""
        return bool(_pattern("words", kind).search(self.words))

    @property
    def head(self) -> str:
        """What is printed before the date, or before what holds the piece or keeps it."""
        starts = [span.start for label in _BEHIND if (span := self.tagged.first(label))]
        return self.words[: min(starts) - self.tagged.span.start] if starts else self.words

    @property
    def precision(self) -> int:
        """0 without a date, 1 for years, 2 for months and seasons, 3 for days."""
        start = self.date.start if self.date else None
        return 0 if start is None else 1 + bool(start.month) + bool(start.day)


_BEHIND = ("date", "container", "archive", "shelfmark", "locator", "back")


@cache
def _press() -> dict[str, str]:
    """Folded name -> the kind of periodical that it is known to be."""
    data = tomllib.loads((files("biblio.citations") / "data" / "press.toml").read_text("utf-8"))
    return {fold(name): kind for kind, lists in data.items() for names in lists.values() for name in names}


def _known_press(container: str) -> str:
    """The kind of a periodical known by its name, whatever article or place stands with it."""
    name = fold(re.sub(r"\(.*?\)|[‘“„«\"]", " ", container))
    return _press().get(name) or _press().get(_ARTICLE.sub("", name), "")


_ARTICLE = re.compile(r"^(?:the|der|die|das|l|le|la|les|el|los|las|il|lo|i|gli|o|os|a|as|de|het|en|els)\s")


@cache
def _pattern(label: str, kind: str) -> re.Pattern[str]:
    parts = _kinds()[label][kind]
    # Abbreviations of reports and courts are told by their capitals.
    exact = kind in ("law_report", "law_journal", "letter") or (kind == "legal_case" and label == "publisher")
    exact = exact or label in ("number", "doi")
    return re.compile("|".join(f"(?:{part})" for part in parts).replace("’", "['’]"), 0 if exact else re.IGNORECASE)


@cache
def _periodical() -> re.Pattern[str]:
    return lexicon.phrases(lexicon.words("periodicals"), flags=0)


@cache
def _kinds() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((files("biblio.citations") / "data" / "kinds.toml").read_text("utf-8"))


def is_law(text: str) -> bool:
    """Whether a text is nothing but the word for a kind of law: "Legge", "Real Decreto"."""
    return bool(_pattern("genre", "legislation").fullmatch(text))


def _by_rule(clues: Clues) -> str:
    return {"case": "legal_case", "statute": "legislation"}.get(clues.tagged.rule, "")


def _post(clues: Clues) -> str:
    if clues.list_name or clues.tells("genre", "post") or _pattern("url", "post").search(clues["url"]):
        return "post"
    if clues.tells("container", "post") and not clues.has("volume", "issue", "pages", "publisher"):
        return "post"
    return "post" if clues.tells("title", "post") and not clues.has("publisher", "volume", "archive") else ""


def _thesis(clues: Clues) -> str:
    if clues.tells("title", "report"):
        return ""
    if clues.tells("genre", "thesis") and not (clues.has("publisher") and not clues.has("institution")):
        return "thesis"
    degree = clues.has("institution", "author") and clues.tells("publisher", "university") and clues.has("title")
    return "thesis" if degree and not clues.has("number", "container", "url", "publisher", "archive") else ""


def _case(clues: Clues) -> str:
    if clues.has("author", "editor", "place", "archive"):
        return ""
    if clues.tells("genre", "legal_case") or clues.tells("container", "law_report"):
        return "legal_case"
    if clues.tells("publisher", "legal_case") or clues.tells("number", "legal_case"):
        return "legal_case"
    if _pattern("container", "law_report").fullmatch(clues["title"]) and clues.has("pages", "locator"):
        return "legal_case"
    parties = _PARTIES.search(clues["title"]) and not clues.has("publisher", "volume", "issue")
    return "legal_case" if parties or (_PARTIES.search(clues["title"]) and clues.has("pages")) else ""


_PARTIES = re.compile(r"[\w.] (?:v|vs|c)\.? (?:the )?[A-ZÀ-Þ]|\w c/ ?[A-ZÀ-Þ]|^(?:In re|Re|Ex parte) [A-ZÀ-Þ]")


def _statute(clues: Clues) -> str:
    if clues.tells("container", "gazette") or clues.tells("number", "legislation"):
        return "legislation" if not clues.has("author") or clues.has("number", "pages") else ""
    codified = clues["locator"].startswith("§") and clues.tells("title", "legislation") and not clues.has("author")
    if codified:
        return "legislation"
    if clues.has("author", "publisher", "place", "editor", "archive", "url") or clues.quoted:
        return ""
    if clues.tells("genre", "legislation") or clues.tells("title", "legislation"):
        return "legislation"
    section = re.match(r"§|Art|art|s\. ?\d|ss\. ?\d", clues["locator"])
    short = re.fullmatch(r"[A-ZÄÖÜ]\w{0,14}(?:G|GB|GO|PO|V|O)|[A-Z]{2,6}", clues["title"])
    return "legislation" if section and short and not clues.has("container", "date") else ""


def _hearing(clues: Clues) -> str:
    told = clues.tells("container", "debates") or clues.tells("title", "hearing") or clues.tells("addendum", "hearing")
    return "hearing" if told else ""


def _interview(clues: Clues) -> str:
    if clues.has("container", "publisher"):
        return ""
    return "interview" if clues.tells("genre", "interview") or clues.tells("title", "interview") else ""


def _addressed(clues: Clues) -> str:
    """ "Friedrich Engels an Friedrich Adolph Sorge, 24. Oktober 1891. In: MEW, Bd. 38": to whom, before all else."""
    if clues.has("title", "genre", "number", "issue", "institution", "url") or clues.tagged.form is not Form.FULL:
        return ""
    if clues.has("date") and _pattern("words", "letter").search(clues.head):
        return "personal_communication"
    return ""


def _letter(clues: Clues) -> str:
    if clues.tagged.rule == "letter" or clues.tells("genre", "personal_communication"):
        return "personal_communication"
    if clues.has("volume", "issue") and not clues.tells("container", "personal_communication"):
        return ""
    if clues.tells("title", "personal_communication") and clues.precision > 1:
        return "personal_communication"
    if clues.has("title"):
        return ""
    if clues.tells("container", "personal_communication") and clues.has("author", "date"):
        return "personal_communication"
    if clues.precision == 3 and clues.has("author") and clues.has("container") and _in_edition(clues):
        return "personal_communication"
    dated = clues.has("author") and clues.precision > 1 and not clues.has("container", "publisher")
    return "personal_communication" if dated and clues.says("letter") else ""


def _in_edition(clues: Clues) -> bool:
    """ "Max Weber, 2. April 1905, in: MWG II/4, S. 448": dated to the day, in a volume of no periodical."""
    kinds = ("magazine", "newspaper", "journal", "law_journal", "debates", "gazette")
    periodical = any(clues.tells("container", kind) for kind in kinds) or _periodical().search(clues["container"])
    return clues.has("volume") and clues.has("locator") and not clues.has("issue", "pages") and not periodical


def _manuscript(clues: Clues) -> str:
    return "manuscript" if clues.has("archive", "shelfmark") and not clues.has("publisher", "container") else ""


def _review(clues: Clues) -> str:
    if clues.tells("genre", "review") or clues.tells("title", "review"):
        return "review"
    untitled = clues.has("author") and clues.has("container") and not clues.has("title", "publisher", "place", "editor")
    if untitled and (clues.says("review") or _pattern("lead", "review_of_untitled").search(clues.lead)):
        return "review"
    introduced = clues.has("author") and clues.has("container") and not clues.has("publisher", "place", "editor")
    return "review" if introduced and _pattern("lead", "review").search(clues.lead) else ""


def _screened(clues: Clues) -> str:
    if clues.has("pages", "volume", "edition", "series", "archive"):
        return ""
    if clues.tells("genre", "broadcast") or clues.tells("container", "broadcast"):
        return "broadcast"
    if clues.has("container"):
        return "broadcast" if clues.tells("publisher", "broadcast") and not clues.has("place", "url") else ""
    if clues.has("locator") and not clues.tells("locator", "film"):
        return ""
    produced = clues.tells("publisher", "motion_picture") and clues.has("title") and not clues.has("doi", "url")
    filmed = clues.says("film") or _pattern("words", "film").search(clues.lead)
    if produced or filmed or clues.tells("genre", "motion_picture"):
        return "motion_picture"
    aired = clues.tells("publisher", "broadcast") or clues.says("broadcast")
    return "broadcast" if aired and not clues.has("place") else ""


def _named_genre(clues: Clues) -> str:
    kinds = ("dataset", "speech", "post-weblog", "pamphlet", "map", "paper-conference")
    named = next((kind for kind in kinds if clues.tells("genre", kind)), "")
    if named or not clues.says("paper-conference"):
        return named
    return "" if clues.has("volume", "pages") else "paper-conference"


def _entry(clues: Clues) -> str:
    if not clues.has("container") and clues.says("entry") and _pattern("container", "dictionary").match(clues["title"]):
        return "entry-dictionary"
    if clues.has("issue") or not clues.has("container"):
        entry = clues.has("title") and not clues.has("volume", "issue", "place", "publisher")
        return "entry-encyclopedia" if entry and _pattern("url", "encyclopedia").search(clues["url"]) else ""
    if clues.tells("container", "dictionary") and not clues.tells("container", "biographical"):
        return "entry-dictionary"
    told = clues.tells("container", "encyclopedia") or clues.tells("container", "dictionary") or clues.says("entry")
    return "entry-encyclopedia" if told else ""


def _preprint(clues: Clues) -> str:
    if clues.tells("container", "preprint") or clues.tells("publisher", "preprint"):
        return "article"
    if clues.has("container", "publisher", "volume"):
        return ""
    return "article" if _pattern("url", "preprint").search(clues["url"]) else ""


def _paper(clues: Clues) -> str:
    serial = clues.has("issue") or (clues.bare_volume and clues.tells("container", "journal"))
    return "paper-conference" if clues.tells("container", "proceedings") and not serial else ""


def _numbered_serial(clues: Clues) -> bool:
    """ "Irish Historical Studies, xii, no. 47": a periodical's name with its numbers, whoever edited the piece."""
    if clues.has("publisher", "edition", "container-author"):
        return False
    if clues.tells("container", "journal") and clues.has("volume") and clues.has("issue"):
        return True
    named = clues.tells("container", "journal") or _periodical().search(clues["container"])
    if named and clues.bare_volume and not clues.has("editor", "series"):
        return True
    # "Deutsch-Französische Jahrbücher (Paris, 1844), 152–81": the place of a periodical makes it no book.
    return clues.tells("container", "serial") and clues.has("volume", "pages") and not clues.has("editor", "series")


def _bookish(clues: Clues) -> bool:
    """Whether the container is a book: its editors, publisher or edition are printed."""
    if clues.has("editor", "publisher", "container-author", "edition"):
        return True
    if clues.has("place") and sum(1 for _ in clues.tagged.all("date")) > 1:
        # A document with a date of its own in a dated collection.
        return True
    return clues.has("place") and not clues.has("issue") and clues.precision < 2


def _article(clues: Clues) -> str:
    if not clues.has("container") or clues.has("archive"):
        return ""
    kinds = ("magazine", "newspaper", "journal", "law_journal")
    known = _known_press(clues["container"])
    named = known or next((kind for kind in kinds if clues.tells("container", kind)), "")
    numbered = clues.has("issue") or (named and clues.has("volume"))
    named = named or ("journal" if _periodical().search(clues["container"]) else "")
    if _bookish(clues) and not _numbered_serial(clues) and not (named and numbered and not clues.has("editor")):
        return ""
    if clues.tells("container", "papers"):
        return "report"
    if named == "magazine" or known == "newspaper" or (named == "newspaper" and not clues.has("volume", "pages")):
        return f"article-{named}"
    if named:
        daily = clues.precision == 3 and named == "journal" and not clues.has("volume", "issue", "pages")
        return "article-newspaper" if daily else "article-journal"
    if clues.precision == 3:
        return "article-journal" if clues.has("volume") and clues.has("pages") else "article-newspaper"
    return _unnamed_periodical(clues)


def _serial_form(clues: Clues) -> bool:
    """Whether volume and container stand as they do in cites of journals."""
    return clues.quoted or clues.bare_volume or bool(_SHORT_NAME.fullmatch(clues["container"]))


def _unnamed_periodical(clues: Clues) -> str:
    """A container that no word tells to be a periodical, by the numbers that stand behind it."""
    if clues.has("issue"):
        return "article-journal"
    if clues.has("volume"):
        # A book of several volumes has a place, publisher or editor; an undated one is a short form.
        return "article-journal" if clues.date is not None and (not clues.has("place") or _serial_form(clues)) else ""
    if clues.has("url"):
        return ""
    if clues.precision == 2:
        return "article-magazine"
    dated = clues.precision == 1 and not clues.has("place", "series") and _SHORT_NAME.fullmatch(clues["container"])
    return "article-journal" if dated else ""


_SHORT_NAME = re.compile(
    r"[A-ZÀ-Þ]\w{0,3}[A-ZÀ-Þ]{1,3}s?\.?(?: [A-Z])?(?:/[A-Z]{2,5})?|(?:[A-Z]\w{0,5}\. ?)(?:[A-Za-z]\w{0,5}\. ?)*"
)


def _web(clues: Clues) -> str:
    print_fields = clues.has("place", "pages", "volume", "issue", "edition", "series", "number")
    if not clues.has("url", "accessed") or print_fields:
        return ""
    if clues.has("publisher") and not (clues.has("url") and clues.has("accessed")):
        return ""
    return "webpage"


def _weblog(clues: Clues) -> str:
    if clues.has("place", "publisher", "pages", "volume", "issue"):
        return ""
    announced = clues.has("url") and _pattern("lead", "post-weblog").search(clues.lead)
    if clues.tells("container", "post-weblog") or announced or "[blog]" in clues.words:
        return "post-weblog"
    if clues.tells("container", "newspaper") or not _pattern("url", "post-weblog").search(clues["url"]):
        return ""
    return "" if clues["url"].endswith(".pdf") or not clues.has("title", "date") else "post-weblog"


def _online_news(clues: Clues) -> str:
    """ "CBC News": what broadcasters and others publish on the web alone."""
    print_fields = clues.has("place", "publisher", "pages", "volume", "issue")
    return "webpage" if clues.has("url") and clues.tells("container", "webpage") and not print_fields else ""


def _data(clues: Clues) -> str:
    """What a repository of data keeps, or what is announced as data."""
    if clues.has("container", "pages", "volume", "issue", "editor"):
        return ""
    kept = clues.tells("publisher", "dataset") or clues.tells("doi", "dataset")
    named = clues.has("url", "doi") and clues.tells("title", "dataset")
    return "dataset" if kept or named or _pattern("url", "dataset").search(clues["url"]) or _announced(clues) else ""


def _announced(clues: Clues) -> bool:
    return clues.has("url", "doi") and bool(_pattern("lead", "dataset").search(clues.lead))


def _chapter(clues: Clues) -> str:
    if clues.has("container"):
        return "chapter"
    # "‘Part Two’, ibid., 8 (1968), 12-40": the words stand for the book or journal.
    held = clues.quoted or clues.has("back", "editor") or not clues.has("place", "publisher", "edition", "date", "url")
    if clues.has("title") and clues.has("pages") and held:
        again = clues.has("back") and clues.has("volume") and clues.precision == 1 and not clues.has("place", "editor")
        return "article-journal" if clues.has("issue") or again else "chapter"
    return ""


def _report(clues: Clues) -> str:
    if clues.tells("genre", "report") or clues.tells("number", "report"):
        return "report"
    if clues.tells("series", "report") or clues.tells("addendum", "report"):
        return "report"
    body = is_institution(clues["author"])
    if clues.tells("title", "report") and (body or not (clues.has("author") and clues.has("publisher", "place"))):
        return "report"
    if body and clues.tells("author", "report") and clues.has("title") and clues.has("publisher", "place"):
        return "" if clues.has("edition", "container", "editor", "translator") else "report"
    by_body = body and not clues.has("publisher", "edition", "volume", "series", "translator", "editor", "container")
    page = clues.has("accessed") and not clues["url"].endswith(".pdf")
    if by_body and clues.has("title", "url", "date") and clues.has("date") and not page:
        return "report"
    official = clues.tells("publisher", "report") and not clues.has("edition", "editor", "translator", "volume")
    if clues.has("author") and not body and clues.tells("publisher", "ministry"):
        # Some ministries are publishers as well.
        official = False
    issued = clues.has("institution") and (clues.has("number") or (clues.has("url") and not page))
    return "report" if official or issued else ""


def _standard(clues: Clues) -> str:
    """Standards and resolutions, by their numbers: CSL 1.0.2 has no surer type for them."""
    if clues.tells("container", "inscriptions") and not clues.has("author", "title", "pages"):
        return "document"
    return "document" if clues.tells("number", "document") and not clues.has("container", "volume") else ""


def _sheet(clues: Clues) -> str:
    kinds = ("map", "dataset")
    return next((kind for kind in kinds if clues.tells("title", kind) and not clues.has("editor")), "")


def _pamphlet(clues: Clues) -> str:
    """What parties and committees publish, or what is said to be one behind the title."""
    if clues.has("container", "edition", "series", "editor", "volume", "pages"):
        return ""
    told = clues.tells("publisher", "pamphlet") or clues.tells("addendum", "pamphlet")
    return "pamphlet" if told and clues.has("title") else ""


def _conference(clues: Clues) -> str:
    return "paper-conference" if clues.tells("title", "paper-conference") else ""


def _kept(clues: Clues) -> str:
    return "manuscript" if clues.has("archive", "shelfmark") or clues.tells("genre", "manuscript") else ""


def _book(clues: Clues) -> str:
    """What has a title and nothing that makes it something else."""
    if clues.has("place", "publisher", "edition", "editor", "translator", "series"):
        return "book"
    if clues.has("title") and not clues.has("genre", "number", "institution"):
        return "book"
    # Author and year alone: the full description stands in a bibliography.
    return "book" if not clues.has("title") and clues.has("author") and set(clues.fields) <= _AUTHOR_YEAR else ""


_AUTHOR_YEAR = frozenset(("author", "date", "locator", "editor"))


_RULES: tuple[Callable[[Clues], str], ...] = (
    _by_rule,
    _post,
    _thesis,
    _review,
    _statute,
    _case,
    _hearing,
    _interview,
    _addressed,
    _letter,
    _screened,
    _named_genre,
    _data,
    _standard,
    _manuscript,
    _entry,
    _preprint,
    _weblog,
    _online_news,
    _paper,
    _article,
    _report,
    _web,
    _chapter,
    _kept,
    _sheet,
    _conference,
    _pamphlet,
    _book,
)


def type_of(clues: Clues) -> str:
    """The CSL type, `document` where nothing tells."""
    return next((found for rule in _RULES if (found := rule(clues))), "document")
