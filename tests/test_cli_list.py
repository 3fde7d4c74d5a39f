"""The command ``list``: filters, order, formats and columns."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest

from conftest import SAMPLE, Run
from sistercities_cli import Directory
from sistercities_cli.formats.rows import LIST_COLUMNS

ON = ("--on", "2026-11-21")
TOWNS = ("--data", str(SAMPLE), *ON)
ALL = ["alund-brest", "alund-izmir", "alund-lyon", "brest-lyon", "choirs"]
COUNT = ("--columns", "id,years")
EMPTY = ("--country", "brazil")
NOTHING = "No relationships match.\n"


def listed(run: Run, *arguments: str) -> list[dict[str, Any]]:
    code, out, err = run("list", *TOWNS, "--json", *arguments)
    rows: list[dict[str, Any]] = json.loads(out)
    assert (code, err) == (0, "" if rows else NOTHING)
    return rows


def ids(run: Run, *arguments: str) -> list[str]:
    return [row["id"] for row in listed(run, *arguments)]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param("", ALL, id="all"),
        pytest.param("--of alund", ["alund-brest", "alund-izmir", "alund-lyon", "choirs"], id="of"),
        pytest.param("--of BREST", ["alund-brest", "brest-lyon"], id="of-the-second-home"),
        pytest.param("--of alund --of brest", ALL, id="of-either"),
        pytest.param(
            "--country france", ["alund-brest", "alund-lyon", "brest-lyon", "choirs"], id="country"
        ),
        pytest.param("--country SWE", ["alund-brest"], id="country-of-the-first-home"),
        pytest.param("--country SE --country TR", ["alund-brest", "alund-izmir"], id="countries"),
        pytest.param("--kind sister-city", ["alund-brest", "alund-izmir"], id="kind"),
        pytest.param("--kind friend", ["alund-lyon", "brest-lyon"], id="start-of-a-kind"),
        pytest.param("--status active", ["alund-brest"], id="status"),
        pytest.param("--status ended --status dormant", ["alund-lyon", "choirs"], id="statuses"),
        pytest.param("--founded 1960..1990", ["alund-brest", "alund-lyon"], id="founded"),
        pytest.param("--founded 1993..", ["alund-izmir", "choirs"], id="founded-since"),
        pytest.param("--founded ..1988-02-29", ["alund-brest", "alund-lyon"], id="founded-until"),
        pytest.param("--founded 1993", ["alund-izmir"], id="founded-in-a-year"),
        pytest.param("--founded 1993-09-02..1994", [], id="founded-maybe-outside"),
        pytest.param("--founded ..1960-12-30", [], id="founded-maybe-after"),
        pytest.param("--of alund --kind friendship", ["alund-lyon"], id="filters-add-up"),
        pytest.param("--sort id", ALL, id="sort-id"),
        pytest.param("--reverse", ALL[::-1], id="reverse"),
        pytest.param("--sort id --reverse", ALL[::-1], id="sort-id-reverse"),
        pytest.param(
            "--sort founded",
            ["alund-lyon", "alund-brest", "alund-izmir", "choirs", "brest-lyon"],
            id="sort-founded",
        ),
        pytest.param(
            "--sort founded --reverse",
            ["choirs", "alund-izmir", "alund-brest", "alund-lyon", "brest-lyon"],
            id="what-has-no-date-comes-last-either-way",
        ),
    ],
)
def test_filters_and_order(run: Run, arguments: str, expected: list[str]) -> None:
    assert ids(run, *arguments.split()) == expected


@pytest.mark.parametrize(
    ("key", "first", "last"),
    [
        ("home", "alund-brest", "brest-lyon"),
        ("partner", "alund-brest", "choirs"),
        ("country", "alund-brest", "alund-izmir"),
        ("kind", "choirs", "alund-izmir"),
        ("status", "alund-brest", "brest-lyon"),
        ("years", "choirs", "brest-lyon"),
        ("next", "alund-lyon", "choirs"),
    ],
)
def test_each_sort_key_orders_by_its_own_values(run: Run, key: str, first: str, last: str) -> None:
    found = ids(run, "--sort", key)
    assert (found[0], found[-1]) == (first, last)
    assert sorted(found) == ALL


def test_a_relationship_of_two_homes_is_seen_from_the_one_asked_for(run: Run) -> None:
    (row, _) = listed(run, "--of", "brest")
    assert (row["home"], row["partner"], row["country_code"]) == ("Brest", "Ålund", "SE")


def test_ages_are_counted_as_on_the_day(run: Run) -> None:
    (row,) = listed(run, "--status", "active", "--on", "2027-02-28")
    assert [row[key] for key in ("years", "next_number", "next_date", "next_days")] == [
        39, 39, "2027-02-28", 0,
    ]  # fmt: skip


def test_29_february_is_kept_as_asked(run: Run) -> None:
    eve = ("--on", "2027-02-28", "--leap-day", "mar1")
    (row,) = listed(run, "--status", "active", *eve)
    assert [row[key] for key in ("years", "next_number", "next_date", "next_days")] == [
        38, 39, "2027-03-01", 1,
    ]  # fmt: skip
    code, out, err = run("list", *TOWNS, *eve, "-f", "table")
    assert (code, err) == (0, "")
    assert "39th, 1 Mar 2027" in out


def test_json_has_always_the_same_keys(run: Run) -> None:
    assert [tuple(row) for row in listed(run)] == [LIST_COLUMNS] * len(ALL)


def read_tsv(out: str) -> list[list[str]]:
    return [line.split("\t") for line in out.rstrip("\n").split("\n")]


def read_csv(out: str) -> list[list[str]]:
    return list(csv.reader(StringIO(out, newline=""), strict=True))


def read_markdown(out: str) -> list[list[str]]:
    lines = [line.strip("|").split("|") for line in out.splitlines() if "---" not in line]
    return [[cell.strip() for cell in line] for line in lines]


@pytest.mark.parametrize(
    ("format", "read"), [("tsv", read_tsv), ("csv", read_csv), ("markdown", read_markdown)]
)
def test_formats_with_rows_have_the_columns_of_the_json(
    run: Run, format: str, read: Callable[[str], list[list[str]]]
) -> None:
    code, out, err = run("list", *TOWNS, "-f", format)
    header, *rows = read(out)
    assert (code, err, tuple(header)) == (0, "", LIST_COLUMNS)
    expected = ["" if value is None else str(value) for value in listed(run)[0].values()]
    assert rows[0] == expected
    assert [row[0] for row in rows] == ALL
    code, out, err = run("list", *TOWNS, "-f", format, "--no-header")
    assert (code, err, read(out)) == (0, "", rows)


def test_json_lines_hold_the_objects_of_the_json(run: Run) -> None:
    code, out, err = run("list", *TOWNS, "--format", "jsonl")
    assert (code, err) == (0, "")
    assert [json.loads(line) for line in out.splitlines()] == listed(run)


def test_a_table_can_be_had_without_a_terminal(run: Run) -> None:
    code, out, err = run("list", *TOWNS, "-f", "table")
    assert (code, err) == (0, "")
    assert "Ålund  4 relationships" in out
    assert "65–66" in out
    assert "\x1b" not in out


@pytest.mark.parametrize("command", ["list", "anniversary", "country sweden france"])
def test_a_table_has_a_relationship_of_two_homes_under_each_of_them(run: Run, command: str) -> None:
    """For rows it is one: a program that adds them up must not count it twice."""
    shown = run(*command.split(), *TOWNS, "-f", "table").out
    first, of_brest, second = shown.partition("\n\nBrest  ")
    assert of_brest
    assert sum(line.startswith("Brest ") for line in first.splitlines()) == 1
    assert sum(line.startswith("Ålund ") for line in second.splitlines()) == 1
    rows = run(*command.split(), *TOWNS, "--columns", "id", "--no-header").out.split()
    assert rows.count("alund-brest") == 1


@pytest.mark.parametrize("command", ["anniversary", "show"])
@pytest.mark.parametrize("names", ["alund brest", "brest alund"])
def test_a_relationship_of_two_homes_that_are_named_is_one_record(
    run: Run, command: str, names: str
) -> None:
    found = json.loads(run(command, *names.split(), *TOWNS, "--json").out)
    assert [one["id"] for one in found].count("alund-brest") == 1


def test_a_table_is_in_order_under_each_home(run: Run) -> None:
    shown = run("list", *TOWNS, "-f", "table", "--sort", "partner", "--reverse").out
    second = shown.partition("\n\nBrest  ")[2].splitlines()
    partners = [line.split()[0] for line in second if line.startswith(("Ålund", "Lyon"))]
    assert partners == ["Lyon", "Ålund"]


def test_a_table_can_go_without_its_header(run: Run) -> None:
    code, out, err = run("list", *TOWNS, "-f", "table", "--no-header")
    assert (code, err) == (0, "")
    assert "Founded" not in out
    assert "29 Feb 1988" in out


def test_in_a_pipe_the_default_is_tsv(run: Run) -> None:
    assert run("list", *TOWNS) == run("list", *TOWNS, "-f", "tsv")


@pytest.mark.parametrize(
    ("format", "expected"),
    [
        pytest.param("tsv", "years\tid\n38\talund-brest\n", id="tsv"),
        pytest.param("csv", "years,id\n38,alund-brest\n", id="csv"),
        pytest.param("markdown", "| years | id |\n| --- | --- |\n| 38 | alund-brest |\n", id="md"),
        pytest.param("jsonl", '{"years": 38, "id": "alund-brest"}\n', id="jsonl"),
    ],
)
def test_columns_are_picked_and_ordered(run: Run, format: str, expected: str) -> None:
    arguments = ("--columns", "years, id", "--status", "active", "-f", format)
    assert run("list", *TOWNS, *arguments) == (0, expected, "")


def test_columns_are_picked_in_a_table_too(run: Run) -> None:
    code, out, err = run("list", *TOWNS, *COUNT, "-f", "table")
    assert (code, err) == (0, "")
    assert [line.split() for line in out.splitlines()[2:4]] == [
        ["alund-brest", "38"], ["alund-izmir", "33"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "header"),
    [
        pytest.param(("-f", "tsv"), "id\tyears\n", id="tsv"),
        pytest.param(("-f", "csv"), "id,years\n", id="csv"),
        pytest.param(("-f", "markdown"), "| id | years |\n| --- | --- |\n", id="markdown"),
        pytest.param(("--json",), "[]\n", id="json"),
        pytest.param(("-f", "jsonl"), "", id="jsonl"),
        pytest.param(("-f", "table"), "", id="table"),
        pytest.param(("-f", "tsv", "--no-header"), "", id="tsv-without-header"),
    ],
)
def test_an_empty_answer_is_an_answer(run: Run, arguments: tuple[str, ...], header: str) -> None:
    assert run("list", *TOWNS, *EMPTY, *COUNT, *arguments) == (0, header, NOTHING)


@pytest.mark.parametrize(
    ("option", "name", "message"),
    [
        pytest.param(
            "--of", "lyon", "No home called 'lyon'. There are Ålund and Brest.\n", id="not-a-home"
        ),
        pytest.param("--of", "", "No home called ''.", id="empty"),
        pytest.param("--country", "atlantis", "No country called 'atlantis'.", id="no-country"),
        pytest.param(
            "--country",
            "qqq",
            "No country called 'qqq'. Write its name or ISO code, like Germany or DE.\n",
            id="like-no-country",
        ),
        pytest.param(
            "--country", "frence", "No country called 'frence'. Did you mean France?", id="misspelt"
        ),
        pytest.param("--kind", "enmity", "No kind called 'enmity'.", id="no-kind"),
    ],
)
def test_an_unknown_name_is_no_empty_answer(run: Run, option: str, name: str, message: str) -> None:
    code, out, err = run("list", *TOWNS, option, name)
    assert (code, out) == (1, "")
    assert err.startswith(f"Error: {message}")


def test_the_bundled_directory_has_49_relationships(run: Run, directory: Directory) -> None:
    code, out, err = run("list", *ON, "--columns", "id", "--no-header")
    assert (code, err) == (0, "")
    assert out.splitlines() == [one.id for one in directory.relationships]
    assert len(out.splitlines()) == 49
