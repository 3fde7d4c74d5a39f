"""The map on a terminal: dots to the cell, names apart, at every width."""

from __future__ import annotations

import io
import re
import sys
import unicodedata

import pytest
from drawings import LAND
from rich.cells import cell_len
from screen import screen

from conftest import SAMPLE, Run
from sistercities_cli import City, Coordinates, Directory, Relationship, Status
from sistercities_cli.terminal import TerminalConsole
from sistercities_cli.terminal.world_map import MAX_MAP_WIDTH, show_map

TOWNS = ("--data", str(SAMPLE))
MAP_40 = """\
5 relationships of Ålund and Brest
     ⣠⣤⢢⡴⣿⡋⠛⢲⣿⣿⣷⡆   ⠒   ⢀⠄⢀⣀⣠⣤⣦⣄⣀ ⢤⡄
⠨⣿⠿⠿⣿⣿⣾⣶⡞⠃⣾⣃ ⠻⠋⠁⠐ ⡀⠠★ Ålund ⣿⣿⣿⣿⣿⣿⡿⠿⣛⠿⠋
    ⠈⣿⣿⣿⣿⣷⣿ Brest ★○ Lyon ⣿⣿⣿⣿⣿⣿⣿⣿⢃ ⠁
     ⠻⢿⣿⢿⢿⠃      ⢀⣭⣾⣀◆ İzmir ⣿⣿⣿⡈⠄⠂
      ⠈⠿⢠⡘⠠      ⣿⣿⣿⣿⣿⣷⢻⡷⠋⠙⡿⠛⢿⣟⠋⡀
         ⠑⣾⣶⣤    ⠙⠛⠻⣿⣿⣿⡷⠂  ⠑ ⠘⠍⣠⡐
          ⢿⣿⣿⣿⡶     ⣿⣿⣿⡁⡀     ⠁⠁⠁⢀⠓⠄
          ⠈⣿⣿⡿⠃     ⢻⣿⡏⠸⠁      ⢠⣾⣿⣾⣄  ⠈
          ⢠⡿⠟       ⠈⠉         ⠘⠉⠉⠻⡏  ⡄
          ⠸⡃⠄                        ⠈
★ home   ● active 1   ◆ suspended 1
○ dormant 1   × ended 1
? unconfirmed 1
1 relationship has its partner in a home
city, under its star."""
WIDTHS = [20, 40, 60, 80, 120, 200, 300]


def drawn(width: int, views: list[Relationship]) -> list[str]:
    text = screen(width, lambda console: show_map(console, views, []))
    return text.split("\n")


def moved(view: Relationship, name: str, latitude: float, longitude: float) -> Relationship:
    assert isinstance(view.partner, City)
    place = Coordinates(latitude, longitude)
    partner = view.partner._replace(id=name, name=name, coordinates=place)
    return view._replace(id=name, partner=partner)


def column(line: str, sign: str) -> int:
    return cell_len(line[: line.index(sign)])


@pytest.mark.parametrize(
    ("latitude", "longitude", "cell"),
    [
        (83.9, -168.9, (0, 0)),
        (13.5, 11.0, (90, 22)),
        (-33.86785, 151.20732, (160, 36)),
        (-41.3, 174.8, (171, 39)),
        (-14.3, -170.7, (179, 30)),
        (90.0, 0.0, (84, 0)),
        (-90.0, 0.0, (84, 43)),
        (0.0, -180.0, (174, 26)),
        (0.0, 180.0, (174, 26)),
    ],
    ids=[
        "corner", "middle", "Sydney", "Wellington", "Samoa", "North Pole", "South Pole",
        "antimeridian", "the same",
    ],
)  # fmt: skip
def test_a_dot_is_where_its_coordinates_are(
    towns: Directory, latitude: float, longitude: float, cell: tuple[int, int]
) -> None:
    """At 180 columns a cell is two degrees wide; 44 rows share 141 degrees."""
    view = moved(towns.relationships[1], "Here", latitude, longitude)
    lines = drawn(180, [view])[1:]
    row = next(number for number, line in enumerate(lines) if "◆" in line)
    assert (column(lines[row], "◆"), row) == cell


