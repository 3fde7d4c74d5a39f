"""Parsing dates as people write them in spreadsheets."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import SHORT_TEXT

from sistercities_cli.convert.dates import parse_written_date
from sistercities_cli.dates import MONTHS, PartialDate, Year, YearMonth, parse_date
from sistercities_cli.errors import DateError

DAY = dt.date(1973, 5, 8)
MONTH = YearMonth(1973, 5)
YEAR = Year(1973)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1973.0", YEAR), ("836", Year(836)), ("1973年", YEAR),
        ("1973-05", MONTH), ("05/1973", MONTH), ("May, 1973", MONTH), ("1973 May", MONTH),
        ("SEP 1973", YearMonth(1973, 9)), ("1973年5月", MONTH), ("1911/12", YearMonth(1911, 12)),
        ("1973-05-08", DAY), ("1973.5.8", DAY), ("1973年5月8日", DAY), ("1973년 5월 8일", DAY),
        ("1973-05-08T00:00:00Z", DAY), ("1973-05-08 0:00", DAY),
        ("8th of May, 1973", DAY), ("May 8th 1973", DAY), ("08-May-1973", DAY), ("1973 May 8", DAY),
        ("8. Mai 1973", DAY), ("8 de mayo de 1973", DAY), ("8 травня 1973", DAY),
        ("1er mai 1973", dt.date(1973, 5, 1)), ("1.º de maio de 1973", dt.date(1973, 5, 1)),
        ("1-го мая 1973", dt.date(1973, 5, 1)),
        ("28/05/1973", dt.date(1973, 5, 28)), ("05/28/1973", dt.date(1973, 5, 28)),
        ("28. 5. 1973", dt.date(1973, 5, 28)), ("05/05/1973", dt.date(1973, 5, 5)),
        ("3.4.1999", dt.date(1999, 4, 3)), ("05.28.1973", dt.date(1973, 5, 28)),
        ("seit 1973", YEAR), ("depuis le 8 mai 1973", DAY), ("dall'8 maggio 1973", DAY),
        ("od roku 1973", YEAR), ("8 мая 1973г.", DAY), ("1973 r.", YEAR),
    ],
)  # fmt: skip
def test_unambiguous_date_is_parsed(text: str, date: PartialDate) -> None:
    assert parse_written_date(text) == (date, True)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("c1973", YEAR), ("Circa 1973", YEAR), ("about May 1973", MONTH), ("~1973", YEAR),
        ("1973 (?)", YEAR), ("05/1973?", MONTH), ("8 May 1973 ?", DAY), ("c. 1973?", YEAR),
        ("um 1973", YEAR), ("約1973", YEAR), ("alrededor de 1973", YEAR),
        ("1973/74", YEAR), ("1973–1974", YEAR),
    ],
)  # fmt: skip
def test_approximate_date_is_uncertain(text: str, date: PartialDate) -> None:
    assert parse_written_date(text) == (date, False)


@pytest.mark.parametrize("text", ["1970er Jahre", "années 1970", "1970-talet", "the 1970s"])
def test_decade_is_too_vague_for_a_date(text: str) -> None:
    assert parse_written_date(text) == (None, False)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("listopad 1990", "could be 1990-10 or 1990-11: write one of these"),
        ("03/04/1999", "could be 1999-04-03 or 1999-03-04"),
        *((text, "no such day") for text in (
            "13/13/1999", "1999-02-29", "30 February 1999", "1999-13", "0000",
        )),
        *((text, "four digits") for text in ("8/5/73", "8-May-73", "'73")),
        *((text, "format the column as a date") for text in ("26792.5",)),
        *((text, "is not a date: write 1973") for text in (
            "1985-1990", "1985 or 1986", "May June 1985", "8 9 May 1985", "123 May 1985", "May",
            "1973-05-08 23:00", "١٩٧٣", "c. ", "soon!",
        )),
    ],
)  # fmt: skip
def test_ambiguous_or_invalid_date_is_rejected(text: str, message: str) -> None:
    with pytest.raises(DateError, match=re.escape(message)) as caught:
        parse_written_date(text)
    assert str(caught.value).startswith(repr(text))


def test_year_in_a_cell_formatted_as_a_date_is_rejected() -> None:
    for text in ("1905-05-12", "12.05.1905", "1905-05-12 00:00:00"):
        with pytest.raises(DateError, match="is in 1905, probably a year in a cell"):
            parse_written_date(text)
    assert parse_written_date("12 May 1905").date == dt.date(1905, 5, 12)


def test_order_of_day_and_month_is_an_option() -> None:
    assert parse_written_date("03/04/1999", day_first=True).date == dt.date(1999, 4, 3)
    assert parse_written_date("03/04/1999", day_first=False).date == dt.date(1999, 3, 4)


@pytest.mark.parametrize(
    ("text", "day_first", "option"),
    [("05/28/1973", True, "--day-first"), ("28/05/1973", False, "--month-first")],
)
def test_date_in_the_other_order_is_rejected(text: str, *, day_first: bool, option: str) -> None:
    with pytest.raises(DateError, match=f"not a date with {option}: write YYYY-MM-DD"):
        parse_written_date(text, day_first=day_first)


STYLES = (
    "{0:%Y}-{0.month}-{0.day}", "{0.day} {1} {0:%Y}", "{1} {0.day}, {0:%Y}", "{0.day}-{2}-{0:%Y}",
)  # fmt: skip


@given(
    st.dates(min_value=dt.date(1000, 1, 1)).filter(lambda day: day.year not in (1904, 1905)),
    st.sampled_from(STYLES),
)
def test_every_day_is_parsed_in_every_style(day: dt.date, style: str) -> None:
    month = MONTHS[day.month - 1]
    assert parse_written_date(style.format(day, month, month[:3])) == (day, True)


@given(SHORT_TEXT | st.from_regex(r"\A[0-9 ./?cMay-]{0,12}\Z", fullmatch=True))
def test_any_text_is_parsed_to_a_valid_date_or_rejected(text: str) -> None:
    with suppress(DateError):
        date = parse_written_date(text).date
        assert date is None or parse_date(str(date)) == date
