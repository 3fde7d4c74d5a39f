"""The example of the guide: valid, and accepted by every command."""

from __future__ import annotations

import pytest
import tomli
from calls import in_every_format

from conftest import ROOT, Run
from sistercities_cli.datafile.check import check_data

FOLDER = ROOT / "docs" / "example"
TOML = FOLDER / "ourtown.toml"
CALLS = [call for call in in_every_format(TOML, "neustadt") if "--format" not in call]


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call[0])
def test_each_command_runs(run: Run, call: tuple[str, ...]) -> None:
    code, out, err = run(*call)
    assert (code, out != "") == (0, True), err
    assert "Error" not in err
    assert "Chicago" not in out


def test_example_is_valid_and_small() -> None:
    document = tomli.loads(TOML.read_text("utf-8"))
    assert check_data(document) == []
    assert len(document["relationships"]) == 3


def test_example_names_a_schema() -> None:
    first = TOML.read_text("utf-8").splitlines()[0]
    assert first == "#:schema ./ourtown.schema.json"
