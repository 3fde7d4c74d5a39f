"""The types of the public API, checked with mypy."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.util import find_spec

import pytest

from conftest import ROOT

USE = '''
"""Correct use of the API."""
import datetime as dt
from typing import Literal, assert_never, assert_type

import sistercities_cli as sistercities
from sistercities_cli import (
    City, Directory, LeapDay, Organisation, Party, PartialDate, Relationship, SortKey, Status,
    Upcoming, Window, Year, YearMonth,
)
from sistercities_cli.types import ListRecord

day = dt.date(2026, 11, 21)
directory = sistercities.load()
assert_type(directory, Directory)
assert_type(sistercities.load("ourtown.toml"), Directory)


def name(thing: Party | Relationship) -> str:
    match thing:
        case City() | Organisation():
            return thing.name
        case Relationship():
            return thing.partner.name
        case _:
            assert_never(thing)


def written(date: PartialDate) -> str:
    if isinstance(date, Year):
        return f"in {date.year}"
    if isinstance(date, YearMonth):
        return f"in month {date.month} of {date.year}"
    assert_type(date, dt.date)
    return date.strftime("%d %B %Y")


for one in directory.select(of="chicago", statuses=[Status.ACTIVE, "dormant"], founded="1990s"):
    assert_type(one, Relationship)
    age = one.anniversary(day, leap_day=LeapDay.MAR1, nth=60)
    assert_type(age.to_dict()["years"], int | None)
    assert_type(age.years, int | None)
    if age.next is not None:
        assert_type(age.next.days, int | None)
        print(name(one), written(age.next.date), age.next.weekday or "")
agenda = sistercities.upcoming(directory, Window.within("6m", day))
assert_type(agenda, list[Upcoming])
ordered = sistercities.sort_relationships(directory.relationships, SortKey.NEXT, day)
assert_type([directory.evidence(one).sources[0].url for one in ordered], list[str])
assert_type(sistercities.parse_date("1960"), PartialDate)
rows: list[ListRecord] = sistercities.records(directory, directory.of("osaka"), on=day)
assert_type(rows[0]["partner"], str)
assert_type([one.id for one in directory], list[str])
assert_type(directory["chicago-osaka"], Relationship)
assert_type(sistercities.calendar(directory, include="month"), bytes)
assert_type(sistercities.geojson(directory, on=day)["features"][0]["type"], Literal["Feature"])
try:
    directory.find("osaka")
except sistercities.NotFoundError as error:
    assert_type(error.suggestions, tuple[str, ...])
except sistercities.DataError as error:
    assert_type([problem.line for problem in error.problems], list[int | None])
'''

PROMPT = re.compile(r">>> |\.\.\. ")

# Each incorrect line ends with the code of its error.
MISUSE = """
import datetime as dt

import sistercities_cli as sistercities
from sistercities_cli import Year

day = dt.date(2026, 11, 21)
directory = sistercities.load()
one = directory.relationships[0]
sistercities.load(1960)  # arg-type
directory.find(42)  # arg-type
directory.find("osaka").name  # union-attr
directory.select(status="active")  # call-arg
directory.select(statuses=[1])  # list-item
sistercities.records(directory)  # call-arg
sistercities.record(directory, 5, on=day)  # arg-type
sistercities.record(directory, one, on=day)["size"]  # typeddict-item
one.anniversary("2026-11-21")  # arg-type
one.anniversary(day, leap_day=1)  # arg-type
one.anniversary(day).years + 1  # operator
one.anniversary(day).next.number  # union-attr
one.founded.isoformat()  # union-attr
one.status = sistercities.Status.ENDED  # misc
one.nickname  # attr-defined
sistercities.upcoming([one], ("2026-01-01", "2026-12-31"))  # arg-type
sistercities.anniversary(Year("1960"), day)  # arg-type
first, *others = directory.of(one)[0]  # misc
one.founded_on = day  # assignment
sistercities.sort_relationships([one], 5, day)  # arg-type
sistercities.no_such_function()  # attr-defined
"""


@pytest.fixture(scope="module")
def mypy_output(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the output of mypy for the programs and the examples, outside of the project."""
    if find_spec("mypy") is None:
        pytest.skip("mypy is not installed")
    folder = tmp_path_factory.mktemp("typing")
    (folder / "use.py").write_text(USE, "utf-8")
    (folder / "misuse.py").write_text(MISUSE, "utf-8")
    for page in (ROOT / "README.md", ROOT / "docs" / "python.md"):
        code = [line[4:] for line in page.read_text("utf-8").splitlines() if PROMPT.match(line)]
        (folder / f"{page.stem}.py").write_text("\n".join(code), "utf-8")
    (folder / "mypy.ini").write_text("[mypy]\nstrict = true\npretty = false\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--no-error-summary", f"--cache-dir={os.devnull}", "."],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
    )
    assert (done.returncode, done.stderr) == (1, "")
    return done.stdout


def test_correct_use_and_documented_examples_pass(mypy_output: str) -> None:
    assert [line for line in mypy_output.splitlines() if not line.startswith("misuse.py:")] == []


def test_each_incorrect_line_is_reported(mypy_output: str) -> None:
    errors = {
        (int(line), code)
        for line, code in re.findall(
            r"^misuse\.py:(\d+): error: .*\[([a-z-]+)\]$", mypy_output, re.MULTILINE
        )
    }
    lines = enumerate(MISUSE.splitlines(), 1)
    assert errors == {(line, text.partition("  # ")[2]) for line, text in lines if "  # " in text}
