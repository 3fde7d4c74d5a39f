"""The anniversaries of single dates: the cases that are promised, number by number."""

from __future__ import annotations

import datetime as dt

import pytest
from reckoning import Coming, ask, spelt

from sistercities_cli import LeapDay, Year, YearMonth, anniversary
from sistercities_cli.anniversaries import full_years, observed_date

FEB28, MAR1 = LeapDay.FEB28, LeapDay.MAR1


@pytest.mark.parametrize(
    ("founded", "leap_day", "on", "years", "years_max", "coming"),
    [
        pytest.param(
            "1973-11-09", FEB28, "2026-11-21", 53, 53,
            Coming(54, "2027-11-09", "Tuesday", 353), id="known day",
        ),
        pytest.param(
            "1973-11-09", FEB28, "2026-11-09", 53, 53,
            Coming(53, "2026-11-09", "Monday", 0), id="today counts",
        ),
        pytest.param(
            "1993-09", FEB28, "2026-09-15", 32, 33, Coming(33, "2026-09"), id="in its month",
        ),
        pytest.param("1960", FEB28, "2026-11-21", 65, 66, Coming(66, "2026"), id="in its year"),
        pytest.param(None, FEB28, "2026-11-21", None, None, None, id="nothing known"),
        pytest.param(
            "1988-02-29", FEB28, "2027-02-28", 39, 39,
            Coming(39, "2027-02-28", "Sunday", 0), id="29 February kept on 28 February",
        ),
        pytest.param(
            "1988-02-29", MAR1, "2027-02-28", 38, 38,
            Coming(39, "2027-03-01", "Monday", 1), id="29 February kept on 1 March",
        ),
        pytest.param(
            "2019-02-21", FEB28, "2018-01-01", None, None,
            Coming(1, "2020-02-21", "Friday", 781), id="not yet founded",
        ),
    ],
)  # fmt: skip
def test_the_promised_table(
    founded: str | None,
    leap_day: LeapDay,
    on: str,
    years: int | None,
    years_max: int | None,
    coming: Coming | None,
) -> None:
    answer = ask(founded, on, leap_day=leap_day)

    assert (answer.years, answer.years_max, spelt(answer.next)) == (years, years_max, coming)
    assert answer.on == dt.date.fromisoformat(on)


def test_the_rule_for_29_february_is_28_february_unless_said_otherwise() -> None:
    founded, on = dt.date(1988, 2, 29), dt.date(2027, 2, 28)

    assert anniversary(founded, on) == anniversary(founded, on, leap_day=FEB28)
    assert anniversary(founded, on) != anniversary(founded, on, leap_day=MAR1)


@pytest.mark.parametrize(
    ("founded", "on", "years", "years_max", "coming"),
    [
        pytest.param("2000-06-15", "2000-06-14", None, None, "2001-06-15", id="day before"),
        pytest.param("2000-06-15", "2000-06-15", 0, 0, "2001-06-15", id="the founding day"),
        pytest.param("2000-06-15", "2001-06-14", 0, 0, "2001-06-15", id="day before the first"),
        pytest.param("2000-06-15", "2001-06-15", 1, 1, "2001-06-15", id="the first"),
        pytest.param("2000-06-15", "2001-06-16", 1, 1, "2002-06-15", id="day after the first"),
        pytest.param("2000-06", "2000-05-31", None, None, "2001-06", id="before the month"),
        pytest.param("2000-06", "2000-06-01", 0, 0, "2001-06", id="first day of the month"),
        pytest.param("2000-06", "2001-05-31", 0, 0, "2001-06", id="before the month came back"),
        pytest.param("2000-06", "2001-06-01", 0, 1, "2001-06", id="the month came back"),
        pytest.param("2000-06", "2001-06-29", 0, 1, "2001-06", id="last day but one of the month"),
        pytest.param("2000-06", "2001-06-30", 1, 1, "2001-06", id="last day of the month"),
        pytest.param("2000-06", "2001-07-01", 1, 1, "2002-06", id="the month is over"),
        pytest.param("2000", "1999-12-31", None, None, "2001", id="before the year"),
        pytest.param("2000", "2000-12-31", 0, 0, "2001", id="last day of the founding year"),
        pytest.param("2000", "2001-01-01", 0, 1, "2001", id="the year after"),
        pytest.param("2000", "2001-12-31", 1, 1, "2001", id="last day of the year after"),
        pytest.param("2000", "2002-01-01", 1, 2, "2002", id="two years after"),
    ],
)
def test_an_age_changes_on_the_first_day_that_it_can_and_the_last_that_it_must(
    founded: str, on: str, years: int | None, years_max: int | None, coming: str
) -> None:
    answer = ask(founded, on)

    assert answer.next is not None
    assert (answer.years, answer.years_max, str(answer.next.date)) == (years, years_max, coming)


