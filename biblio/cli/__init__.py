"""The commands, one a file: each module binds `command`, and is imported when it is called.

A first argument that is no command but a file is taken as `biblio run FILE`.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pkgutil import iter_modules

import click

from biblio import __version__
from biblio.errors import BiblioError

__all__ = ["group", "main"]

_ORDER = ("run", "extract", "check", "render", "convert")
"""The order of the help page; commands not named here follow in alphabetical order."""


class _Commands(click.Group):
    """Finds commands by listing this folder; the list is the only thing `--help` needs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        found = {
            module.name.replace("_", "-")
            for module in iter_modules(import_module(__name__).__path__)
            if not module.name.startswith("_")
        }
        return [name for name in _ORDER if name in found] + sorted(found - set(_ORDER))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = import_module(f"{__name__}.{cmd_name.replace('-', '_')}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        first = args[0] if args else ""
        looks_like_a_file = first == "-" or os.path.exists(first) or "." in first or "/" in first
        if looks_like_a_file and first not in self.list_commands(ctx):
            args = ["run", *args]
        return super().resolve_command(ctx, args)


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="biblio")
def group() -> None:
    """Turn the footnotes of a scholarly text into a living bibliography.

    \b
    biblio essay.txt                     notes, refs.bib, links, bibliography, report
    biblio extract essay.txt --json      what each note cites
    biblio check refs.bib                are the links alive?
    biblio render refs.bib --style mla   set the bibliography in a style
    """


def main() -> None:
    """Run the command line; exit codes are 0 (well), 1 (findings), 2 (misuse or failure)."""
    try:
        code = group.main(standalone_mode=False)
    except click.exceptions.Abort:
        code = _complain("interrupted", code=130)
    except click.ClickException as error:
        error.show()
        code = 2
    except BiblioError as error:
        code = _complain(str(error))
    except BrokenPipeError:
        # The reader of our output (head, less) has gone: nothing is wrong, and nothing more can be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code if isinstance(code, int) else 0)


def _complain(message: str, code: int = 2) -> int:
    click.echo(f"biblio: {message}", err=True)
    return code
