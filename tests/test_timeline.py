"""The timeline as text and as SVG."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections import Counter
from collections.abc import Sequence
from io import BytesIO, TextIOWrapper
from itertools import combinations
from xml.etree import ElementTree as ET

import drawings
import pytest
from calls import DATA
from drawings import SVG
from sample_model import ALUND, LYON, PLAIN
from screen import ON, missing_values, screen

from conftest import Run
from sistercities_cli import Directory, Event, EventKind, Relationship, Status, Year
from sistercities_cli.history import Grouping
from sistercities_cli.pictures import GROUP_SYMBOLS, STATUS_SYMBOLS, Symbol, text_width
from sistercities_cli.pictures.projection import Box
from sistercities_cli.pictures.timeline import (
    AXIS_LEFT,
    CHANGE_SYMBOLS,
    MAX_BYTES,
    RIGHT,
    timeline_svg,
)
from sistercities_cli.terminal import TerminalConsole
from sistercities_cli.terminal.timeline import MIN_GUTTER_WIDTH, MIN_WIDTH, show_timeline

NAMES = ["大阪市", "القاهرة", "[/x]", 'A & "<b>"', "x" * 70, "e\u0301" * 40, "\ufffe]]>"]
CITIES = [ALUND.replace(id=f"c{n}", name=name) for n, name in enumerate([*NAMES, "H", "I"])]

WIDE = """\
5 relationships, 4 with a known year: 1960 to 2012
● Ålund: 3  ■ Brest: 1  ◆ Ålund and Brest: 1

●           ◆     ●           ●
───── ───── ───── ───── ───── ───── ─────
1960s 1970s 1980s 1990s 2000s 2010s 2020s
  1     0     1     1     0     1     0

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

The total leaves out those without a known year, and those ended by then or on
an unknown date."""

NARROW = """\
5 relationships, 4 with a
known year: 1960 to 2012
● Ålund: 3  ■ Brest: 1
◆ Ålund and Brest: 1

●     ●◆    ●
───── ───── ───── ─────
1960  1980  2000  2020
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
    *,
    summary: bool = False,
) -> str:
    return screen(width, lambda console: show_timeline(console, views, ON, by, summary=summary))


def draw_encoded(views: Sequence[Relationship], width: int, encoding: str) -> str:
    console = TerminalConsole(TextIOWrapper(BytesIO(), encoding), width)
    with console.capture() as capture:
        show_timeline(console, views, ON)
    return capture.get()


def parse(svg: str) -> ET.Element:
    assert len(svg.encode()) < MAX_BYTES
    return drawings.parse(svg)


def dots(root: ET.Element) -> list[tuple[float, float, str, str]]:
    """Return the dots of foundings: x, y, shape and tooltip."""
    return [
        (float(use.get("x", "")), float(use.get("y", "")), use.get("href", ""), title.text or "")
        for use in root.iter(f"{SVG}use")
        if use.get("class") != "turn" and (title := use.find(f"{SVG}title")) is not None
    ]


def test_narrow_chart_has_fewer_columns(towns: Directory) -> None:
    text = draw(towns.relationships, 25)
    assert text.startswith(NARROW)
    assert "Each column is 20 years." in text
    assert "\n 1988 │     2\n  ◆ Brest and Ålund\n" in text


def test_text_timeline_by_decade(towns: Directory) -> None:
    text = draw(towns.relationships, 80, Grouping.DECADE)
    assert "Years │ Total\n1960s │     1  ● Lyon\n1980s │     2  ◆ Brest and Ålund\n" in text
    assert "founded\n" not in text


@pytest.mark.parametrize(
    ("width", "by"),
    [(20, Grouping.YEAR), (MIN_GUTTER_WIDTH - 1, Grouping.DECADE),
     (MIN_GUTTER_WIDTH, Grouping.YEAR), (200, Grouping.DECADE)],
)  # fmt: skip
def test_names_are_not_truncated_in_any_layout(width: int, by: Grouping) -> None:
    views = many(40, 1, 9999)
    text = draw(views, width, by)
    assert missing_values(re.sub(r"│ +", "", text), NAMES) == []
    assert len(re.findall("[●■▲▼★✚○]", text.partition("Total")[2])) == len(views)


