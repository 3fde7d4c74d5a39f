"""The ``check`` command."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sistercities_cli.cli import options, output
from sistercities_cli.cli.errors import refuse_both
from sistercities_cli.cli.options import OutputOptions
from sistercities_cli.cli.output import BAD_DATA, Answer
from sistercities_cli.datafile import rules
from sistercities_cli.datafile.report import Report, check_file
from sistercities_cli.formats import RowFormat
from sistercities_cli.formats.rows import PROBLEM_COLUMNS, problem_row
from sistercities_cli.text import pluralize

SINGULAR = {"countries": "country", "cities": "city"}  # other sections lose their last letter


def check_command(
    *,
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="The data file. Default: the one that --data names."),
    ] = None,
    format: Annotated[
        RowFormat | None, typer.Option("--format", "-f", help="Default: one line per problem.")
    ] = None,
    layout: OutputOptions,
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
    out = output.choose_output(format, layout)
    if file and data:
        refuse_both("FILE", "--data")
    path = file or options.resolve_data_path(data)
    with output.reading_notice(path):
        report = check_file(path)
    summary = _summary(report)
    if format is None and not layout.json and layout.columns is None:
        output.write_lines(map(str, report.findings))
        output.print_message(summary)
    else:
        rows = [
            problem_row(name, problem, rules.extract_suggestion(problem.message))
            for name, problem in report.findings
        ]
        output.write_result(Answer(rows, PROBLEM_COLUMNS, None, summary), out)
        if rows:
            output.print_message(summary)
    if report.count("error"):
        raise typer.Exit(BAD_DATA)


def _summary(report: Report) -> str:
    """Summarize the problems of a file, or the contents of a usable one."""
    errors, warnings = report.count("error"), report.count("warning")
    if errors:
        return f"{report.file} cannot be used: {pluralize(errors, 'error')}."
    contents = ", ".join(
        pluralize(count, SINGULAR.get(section, section[:-1]))
        for section, count in report.contents.items()
        if count
    )
    founded = f", founded {' to '.join(dict.fromkeys(report.founded))}" if report.founded else ""
    advice = f"with {pluralize(warnings, 'warning')}" if warnings else "without problems"
    return f"{report.file} is usable {advice}: {contents}{founded}."
