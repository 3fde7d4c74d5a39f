"""A spreadsheet of thousands of rows becomes a directory, and nothing of it is lost unsaid."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import tomli
from mess import spreadsheet

import sistercities_cli
from conftest import Run
from sistercities_cli.datafile.check import check_data

pytestmark = pytest.mark.no_cover  # many cases of what other tests cover


def test_every_row_is_in_the_directory_or_told_of(run: Run, tmp_path: Path) -> None:
    text, rows = spreadsheet(5_000, seed=1973)
    file, own = tmp_path / "towns.csv", tmp_path / "own.toml"
    file.write_text(text, "utf-8", newline="")
    code, out, err = run(
        "convert", str(file), "--home", "Springfield, US", "--on", "2026-11-21", "--skip-bad"
    )
    assert code == 0
    document = tomli.loads(out)
    assert check_data(document) == []
    assert all(id.isascii() for section in document.values() for id in section)

    bad = {number for number, row in enumerate(rows, 2) if row.is_bad}
    again = {number for number, row in enumerate(rows, 2) if row.is_repeated and not row.is_bad}
    lines = [line.split() for line in err.splitlines()]
    assert {int(line[1].strip(",")) for line in lines if line[2:3] == ["Since:"]} == bad
    assert {int(line[1]) for line in lines if line[2:4] == ["says", "the"]} == again
    assert len(lines) == len(bad) + len(again) + 3  # what was left out, not used, written

    own.write_text(out, "utf-8")
    directory = sistercities_cli.load(own)
    found = Counter(
        (one.partner.name, one.partner.country.code, one.founded and str(one.founded))
        for one in directory.relationships
    )
    good = [row for row in rows if not row.is_bad and not row.is_repeated]
    assert found == Counter((row.name, row.code, row.founded) for row in good)
    assert len(found) > 4_000
    assert len({row.code for row in good}) == 80


def test_all_wrong_rows_are_said_at_once(run: Run, tmp_path: Path) -> None:
    text, rows = spreadsheet(5_000, seed=1973)
    file = tmp_path / "towns.csv"
    file.write_text(text, "utf-8", newline="")
    code, out, err = run("convert", str(file), "--home", "Springfield, US", "--on", "2026-11-21")
    assert (code, out) == (3, "")
    assert err.startswith(f"Error: {file} has {sum(row.is_bad for row in rows)} problems:\n")
