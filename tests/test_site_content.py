"""The content of the page without its script: all facts of the data are there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from calls import DATA
from hypertext import classed, links, parse, text

from conftest import BARE, SAMPLE, Site
from sistercities_cli import City, Country, Directory, EventKind, Organisation, Relationship, Status
from sistercities_cli.dates import PartialDate, format_date, format_short_date
from sistercities_cli.names import simplify
from sistercities_cli.site.listing import is_between_cities, summarize
from sistercities_cli.site.texts import dates_in_words, describe_place, native_language
from sistercities_cli.structs import Struct
from sistercities_cli.text import plural

# Values for programs, and those that are shown in other words or in part and tested separately.
NOT_SHOWN = {
    "id", "timezone", "coordinates", "changed", "side", "geonames", "home", "home_party", "with_",
    "city", "kind_confidence", "founded_confidence", "status_confidence", "wikidata",
    "highlight_sources", "author", "supports", "url", "website", "Home.title",
}  # fmt: skip
OPTIONS = {"directory": (), "towns": DATA}


def shown_texts(thing: object) -> Iterator[str]:
    """Yield all texts of a record, dates as formatted."""
    if isinstance(thing, PartialDate):
        yield format_date(thing)
    elif isinstance(thing, str) and thing is not EventKind.EVENT:
        yield " ".join(dates_in_words(thing).replace("_", " ").split())
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
        sources = [source.url for source in evidence.sources]
        claims = [claim.url for conflict in evidence.conflicts for claim in conflict.claims]
        claims = [url for url in claims if url not in sources]  # others have numbers of sources
        website = [view.website] if view.website else []
        city = view.partner.seat.wikidata
        wikidata = [f"https://www.wikidata.org/wiki/{city}"] if city else []
        addresses = [link for link in links(record(document, view.id)) if not link.startswith("#")]
        assert addresses == [*website, *claims, *sources, *wikidata]


def test_sources_are_titled_links_with_numbers_behind_the_facts(site: Site) -> None:
    article = record(parse(site(*DATA)), "alund-brest")
    source = next(classed(article, "sources"))[0]
    assert text(source) == (
        "Two harbours, The Paper, by Jan Berg and Lena Ek, 2 March 1988. Page 3. Accessed May 2026."
    )
    assert source.get("id") == "1:1"
    facts = [text(fact) for fact in next(classed(article, "facts")).iter("dd")]
    assert facts[0].startswith("29 February 1988[1]")
    assert "https://" not in text(article)


def test_highlights_and_events_have_the_numbers_of_their_own_sources(
    site: Site, tmp_path: Path
) -> None:
    file = tmp_path / "towns.toml"
    facts = '["events.1998-02-28", "founded", "status_since"]'
    file.write_text(SAMPLE.read_text("utf-8").replace('["founded", "kind"]', facts), "utf-8")
    article = record(parse(site("--data", str(file))), "alund-brest")
    assert "A regatta is held.[2]" in text(article)
    assert [text(event) for event in next(classed(article, "history")).iter("dd")] == [
        "Renewed after ten years.[1]", "A regatta.",
    ]  # fmt: skip


def test_native_names_have_their_language(directory: Directory, site: Site) -> None:
    document = parse(site())
    [name] = [e for e in record(document, "chicago-osaka").iter("bdi") if e.get("lang")]
    assert (text(name), name.get("lang")) == ("大阪市", "ja")
    lucerne = record(document, "chicago-lucerne")  # in a country of several languages
    assert not [name for name in lucerne.iter("bdi") if name.get("lang")]
    kyiv = directory.parties["kyiv"]
    assert isinstance(kyiv, City)
    assert native_language(kyiv, "12") is None


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
        addresses = [link for link in links(element) if not link.startswith("#")]
        assert addresses == [source.url for source in sources]


def test_table_lists_relationships_by_home_with_cities_first(
    read: tuple[Directory, ET.Element],
) -> None:
    directory, document = read
    rows = [row for row in document.iter("tr") if row.get("data-id")]
    views = [listed for view in directory.relationships for listed in directory.views(view)]

    def cells(view: Relationship) -> list[str]:
        party = view.home_party
        preposition = "of" if party is view.home else "with"
        return [
            f"{view.partner.name} {preposition} {party.name}", view.partner.country.name,
            view.kind, format_short_date(view.founded),
        ]  # fmt: skip

    listed = [[text(cell) for cell in list(row)[:4]] for row in rows]
    assert sorted(listed) == sorted(map(cells, views))
    order = [home.city.name for home in directory.homes]
    ends = [[order.index(view.home.name), not is_between_cities(view)] for view in views]
    positions = {tuple(cells(view)): end for view, end in zip(views, ends, strict=True)}
    assert [positions[tuple(cells)] for cells in listed] == sorted(ends)


def test_rows_have_every_name_under_which_they_are_found(
    read: tuple[Directory, ET.Element],
) -> None:
    directory, document = read
    found: dict[str, set[str]] = {}
    for row in document.iter("tr"):
        names = f"{row.get('data-names')}|{row.get('data-codes')}".split("|")
        found.setdefault(row.get("data-id", ""), set()).update(names)
    for view in directory.relationships:
        parties = (view.partner, view.home_party, view.partner.seat)
        names = [name for party in parties for name in (party.id, party.name, *party.names)]
        names += [city.name for city in (view.home, *view.with_)]
        names += [view.id, view.title or view.id, *view.also, view.kind, view.status]
        country = view.partner.country
        names += [*view.home_units, *view.partner_units, country.name, *country.names]
        assert {*map(simplify, names)} <= found[view.id]


def test_summary_counts_current_cities_under_a_common_noun(towns: Directory) -> None:
    view = towns["alund-lyon"]
    town, friend = view.replace(kind="twin town"), view.replace(kind="friend town", founded=None)
    ended = view.replace(status=Status.ENDED)
    assert summarize([town]) == "1 twin town in 1 country since 1960"
    assert summarize([town, friend]) == "2 partner towns in 1 country since 1960"
    assert summarize([friend]) == "1 friend town in 1 country"
    assert summarize([view, town, ended]) == "2 partner cities in 1 country since 1960, 1 ended"
    assert summarize([ended]) == f"0 {plural(view.kind)}, 1 ended"


def about(document: ET.Element) -> str:
    return text(next(e for e in document.iter("section") if e.get("id") == "page:about"))


def test_page_states_how_many_relationships_have_sources(towns: Directory, site: Site) -> None:
    whole = parse(site())
    assert "Each fact has its source" in about(whole)
    assert "every claim is kept" in about(whole)
    assert "where every fact comes from" in text(whole)

    part = parse(site(*DATA))
    sourced = sum(bool(towns.evidence(view).sources) for view in towns.relationships)
    assert 0 < sourced < len(towns.relationships) == 5
    assert f"Sources are named for {sourced} of the 5 relationships." in about(part)
    assert "where every fact comes from" not in text(part)

    none = parse(site("--data", str(BARE)))
    assert "ource" not in about(none)
    assert "claims" not in about(none)
    assert "where every fact comes from" not in text(none)


def test_licence_is_shown_with_links(towns: Directory, site: Site) -> None:
    whole, part = parse(site()), parse(site(*DATA))
    assert "CC BY 4.0" in about(whole)
    [licence] = classed(whole, "licence")
    assert links(licence) == [
        "https://creativecommons.org/licenses/by/4.0/", "https://www.geonames.org/",
    ]  # fmt: skip
    assert towns.licence == "CC0: do as you like."
    assert towns.licence in about(part)
    assert [*classed(parse(site("--data", str(BARE))), "licence")] == []


def test_directory_without_coordinates_has_no_map(site: Site) -> None:
    document = parse(site("--data", str(BARE)))
    assert [*document.iter("figure"), *document.iter("use")] == []
    assert "Natural Earth" not in text(document)
    assert "Natural Earth" in about(parse(site(*DATA)))


def test_programme_named_like_its_city_is_named_once(site: Site, tmp_path: Path) -> None:
    file = tmp_path / "towns.toml"
    whole = SAMPLE.read_text("utf-8")
    file.write_text(whole.replace('"Brest abroad"', '"Brest"'), "utf-8")
    titles = [text(title) for title in parse(site("--data", str(file))).iter("h3")]
    assert titles[-2:] == ["Ålund: Ålund International[1]", "Brest, Brittany"]


def test_record_shows_confidence_and_notes(towns: Directory, site: Site) -> None:
    document = parse(site(*DATA))
    assert "sister city (low confidence)" in text(record(document, "alund-brest"))
    izmir = text(record(document, "alund-izmir"))
    assert "September 1993 (medium confidence) The day is not known." in izmir
    assert "suspended since 15 January 2020 (low confidence) Until further notice." in izmir
    assert "date not known" in text(record(document, "brest-lyon"))
    assert towns["brest-lyon"].founded is None


def test_coming_anniversaries_are_sorted_dated_ones_first(site: Site) -> None:
    document = parse(site(*DATA))
    assert [text(item) for agenda in classed(document, "agenda") for item in agenda.iter("li")] == [
        "Brest and Ålund 39th Sunday 28 February 2027 in 99 days",
        "Lyon and Ålund (dormant) 66th some day in 2026",
        "İzmir and Ålund (suspended) 34th some day in September 2027",
    ]


def test_organisation_is_shown_with_its_city(site: Site) -> None:
    article = text(record(parse(site(*DATA)), "choirs"))
    assert "Lyon, France: 45.75° N, 4.85° E, 1,720 km (1,069 miles) from Ålund" in article
    assert "Ålund Choir (altos) and Lyon Choir (basses)" in article


def test_partner_in_the_same_place_has_no_distance(towns: Directory) -> None:
    choirs = towns["choirs"]
    neighbours = choirs.replace(partner=choirs.home_party)
    assert describe_place(neighbours) == "Ålund, Sweden: 60.00° N, 15.00° E"
