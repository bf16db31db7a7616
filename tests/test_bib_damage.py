"""What happens to one entry of a .bib file is no other entry's concern, and reading ends."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from biblio.formats import OneByOne, biblatex, bibtex
from biblio.model import Diagnostic

ENTRIES = (
    "@article{a1,\n  author = {G{\\\"o}del, Kurt and {WHO}},\n  title = {{On} \"x\" and {Y}},\n  year = 1931,\n}\n\n",
    '@Book{b2, title = "A {"}quoted{"} thing", publisher = pub # " & Co", url = {http://a.org/~x_%20}}\n\n',
    "@misc(c3,\n\tnote = {round (brackets)},\n\tabstract = {two\n\nparagraphs, 5 @ 6}\n)\n\n",
    "@incollection{d4, crossref = {b2}, title = {Part}, pages = {1--2}, month = jan # \"/\" # feb }\n\n",
)  # fmt: skip
KEYS = ("a1", "b2", "c3", "d4")
OFTEN = settings(max_examples=300, deadline=None)
damages = st.sampled_from(["", *'{}"@,=#%\\()\n', "{{", "}}", '"}', "\n\n", "@x", "\0", "\r"])


@given(st.integers(0, 3), st.floats(0, 1), st.integers(0, 3), damages)
@example(0, 0.5, 1, "")
@OFTEN
def test_law_damage_stays_where_it_is(which: int, share: float, gone: int, put: str) -> None:
    broken = ENTRIES[which]
    # Between the key and the blank line that parts it from the next one.
    first, last = broken.index(",") + 1, len(broken) - 2
    at = first + int(share * (last - first))
    broken = broken[:at] + put + broken[min(at + gone, last) :]
    text = "@string{pub = {P}}\n" + "".join(broken if n == which else whole for n, whole in enumerate(ENTRIES))
    library = biblatex.plugin.loads(text)
    found = {entry.key: entry.work for entry in library.entries}
    sound = {
        entry.key: entry.work for entry in biblatex.plugin.loads("@string{pub = {P}}\n" + "".join(ENTRIES)).entries
    }
    others = [key for key in KEYS if key != KEYS[which] and not (key == "d4" and which == 1)]
    assert {key: found.get(key) for key in others} == {key: sound[key] for key in others}
    assert biblatex.update(text, library) == text


@given(
    st.lists(
        st.sampled_from([*'{}"@,=#%\\\n ()', "@a{b,", "t={", 't="', "@string{", "@comment{", "x", "\\'"]), max_size=60
    )
)
@OFTEN
def test_law_any_text_is_split_within_its_bounds(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = bibtex.split(text)
    ends = 0
    for raw in found.entries:
        assert ends <= raw.start < raw.end <= len(text)
        ends = raw.end
        places = [place for field in raw.fields for place in (field.start, field.value_start, field.end)]
        assert places == sorted(places)
        assert all(text[field.start :].startswith(field.name) for field in raw.fields)
        assert all(text[field.value_start : field.end] == field.value for field in raw.fields)


RELATED = (
    "@string{pub = {Early}}\n",
    "@string{pub = {Late}}\n",
    "@book{b, title = {Whole}, publisher = pub}\n",
    "@inbook{c, crossref = {B}, title = {Part}}\n",
    "@misc{b, title = {Same key}, xdata = {x}}\n",
    "@xdata{x, publisher = {Lent}, crossref = {c}}\n",
    "@misc{, title = {No key}, publisher = {xdata=x-publisher}}\n",
    "@misc{b-2, crossref = {b-2}, note = {Own}}\n",
    "@misc{broken, title = {\n",
)


@given(st.lists(st.sampled_from(RELATED), max_size=12))
@OFTEN
def test_law_entries_one_by_one_are_those_read_at_once(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert isinstance(biblatex.plugin, OneByOne)
    library, remarks = biblatex.plugin.loads(text), list[Diagnostic]()
    assert tuple(biblatex.plugin.entries(text, remarks=remarks)) == library.entries
    broken = [remark for remark in library.diagnostics if remark.code == "broken-block"]
    assert sorted(remarks, key=repr) == sorted(broken, key=repr)
