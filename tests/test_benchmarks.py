"""The benchmarks run the right commands in a fair order and compute the right figures."""

from __future__ import annotations

import math
import sys
from collections import Counter
from pathlib import Path

import pytest

import sistercities_cli

pytest.importorskip("fcntl", reason="the benchmarks need POSIX")

from benchmarks import __main__ as command
from benchmarks import data, spreadsheets
from benchmarks.jobs import PASS, SIZES, Row, growth, large, start
from benchmarks.measure import Job, Sample, exponent, measure, memory_ratio, run


def python_job(code: str, expects: str = "") -> Job:
    return Job("job", (sys.executable, "-c", code), expects)


def test_every_round_runs_every_job_in_a_new_order() -> None:
    names: list[str] = []

    def note(job: Job) -> Sample:
        names.append(job.name)
        return Sample(len(names), 1)

    measure([Job(name, ()) for name in "abcdef"], 4, note)
    rounds = ["".join(names[start : start + 6]) for start in range(0, len(names), 6)]
    assert [sorted(one) for one in rounds] == [list("abcdef")] * 5
    assert len(set(rounds)) > 1


def test_result_is_the_median_without_the_first_run() -> None:
    runs: Counter[str] = Counter()

    def count(job: Job) -> Sample:
        runs[job.name] += 1
        return Sample(10.0 ** runs[job.name], -runs[job.name])

    assert measure([Job("a", ())], 3, count) == {"a": Sample(1000, -3)}


@pytest.mark.parametrize("power", [0.5, 1, 2])
def test_exponent_ignores_the_cost_of_starting(power: float) -> None:
    samples = [Sample(60 + 3 * (size - 50) ** power, 0) for size in SIZES]
    assert exponent(SIZES, *samples) == pytest.approx(power)


def test_exponent_of_decreasing_times_is_nan() -> None:
    for costs in ((9, 4, 5), (9, 5, 5), (3, 4, 5)):
        assert math.isnan(exponent(SIZES, *(Sample(cost, 0) for cost in costs)))


def test_table_compares_figures_with_limits_as_printed() -> None:
    own, parse = Job("list", ()), Job("parse", ())
    samples = {"list": Sample(0.065, 3e7), "parse": Sample(2, 2e7), PASS.name: Sample(0.01, 1e7)}
    rows = [
        Row(own, 6.5), Row(own, 6.49), Row(parse, None, (parse,)),
        Row(own, 1.4, (parse,), memory_ratio),
        Row(own, 1.1, (parse, PASS), lambda *_: 1.104),
    ]  # fmt: skip
    assert command.table(rows, samples).splitlines()[2:] == [
        "| list | 65.0 ms | 6.50 × `python -c pass` | 6.5 | yes |",
        "| list | 65.0 ms | 6.50 × `python -c pass` | 6.49 | no |",
        "| parse | 2.00 s | 1.00 × parse |  |  |",
        "| list | 30 MB | 1.50 × parse | 1.4 | no |",
        "| list | 65.0 ms | 1.10 exponent | 1.1 | yes |",
    ]


def test_page_has_a_part_for_each_group() -> None:
    page = command.PAGE.read_text("utf-8")
    for group in command.GROUPS:
        filled = command.fill(page, group, "NEW\n")
        assert filled.count("NEW") == 1
        assert command.fill(filled, group, "NEW\n") == filled


def test_peak_memory_is_measured_per_job() -> None:
    assert run(python_job("len(b'x' * 300_000_000)")).peak > 300_000_000


@pytest.mark.parametrize(
    ("columns", "expected"),
    [pytest.param(0, "False", id="pipe"), pytest.param(117, "117", id="tty")],
)
def test_job_runs_in_a_pipe_or_on_a_terminal(columns: int, expected: str) -> None:
    code = "import os, sys; print(os.isatty(1) and os.get_terminal_size(1).columns)"
    run(python_job(code, expected)._replace(columns=columns))


def test_job_has_its_own_variables_and_exit_code() -> None:
    code = "import os; raise SystemExit(int(os.environ['CODE']))"
    run(python_job(code)._replace(code=3, variables={"CODE": "3"}))


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("1 / 0", "exit code 1, .*ZeroDivisionError"),
        ("print('no')", "exit code 0, 'yes' not in no"),
    ],
)
def test_failing_job_is_not_measured(code: str, problem: str) -> None:
    with pytest.raises(SystemExit, match=f"(?s)^job: {problem}"):
        run(python_job(code, "yes"))


@pytest.mark.parametrize("lean", [False, True])
def test_generated_file_has_the_requested_size(tmp_path: Path, lean: bool) -> None:
    path = tmp_path / "towns.toml"
    data.write(path, 120, lean=lean)
    directory = sistercities_cli.load(path)
    assert len(directory.relationships) == 120
    assert any(one.events for one in directory.relationships) is not lean


def test_jobs_are_selected_and_files_reduced(capsys: pytest.CaptureFixture[str]) -> None:
    command.main(["large", "--rounds", "1", "--scale", "5000", "--only", "`list --json` of 5 lean"])
    about, table = capsys.readouterr().out.split("\n\n", 1)
    [row] = table.strip().splitlines()[2:]
    assert f"Python {sys.version.split()[0]}, typer " in about
    assert row.startswith("| `list --json` of 5 lean relationships | ")
    assert row.endswith((" yes |", " no |"))


def test_start_is_compared_with_the_interpreter(tmp_path: Path) -> None:
    listed = next(row for row in start(tmp_path, 1) if row.job.name == "`list --json`")
    assert listed.others == (PASS,)
    assert run(listed.job).seconds > 0


def test_large_files_are_compared_with_parsing(tmp_path: Path) -> None:
    rows = [*large(tmp_path, 5000)]
    assert [row.job.name for row in rows] == [
        "tomli: parse 5 lean relationships", "`list --json` of 5 lean relationships",
        "tomli: parse 20 full relationships", *["`list --json` of 20 full relationships"] * 2,
    ]  # fmt: skip
    assert {one.name for row in rows for one in row.others} == {rows[0].job.name, rows[2].job.name}


def test_growth_compares_files_of_three_sizes(tmp_path: Path) -> None:
    *_, (job, _, smaller, _) = growth(tmp_path, 1000)
    assert [one.name for one in (job, *smaller)] == [
        f"`timeline` of {size} relationships" for size in (25, 1, 0)
    ]
    assert run(job).seconds > 0


def test_partial_tables_are_not_written(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        command.main(["--write", "--only", "list"])
    assert (stop.value.code, capsys.readouterr().out) == (2, "")


@pytest.mark.parametrize("language", spreadsheets.LANGUAGES, ids=lambda language: language.code)
def test_every_row_of_a_generated_list_is_counted_once(language: spreadsheets.Language) -> None:
    result = spreadsheets.convert_rows(language, 100)  # asserts that the counts add up
    assert result.table_problems == ()
    assert len(result.draft.relationships) > 70
    assert result.problems
