"""Documents by other programs: pandoc and LibreOffice, where they are installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

__all__ = ["PANDOC", "libreoffice", "pandoc"]

PANDOC = {
    "docx": "docx",
    "odt": "odt",
    "rtf": "rtf",
    "html": "html5",
    "epub": "epub3",
    "tex": "latex",
    "tei": "tei",
    "jats": "jats",
}
"""Suffix and pandoc's name of each format."""


def pandoc(source: Path, folder: Path, language: str) -> list[Path]:
    """A Markdown file in every format; none where pandoc is missing."""
    if not shutil.which("pandoc"):
        return []
    made = []
    for suffix, name in PANDOC.items():
        target = folder / f"{source.stem}.pandoc.{suffix}"
        command = ["pandoc", "-s", "-f", "markdown-smart-citations", "-t", name, "--metadata", f"lang={language}"]
        command += ["--metadata", f"title={source.stem}", "-o", str(target), str(source)]
        subprocess.run(command, check=True, capture_output=True)
        made.append(target)
    return made


def libreoffice(sources: list[Path], suffix: str, folder: Path) -> list[Path]:
    """Word files in another format, all in one go; none where LibreOffice is missing."""
    if not shutil.which("soffice") or not sources:
        return []
    folder.mkdir(parents=True, exist_ok=True)
    command = ["soffice", "--headless", "--convert-to", suffix, "--outdir", str(folder), *map(str, sources)]
    subprocess.run(command, check=True, capture_output=True, timeout=500)
    return [folder / f"{source.stem}.{suffix}" for source in sources]
