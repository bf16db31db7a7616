"""Commands run in this process, which is ten times quicker than starting another one for each."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from biblio import cli

__all__ = ["Commands"]


class Commands:
    """`biblio` as a user types it, in a folder."""

    def __init__(self, capture: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self._capture = capture
        self._monkeypatch = monkeypatch
        monkeypatch.chdir(folder)

    def __call__(self, *args: str) -> subprocess.CompletedProcess[bytes]:
        self._monkeypatch.setattr("sys.argv", ["biblio", *args])
        self._capture.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = self._capture.readouterr()
        return subprocess.CompletedProcess(list(args), int(ended.value.code or 0), out, err)
