"""The JSON Schema accepts and rejects the same values at the same paths as the program."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest
from documents import MISSING, changed, sample, set_value
from jsonschema import Draft202012Validator
from sample_model import NEWS, TOWN

from sistercities_cli.datafile import json_schema, schema
from sistercities_cli.datafile.check import check_data
from sistercities_cli.datafile.schema import Keys, ValueType

SCHEMA = Draft202012Validator(json_schema.data_schema())
BREST, CHOIRS, LYON = "relationships.alund-brest", "relationships.choirs", "cities.lyon"
TABLES: dict[str, Keys] = {
    "directory": schema.DIRECTORY,
    "site": schema.SECTIONS["site"],
    "homes.alund": schema.RECORDS["homes"],
    "countries.FR": schema.RECORDS["countries"],
    LYON: schema.RECORDS["cities"],
    "organisations.lyon-choir": schema.RECORDS["organisations"],
    BREST: schema.RECORDS["relationships"],
    CHOIRS: schema.RECORDS["relationships"],
    f"{BREST}.signatories[0]": schema.TABLES["signatories"],
    f"{BREST}.events[0]": schema.TABLES["events"],
    f"{BREST}.highlights[1]": schema.TABLES["highlights"],
    f"{BREST}.conflicts[0]": schema.TABLES["conflicts"],
    f"{BREST}.conflicts[0].claims[0]": schema.TABLES["claims"],
    f"{BREST}.sources[0]": schema.TABLES["sources"],
    "homes.alund.sources[0]": schema.TABLES["home_sources"],
    "organisations.lyon-choir.sources[0]": schema.TABLES["organisation_sources"],
}

DATES = (
    "soon", "1973/11/09", "1973-01-32", "1973-13-01", "1973-00-01", "73-11-09", "19731109",
    "1973-11-09T12", dt.date(1973, 11, 9),
)  # fmt: skip
IDS = (7, "", "a b")
# For each type, the path of such a key, with invalid and valid values.
VALUES: dict[str, tuple[str, tuple[object, ...], tuple[object, ...]]] = {
    ValueType.TEXT: (
        f"{LYON}.region",
        (
            7, True, ["x"], {"x": "x"}, "", "  ", "\u200d\u3164 \u2800", "a\tb", "a\nb", "\x1b[31m",
            "a\u202eb",
        ),
        ("x", " é 大阪 ", "می\u200cخواهم", "#1 & [x]"),
    ),
    ValueType.TEXTS: (f"{LYON}.also", ("x", 7, {}), ([], ["x", "y"])),
    ValueType.DATE: (
        f"{BREST}.founded", (*DATES, "1973-13", "19730"), ("1992-02-29", "1991", "1990-12")
    ),
    ValueType.COLOUR: ("site.colour", (7, "red", "#12345", "0b567d"), ("#0b567d", "#FFFFFF")),
    ValueType.CONTACT: (
        "site.report",
        (7, "town.example", "mailto:", "mailto:office", "ftp://town.example/"),
        ("https://town.example/mistakes", "mailto:office@town.example"),
    ),
    ValueType.DAY: (f"{BREST}.changed", (*DATES, "1973-11", "1973"), ("2020-02-29",)),
    ValueType.URL: (
        f"{BREST}.website",
        (
            "www.town.example", "ftp://town.example/", "https:///a", "https://town.example/a b",
            'https://town.example/"a"', "https://town.example/a\\b", 7,
        ),
        ("http://x.example", "HTTPS://münchen.example/straße?q=a#c", "https://[::1]:80/"),
    ),
    ValueType.URLS: (
        f"{BREST}.highlights[1].sources", (NEWS, 7, [], {}), ([NEWS], [NEWS, TOWN])
    ),
    ValueType.ID: ("directory.id", (7, "", "a b", "Åland", "Chicago", "-"), ("a-1", "1")),
    ValueType.WIKIDATA: (f"{LYON}.wikidata", (456, "456", "Q", "Q0", "q1", "Q1 "), ("Q1", "Q3761")),
    ValueType.LATITUDE: (f"{LYON}.latitude", ("7", True, [7], 91, -90.001), (90, -90.0, 0)),
    ValueType.LONGITUDE: (f"{LYON}.longitude", ("7", True, [7], 181, -180.001), (180, -180.0, 0)),
    ValueType.NUMBER: (f"{LYON}.geonames", ("7", True, 1.5), (0, 10**12)),
    ValueType.TIMEZONE: (
        f"{LYON}.timezone",
        ("Europe/San Marino", "../Europe/London", "", 7),
        ("UTC", "America/Port-au-Prince", "Etc/GMT+12"),
    ),
    ValueType.CODE: ("countries.FR.alpha_3", ("FR", "FRAN", "fra", "F12", 7), ("XYZ",)),
    ValueType.COUNTRY: (f"{LYON}.country", ("FRA", "fr", "France", 7), ("SE",)),
    ValueType.CITY: ("organisations.lyon-choir.city", IDS, ("izmir",)),
    ValueType.PARTY: (f"{BREST}.partner", IDS, ("lyon", "lyon-choir")),
    ValueType.CITIES: (f"{BREST}.with", ("lyon", 7, {}), ([], ["izmir", "lyon"])),
    ValueType.FACTS: (
        f"{BREST}.sources[0].supports", ("kind", 7, {}), ([], [*schema.FACTS, "events.2001"])
    ),
    ValueType.CHOICE: (f"{BREST}.kind_confidence", ("lively", "High", "", 7), ("low", "none")),
    ValueType.TABLES: (f"{BREST}.events", ("x", 7, {}), ([],)),
    ValueType.HIGHLIGHTS: (f"{CHOIRS}.highlights", ("x", 7, {}), ([], ["x"])),
}  # fmt: skip


def program_paths(document: dict[str, Any]) -> set[str]:
    return {problem.path for problem in check_data(document)}


def schema_errors(document: dict[str, Any]) -> set[tuple[str, str]]:
    """Return the paths and messages of the schema's errors."""
    found = set()
    for error in SCHEMA.iter_errors(document):
        parts = [f"[{part}]" if isinstance(part, int) else f".{part}" for part in error.path]
        found.add(("".join(parts).removeprefix("."), error.message))
    return found


