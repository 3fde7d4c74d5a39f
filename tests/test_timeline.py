"""The timeline as text, as a picture, and as a program."""

from __future__ import annotations

import random
import re
from collections import Counter
from io import BytesIO, TextIOWrapper
from xml.etree import ElementTree as ET

import pytest
from drawings import SVG
from sample_model import ALUND, BREST, LYON, PLAIN
from screen import missing_values, screen

from conftest import SAMPLE, Run
from sistercities_cli import City, Directory, Event, EventKind, Relationship, Status, Year
from sistercities_cli.history import Grouping, HomeGroups, build_history
from sistercities_cli.pictures.timeline import LEFT, MAX_BYTES, RIGHT, timeline_svg
from sistercities_cli.terminal import TerminalConsole
from sistercities_cli.pictures.timeline import CHANGE_SYMBOLS, GROUP_SYMBOLS
from sistercities_cli.terminal.timeline import show_timeline

NAMES = ["大阪市", "القاهرة", "[/x]", "A & <b>", "x" * 70, "e\u0301" * 40, "\ufffe]]>"]
CITIES = [ALUND._replace(id=f"c{n}", name=name) for n, name in enumerate([*NAMES, "H", "I"])]
GROUPS = HomeGroups([ALUND, BREST])

WIDE = """\
5 relationships, 4 with a known year: 1960 to 2012
● Ålund: 3  ■ Brest: 1  ◆ Ålund and Brest: 1

●           ◆     ●           ●
───── ───── ───── ───── ───── ─────
1960s 1970s 1980s 1990s 2000s 2010s
  1     0     1     1     0     1

Year  │ Total
      │
1960s │ 1 founded
 1960 │     1  ● Lyon
      │
1980s │ 1 founded
 1988 │     2  ◆ Brest and Ålund
      │
1990s │ 1 founded
 1993 │     3  ● İzmir
      │
2010s │ 1 founded
 2012 │     4  ● Lyon Choir
      │
2020s │ none founded
 2020 │     4  ‖ suspended: İzmir and Ålund
 2022 │     3  ✕ ended: Lyon Choir and Ålund Choir

Founding year unknown: 1
■ Lyon (unconfirmed)

Since an unknown date: 1
~ dormant: Lyon and Ålund

The total leaves out those without a known year and those ended by then."""

NARROW = """\
5 relationships, 4 with a
known year: 1960 to 2012
● Ålund: 3  ■ Brest: 1
◆ Ålund and Brest: 1

●     ●◆    ●
───── ───── ─────
1960  1980  2000
"""


def many(count: int, low: int = 1950, high: int = 2020, homes: int = 9) -> list[Relationship]:
    """Make up relationships of every sort; always the same ones."""
    pick = random.Random(count)  # noqa: S311  # nothing here is secret
    ties = []
    for number in range(count):
        home = pick.choice(CITIES[:homes])
        ended = Event(Year(pick.randint(low, high)), EventKind.ENDING, "")
        one = PLAIN._replace(
            id=str(number), home=home, home_party=home, status=pick.choice(list(Status)),
            partner=LYON._replace(id=f"p{number}", name=pick.choice(NAMES)),
            founded=pick.choice([None, *2 * [Year(pick.randint(low, high))]]),
            events=pick.choice([(), (), (ended,)]),
        )  # fmt: skip
        ties.append(one)
    return ties


def drawn(
    found: list[Relationship], width: int, by: Grouping = Grouping.YEAR, groups: HomeGroups = GROUPS
) -> str:
    told = build_history(found, by.span)
    return screen(width, lambda console: show_timeline(console, found, told, groups, by))


def parsed(text: str) -> ET.Element:
    assert len(text.encode()) < MAX_BYTES
    return ET.fromstring(text)  # noqa: S314  # our own


def dots(root: ET.Element) -> list[tuple[float, float, str, str]]:
    """Return where the dots of foundings are, their shape and title."""
    return [
        (float(one.get("x", "")), float(one.get("y", "")), one.get("href", ""), title.text or "")
        for one in root.iter(f"{SVG}use")
        if one.get("class") != "turn" and (title := one.find(f"{SVG}title")) is not None
    ]


def test_years_decades_total_and_turns_stand_in_their_order(towns: Directory) -> None:
    groups = HomeGroups([home.city for home in towns.homes])
    assert drawn(list(towns.relationships), 80, groups=groups) == WIDE


def test_a_narrow_chart_takes_more_years_together(towns: Directory) -> None:
    groups = HomeGroups([home.city for home in towns.homes])
    text = drawn(list(towns.relationships), 25, groups=groups)
    assert text.startswith(NARROW)
    assert "Each column is 20 years." in text
    assert "\n 1988 │     2\n  ◆ Brest and Ålund\n" in text


