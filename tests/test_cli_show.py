"""The command ``show``: names, formats, and everything known about a relationship."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from conftest import SAMPLE, Run

ON = ("--on", "2026-11-21")
TOWNS = ("--data", str(SAMPLE), *ON)
KEYS = {
    "id", "title", "also", "home", "partner", "with", "kind", "kind_confidence", "founded",
    "precision", "founded_confidence", "founded_note", "signatories", "signatories_note",
    "status", "status_confidence", "status_since", "status_as_of", "status_note", "on",
    "years", "years_max", "elapsed", "next", "milestone", "distance_km", "distance_miles",
    "local_time", "website", "areas", "events", "notes", "highlights", "conflicts", "sources",
}  # fmt: skip


def shown(run: Run, *arguments: str) -> list[dict[str, Any]]:
    code, out, err = run("show", *arguments, *ON, "--json")
    assert (code, err) == (0, "")
    rows: list[dict[str, Any]] = json.loads(out)
    return rows


def towns(run: Run, *arguments: str) -> list[str]:
    return [row["id"] for row in shown(run, "--data", str(SAMPLE), *arguments)]


@pytest.mark.parametrize(
    ("name", "partner", "ids"),
    [
        pytest.param("kiev", "Kyiv", ["chicago-kyiv"], id="former-name"),
        pytest.param("KYIV", "Kyiv", ["chicago-kyiv"], id="capitals"),
        pytest.param("Київ", "Kyiv", ["chicago-kyiv"], id="cyrillic"),
        pytest.param("goteborg", "Gothenburg", ["chicago-gothenburg"], id="native-no-accents"),
        pytest.param("Göteborg", "Gothenburg", ["chicago-gothenburg"], id="native"),
        pytest.param("Petah Tikva", "Petach Tikva", ["chicago-petach-tikva"], id="spelling"),
        pytest.param("bogota", "Bogotá", ["chicago-bogota"], id="without-accents"),
        pytest.param("大阪", "Osaka", ["chicago-osaka"], id="japanese"),
        pytest.param("mil", "Milan", ["chicago-milan", "birmingham-milan"], id="prefix-two-homes"),
        pytest.param("chicago-osaka", "Osaka", ["chicago-osaka"], id="relationship"),
    ],
)
def test_a_name_is_found_however_it_is_written(
    run: Run, name: str, partner: str, ids: list[str]
) -> None:
    rows = shown(run, name)
    assert [row["id"] for row in rows] == ids
    assert {row["partner"]["name"] for row in rows} == {partner}


def test_a_misspelt_name_is_asked_about(run: Run) -> None:
    code, out, err = run("show", "cassablanca")
    assert (code, out) == (1, "")
    assert "Did you mean Casablanca?" in err


def test_an_ambiguous_beginning_lists_the_candidates(run: Run) -> None:
    code, out, err = run("show", "mi")
    assert (code, out) == (1, "")
    assert err.startswith("Error: 'mi' may be ")
    assert "Milan" in err
    assert "Mirpur" in err


def test_a_name_like_no_other_gets_no_guess(run: Run) -> None:
    message = "Error: No city or organisation called 'qqqqqqq'. See: sistercities list\n"
    assert run("show", "qqqqqqq") == (1, "", message)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        pytest.param("new york", "new york", id="alone"),
        pytest.param("osaka new york milan", "new york", id="among-others"),
        pytest.param("new delhi york", "york", id="behind-a-name-that-begins-alike"),
    ],
)
def test_an_unknown_name_of_several_words_is_said_whole(run: Run, words: str, name: str) -> None:
    message = f"Error: No city or organisation called {name!r}. See: sistercities list\n"
    assert run("show", *words.split()) == (1, "", message)


def test_a_misspelt_name_among_several_is_asked_about_alone(run: Run) -> None:
    message = "Error: No city or organisation called 'kyvv'. Did you mean Kyiv?\n"
    assert run("show", "kyvv", "lahor") == (1, "", message)


@pytest.mark.parametrize(
    ("names", "ids"),
    [
        pytest.param("izmir", ["alund-izmir"], id="city"),
        pytest.param("Smyrna", ["alund-izmir"], id="other-name"),
        pytest.param("lyon", ["alund-lyon", "brest-lyon"], id="partner-of-two-homes"),
        pytest.param("LC", ["choirs"], id="abbreviation-of-an-organisation"),
        pytest.param("the harbour pact", ["alund-brest"], id="title-of-several-words"),
        pytest.param("harbours", ["alund-brest"], id="other-name-of-a-relationship"),
        pytest.param("izmir choirs", ["alund-izmir", "choirs"], id="two-names"),
        pytest.param("lyon choir izmir", ["choirs", "alund-izmir"], id="two-words-and-one"),
        pytest.param("izmir smyrna alund-izmir", ["alund-izmir"], id="the-same-thing-thrice"),
        pytest.param("brest", ["alund-brest", "brest-lyon"], id="home"),
        pytest.param(
            "alund", ["alund-brest", "alund-izmir", "alund-lyon", "choirs"], id="home-without-ring"
        ),
    ],
)
def test_what_names_mean(run: Run, names: str, ids: list[str]) -> None:
    assert towns(run, *names.split()) == ids


def test_a_home_lists_its_relationships_from_its_own_side(run: Run) -> None:
    row = shown(run, "brest", "--data", str(SAMPLE))[0]
    assert (row["home"]["name"], row["partner"]["name"]) == ("Brest", "Ålund")
    assert (row["home"]["term"], row["partner"]["term"]) == ("ville jumelée", "vänort")
    assert [one["side"] for one in row["signatories"]] == ["partner", "home", None]


def test_29_february_is_kept_as_asked(run: Run) -> None:
    eve = ("harbours", "--data", str(SAMPLE), "--on", "2027-02-28", "--leap-day", "mar1")
    code, out, err = run("show", *eve, "--json")
    assert (code, err) == (0, "")
    assert json.loads(out)[0]["years"] == 38
    assert json.loads(out)[0]["next"]["date"] == "2027-03-01"
    code, out, err = run("show", *eve, "-f", "table")
    assert (code, err) == (0, "")
    assert "39th anniversary, Monday 1 March 2027, tomorrow" in out
    code, out, err = run("show", "brest", *eve[1:], "-f", "table")
    assert (code, err) == (0, "")
    assert "39th, 1 Mar 2027" in out


def test_json_has_always_the_same_keys(run: Run) -> None:
    rows = shown(run, "alund", "brest", "--data", str(SAMPLE))
    assert {frozenset(row) for row in rows} == {frozenset(KEYS)}


def test_json_has_the_evidence_without_asking(run: Run) -> None:
    (row,) = shown(run, "harbours", "--data", str(SAMPLE))
    assert row == shown(run, "harbours", "--data", str(SAMPLE), "--sources")[0] | {
        "local_time": row["local_time"]
    }
    assert [one["publisher"] for one in row["sources"]] == ["The Paper", "Town of Ålund"]
    assert [one["field"] for one in row["conflicts"]] == ["founded", "highlights"]


def facts(out: str, separator: str) -> list[list[str]]:
    return list(csv.reader(StringIO(out, newline=""), delimiter=separator, strict=True))


@pytest.mark.parametrize(("format", "separator"), [("tsv", "\t"), ("csv", ",")])
def test_elsewhere_there_is_one_row_a_fact(run: Run, format: str, separator: str) -> None:
    code, out, err = run("show", "izmir", "choirs", *TOWNS, "-f", format)
    header, *rows = facts(out, separator)
    assert (code, err, header) == (0, "", ["id", "field", "value"])
    assert ["alund-izmir", "partner.also.0", "Smyrna"] in rows
    assert ["alund-izmir", "status_since", "2020-01-15"] in rows
    assert ["alund-izmir", "next.number", "34"] in rows
    assert ["choirs", "partner_units", "basses"] not in rows
    assert ["choirs", "partner.units.0", "basses"] in rows
    assert "" not in {value for _, _, value in rows}
    assert list(dict.fromkeys(id for id, _, _ in rows)) == ["alund-izmir", "choirs"]


def test_in_a_pipe_the_default_is_tsv(run: Run) -> None:
    plain, tsv = run("show", "choirs", *TOWNS), run("show", "choirs", *TOWNS, "-f", "tsv")
    assert plain.code == 0
    assert facts(plain.out, "\t")[0] == ["id", "field", "value"]
    assert len(plain.out.splitlines()) == len(tsv.out.splitlines())


def test_columns_of_the_facts_can_be_picked(run: Run) -> None:
    arguments = ("--columns", "value,field", "--no-header")
    code, out, err = run("show", "choirs", *TOWNS, *arguments)
    assert (code, err) == (0, "")
    assert out.startswith("choirs\tid\n")
    code, out, err = run("show", "choirs", *TOWNS, *arguments, "--json")
    assert (code, err) == (0, "")
    assert json.loads(out)[0] == {"value": "choirs", "field": "id"}


def test_the_page_of_a_city_names_it_and_its_relationships(run: Run) -> None:
    code, out, err = run("show", "lyon", *TOWNS, "-f", "table")
    assert (code, err) == (0, "")
    assert "Lyon, France" in out
    assert "Friendship: Ålund and Lyon" in out
    assert "Friendship: Brest and Lyon" in out


def test_the_page_of_a_relationship_is_about_it_alone(run: Run) -> None:
    code, out, err = run("show", "alund-lyon", *TOWNS, "-f", "table")
    assert (code, err) == (0, "")
    assert "Friendship: Ålund and Lyon" in out
    assert "Brest" not in out


def test_the_page_has_its_sources_where_they_are_asked_for(run: Run) -> None:
    code, out, err = run("show", "harbours", *TOWNS, "-f", "table")
    assert (code, err) == (0, "")
    assert "add --sources" in out
    assert "https://paper.example/1988" not in out
    code, out, err = run("show", "harbours", *TOWNS, "-f", "table", "--sources")
    assert (code, err) == (0, "")
    assert "add --sources" not in out
    assert "https://paper.example/1988" in out


@pytest.mark.parametrize("format", ["table", "tsv", "json"])
def test_a_city_without_relationships_is_an_empty_answer(
    run: Run, tmp_path: Path, format: str
) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    lonely = tmp_path / "lonely.toml"
    lonely.write_text(
        text.replace("[cities.lyon]", '[cities.nice]\nname = "Nice"\ncountry = "FR"\n'
        'latitude = 43.7\nlongitude = 7.27\ntimezone = "Europe/Paris"\n\n[cities.lyon]'),
        encoding="utf-8",
    )  # fmt: skip
    code, out, err = run("show", "nice", "--data", str(lonely), "-f", format)
    assert (code, err) == (0, "No relationships of nice.\n")
    if format == "table":
        assert "Nice, France" in out
    else:
        assert out == {"tsv": "id\tfield\tvalue\n", "json": "[]\n"}[format]


def test_evidence_that_is_broken_ends_before_anything_is_written(run: Run, tmp_path: Path) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    own = tmp_path / "own.toml"
    own.write_text(text.replace("[directory]", '[directory]\nevidence = "gone.toml"'), "utf-8")
    for format in ("table", "tsv", "csv", "json", "jsonl", "markdown"):
        code, out, err = run("show", "izmir", "--data", str(own), "-f", format)
        assert (code, out) == (3, "")
        assert "gone.toml has 1 problem" in err


def test_a_home_without_relationships_has_a_page_all_the_same(run: Run, tmp_path: Path) -> None:
    start, _, _ = SAMPLE.read_text("utf-8").partition("[relationships.")
    path = tmp_path / "lonely.toml"
    path.write_text(start, "utf-8")

    result = run("show", "brest", "--data", str(path), "-f", "table")

    assert (result.code, result.err) == (0, "No relationships of brest.\n")
    assert "Brest, Brittany, France" in result.out
    assert "Brest abroad" in result.out


@pytest.mark.parametrize("words", [("south", "korea"), ("Deutschland",), ("CZ",)])
@pytest.mark.parametrize("command", ["show", "anniversary"])
def test_a_country_is_sent_to_its_own_command(
    run: Run, command: str, words: tuple[str, ...]
) -> None:
    result = run(command, *words)

    assert (result.code, result.out) == (1, "")
    name = repr(" ".join(words))
    assert result.err.startswith(f"Error: No city or organisation called {name}.")
    assert result.err.endswith(f" It is a country: sistercities country {name}\n")
