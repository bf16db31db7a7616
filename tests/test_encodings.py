"""Which encoding a file is in, and that reading and writing it changes no byte."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biblio import files
from biblio.encodings import encoding_of
from biblio.errors import BiblioError
from biblio.formats import biblatex, bibtex

BOOK = "@book{müller, title = {Über Łódź}}\n"
CASES = [
    pytest.param(BOOK.encode(), "utf-8", "utf-8", id="utf-8"),
    pytest.param(BOOK.encode("utf-16"), "utf-16-le", "mark", id="utf-16"),
    pytest.param(BOOK.encode("utf-16-be"), "utf-16-be", "zeros", id="utf-16-be without a mark"),
    pytest.param(BOOK.encode("utf-16-le"), "utf-16-le", "zeros", id="utf-16-le without a mark"),
    pytest.param(BOOK.encode("utf-32"), "utf-32-le", "mark", id="utf-32"),
    pytest.param("% Žižek, Müller".encode("cp1252"), "cp1252", "windows-1252", id="windows-1252"),
    pytest.param(("% Encoding: Cp1250\n" + BOOK).encode("cp1250"), "cp1250", "said", id="JabRef says it"),
    pytest.param("% Encoding: ISO8859_1\n% “Müller”".encode("cp1252"), "cp1252", "said", id="Latin-1 means more"),
    pytest.param("% Encoding: x-MacRoman\n% Müller".encode("mac-roman"), "mac-roman", "said", id="Java's name"),
    pytest.param("%% Saved with string encoding Western (Mac OS Roman) \n% Müller".encode("mac-roman"), "mac-roman",
                 "said", id="BibDesk says it"),
    pytest.param("% Троцкий\n% -*- coding: koi8-r-unix -*-\n".encode("koi8-r"), "koi8-r", "said", id="Emacs' foot"),
    pytest.param(("% Encoding: Cp1252\n" + BOOK).encode(), "utf-8", "utf-8", id="it says what it is not"),
    pytest.param("% Encoding: nonsense\n% Müller".encode("cp1252"), "cp1252", "windows-1252", id="it says nonsense"),
    pytest.param(BOOK.encode() * 3 + b"% M\xfcller\n", "utf-8", "mostly-utf-8", id="a foreign byte in UTF-8"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "name", "rule"), CASES)
def test_encoding_is_found_and_why(data: bytes, name: str, rule: str) -> None:
    found = encoding_of(data)
    assert (found.name, found.rule) == (name, rule)


@given(st.binary(max_size=60) | st.text(max_size=20).map(lambda text: text.encode("utf-16")))
def test_law_no_byte_changes(data: bytes) -> None:
    try:
        text = files.text_of(data, "refs.bib")
    except BiblioError:
        return
    assert text.encode(text.text) == data


def test_a_few_nuls_are_let_through_many_are_binary(tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    path.write_bytes(b"@book{a, title = {A\0B}}\n")
    assert "A\0B" in files.read(path).text
    path.write_bytes(b"\0\1\2\0\0\3" * 20)
    with pytest.raises(BiblioError, match=r"refs\.bib:1: not a text file"):
        files.read(path)


def test_an_old_encoding_gets_commands_for_letters_it_lacks(tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    path.write_bytes("% Müller\n@book{a, title = {T}}\n".encode("cp1252"))
    old = files.read(path)
    library = biblatex.plugin.loads(old.text)
    changed = replace(library.entries[0], work=replace(library.entries[0].work, title="Łódź à la Žižek"))
    text = biblatex.update(old.text, replace(library, entries=(changed,)))
    written = old.encode(bibtex.within(text, old.encoding))
    assert written == "% Müller\n@book{a, title = {{\\L}ód{\\'z} à la Žižek}}\n".encode("cp1252")
