"""The map of the terminal."""

from __future__ import annotations

import io
import re
import sys
import unicodedata
from collections.abc import Sequence

import pytest
from calls import DATA as TOWNS
from drawings import LAND, NO_LAND, moved
from rich.cells import cell_len
from screen import screen, squeeze

from conftest import Run
from sistercities_cli import City, Directory, Relationship, Status
from sistercities_cli.terminal import TerminalConsole
from sistercities_cli.terminal.braille import DOTS_ACROSS
from sistercities_cli.terminal.world_map import MAX_MAP_WIDTH, Atlas, show_map

MAP_40 = """\
5 relationships of Ålund and Brest
     ⣠⣤⢢⡴⣿⡋⠛⢲⣿⣿⣷⡆   ⠒   ⢀⠄⢀⣀⣠⣤⣦⣄⣀ ⢤⡄
⠨⣿⠿⠿⣿⣿⣾⣶⡞⠃⣾⣃ ⠻⠋⠁⠐ ⡀⠠★ Ålund ⣿⣿⣿⣿⣿⣿⡿⠿⣛⠿⠋
    ⠈⣿⣿⣿⣿⣷⣿ Brest ★○□× Lyon¹² ⣿⣿⣿⣿⢃ ⠁
     ⠻⢿⣿⢿⢿⠃      ⢀⣭⣾⣀◆ İzmir¹ ⣿⣿⡈⠄⠂
      ⠈⠿⢠⡘⠠      ⣿⣿⣿⣿⣿⣷⢻⡷⠋⠙⡿⠛⢿⣟⠋⡀
         ⠑⣾⣶⣤    ⠙⠛⠻⣿⣿⣿⡷⠂  ⠑ ⠘⠍⣠⡐
          ⢿⣿⣿⣿⡶     ⣿⣿⣿⡁⡀     ⠁⠁⠁⢀⠓⠄
          ⠈⣿⣿⡿⠃     ⢻⣿⡏⠸⠁      ⢠⣾⣿⣾⣄  ⠈
          ⢠⡿⠟       ⠈⠉         ⠘⠉⠉⠻⡏  ⡄
          ⠸⡃⠄                        ⠈
★ Ålund¹   ★ Brest²   ● active 1
◆ suspended 1   ○ dormant 1   × ended 1
□ unconfirmed 1"""


def draw(width: int, views: Sequence[Relationship]) -> list[str]:
    """Draw a map without land."""
    return screen(width, lambda console: show_map(console, views, NO_LAND)).split("\n")


@pytest.fixture
def izmir(towns: Directory) -> Relationship:
    return towns.relationships[1]


@pytest.mark.parametrize(
    ("latitude", "longitude", "cell"),
    [
        pytest.param(83.9, -164.5, (2, 0), id="corner"),
        pytest.param(13.4, 11.0, (90, 22), id="centre"),
        pytest.param(-33.86785, 151.20732, (160, 36), id="Sydney"),
        pytest.param(-14.3, -170.7, (179, 30), id="Samoa"),
        pytest.param(90.0, 0.0, (84, 0), id="North Pole"),
        pytest.param(-90.0, 0.0, (84, 43), id="South Pole"),
        pytest.param(0.0, -180.0, (174, 26), id="antimeridian from the east"),
        pytest.param(0.0, 180.0, (174, 26), id="antimeridian from the west"),
        pytest.param(0.0, -169.00000000000003, (179, 26), id="rounded to the right edge"),
    ],
)
def test_symbol_is_in_the_cell_of_its_coordinates(
    izmir: Relationship, latitude: float, longitude: float, cell: tuple[int, int]
) -> None:
    """At 180 columns a cell is two degrees wide; 44 rows share 141 degrees."""
    lines = draw(180, [moved(izmir, "Here", latitude, longitude)])[1:]
    [(row, line)] = [(n, line) for n, line in enumerate(lines[:44]) if "◆" in line]
    assert (cell_len(line[: line.index("◆")]), row) == cell


