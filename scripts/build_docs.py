"""Write docs/commands.md from the commands' help and docs/lint.md from the rules; with --check, only compare them."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from biblio.cli import group
from biblio.contracts.linting import explained
from biblio.library import linting

DOCS = Path(__file__).resolve().parents[1] / "docs"
HEAD = """# The commands

This page is made from the commands' own help by `make docs`.
Exit codes: 0 all is well, 1 there are findings (unresolved cites, dead links), 2 misuse or failure.
Results go to standard output, remarks to standard error. `-` is standard input or output.
"""


LINT = """# The rules of `biblio lint`

This page is made from the rules themselves by `make docs`. How the command works is told in
[library.md](library.md#what-is-wrong-with-it-biblio-lint).
"""


def commands() -> str:
    """The page of the commands."""
    context = click.Context(group, info_name="biblio")
    parts = [HEAD]
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is not None:
            usage = command.get_help(click.Context(command, parent=context, info_name=name, terminal_width=100))
            parts.append(f"## biblio {name}\n\n```text\n{usage}\n```\n")
    return "\n".join(parts)


def rules() -> str:
    """The page of the rules, one heading a code."""
    parts = [LINT]
    for code in linting.codes():
        rule = linting.rule(code)
        marks = [
            str(rule.severity),
            *(["mended by `--fix`"] if rule.fix else []),
            *(["optional"] if rule.optional else []),
        ]
        parts.append(f"## `{code}`\n\n{explained(code)} ({', '.join(marks)})\n")
    return "\n".join(parts)


def main() -> int:
    """Write the pages, or compare them."""
    stale = 0
    for name, text in (("commands.md", commands()), ("lint.md", rules())):
        page = DOCS / name
        if "--check" not in sys.argv:
            page.write_text(text, encoding="utf-8")
        elif not page.exists() or page.read_text(encoding="utf-8") != text:
            print(f"docs/{name} is not current: run `make docs`", file=sys.stderr)
            stale = 1
    return stale


if __name__ == "__main__":
    sys.exit(main())
