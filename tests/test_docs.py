"""The documentation says what the program does."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])


def diagnostic_codes() -> set[str]:
    """The first argument of every `Diagnostic(...)` call in the package that is a literal."""
    codes = set()
    for path in (ROOT / "biblio").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Diagnostic":
                first = node.args[0] if node.args else None
                code = next((k.value for k in node.keywords if k.arg == "code"), first)
                if isinstance(code, ast.Constant):
                    codes.add(str(code.value))
    return codes


def test_every_diagnostic_code_has_a_heading() -> None:
    page = (ROOT / "docs" / "diagnostics.md").read_text(encoding="utf-8")
    headings = set(re.findall(r"^### `([a-z0-9-]+)`", page, re.MULTILINE))
    assert diagnostic_codes() - headings == set()


def test_links_between_pages_lead_somewhere() -> None:
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in PAGES
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert broken == []