def test_a_dot_at_the_very_edge_of_the_arithmetic_is_on_the_map(towns: Directory) -> None:
    view = moved(towns.relationships[1], "Here", 0.0, -169.00000000000003)
    assert column(next(line for line in drawn(80, [view]) if "◆" in line), "◆") == 79


def test_the_map_at_40_columns(towns: Directory) -> None:
    shown = screen(40, lambda console: show_map(console, towns.relationships, LAND))
    assert shown == MAP_40


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_every_width_is_filled_and_none_is_overrun(
    directory: Directory, width: int, encoding: str
) -> None:
    file = io.TextIOWrapper(io.BytesIO(), encoding, errors="replace")
    show_map(TerminalConsole(file, width), directory.relationships, LAND)
    file.seek(0)
    lines = file.read().splitlines()
    assert width - 5 <= max(map(cell_len, lines)) <= width
    text = "\n".join(lines)
    assert [name for name in Status if name not in text] == []
    assert ("★" in text) == (encoding == "utf-8")
    assert not re.search("[\u2800-\u28ff]", text) or encoding == "utf-8"


@pytest.mark.parametrize("width", WIDTHS)
def test_names_run_into_nothing(directory: Directory, width: int) -> None:
    """Each name that is shown is whole, with a blank or the edge of the map on either side."""
    lines = drawn(width, list(directory.relationships))
    names = {view.partner.seat.name for view in directory.relationships} | {"Chicago"}
    legend = next(number for number, line in enumerate(lines) if line.startswith("★ home"))
    # On the narrowest the heading folds.
    start = 1 if width > 42 else 2 if width > 21 else 3
    words = [word for line in lines[start:legend] for word in re.split("  +|[★●◆○×?]", line)]
    found = [word.strip() for word in words if word.strip()]
    assert set(found) <= names
    assert len(found) == len(set(found))
    left_out = re.search(r"(\d+) names? do\w* not fit", "\n".join(lines[legend:]))
    assert left_out is not None
    assert int(left_out[1]) == len(names) - len(found)
    assert "Chicago" in found or width == 20


def test_places_of_one_name_are_counted_each(towns: Directory) -> None:
    view = towns.relationships[0]
    twins = [moved(view, "Halle", 51.5, 12.0), moved(view, "Halle", -33.0, 151.2)]
    views = [
        one._replace(partner=one.partner._replace(id=id))
        for one, id in zip(twins, "ab", strict=True)
    ]

    lines = drawn(150, views)

    assert sum(line.count("Halle") for line in lines) == 2
    assert not any("no room" in line for line in lines)


def test_a_name_that_has_no_room_beside_its_dot_stands_at_a_corner(towns: Directory) -> None:
    base = towns.relationships[1]
    row = [moved(base, name, 0.0, east) for name, east in (("AA", -40), ("BB", -38), ("CC", -36))]
    lines = drawn(180, row)
    [line] = [number for number, text in enumerate(lines) if "◆◆◆" in text]
    assert lines[line].split() == ["AA", "◆◆◆", "CC"]
    assert "BB" not in "".join(lines)  # at no corner it would be clear whose it is
    pair = drawn(180, [*row[:2], moved(base, "Down", -3.3, -44.0)])
    assert pair[line].split() == ["AA", "◆◆", "BB"]
    assert pair[line + 1].split() == ["◆", "Down"]


def test_what_is_out_of_the_ordinary_is_seen_where_places_meet(towns: Directory) -> None:
    base = towns.relationships[1]
    views = [
        moved(base._replace(status=status), f"{status}", 0.0, -40.0 + number / 10)
        for number, status in enumerate(Status)
    ]
    lines = drawn(180, views)
    assert [line.split() for line in lines if "◆" in line and "home" not in line] == [
        ["◆", "suspended"],
    ]
    assert (
        "★ home   ● active 1   ◆ suspended 1   ○ dormant 1   × ended 1   ? unconfirmed 1" in lines
    )
    assert lines[-1] == "4 names do not fit at this width."


@pytest.mark.parametrize("order", [1, -1])
def test_a_place_has_the_status_of_what_is_most_alive_there(towns: Directory, order: int) -> None:
    view = moved(towns.relationships[1], "Here", 0.0, -40.0)
    views = [view._replace(id=one, status=one) for one in list(Status)[::order]]
    assert "● Here" in "\n".join(drawn(80, views))


def test_a_partner_in_a_home_is_said_to_be_under_its_star(towns: Directory) -> None:
    lines = drawn(80, list(towns.relationships))
    assert lines[-1] == "1 relationship has its partner in a home city, under its star."
    assert [line for line in lines if "Brest" in line and "★" in line]


@pytest.mark.parametrize(
    "name",
    ["大阪市", "دمشق", "हिन्दी", "[/bold]", ":smile:", "e\u0304x", "A" * 400],
    ids=["Chinese", "Arabic", "Hindi", "markup", "emoji code", "combining", "long"],
)
def test_a_name_of_any_script_keeps_its_line_in_shape(towns: Directory, name: str) -> None:
    view = moved(towns.relationships[1], name, 0.0, -40.0)
    east = towns.relationships[0]._replace(id="east")
    lines = drawn(80, [view, moved(east, "East", 0.0, 100.0)])
    [line] = [line for line in lines if line.rstrip().endswith("● East")]
    assert sum(map(cell_len, line[: line.index("●")])) == 59
    assert (name in line) == (len(name) < 80)


def run_encoded(
    monkeypatch: pytest.MonkeyPatch, run: Run, encoding: str, *arguments: str
) -> tuple[int, str, str]:
    stdout = io.TextIOWrapper(io.BytesIO(), encoding)
    monkeypatch.setattr(sys, "stdout", stdout)
    code, _, err = run("map", *arguments)
    stdout.flush()
    return code, stdout.buffer.getvalue().decode(encoding), err


@pytest.mark.parametrize(("encoding", "name"), [("ascii", "Alund"), ("latin-1", "Ålund")])
def test_an_encoding_without_braille_gets_a_drawing_and_the_nearest_names(
    monkeypatch: pytest.MonkeyPatch, run: Run, encoding: str, name: str
) -> None:
    code, out, err = run_encoded(monkeypatch, run, encoding, *TOWNS)
    assert (code, err) == (0, "")
    assert f"* {name} " in out
    assert ".:::" in out
    assert "* home   @ active 1   # suspended 1   o dormant 1   x ended 1   ? unconfirmed 1" in out
    assert "?" not in unicodedata.normalize("NFC", out.split("* home")[0])


def test_the_width_is_that_of_the_terminal_or_80(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert 75 <= max(map(cell_len, run("map", *TOWNS).out.splitlines())) <= 80
    monkeypatch.setenv("COLUMNS", "120")
    assert 115 <= max(map(cell_len, run("map", *TOWNS).out.splitlines())) <= 120


def test_colour_is_added_to_the_same_map(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = run("map", *TOWNS).out
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = run("map", *TOWNS).out
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_filters_and_an_empty_answer(run: Run) -> None:
    code, out, err = run("map", *TOWNS, "--of", "brest", "--founded", "2000..")
    assert (code, out, err) == (0, "", "No relationships match.\n")
    assert run("map", *TOWNS, "--status", "ended").out.startswith("1 relationship of Ålund\n")


def test_a_map_is_no_wider_than_can_be_drawn_in_good_time(towns: Directory) -> None:
    drawn = screen(100_000, lambda console: show_map(console, towns.relationships, LAND))
    assert 900 < max(map(cell_len, drawn.splitlines())) <= MAX_MAP_WIDTH
