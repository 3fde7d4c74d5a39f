"""The benchmarks run what they should in the order they should; no test looks at a clock."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks import rounds, running
from benchmarks.figures import Spread
from benchmarks.jobs import Job, JobError, chosen
from benchmarks.running import Sample
from conftest import ROOT


def test_each_round_has_every_job_and_the_baseline_more_often() -> None:
    jobs = [Job(name, ()) for name in ("pass", "a", "b", "c", "d")]
    orders = [rounds.in_round(jobs, jobs[:1], number) for number in range(5)]
    for order in orders:
        assert Counter(job.name for job in order) == {"pass": 3, "a": 1, "b": 1, "c": 1, "d": 1}
    assert len({tuple(job.name for job in order) for order in orders}) > 1


def test_a_job_runs_once_more_than_there_are_rounds() -> None:
    runs: Counter[str] = Counter()

    def run(job: Job) -> Sample:
        runs[job.name] += 1
        return Sample(float(runs[job.name]), 10)

    measured, skipped = rounds.measure([Job("a", ())], [Job("pass", ())], 3, run)
    assert runs == {"pass": 10, "a": 4}
    assert [one.job.name for one in measured] == ["pass", "a"]
    assert measured[1].seconds == Spread(3, 2.5, 3.5)  # without the first
    assert measured[1].peak == Spread(10, 10, 10)
    assert skipped == []


def test_what_may_lack_is_left_out_and_said_so() -> None:
    def run(job: Job) -> Sample:
        if job.name != "pass":
            raise JobError(job.name)
        return Sample(1, 1)

    optional, base = Job("x", (), may_lack="x is not installed"), Job("pass", ())
    measured, skipped = rounds.measure([optional], [base], 1, run)
    assert [one.job.name for one in measured] == ["pass"]
    assert skipped == [rounds.Skipped(optional, "x is not installed")]
    with pytest.raises(JobError):
        rounds.measure([Job("y", ())], [base], 1, run)


@pytest.mark.parametrize(
    ("parts", "names"),
    [((), ["`list -h`", "TAB"]), (("LIST -H",), ["`list -h`"]), (("tab", "no"), ["TAB"])],
)
def test_rows_are_chosen_by_parts_of_their_names(parts: Sequence[str], names: list[str]) -> None:
    jobs = [Job("`list -h`", ()), Job("TAB", ())]
    assert [job.name for job in chosen(jobs, parts)] == names


# Running


def python_job(code: str, expects: str = "") -> Job:
    return Job("job", (sys.executable, "-c", code), expects)


def test_peak_memory_is_that_of_the_job_and_not_of_who_started_it() -> None:
    small = running.run(python_job("pass"), sys.executable)
    large = running.run(python_job("len(b'x' * 100_000_000)"), sys.executable)
    assert 1_000_000 < small.peak < 60_000_000
    assert large.peak > 100_000_000


def test_a_job_on_a_terminal_sees_its_width() -> None:
    code = "import os; print(os.get_terminal_size(1).columns, 'columns')"
    running.run(python_job(code, "117 columns")._replace(columns=117), sys.executable)


def test_a_job_in_a_pipe_sees_no_terminal_and_its_own_variables() -> None:
    code = "import os, sys; print(sys.stdout.isatty(), os.environ['X'], 'COLUMNS' in os.environ)"
    job = python_job(code, "False y False")._replace(variables={"X": "y"})
    running.run(job, sys.executable)


@pytest.mark.parametrize(
    ("job", "problem"),
    [
        pytest.param(python_job("1 / 0"), "exit code 1, not 0: ZeroDivisionError", id="code"),
        pytest.param(python_job("print('no')", "yes"), "no 'yes' in the output: no", id="output"),
        pytest.param(Job("job", ("/nowhere/at-all",)), "FileNotFoundError", id="missing"),
    ],
)
def test_what_fails_is_not_measured(job: Job, problem: str) -> None:
    with pytest.raises(JobError, match=f"^job: .*{problem}"):
        running.run(job, sys.executable)


def test_an_exit_code_can_be_expected() -> None:
    running.run(python_job("raise SystemExit(2)")._replace(code=2), sys.executable)


# The command


def benchmarks(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "benchmarks", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_one_row_can_be_measured_alone() -> None:
    done = benchmarks("--repeat", "1", "--only", "list --json", "--only", "parse")
    assert (done.returncode, done.stderr) == (0, "")
    about, base, *tables = done.stdout.split("\n\n")
    assert re.match(r"Measured on .+, \d+ cores?, .+, CPython 3[.\d]+; sistercities ", about)
    assert re.match(r"1 round\. `python -c pass`: [\d.]+ m?s\.$", base)
    own, others = tables[0].splitlines(), tables[1].splitlines()
    assert own[0].startswith("| This program | median | × `python -c pass` |")
    assert re.match(
        r"\| `list --json` \| [\d.]+ m?s \| [\d.]+ \| .+ \| 6\.5 \| (yes|no) \|$", own[2]
    )
    assert others[2].startswith("| tomli: parse `data/cities.toml` | ")
    assert str(Path.home()) not in done.stdout


def test_growth_can_be_measured_with_few() -> None:
    done = benchmarks("--growth", "--repeat", "1", "--only", "json", "--sizes", "50", "60", "70")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    headers = [line.split(" | ")[:5] for line in lines if "quartiles" in line]
    sizes = ["50", "60", "70", "power 60 → 70"]
    assert headers == [["| Time", *sizes], ["| Peak memory", *sizes]]
    assert [line.split(" | ")[0] for line in lines if line.startswith("| `")] == [
        "| `list --json`", "| `list --json`",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "code", "problem"),
    [
        pytest.param(("--repeat", "0"), 2, "'0' is not a whole number from 1 up", id="no-round"),
        pytest.param(("--repeat", "x"), 2, "'x' is not a whole number", id="no-number"),
        pytest.param(("--sizes", "50"), 2, "--sizes takes two numbers at least", id="one-size"),
        pytest.param(("--sizes", "9", "5"), 2, "from small to large", id="order"),
        pytest.param(("--write", "--only", "x"), 2, "leave --only and --sizes out", id="partial"),
        pytest.param(("--only", "nonsense"), 1, "no row has nonsense in its name", id="no-row"),
        pytest.param(
            ("--growth", "--only", "nonsense", "--sizes", "5", "9"), 1, "There are: ", id="no-job"
        ),
        pytest.param(("--python", "/nowhere"), 1, "is no Python interpreter", id="no-python"),
    ],
)
def test_what_cannot_be_measured_is_said(
    arguments: tuple[str, ...], code: int, problem: str
) -> None:
    done = benchmarks(*arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert problem in done.stderr
    assert "Traceback" not in done.stderr
