"""The sample directory as objects of the model."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sistercities_cli import (
    City,
    Claim,
    Confidence,
    Conflict,
    Coordinates,
    Country,
    Event,
    EventKind,
    Evidence,
    Home,
    Organisation,
    Relationship,
    Signatory,
    Source,
    Status,
    Year,
    YearMonth,
)

FRANCE = Country("FR", "FRA", "France", "French Republic", (), ("Gaul",))
SWEDEN = Country("SE", "SWE", "Sweden", None, ("Sverige",), ())
TURKEY = Country("TR", "TUR", "Türkiye", None, (), ("Turkey",))
ALUND = City("alund", "Ålund", (), (), SWEDEN, None, Coordinates(60.0, 15.0), "Europe/Stockholm")
BREST = City(
    "brest", "Brest", (), (), FRANCE, "Brittany", Coordinates(48.39, -4.49), "Europe/Paris"
)
SMYRNA, RHONE = Coordinates(38.41, 27.14), Coordinates(45.75, 4.85)
IZMIR = City("izmir", "İzmir", ("İzmir",), ("Smyrna",), TURKEY, None, SMYRNA, "Europe/Istanbul")
LYON = City("lyon", "Lyon", (), ("Lyons", "Lugdunum"), FRANCE, None, RHONE, "Europe/Paris", "Q456")
LYON_CHOIR = Organisation(
    "lyon-choir", "Lyon Choir", ("LC",), LYON, "Sings.", "A choir of bakers.", ("song",)
)
ALUND_CHOIR = Organisation("alund-choir", "Ålund Choir", (), ALUND, None)

UNKNOWN: dict[str, Any] = dict.fromkeys(Relationship._fields)
EMPTY = ("also", "home_units", "partner_units", "with_", "signatories", "events", "areas", "notes")
GIVEN: dict[str, Any] = {
    "id": "brest-lyon",
    "home": BREST,
    "home_party": BREST,
    "partner": LYON,
    "kind": "friendship",
    "founded_confidence": Confidence.NONE,
    "status": Status.UNCONFIRMED,
}
PLAIN = Relationship(**{**UNKNOWN, **dict.fromkeys(EMPTY, ()), **GIVEN})
RELATIONSHIPS = (
    PLAIN.replace(
        id="alund-brest",
        title="The Harbour Pact",
        also=("Harbours",),
        home=ALUND,
        home_party=ALUND,
        partner=BREST,
        kind="sister city",
        kind_confidence=Confidence.LOW,
        home_term="vänort",
        partner_term="ville jumelée",
        founded=dt.date(1988, 2, 29),
        founded_confidence=Confidence.HIGH,
        signatories=(
            Signatory("Ann Ek", "Mayor of Ålund", "home", "in Brest"),
            Signatory(None, "Mayor of Brest", "partner", None),
            Signatory("A guest", None, None, None),
        ),
        signatories_note="Signed at sea.",
        status=Status.ACTIVE,
        status_as_of=Year(2025),
        events=(
            Event(dt.date(1998, 2, 28), EventKind.RENEWAL, "Renewed after ten years."),
            Event(Year(2001), EventKind.EVENT, "A regatta."),
        ),
        areas=("ships", "music"),
        notes=("The only one by the sea.",),
        website="https://harbours.example/",
    ),
    PLAIN.replace(
        id="alund-izmir",
        home=ALUND,
        home_party=ALUND,
        partner=IZMIR,
        kind="sister city",
        founded=YearMonth(1993, 9),
        founded_confidence=Confidence.MEDIUM,
        founded_note="The day is not known.",
        status=Status.SUSPENDED,
        status_since=dt.date(2020, 1, 15),
        status_confidence=Confidence.LOW,
        status_note="Until further notice.",
    ),
    PLAIN.replace(
        id="alund-lyon",
        home=ALUND,
        home_party=ALUND,
        with_=(IZMIR,),
        founded=Year(1960),
        status=Status.DORMANT,
    ),
    PLAIN,
    PLAIN.replace(
        id="choirs",
        home=ALUND,
        home_party=ALUND_CHOIR,
        home_units=("altos",),
        partner=LYON_CHOIR,
        partner_units=("basses",),
        kind="cultural exchange",
        founded=YearMonth(2012, 12),
        status=Status.ENDED,
        status_since=Year(2022),
        changed=dt.date(2026, 5, 31),
    ),
)
NEWS, TOWN = "https://paper.example/1988", "https://alund.example/brest"
DAY = dt.date(1988, 3, 2)  # of the news
CLAIM, BENCH = Claim("1988-03-01", NEWS), Claim("two", "https://paper.example/bench")
EVIDENCE = Evidence(
    highlights=("Each town has a bench of the other.", "A regatta is held."),
    conflicts=(
        Conflict("founded", None, (CLAIM,), "1988-02-29", "It is on the paper."),
        Conflict("highlights", "the bench", (BENCH,), "one each", "Seen."),
    ),
    sources=(
        Source(
            NEWS,
            "The Paper",
            "Two harbours",
            DAY,
            "Page 3.",
            ("founded", "kind"),
            author="Jan Berg; Lena Ek",
            accessed=YearMonth(2026, 5),
        ),
        Source(TOWN, "Town of Ålund", None, None, None, ()),
    ),
    highlight_sources=((), (2,)),
)
ABOUT = "https://alund.example/about"  # of the programme
CHOIR = "https://choir.example/"  # of LYON_CHOIR
HOMES = (
    Home(
        city=ALUND,
        programme="Ålund International",
        parent="Town of Ålund",
        parent_since=YearMonth(2001, 5),
        facts=("It has two desks.",),
        areas=("trade",),
        works_with=("schools",),
        goals=("friends",),
        title="Sister towns",
    ),
    Home(BREST, "Brest abroad", None, None, (), (), (), ()),
)
