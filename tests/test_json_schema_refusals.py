"""What the JSON Schema refuses the program refuses too: each key, with each kind of mistake."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from documents import MISSING, changed, put
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from sistercities_cli.datafile import json_schema, schema
from sistercities_cli.datafile.check import check_data
from sistercities_cli.datafile.schema import Keys, ValueType

pytestmark = pytest.mark.no_cover  # many cases of what other tests cover

DATA = Draft202012Validator(json_schema.data_schema())

# Where the sample has a table of each kind.
BREST = "relationships.alund-brest"
TABLES: dict[str, Keys] = {
    "directory": schema.DIRECTORY,
    "homes.alund": schema.RECORDS["homes"],
    "countries.FR": schema.RECORDS["countries"],
    "cities.lyon": schema.RECORDS["cities"],
    "organisations.lyon-choir": schema.RECORDS["organisations"],
    BREST: schema.RECORDS["relationships"],
    f"{BREST}.signatories[0]": schema.TABLES["signatories"],
    f"{BREST}.events[0]": schema.TABLES["events"],
    f"{BREST}.conflicts[0]": schema.TABLES["conflicts"],
    f"{BREST}.conflicts[0].claims[0]": schema.TABLES["claims"],
    f"{BREST}.sources[0]": schema.TABLES["sources"],
}

WORDS: dict[str, object] = {
    "number": 7, "truth": True, "list": ["x"], "table": {"x": "x"}, "empty": "", "blank": "  ",
    "tab": "a\tb", "line-break": "a\nb", "escape": "\x1b[31m", "turned-round": "a\u202eb",
    "bare-date": dt.date(1973, 11, 9),
}  # fmt: skip
DAYS = WORDS | {
    "word": "soon", "slashes": "1973/11/09", "day-32": "1973-01-32", "month-13": "1973-13-01",
    "month-0": "1973-00-01", "short": "73-11-09", "no-dashes": "19731109", "time": "1973-11-09T12",
}  # fmt: skip
NUMBERS: dict[str, object] = {"text": "7", "truth": True, "list": [7], "date": dt.date(2000, 1, 1)}
LISTS: dict[str, object] = {"text": "x", "number": 7, "table": {}, "list-of-numbers": [7]}
IDS = WORDS | {"two-words": "a b"}

MISTAKES: dict[ValueType, dict[str, object]] = {
    ValueType.TEXT: WORDS,
    ValueType.TEXTS: LISTS | {"empty-text": [""], "control": ["a", "b\x07"]},
    ValueType.DATE: DAYS | {"month-13-alone": "1973-13", "year-of-5": "19730"},
    ValueType.DAY: DAYS | {"month": "1973-11", "year": "1973"},
    ValueType.URL: WORDS | {
        "no-scheme": "www.town.example", "ftp": "ftp://town.example/", "no-host": "https:///a",
        "blank-within": "https://town.example/a b", "words": "see the site",
        "quotation-mark": 'https://town.example/"a"', "backslash": "https://town.example/a\\b",
    },
    ValueType.LATITUDE: NUMBERS | {"91": 91, "-90.001": -90.001},
    ValueType.LONGITUDE: NUMBERS | {"181": 181, "-180.001": -180.001},
    ValueType.NUMBER: NUMBERS | {"fraction": 1.5},
    ValueType.TIMEZONE: WORDS | {"blank-within": "Europe/San Marino", "up": "../Europe/London"},
    ValueType.CODE: WORDS | {"two": "FR", "four": "FRAN", "small": "fra", "digits": "F12"},
    ValueType.COUNTRY: WORDS | {"three": "FRA", "small": "fr", "name": "France"},
    ValueType.CITY: IDS,
    ValueType.PARTY: IDS,
    ValueType.CITIES: LISTS | {"two-words": ["a b"], "empty-text": [""]},
    ValueType.FACTS: LISTS | {"no-fact": ["weather"], "capitals": ["Founded"]},
    ValueType.CHOICE: WORDS | {"no-choice": "lively", "capitals": "High"},
    ValueType.TABLES: {"text": "x", "number": 7, "table": {}, "list-of-texts": ["x"]},
}  # fmt: skip


def mistakes() -> Iterator[tuple[str, object]]:
    for table, keys in TABLES.items():
        yield table, ["no table"]
        yield f"{table}.nope", "an unknown key"
        for name, key in keys.items():
            if key.required:
                yield f"{table}.{name}", MISSING
            for value in MISTAKES[key.type].values():
                yield f"{table}.{name}", value
    yield f"{BREST}.conflicts[0].claims", []
    for name in schema.RECORDS:
        yield name, "no tables"
        yield f"{name}.two words", {}
    for name in ("directory", "homes", "cities"):
        yield name, MISSING
    for name in ("homes", "cities"):
        yield name, {}
    yield "countries.FRA", {"alpha_3": "FRA", "name": "France"}
    yield "cities.lyon.latitude", MISSING
    yield "cities.lyon.longitude", MISSING
    yield "nope", {}


def label(value: object) -> str | None:
    return "missing" if value is MISSING else ascii(value)


@pytest.mark.parametrize(("path", "value"), [*mistakes()], ids=label)
def test_a_mistake_is_refused_by_schema_and_program_alike(path: str, value: object) -> None:
    document = changed(path, value)
    assert not DATA.is_valid(document)
    assert check_data(document)


def test_there_are_mistakes_for_all_that_may_stand_under_a_key() -> None:
    assert MISTAKES.keys() == RIGHT.keys() == set(ValueType)
    tried = list(TABLES.values())
    assert [name for name, keys in schema.TABLES.items() if keys not in tried] == []
    assert [name for name, keys in schema.RECORDS.items() if keys not in tried] == []


RIGHT: dict[ValueType, list[object]] = {
    ValueType.TEXT: ["x", " é 大阪 ", "a\u200cb", "#1 & [x]"],
    ValueType.TEXTS: [[], ["x", "y"]],
    ValueType.DATE: ["1992-02-29", "1991", "1990-12"],
    ValueType.DAY: ["2020-02-29"],
    ValueType.URL: [
        "http://x.example",
        "HTTPS://münchen.example/straße?q=a#c",
        "https://[::1]:80/",
    ],
    ValueType.LATITUDE: [90, -90.0, 0],
    ValueType.LONGITUDE: [180, -180.0, 0],
    ValueType.NUMBER: [0, 10**12],
    ValueType.TIMEZONE: ["UTC", "America/Port-au-Prince", "Etc/GMT+12"],
    ValueType.CODE: ["XYZ"],
    ValueType.COUNTRY: ["SE"],
    ValueType.CITY: ["brest"],
    ValueType.PARTY: [],
    ValueType.CITIES: [[], ["brest", "lyon"]],
    ValueType.FACTS: [[], list(schema.FACTS)],
    ValueType.CHOICE: [],
    ValueType.TABLES: [[]],
}
# What must go together with other values of the sample.
FITTING: dict[str, list[object]] = {
    "directory.date": ["2030-01-01"],
    f"{BREST}.home": ["alund", "alund-choir"],
    f"{BREST}.partner": ["lyon", "lyon-choir", "izmir"],
    f"{BREST}.conflicts[0].claims": [[{"value": "x", "url": "http://x.example"}]],
}


def right_values() -> Iterator[tuple[str, object]]:
    for table, keys in TABLES.items():
        for name, key in keys.items():
            path = f"{table}.{name}"
            values = FITTING.get(path, [*RIGHT[key.type], *key.choices])
            assert values, path
            yield from ((path, value) for value in values)
            if not key.required and name not in ("latitude", "longitude"):
                yield path, None


@pytest.mark.parametrize(("path", "value"), [*right_values()], ids=label)
def test_what_is_right_is_accepted_by_schema_and_program_alike(path: str, value: object) -> None:
    document = changed(path, "" if value is None else value)
    if value is None:
        put(document, path, MISSING)
    assert check_data(document) == []
    assert best_match(DATA.iter_errors(document)) is None