def test_decades_stand_for_their_years(towns: Directory) -> None:
    text = drawn(list(towns.relationships), 80, Grouping.DECADE)
    assert "Years │ Total\n1960s │     1  ● Lyon\n1980s │     2  ◆ Brest and Ålund\n" in text
    assert "founded\n" not in text


@pytest.mark.no_cover  # many cases of what other tests cover
@pytest.mark.parametrize("by", Grouping)
@pytest.mark.parametrize("width", [20, 39, 40, 60, 100, 200])
@pytest.mark.parametrize("span", [(1, 9999), (1950, 2020)], ids=["long", "short"])
def test_every_name_is_whole_at_every_width(
    width: int, by: Grouping, span: tuple[int, int]
) -> None:
    found = many(120, *span)
    text = drawn(found, width, by, HomeGroups(CITIES))
    assert missing_values(re.sub(r"│ +", "", text), NAMES) == []
    assert len(re.findall("[●■▲▼★✚○]", text.partition("Total")[2])) == len(found)


def test_the_narrowest_terminals_end_it_all_the_same() -> None:
    for width in (1, 2, 3, 5):
        console = TerminalConsole(TextIOWrapper(BytesIO(), "utf-8"), width)
        found = many(20)
        with console.capture() as capture:
            show_timeline(console, found, build_history(found), HomeGroups(CITIES), Grouping.YEAR)
        assert "大" in capture.get()


def test_a_high_column_has_signs_for_several() -> None:
    found = [PLAIN._replace(id=str(n), founded=Year(1990)) for n in range(95)]
    text = drawn(found, 80)
    assert text.partition("─")[0].count("■") == 1 + 19  # of the legend, and 95 / 5
    assert "Each sign stands for up to 5 relationships." in text


def test_names_stand_behind_one_another_as_long_as_there_is_room() -> None:
    found = [PLAIN._replace(id=str(n), founded=Year(1990)) for n in range(4)]
    found = [one._replace(status=Status.ACTIVE) for one in found]
    assert "  ■ Lyon  ■ Lyon  ■ Lyon  ■ Lyon\n" in drawn(found, 45)
    assert "  ■ Lyon  ■ Lyon  ■ Lyon\n      │        ■ Lyon\n" in drawn(found, 44)


def test_nothing_but_undated_makes_no_chart() -> None:
    assert drawn([PLAIN], 80).splitlines() == [
        "1 relationship, none with a known year", "■ Brest: 1", "", "Founding year unknown: 1",
        "■ Lyon (unconfirmed)",
    ]  # fmt: skip


def test_turns_alone_make_no_chart() -> None:
    ended = PLAIN._replace(status=Status.ENDED, status_since=Year(1990))
    text = drawn([ended], 80)
    assert "─" not in text
    assert " 1990 │     0  ✕ ended: Lyon and Brest\n" in text


def test_an_ascii_terminal_gets_signs_that_differ(towns: Directory) -> None:
    assert [len(set(signs)) for signs in ASCII[:2]] == [8, 4]
    assert [len(set(signs)) for signs in UNICODE[:2]] == [8, 4]
    assert "".join(ASCII).isascii()
    console = TerminalConsole(TextIOWrapper(BytesIO(), "latin-1"), 80)
    found = list(towns.relationships)
    with console.capture() as capture:
        show_timeline(
            console, found, build_history(found), HomeGroups([ALUND, BREST]), Grouping.YEAR
        )
    assert " 1988 |     2  @ Brest and Ålund\n" in capture.get()


def test_each_dot_raises_the_total_by_one(towns: Directory) -> None:
    found = list(towns.relationships)
    root = parsed(timeline_svg(found, GROUPS, towns.title))
    places = dots(root)
    assert [(shape, said) for _, _, shape, said in places] == [
        ("#g1", "Lyon and Ålund, 1960"),
        ("#g0", "Brest and Ålund, 29 February 1988"),
        ("#g1", "İzmir and Ålund, September 1993"),
        ("#g1", "Lyon Choir and Ålund Choir, December 2012"),
    ]
    xs, ys = [one[0] for one in places], [one[1] for one in places]
    assert ys[0] - ys[1] == ys[1] - ys[2] == ys[2] - ys[3] > 0
    assert (xs[1] - xs[0]) / (xs[3] - xs[0]) == pytest.approx((1988 - 1960) / (2012 - 1960), 1e-3)
    words = [one.text for one in root.iter(f"{SVG}text")]
    assert "15 January 2020, suspended: İzmir and Ålund" in words
    assert "2022, ended: Lyon Choir and Ålund" in words
    assert "Founding year unknown: 1. Lyon" in words


