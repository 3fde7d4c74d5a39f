"""Every command, on terminals of every width, in every encoding, with and without colours."""

from __future__ import annotations

import pytest
from calls import CALLS
from fuzz_program import STYLES, Place, run
from rich.cells import cell_len

pytestmark = pytest.mark.no_cover  # many cases of what other tests cover

WIDTHS = (20, 21, 30, 39, 40, 41, 60, 79, 80, 81, 100, 120, 160, 200, 300)
SHOWN = ["list", "show", "country", "anniversary", "upcoming", "map", "timeline", "check"]
ENVIRONMENTS = (
    {"TERM": "xterm-256color"},
    {"TERM": "dumb"},
    {"TERM": "unknown"},
    {"TERM": ""},
    {"NO_COLOR": "1"},
    {"FORCE_COLOR": "1"},
    {"FORCE_COLOR": "1", "NO_COLOR": "1", "TERM": "dumb"},
    {"COLORTERM": "truecolor", "CI": "true"},
)
# What is cut off is no longer found.
FACTS = {
    "list": ("Ålund", "Brest", "İzmir", "Lyon", "suspended", "dormant", "ended", "unconfirmed"),
    "country": ("Sweden", "France", "Türkiye"),
}


@pytest.mark.parametrize("command", SHOWN)
@pytest.mark.parametrize("width", WIDTHS)
def test_an_answer_fits_every_width_and_is_whole(command: str, width: int) -> None:
    place = Place(terminal=True, environment={"COLUMNS": str(width), "TERM": "dumb"})

    code, out, err, complaint = run(CALLS[command], place)
    lines = out.decode().splitlines()

    assert (code, complaint) == (0, "")
    assert bool(err) == (command == "check")
    if command != "check":  # whose lines are for editors
        assert max(cell_len(line.rstrip()) for line in lines) <= width
    together = "".join(line.strip() for line in lines)
    assert [one for one in FACTS.get(command, ()) if one not in together] == []


@pytest.mark.parametrize("command", SHOWN)
@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1", "iso8859-9", "cp1252"])
@pytest.mark.parametrize("environment", ENVIRONMENTS, ids=str)
def test_an_answer_suits_every_terminal(
    command: str, encoding: str, environment: dict[str, str]
) -> None:
    place = Place(encoding, terminal=True, environment={**environment, "COLUMNS": "60"})

    code, out, _, complaint = run(CALLS[command], place)

    assert (code, complaint) == (0, "")
    assert out
    if environment.get("TERM") == "dumb" and "FORCE_COLOR" not in environment:
        assert b"\x1b" not in out
    if "NO_COLOR" in environment:
        codes = [one for one in STYLES.findall(out.decode("latin-1")) if "8;" not in one]
        assert [one for one in codes if set(one[2:-1].split(";")) - {"", *"01234"}] == []


@pytest.mark.parametrize("command", CALLS)
@pytest.mark.parametrize("width", [20, 80, 300])
def test_help_suits_every_terminal(command: str, width: int) -> None:
    place = Place(terminal=True, environment={"COLUMNS": str(width), "FORCE_COLOR": "1"})

    code, out, err, complaint = run([command, "-h"], place)

    assert (code, err, complaint) == (0, "", "")
    assert out.startswith(b"Usage: sistercities ")
    assert b"\x1b" not in out