def test_map_at_40_columns(towns: Directory) -> None:
    assert screen(40, lambda console: show_map(console, towns.relationships, LAND)) == MAP_40


@pytest.mark.no_cover  # other tests cover the same code
@pytest.mark.parametrize(("width", "encoding"), [(20, "utf-8"), (80, "ascii"), (200, "utf-8")])
def test_map_fills_the_width(directory: Directory, width: int, encoding: str) -> None:
    file = io.TextIOWrapper(io.BytesIO(), encoding, errors="replace")
    show_map(TerminalConsole(file, width), directory.relationships, LAND)
    file.seek(0)
    text = file.read()
    lines = text.splitlines()
    assert width - 5 <= max(map(cell_len, lines)) <= width
    [start] = [n for n, line in enumerate(lines) if line.startswith("Detail: ")]
    [end] = [n for n, line in enumerate(lines) if re.match("[★*] Chicago", line)]
    assert end - start - 1 <= 32
    assert [status for status in Status if status not in text] == []


@pytest.mark.parametrize("width", [40, 80])
def test_each_name_is_on_a_map_or_listed(directory: Directory, width: int) -> None:
    text = "\n".join(draw(width, directory.relationships))
    names = {view.partner.seat.name for view in directory.relationships} | {"Chicago"}
    maps, _, notes = text.partition("★ Chicago¹")
    listed = squeeze(notes).partition("Notnamedonthemap:")[2].rstrip(".")
    hidden = {name for name in names if squeeze(name) in re.split("[¹²]+,?", listed)}
    assert [name for name in names - hidden if name not in maps] == []
    assert (len(hidden) < 4) == (width >= 80)


def test_crowded_part_is_enlarged_below(directory: Directory) -> None:
    lines = draw(80, directory.relationships)
    detail = lines.index("Detail: Galway to Moscow")
    assert any("● Milan¹²" in line for line in lines[detail:])
    assert not any("Milan" in line for line in lines[:detail])
    assert sum("Birmingham" in line for line in lines[1:-5]) == 2, "a home is named on both"


def test_zoom_shows_only_the_part_with_the_partners(izmir: Relationship) -> None:
    views = [moved(izmir, "Oslo", 59.9, 0.7), moved(izmir, "Turku", 60.4, 32.3)]
    zoomed = screen(80, lambda console: show_map(console, views, NO_LAND, zoom=True))
    [line] = [line for line in zoomed.splitlines() if "Oslo" in line]
    assert line.index("◆") < 10
    assert max(line.rfind("◆") for line in zoomed.splitlines()) > 65
    around = [moved(izmir, name, 0.0, east) for name, east in (("A", 135.0), ("B", -105.0))]
    wide = screen(80, lambda console: show_map(console, around, NO_LAND, zoom=True))
    assert wide.split("\n") == draw(80, around)


def test_places_of_the_same_name_are_both_shown(izmir: Relationship) -> None:
    views = []
    for id, place in (("a", (51.5, 12.0)), ("b", (-33.0, 151.2))):
        view = moved(izmir, "Halle", *place)
        views.append(view.replace(partner=view.partner.replace(id=id)))
    lines = draw(150, views)
    assert sum(line.count("Halle") for line in lines) == 2
    assert "not fit" not in lines[-1]


def test_name_that_touches_other_symbols_is_listed(izmir: Relationship) -> None:
    row = [moved(izmir, name, 0.0, east) for name, east in (("AA", -40), ("BB", -38), ("CC", -36))]
    lines = draw(180, row)
    [middle] = [number for number, line in enumerate(lines) if "◆◆◆" in line]
    assert lines[middle].split() == ["AA", "◆◆◆", "CC"]
    assert lines[-1] == "Not named on the map: BB."
    lines = draw(180, [*row[:2], moved(izmir, "Down", -3.3, -44.0)])
    assert lines[middle].split() == ["AA", "◆◆", "BB"]
    assert lines[middle + 1].split() == ["◆", "Down"]


