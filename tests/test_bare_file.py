"""A file with no coordinates, no time zones and no sections of countries, in every command."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from calls import in_every_format

from conftest import BARE, ROOT, Run
from sistercities_cli.cli.app import COMMANDS

CALLS = [*in_every_format(BARE, "seoul choir", "brest", "kiel-seoul", "pristina")]


@pytest.mark.parametrize(
    "arguments", [pytest.param(one, id=" ".join(one[:2] + one[-1:])) for one in CALLS]
)
def test_every_command_serves_it_in_every_format(run: Run, arguments: tuple[str, ...]) -> None:
    code, out, err = run(*arguments)

    assert (code, "Error" in err) == (0, False)
    assert (out + err).strip()


def test_every_command_and_format_is_tried() -> None:
    tried = [" ".join(one) for one in CALLS]

    assert {one.split()[0] for one in tried} == {*COMMANDS}
    for format in ("table", "tsv", "csv", "json", "jsonl", "markdown"):
        assert len([one for one in tried if one.endswith(f"--format {format}")]) >= 5
    for format in ("text", "svg", "geojson"):
        assert any(one.startswith("map") and one.endswith(format) for one in tried)


def test_the_least_file_of_the_documentation_is_right(run: Run, tmp_path: Path) -> None:
    page = (ROOT / "docs" / "data-format.md").read_text("utf-8")
    text = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)[0]
    path = tmp_path / "own.toml"
    path.write_text(text, "utf-8")

    code, out, err = run("list", "--data", str(path), "--columns", "partner,country", "--no-header")

    assert (code, out, err) == (0, "Kiel\tGermany\n", "")


@pytest.mark.parametrize("content", [b"", b"no zone", b"TZif2"])
def test_a_file_that_is_no_time_zone_keeps_nobody_from_an_answer(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "zone"
    path.write_bytes(content)
    arguments = [
        "list",
        "--data",
        str(BARE),
        "--of",
        "brest",
        "--columns",
        "country",
        "--no-header",
    ]
    done = subprocess.run(
        [sys.executable, "-m", "sistercities_cli", *arguments],
        capture_output=True,
        check=False,
        env={**os.environ, "TZ": str(path)},
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, b"Germany\nKosovo\n", b"")