@pytest.mark.parametrize(
    ("founded", "on", "leap_day", "elapsed"),
    [
        ("1973-11-09", "2026-11-21", FEB28, "P53Y0M12D"),
        ("1973-11-09", "2026-11-09", FEB28, "P53Y0M0D"),
        ("1973-11-09", "1973-11-09", FEB28, "P0Y0M0D"),
        ("1973-11-09", "2026-11-08", FEB28, "P52Y11M30D"),
        ("2023-01-31", "2023-02-27", FEB28, "P0Y0M27D"),
        ("2023-01-31", "2023-02-28", FEB28, "P0Y1M0D"),
        ("2023-01-31", "2023-03-30", FEB28, "P0Y1M30D"),
        ("2023-12-31", "2024-02-29", FEB28, "P0Y2M0D"),
        ("1988-02-29", "2027-02-28", FEB28, "P39Y0M0D"),
        ("1988-02-29", "2027-02-28", MAR1, "P38Y11M30D"),
        ("1988-02-29", "2027-03-01", MAR1, "P39Y0M0D"),
        ("1988-02-29", "2027-03-29", MAR1, "P39Y1M0D"),
        ("1993-09", "2026-09-15", FEB28, None),
        ("1960", "2026-11-21", FEB28, None),
        ("2019-02-21", "2018-01-01", FEB28, None),
        (None, "2026-11-21", FEB28, None),
    ],
)
def test_elapsed_time_is_a_duration_where_the_day_is_known(
    founded: str | None, on: str, leap_day: LeapDay, elapsed: str | None
) -> None:
    assert ask(founded, on, leap_day=leap_day).elapsed == elapsed


@pytest.mark.parametrize(
    ("founded", "on", "milestone"),
    [
        ("1973-11-09", "2026-11-21", Coming(55, "2028-11-09", "Thursday", 719)),
        ("1973-11-09", "2028-11-09", Coming(55, "2028-11-09", "Thursday", 0)),
        ("1973-11-09", "2028-11-10", Coming(60, "2033-11-09", "Wednesday", 1825)),
        ("1973-11-09", "1970-01-01", Coming(5, "1978-11-09", "Thursday", 3234)),
        ("1993-09", "2026-09-15", Coming(35, "2028-09")),
        ("1960", "2026-11-21", Coming(70, "2030")),
        (None, "2026-11-21", None),
    ],
)
def test_a_milestone_is_the_next_multiple_of_five_and_today_counts(
    founded: str | None, on: str, milestone: Coming | None
) -> None:
    assert spelt(ask(founded, on).milestone) == milestone


@pytest.mark.parametrize(
    ("founded", "leap_day", "year", "kept"),
    [
        ("1988-02-29", FEB28, 2028, "2028-02-29"),
        ("1988-02-29", MAR1, 2028, "2028-02-29"),
        ("1988-02-29", FEB28, 2100, "2100-02-28"),
        ("1988-02-29", MAR1, 2100, "2100-03-01"),
        ("1988-02-28", MAR1, 2027, "2027-02-28"),
        ("1988-03-29", FEB28, 2027, "2027-03-29"),
    ],
)
def test_the_rule_for_29_february_touches_only_29_february_in_common_years(
    founded: str, leap_day: LeapDay, year: int, kept: str
) -> None:
    day = dt.date.fromisoformat(founded)

    assert observed_date(day, year, leap_day) == dt.date.fromisoformat(kept)


def test_full_years_are_below_zero_before_the_founding() -> None:
    assert full_years(dt.date(2019, 2, 21), dt.date(2018, 1, 1), FEB28) == -2


def test_the_words_for_the_rule_are_those_of_the_command_line() -> None:
    assert [str(rule) for rule in LeapDay] == ["feb28", "mar1"]


def test_an_imprecise_date_keeps_its_type_in_the_answer() -> None:
    for founded, coming in ((YearMonth(1993, 9), YearMonth(2027, 9)), (Year(1993), Year(2027))):
        found = anniversary(founded, dt.date(2027, 1, 1)).next
        assert found is not None
        assert (found.date, type(found.date)) == (coming, type(founded))
