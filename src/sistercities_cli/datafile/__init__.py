"""Load a directory from its TOML files."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, TypeVar

from sistercities_cli import model
from sistercities_cli.datafile import files, schema
from sistercities_cli.datafile.schema import Key, Keys, ValueType
from sistercities_cli.dates import parse_date
from sistercities_cli.directory import AllEvidence, Directory
from sistercities_cli.errors import DataError
from sistercities_cli.geography import Coordinates
from sistercities_cli.structs import Struct

__all__ = ["load"]
Table = Mapping[str, Any]
Reader = Callable[[files.DataFile, Table | None], Table]
T = TypeVar("T", bound=Struct)
TABLE_TYPES: Mapping[str, type[Struct]] = {
    "signatories": model.Signatory,
    "events": model.Event,
    "conflicts": model.Conflict,
    "claims": model.Claim,
    "sources": model.Source,
    "home_sources": model.Source,
    "organisation_sources": model.Source,
}
CONVERTERS: Mapping[str, Callable[[Any], Any]] = {
    ValueType.TEXTS: tuple,
    ValueType.FACTS: tuple,
    ValueType.HIGHLIGHTS: lambda items: tuple(
        [item if isinstance(item, str) else item["text"] for item in items]
    ),
    ValueType.DATE: lru_cache(maxsize=2**16)(parse_date),  # dates of a large file repeat
    ValueType.DAY: dt.date.fromisoformat,
}
REFERENCES = {ValueType.COUNTRY, ValueType.CITY, ValueType.CITIES, ValueType.PARTY}
LISTS = {ValueType.TEXTS, ValueType.FACTS, ValueType.TABLES, ValueType.HIGHLIGHTS}


def load(path: str | os.PathLike[str] | None = None) -> Directory:
    """Load the bundled directory, or one from a file in the same format.

    Raises :class:`DataError` with all problems of the file at once. The evidence file is read
    on first use, and raises the same error then.

    >>> load().homes[0].city.name
    'Chicago'
    """
    file = files.file_at(path)
    if path is None:  # it was checked before
        return _load(file, lambda file, _: file.compiled() or file.parse(file.text()))
    with files.gc_paused():
        return _load(file, _read_and_check)


def _load(file: files.DataFile, read: Reader) -> Directory:
    document = read(file, None)
    name = document["directory"].get("evidence")
    evidence = file.sibling(name) if name else None

    def read_evidence() -> list[Table]:
        return [document, read(evidence, document)] if evidence else [document]

    return build_directory(document, read_evidence)


@files.gc_paused()
def _read_and_check(file: files.DataFile, data: Table | None) -> Table:
    from sistercities_cli.datafile.check import read_and_check
    from sistercities_cli.datafile.lines import add_line_numbers

    checked = read_and_check(file, data)
    if checked.problems:
        raise DataError(checked.path, tuple(add_line_numbers(checked.problems, checked.text)))
    return checked.document


def build_directory(document: Table, read_evidence: Callable[[], Sequence[Table]]) -> Directory:
    """Build a directory; ``read_evidence`` is called when evidence is first accessed."""
    countries = _countries(document)
    parties = _parties(document, countries)
    home = _converter(model.Home, schema.RECORDS["homes"])
    metadata = document["directory"]
    return Directory(
        id=metadata.get("id"),
        title=metadata["title"],
        version=metadata["version"],
        date=dt.date.fromisoformat(metadata["date"]),
        issued=dt.date.fromisoformat(metadata.get("issued", metadata["date"])),
        licence=metadata.get("licence"),
        site=model.SiteOptions(**document.get("site", {})),
        homes=tuple(home(record, city=parties[id]) for id, record in document["homes"].items()),
        countries=tuple(countries.values()),
        parties=parties,
        relationships=tuple(_relationships(document, parties)),
        read_evidence=lambda: _all_evidence(read_evidence()),
    )


def _countries(document: Table) -> dict[str, model.Country]:
    """Return countries by code: first those with a section, then the others in use."""
    sections = document.get("countries", {})
    codes = dict.fromkeys((*sections, *(city["country"] for city in document["cities"].values())))
    country = _converter(model.Country, schema.RECORDS["countries"])
    return {
        code: country(_named_country(code, sections.get(code, {})), code=code) for code in codes
    }


def _named_country(code: str, record: Table) -> Table:
    """Add a missing name or alpha-3 code to the section of a country."""
    if {"name", "alpha_3"} <= record.keys():
        return record
    from sistercities_cli.countries import by_code

    country = by_code(code)
    assert country  # other codes need both keys
    return {"name": country.name, "alpha_3": country.alpha_3, **record}


def _parties(document: Table, countries: Mapping[str, model.Country]) -> dict[str, model.Party]:
    city = _converter(model.City, schema.RECORDS["cities"])
    organisation = _converter(model.Organisation, schema.RECORDS["organisations"])
    parties: dict[str, model.Party] = {}
    for id, record in document["cities"].items():
        located = "latitude" in record
        coordinates = Coordinates(record["latitude"], record["longitude"]) if located else None
        country = countries[record["country"]]
        parties[id] = city(record, id=id, country=country, coordinates=coordinates)
    for id, record in document.get("organisations", {}).items():
        parties[id] = organisation(record, id=id, city=parties[record["city"]])
    return parties


def _relationships(
    document: Table, parties: Mapping[str, model.Party]
) -> Iterator[model.Relationship]:
    keys = schema.RECORDS["relationships"]
    relationship = _converter(model.Relationship, keys, founded_confidence=model.Confidence.NONE)
    for id, record in document.get("relationships", {}).items():
        home = parties[record["home"]]
        yield relationship(
            record,
            id=id,
            home=home.seat,
            home_party=home,
            partner=parties[record["partner"]],
            with_=tuple([parties[city] for city in record.get("with", ())]),
        )


def _all_evidence(documents: Sequence[Table]) -> AllEvidence:
    """Combine the evidence of the data file and the evidence file."""
    evidence = _converter(model.Evidence, schema.EVIDENCE)

    def combine(section: str) -> dict[str, model.Evidence]:
        sections = [document.get(section, {}) for document in documents]
        combined: dict[str, dict[str, list[Any]]] = {}
        for id, record in chain.from_iterable(section.items() for section in sections):
            lists = combined.setdefault(id, {key: [] for key in schema.EVIDENCE})
            for key in lists:
                lists[key] += record.get(key, ())
        return {
            id: evidence(lists, highlight_sources=_highlight_sources(lists))
            for id, lists in combined.items()
        }

    parties = {**combine("homes"), **combine("organisations")}
    sources = {id: one.sources for id, one in parties.items()}
    return AllEvidence(combine("relationships"), sources)


def _highlight_sources(lists: Mapping[str, Sequence[Any]]) -> tuple[tuple[int, ...], ...]:
    """Resolve the addresses given with each highlight to positions in the list of sources."""
    urls = [source["url"] for source in lists["sources"]]
    cited = [() if isinstance(one, str) else one["sources"] for one in lists["highlights"]]
    return tuple([tuple([urls.index(url) + 1 for url in addresses]) for addresses in cited])


def _converter(struct_type: type[T], keys: Keys, **defaults: Any) -> Callable[..., T]:
    """Compile the conversion of a table, and of fields that it does not have itself."""
    fields = {
        name: key
        for name, key in keys.items()
        if name in struct_type.__match_args__ and key.type not in REFERENCES
    }
    converters = {name: _value_converter(key) for name, key in fields.items()}
    defaults = {name: () if key.type in LISTS else None for name, key in fields.items()} | defaults

    def convert(record: Table, **others: Any) -> T:
        values = {**defaults, **others}
        for name, value in record.items():
            if name in converters:
                converter = converters[name]
                values[name] = value if converter is None else converter(value)
        return struct_type(**values)

    return convert


def _value_converter(key: Key) -> Callable[[Any], Any] | None:
    """Return the conversion of a value, None if it stays the same."""
    if key.type in CONVERTERS:
        return CONVERTERS[key.type]
    if key.table:
        convert = _converter(TABLE_TYPES[key.table], schema.TABLES[key.table])
        return lambda rows: tuple(map(convert, rows))
    return {str(choice): choice for choice in key.choices}.__getitem__ if key.choices else None
