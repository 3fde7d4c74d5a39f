"""The command ``check``: what is wrong with a data file."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sistercities_cli.cli import options, output, progress
from sistercities_cli.cli.boundary import BAD_DATA
from sistercities_cli.cli.output import Answer, Format, Output
from sistercities_cli.dataset import checking, wording
from sistercities_cli.render import records
from sistercities_cli.render.words import counted

if TYPE_CHECKING:
    from sistercities_cli.dataset.checking import Report
    from sistercities_cli.render.terminal import TerminalConsole

SINGULAR = {"countries": "country", "cities": "city"}  # the others lose their last letter


def check(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="The data file. Default: the one that --data names."),
    ] = None,
    format: Annotated[
        Format | None, typer.Option("--format", "-f", help="Default: one line per problem.")
    ] = None,
    json: options.Json = False,
    columns: options.Columns = None,
    no_header: options.NoHeader = False,
    data: options.Data = None,
) -> None:
    """Check a data file, and the evidence file beside it.

    \b
    sistercities check ourtown.toml
    sistercities check ourtown.toml --json | jq -r '.[].message'
    sistercities check --data ourtown.toml -f csv

    Reports everything that is wrong, line by line, and what would be right; warnings are
    advice. The exit code is 3 if the file cannot be used, 0 if it can. Without FILE or
    --data, the bundled data is checked.
    """
    out = output.choose(format, json, columns, no_header)
    if file and data:
        raise typer.BadParameter("FILE and --data cannot be used together: choose one")
    path = file or options.data_file(data)
    with progress.reading(path):
        report = checking.report(path)
    if format is None and not json and columns is None:
        output.send_lines(map(str, report.findings))
        output.say(_summary(report))
    else:
        _send_rows(report, out)
    if report.count("error"):
        raise typer.Exit(BAD_DATA)


def _send_rows(report: "Report", out: Output) -> None:
    rows = [
        records.problem_record(name, problem, wording.suggested(problem.message))
        for name, problem in report.findings
    ]

    def display(console: "TerminalConsole") -> None:
        from sistercities_cli.render import tables

        tables.plain(console, rows, records.PROBLEM_COLUMNS, header=out.header)

    output.send(Answer(rows, records.PROBLEM_COLUMNS, display, _summary(report)), out)
    if rows:
        output.say(_summary(report))


def _summary(report: "Report") -> str:
    """Say in a line how much is wrong, or what a file that can be used holds."""
    errors, warnings = report.count("error"), report.count("warning")
    if errors:
        return f"{report.file} cannot be used: {counted(errors, 'error')}."
    contents = report.contents.items()
    holds = ", ".join(
        counted(count, SINGULAR.get(name, name[:-1])) for name, count in contents if count
    )
    founded = f", founded {' to '.join(dict.fromkeys(report.founded))}" if report.founded else ""
    advice = f"with {counted(warnings, 'warning')}" if warnings else "without problems"
    return f"{report.file} is usable {advice}: {holds}{founded}."
