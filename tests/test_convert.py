"""Converting spreadsheet rows to a data file, or reporting their problems."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest

import sistercities_cli.convert
from sistercities_cli import countries
from sistercities_cli.convert import Conversion, cities, convert, plausibility
from sistercities_cli.convert.cities import parse_home
from sistercities_cli.convert.columns import FIELDS
from sistercities_cli.convert.headings import HEADINGS
from sistercities_cli.convert.rows import Defaults
from sistercities_cli.convert.spreadsheet import read_spreadsheet
from sistercities_cli.convert.table import Table, read_table
from sistercities_cli.datafile import schema
from sistercities_cli.datafile.check import check_data
from sistercities_cli.datafile.files import DataFile
from sistercities_cli.model import Status

SPRINGFIELD = "Springfield, US"


def table(text: str) -> Table:
    file = DataFile("towns.csv", lambda _: text.encode())
    return read_table(read_spreadsheet(file, None, None, {}), file.path, {})


def conversion(text: str, *homes: str, **changes: Any) -> Conversion:
    places = tuple(parse_home(home, countries.find) for home in homes)
    defaults = Defaults("2026-11-21", "sister city", Status.ACTIVE, None, places)
    result = convert(table(text), defaults._replace(**changes))
    if result.draft.relationships:
        assert check_data(result.draft.document()) == []
    return result


def valid_document(text: str, **changes: Any) -> dict[str, Any]:
    result = conversion(text, SPRINGFIELD, **changes)
    assert result.problems == ()
    return result.draft.document()


def problems(text: str) -> list[str]:
    return [str(problem) for problem in conversion(text, SPRINGFIELD).problems]


def test_every_column_has_a_key() -> None:
    document = valid_document(
        "name,country,region,native,also,lat,lon,tz,type,since,status,status since,signed,url,"
        "notes,source\n"
        'Brest,France,Brittany,Brest;Brést,Gesocribate,"48,39",-4.49°,Europe/Paris,Twin Towns,'
        "May 1973,on hold,2020,Ann Ek; B. Roe,https://b.example/,By the sea.,"
        "Archive https://a.example/x; https://b.example\n"
    )
    assert document["cities"]["brest"] == {
        "name": "Brest", "native": ["Brest", "Brést"], "also": ["Gesocribate"], "country": "FR",
        "region": "Brittany", "latitude": 48.39, "longitude": -4.49, "timezone": "Europe/Paris",
    }  # fmt: skip
    record = document["relationships"]["springfield-brest"]
    assert list(record.items()) == [
        ("home", "springfield"), ("partner", "brest"), ("kind", "twin town"),
        ("founded", "1973-05"), ("signatories", [{"name": "Ann Ek"}, {"name": "B. Roe"}]),
        ("status", "suspended"), ("status_since", "2020"), ("website", "https://b.example/"),
        ("notes", ["By the sea.", "Source: Archive"]),
        ("sources", [
            {"url": "https://a.example/x", "publisher": "a.example"},
            {"url": "https://b.example", "publisher": "b.example"},
        ]),
    ]  # fmt: skip


def test_empty_marker_is_omitted() -> None:
    document = valid_document(
        "City,Country,Founded,Status,Kind,URL,Notes\nLyon,FR,-,n/a,?,unknown, \n",
        kind="friendship",
        status=Status.DORMANT,
    )
    assert document["relationships"]["springfield-lyon"] == {
        "home": "springfield", "partner": "lyon", "kind": "friendship", "status": "dormant",
    }  # fmt: skip


def test_code_of_an_american_state_is_not_an_empty_marker() -> None:
    cities = valid_document("City,Country,Region\nDurham,US,NC\nLyon,FR,NC\n")["cities"]
    assert [cities[id].get("region") for id in ("durham", "lyon")] == ["NC", None]


def test_country_may_have_a_name_or_code_that_is_an_empty_marker() -> None:
    assert valid_document("City;Country\nA;NA\n")["cities"]["a"]["country"] == "NA"


def test_country_may_have_a_code_column() -> None:
    assert (
        valid_document("City,Country,ISO\nA,France,FR\nB,,de\n")["cities"]["b"]["country"] == "DE"
    )
    assert problems("City,Country,ISO\nA,France,DE\n") == [
        "row 2, ISO: Germany is not France: the two columns must agree"
    ]


def test_ids_are_ascii_and_unique() -> None:
    document = valid_document(
        "City,Country,Region,Kind\nSpringfield,GB,,\nSpringfield,GB,Essex,\nSpringfield,AU,,\n"
        "大阪,JP,,\n京都,JP,,\nŁódź,PL,,\nŁódź,PL,,friendship\nŁódź,PL,,条約\nŁódź,PL,,協定\n"
    )
    assert list(document["cities"]) == [
        "city-jp", "city-jp-2", "lodz", "springfield", "springfield-au", "springfield-essex",
        "springfield-gb",
    ]  # fmt: skip
    assert [id for id in document["relationships"] if "lodz" in id] == [
        "springfield-lodz", "springfield-lodz-2", "springfield-lodz-3",
        "springfield-lodz-friendship",
    ]  # fmt: skip


def test_homes_may_come_from_a_column() -> None:
    document = conversion(
        "Home,Home country,City,Country\n"
        '"Brest, FR",,Kiel,DE\nPlouzané,FR,Kiel,DE\nC,FR,A,FR\n"Brest, FR",,Plouzané,FR\n'
        "D,FR,A,FR\n",
        home_country=countries.find("DE"),
    ).draft.document()
    assert list(document["homes"]) == ["brest", "plouzane", "c", "d"]
    assert document["cities"]["brest"] == {"name": "Brest", "country": "FR"}
    assert list(document["relationships"]) == [
        "brest-kiel", "brest-plouzane", "plouzane-kiel", "c-a", "d-a",
    ]  # fmt: skip
    assert document["directory"]["title"] == "Sister cities of Brest, Plouzané, C and others"


def test_row_of_either_home_may_describe_a_relationship() -> None:
    result = conversion(
        'Home,City,Country,Founded\n"Brest, FR",Kiel,DE,1960\n"Kiel, DE",Brest,FR,1960\n'
    )
    assert (result.problems, result.repeated) == ((), (3,))
    assert list(result.draft.document()["relationships"]) == ["brest-kiel"]


def test_city_with_too_many_partners_is_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plausibility, "MAX_PARTNERS", 2)
    rows = "City,Country,Verein\nKiel,DE,x\nLyon,FR,y\nCork,IE,z\n"
    [problem] = conversion(rows, SPRINGFIELD).table_problems
    assert problem.message.startswith("has 3 partners for one home. If an unused column")
    assert not conversion(rows.replace("Verein", "Notes"), SPRINGFIELD).table_problems


def test_only_first_unknown_countries_have_suggestions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cities, "MAX_SUGGESTED_FOR", 2)
    rows = "".join(f"A{number},Germny{number}\n" for number in range(3))
    messages = problems(f"City,Country\n{rows}")
    assert ["Did you mean Germany" in message for message in messages] == [True, True, False]
    assert messages[-1] == (
        "row 4, Country: No country called 'Germny2'."
        " Write its name or ISO code, or use --value 'Germny2=CODE'"
    )


def test_convert_does_not_name_data_file_keys() -> None:
    tables = (schema.SECTIONS, *schema.SECTIONS.values(), *schema.TABLES.values())
    keys = {key for table in tables for key in table} - {*FIELDS, *HEADINGS}
    keys -= {"title", "city"}  # an option, and a noun in messages
    for path in Path(sistercities_cli.convert.__file__).parent.glob("*.py"):
        nodes = ast.walk(ast.parse(path.read_text("utf-8")))
        texts = {node.value for node in nodes if isinstance(node, ast.Constant)}
        assert texts & keys <= ({"id", "name"} if path.stem == "workbook" else set())  # in XML
