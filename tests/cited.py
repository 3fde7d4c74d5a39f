"""A directory of two relationships with given sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from sample_model import ALUND, PLAIN

from sistercities_cli import Directory, Evidence, Home, Source
from sistercities_cli.directory import AllEvidence

FIRST, SECOND = PLAIN.replace(id="first"), PLAIN.replace(id="second")
HOME = Home(ALUND, "Ålund International", None, None, (), (), (), ())
URL = "https://paper.example/1"


def source(url: str = URL, publisher: str = "The Paper", **fields: Any) -> Source:
    """Return a source whose other fields are unknown."""
    unknown: dict[str, Any] = {"title": None, "date": None, "note": None, "supports": ()}
    return Source(url, publisher, **{**unknown, **fields})


def directory(
    programme: tuple[Source, ...] = (),
    *,
    parties: Mapping[str, tuple[Source, ...]] = MappingProxyType({}),
    **cited: tuple[Source, ...],
) -> Directory:
    """Return a directory with sources of its programme, other parties and relationships."""
    evidence = {id: Evidence(sources=sources) for id, sources in cited.items()}
    return Directory(
        title="Towns",
        version="1",
        date=dt.date(2026, 1, 1),
        issued=dt.date(2026, 1, 1),
        homes=(HOME,),
        countries=(),
        parties={},
        relationships=(FIRST, SECOND),
        read_evidence=lambda: AllEvidence(evidence, {"alund": programme, **parties}),
    )
