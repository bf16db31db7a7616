"""Which style a name means."""

from __future__ import annotations

from pathlib import Path

import pytest

from biblio.errors import StyleError
from biblio.styles import catalogue
from biblio.styles.preview import preview


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    own = tmp_path / "data" / "biblio" / "styles"
    own.mkdir(parents=True)
    return own


@pytest.mark.parametrize(
    ("name", "style"),
    [
        ("apa", "apa"),
        ("mla", "modern-language-association"),
        ("http://www.zotero.org/styles/ieee", "ieee"),
        ("MHRA notes", "mhra-notes"),
        ("The Journal of Modern History", "the-journal-of-modern-history"),
    ],
)
def test_a_name_finds_its_style(name: str, style: str) -> None:
    assert catalogue.load(name).id == style


def test_a_dependent_style_gives_its_parent_and_its_own_locale() -> None:
    style = catalogue.load("the-journal-of-modern-history")
    assert "independent-parent" not in style.xml
    assert style.locale == "en-US"


def test_an_unknown_name_names_the_nearest() -> None:
    with pytest.raises(StyleError, match="vancouver"):
        catalogue.load("vancuver")


def test_a_name_of_many_styles_is_refused() -> None:
    with pytest.raises(StyleError, match=r"may be one of \d+ styles .*turabian-author-date"):
        catalogue.load("turabian")


def test_the_users_own_style_comes_first(own_folders: Path) -> None:
    (own_folders / "apa.csl").write_text("<style/>")
    assert catalogue.load("apa").xml == "<style/>"


def test_a_path_is_read_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "mine.csl"
    path.write_text("<style/>")
    assert catalogue.load(str(path)).xml == "<style/>"
    with pytest.raises(StyleError, match="no such style file"):
        catalogue.load(str(tmp_path / "other.csl"))


def test_a_search_puts_the_likeliest_first_and_says_how_they_look() -> None:
    found = catalogue.search("chicago notes")
    assert found[0].id.startswith("chicago-notes")
    assert not found[0].dependent
    shown = preview(found[0].id)
    assert shown["note"].startswith("E. P. Thompson, “The Moral Economy")
    assert shown["note"].endswith("79.")