def test_a_picture_speaks_to_screen_readers_and_needs_nothing(towns: Directory) -> None:
    text = timeline_svg(list(towns.relationships), GROUPS, "A & <B>")
    root = parsed(text)
    assert root.get("role") == "img"
    ids = {one.get("id"): one.text or "" for one in root}
    assert root.get("aria-labelledby") == "timeline-title timeline-desc"
    assert ids["timeline-title"] == "Timeline: A & <B>"
    assert "Ålund: 3; Brest: 1; Ålund and Brest: 1. The total at the end: 3." in str(ids)
    assert "prefers-color-scheme:dark" in text
    assert not re.search(r"<script|https?://(?!www\.w3\.org/2000/svg)|url\(|@import| on\w+=", text)


@pytest.mark.no_cover  # many cases of what other tests cover
@pytest.mark.parametrize("by", Grouping)
@pytest.mark.parametrize("homes", [1, 9])
@pytest.mark.parametrize(
    ("count", "low", "high"), [(0, 1, 1), (1, 1, 1), (3, 9999, 9999), (30, 1, 9999), (90, 1, 40),
                               (400, 1900, 2020), (3000, 1, 9999)],
)  # fmt: skip
def test_every_picture_is_well_formed_and_small(
    count: int, low: int, high: int, homes: int, by: Grouping
) -> None:
    found = many(count, low, high, homes)
    root = parsed(timeline_svg(found, HomeGroups(CITIES[:homes]), "T" * 300, by))
    width, height = float(root.get("width", "")), float(root.get("height", ""))
    for x, y, _, _ in dots(root):
        assert LEFT <= x <= RIGHT < width
        assert 0 < y < height


def test_groups_stand_for_their_relationships_where_names_have_no_room() -> None:
    found = many(400)
    root = parsed(timeline_svg(found, HomeGroups(CITIES), "Many"))
    counted = Counter[str]()
    for _, _, _, said in dots(root):
        year, count = re.findall(r"\d+", said)[0], said.rpartition(": ")[2]
        counted[year] += int(count)
    assert counted == Counter(str(one.founded) for one in found if one.founded)


def test_a_picture_with_a_very_long_title_is_drawn_all_the_same() -> None:
    text = timeline_svg([PLAIN], GROUPS, "T" * MAX_BYTES)
    assert ET.fromstring(text).tag == f"{SVG}svg"  # noqa: S314  # our own


def test_names_go_to_the_right_where_the_left_has_no_room() -> None:
    def anchor(name: str) -> str | None:
        city: City = LYON._replace(name=name)
        one = PLAIN._replace(partner=city, founded=Year(1950))
        root = parsed(timeline_svg([one], GROUPS, "T"))
        return next(e.get("class") for e in root.iter(f"{SVG}text") if e.text == name)

    assert (anchor("Lyon"), anchor("Lyon and everything round it")) == ("end", None)


def test_a_turn_goes_to_the_right_where_the_left_has_no_room() -> None:
    early = PLAIN._replace(founded=Year(1950), status=Status.ENDED, status_since=Year(1951))
    late = PLAIN._replace(id="late", founded=Year(2020))
    root = parsed(timeline_svg([early, late], GROUPS, "T"))
    [label] = [e for e in root.iter(f"{SVG}text") if e.text == "1951, ended: Lyon and Brest"]
    assert label.get("class") is None


RUN = ("timeline", "--data", str(SAMPLE))


def test_the_program_shows_text_or_a_picture(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert run(*RUN) == (0, WIDE + "\n", "")
    code, out, err = run(*RUN, "--format", "svg")
    assert (code, err) == (0, "")
    assert "Sister towns of Ålund" in (parsed(out)[0].text or "")


def test_filters_are_those_of_list(run: Run) -> None:
    code, out, err = run(*RUN, "--of", "brest", "--founded", "1980..1989", "--by", "decade")
    assert (code, err) == (0, "")
    assert "1980s │     1  ◆ Ålund and Brest\n" in out
    assert run(*RUN, "--country", "brazil") == (0, "", "No relationships match.\n")
    code, out, err = run(*RUN, "--country", "brazil", "-f", "svg")
    assert (code, err, parsed(out).tag) == (0, "No relationships match.\n", f"{SVG}svg")


def test_colour_is_for_terminals_and_on_demand(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = run(*RUN).out
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = run(*RUN).out
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain
