"""A directory of sister-city relationships, for the command line and for Python.

>>> import datetime as dt
>>> import sistercities_cli as sistercities
>>> directory = sistercities.load()
>>> [osaka] = directory.of("osaka")
>>> osaka.anniversary(dt.date(2026, 11, 21)).years
53
"""

TYPE_CHECKING = False  # true to type checkers; importing typing is slow
if TYPE_CHECKING:
    from sistercities_cli.agenda import Upcoming, Window, upcoming
    from sistercities_cli.anniversaries import (
        Anniversary,
        LeapDay,
        Occurrence,
        anniversary,
        occurrences,
    )
    from sistercities_cli.api import (
        calendar,
        csl,
        geojson,
        map_svg,
        markdown,
        page,
        record,
        records,
        sources,
        timeline_svg,
    )
    from sistercities_cli.convert import convert_spreadsheet
    from sistercities_cli.datafile import load
    from sistercities_cli.datafile.json_schema import data_schema, evidence_schema
    from sistercities_cli.datafile.report import Finding, Report, check_file
    from sistercities_cli.dates import PartialDate, Year, YearMonth, format_date, parse_date
    from sistercities_cli.directory import Directory
    from sistercities_cli.errors import (
        AmbiguousNameError,
        ArgumentError,
        ChoiceError,
        DataError,
        DateError,
        NotFoundError,
        Problem,
        SisterCitiesError,
    )
    from sistercities_cli.fulltext import Hit, HitField, search
    from sistercities_cli.geography import Coordinates, distance_km
    from sistercities_cli.history import Grouping
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
        SiteOptions,
        Source,
        Status,
    )
    from sistercities_cli.sorting import SortKey, sort_relationships
else:
    # Loaded on first use, so that the program handles interrupts before it imports anything.
    def __getattr__(name: str) -> object:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        modules = (vars(import_module(f"{__name__}.{module}")) for module in _MODULES)
        value = globals()[name] = next(one[name] for one in modules if name in one)
        return value

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})


__version__ = "0.1.0"
__all__ = [
    "AmbiguousNameError", "Anniversary", "ArgumentError", "ChoiceError", "City", "Claim",
    "Confidence", "Conflict", "Coordinates", "Country", "DataError", "DateError", "Directory",
    "Event", "EventKind", "Evidence", "Finding", "Grouping", "Hit", "HitField", "Home", "LeapDay",
    "NotFoundError", "Occurrence", "Organisation", "PartialDate", "Party", "Problem",
    "Relationship", "Report", "Signatory", "SisterCitiesError", "SiteOptions", "SortKey", "Source",
    "Status", "Upcoming", "Window", "Year", "YearMonth", "anniversary", "calendar", "check_file",
    "convert_spreadsheet", "csl", "data_schema", "distance_km", "evidence_schema", "format_date",
    "geojson", "load", "map_svg", "markdown", "occurrences", "page", "parse_date", "record",
    "records", "search", "sort_relationships", "sources", "timeline_svg", "upcoming",
]  # fmt: skip
_MODULES = (
    "datafile", "anniversaries", "dates", "directory", "errors", "geography", "model", "agenda",
    "api", "fulltext", "history", "sorting", "datafile.report", "datafile.json_schema",
    "convert",
)  # fmt: skip
