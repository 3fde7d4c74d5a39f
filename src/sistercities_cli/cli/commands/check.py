"""The ``check`` command."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from sistercities_cli.cli import options, output
from sistercities_cli.cli.arguments import expand_home, resolve_data_path
from sistercities_cli.cli.errors import reject_combination
from sistercities_cli.cli.options import OutputOptions
from sistercities_cli.cli.output import BAD_DATA, Output, Result
from sistercities_cli.cli.streams import stdin_has_content
from sistercities_cli.datafile.references import extract_suggestion
from sistercities_cli.datafile.report import Report, check_file
from sistercities_cli.formats import RowFormat
from sistercities_cli.formats.rows import PROBLEM_COLUMNS, problem_row
from sistercities_cli.text import pluralize

BUNDLED_CHECKED = "Checking the bundled data; standard input is never read without a FILE"
STDIN_HINT = ". To check it, write: sistercities check -"
SINGULAR = {"countries": "country", "cities": "city"}  # other sections lose their last letter


def check_command(
    *,
    file: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FILE]...",
            help="The data files; - for standard input. Default: the file of --data.",
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 3 on warnings too.")] = False,
    format: Annotated[
        RowFormat | None, typer.Option("--format", "-f", help="Default: one line per problem.")
    ] = None,
    layout: OutputOptions,
    data: options.Data = None,
) -> None:
    """Check data files, and the evidence files beside them.

    \b
    sistercities check ourtown.toml
    sistercities check ourtown.toml --json | jq -r '.[].message'
    sistercities check --strict *.toml

    Reports all errors and warnings by line, with the expected values. The exit code is 3 if
    a file has errors, else 0. Without FILE or --data, the bundled data is checked.
    """
    out = output.choose_output(format, layout)
    if file and data:
        reject_combination("FILE", "--data")
    shows_lines = format is None and not layout.json and layout.columns is None
    reports = []
    paths: list[Path | None] = [*map(expand_home, file)] if file else [resolve_data_path(data)]
    if paths == [None]:
        output.print_message(f"{BUNDLED_CHECKED}{STDIN_HINT if stdin_has_content() else '.'}")
    for path in paths:
        with output.reading_notice(path):
            report = check_file(path)
        reports.append(report)
        if shows_lines:
            output.write_lines(map(str, report.merged))
            output.print_message(_summary(report))
    if not shows_lines:
        _write_rows(reports, out)
    severities = ("error", "warning") if strict else ("error",)
    if any(report.count(severity) for report in reports for severity in severities):
        raise typer.Exit(BAD_DATA)


def _write_rows(reports: Sequence[Report], out: Output) -> None:
    """Write one row per problem, and the summaries."""
    rows = [
        problem_row(one.file, one.problem, extract_suggestion(one.problem.message))
        for report in reports
        for one in report.findings
    ]
    summary = "\n".join(map(_summary, reports))
    output.write_result(Result(rows, PROBLEM_COLUMNS, None, summary), out)
    if rows:
        output.print_message(summary)


def _summary(report: Report) -> str:
    """Summarize the problems of a file, or the contents of a usable one."""
    warnings = report.count("warning")
    if not report.is_usable:
        return f"{report.file} cannot be used: {pluralize(report.count('error'), 'error')}."
    contents = ", ".join(
        pluralize(count, SINGULAR.get(section, section[:-1]))
        for section, count in report.contents.items()
        if count
    )
    founded = f", founded {' to '.join(dict.fromkeys(report.founded))}" if report.founded else ""
    advice = f"with {pluralize(warnings, 'warning')}" if warnings else "without problems"
    return f"{report.file} is usable {advice}: {contents}{founded}."