def test_symbols_of_the_same_cell_are_moved_apart(izmir: Relationship) -> None:
    views = [
        moved(izmir.replace(status=status), f"{status}", 0.0, -40.0 + number / 10)
        for number, status in enumerate(Status)
    ]
    lines = draw(180, views)
    legend = "★ Ålund   ● active 1   ◆ suspended 1   ○ dormant 1   × ended 1   □ unconfirmed 1"
    shown = "".join(lines[: lines.index(legend)])
    assert sorted(filter("●◆○×□".__contains__, shown)) == sorted("●◆○×□")
    crowd = [moved(izmir, f"{n}", 0.0, -40.0) for n in range(40)]
    *lines, note = draw(180, crowd)
    drawn = "".join(lines).partition("Detail")[0]
    assert drawn.count("◆") == 25, "all cells within reach"
    assert note == "15 places have no free cell for a symbol."


def test_place_without_coordinates_is_named(izmir: Relationship) -> None:
    assert isinstance(izmir.partner, City)
    unplaced = izmir.replace(partner=izmir.partner.replace(coordinates=None))
    assert draw(80, [unplaced])[-1] == "İzmir has no coordinates."


def test_relationships_of_a_place_are_all_shown(izmir: Relationship) -> None:
    view = moved(izmir, "Here", 0.0, -40.0)
    views = [view.replace(id=status, status=status) for status in Status]
    text = "\n".join(draw(80, [*views, view.replace(id="again")]))
    assert "●◆2○×□ Here" in text
    assert "A number after a symbol counts relationships in one place." in text


@pytest.mark.parametrize(
    "name",
    ["大阪市", "دمشق", "हिन्दी", "[/bold]", ":smile:", "e\u0304x", "A" * 400],
    ids=["Chinese", "Arabic", "Hindi", "markup", "emoji code", "combining", "overlong"],
)
def test_name_in_any_script_keeps_its_line_aligned(towns: Directory, name: str) -> None:
    brest, izmir, *_ = towns.relationships
    views = [moved(izmir, name, 0.0, -40.0), moved(brest, "East", 0.0, 100.0)]
    [line] = [line for line in draw(80, views) if line.endswith("● East")]
    assert sum(map(cell_len, line[: line.index("●")])) == 59
    assert (name in line) == (len(name) < 80)


@pytest.mark.parametrize(("encoding", "name"), [("ascii", "Alund"), ("latin-1", "Ålund")])
def test_map_without_unicode_has_ascii_land_and_encodable_names(
    monkeypatch: pytest.MonkeyPatch, run: Run, encoding: str, name: str
) -> None:
    stdout = io.TextIOWrapper(io.BytesIO(), encoding)
    monkeypatch.setattr(sys, "stdout", stdout)
    code, _, err = run("map", *TOWNS)
    stdout.flush()
    out = stdout.buffer.getvalue().decode(encoding)
    assert (code, err) == (0, "")
    assert f"* {name} " in out
    assert ".:::" in out
    drawn, home, legend = out.partition(f"* {name} 1   * Brest 2")
    assert home
    assert legend.startswith("   @ active 1   # suspended 1   o dormant 1   x ended 1\n? unconf")
    assert "o?x Lyon 12" in drawn
    assert unicodedata.normalize("NFC", drawn).count("?") == 1


def test_command_filters_like_list(run: Run) -> None:
    nothing = run("map", *TOWNS, "--of", "brest", "--founded", "2000..")
    assert nothing == (0, "", "No relationships match.\n")
    assert run("map", *TOWNS, "--status", "ended").out.startswith("1 relationship of Ålund\n")


def test_map_is_at_most_1000_columns_wide(izmir: Relationship) -> None:
    atlas = Atlas(TerminalConsole(io.StringIO(), 100_000), [izmir], NO_LAND)
    assert atlas.frame([], zoom=False).width == MAX_MAP_WIDTH * DOTS_ACROSS
    assert MAX_MAP_WIDTH == 1000
