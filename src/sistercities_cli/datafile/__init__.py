"""Load a directory from its TOML files."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sistercities_cli import model
from sistercities_cli.datafile import files
from sistercities_cli.dates import PartialDate, parse_date
from sistercities_cli.directory import AllEvidence, Directory
from sistercities_cli.errors import DataError
from sistercities_cli.geography import Coordinates

__all__ = ["load"]

Table = Mapping[str, Any]
Reader = Callable[[files.DataFile, Table | None], Table]


def load(path: str | os.PathLike[str] | None = None) -> Directory:
    """Load the bundled directory, or the one in a file of the same layout.

    Raises :class:`DataError` with all problems of the file at once. The evidence file is read
    on first use, and raises the same error then.

    >>> load().homes[0].city.name
    'Chicago'
    """
    if path is None:
        return _load(files.bundled_file(), _read_bundled)
    with files.gc_paused():
        return _load(files.file_at(path), _read_and_check)


def _load(file: files.DataFile, read: Reader) -> Directory:
    document = read(file, None)

    def read_evidence() -> list[Table]:
        name = document["directory"].get("evidence")
        return [document, read(file.neighbour(name), document)] if name else [document]

    return build_directory(document, read_evidence)


def _read_bundled(file: files.DataFile, _data: Table | None) -> Table:
    return file.read()  # checked before it was bundled


@files.gc_paused()
def _read_and_check(file: files.DataFile, data: Table | None) -> Table:
    from sistercities_cli.datafile import check

    checked = check.read_and_check(file, data)
    if checked.problems:
        raise DataError(checked.path, tuple(checked.located_problems()))
    return checked.document


def build_directory(document: Table, read_evidence: Callable[[], Sequence[Table]]) -> Directory:
    """Build a directory; ``read_evidence`` is called when evidence is first asked for."""
    countries = _countries(document)
    cities = {id: _city(id, record, countries) for id, record in document["cities"].items()}
    parties: dict[str, model.Party] = {**cities}
    for id, record in document.get("organisations", {}).items():
        parties[id] = _organisation(id, record, cities)
    about = document["directory"]
    return Directory(
        title=about["title"],
        version=about["version"],
        date=dt.date.fromisoformat(about["date"]),
        issued=dt.date.fromisoformat(about.get("issued", about["date"])),
        licence=about.get("licence"),
        homes=tuple(_home(cities[id], record) for id, record in document["homes"].items()),
        countries=tuple(countries.values()),
        parties=parties,
        relationships=tuple(
            _relationship(id, record, parties)
            for id, record in document.get("relationships", {}).items()
        ),
        read_evidence=lambda: _all_evidence(read_evidence()),
    )


def _countries(document: Table) -> dict[str, model.Country]:
    """Return the countries by their codes: first those with a section, then the others in use."""
    sections = document.get("countries", {})
    codes = dict.fromkeys((*sections, *(city["country"] for city in document["cities"].values())))
    return {code: _country(code, sections.get(code, {})) for code in codes}


def _country(code: str, record: Table) -> model.Country:
    name, alpha_3 = record.get("name"), record.get("alpha_3")
    if name is None or alpha_3 is None:
        from sistercities_cli import countries

        name, alpha_3 = (
            name or countries.english_names()[code],
            alpha_3 or countries.alpha_3_codes()[code],
        )
    return model.Country(
        code=code,
        alpha_3=alpha_3,
        name=name,
        formal=record.get("formal"),
        native=tuple(record.get("native", ())),
        also=tuple(record.get("also", ())),
    )


def _city(id: str, record: Table, countries: Mapping[str, model.Country]) -> model.City:
    return model.City(
        id=id,
        name=record["name"],
        native=tuple(record.get("native", ())),
        also=tuple(record.get("also", ())),
        country=countries[record["country"]],
        region=record.get("region"),
        coordinates=_coordinates(record),
        timezone=record.get("timezone"),
    )


def _coordinates(record: Table) -> Coordinates | None:
    return Coordinates(record["latitude"], record["longitude"]) if "latitude" in record else None


def _organisation(id: str, record: Table, cities: Mapping[str, model.City]) -> model.Organisation:
    return model.Organisation(
        id=id,
        name=record["name"],
        also=tuple(record.get("also", ())),
        city=cities[record["city"]],
        note=record.get("note"),
    )


def _home(city: model.City, record: Table) -> model.Home:
    return model.Home(
        city=city,
        programme=record["programme"],
        parent=record.get("parent"),
        parent_since=_date(record.get("parent_since")),
        facts=tuple(record.get("facts", ())),
        areas=tuple(record.get("areas", ())),
        works_with=tuple(record.get("works_with", ())),
        goals=tuple(record.get("goals", ())),
    )


def _relationship(id: str, record: Table, parties: Mapping[str, model.Party]) -> model.Relationship:
    get = record.get
    home = parties[record["home"]]
    kind_confidence, status_confidence = get("kind_confidence"), get("status_confidence")
    return model.Relationship(
        id=id,
        title=get("title"),
        also=tuple(get("also", ())),
        home=home.seat,
        home_party=home,
        home_units=tuple(get("home_units", ())),
        partner=parties[record["partner"]],
        partner_units=tuple(get("partner_units", ())),
        with_=tuple(parties[city].seat for city in get("with", ())),
        kind=record["kind"],
        kind_confidence=model.Confidence(kind_confidence) if kind_confidence else None,
        home_term=get("home_term"),
        partner_term=get("partner_term"),
        founded=_date(get("founded")),
        founded_confidence=model.Confidence(get("founded_confidence", "none")),
        founded_note=get("founded_note"),
        signatories=tuple(map(_signatory, get("signatories", ()))),
        signatories_note=get("signatories_note"),
        status=model.Status(record["status"]),
        status_confidence=model.Confidence(status_confidence) if status_confidence else None,
        status_since=_date(get("status_since")),
        status_as_of=_date(get("status_as_of")),
        status_note=get("status_note"),
        events=tuple(map(_event, get("events", ()))),
        areas=tuple(get("areas", ())),
        notes=tuple(get("notes", ())),
        changed=dt.date.fromisoformat(record["changed"]) if "changed" in record else None,
        website=get("website"),
    )


def _signatory(record: Table) -> model.Signatory:
    return model.Signatory(
        record.get("name"), record.get("office"), record.get("side"), record.get("note")
    )


def _event(record: Table) -> model.Event:
    return model.Event(
        _parse_cached(record["date"]), model.EventKind(record["kind"]), record["note"]
    )


def _all_evidence(documents: Sequence[Table]) -> AllEvidence:
    """Combine the evidence of the data file and the evidence file."""
    relationships: dict[str, model.Evidence] = {}
    homes: dict[str, tuple[model.Source, ...]] = {}
    for document in documents:
        for id, record in document.get("relationships", {}).items():
            known, more = relationships.get(id, model.Evidence()), _evidence(record)
            relationships[id] = model.Evidence(
                highlights=known.highlights + more.highlights,
                conflicts=known.conflicts + more.conflicts,
                sources=known.sources + more.sources,
            )
        for id, record in document.get("homes", {}).items():
            homes[id] = homes.get(id, ()) + tuple(map(_source, record.get("sources", ())))
    return relationships, homes


def _evidence(record: Table) -> model.Evidence:
    return model.Evidence(
        highlights=tuple(record.get("highlights", ())),
        conflicts=tuple(map(_conflict, record.get("conflicts", ()))),
        sources=tuple(map(_source, record.get("sources", ()))),
    )


def _conflict(record: Table) -> model.Conflict:
    return model.Conflict(
        field=record["field"],
        about=record.get("about"),
        claims=tuple(model.Claim(claim["value"], claim["url"]) for claim in record["claims"]),
        trusted=record["trusted"],
        why=record["why"],
    )


def _source(record: Table) -> model.Source:
    return model.Source(
        url=record["url"],
        publisher=record["publisher"],
        title=record.get("title"),
        date=_date(record.get("date")),
        note=record.get("note"),
        supports=tuple(record.get("supports", ())),
    )


def _date(text: str | None) -> PartialDate | None:
    return None if text is None else _parse_cached(text)


_parse_cached = lru_cache(maxsize=2**16)(parse_date)  # dates of a large file repeat
