"""What a person reads: dates, ages, places and parties in words, for every kind of display."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from sistercities_cli.anniversaries import CUSTOMARY_NAMES, Anniversary, Occurrence
from sistercities_cli.dates import MONTHS, WEEKDAYS, PartialDate, Year, YearMonth
from sistercities_cli.geography import Coordinates, in_miles
from sistercities_cli.model import City, Confidence, Party, Relationship

SHORT_MONTHS = tuple(month[:3] for month in MONTHS)
ENDINGS = {1: "st", 2: "nd", 3: "rd"}  # of ordinals; the others end in "th"


def in_words(date: PartialDate) -> str:
    """Write a date for people, as exactly as it is known and no more.

    >>> in_words(dt.date(1973, 11, 9)), in_words(YearMonth(1993, 9)), in_words(Year(1960))
    ('9 November 1973', 'September 1993', '1960')
    """
    return _written(date, MONTHS)


def short_date(date: PartialDate | None) -> str:
    """Write a date briefly.

    >>> short_date(dt.date(1973, 11, 9))
    '9 Nov 1973'
    """
    return "unknown" if date is None else _written(date, SHORT_MONTHS)


def _written(date: PartialDate, months: Sequence[str]) -> str:
    if isinstance(date, Year):
        return str(date)
    month = months[date.month - 1]
    if isinstance(date, YearMonth):
        return f"{month} {date.year}"
    return f"{date.day} {month} {date.year}"


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
    return f"{number}{ENDINGS.get(last, 'th')}"


def anniversary_name(number: int) -> str:
    """Write the number of an anniversary, with its customary name if it has one."""
    name = CUSTOMARY_NAMES.get(number)
    return f"{ordinal(number)} ({name})" if name else ordinal(number)


def when(occurrence: Occurrence) -> str:
    """Say when an anniversary is, as exactly as that is known.

    >>> when(Occurrence(66, Year(2026), None))
    'some day in 2026'
    """
    return f"{occurrence.weekday or 'some day in'} {in_words(occurrence.date)}"


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


def series(names: Sequence[str]) -> str:
    """Name some things, one at least.

    >>> series(["Chicago", "Birmingham"]), series(["Osaka"]), series(["a", "b", "c"])
    ('Chicago and Birmingham', 'Osaka', 'a, b and c')
    """
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def far(kilometres: float) -> str:
    """Write a distance in both units.

    >>> far(10435.2)
    '10,435 km (6,484 miles)'
    """
    return f"{kilometres:,.0f} km ({counted(round(in_miles(kilometres)), 'mile')})"


def parties(relationship: Relationship) -> str:
    """Name both parties."""
    return f"{relationship.partner.name} and {relationship.home_party.name}"


def summary(relationships: Iterable[Relationship]) -> str:
    """Say how many relationships there are, and when they began.

    >>> from sistercities_cli import load
    >>> summary(load().relationships[:3])
    '3 relationships, 3 with a known year: 1989 to 2004'
    """
    found = list(relationships)
    years = sorted(one.founded.year for one in found if one.founded is not None)
    count = counted(len(found), "relationship")
    if not years:
        return f"{count}, none with a known year"
    span = f"{years[0]:04}" if years[0] == years[-1] else f"{years[0]:04} to {years[-1]:04}"
    return f"{count}, {len(years):,} with a known year: {span}"


def counted(number: int, noun: str) -> str:
    """Write a number with a noun, in the plural unless there is just one.

    >>> counted(1, "source"), counted(1200, "source"), counted(0, "city")
    ('1 source', '1,200 sources', '0 cities')
    """
    if number == 1:
        return f"1 {noun}"
    return f"{number:,} {noun[:-1]}ies" if noun.endswith("y") else f"{number:,} {noun}s"


def capital(text: str) -> str:
    """Begin a text with a capital letter and leave the rest as it is."""
    return text[:1].upper() + text[1:]


def doubt(confidence: Confidence | None) -> str:
    """Say how certain a fact is, where it is not certain."""
    if confidence in (None, Confidence.HIGH, Confidence.NONE):
        return ""
    return f" ({confidence} confidence)"
