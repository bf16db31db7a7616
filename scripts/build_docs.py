"""Write docs/commands.md from the commands' own help; with --check, only say whether it is current."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from biblio.cli import group

PAGE = Path(__file__).resolve().parents[1] / "docs" / "commands.md"
HEAD = """# The commands

This page is made from the commands' own help by `make docs`.
Exit codes: 0 all is well, 1 there are findings (unresolved cites, dead links), 2 misuse or failure.
Results go to standard output, remarks to standard error. `-` is standard input or output.
"""


def page() -> str:
    """The whole page."""
    context = click.Context(group, info_name="biblio")
    parts = [HEAD]
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is not None:
            usage = command.get_help(click.Context(command, parent=context, info_name=name, terminal_width=100))
            parts.append(f"## biblio {name}\n\n```text\n{usage}\n```\n")
    return "\n".join(parts)


def main() -> int:
    """Write the page, or compare it."""
    text = page()
    if "--check" not in sys.argv:
        PAGE.write_text(text, encoding="utf-8")
        return 0
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == text:
        return 0
    print("docs/commands.md is not current: run `make docs`", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
