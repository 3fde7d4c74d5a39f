"""A data file without coordinates, time zones and sections of countries, in every command."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from calls import in_every_format

from conftest import BARE, ROOT, Run

CALLS = [
    *in_every_format(BARE, "seoul choir"),
    *(("show", name, "--data", str(BARE)) for name in ("brest", "kiel-seoul", "pristina")),
]


@pytest.mark.parametrize("arguments", CALLS, ids=lambda call: " ".join(call[:2] + call[-1:]))
def test_every_command_and_format_succeeds(run: Run, arguments: tuple[str, ...]) -> None:
    code, out, err = run(*arguments)

    assert (code, "Error" in err) == (0, False)
    format = arguments[-1]
    if format in ("json", "geojson", "csl"):
        json.loads(out)
    elif format == "jsonl":
        assert all(isinstance(json.loads(line), dict) for line in out.splitlines())
    else:
        assert out or err.startswith(("No coordinates", "No sources", "Nothing found", str(BARE)))


def test_smallest_file_of_the_documentation_is_valid(run: Run, tmp_path: Path) -> None:
    page = (ROOT / "docs" / "data-format.md").read_text("utf-8")
    text = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)[0]
    path = tmp_path / "own.toml"
    path.write_text(text, "utf-8")

    code, out, err = run("list", "--data", str(path), "--columns", "partner,country", "--no-header")

    assert (code, out, err) == (0, "Kiel\tGermany\n", "")


@pytest.mark.parametrize("content", [b"no zone", b"TZif2"])
def test_invalid_local_time_zone_does_not_matter(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "zone"
    path.write_bytes(content)
    arguments = "list --of brest --columns country --no-header --data"
    done = subprocess.run(
        [sys.executable, "-m", "sistercities_cli", *arguments.split(), str(BARE)],
        capture_output=True,
        check=False,
        env={**os.environ, "TZ": str(path)},
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, b"Germany\nKosovo\n", b"")
