"""Tables for the terminal as they look at some widths, but for blanks at the ends of lines."""

from __future__ import annotations

import pytest
from sample_model import LYON_CHOIR
from screen import ON, anniversaries, countries, plain, relationships, screen

from sistercities_cli import Directory
from sistercities_cli.terminal import BATCH_ROWS
from sistercities_cli.terminal.lists import show_relationships

LIST_40 = """\
Ålund  4 relationships

Brest, France
  sister city, active
  38 years, since 29 Feb 1988
  39th, 28 Feb 2027
İzmir, Türkiye
  sister city, suspended
  33 years, since Sep 1993
  34th, Sep 2027
Lyon, France
  friendship, dormant
  65–66 years, since 1960
  66th, 2026
Lyon Choir, France
  cultural exchange, ended
  9–10 years, since Dec 2012

Brest  1 relationship, friendship

Lyon, France
  friendship, unconfirmed
  date not known
"""
LIST_60 = """\
Ålund  4 relationships

Partner  Kind          Founded      Years  Next
────────────────────────────────────────────────────────────
Brest,   sister city   29 Feb 1988     38  39th, 28 Feb 2027
France
İzmir,   sister city   Sep 1993        33  34th, Sep 2027
Türkiye  (suspended)
Lyon,    friendship    1960         65–66  66th, 2026
France   (dormant)
Lyon     cultural      Dec 2012      9–10  –
Choir,   exchange
France   (ended)

Brest  1 relationship, friendship

Partner  Country  Founded  Years  Next  Status
───────────────────────────────────────────────────
Lyon     France   unknown      –  –     unconfirmed
"""
LIST_80 = """\
Ålund  4 relationships

Partner   Country  Kind         Founded      Years  Next               Status
────────────────────────────────────────────────────────────────────────────────
Brest     France   sister city  29 Feb 1988     38  39th, 28 Feb 2027  active
İzmir     Türkiye  sister city  Sep 1993        33  34th, Sep 2027     suspended
Lyon      France   friendship   1960         65–66  66th, 2026         dormant
Lyon      France   cultural     Dec 2012      9–10  –                  ended
Choir              exchange

Brest  1 relationship, friendship

Partner  Country  Founded  Years  Next  Status
───────────────────────────────────────────────────
Lyon     France   unknown      –  –     unconfirmed
"""
LIST_120 = """\
Ålund  4 relationships

Partner     Country  Kind               Founded      Years  Next               Status
────────────────────────────────────────────────────────────────────────────────────────
Brest       France   sister city        29 Feb 1988     38  39th, 28 Feb 2027  active
İzmir       Türkiye  sister city        Sep 1993        33  34th, Sep 2027     suspended
Lyon        France   friendship         1960         65–66  66th, 2026         dormant
Lyon Choir  France   cultural exchange  Dec 2012      9–10  –                  ended

Brest  1 relationship, friendship

Partner  Country  Founded  Years  Next  Status
───────────────────────────────────────────────────
Lyon     France   unknown      –  –     unconfirmed
"""

ANNIVERSARIES_40 = """\
On 21 November 2026

Brest and Ålund: sister city
  38 years, since 29 Feb 1988
  39th Sunday 28 February 2027, in 99
days
  40th Tuesday 29 February 2028, in 465
days

İzmir and Ålund: sister city (suspended)
  33 years, since Sep 1993
  34th some day in September 2027
  35th some day in September 2028

Lyon and Ålund: friendship (dormant)
  65–66 years, since 1960
  66th some day in 2026
  70th some day in 2030

Lyon and Brest: friendship (unconfirmed)
  date not known

Lyon Choir and Ålund Choir: cultural
exchange (ended)
  9–10 years, since Dec 2012
"""
ANNIVERSARIES_60 = """\
On 21 November 2026

Brest and Ålund: sister city
  38 years, since 29 Feb 1988
  39th Sunday 28 February 2027, in 99 days
  40th Tuesday 29 February 2028, in 465 days

İzmir and Ålund: sister city (suspended)
  33 years, since Sep 1993
  34th some day in September 2027
  35th some day in September 2028

Lyon and Ålund: friendship (dormant)
  65–66 years, since 1960
  66th some day in 2026
  70th some day in 2030

Lyon and Brest: friendship (unconfirmed)
  date not known

Lyon Choir and Ålund Choir: cultural exchange (ended)
  9–10 years, since Dec 2012
"""
ANNIVERSARIES_80 = """\
On 21 November 2026

Ålund  4 relationships

Partner          Founded      Years  Next                   Days  Milestone
────────────────────────────────────────────────────────────────────────────────
Brest            29 Feb 1988     38  39th, Sun 28 Feb 2027    99  40th, 29 Feb
                                                                  2028
İzmir            Sep 1993        33  34th, Sep 2027               35th, Sep 2028
(suspended)
Lyon (dormant)   1960         65–66  66th, 2026                   70th, 2030
Lyon Choir       Dec 2012      9–10  –                            –
(ended)

Brest  1 relationship, friendship

Partner             Founded  Years  Next  Days  Milestone
─────────────────────────────────────────────────────────
Lyon (unconfirmed)  unknown      –  –           –
"""
ANNIVERSARIES_120 = """\
On 21 November 2026

Ålund  4 relationships

Partner             Founded      Years  Next                   Days  Milestone
──────────────────────────────────────────────────────────────────────────────────────
Brest               29 Feb 1988     38  39th, Sun 28 Feb 2027    99  40th, 29 Feb 2028
İzmir (suspended)   Sep 1993        33  34th, Sep 2027               35th, Sep 2028
Lyon (dormant)      1960         65–66  66th, 2026                   70th, 2030
Lyon Choir (ended)  Dec 2012      9–10  –                            –

Brest  1 relationship, friendship

Partner             Founded  Years  Next  Days  Milestone
─────────────────────────────────────────────────────────
Lyon (unconfirmed)  unknown      –  –           –
"""

