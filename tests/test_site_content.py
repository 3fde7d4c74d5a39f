"""The content of the page without its script: all facts of the data are there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypertext import classed, links, parse, text

from conftest import BARE, SAMPLE, Site
from sistercities_cli import Country, Directory, EventKind, Organisation
from sistercities_cli.dates import PartialDate, format_date, format_short_date
from sistercities_cli.site import describe_place
from sistercities_cli.structs import Struct

ON = ("--on", "2026-11-21")
# Values for programs, and those that are shown in other words or in part and tested separately.
NOT_SHOWN = {
    "id", "timezone", "coordinates", "changed", "side", "geonames", "home", "home_party", "with_",
    "city", "kind_confidence", "founded_confidence", "status_confidence", "wikidata",
    "highlight_sources", "author", "Organisation.description", "Organisation.areas", "Home.title",
}  # fmt: skip
OPTIONS = {"directory": ON, "towns": (*ON, "--data", str(SAMPLE))}


def shown_texts(thing: object) -> Iterator[str]:
    """Yield all texts of a record, dates as formatted."""
    if isinstance(thing, PartialDate):
        yield format_date(thing)
    elif isinstance(thing, str) and thing is not EventKind.EVENT:
        yield " ".join(thing.replace("_", " ").split())
    elif isinstance(thing, Country):
        yield thing.name
    elif isinstance(thing, Struct):
        for name in type(thing)._fields:
            if NOT_SHOWN.isdisjoint({name, f"{type(thing).__name__}.{name}"}):
                yield from shown_texts(getattr(thing, name))
    elif isinstance(thing, tuple):
        for item in thing:
            yield from shown_texts(item)
    else:
        assert thing in (None, EventKind.EVENT), f"unknown type: {thing!r}"


def record(document: ET.Element, id: str) -> ET.Element:
    return next(article for article in document.iter("article") if article.get("id") == id)


@pytest.fixture(params=list(OPTIONS))
def read(request: pytest.FixtureRequest, site: Site) -> tuple[Directory, ET.Element]:
    data: Directory = request.getfixturevalue(request.param)
    return data, parse(site(*OPTIONS[request.param]))


def test_record_shows_every_fact(read: tuple[Directory, ET.Element]) -> None:
    directory, document = read
    missing = []
    for view in directory.relationships:
        article = text(record(document, view.id)).replace("_", " ").casefold()
        partner, home = view.partner, view.home_party
        names = (home.name, *(city.name for city in view.with_), partner.seat.name)
        note = home.note if isinstance(home, Organisation) else None
        facts = shown_texts((view, directory.evidence(view), names, partner.country, note))
        missing += [f"{view.id}: {fact}" for fact in facts if fact.casefold() not in article]
    assert missing == []


def test_record_links_every_web_address(read: tuple[Directory, ET.Element]) -> None:
    directory, document = read
    for view in directory.relationships:
        evidence = directory.evidence(view)
        claims = [claim.url for conflict in evidence.conflicts for claim in conflict.claims]
        sources = [source.url for source in evidence.sources]
        website = [view.website] if view.website else []
        city = view.partner.seat.wikidata
        wikidata = [f"https://www.wikidata.org/wiki/{city}"] if city else []
        assert links(record(document, view.id)) == [*website, *wikidata, *claims, *sources]


def test_source_has_its_authors_and_date_of_access(site: Site) -> None:
    article = record(parse(site(*OPTIONS["towns"])), "alund-brest")
    source = text(next(classed(article, "sources"))[0])
    start = "The Paper, Two harbours, by Jan Berg and Lena Ek, 2 March 1988. Page 3. "
    assert source.startswith(start)
    assert source.endswith(" Accessed May 2026. Supports founded, kind.")


def test_programme_shows_every_fact(read: tuple[Directory, ET.Element]) -> None:
    directory, document = read
    programmes = list(classed(document, "programme"))
    assert [programme.get("id") for programme in programmes] == [
        f"page:home-{h.city.id}" for h in directory.homes
    ]
    for home, element in zip(directory.homes, programmes, strict=True):
        sources = directory.programme_sources(home)
        content = text(element).replace("_", " ")
        facts = shown_texts((home, home.city.name, sources))
        assert [fact for fact in facts if fact not in content] == []
        assert links(element) == [source.url for source in sources]


def test_table_has_a_row_for_each_home_and_shows_one(read: tuple[Directory, ET.Element]) -> None:
    directory, document = read
    rows = [row for row in document.iter("tr") if row.get("data-id")]
    views = [listed for view in directory.relationships for listed in directory.views(view)]
    assert [[text(cell) for cell in list(row)[:5]] for row in rows] == [
        [
            view.partner.name, view.partner.country.name, view.home_party.name, view.kind,
            format_short_date(view.founded),
        ]
        for view in views
    ]  # fmt: skip
    seen = [row.get("data-id") for row in rows if row.get("hidden") is None]
    assert seen == [view.id for view in directory.relationships]


def about(document: ET.Element) -> str:
    return text(next(e for e in document.iter("section") if e.get("id") == "page:about"))


def test_page_states_how_many_relationships_have_sources(towns: Directory, site: Site) -> None:
    whole = parse(site(*OPTIONS["directory"]))
    assert "Each fact has its source" in about(whole)
    assert "every claim is kept" in about(whole)
    assert "where every fact comes from" in text(whole)

    part = parse(site(*OPTIONS["towns"]))
    sourced = sum(bool(towns.evidence(view).sources) for view in towns.relationships)
    assert 0 < sourced < len(towns.relationships) == 5
    assert f"Sources are named for {sourced} of the 5 relationships." in about(part)
    assert "where every fact comes from" not in text(part)

    none = parse(site(*ON, "--data", str(BARE)))
    assert "ource" not in about(none)
    assert "claims" not in about(none)
    assert "where every fact comes from" not in text(none)


def test_licence_is_shown_with_links(towns: Directory, site: Site) -> None:
    whole, part = parse(site(*OPTIONS["directory"])), parse(site(*OPTIONS["towns"]))
    assert "CC BY 4.0" in about(whole)
    [licence] = classed(whole, "licence")
    assert links(licence) == [
        "https://creativecommons.org/licenses/by/4.0/", "https://www.geonames.org/",
    ]  # fmt: skip
    assert towns.licence == "CC0: do as you like."
    assert towns.licence in about(part)
    assert [*classed(parse(site(*ON, "--data", str(BARE))), "licence")] == []


def test_directory_without_coordinates_has_no_map(site: Site) -> None:
    document = parse(site(*ON, "--data", str(BARE)))
    assert [*document.iter("figure")] == []
    assert "Natural Earth" not in text(document)
    assert "Natural Earth" in about(parse(site(*OPTIONS["towns"])))


def test_programme_named_like_its_city_is_named_once(site: Site, tmp_path: Path) -> None:
    file = tmp_path / "towns.toml"
    whole = SAMPLE.read_text("utf-8")
    file.write_text(whole.replace('"Brest abroad"', '"Brest"'), "utf-8")
    titles = [text(title) for title in parse(site(*ON, "--data", str(file))).iter("h3")]
    assert titles[-2:] == ["Ålund: Ålund International", "Brest"]


def test_record_shows_confidence_and_notes(towns: Directory, site: Site) -> None:
    document = parse(site(*OPTIONS["towns"]))
    assert "sister city (low confidence)" in text(record(document, "alund-brest"))
    izmir = text(record(document, "alund-izmir"))
    assert "September 1993 (medium confidence) The day is not known." in izmir
    assert "suspended since 15 January 2020 (low confidence) Until further notice." in izmir
    assert "date not known" in text(record(document, "brest-lyon"))
    assert towns["brest-lyon"].founded is None


def test_coming_anniversaries_are_sorted_dated_ones_first(site: Site) -> None:
    document = parse(site(*OPTIONS["towns"]))
    assert [text(item) for agenda in classed(document, "agenda") for item in agenda.iter("li")] == [
        "Sunday 28 February 2027 Brest and Ålund 39th in 99 days",
        "some day in 2026 Lyon and Ålund (dormant) 66th",
        "some day in September 2027 İzmir and Ålund (suspended) 34th",
    ]


def test_organisation_is_shown_with_its_city(site: Site) -> None:
    article = text(record(parse(site(*OPTIONS["towns"])), "choirs"))
    assert "Lyon, France: 45.75° N, 4.85° E, 1,720 km (1,069 miles) from Ålund" in article
    assert "Ålund Choir (altos) and Lyon Choir (basses)" in article


def test_partner_in_the_same_place_has_no_distance(towns: Directory) -> None:
    choirs = towns["choirs"]
    neighbours = choirs.replace(partner=choirs.home_party)
    assert describe_place(neighbours) == "Ålund, Sweden: 60.00° N, 15.00° E"