def schema_paths(document: dict[str, Any]) -> set[str]:
    return {path for path, _ in schema_errors(document)}


def documents(values: Mapping[str, Sequence[object]]) -> Iterator[tuple[dict[str, Any], set[str]]]:
    """Yield documents with one value at each path, and these paths, until all values are used."""
    for position in range(max(map(len, values.values()))):
        document, paths = sample(), set()
        for path, given in values.items():
            if position < len(given):
                set_value(document, path, given[position])
                paths.add(path)
        yield document, paths


def test_every_type_has_values() -> None:
    types = {value for name, value in vars(ValueType).items() if name.isupper()}
    assert VALUES.keys() == types - {ValueType.FACT}  # only in lists
    for type, (path, _, _) in VALUES.items():
        table, _, name = path.rpartition(".")
        assert TABLES[table][name].type == type


def test_wrong_values_are_rejected_at_their_paths() -> None:
    for document, paths in documents({path: wrong for path, wrong, _ in VALUES.values()}):
        assert schema_paths(document) == paths
        assert program_paths(document) == paths


def test_valid_values_are_accepted() -> None:
    for document, _ in documents({path: valid for path, _, valid in VALUES.values()}):
        assert schema_errors(document) == set()
        assert check_data(document) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (f"{LYON}.also[1]", ""),
        (f"{BREST}.notes[0]", "a\x07"),
        (f"{BREST}.sources[0].supports[1]", "weather"),
        (f"{BREST}.sources[0].supports[1]", "events.soon"),
        ("homes.alund.sources[0].supports[0]", "events.2001"),
        ("organisations.lyon-choir.sources[0].supports[0]", "kind"),
        (f"{BREST}.highlights[0]", ""),
        (f"{BREST}.highlights[1].sources[0]", "x"),
        (f"{BREST}.highlights[1].sources[0]", 7),
        (f"{BREST}.signatories[1]", "x"),
        (f"{BREST}.conflicts[0].claims", []),
        ("countries.FRA", {"alpha_3": "FRA"}),
        (CHOIRS, "x"),
        ("directory", ["x"]),
    ],
    ids=ascii,
)
def test_wrong_item_or_record_is_rejected_at_its_path(path: str, value: object) -> None:
    document = changed(path, value)

    # The schema reports invalid ids at their section.
    assert schema_paths(document) == {path.removesuffix(".FRA")}
    assert program_paths(document) == {path}


def test_unknown_keys_are_rejected_in_every_table() -> None:
    [(document, paths)] = documents({f"{table}.nope": ["x"] for table in TABLES})

    assert program_paths(document) == paths
    assert schema_paths(document) == {*TABLES}
    assert all("'nope' was unexpected" in message for _, message in schema_errors(document))


def test_missing_keys_are_rejected_in_every_table() -> None:
    # Without the claims there would be no table to lack a key.
    required = [
        (table, name)
        for table, keys in TABLES.items()
        for name, key in keys.items()
        if key.required and name != "claims"
    ]
    [(document, paths)] = documents({f"{table}.{name}": [MISSING] for table, name in required})

    assert program_paths(document) == paths
    assert schema_errors(document) == {
        (table, f"'{name}' is a required property") for table, name in required
    }


@pytest.mark.parametrize(
    ("path", "value", "where", "message"),
    [
        ("homes", MISSING, "", "'homes' is a required property"),
        ("homes", {}, "homes", "{} should be non-empty"),
        ("cities", MISSING, "", "'cities' is a required property"),
        ("cities", {}, "cities", "{} should be non-empty"),
        ("organisations", "x", "organisations", "'x' is not of type 'object'"),
        ("cities.two words", {}, "cities", f"'two words' does not match '{json_schema.ID}'"),
        (f"{LYON}.latitude", MISSING, LYON, "'latitude' is a dependency of 'longitude'"),
        (f"{LYON}.longitude", MISSING, LYON, "'longitude' is a dependency of 'latitude'"),
        (
            f"{BREST}.conflicts[0].claims", MISSING,
            f"{BREST}.conflicts[0]", "'claims' is a required property",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)  # fmt: skip
def test_incomplete_document_is_rejected_by_the_schema(
    path: str, value: object, where: str, message: str
) -> None:
    document = changed(path, value)

    assert (where, message) in schema_errors(document)
    assert check_data(document) != []