def test_narrowest_terminals_show_wide_letters() -> None:
    for width in (1, MIN_WIDTH - 1):
        assert "大" in draw_encoded(many(5), width, "utf-8")


def test_symbols_of_a_high_column_stand_for_several_relationships() -> None:
    views = [PLAIN.replace(id=str(n), founded=Year(1990)) for n in range(95)]
    text = draw(views, 80)
    assert text.partition("─")[0].count("●") == 1 + 19  # of the legend, and 95 / 5
    assert "Each symbol stands for up to 5 relationships." in text


def test_names_share_lines_where_they_fit() -> None:
    views = [PLAIN.replace(id=str(n), founded=Year(1990), status=Status.ACTIVE) for n in range(4)]
    assert "  ● Lyon  ● Lyon  ● Lyon  ● Lyon\n" in draw(views, 45)
    assert "  ● Lyon  ● Lyon  ● Lyon\n      │        ● Lyon\n" in draw(views, 44)


def test_undated_relationships_alone_have_no_chart() -> None:
    assert draw([PLAIN], 80).splitlines() == [
        "1 relationship, none with a known year", "● Brest: 1", "", "Founding year unknown: 1",
        "● Lyon (unconfirmed)",
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
    root = parse(timeline_svg(towns.relationships, towns.title, ON))
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
    svg = timeline_svg(towns.relationships, "A & <B>", ON)
    root = parse(svg)
    texts = {element.get("id"): element.text or "" for element in root}
    assert root.get("aria-labelledby") == "timeline-title timeline-desc"
    assert texts["timeline-title"] == "Timeline: A & <B>"
    totals = "Ålund: 3; Brest: 1; Ålund and Brest: 1. The total at the end: 3."
    assert totals in texts["timeline-desc"]
    assert "prefers-color-scheme:dark" in svg
    assert not re.search(r"<script|https?://(?!www\.w3\.org/2000/svg)|url\(|@import| on\w+=", svg)


@pytest.mark.parametrize(
    ("count", "low", "high", "homes", "by"),
    [(0, 1, 1, 1, Grouping.YEAR), (1, 1, 1, 1, Grouping.DECADE), (3, 9999, 9999, 1, Grouping.YEAR),
     (30, 1, 9999, 9, Grouping.DECADE), (90, 1, 40, 1, Grouping.YEAR),
     (1000, 1, 9999, 9, Grouping.YEAR)],
)  # fmt: skip
def test_svg_is_small_and_its_dots_lie_within(
    count: int, low: int, high: int, homes: int, by: Grouping
) -> None:
    root = parse(timeline_svg(many(count, low, high, homes), "T" * 300, ON, by))
    width, height = float(root.get("width", "")), float(root.get("height", ""))
    for x, y, _, _ in dots(root):
        assert AXIS_LEFT < x <= RIGHT < width
        assert 0 < y < height


def test_many_relationships_are_counted_by_group() -> None:
    views = many(400)
    root = parse(timeline_svg(views, "Many", ON))
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
        root = parse(timeline_svg(views, "T", ON))
        return [e.text or "" for e in root.iter(f"{SVG}text") if e.get("class") == "quiet"]

    _, heading, second = texts(4)[-3:]
    assert heading == f"Founding year unknown: 4. {', '.join(['L' * 40] * 2)},"
    assert second == f"{'L' * 40}, {'L' * 40}"
    assert texts(40)[-1] == "Founding year unknown: 40"


def test_overlong_title_is_drawn() -> None:
    svg = timeline_svg([PLAIN], "T" * MAX_BYTES, ON)
    assert drawings.parse(svg).tag == f"{SVG}svg"


def boxes(root: ET.Element, labels: Sequence[str]) -> list[Box]:
    """Return the boxes of the names beside dots."""
    found = []
    for element in root.iter(f"{SVG}text"):
        if element.text and element.text in labels:
            x, y = float(element.get("x", "")), float(element.get("y", ""))
            width = text_width(element.text)
            left = x - width if element.get("class") == "end" else x
            found.append(Box(left, y - 9, left + width, y + 3))
    return found


def test_names_do_not_overlap() -> None:
    """Draw 73 partners of one home, and then some that ended soon."""
    rng = random.Random(73)  # noqa: S311  # not for security
    views = [
        PLAIN.replace(
            id=f"{n}",
            partner=LYON.replace(id=f"{n}", name="Partner" * rng.randint(1, 5) + str(n)),
            founded=Year(rng.randint(1950, 2020)),
        )
        for n in range(73)
    ]
    end = {"status": Status.ENDED, "status_since": Year(1960)}
    for some in (views, [view if n % 3 else view.replace(**end) for n, view in enumerate(views)]):
        root = parse(timeline_svg(some, "T", ON))
        shown = boxes(root, [view.partner.name for view in some])
        assert [1 for one, other in combinations(shown, 2) if one.overlaps(other)] == []
        listed = " ".join(element.text or "" for element in root.iter(f"{SVG}text"))
        assert [view.partner.name for view in some if view.partner.name not in listed] == []
    assert len(shown) > 60


def test_name_is_beside_its_dot_or_listed() -> None:
    """All are founded on the same level, because each ends in its year."""

    def founded(year: int, name: str) -> Relationship:
        ended = {"status": Status.ENDED, "status_since": Year(year)}
        partner = LYON.replace(id=name, name=name)
        return PLAIN.replace(id=name, partner=partner, founded=Year(year), **ended)

    names = {1950: "early" * 8, 1951: "right" * 8, 2025: "late" * 5, 2026: "last" * 8}
    root = parse(timeline_svg([founded(*item) for item in names.items()], "T", ON))
    styles = {e.text: e.get("class") for e in root.iter(f"{SVG}text") if e.text in names.values()}
    assert styles == {names[1950]: "end", names[1951]: None, names[2025]: "end"}
    texts = [e.text for e in root.iter(f"{SVG}text")]
    assert f"Not named above: 1. {names[2026]}" in texts


def test_axis_reaches_the_date_of_the_data(towns: Directory) -> None:
    def years(until: dt.date) -> list[str]:
        root = parse(timeline_svg(towns.relationships, "T", until))
        return [e.text or "" for e in root.iter(f"{SVG}text") if e.get("class") == "quiet middle"]

    assert years(ON)[-1] == "2026"
    assert years(dt.date(2021, 1, 1))[-1] == "2020"


def test_summary_has_counts_without_names(towns: Directory) -> None:
    text = draw(towns.relationships, 80, summary=True)
    assert " 1960 │     1  ● Ålund: 1\n" in text
    assert " 2022 │     3  ✕ ended: 1\n" in text
    assert text.count("Founding year unknown: 1\n■ Brest: 1") == 1
    assert "Lyon" not in text
    svg = timeline_svg(towns.relationships, "T", ON, summary=True)
    assert "Lyon" not in svg
    assert "1960, Ålund: 1" in svg


def test_change_is_labelled_on_the_right_where_it_does_not_fit_on_the_left() -> None:
    early = PLAIN.replace(founded=Year(1950), status=Status.ENDED, status_since=Year(1951))
    late = PLAIN.replace(id="late", founded=Year(2020))
    root = parse(timeline_svg([early, late], "T", ON))
    [label] = [e for e in root.iter(f"{SVG}text") if e.text == "1951, ended: Lyon and Brest"]
    assert label.get("class") is None


RUN = ("timeline", *DATA)


def test_command_writes_text_or_svg(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert run(*RUN) == (0, WIDE + "\n", "")
    code, out, err = run(*RUN, "--format", "svg")
    assert (code, err) == (0, "")
    assert "Sister towns of Ålund" in (parse(out)[0].text or "")
    assert parse(run(*RUN, "-f", "svg", "--title", "Ours").ok)[0].text == "Timeline: Ours"
    assert "Lyon" not in run(*RUN, "--summary").ok


def test_command_filters_like_list(run: Run) -> None:
    code, out, err = run(*RUN, "--of", "brest", "--founded", "1980..1989", "--by", "decade")
    assert (code, err) == (0, "")
    assert "1980s │     1  ● Ålund\n" in out
    assert run(*RUN, "--country", "brazil") == (0, "", "No relationships match.\n")
    code, out, err = run(*RUN, "--country", "brazil", "-f", "svg")
    assert (code, err, parse(out).tag) == (0, "No relationships match.\n", f"{SVG}svg")


@pytest.mark.parametrize("command", ["map", "timeline"])
def test_colour_does_not_change_the_text(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    plain = run(command, *DATA).out
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = run(command, *DATA).out
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain
