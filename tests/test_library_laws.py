"""Laws of the commands that change libraries, on files made at random."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from biblio.errors import FormatError
from biblio.formats import biblatex, bibtex
from biblio.identity import compare
from biblio.library import duplicates, joining, keys, patterns, rekeying, sorting, splitting
from biblio.library.combining.uniting import unite
from biblio.model import Contributor, Date, Entry, Name, SourceEntry, Work

MARX = Contributor(Name("Marx", "Karl"))

SOME = settings(max_examples=40, deadline=None)
WORDS = st.sampled_from(
    (
        "Revolution",
        "Betrayed",
        "Collected",
        "Works",
        "Capital",
        "vol. 2",
        "{USSR}",
        "Señor",
        "L'État",
        "x\n  y",
        "Ш",
        "--",
    )
)
NAMES = st.sampled_from(
    ("Marx, Karl", "Marx, K.", "{United Nations}", "van der Linden, M.", "Šubin, Ю.", "Marx, Karl and others")
)
YEARS = st.sampled_from(("1867", "1937", "1937/1940", "n.d.", ""))
VALUES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
GAPS = st.sampled_from(("\n", "\n\n", "\n% a remark\n", "\n\n% alone\n\n", " "))
STYLES = st.sampled_from(
    (
        "@book{KEY, title={TITLE}, author={AUTHOR}, date={YEAR}}",
        '@Book { KEY,\n  title   = "TITLE" ,\n  author = {AUTHOR},\n  date={YEAR}\n}',
        "@misc(KEY,\n\ttitle = {TITLE},\n\tauthor = {AUTHOR},\n\tdate = {YEAR},\n)",
        '@incollection{KEY, title={TITLE}, author={AUTHOR}, date={YEAR}, crossref={k1}, note=v # " x"}',
    )
)


def filled(style: str, number: int, title: str, author: str, year: str) -> str:
    parts = {"KEY": f"k{number}", "TITLE": title, "AUTHOR": author, "YEAR": year}
    for name, value in parts.items():
        style = style.replace(name, value)
    return style


ENTRIES = st.builds(filled, STYLES, st.integers(0, 6), VALUES, NAMES, YEARS)
LIBRARIES = st.builds(
    lambda head, parts: head + "".join(gap + entry for gap, entry in parts) + "\n",
    st.sampled_from(("", "% mine\n\n", '@string{v = "Verso"}\n')),
    st.lists(st.tuples(GAPS, ENTRIES), max_size=6),
)


def said(entries: tuple[SourceEntry, ...]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    return sorted((one.type.lower(), one.key, sorted((f.name.lower(), f.text) for f in one.fields)) for one in entries)


@SOME
@given(LIBRARIES)
def test_what_changes_nothing_changes_no_byte(text: str) -> None:
    source = bibtex.source(text)
    assert bibtex.amend(source, source.entries) == text
    assert bibtex.arrange(source, source.entries) == text
    assert bibtex.arrange(source, source.entries, bibtex.Layout()) == text


@SOME
@given(LIBRARIES, st.sampled_from((["key"], ["author", "-year"], ["title"], ["type", "year"], [])))
def test_tidy_loses_no_value_and_is_done_once(text: str, by: list[str]) -> None:
    layout = bibtex.Layout("  ", True, True, True, True, ("title", "author"), 1)
    once = _tidied(text, by, layout)
    assert said(bibtex.source(once).entries) == said(bibtex.source(text).entries)
    assert _tidied(once, by, layout) == once
    assert sorted(line for line in once.split("\n") if line.startswith("%")) == sorted(
        line for line in text.split("\n") if line.startswith("%")
    )


def _tidied(text: str, by: list[str], layout: bibtex.Layout) -> str:
    source = bibtex.source(text)
    works = {entry.key: entry.work for entry in biblatex.plugin.loads(text).entries}
    return bibtex.arrange(source, sorting.ordered(source.entries, works, by), layout)


@SOME
@given(LIBRARIES, st.sampled_from((None, "{author}{year}", "{title1:lower}{shortyear}", "[auth3:upper]:[key]")))
def test_keys_are_made_once_and_never_twice(text: str, pattern: str | None) -> None:
    once = _rekeyed(text, pattern)
    assert pattern == "[auth3:upper]:[key]" or _rekeyed(once, pattern) == once
    made = [entry.key.lower() for entry in bibtex.source(once).entries]
    assert len(set(made)) == len(made)
    for entry in bibtex.source(once).entries:
        aliases = {alias.strip().lower() for alias in entry.text("ids").split(",")}
        assert not aliases & (set(made) - {entry.key.lower()})


def _rekeyed(text: str, pattern: str | None) -> str:
    source, library = bibtex.source(text), biblatex.plugin.loads(text)
    aliases = {alias.strip(): one.filed for one in source.entries for alias in one.text("ids").split(",") if alias}
    propose = patterns.parse(pattern).proposals if pattern else lambda entry: keys.proposals(entry.work)
    endless = {one.filed for one in source.entries if not one.closed}
    chosen = [one for one in library.entries if one.key not in endless]
    new = rekeying.rekey(chosen, propose, endless, aliases)
    written = {one.key.lower(): new[one.filed] for one in source.entries if one.key == one.filed in new}
    return bibtex.amend(source, [rekeying.renamed(one, written, new, alias=True) for one in source.entries])


@SOME
@given(LIBRARIES)
def test_dedupe_never_makes_one_of_what_identity_tells_apart(text: str) -> None:
    entries = biblatex.plugin.loads(text).entries
    by_key = {entry.key: entry for entry in entries}
    for group in duplicates.find(entries).groups:
        pairs = [(a, b) for at, a in enumerate(group.keys) for b in group.keys[at + 1 :]]
        assert all(compare(by_key[a].work, by_key[b].work).same for a, b in pairs)


@SOME
@given(LIBRARIES)
def test_dedupe_loses_no_title_and_is_done_once(text: str) -> None:
    source, entries = bibtex.source(text), biblatex.plugin.loads(text).entries
    groups = [group.keys for group in duplicates.find(entries).groups]
    united = unite(source.entries, groups, bibtex.plain, first=False)
    once = bibtex.amend(source, united.entries)
    assert len(bibtex.source(once).entries) == len(source.entries) - len(united.gone)
    again = biblatex.plugin.loads(once).entries
    assert {_folded(entry) for entry in again} >= {_folded(entry) for entry in entries if entry.key not in united.gone}


def _folded(entry: Entry) -> str:
    return entry.work.title.casefold()


@SOME
@given(LIBRARIES)
def test_a_library_merged_with_itself_is_itself(text: str) -> None:
    first = bibtex.source(text)
    fresh, blocks, renamed = joining.foreign_macros(first, first)
    base = text.rstrip("\r\n") + "\n\n"
    joined = base + bibtex.amend(first, fresh, blocks, joining.said_before(first, first)).lstrip("\r\n")
    source = bibtex.source(joined)
    done = joining.join(source, biblatex.plugin.loads(joined).entries, [0, len(base)], bibtex.plain)
    assert renamed == {}
    assert said(done.entries) == said(first.entries)


@SOME
@given(LIBRARIES, st.sampled_from(tuple(splitting.WAYS)))
def test_parts_add_up_to_the_whole(text: str, by: str) -> None:
    source = bibtex.source(text)
    works = {entry.key: entry.work for entry in biblatex.plugin.loads(text).entries}
    placed = splitting.divide(source, works, by)
    made = [bibtex.arrange(source, part.entries, None, part.blocks) for part in splitting.parts(source, placed)]
    found = {(one[0], one[1], tuple(one[2])) for part in made for one in said(bibtex.source(part).entries)}
    assert found == {(one[0], one[1], tuple(one[2])) for one in said(source.entries)}
    assert not any(
        one.code == "undefined-macro"
        for part in made
        if "v =" in text
        for one in biblatex.plugin.loads(part).diagnostics
    )


SLIPS = st.lists(
    st.tuples(
        st.floats(0, 1),
        st.sampled_from(
            ("{", "}", '"', ",", "@", "#", "=", "%", "\\", "@book{x,", "\r", "(", ")", "@string{v={w}}", "")
        ),
    ),
    min_size=1,
    max_size=3,
)


@SOME
@given(LIBRARIES, SLIPS)
def test_broken_files_are_not_broken_further(text: str, slips: list[tuple[float, str]]) -> None:
    for place, slip in slips:
        at = int(place * len(text))
        text = text[:at] + slip + text[at + (not slip) :]
    text = "% a library\n" + text
    once = _rekeyed(text, None)
    assert len(bibtex.source(once).entries) == len(bibtex.source(text).entries)
    assert _rekeyed(once, None) == once
    try:
        tidied = _tidied(text, ["key"], bibtex.Layout("  ", True, True, True, True, ("title",), 1))
    except FormatError:
        return
    assert said(bibtex.source(tidied).entries) == said(bibtex.source(text).entries) or "@string" in text


def letter(day: int) -> Entry:
    date = Date.parse(f"1868-{1 + day % 12:02d}-{1 + day % 28:02d}")
    work = Work("personal_communication", "Letter to Engels", (MARX,), date, archive_location=f"D {day}")
    return Entry(f"k{day}", work)


def test_many_letters_of_one_title_are_not_all_compared_with_each_other() -> None:
    letters = [letter(day) for day in range(400)]
    report = duplicates.find((*letters, replace(letters[200], key="again")))
    assert report.compared < 20 * len(letters)
    assert [group.keys for group in report.groups] == [("k200", "again")]
