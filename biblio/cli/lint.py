"""What is wrong with a library, and what can be mended."""

from __future__ import annotations

from datetime import date

import click

from biblio.cli import _changes, _libraries, _options


@click.command("lint")
@click.argument("source", metavar="[refs.bib]", default="refs.bib")
@click.option("--select", metavar="CODE,...", default="", help="Look for these only; all means also the optional ones.")
@click.option("--ignore", metavar="CODE,...", default="", help="Do not look for these.")
@click.option(
    "--dialect", type=click.Choice(("biblatex", "bibtex")), help="By default told from the file's own fields."
)
@click.option("--fix", is_flag=True, help="Mend what can be mended without a person; with --diff or --write.")
@click.option("--rules", is_flag=True, help="List the codes and what they are about.")
@_libraries.from_option
@_changes.options
@_options.format_option("text", "json", "sarif")
def command(
    source: str,
    select: str,
    ignore: str,
    dialect: str | None,
    fix: bool,
    rules: bool,
    from_: str | None,
    diff: bool,
    write: bool,
    format: str,
) -> int:
    """Look for mistakes in a library: line, code and what to do.

    Only safe mistakes are mended by --fix, and only the bytes of what is mended change. Exit code 1 if any is left.
    """
    from biblio.contracts import linting as contract
    from biblio.formats import bibtex
    from biblio.library import linting

    if rules:
        lines = [f"{code}{' (optional)' if linting.rule(code).optional else ''}: {contract.explained(code)}"
                 for code in linting.codes()]  # fmt: skip
        _options.emit("\n".join(lines), None)
        return 0
    if (diff or write) and not fix:
        raise click.UsageError("--diff and --write go with --fix")
    codes = linting.chosen(_codes(select), _codes(ignore))
    opened = _libraries.open_library(source, from_)
    model = linting.datamodel(dialect or linting.spoken(opened.source.entries))
    context = linting.Context.of(opened.source, opened.library, model, bibtex.plain, date.today())
    findings = linting.find(context, codes, opened.library.diagnostics)
    if not opened.is_bib:
        from dataclasses import replace

        findings = tuple(replace(one, line=0) for one in findings)
    text = bibtex.amend(opened.source, linting.fix(context, codes)) if fix else opened.source.text
    left = [one for one in findings if not (one.fixable and write)]
    if format == "sarif":
        _options.emit(_options.as_json(contract.sarif(left, source)), None)
    _changes.settle(
        [opened.change(text)],
        diff=diff and format != "sarif",
        write=write,
        said=contract.text(left, source, len(opened.library)) if format == "text" else "",
        data=contract.document(left, source, len(opened.library), model.name) if format == "json" else None,
    )
    return int(bool(left))


def _codes(text: str) -> list[str]:
    return [code.strip() for code in text.split(",") if code.strip()]
