"""What says quickly that a record is right says so of no record with a problem."""

from __future__ import annotations

from typing import Any

import pytest
from documents import put, sample
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import TOML_VALUES, paths

from sistercities_cli.datafile import check, schema
from sistercities_cli.datafile.check import fast_check
from sistercities_cli.datafile.schema import Keys, ValueType
from sistercities_cli.errors import Problem

SECTIONS = sorted(schema.RECORDS)


def ids_of(document: dict[str, Any]) -> dict[str, Any]:
    return {name: document[name] for name in schema.RECORDS}


def keys_of_type(type: ValueType) -> Keys:
    return {"key": schema.Key(type, "one value")}


IDS = ids_of(sample())


def is_right(keys: Keys, record: object) -> bool:
    return fast_check(keys, IDS)(record)


def problems_of(keys: Keys, record: object) -> list[Problem]:
    return list(check._table_problems(record, keys, "record", IDS))  # noqa: SLF001


@pytest.mark.parametrize("section", SECTIONS)
def test_every_record_of_the_sample_is_right_at_once(section: str) -> None:
    document = sample()
    right = fast_check(schema.RECORDS[section], ids_of(document))

    assert [id for id, record in document[section].items() if not right(record)] == []


@settings(max_examples=400)
@given(st.data())
def test_a_record_that_is_right_at_once_has_no_problem(data: st.DataObject) -> None:
    document = sample()
    section = data.draw(st.sampled_from(SECTIONS))
    id = data.draw(st.sampled_from(sorted(document[section])))
    path = data.draw(st.sampled_from(sorted(paths(document[section][id], f"{section}.{id}"))))
    put(document, path, data.draw(TOML_VALUES))

    keys, record = schema.RECORDS[section], document[section][id]

    assert is_right(keys, record) == (not problems_of(keys, record))


ADDRESS_SIGNS = st.text("htps:/.@?#[]%ae1 -_\u0301é\n:", max_size=20)


@settings(max_examples=500)
@given(st.one_of(ADDRESS_SIGNS, ADDRESS_SIGNS.map("https://a.example".__add__)))
def test_an_address_that_is_right_at_once_has_no_problem(address: str) -> None:
    keys = keys_of_type(ValueType.URL)

    assert is_right(keys, {"key": address}) == (not problems_of(keys, {"key": address}))


@given(st.one_of(st.text(max_size=4), st.characters()))
def test_a_text_that_is_right_at_once_has_no_problem(text: str) -> None:
    keys = keys_of_type(ValueType.TEXT)

    assert is_right(keys, {"key": text}) == (not problems_of(keys, {"key": text}))


@pytest.mark.parametrize(
    ("keys", "record"),
    [
        pytest.param(keys_of_type(ValueType.TEXT), {"other": "x"}, id="an unknown key"),
        pytest.param(schema.RECORDS["organisations"], {"name": "x"}, id="a missing key"),
        pytest.param(schema.RECORDS["organisations"], "x", id="no table"),
        pytest.param(keys_of_type(ValueType.DATE), {"key": 1993}, id="a number for a date"),
        pytest.param(keys_of_type(ValueType.CITY), {"key": "alund-choir"}, id="no city"),
        pytest.param(keys_of_type(ValueType.CITIES), {"key": "lyon"}, id="no list"),
        pytest.param(keys_of_type(ValueType.CITIES), {"key": ["lyon", "x"]}, id="one of a list"),
        pytest.param(keys_of_type(ValueType.LATITUDE), {"key": 91}, id="a number too large"),
        pytest.param(
            {"key": schema.TABLES["conflicts"]["claims"]}, {"key": []}, id="nothing where needed"
        ),
    ],
)
def test_what_is_wrong_is_not_right_at_once(keys: Keys, record: object) -> None:
    assert problems_of(keys, record) != []
    assert not is_right(keys, record)


def test_a_value_is_judged_again_in_another_file() -> None:
    record = {"name": "A choir", "city": "lyon"}
    keys = schema.RECORDS["organisations"]

    assert is_right(keys, record)
    assert not fast_check(keys, {**IDS, "cities": {}})(record)
