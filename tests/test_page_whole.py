"""Pages for the terminal are whole at every width, and text in them stays text."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from screen import NOW, ON, missing_values, missing_words, own, page, squeezed

from sistercities_cli import City, Directory, Party, Relationship
from sistercities_cli.anniversaries import format_age, format_days_until, format_occurrence
from sistercities_cli.dates import format_date
from sistercities_cli.geography import format_coordinates
from sistercities_cli.terminal import TerminalConsole
from sistercities_cli.terminal.show import Page

pytestmark = pytest.mark.no_cover  # many cases of what other tests cover

WIDTHS = (*range(20, 103), 120, 160, 200)  # pages are at most 100 wide


def about(party: Party) -> Iterator[str]:
    yield party.name
    yield party.country.name
    yield from party.names
    yield from filter(None, [getattr(party, "region", None), getattr(party, "note", None)])
    if party.seat.coordinates:
        yield format_coordinates(party.seat.coordinates)


def facts(one: Relationship) -> Iterator[str]:
    yield from filter(None, [one.title, one.home_term, one.partner_term, one.website])
    yield from filter(None, [one.founded_note, one.signatories_note, one.status_note])
    yield from (*one.also, *one.home_units, *one.partner_units, *one.areas, *one.notes)
    yield from (city.name for city in one.with_)
    for signatory in one.signatories:
        yield from filter(None, [signatory.name, signatory.office, signatory.note])
    for event in one.events:
        yield from (str(event.date), event.note)
    yield one.status.value
    for date in (one.founded, one.status_since, one.status_as_of):
        if date:
            yield format_date(date)
    age = one.anniversary(ON)
    if age.years is not None:
        yield format_age(age)
    if age.next:
        yield format_occurrence(age.next)
        yield format_days_until(age.next.days)


def evidence(directory: Directory, one: Relationship) -> Iterator[str]:
    found = directory.evidence(one)
    yield from found.highlights
    for conflict in found.conflicts:
        yield from filter(None, [conflict.field, conflict.about, conflict.trusted, conflict.why])
        for claim in conflict.claims:
            yield from (claim.value, claim.url)
    for source in found.sources:
        yield from filter(None, [source.url, source.publisher, source.title, source.note])
        yield from source.supports


@pytest.mark.parametrize("name", ["izmir", "lyon", "lyon-choir", "alund-brest", "brest-lyon"])
def test_a_page_is_whole_at_every_width(towns: Directory, name: str) -> None:
    thing = towns.find(name)
    values = [value for one in towns.of(thing) for value in facts(one)]
    values += [value for one in towns.of(thing) for value in evidence(towns, one)]
    if not isinstance(thing, Relationship):
        values += about(thing)
    cut = {
        width: missing
        for width in WIDTHS
        if (missing := missing_values(page(width, towns, name, sources=True), values))
    }
    assert cut == {}


@pytest.mark.parametrize("name", ["alund", "brest"])
def test_the_page_of_a_home_is_whole_at_every_width(towns: Directory, name: str) -> None:
    party = towns.parties[name]
    assert isinstance(party, City)
    home = towns.home(party)
    assert home
    values = [*about(party), home.programme]
    values += [*home.facts, *home.areas, *home.works_with, *home.goals]
    values += [home.parent] if home.parent else []
    values += [format_date(home.parent_since)] if home.parent_since else []
    values += [source.url for source in towns.programme_sources(home)]
    listed = [one.partner.name for one in towns.of(party)]
    cut = {}
    for width in WIDTHS:
        text = page(width, towns, name, sources=True)
        missing = missing_values(text, values) + missing_words(text, listed)
        if missing:
            cut[width] = missing
    assert cut == {}


def test_lines_stay_short_enough_to_read(towns: Directory) -> None:
    assert page(200, towns, "alund-brest", sources=True) == page(
        100, towns, "alund-brest", sources=True
    )


def test_a_word_longer_than_the_screen_is_folded(tmp_path: Path) -> None:
    long = ["x" * 150, "Ly" + "o" * 120 + "n", "https://paper.example/" + "y" * 130]
    directory = own(
        tmp_path,
        ('name = "Lyon"', f'name = "{long[1]}"'),
        ("A regatta.", long[0]),
        ("https://paper.example/1988", long[2]),
        ("Signed at sea.", long[0]),
        ('"ships"', f'"{long[0]}"'),
        ("The only one by the sea.", long[0]),
        ("It is on the paper.", long[0]),
    )
    for width in (20, 40, 59, 60, 80, 100, 120):
        text = page(width, directory, "alund-brest", sources=True)
        assert squeezed(text).count(long[0]) == 5
        assert squeezed(text).count(long[2]) == 2
        assert missing_values(page(width, directory, "lyon"), [long[1]]) == []


PLACES = [
    '"The Harbour Pact"', '"Harbours"', '"vänort"', '"Ann Ek"', '"Signed at sea."', '"ships"',
    '"A regatta."', '"Seen."', '"one each"', '"two"', '"Page 3."', '"The only one by the sea."',
    '"Each town has a bench of the other."', '"The Paper"',
    '"It has two desks."', '"trade"', '"Ålund International"',
    '"France"', '"Lyon"', '"Lugdunum"', '"Sings."', '"altos"', '"Until further notice."',
]  # fmt: skip


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param("[red]x[/red]", id="style"),
        pytest.param("x[/x]", id="closing-tag-alone"),
        pytest.param(":smile: x", id="emoji-code"),
        pytest.param("[link=https://x.example]x[/]", id="link"),
    ],
)
def test_markup_is_shown_as_text(tmp_path: Path, markup: str) -> None:
    directory = own(tmp_path, *((place, f'"{markup}"') for place in PLACES))
    counts = {
        name: page(100, directory, name, sources=True).count(markup)
        for name in ("alund-brest", "alund", "alund-izmir", "choirs", "lyon-choir")
    }
    assert counts.pop("alund-brest") == 14
    assert counts.pop("alund") >= 4
    assert counts == {"alund-izmir": 1, "choirs": 1, "lyon-choir": 3}


def test_a_page_counts_the_sources_that_it_does_not_show(towns: Directory) -> None:
    assert "2 sources, and 2 facts on which they differ: add --sources" in page(
        80, towns, "alund-brest"
    )
    assert "--sources" not in page(80, towns, "alund-izmir")


def test_one_source_is_counted_as_one(tmp_path: Path) -> None:
    source = 'sources = [{ url = "https://a.example/", publisher = "A" }]'
    choirs = "[relationships.choirs]"
    one = own(tmp_path, (choirs, f"{choirs}\n{source}"))
    assert "\n1 source: add --sources" in page(80, one, "choirs")


def test_doubt_is_said_and_certainty_is_not(towns: Directory) -> None:
    izmir, brest = page(80, towns, "alund-izmir"), page(80, towns, "alund-brest")
    assert "September 1993 (medium confidence)" in izmir
    assert "suspended since 15 January 2020 (low confidence)" in izmir
    assert "sister city (low confidence)" in brest
    assert "29 February 1988\n" in brest
    assert "high" not in brest
    assert "confidence" not in page(80, towns, "choirs")


def test_what_a_city_has_a_part_in_is_told_once(towns: Directory) -> None:
    assert "Lyon also has a part in\n  • Ålund Choir and Lyon Choir (choirs)" in page(
        80, towns, "lyon"
    )
    assert "İzmir also has a part in\n  • Ålund and Lyon (alund-lyon)" in page(80, towns, "izmir")
    assert "also has a part in" not in page(80, towns, "lyon-choir")


def test_a_city_of_an_organisation_alone_shows_its_relationship(tmp_path: Path) -> None:
    where = 'country = "FR"\nlatitude = 43.7\nlongitude = 7.27\ntimezone = "Europe/Paris"\n'
    lyon = "[cities.lyon]"
    nice = own(
        tmp_path,
        (lyon, f'[cities.nice]\nname = "Nice"\n{where}\n{lyon}'),
        ('city = "lyon"', 'city = "nice"'),
    )
    text = page(80, nice, "nice")
    assert "Cultural exchange: Ålund Choir and Lyon Choir" in text
    assert "also has a part in" not in text


def test_a_home_without_relationships_has_its_programme(tmp_path: Path) -> None:
    brest = "[homes.brest]"
    homes = own(
        tmp_path,
        (brest, f'[homes.izmir]\nprogramme = "İzmir abroad"\n\n{brest}'),
        ('partner = "izmir"', 'partner = "lyon"'),
    )
    text = page(80, homes, "izmir")
    assert "İzmir abroad" in text
    assert "Everything about one" not in text


def test_several_native_names_stand_side_by_side(tmp_path: Path) -> None:
    text = page(80, own(tmp_path, ('native = ["İzmir"]', 'native = ["İzmir", "Σμύρνη"]')), "izmir")
    assert "İzmir · Σμύρνη" in text


def test_an_event_without_a_special_kind_has_none_named(towns: Directory) -> None:
    for width in (40, 80):
        text = page(width, towns, "alund-brest")
        assert "renewal" in text
        assert "event" not in text


def test_bullets_are_signs_of_the_encoding(towns: Directory) -> None:
    raw = io.BytesIO()
    with io.TextIOWrapper(raw, encoding="latin-1") as file:
        Page(TerminalConsole(file, 80), towns, ON, NOW, sources=False).relationship(
            towns.relationships[0]
        )
        file.flush()
        assert "  - The only one by the sea." in raw.getvalue().decode("latin-1")


def test_how_it_was_signed_is_told_though_nobody_is_named(tmp_path: Path) -> None:
    signed = own(
        tmp_path,
        ('status = "dormant"', 'signatories_note = "By two mayors."\nstatus = "dormant"'),
    )
    text = page(80, signed, "alund-lyon")
    assert "  Signed     By two mayors.\n" in text
    assert "Signed by" not in text