PLAIN_40 = """\
id: alund-brest
kind: sister city
website: https://harbours.example/

id: alund-izmir
kind: sister city
website:

id: alund-lyon
kind: friendship
website:

id: brest-lyon
kind: friendship
website:

id: choirs
kind: cultural exchange
website:
"""
PLAIN = """\
id           kind               website
─────────────────────────────────────────────────────────
alund-brest  sister city        https://harbours.example/
alund-izmir  sister city
alund-lyon   friendship
brest-lyon   friendship
choirs       cultural exchange
"""

COUNTRIES = """\
Country  Code  Relationships
────────────────────────────
France   FR                4
Sweden   SE                1
Türkiye  TR                1
"""

FEW = """\
On 21 November 2026

Brest and Ålund: sister city
  38 years, since 29 Feb 1988
  39th Sunday 28 February 2027, in 99 days
  40th Tuesday 29 February 2028, in 465 days
  41st Wednesday 28 February 2029, in 830 days
"""


@pytest.mark.parametrize(
    ("width", "expected"),
    [(40, LIST_40), (60, LIST_60), (80, LIST_80), (120, LIST_120)],
)
def test_a_list_is_a_table_where_it_fits_and_entries_where_not(
    towns: Directory, width: int, expected: str
) -> None:
    assert screen(width, relationships(towns)) + "\n" == expected


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (40, ANNIVERSARIES_40),
        (60, ANNIVERSARIES_60),
        (80, ANNIVERSARIES_80),
        (120, ANNIVERSARIES_120),
    ],
)
def test_anniversaries_are_a_table_where_it_fits_and_entries_where_not(
    towns: Directory, width: int, expected: str
) -> None:
    assert screen(width, anniversaries(towns.relationships)) + "\n" == expected


@pytest.mark.parametrize(
    ("width", "expected"), [(40, PLAIN_40), (60, PLAIN), (80, PLAIN), (120, PLAIN)]
)
def test_columns_of_ones_choice_are_a_table_where_it_fits(
    towns: Directory, width: int, expected: str
) -> None:
    assert screen(width, plain(towns, ("id", "kind", "website"))) + "\n" == expected


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_countries_are_a_small_table(towns: Directory, width: int) -> None:
    assert screen(width, countries(towns)) + "\n" == COUNTRIES


def test_countries_are_lines_where_a_table_does_not_fit(towns: Directory) -> None:
    lines = ["France (FR): 4", "Sweden (SE): 1", "Türkiye (TR): 1"]
    assert screen(20, countries(towns)).split("\n") == lines


def test_few_anniversaries_are_told_in_full(towns: Directory) -> None:
    assert screen(80, anniversaries(towns.relationships[:1], 41)) + "\n" == FEW


def test_homes_of_one_name_have_a_table_each_and_are_told_apart(towns: Directory) -> None:
    lyon = towns.relationships[3]
    twin = lyon._replace(id="twin", home=lyon.home._replace(id="brest-by"))

    text = screen(80, lambda console: show_relationships(console, [lyon, twin], ON))

    titles = [line for line in text.splitlines() if line.startswith("Brest")]
    assert titles == [
        "Brest (brest)  1 relationship, friendship",
        "Brest (brest-by)  1 relationship, friendship",
    ]


def test_a_long_table_keeps_its_columns_under_one_header(towns: Directory) -> None:
    views = [one for one in towns.relationships if one.id == "alund-brest"]
    many = [*views * (2 * BATCH_ROWS), *(views[0]._replace(partner=LYON_CHOIR) for _ in range(3))]

    lines = screen(100, lambda console: show_relationships(console, many, ON)).split("\n")

    assert [line.index("Founded") for line in lines if "Founded" in line] == [21]
    rows = lines[4:]
    assert len(rows) == len(many)
    assert {line.index("29 Feb 1988") for line in rows} == {21}
