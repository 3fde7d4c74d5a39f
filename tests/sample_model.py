"""The sample directory as objects of the model."""

from __future__ import annotations

import datetime as dt

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
IZMIR = City(
    "izmir",
    "İzmir",
    ("İzmir",),
    ("Smyrna",),
    TURKEY,
    None,
    Coordinates(38.41, 27.14),
    "Europe/Istanbul",
)
LYON = City(
    "lyon",
    "Lyon",
    (),
    ("Lyons", "Lugdunum"),
    FRANCE,
    None,
    Coordinates(45.75, 4.85),
    "Europe/Paris",
)
LYON_CHOIR = Organisation("lyon-choir", "Lyon Choir", ("LC",), LYON, "Sings.")
ALUND_CHOIR = Organisation("alund-choir", "Ålund Choir", (), ALUND, None)

PLAIN = Relationship(
    id="brest-lyon",
    title=None,
    also=(),
    home=BREST,
    home_party=BREST,
    home_units=(),
    partner=LYON,
    partner_units=(),
    with_=(),
    kind="friendship",
    kind_confidence=None,
    home_term=None,
    partner_term=None,
    founded=None,
    founded_confidence=Confidence.NONE,
    founded_note=None,
    signatories=(),
    signatories_note=None,
    status=Status.UNCONFIRMED,
    status_confidence=None,
    status_since=None,
    status_as_of=None,
    status_note=None,
    events=(),
    areas=(),
    notes=(),
    website=None,
    changed=None,
)
RELATIONSHIPS = (
    Relationship(
        id="alund-brest",
        title="The Harbour Pact",
        also=("Harbours",),
        home=ALUND,
        home_party=ALUND,
        home_units=(),
        partner=BREST,
        partner_units=(),
        with_=(),
        kind="sister city",
        kind_confidence=Confidence.LOW,
        home_term="vänort",
        partner_term="ville jumelée",
        founded=dt.date(1988, 2, 29),
        founded_confidence=Confidence.HIGH,
        founded_note=None,
        signatories=(
            Signatory("Ann Ek", "Mayor of Ålund", "home", "in Brest"),
            Signatory(None, "Mayor of Brest", "partner", None),
            Signatory("A guest", None, None, None),
        ),
        signatories_note="Signed at sea.",
        status=Status.ACTIVE,
        status_confidence=None,
        status_since=None,
        status_as_of=Year(2025),
        status_note=None,
        events=(
            Event(dt.date(1998, 2, 28), EventKind.RENEWAL, "Renewed after ten years."),
            Event(Year(2001), EventKind.EVENT, "A regatta."),
        ),
        areas=("ships", "music"),
        notes=("The only one by the sea.",),
        website="https://harbours.example/",
        changed=None,
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
EVIDENCE = Evidence(
    highlights=("Each town has a bench of the other.",),
    conflicts=(
        Conflict(
            field="founded",
            about=None,
            claims=(Claim("1988-03-01", "https://paper.example/1988"),),
            trusted="1988-02-29",
            why="It is on the paper.",
        ),
        Conflict(
            field="highlights",
            about="the bench",
            claims=(Claim("two", "https://paper.example/bench"),),
            trusted="one each",
            why="Seen.",
        ),
    ),
    sources=(
        Source(
            url="https://paper.example/1988",
            publisher="The Paper",
            title="Two harbours",
            date=dt.date(1988, 3, 2),
            note="Page 3.",
            supports=("founded", "kind"),
        ),
        Source("https://alund.example/brest", "Town of Ålund", None, None, None, ()),
    ),
)
NEWS, TOWN = (source.url for source in EVIDENCE.sources)
ABOUT = "https://alund.example/about"  # of the programme
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
    ),
    Home(BREST, "Brest abroad", None, None, (), (), (), ()),
)
