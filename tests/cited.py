"""A directory of two relationships for the tests, with sources of one's choice."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sample_model import ALUND, PLAIN

from sistercities_cli import Directory, Evidence, Home, Source

FIRST, SECOND = PLAIN._replace(id="first"), PLAIN._replace(id="second")
HOME = Home(ALUND, "Ålund International", None, None, (), (), (), ())
URL = "https://paper.example/1"


def source(url: str = URL, publisher: str = "The Paper", **others: Any) -> Source:
    """Return a source of which no more is known than is said."""
    unknown: dict[str, Any] = {"title": None, "date": None, "note": None, "supports": ()}
    return Source(url, publisher, **{**unknown, **others})


def directory(programme: tuple[Source, ...] = (), **cited: tuple[Source, ...]) -> Directory:
    """Return a directory in which relationships have these sources."""
    evidence = {id: Evidence(sources=found) for id, found in cited.items()}
    return Directory(
        title="Towns",
        version="1",
        date=dt.date(2026, 1, 1),
        issued=dt.date(2026, 1, 1),
        homes=(HOME,),
        countries=(),
        parties={},
        relationships=(FIRST, SECOND),
        read_evidence=lambda: (evidence, {"alund": programme}),
    )
