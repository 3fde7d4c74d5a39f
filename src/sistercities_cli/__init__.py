"""A directory of sister-city relationships, for the command line and for Python.

>>> import datetime as dt
>>> import sistercities_cli as sistercities
>>> directory = sistercities.load()
>>> osaka, = directory.of(directory.find("osaka"))
>>> osaka.anniversary(dt.date(2026, 11, 21)).years
53
"""

from sistercities_cli.agenda import Upcoming, Window, upcoming
from sistercities_cli.anniversaries import (
    Anniversary,
    LeapDay,
    Occurrence,
    anniversary,
    occurrences,
)
from sistercities_cli.datafile import load
from sistercities_cli.dates import PartialDate, Year, YearMonth, parse_date
from sistercities_cli.directory import Directory, SortKey, sort_relationships
from sistercities_cli.errors import (
    AmbiguousNameError,
    DataError,
    DateError,
    NotFoundError,
    Problem,
    SisterCitiesError,
)
from sistercities_cli.geography import Continent, Coordinates, distance_km
from sistercities_cli.model import (
    City,
    Claim,
    Confidence,
    Conflict,
    Country,
    Event,
    EventKind,
    Evidence,
    Home,
    Organisation,
    Party,
    Relationship,
    Signatory,
    Source,
    Status,
)

__version__ = "0.1.0"
__all__ = [
    "AmbiguousNameError", "Anniversary", "City", "Claim", "Confidence", "Conflict", "Continent",
    "Coordinates", "Country", "DataError", "DateError", "Directory", "Event", "EventKind",
    "Evidence", "Home", "LeapDay", "NotFoundError", "Occurrence", "Organisation", "PartialDate",
    "Party", "Problem", "Relationship", "Signatory", "SisterCitiesError", "SortKey", "Source",
    "Status", "Upcoming", "Window", "Year", "YearMonth", "anniversary", "distance_km", "load",
    "occurrences", "parse_date", "sort_relationships", "upcoming",
]  # fmt: skip
