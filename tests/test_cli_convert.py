"""The ``convert`` command: data file on stdout, problems on stderr."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import pytest
import tomli

from conftest import ROOT, SAMPLE, Run
from sistercities_cli.datafile.check import check_data
from sistercities_cli.datafile.write import format_data_file

HOME = ("--home", "Springfield, US")
ON = ("--on", "2026-11-21")
TWO = "City,Country,Founded,Mayor\nKiel,Germany,1960,X\nLyon,FR,,\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "towns.csv"


def test_data_file_goes_to_stdout_and_remarks_to_stderr(run: Run, file: Path) -> None:
    file.write_text(TWO, "utf-8")
    code, out, err = run("convert", str(file), *HOME, *ON)
    assert code == 0
    assert err.splitlines() == [
        "Columns read: partner from 'City', country from 'Country', founded from 'Founded'",
        "Columns not used: Mayor",
        "Coordinates and time zones of 2 places from GeoNames:",
        "By exact name: Kiel (DE), Lyon (FR)",
        "No coordinates found; add latitude and longitude, or another name:",
        "Several places have this name: Springfield (US)",
        "Written: 2 relationships, 3 cities in 3 countries",
    ]
    document = tomli.loads(out)
    assert check_data(document) == []
    assert list(document["relationships"]) == ["springfield-kiel", "springfield-lyon"]
    assert document["directory"]["date"] == "2026-11-21"
    comments = out.partition("\n[")[0].splitlines()
    assert (
        comments[0]
        == "# Sister cities of Springfield, made by sistercities convert from towns.csv."
    )
    assert all(line == "" or line.startswith("#") for line in comments)
    assert any("it is active" in line for line in comments)
    assert "# By exact name: Kiel (DE), Lyon (FR)" in comments


def test_spreadsheet_may_come_from_standard_input(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TWO.encode())))
    result = run("convert", "-", *HOME, *ON, "--no-places")
    assert (result.code, result.err.count("\n")) == (0, 3)
    assert "made by sistercities convert from a spreadsheet." in result.out


def test_options_are_defaults_for_rows(run: Run, file: Path) -> None:
    file.write_text(
        "City,Country,Founded,Kind\nKiel,DE,03/04/1999,\nLyon,FR,,Friendship\n", "utf-8"
    )
    code, out, _ = run(
        "convert", str(file), "--home", "Springfield", "--home-country", "USA", *ON, "--kind",
        "Twin Towns", "--status", "unconfirmed", "--title", "Our towns", "--month-first",
    )  # fmt: skip
    assert code == 0
    document = tomli.loads(out)
    assert document["cities"]["springfield"]["country"] == "US"
    assert document["directory"]["title"] == "Our towns"
    kiel, lyon = document["relationships"].values()
    assert (kiel["kind"], kiel["status"], kiel["founded"]) == (
        "twin town", "unconfirmed", "1999-03-04",
    )  # fmt: skip
    assert (lyon["kind"], lyon["status"]) == ("friendship", "unconfirmed")
    assert "it is unconfirmed" in out


def test_file_without_valid_rows_is_an_error(run: Run, file: Path) -> None:
    file.write_text("City,Country\nKiel,Grmany\n", "utf-8")
    code, out, err = run("convert", str(file), *HOME, "--skip-bad")
    assert (code, out) == (3, "")
    assert "row 2, Country: No country called 'Grmany'" in err


def test_missing_spreadsheet_is_an_error(run: Run, file: Path) -> None:
    result = run("convert", str(file), *HOME)
    reason = "cannot be read: No such file or directory"
    assert result == (3, "", f"Error: {file} has 1 problem:\n  {reason}\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param("", "expected the one city whose partners", id="no-home"),
        pytest.param("--home Brest,FR --home Kiel,DE", "expected the one city", id="two-homes"),
        pytest.param(
            "--home Springfield", "has no country: write it like Springfield, US", id="bare"
        ),
        pytest.param("--home Springfield,US --title \x07", "control character", id="title"),
        pytest.param("--home Springfield,US --title=\u3000", "is empty", id="no-title"),
        pytest.param("--home Springfield,US --kind=", "is empty", id="no-kind"),
        pytest.param("--home Springfield,US --status lively", "lively", id="status"),
        pytest.param("--home Springfield,US --on 2026", "is not a day", id="year"),
        pytest.param("--column mayor=X", "'mayor' is not a field: there are home,", id="field"),
    ],
)
def test_invalid_option_is_a_usage_error(
    run: Run, file: Path, arguments: str, message: str
) -> None:
    file.write_text(TWO, "utf-8")
    code, out, err = run("convert", str(file), *arguments.split(" ") if arguments else ())
    assert (code, out) == (2, "")
    assert message in " ".join(err.split())


def test_home_in_unknown_country_has_a_suggestion(run: Run, file: Path) -> None:
    file.write_text(TWO, "utf-8")
    code, out, err = run("convert", str(file), "--home", "Bonn, Gemrany")
    assert (code, out) == (1, "")
    assert "Error: No country called 'Gemrany'. Did you mean Germany? Try: sistercities" in err


def test_unprintable_file_name_is_not_in_the_comments(run: Run, tmp_path: Path) -> None:
    spreadsheet = tmp_path / "a\n[homes]\n.csv"
    spreadsheet.write_text(TWO, "utf-8")
    code, out, _ = run("convert", str(spreadsheet), *HOME, *ON)
    assert code == 0
    assert "from a spreadsheet." in out
    assert list(tomli.loads(out)["homes"]) == ["springfield"]


def test_csv_output_of_list_can_be_converted(run: Run, file: Path, tmp_path: Path) -> None:
    towns = ("--data", str(SAMPLE), *ON)
    columns = "partner,country,kind,founded,status,status_since,latitude,longitude,timezone"
    file.write_text(run("list", *towns, "-f", "csv").out, "utf-8")
    homes = ("--home", "Ålund, Sweden", "--home", "Brest, France")
    code, out, err = run("convert", str(file), *homes, *ON)
    assert code == 0
    assert "\nColumns not used: id, precision, years, years_max, next_number," in err
    own = tmp_path / "own.toml"
    own.write_text(out, "utf-8")
    again = run("list", "--data", str(own), *ON, "--columns", f"home,{columns}")
    expected = run("list", *towns, "--columns", f"home,{columns}")
    assert (again.code, again.err) == (0, "")
    assert sorted(again.out.splitlines()) == sorted(expected.out.splitlines())


def test_special_characters_are_escaped_in_the_data_file() -> None:
    document: dict[str, Any] = {
        "directory": {"title": 'A "quoted"\\ # title'},
        "homes": {"a": {"programme": "[x]\n'''"}},
    }
    text = "".join(format_data_file(document, ["first", "", "last"]))
    assert tomli.loads(text) == document
    assert text.startswith("# first\n#\n# last\n\n[directory]\n")


def test_guide_creates_a_page_with_a_map_from_a_workbook(run: Run, tmp_path: Path) -> None:
    workbook = str(ROOT / "docs" / "example" / "partnerstaedte.xlsx")
    own = tmp_path / "neustadt.toml"
    converted = run("convert", workbook, "--home", "Neustadt am See, Deutschland", *ON)
    own.write_text(converted.out, "utf-8")
    page = run("site", "--data", str(own), *ON)
    assert (converted.code, page.code) == (0, 0)
    assert "Szczecinek" in page.out
    assert "<svg" in page.out
