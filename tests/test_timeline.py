"""The timeline as text and as SVG."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence
from io import BytesIO, TextIOWrapper
from xml.etree import ElementTree as ET

import pytest
from drawings import SVG
from sample_model import ALUND, BREST, LYON, PLAIN
from screen import missing_values, screen

from conftest import SAMPLE, Run
from sistercities_cli import Directory, Event, EventKind, Relationship, Status, Year
from sistercities_cli.history import Grouping, HomeGroups, build_history
from sistercities_cli.pictures import STATUS_SYMBOLS, Symbol
from sistercities_cli.pictures.timeline import (
    CHANGE_SYMBOLS,
    GROUP_SYMBOLS,
    LEFT,
    MAX_BYTES,
    RIGHT,
    timeline_svg,
)
from sistercities_cli.terminal import TerminalConsole
from sistercities_cli.terminal.timeline import show_timeline

NAMES = ["大阪市", "القاهرة", "[/x]", 'A & "<b>"', "x" * 70, "e\u0301" * 40, "\ufffe]]>"]
CITIES = [ALUND.replace(id=f"c{n}", name=name) for n, name in enumerate([*NAMES, "H", "I"])]
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
    """Generate relationships of all kinds, seeded by their number."""
    rng = random.Random(count)  # noqa: S311  # not for security
    views = []
    for number in range(count):
        home = rng.choice(CITIES[:homes])
        ended = Event(Year(rng.randint(low, high)), EventKind.ENDING, "")
        views.append(PLAIN.replace(
            id=str(number), home=home, home_party=home, status=rng.choice(list(Status)),
            partner=LYON.replace(id=f"p{number}", name=rng.choice(NAMES)),
            founded=rng.choice([None, *2 * [Year(rng.randint(low, high))]]),
            events=rng.choice([(), (), (ended,)]),
        ))  # fmt: skip
    return views


def draw(
    views: Sequence[Relationship],
    width: int,
    by: Grouping = Grouping.YEAR,
    groups: HomeGroups = GROUPS,
) -> str:
    history = build_history(views, by.span)
    return screen(width, lambda console: show_timeline(console, views, history, groups, by))


def draw_encoded(views: Sequence[Relationship], width: int, encoding: str) -> str:
    console = TerminalConsole(TextIOWrapper(BytesIO(), encoding), width)
    with console.capture() as capture:
        show_timeline(console, views, build_history(views), HomeGroups(CITIES), Grouping.YEAR)
    return capture.get()


def parse(svg: str) -> ET.Element:
    assert len(svg.encode()) < MAX_BYTES
    return ET.fromstring(svg)  # noqa: S314  # our own


def dots(root: ET.Element) -> list[tuple[float, float, str, str]]:
    """Return the dots of foundings: x, y, shape and tooltip."""
    return [
        (float(use.get("x", "")), float(use.get("y", "")), use.get("href", ""), title.text or "")
        for use in root.iter(f"{SVG}use")
        if use.get("class") != "turn" and (title := use.find(f"{SVG}title")) is not None
    ]


def test_text_timeline_by_year(towns: Directory) -> None:
    assert draw(towns.relationships, 80) == WIDE


def test_narrow_chart_has_fewer_columns(towns: Directory) -> None:
    text = draw(towns.relationships, 25)
    assert text.startswith(NARROW)
    assert "Each column is 20 years." in text
    assert "\n 1988 │     2\n  ◆ Brest and Ålund\n" in text


def test_text_timeline_by_decade(towns: Directory) -> None:
    text = draw(towns.relationships, 80, Grouping.DECADE)
    assert "Years │ Total\n1960s │     1  ● Lyon\n1980s │     2  ◆ Brest and Ålund\n" in text
    assert "founded\n" not in text


@pytest.mark.no_cover  # many cases of what other tests cover
@pytest.mark.parametrize("by", Grouping)
@pytest.mark.parametrize("width", [20, 39, 40, 60, 100, 200])
def test_no_name_is_cut_at_any_width(width: int, by: Grouping) -> None:
    for years in ((1, 9999), (1950, 2020)):
        views = many(120, *years)
        text = draw(views, width, by, HomeGroups(CITIES))
        assert missing_values(re.sub(r"│ +", "", text), NAMES) == []
        assert len(re.findall("[●■▲▼★✚○]", text.partition("Total")[2])) == len(views)


@pytest.mark.parametrize("width", [1, 2, 5])
def test_narrowest_terminals_show_wide_letters(width: int) -> None:
    assert "大" in draw_encoded(many(20), width, "utf-8")


def test_symbols_of_a_high_column_stand_for_several_relationships() -> None:
    views = [PLAIN.replace(id=str(n), founded=Year(1990)) for n in range(95)]
    text = draw(views, 80)
    assert text.partition("─")[0].count("■") == 1 + 19  # of the legend, and 95 / 5
    assert "Each sign stands for up to 5 relationships." in text


def test_names_share_lines_where_they_fit() -> None:
    views = [PLAIN.replace(id=str(n), founded=Year(1990), status=Status.ACTIVE) for n in range(4)]
    assert "  ■ Lyon  ■ Lyon  ■ Lyon  ■ Lyon\n" in draw(views, 45)
    assert "  ■ Lyon  ■ Lyon  ■ Lyon\n      │        ■ Lyon\n" in draw(views, 44)


def test_undated_relationships_alone_have_no_chart() -> None:
    assert draw([PLAIN], 80).splitlines() == [
        "1 relationship, none with a known year", "■ Brest: 1", "", "Founding year unknown: 1",
        "■ Lyon (unconfirmed)",
    ]  # fmt: skip


def test_changes_alone_have_no_chart() -> None:
    text = draw([PLAIN.replace(status=Status.ENDED, status_since=Year(1990))], 80)
    assert "─" not in text
    assert " 1990 │     0  ✕ ended: Lyon and Brest\n" in text


@pytest.mark.parametrize(
    "symbols", [GROUP_SYMBOLS, [*CHANGE_SYMBOLS.values()], [*STATUS_SYMBOLS.values()]]
)
def test_symbols_differ_in_every_medium(symbols: Sequence[Symbol]) -> None:
    for field in ("character", "ascii", "path"):
        assert len({getattr(symbol, field) for symbol in symbols}) == len(symbols)
    assert all(symbol.ascii.isascii() for symbol in symbols)


def test_symbols_are_ascii_where_the_encoding_needs_it() -> None:
    views = [PLAIN.replace(home=CITIES[0], founded=Year(1988))]
    assert " 1988 |     1  o Lyon" in draw_encoded(views, 80, "latin-1")


def test_each_dot_raises_the_total_by_one(towns: Directory) -> None:
    root = parse(timeline_svg(towns.relationships, GROUPS, towns.title))
    assert [(shape, tooltip) for _, _, shape, tooltip in dots(root)] == [
        ("#g1", "Lyon and Ålund, 1960"),
        ("#g0", "Brest and Ålund, 29 February 1988"),
        ("#g1", "İzmir and Ålund, September 1993"),
        ("#g1", "Lyon Choir and Ålund Choir, December 2012"),
    ]
    xs, ys, *_ = zip(*dots(root), strict=True)
    assert ys[0] - ys[1] == ys[1] - ys[2] == ys[2] - ys[3] > 0
    assert (xs[1] - xs[0]) / (xs[3] - xs[0]) == pytest.approx((1988 - 1960) / (2012 - 1960), 1e-3)
    texts = [element.text for element in root.iter(f"{SVG}text")]
    assert "15 January 2020, suspended: İzmir and Ålund" in texts
    assert "2022, ended: Lyon Choir and Ålund" in texts
    assert "Founding year unknown: 1. Lyon" in texts


def test_svg_has_title_and_description_and_is_self_contained(towns: Directory) -> None:
    svg = timeline_svg(towns.relationships, GROUPS, "A & <B>")
    root = parse(svg)
    texts = {element.get("id"): element.text or "" for element in root}
    assert root.get("aria-labelledby") == "timeline-title timeline-desc"
    assert texts["timeline-title"] == "Timeline: A & <B>"
    totals = "Ålund: 3; Brest: 1; Ålund and Brest: 1. The total at the end: 3."
    assert totals in texts["timeline-desc"]
    assert "prefers-color-scheme:dark" in svg
    assert not re.search(r"<script|https?://(?!www\.w3\.org/2000/svg)|url\(|@import| on\w+=", svg)


@pytest.mark.no_cover  # many cases of what other tests cover
@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(0, 1, 1), (1, 1, 1), (3, 9999, 9999), (30, 1, 9999), (90, 1, 40), (400, 1900, 2020),
     (3000, 1, 9999)],
)  # fmt: skip
def test_svg_is_small_and_its_dots_lie_within(count: int, low: int, high: int) -> None:
    for homes, by in ((1, Grouping.YEAR), (9, Grouping.DECADE)):
        groups = HomeGroups(CITIES[:homes])
        root = parse(timeline_svg(many(count, low, high, homes), groups, "T" * 300, by))
        width, height = float(root.get("width", "")), float(root.get("height", ""))
        for x, y, _, _ in dots(root):
            assert LEFT <= x <= RIGHT < width
            assert 0 < y < height


def test_many_relationships_are_counted_by_group() -> None:
    views = many(400)
    root = parse(timeline_svg(views, HomeGroups(CITIES), "Many"))
    founded = Counter[str]()
    for _, _, _, tooltip in dots(root):
        year, count = re.findall(r"\d+", tooltip)[0], tooltip.rpartition(": ")[2]
        founded[year] += int(count)
    assert founded == Counter(str(view.founded) for view in views if view.founded)


def test_undated_names_wrap_and_too_many_are_counted() -> None:
    def texts(count: int) -> list[str]:
        views = [
            PLAIN.replace(id=str(n), partner=LYON.replace(name="L" * 40)) for n in range(count)
        ]
        root = parse(timeline_svg(views, GROUPS, "T"))
        return [e.text or "" for e in root.iter(f"{SVG}text") if e.get("class") == "quiet"]

    _, heading, second = texts(4)[-3:]
    assert heading == f"Founding year unknown: 4. {', '.join(['L' * 40] * 2)},"
    assert second == f"{'L' * 40}, {'L' * 40}"
    assert texts(40)[-1] == "Founding year unknown: 40"


def test_overlong_title_still_gives_an_svg() -> None:
    svg = timeline_svg([PLAIN], GROUPS, "T" * MAX_BYTES)
    assert ET.fromstring(svg).tag == f"{SVG}svg"  # noqa: S314  # our own


def test_name_is_left_of_its_dot_where_it_fits() -> None:
    for name, anchor in (("Lyon", "end"), ("Lyon and everything round it", None)):
        view = PLAIN.replace(partner=LYON.replace(name=name), founded=Year(1950))
        root = parse(timeline_svg([view], GROUPS, "T"))
        [label] = [element for element in root.iter(f"{SVG}text") if element.text == name]
        assert label.get("class") == anchor


def test_change_is_labelled_on_the_right_where_it_does_not_fit_on_the_left() -> None:
    early = PLAIN.replace(founded=Year(1950), status=Status.ENDED, status_since=Year(1951))
    late = PLAIN.replace(id="late", founded=Year(2020))
    root = parse(timeline_svg([early, late], GROUPS, "T"))
    [label] = [e for e in root.iter(f"{SVG}text") if e.text == "1951, ended: Lyon and Brest"]
    assert label.get("class") is None


RUN = ("timeline", "--data", str(SAMPLE))


def test_command_writes_text_or_svg(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert run(*RUN) == (0, WIDE + "\n", "")
    code, out, err = run(*RUN, "--format", "svg")
    assert (code, err) == (0, "")
    assert "Sister towns of Ålund" in (parse(out)[0].text or "")


def test_command_filters_like_list(run: Run) -> None:
    code, out, err = run(*RUN, "--of", "brest", "--founded", "1980..1989", "--by", "decade")
    assert (code, err) == (0, "")
    assert "1980s │     1  ◆ Ålund and Brest\n" in out
    assert run(*RUN, "--country", "brazil") == (0, "", "No relationships match.\n")
    code, out, err = run(*RUN, "--country", "brazil", "-f", "svg")
    assert (code, err, parse(out).tag) == (0, "No relationships match.\n", f"{SVG}svg")


@pytest.mark.parametrize("command", ["map", "timeline"])
def test_colour_does_not_change_the_text(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    plain = run(command, *RUN[1:]).out
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = run(command, *RUN[1:]).out
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain
