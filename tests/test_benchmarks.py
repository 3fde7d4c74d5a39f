"""What the benchmarks compute, write, refuse and make up, without any clock."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest
import tomli

import sistercities_cli
from benchmarks import __main__ as command
from benchmarks import figures, generator, growthtable, interpreter, markdown, rounds
from benchmarks import startup as start
from benchmarks.figures import Point, Spread
from benchmarks.interpreter import InterpreterError
from benchmarks.jobs import Job
from sistercities_cli.datafile import check
from sistercities_cli.dates import precision


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param([7], Spread(7, 7, 7), id="one"),
        pytest.param([1, 3], Spread(2, 1.5, 2.5), id="two"),
        pytest.param([9, 1, 5, 3, 7], Spread(5, 3, 7), id="unordered"),
        pytest.param([1, 1, 1, 1000], Spread(1, 1, 250.75), id="one-far-out"),
    ],
)
def test_median_and_quartiles(values: list[float], expected: Spread) -> None:
    assert figures.spread(values) == expected


def test_a_multiple_keeps_the_order_of_the_quartiles() -> None:
    assert Spread(6, 5, 8).over(2) == Spread(3, 2.5, 4)


@pytest.mark.parametrize("power", [0.5, 1, 2])
def test_the_exponent_is_that_of_the_growth_whatever_a_start_costs(power: float) -> None:
    def cost(size: float) -> Point:
        return Point(size, 60 + 3 * (size - 50) ** power)

    found = figures.exponent(cost(50), cost(1_000), cost(100_000))
    assert found == pytest.approx(power)


@pytest.mark.parametrize("costs", [(5, 5, 9), (5, 4, 9), (5, 9, 5)])
def test_there_is_no_exponent_where_nothing_grows(costs: tuple[float, float, float]) -> None:
    start, smaller, larger = map(Point, (50, 1_000, 10_000), costs)
    assert figures.exponent(start, smaller, larger) is None


@pytest.mark.parametrize(
    ("ratio", "met"), [(6.4, True), (6.5, True), (6.504, True), (6.506, False), (7, False)]
)
def test_a_limit_is_met_up_to_what_is_printed(ratio: float, met: bool) -> None:
    assert figures.is_met(ratio, 6.5) is met


def test_a_growth_table_has_a_row_a_job_and_a_column_a_size() -> None:
    rows = [
        growthtable.Row("parse", [Spread(2, 2, 2), Spread(3, 3, 3), Spread(13, 12, 14)]),
        growthtable.Row("list", [Spread(4, 4, 4), Spread(5, 5, 5), Spread(26, 13, 39)]),
    ]
    table = growthtable.table("Time", rows, (0, 10, 100), {"list": 1.6}, "{:.0f} s".format)
    assert table.splitlines() == [
        "| Time | 0 | 10 | 100 | power 10 → 100 | × parse | quartiles | at most | met |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
        "| parse | 2 s | 3 s | 13 s | 1.04 | 1.00 | 0.92–1.08 |  |  |",
        "| list | 4 s | 5 s | 26 s | 1.34 | 2.00 | 1.00–3.00 | 1.6 | no |",
    ]


def test_a_row_says_how_often_the_baseline_fits_into_it() -> None:
    base = rounds.Measured(Job("pass", ()), Spread(0.01, 0.009, 0.011), Spread(1, 1, 1))
    row = rounds.Measured(Job("-h", (), limit=6), Spread(0.055, 0.05, 0.065), Spread(1, 1, 1))
    assert start.row_cells(row, base) == ("-h", "55.0 ms", "5.50", "5.00–6.50", "6", "yes")


def test_a_part_of_a_page_is_replaced_and_the_rest_stays() -> None:
    page = "a\n<!-- measured: x -->\n\nold\n\n<!-- end -->\nb\n<!-- measured: y --><!-- end -->"
    once = markdown.fill(page, "x", "new\n")
    assert once == page.replace("old\n", "new\n")
    assert markdown.fill(once, "x", "new\n") == once


@pytest.mark.parametrize("page", ["", "<!-- measured: x -->", "<!-- end --><!-- measured: x -->"])
def test_a_page_without_the_marks_is_not_written(page: str) -> None:
    with pytest.raises(ValueError, match="no part between <!-- measured: x -->"):
        markdown.fill(page, "x", "new")


@pytest.mark.parametrize("part", ["start", "growth"])
def test_the_page_has_a_place_for_each_part(part: str) -> None:
    page = command.PAGE.read_text("utf-8")
    assert "\n\nNEW\n<!-- end -->\n" in markdown.fill(page, part, "NEW")


def test_the_interpreter_of_an_environment_is_taken() -> None:
    found = interpreter.find(sys.executable)
    assert found.python == sys.executable
    assert found.version.split() == ["CPython", ".".join(map(str, sys.version_info[:3]))]
    assert {"typer", "rich", "tomli"} < set(found.packages)


@pytest.mark.parametrize(
    "path", ["/home/ann/.pyenv/shims/python", "/home/ann/.asdf/shims/python3", r"C:\x\shims\py.exe"]
)
def test_a_path_through_shims_is_refused_even_to_a_binary(path: str) -> None:
    assert "is a shim" in (interpreter.shim_problem(path, b"\x7fELF") or "")


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        pytest.param("shims/python", "is a shim of a version manager", id="shim"),
        pytest.param("bin/python", "is a script that starts an interpreter", id="script"),
    ],
)
def test_a_script_in_place_of_the_interpreter_is_refused(
    tmp_path: Path, name: str, problem: str
) -> None:
    script = tmp_path / name
    script.parent.mkdir()
    script.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n', "utf-8")
    script.chmod(0o755)
    with pytest.raises(InterpreterError, match=problem):
        interpreter.find(str(script))


@pytest.mark.parametrize("path", ["/bin/sh", "/nowhere/python"])
def test_what_is_no_interpreter_is_refused(path: str) -> None:
    with pytest.raises(InterpreterError, match=f"{path} is no Python interpreter"):
        interpreter.find(path)


def test_a_binary_that_starts_the_interpreter_of_another_place_is_refused() -> None:
    problem = interpreter.another_problem("/usr/bin/mise", "/opt/python/bin/python3")
    assert problem is not None
    assert problem.startswith("/usr/bin/mise only starts /opt/python/bin/python3.")


@pytest.mark.parametrize(
    ("head", "problem"),
    [
        pytest.param(b"#!/v/bin/python3\nimport sys\n", None, id="own"),
        pytest.param(b"#!/bin/sh\n'''exec' /v/bin/python3 \"$0\"\n", None, id="own-by-sh"),
        pytest.param(b"#!/w/bin/python3\nimport sys\n", "does not run by", id="other"),
        pytest.param(b"#!/usr/bin/env bash\n\n/v/bin/python\n", "does not run by", id="shim"),
        pytest.param(b"", "is not there: install the program", id="missing"),
    ],
)
def test_a_console_script_runs_by_its_own_interpreter(head: bytes, problem: str | None) -> None:
    found = interpreter.script_problem("/v/bin/sistercities", head, "/v/bin/python")
    assert (found is None) if problem is None else (problem in (found or ""))


@pytest.mark.parametrize("count", [1, 50, 51, 140, 500])
def test_made_up_data_is_right_and_of_the_size_asked_for(count: int) -> None:
    document = tomli.loads("".join(generator.directory(count)))
    assert check.check_data(document) == []
    assert len(document["relationships"]) == count


def test_made_up_data_is_the_same_each_time() -> None:
    assert list(generator.directory(200)) == list(generator.directory(200))


def test_made_up_data_has_what_real_data_has(tmp_path: Path) -> None:
    file = tmp_path / "towns.toml"
    file.write_text("".join(generator.directory(500)), "utf-8")
    directory = sistercities_cli.load(file)
    found = directory.relationships
    assert {precision(one.founded) for one in found} == {"day", "month", "year", "none"}
    assert {one.status.value for one in found} == {
        "active", "suspended", "dormant", "ended", "unconfirmed",
    }  # fmt: skip
    assert len(directory.kinds) == 3
    assert len({one.partner.country.code for one in found}) == len(generator.COUNTRIES)
    assert any(one.events for one in found)
    assert any(one.signatories for one in found)
    assert {str(one.founded)[-5:] for one in found} >= {"02-29"}
    assert all(directory.evidence(one).sources for one in found)
    assert any(len(directory.views(one)) == 2 for one in found)


def test_made_up_cities_have_names_of_their_own() -> None:
    names = [generator.city_name(number) for number in range(60_000)]
    assert Counter(names).most_common(1)[0][1] == 1
    assert sum(not name.isascii() for name in names) > 10_000
