"""Immutable values: construction, equality, copies and pickles."""

from __future__ import annotations

import copy
import datetime as dt
import pickle
from inspect import signature
from typing import Any

import pytest
from sample_model import EVIDENCE, PLAIN, RELATIONSHIPS

from conftest import ROOT
from sistercities_cli import (
    Claim,
    Coordinates,
    Evidence,
    Occurrence,
    Problem,
    Upcoming,
    Year,
    YearMonth,
)
from sistercities_cli.structs import Struct, StructType

VALUES: list[Struct] = [
    Year(1960),
    YearMonth(1993, 9),
    Coordinates(60.0, 15.0),
    Upcoming(PLAIN, Occurrence(1, Year(1961), None)),
    Problem("homes", "is missing"),
    RELATIONSHIPS[0],
    EVIDENCE,
]
every_value = pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)


@every_value
def test_copies_and_pickles_are_equal(value: Struct) -> None:
    pickled = pickle.loads(pickle.dumps(value))  # noqa: S301  # made by the test
    for same in (pickled, copy.copy(value), copy.deepcopy(value), value.replace()):
        assert (type(same), same, hash(same)) == (type(value), value, hash(value))


@every_value
def test_values_are_immutable(value: Struct) -> None:
    for name in (type(value)._fields[0], "unknown"):
        with pytest.raises(AttributeError, match=r"is immutable: use replace\(\)"):
            setattr(value, name, None)
        with pytest.raises(AttributeError, match="is immutable"):
            delattr(value, name)


@every_value
def test_values_are_not_tuples(value: Any) -> None:
    fields = tuple(getattr(value, name) for name in type(value)._fields)
    assert value != fields
    for use in (iter, len, lambda value: value[0], lambda value: value < fields):
        with pytest.raises(TypeError):
            use(value)


def test_values_equal_only_values_of_the_same_type() -> None:
    assert Year(1960) == Year(1960)
    assert Year(1960) != Year(1961)
    assert Claim("1960", "https://a.example") != Problem("1960", "https://a.example")
    assert len({Year(1960), Year(1960), YearMonth(1960, 1), dt.date(1960, 1, 1)}) == 3


def test_fields_are_given_by_position_or_name_and_may_have_defaults() -> None:
    assert YearMonth(1993, 9) == YearMonth(month=9, year=1993)
    assert Evidence() == Evidence((), (), ()) == Evidence(sources=())
    assert Problem("", "is empty").severity == "error"


@pytest.mark.parametrize(
    ("values", "named"),
    [((1993,), {}), ((1993, 9, 1), {}), ((1993, 9), {"day": 1}), ((1993, 9), {"year": 1})],
    ids=["missing", "too-many", "unknown", "twice"],
)
def test_wrong_fields_raise_type_errors(values: tuple[int, ...], named: dict[str, int]) -> None:
    with pytest.raises(TypeError):
        YearMonth(*values, **named)


def test_signature_is_the_constructor_before_and_after_the_first_value() -> None:
    class Fresh(Struct):
        number: int
        unit: str = "km"

    before = str(signature(Fresh))
    assert Fresh(3).unit == "km"
    assert before == str(signature(Fresh)) == "(number, unit='km')"


def test_replace_changes_fields_and_validates() -> None:
    assert YearMonth(1993, 9).replace(month=10) == YearMonth(1993, 10)
    with pytest.raises(ValueError, match="month"):
        YearMonth(1993, 9).replace(month=13)
    with pytest.raises(TypeError):
        Year(1993).replace(month=9)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Year(1960), "Year(1960)"),
        (YearMonth(1993, 9), "YearMonth(1993, 9)"),
        (Coordinates(60.0, 15.0), "Coordinates(60.0, 15.0)"),
        (PLAIN, "<Relationship 'brest-lyon'>"),
    ],
)
def test_representations_are_short(value: Struct, text: str) -> None:
    assert repr(value) == text


def test_subclass_without_fields_keeps_those_of_its_base() -> None:
    class Leap(Year):
        pass

    assert Leap(1960) != Leap(1964)
    assert repr(Leap(1960)) == "Leap(1960)"
    assert Leap(1960).replace(year=1964) == Leap(1964)


def test_modules_with_structs_keep_annotations_as_strings() -> None:
    """Python 3.14 evaluates annotations only on request, so structs would have no fields."""
    future = "from __future__ import annotations\n"
    for path in (ROOT / "src").rglob("*.py"):
        text = path.read_text("utf-8")
        assert "(Struct" not in text or future in text, path
    with pytest.raises(TypeError, match="A needs `from __future__"):
        StructType("A", (Struct,), {"__annotate_func__": None})
