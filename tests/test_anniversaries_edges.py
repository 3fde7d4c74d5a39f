"""Anniversaries asked for by number, of what has ended, and at the end of the calendar."""

from __future__ import annotations

import datetime as dt

import pytest
from reckoning import ask, spelt

from sistercities_cli import LeapDay, anniversary


@pytest.mark.parametrize(
    ("founded", "ended", "on", "years", "years_max", "elapsed"),
    [
        pytest.param(
            "2000-06-15", "2010-06-14", "2026-01-01", 9, 9, "P9Y11M30D", id="a day short of ten"
        ),
        pytest.param(
            "2000-06-15", "2010-06-15", "2026-01-01", 10, 10, "P10Y0M0D", id="on the tenth"
        ),
        pytest.param(
            "2000-06-15", "2010-06-15", "2005-06-16", 5, 5, "P5Y0M1D", id="before it ended"
        ),
        pytest.param("2000-06-15", "2000-06-15", "2026-01-01", 0, 0, "P0Y0M0D", id="at once"),
        pytest.param("2000-06-15", "2010-06", "2026-01-01", 9, 10, None, id="in a month"),
        pytest.param("2000-06-15", "2010-07", "2026-01-01", 10, 10, None, id="in a later month"),
        pytest.param("2000-06-15", "2010", "2026-01-01", 9, 10, None, id="in a year"),
        pytest.param("2000-06", "2010-06-15", "2026-01-01", 9, 10, None, id="founded in a month"),
        pytest.param("2000", "2010", "2026-01-01", 9, 10, None, id="only years known"),
        pytest.param(
            "2000-06-15", "2010", "2010-01-01", 9, 9, "P9Y6M17D", id="first day of the end"
        ),
        pytest.param("2000-06-15", "2010", "2010-06-15", 9, 10, None, id="while it may be ending"),
        pytest.param("2000-06-15", "2010", "2009-06-15", 9, 9, "P9Y0M0D", id="not ended by then"),
        pytest.param(
            "2000-06-15", "1990-01-01", "2026-01-01", 0, 0, "P0Y0M0D", id="before the founding"
        ),
        pytest.param("2000-06", "1990", "2026-01-01", 0, 0, None, id="a year before a month"),
        pytest.param("2000", "2000", "2026-01-01", 0, 0, None, id="in the founding year"),
        pytest.param("2000-06-15", "2000", "2026-01-01", 0, 0, None, id="perhaps before"),
        pytest.param("2000-06-15", "2010-06-15", "2000-06-14", None, None, None, id="not yet"),
        pytest.param(None, "2010", "2026-01-01", None, None, None, id="founding unknown"),
    ],
)
def test_what_has_ended_counts_up_to_its_end_and_has_nothing_coming(
    founded: str | None,
    ended: str,
    on: str,
    years: int | None,
    years_max: int | None,
    elapsed: str | None,
) -> None:
    answer = ask(founded, on, ended=ended)

    assert (answer.years, answer.years_max, answer.elapsed) == (years, years_max, elapsed)
    assert (answer.next, answer.milestone, answer.nth) == (None, None, None)


@pytest.mark.parametrize(
    ("founded", "on", "nth", "occurrence"),
    [
        pytest.param(
            "1973-11-09", "2026-11-21", 75, (75, "2048-11-09", "Monday", 8024), id="to come"
        ),
        pytest.param(
            "1973-11-09", "2026-11-21", 1, (1, "1974-11-09", "Saturday", -19005), id="past"
        ),
        pytest.param("1973-11-09", "2023-11-09", 50, (50, "2023-11-09", "Thursday", 0), id="today"),
        pytest.param(
            "1988-02-29", "2027-01-01", 39, (39, "2027-02-28", "Sunday", 58), id="leap day"
        ),
        pytest.param("1993-09", "2026-09-15", 40, (40, "2033-09", None, None), id="in a month"),
        pytest.param("1960", "2026-11-21", 100, (100, "2060", None, None), id="in a year"),
        pytest.param("2019-02-21", "2018-01-01", 1, (1, "2020-02-21", "Friday", 781), id="not yet"),
        pytest.param(None, "2026-11-21", 10, None, id="founding unknown"),
        pytest.param(
            "1973-11-09", "2026-11-21", 8026, (8026, "9999-11-09", "Tuesday", 2912066),
            id="in the last year",
        ),
        pytest.param("1973-11-09", "2026-11-21", 8027, None, id="past the last year"),
        pytest.param("1960", "2026-11-21", 10**30, None, id="past all years"),
    ],
)  # fmt: skip
def test_any_anniversary_can_be_asked_for_by_its_number(
    founded: str | None,
    on: str,
    nth: int,
    occurrence: tuple[int, str, str | None, int | None] | None,
) -> None:
    assert spelt(ask(founded, on, nth=nth).nth) == occurrence


