"""Exchange formats: laws over all of them, files that are broken or misnamed, and other programs reading ours."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from biblio import formats
from biblio.cli import convert as convert_command
from biblio.errors import BiblioError, FormatError, UnknownFormatError
from biblio.formats import _yaml
from biblio.formats._losses import losses
from biblio.formats._one_way import WrittenOnly
from biblio.model import Entry, Library, Work
from tests.test_formats import LOSSLESS, NAMES, READABLE, RICH, libraries

FEW = settings(max_examples=25, deadline=None)
CASES = Path(__file__).parent / "cases" / "zotero"


def types() -> Library:
    """A work of every kind, with every field its kind has."""
    import tomllib

    items = [
        {"id": path.stem, **json.loads(tomllib.loads(path.read_text("utf-8"))["csl"])}
        for path in sorted(CASES.glob("*.toml"))
    ]
    return formats.by_name("csl-json").loads(json.dumps(items))


@pytest.mark.parametrize("name", [name for name in LOSSLESS if name not in ("biblatex", "bibtex", "csl-json")])
@given(library=libraries)
@FEW
def test_law_nothing_is_lost(name: str, library: Library) -> None:
    format_ = formats.by_name(name)
    back = format_.loads(format_.dumps(library))
    assert losses(library, back, name) == ()
    assert losses(back, library, name) == ()


@pytest.mark.parametrize("name", [name for name in READABLE if hasattr(formats.by_name(name), "carries")])
def test_what_a_format_says_it_carries_comes_back(name: str) -> None:
    """A field at a time, so that none is lost with another; a role or a date may be finer than the format has it."""
    format_: Any = formats.by_name(name)
    for field in format_.carries - {"contributors", "date", "accessed"}:
        entries = [entry for entry in types().entries if getattr(entry.work, field, "") or entry.work.variable(field)]
        back = format_.loads(format_.dumps(Library(tuple(entries))))
        lost = [entry.key for entry in entries if not _has(back.get(entry.key), field)]
        assert lost in ([], ["journalArticle"]) if field == "language" else lost == [], field


def _has(entry: Entry | None, field: str) -> bool:
    from biblio.formats._nesting import flat

    work = flat(entry.work) if entry else Work()
    return bool(getattr(work, field, "") or work.variable(field))


@pytest.mark.parametrize("name", READABLE)
@given(data=st.data())
@FEW
def test_law_damaged_files_are_read_or_refused(name: str, data: st.DataObject) -> None:
    format_ = formats.by_name(name)
    text = format_.dumps(RICH)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        to = data.draw(st.integers(at, min(len(text), at + 40)))
        text = text[:at] + data.draw(st.text(alphabet="<>&;:{}[]\"'%-\n\\ \x00aé", max_size=4)) + text[to:]
    try:
        library = format_.loads(text, "x")
    except BiblioError:
        return
    assert len({entry.key for entry in library.entries}) == len(library.entries)


@pytest.mark.parametrize("name", NAMES)
def test_odd_characters_break_no_format(name: str) -> None:
    nul = "" if name in ("biblatex", "bibtex") else "\x00"
    odd = nul + "\x0b\x1f a <b> & ]]> %0 --- # | {} \\ \U0001d11e \ufffe 'x' \"y\""
    library = Library(
        (Entry("a b/ü", Work(type="book", title=odd, note=odd, url="http://a.b/" + odd)), Entry("", Work()))
    )
    written = formats.by_name(name).dumps(library)
    if name in READABLE:
        assert len(formats.by_name(name).loads(written).entries) == 2
    assert formats.by_name(name).dumps(Library()) is not None


@pytest.mark.parametrize("name", [name for name in NAMES if isinstance(formats.by_name(name), WrittenOnly)])
def test_what_is_written_only_says_what_it_carries(name: str) -> None:
    format_: Any = formats.by_name(name)
    for entry in types().entries:
        text = format_.dumps(Library((entry,)))
        for field in ("publisher", "place", "volume", "number"):
            value = getattr(entry.work, field)
            if value and field in format_.carries:
                assert value.replace(" ", "%20") in text or value in text or name == "coins", (entry.key, field)
    with pytest.raises(FormatError, match="written, not read"):
        format_.loads("x", "y")


@pytest.mark.parametrize("name", READABLE)
def test_each_format_is_told_by_its_text(name: str) -> None:
    text = formats.by_name(name).dumps(RICH)
    found, remarks = formats.name_of(text, "refs.xml")
    assert found == ("biblatex" if name in ("bibtex", "bibtex-ascii") else name)
    assert remarks == ()


def test_what_is_only_written_is_no_library_to_read() -> None:
    assert formats.is_library("refs.enw")
    assert not formats.is_library("page.wiki")
    assert formats.name_for("page.wiki") == "wikipedia"


def test_a_suffix_that_the_text_bears_out_is_right() -> None:
    text = "@misc{a, abstract = {See\nreferences: two\nTY  - BOOK\n}}\n"
    assert formats.name_of(text, "refs.bib") == ("biblatex", ())


def test_a_misleading_suffix_is_said() -> None:
    name, remarks = formats.name_of("TY  - BOOK\nER  - \n", "refs.bib")
    assert name == "ris"
    assert [remark.code for remark in remarks] == ["suffix-misleads"]
    with pytest.raises(UnknownFormatError):
        formats.name_of("nothing", "refs.xyz")
    with pytest.raises(UnknownFormatError, match="did you mean zotero-rdf"):
        formats.by_name("zotero")


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("csl-yaml", "references:\n- id: a\n  title: 'x\n", "4"),
        ("cff", "cff-version: 1.2.0\nauthors: [\n", "3"),
        ("hayagriva", "a:\n\ttype: book\n", "2"),
        ("json-lines", '{"id": "a"}\n{"id": \n', "2"),
        ("mods", "<mods xmlns='http://www.loc.gov/mods/v3'>\n<titleInfo>\n</mods>", "3"),
        ("endnote-xml", "<xml><records>\n<record>&nope;</record></records></xml>", "2"),
        ("zotero-rdf", "", "1"),
    ],
)
def test_broken_files_are_refused_with_their_line(name: str, text: str, place: str) -> None:
    with pytest.raises(FormatError) as caught:
        formats.by_name(name).loads(text, "refs.x")
    assert caught.value.place is not None
    assert str(caught.value.place).split(":")[:2] == ["refs.x", place]
    assert caught.value.hint


def test_aliases_of_yaml_are_followed_but_not_into_the_billions() -> None:
    assert _yaml.parse("- &a {x: 1}\n- *a\n- <<: *a\n  y: no\n", "", "") == [{"x": 1}, {"x": 1}, {"x": 1, "y": "no"}]
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40))
    for text in (bomb, "&a [*a]"):
        with pytest.raises(FormatError, match="aliases"):
            _yaml.parse(text, "x", "")


def test_entities_of_xml_are_not_resolved() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><modsCollection xmlns="http://www.loc.gov/mods/v3">&b;</modsCollection>'
    with pytest.raises(FormatError, match="entities"):
        formats.by_name("mods").loads(bomb, "x")


def test_notes_keep_what_their_reader_wrote() -> None:
    format_: Any = formats.by_name("markdown-notes")
    new = format_.pages(RICH)["@anderson1983.md"]
    old = new.replace("---\n", "---\nrating: 5\nvolume: X\n", 1) + "\nMy own thoughts\n"
    again = format_.updated(old, new)
    assert again.startswith("---\nrating: 5\ncitekey: anderson1983\n")
    assert again.endswith("My own thoughts\n")
    assert "volume: X" not in again
    assert format_.updated("a note of mine", new) is None


def test_a_folder_is_written_and_written_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, folder = tmp_path / "refs.json", tmp_path / "notes"
    source.write_text(formats.by_name("csl-json").dumps(RICH), "utf-8")
    folder.mkdir()
    (folder / "@bc.md").write_text("mine", "utf-8")
    run(source, folder, "-t", "markdown-notes")
    assert sorted(path.name for path in folder.iterdir()) == sorted(f"@{entry.key}.md" for entry in RICH.entries)
    assert (folder / "@bc.md").read_text("utf-8") == "mine"
    assert "note-kept" in capsys.readouterr().err
    with pytest.raises(BiblioError, match="not a folder"):
        run(source, source, "-t", "markdown-notes")


def test_nothing_is_written_when_the_input_is_broken(tmp_path: Path) -> None:
    (tmp_path / "refs.yaml").write_text("references: [", "utf-8")
    (tmp_path / "out.ris").write_text("old", "utf-8")
    with pytest.raises(FormatError):
        run(tmp_path / "refs.yaml", tmp_path / "out.ris")
    assert (tmp_path / "out.ris").read_text("utf-8") == "old"


def run(*arguments: object) -> None:
    convert_command.command.main([str(argument) for argument in arguments], standalone_mode=False)


def program(*command: str, text: str) -> str:
    """What another program makes of `text`; skipped where it is not installed."""
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run(command, input=text.encode("utf-8"), capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return done.stdout.decode("utf-8", "replace")


@pytest.mark.parametrize(
    ("name", "reader"), [("ris", "ris2xml"), ("endnote-xml", "endx2xml"), ("refer", "end2xml"), ("mods", "xml2bib")]
)
def test_bibutils_reads_every_entry(name: str, reader: str) -> None:
    library = types()
    found = program(reader, text=formats.by_name(name).dumps(library))
    count = (
        found.count("<mods ")
        if reader != "xml2bib"
        else found.count("\n@") + found.removeprefix("\ufeff").startswith("@")
    )
    assert count == len(library)


def test_bibutils_and_we_read_the_same_from_a_bib_file() -> None:
    text = formats.by_name("biblatex").dumps(RICH)
    found = formats.by_name("mods").loads(program("bib2xml", text=text))
    assert [entry.key for entry in found.entries] == [entry.key for entry in RICH.entries]
    titles = [entry.work.title.replace("’", "'") for entry in found.entries[:2]]
    assert titles == [entry.work.title.replace("’", "'") for entry in RICH.entries[:2]]


@pytest.mark.parametrize("name", ["csl-json", "csl-yaml"])
def test_pandoc_reads_every_entry(name: str) -> None:
    text = formats.by_name(name).dumps(RICH)
    command = (
        ("pandoc", "-f", "csljson", "-t", "csljson")
        if name == "csl-json"
        else ("pandoc", "-f", "markdown", "-t", "csljson")
    )
    found = json.loads(program(*command, text=text))
    assert {item["id"] for item in found} >= {entry.key for entry in RICH.entries} - {"nodate"}


@pytest.mark.parametrize(("name", "writer"), [("ris", "xml2ris"), ("refer", "xml2end"), ("mods", "bib2xml")])
def test_we_read_every_entry_of_bibutils(name: str, writer: str) -> None:
    """Their RIS, their Refer, their MODS of our .bib file."""
    mods = program("bib2xml", text=formats.by_name("bibtex").dumps(types()))
    text = mods if writer == "bib2xml" else program(writer, text=mods)
    found = formats.by_name(name).loads(text.lstrip("\ufeff"))
    assert len(found) == len(types())
    titles = {entry.work.title for entry in types().entries} - {"Trotsky's Interpretation"}
    assert len(titles & {entry.work.title for entry in found.entries}) >= len(titles) - 2
