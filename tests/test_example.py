"""The example of the guide: right, and served by every command in every format."""

from __future__ import annotations

import pytest
import tomli
from calls import in_every_format

from conftest import ROOT, Run
from sistercities_cli.datafile.check import check_data

FOLDER = ROOT / "docs" / "example"
TOML = FOLDER / "ourtown.toml"


@pytest.mark.parametrize(
    "call", [*in_every_format(TOML, "neustadt")], ids=lambda call: f"{call[0]}-{call[-1][-8:]}"
)
def test_every_command_answers_in_every_format(run: Run, call: tuple[str, ...]) -> None:
    code, out, err = run(*call)
    assert (code, out != "") == (0, True), err
    assert "Error" not in err
    assert "Chicago" not in out


def test_the_example_is_right_and_small() -> None:
    document = tomli.loads(TOML.read_text("utf-8"))
    assert check_data(document) == []
    assert len(document["relationships"]) == 3


def test_the_example_names_a_schema_for_editors() -> None:
    first = TOML.read_text("utf-8").splitlines()[0]
    assert first == "#:schema ./ourtown.schema.json"
