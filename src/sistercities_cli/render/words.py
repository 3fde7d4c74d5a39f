"""What a person reads: dates, ages and places in words, for every kind of display."""

from __future__ import annotations

import datetime as dt

from sistercities_cli.anniversaries import CUSTOMARY_NAMES, Anniversary, Occurrence
from sistercities_cli.dates import MONTHS, WEEKDAYS, PartialDate, Year, YearMonth
from sistercities_cli.geography import Coordinates
from sistercities_cli.model import City, Confidence, Party

UNKNOWN = "unknown"


def in_words(date: PartialDate) -> str:
    """Write a date for people, as exactly as it is known and no more.

    >>> in_words(dt.date(1973, 11, 9)), in_words(YearMonth(1993, 9)), in_words(Year(1960))
    ('9 November 1973', 'September 1993', '1960')
    """
    if isinstance(date, Year):
        return str(date)
    if isinstance(date, YearMonth):
        return f"{MONTHS[date.month - 1]} {date.year}"
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def short_date(date: PartialDate | None) -> str:
    """Write a date in few letters.

    >>> short_date(dt.date(1973, 11, 9))
    '9 Nov 1973'
    """
    if date is None:
        return UNKNOWN
    if isinstance(date, Year):
        return str(date)
    month = MONTHS[date.month - 1][:3]
    return (
        f"{month} {date.year}" if isinstance(date, YearMonth) else f"{date.day} {month} {date.year}"
    )


def years(age: Anniversary) -> str:
    """Write an age, with all the years that are possible.

    >>> from sistercities_cli import anniversary, Year
    >>> years(anniversary(Year(1960), dt.date(2026, 11, 21)))
    '65–66'
    """
    if age.years is None:
        return "–"
    return str(age.years) if age.years == age.years_max else f"{age.years}–{age.years_max}"


def age_in_years(age: Anniversary) -> str:
    """Write an age with its unit."""
    return f"{years(age)} {'year' if age.years == age.years_max == 1 else 'years'}"


def ordinal(number: int) -> str:
    """Write a number as a position.

    >>> ordinal(1), ordinal(12), ordinal(53)
    ('1st', '12th', '53rd')
    """
    last = number % 10 if number % 100 not in (11, 12, 13) else 0
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(last, 'th') }"


def anniversary_name(number: int) -> str:
    """Write the number of an anniversary, with its customary name if it has one."""
    name = CUSTOMARY_NAMES.get(number)
    return f"{ordinal(number)} ({name})" if name else ordinal(number)


def when(occurrence: Occurrence) -> str:
    """Say when an anniversary is, as exactly as that is known.

    >>> when(Occurrence(66, Year(2026), None))
    'some day in 2026'
    """
    date = occurrence.date
    if isinstance(date, Year):
        return f"some day in {date}"
    if isinstance(date, YearMonth):
        return f"some day in {MONTHS[date.month - 1]} {date.year}"
    return f"{occurrence.weekday} {date.day} {MONTHS[date.month - 1]} {date.year}"


def in_days(days: int | None) -> str:
    """Say how far off a day is.

    >>> in_days(0), in_days(1), in_days(353), in_days(-2)
    ('today', 'tomorrow', 'in 353 days', '2 days ago')
    """
    if days is None:
        return ""
    if days in (-1, 0, 1):
        return ("yesterday", "today", "tomorrow")[days + 1]
    return f"in {days:,} days" if days > 0 else f"{-days:,} days ago"


def place(party: Party) -> str:
    """Name a party with its country, and its region where that needs saying.

    >>> from sistercities_cli import load
    >>> place(load().find("mirpur"))
    'Mirpur, Azad Kashmir, Pakistan'
    """
    region = party.region if isinstance(party, City) else None
    return ", ".join(part for part in (party.name, region, party.country.name) if part)


def position(coordinates: Coordinates) -> str:
    """Write a position as on a map.

    >>> position(Coordinates(-33.86785, 151.20732))
    '33.87° S, 151.21° E'
    """
    north, east = coordinates
    return f"{abs(north):.2f}° {'NS'[north < 0]}, {abs(east):.2f}° {'EW'[east < 0]}"


def clock(local: dt.datetime, home: dt.datetime, home_name: str) -> str:
    """Say what time it is somewhere, against the clocks at home."""
    ahead = (local.utcoffset() or dt.timedelta()) - (home.utcoffset() or dt.timedelta())
    hours, minutes = divmod(abs(ahead) // dt.timedelta(minutes=1), 60)
    amount = f"{hours} h {minutes} min" if minutes else f"{hours} h"
    if not ahead:
        difference = "as in"
    else:
        difference = f"{amount} {'ahead of' if ahead > dt.timedelta() else 'behind'}"
    day = f"{WEEKDAYS[local.weekday()]} {local.day} {MONTHS[local.month - 1]}"
    return f"{local:%H:%M} on {day}, {difference} {home_name}"


def capital(text: str) -> str:
    """Begin a text with a capital letter and leave the rest as it is."""
    return text[:1].upper() + text[1:]


def doubt(confidence: Confidence | None) -> str:
    """Say how sure a fact is, where it is not sure."""
    if confidence is None or confidence.value in ("high", "none"):
        return ""
    return f" ({confidence.value} confidence)"
