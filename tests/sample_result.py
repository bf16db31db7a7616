"""A small result with something of everything the page has to show, made by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime

from biblio.model import (
    Call,
    Citation,
    Cite,
    Contributor,
    Date,
    Diagnostic,
    Document,
    Entry,
    Form,
    Hop,
    Identifier,
    IdentifierKind,
    Library,
    Line,
    Link,
    LinkCheck,
    Locator,
    Mark,
    Memento,
    Mention,
    Moment,
    Name,
    Note,
    Pages,
    Passage,
    Probe,
    Reading,
    Reference,
    Related,
    Resolution,
    Resolved,
    Role,
    Run,
    Severity,
    Span,
    Use,
    Verdict,
    Work,
    WorkId,
)
from biblio.pipeline import Result

__all__ = ["NOTES", "many_notes", "sample"]

BODY = (
    "Whoever speaks of the bureaucracy speaks of a book that was written in exile. The argument of that book is well "
    "known, and so is the reply.\n\nOthers went on from there, in journals and on mailing lists; the minutes of the "
    "meeting say little. What remains is a question of sources, and of the words we use for them.\n\nWe return to this."
)
CALLS = ("written in exile", "the reply", "mailing lists", "say little", "question of sources", "use for them")
NOTES = (
    "An unfortunate title. See Leon Trotsky, The Revolution Betrayed (New York, 1972), 59, 111-13.",
    "Ibid., 277-8; compare Perry Anderson, ‘Trotsky’s Interpretation of Stalinism’, New Left Review 139 "
    "(May-June 1983), 49-58, reprinted in Tariq Ali (ed.), The Stalinist Legacy (Harmondsworth, 1984), 121.",
    "Richard Fidler, ‘Re: Did it end <b>in</b> the 1950s?’, "
    "<http://archives.econ.utah.edu/archives/marxism/2002w49/msg00283.html>. But see <script>alert(1)</script>.",
    "Ibid., 38.",
    "Trotsky, Revolution, 90; ראו גם ישעיהו ליבוביץ, אמונה, היסטוריה וערכים (ירושלים, 1982), 12.",
    "The author thanks those who read a draft, and Capital for being there.",
    "This note is called by nothing.",
)

TROTSKY = Work(
    "book",
    "The Revolution Betrayed",
    (Contributor(Name("Trotsky", "Leon")), Contributor(Name("Eastman", "Max"), Role.TRANSLATOR)),
    date=Date(Moment(1972)),
    original_date=Date(Moment(1937)),
    place="New York",
    publisher="Pathfinder",
    inferred=("author",),
    identifiers=(Identifier(IdentifierKind.ISBN, "0873482263"),),
)
ANDERSON = Work(
    "article-journal",
    "Trotsky’s Interpretation of Stalinism",
    (Contributor(Name("Anderson", "Perry")),),
    date=Date(Moment(1983, 5), Moment(1983, 6), literal="May-June 1983"),
    container=Work("periodical", "New Left Review"),
    issue="139",
    pages=Pages.parse("49-58"),
    identifiers=(Identifier(IdentifierKind.DOI, "10.1000/nlr.139"),),
)
REPRINT = Work(
    "chapter",
    "Trotsky’s Interpretation of Stalinism",
    (Contributor(Name("Anderson", "Perry")),),
    date=Date(Moment(1984)),
    container=Work("book", "The Stalinist Legacy", (Contributor(Name("Ali", "Tariq"), Role.EDITOR),)),
    place="Harmondsworth",
    related=(Related("reprint-of", 'anderson"1983'),),
)
FIDLER = Work(
    "post",
    "Re: Did it end <b>in</b> the 1950s?",
    (Contributor(Name("Fidler", "Richard")),),
    date=Date(Moment(2002, 12), literal="December 2002"),
    url="http://archives.econ.utah.edu/archives/marxism/2002w49/msg00283.html",
    container=Work("periodical", "marxism"),
    accessed=Date(Moment(2024, 5, 1)),
    archive_url="https://web.archive.org/web/20030117000000/http://archives.econ.utah.edu/",
    archive_date=Date(Moment(2003, 1, 17)),
)
LEIBOWITZ = Work(
    "book",
    "אמונה, היסטוריה וערכים",
    (Contributor(Name("ליבוביץ", "ישעיהו")),),
    date=Date(Moment(1982)),
    place="ירושלים",
    extra=(("keywords", "<i>kept</i>"),),
)
CAPITAL = Work("book", "Capital", url="javascript:alert(1)")
UNCITED = Work("report", "", (Contributor(Name(literal="Ministry of Works & Roads")),), date=Date(literal="n.d."))

WORKS = (TROTSKY, ANDERSON, REPRINT, FIDLER, LEIBOWITZ, CAPITAL)
KEYS = ("trotsky1972", 'anderson"1983', "anderson1984", "fidler2002", "ליבוביץ1982", "capital<1>")


def sample() -> Result:
    """Seven notes, six works and one that is not cited, a link of each verdict, diagnostics of each severity."""
    text, offsets, calls = _source()
    notes = tuple(
        _note(str(index + 1), body, offset, call)
        for index, (body, offset, call) in enumerate(zip(NOTES, offsets, calls, strict=True))
    )
    citations = tuple(Citation(note, cites) for note, cites in zip(notes, _cites(), strict=True))
    uncited = Entry("roads", UNCITED, (Mention("17", Form.FULL, Locator("3")),))
    entries = tuple(Entry(key, work) for key, work in zip(KEYS, WORKS, strict=True))
    return Result(
        Document("letters/essay & <notes>.txt", text, _lines(text), title="On Sources, “Old” & New", language="en"),
        Reading(Passage.verbatim(text, Span(0, len(BODY))), notes),
        citations,
        Resolved(WORKS, _resolutions()),
        Library((uncited, *entries)),
        KEYS,
        _checks(),
        _diagnostics(),
    )


def many_notes(count: int) -> Result:
    """`count` notes that cite a hundred works over and over: what a book looks like."""
    works = tuple(
        Work(
            "book",
            f"A History of Everything, Part {index}",
            (Contributor(Name(f"Author{index % 60}", "A.")),),
            date=Date(Moment(1850 + index * 7 % 170)),
            original_date=Date(Moment(1840 + index)) if index % 9 == 0 else None,
            place="London",
        )
        for index in range(max(2, count // 4))
    )
    forms = (Form.FULL, Form.IBID, Form.SHORT, Form.OP_CIT)
    body = "A sentence of the book. " * count
    notes, resolutions = [], []
    for index in range(count):
        work = (index // 2 if index % 3 else index * 5) % len(works)
        form = forms[index % 4]
        title = f"A. Author{work % 60}, A History of Everything, Part {work} (London, 1990), {index}"
        words = title if form is Form.FULL else f"Ibid., {index}"
        text = f"On this there is much to say, and it has been said. {words}. " + "So it goes, and so it went. " * 12
        note = Note(str(index + 1), Passage(text), Call(Span(0, 0), index * 24 + 23), ordinal=index + 1)
        start = text.index(words)
        reference = Reference(works[work])
        notes.append(
            Citation(note, (Cite(Span(start, start + len(words)), form, reference, Locator(str(index)), "see"),))
        )
        resolutions.append(Resolution(index, 0, WorkId(work), "ibid", 0.5 + index % 50 / 100))
    keys = tuple(f"author{index}" for index in range(len(works)))
    return Result(
        Document("book.txt", body, _lines(body), title="A Book"),
        Reading(Passage.verbatim(body, Span(0, len(body))), tuple(citation.note for citation in notes)),
        tuple(notes),
        Resolved(works, tuple(resolutions)),
        Library(tuple(Entry(key, work) for key, work in zip(keys, works, strict=True))),
        keys,
    )


def _source() -> tuple[str, list[int], list[Call | None]]:
    """The whole text, where each note begins in it, and the calls."""
    text, offsets = BODY + "\n", []
    for index, body in enumerate(NOTES):
        text += f"\n{index + 1} "
        offsets.append(len(text))
        text += body
    at = [BODY.index(words) + len(words) for words in CALLS]
    return text, offsets, [*(Call(Span(place, place), place) for place in at), None]


def _note(label: str, body: str, offset: int, call: Call | None) -> Note:
    source = Passage.verbatim(" " * offset + body, Span(offset, offset + len(body)))
    italics = tuple(
        Run(Span(body.index(title), body.index(title) + len(title)), frozenset({Mark.ITALIC}))
        for title in ("The Revolution Betrayed", "New Left Review", "The Stalinist Legacy")
        if title in body
    )
    return Note(label, Passage(body, source.pieces, italics), call, ordinal=int(label), rule="page-foot")


def _lines(text: str) -> tuple[Line, ...]:
    lines, start = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        lines.append(Line(Span(start, start + len(line)), number))
        start += len(line) + 1
    return tuple(lines)


def _at(note: int, words: str) -> Span:
    start = NOTES[note].index(words)
    return Span(start, start + len(words))


def _cites() -> tuple[tuple[Cite, ...], ...]:
    trotsky = Reference(
        TROTSKY,
        (
            ("author", _at(0, "Leon Trotsky")),
            ("title", _at(0, "The Revolution Betrayed")),
            ("place", _at(0, "New York")),
            ("date", _at(0, "1972")),
        ),
    )
    article = _at(1, NOTES[1][NOTES[1].index("Perry") : NOTES[1].index(", reprinted")])
    book = Span(_at(0, "Leon").start, len(NOTES[0]) - 1)
    empty = Reference(Work())
    return (
        (Cite(book, Form.FULL, trotsky, Locator("59, 111-13"), "See", rule="quoted-or-italic-title", confidence=0.97),),
        (
            Cite(_at(1, "Ibid., 277-8"), Form.IBID, empty, Locator("277-8"), confidence=0.99),
            Cite(article, Form.FULL, Reference(ANDERSON), None, "compare", confidence=0.95),
            Cite(
                _at(1, "Tariq Ali (ed.), The Stalinist Legacy (Harmondsworth, 1984), 121"),
                Form.FULL,
                Reference(REPRINT),
                Locator("121"),
                "reprinted in",
                reprint_of=1,
                confidence=0.9,
            ),
        ),
        (Cite(Span(0, NOTES[2].index(". But")), Form.LINK, Reference(FIDLER), confidence=0.92),),
        (Cite(_at(3, "Ibid., 38"), Form.IBID, empty, Locator("38"), confidence=0.99),),
        (
            Cite(_at(4, "Trotsky, Revolution, 90"), Form.SHORT, empty, Locator("90")),
            Cite(
                _at(4, "ישעיהו ליבוביץ, אמונה, היסטוריה וערכים (ירושלים, 1982), 12"),
                Form.FULL,
                Reference(LEIBOWITZ),
                Locator("12"),
                "ראו גם",
                confidence=0.6,
            ),
        ),
        (Cite(_at(5, "Capital"), Form.MENTION, Reference(CAPITAL), confidence=0.8),),
        (),
    )


def _resolutions() -> tuple[Resolution, ...]:
    return (
        Resolution(0, 0, WorkId(0), "first-cite"),
        Resolution(1, 0, WorkId(0), "ibid", 0.98),
        Resolution(1, 1, WorkId(1), "first-cite"),
        Resolution(1, 2, WorkId(2), "first-cite"),
        Resolution(2, 0, WorkId(3), "first-cite"),
        Resolution(3, 0, None, "ibid", 0.0, (WorkId(3), WorkId(1))),
        Resolution(4, 0, WorkId(0), "short-title", 0.8, (WorkId(0), WorkId(5))),
        Resolution(4, 1, WorkId(4), "first-cite"),
        Resolution(5, 0, WorkId(5), "first-cite"),
    )


def _checks() -> tuple[LinkCheck, ...]:
    at = datetime(2026, 11, 22, 10, tzinfo=UTC)
    first = LinkCheck(
        Link(FIDLER.url, (Use("fidler2002"),)),
        Verdict.DEAD,
        "The host has no address any more.",
        (Probe(FIDLER.url, at, error="dns: no such host"),),
        (
            Memento("https://web.archive.org/web/20030117/x", FIDLER.url, at, "Wayback Machine", 0.97),
            Memento("https://x.org/1", FIDLER.url, at.replace(year=2009), "x", 0.1, rejected="<something> else"),
            Memento("https://x.org/2", FIDLER.url, at.replace(year=2010), "x"),
        ),
        proposed_url="https://web.archive.org/web/20030117/x",
        checked=at,
        archive="MHonArc list marxism, 2002 week 49, message 283",
        earliest=date(2002, 12, 2),
        latest=date(2002, 12, 8),
    )
    script = LinkCheck(Link("javascript:alert(1)", (Use("capital<1>"),)), Verdict.BLOCKED, "Not an address of the web.")
    others = tuple(
        LinkCheck(
            Link(f"https://example.org/{verdict}"),
            verdict,
            f"It is {verdict}.",
            (
                Probe(
                    f"https://example.org/{verdict}",
                    at,
                    200,
                    hops=(Hop("https://example.org/", 301),),
                    title="A <title>",
                ),
            ),
            proposed_url="https://example.org/new" if verdict is Verdict.MOVED else "",
        )
        for verdict in Verdict
        if verdict is not Verdict.DEAD
    )
    return (first, script, *others)


def _diagnostics() -> tuple[Diagnostic, ...]:
    return (
        Diagnostic("encoding-guessed", "read as windows-1252 & not UTF-8", Severity.INFO),
        Diagnostic("note-without-call", "nothing in the text calls this note", note="7"),
        Diagnostic("ibid-ambiguous", "the note before cites two works", note="4", span=Span(0, 5)),
        Diagnostic("conflicting-field", "1972 here, 1973 there <sic>", note="1", span=_at(0, "1972")),
        Diagnostic("something-new", "a code that this page has never heard of", Severity.ERROR, line=3),
    )