@pytest.mark.parametrize(
    ("founded", "ended", "nth", "date"),
    [
        pytest.param("2000-06-15", "2010-06-15", 10, "2010-06-15", id="on the day of the end"),
        pytest.param("2000-06-15", "2010-06-14", 10, None, id="a day after the end"),
        pytest.param("2000-06-15", "2010-06-14", 9, "2009-06-15", id="before the end"),
        pytest.param("2000-06-15", "2010", 10, "2010-06-15", id="in the year of the end"),
        pytest.param("2000-06-15", "2010", 11, None, id="in the year after"),
        pytest.param("2000", "2010-01-01", 10, "2010", id="in the year that ends on its first day"),
        pytest.param("2000", "2009-12-31", 10, None, id="in the year after the last day"),
        pytest.param("2000-06-15", "1990", 1, None, id="ended before the founding"),
    ],
)
def test_an_anniversary_by_number_is_one_that_can_have_been_kept(
    founded: str, ended: str, nth: int, date: str | None
) -> None:
    found = ask(founded, "2026-01-01", ended=ended, nth=nth).nth

    assert (found and str(found.date)) == date


def test_no_number_asked_for_gives_none() -> None:
    assert ask("1973-11-09", "2026-11-21").nth is None


@pytest.mark.parametrize("founded", ["1973-11-09", None], ids=["founded", "founding unknown"])
@pytest.mark.parametrize("nth", [0, -1])
def test_there_is_no_anniversary_before_the_first(founded: str | None, nth: int) -> None:
    with pytest.raises(ValueError, match=r"^anniversaries are numbered from 1$"):
        ask(founded, "2026-11-21", nth=nth)


@pytest.mark.parametrize(
    ("founded", "on", "years", "years_max", "coming", "milestone"),
    [
        pytest.param(
            "9990-06-15", "9999-06-15", 9, 9, (9, "9999-06-15", "Tuesday", 0), None, id="the last"
        ),
        pytest.param("9990-06-15", "9999-06-16", 9, 9, None, None, id="the last is over"),
        pytest.param("9990-06", "9999-12-31", 9, 9, None, None, id="the last month is over"),
        pytest.param("9990", "9999-12-31", 9, 9, (9, "9999", None, None), None, id="the last year"),
        pytest.param("9999-12-31", "9999-12-31", 0, 0, None, None, id="founded on the last day"),
        pytest.param("9999", "0001-01-01", None, None, None, None, id="asked on the first day"),
        pytest.param(
            "9994-01-01", "9999-01-01", 5, 5,
            (5, "9999-01-01", "Friday", 0), (5, "9999-01-01", "Friday", 0), id="the last milestone",
        ),
    ],
)  # fmt: skip
def test_nothing_comes_after_the_year_9999(
    founded: str,
    on: str,
    years: int | None,
    years_max: int | None,
    coming: tuple[int, str, str | None, int | None] | None,
    milestone: tuple[int, str, str | None, int | None] | None,
) -> None:
    answer = ask(founded, on)

    assert (answer.years, answer.years_max) == (years, years_max)
    assert (spelt(answer.next), spelt(answer.milestone)) == (coming, milestone)


@pytest.mark.parametrize(
    ("founded", "elapsed"), [("9990-06-15", "P9Y6M16D"), ("0001-12-31", "P9998Y0M0D")]
)
def test_time_is_counted_up_to_the_last_day_of_the_calendar(founded: str, elapsed: str) -> None:
    assert ask(founded, "9999-12-31").elapsed == elapsed


def test_a_leap_day_kept_on_1_march_does_not_leave_the_calendar() -> None:
    answer = anniversary(dt.date(9996, 2, 29), dt.date(9999, 2, 28), leap_day=LeapDay.MAR1)

    assert (answer.years, spelt(answer.next)) == (2, (3, "9999-03-01", "Monday", 1))
