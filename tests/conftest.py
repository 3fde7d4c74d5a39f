"""What the tests share: a small directory of made-up facts, and a way to run the program."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, settings

import sistercities_cli
from sistercities_cli import Directory, cli

ROOT = Path(__file__).parent.parent
SAMPLE = Path(__file__).parent / "sample" / "towns.toml"


# How long a machine takes is no promise.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


class Result(NamedTuple):
    """What a run of the program left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what the environment says about output and data out of the tests."""
    for name in (
        "CI", "COLUMNS", "FORCE_COLOR", "GITHUB_ACTIONS", "LINES", "NO_COLOR",
        "PY_COLORS", "SISTERCITIES_DATA", "TTY_COMPATIBLE", "TTY_INTERACTIVE",
    ):  # fmt: skip
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the program as its console script does, and return exit code, stdout and stderr."""

    def run_program(*arguments: str) -> Result:
        monkeypatch.setattr(sys, "argv", ["sistercities", *arguments])
        capsys.readouterr()
        try:
            cli.main()
            code = 0
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
        return Result(code, *capsys.readouterr())

    return run_program


@pytest.fixture(scope="session")
def directory() -> Directory:
    """Load the bundled directory."""
    return sistercities_cli.load()


@pytest.fixture(scope="session")
def towns() -> Directory:
    """Load the sample directory."""
    return sistercities_cli.load(SAMPLE)
