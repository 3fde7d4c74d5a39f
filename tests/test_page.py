"""Pages for the terminal as they look at some widths, but for blanks at the ends of lines."""

from __future__ import annotations

import pytest
from screen import page

from sistercities_cli import Directory

IZMIR_40 = """\
╭──────────────────────────────────────╮
│ İzmir, Türkiye                       │
│ İzmir                                │
│ also Smyrna                          │
│ 38.41° N, 27.14° E                   │
│ 2,548 km (1,583 miles) from Ålund    │
│ 14:30 on Saturday 21 November, 2 h   │
│ ahead of Ålund                       │
╰──────────────────────────────────────╯

Sister city: Ålund and İzmir
  Founded
    September 1993 (medium confidence)
    The day is not known.
  Age
    33 years
  Next
    34th anniversary, some day in
    September 2027
  Status
    suspended since 15 January 2020 (low
    confidence)
    Until further notice.


İzmir also has a part in
  • Ålund and Lyon (alund-lyon)
"""
LYON_60 = """\
╭──────────────────────────────────────────────────────────╮
│ Lyon, France                                             │
│ also Lyons, Lugdunum                                     │
│ 45.75° N, 4.85° E                                        │
│ 1,720 km (1,069 miles) from Ålund                        │
│ 765 km (475 miles) from Brest                            │
│ 12:30 on Saturday 21 November, as in Ålund               │
╰──────────────────────────────────────────────────────────╯

Friendship: Ålund and Lyon
  With       İzmir
  Founded    1960
  Age        65–66 years
  Next       66th anniversary, some day in 2026
  Status     dormant


Friendship: Brest and Lyon
  Founded    date not known
  Status     unconfirmed


Lyon also has a part in
  • Ålund Choir and Lyon Choir (choirs)
"""
LYON_CHOIR_80 = """\
╭──────────────────────────────────────────────────────────────────────────────╮
│ Lyon Choir, France                                                           │
│ also LC                                                                      │
│ Sings.                                                                       │
│ 45.75° N, 4.85° E                                                            │
│ 1,720 km (1,069 miles) from Ålund                                            │
│ 12:30 on Saturday 21 November, as in Ålund                                   │
╰──────────────────────────────────────────────────────────────────────────────╯

Cultural exchange: Ålund Choir and Lyon Choir
  Between    Ålund Choir (altos)
  and        Lyon Choir (basses)
  Founded    December 2012
  Age        9–10 years
  Status     ended since 2022
"""
ALUND_BREST_60 = """\
Sister city: Ålund and Brest
  Name       The Harbour Pact
  Also       Harbours
  Terms      Ålund: vänort
             Brest: ville jumelée
  Kind       sister city (low confidence)
  Founded    29 February 1988
  Age        38 years
  Next       39th anniversary, Sunday 28 February 2027, in
             99 days
  Signed by  Ann Ek, Mayor of Ålund (in Brest)
             Mayor of Brest
             A guest
             Signed at sea.
  Status     active, as of 2025
  Areas      ships, music
  Website    https://harbours.example/

History
  1998-02-28 renewal     Renewed after ten years.
  2001                   A regatta.

Highlights
  • Each town has a bench of the other.

Notes
  • The only one by the sea.

Where sources differ
  • founded: 1988-02-29. It is on the paper.
    – 1988-03-01
    https://paper.example/1988
  • highlights (the bench): one each. Seen.
    – two
    https://paper.example/bench

Sources
  • The Paper, Two harbours, 2 March 1988. Page 3.
    https://paper.example/1988
    supports founded, kind
  • Town of Ålund.
    https://alund.example/brest
"""
ALUND_BREST_40 = """\
Sister city: Ålund and Brest
  Name
    The Harbour Pact
  Also
    Harbours
  Terms
    Ålund: vänort
    Brest: ville jumelée
  Kind
    sister city (low confidence)
  Founded
    29 February 1988
  Age
    38 years
  Next
    39th anniversary, Sunday 28 February
    2027, in 99 days
  Signed by
    Ann Ek, Mayor of Ålund (in Brest)
    Mayor of Brest
    A guest
    Signed at sea.
  Status
    active, as of 2025
  Areas
    ships, music
  Website
    https://harbours.example/

History
  1998-02-28 renewal
    Renewed after ten years.
  2001
    A regatta.

Highlights
  • Each town has a bench of the other.

Notes
  • The only one by the sea.

2 sources, and 2 facts on which they
differ: add --sources
"""
BREST_120 = """\
╭──────────────────────────────────────────────────────────────────────────────────────────────────╮
│ Brest, Brittany, France                                                                          │
│ 48.39° N, 4.49° W                                                                                │
│ 12:30 local time (Europe/Paris)                                                                  │
╰──────────────────────────────────────────────────────────────────────────────────────────────────╯

Programme
  Name       Brest abroad

Sister city: Ålund and Brest
  Name       The Harbour Pact
  Also       Harbours
  Terms      Ålund: vänort
             Brest: ville jumelée
  Kind       sister city (low confidence)
  Founded    29 February 1988
  Age        38 years
  Next       39th anniversary, Sunday 28 February 2027, in 99 days
  Signed by  Ann Ek, Mayor of Ålund (in Brest)
             Mayor of Brest
             A guest
             Signed at sea.
  Status     active, as of 2025
  Areas      ships, music
  Website    https://harbours.example/

History
  1998-02-28 renewal     Renewed after ten years.
  2001                   A regatta.

Highlights
  • Each town has a bench of the other.

Notes
  • The only one by the sea.

2 sources, and 2 facts on which they differ: add --sources


Brest  2 relationships

Partner  Country  Kind         Founded      Years  Next               Status
─────────────────────────────────────────────────────────────────────────────────
Ålund    Sweden   sister city  29 Feb 1988     38  39th, 28 Feb 2027  active
Lyon     France   friendship   unknown          –  –                  unconfirmed

Everything about one: sistercities show alund-brest
"""
ALUND_80 = """\
╭──────────────────────────────────────────────────────────────────────────────╮
│ Ålund, Sweden                                                                │
│ 60.00° N, 15.00° E                                                           │
│ 12:30 local time (Europe/Stockholm)                                          │
╰──────────────────────────────────────────────────────────────────────────────╯

Programme
  Name       Ålund International
  Part of    Town of Ålund, since May 2001
  Areas      trade
  Works with schools
  Goals      friends

About it
  • It has two desks.

Sources
  • Town of Ålund.
    https://alund.example/about

Ålund  4 relationships

Partner   Country  Kind         Founded      Years  Next               Status
────────────────────────────────────────────────────────────────────────────────
Brest     France   sister city  29 Feb 1988     38  39th, 28 Feb 2027  active
İzmir     Türkiye  sister city  Sep 1993        33  34th, Sep 2027     suspended
Lyon      France   friendship   1960         65–66  66th, 2026         dormant
Lyon      France   cultural     Dec 2012      9–10  –                  ended
Choir              exchange

Everything about one: sistercities show alund-brest
"""


@pytest.mark.parametrize(
    ("name", "width", "sources", "expected"),
    [
        pytest.param("izmir", 40, False, IZMIR_40, id="izmir-40"),
        pytest.param("lyon", 60, False, LYON_60, id="lyon-60"),
        pytest.param("lyon-choir", 80, True, LYON_CHOIR_80, id="lyon-choir-80"),
        pytest.param("alund-brest", 60, True, ALUND_BREST_60, id="alund-brest-60"),
        pytest.param("alund-brest", 40, False, ALUND_BREST_40, id="alund-brest-40"),
        pytest.param("brest", 120, False, BREST_120, id="brest-120"),
        pytest.param("alund", 80, True, ALUND_80, id="alund-80"),
    ],
)
def test_a_page_fits_its_width(
    towns: Directory, name: str, width: int, sources: bool, expected: str
) -> None:
    assert page(width, towns, name, sources=sources) + "\n" == expected
