"""Shared fixtures: sample directories, runs of the program, and a browser."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import pytest
from browser import CHROMIUM, Reader, chromium
from clock import MOMENT
from hypothesis import HealthCheck, is_hypothesis_test, settings
from playwright.sync_api import Browser, Page

import sistercities_cli
from sistercities_cli import Directory, cli
from sistercities_cli.cli import options

ROOT = Path(__file__).parent.parent
SAMPLE = Path(__file__).parent / "sample" / "towns.toml"
os.environ.pop("COLUMNS", None)  # set by pytest-xdist, and the width to which messages wrap
# Otherwise, each process started by a test would compile all modules anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
BARE = SAMPLE.with_name("bare.toml")  # no coordinates, no time zones, no [countries] section


# No deadlines: machines differ in speed. `make fuzz` tries more examples.
settings.register_profile(
    "patient", deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("fuzz", settings.get_profile("patient"), max_examples=1000)
settings.load_profile("patient")


PAGE_TESTS = "test_site"  # the prefix of their file names
RUNS_OF_ALL_COMMANDS = {
    "test_bundled_data", "test_example", "test_output_schemas", "test_robust_environment",
}  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the tests of the page first, and exclude some from coverage, which would slow them down.

    The inputs of property tests vary between runs. Other tests cover the code that browser tests
    and modules with runs of all commands reach.
    """
    items.sort(key=lambda item: not item.path.stem.startswith(PAGE_TESTS))
    for item in items:
        in_browser = "browser" in getattr(item, "fixturenames", ())
        is_property = isinstance(item, pytest.Function) and is_hypothesis_test(item.function)
        if in_browser or is_property or item.path.stem in RUNS_OF_ALL_COMMANDS:
            item.add_marker("no_cover")


@pytest.hookimpl(optionalhook=True)  # pytest-xdist may be missing
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Run all tests of the page on one worker, because each worker starts its own browser."""
    if config.getvalue("dist") != "loadfile":
        return None

    from xdist.scheduler import LoadFileScheduling

    class Scheduling(LoadFileScheduling):  # type: ignore[misc]  # xdist has no type hints
        def _split_scope(self, nodeid: str) -> str:
            file: str = super()._split_scope(nodeid)
            return PAGE_TESTS if Path(file).stem.startswith(PAGE_TESTS) else file

    return Scheduling(config, log)


class Result(NamedTuple):
    """Exit code and output of a run of the program."""

    code: int
    out: str
    err: str

    @property
    def ok(self) -> str:
        """The output of a run without errors or remarks."""
        assert (self.code, self.err) == (0, "")
        return self.out

    @property
    def json(self) -> Any:
        """The parsed output of a run without errors or remarks."""
        return json.loads(self.ok)

    def failed(self, code: int = 1) -> str:
        """Return the message of a run that failed without any output."""
        assert (self.code, self.out) == (code, "")
        return self.err


Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Clear environment variables that affect output or data."""
    for name in (
        "CI", "COLUMNS", "FORCE_COLOR", "GITHUB_ACTIONS", "LINES", "NO_COLOR",
        "PY_COLORS", "SISTERCITIES_DATA", "TTY_COMPATIBLE", "TTY_INTERACTIVE",
    ):  # fmt: skip
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.fixture(autouse=True)
def _stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Freeze the program's clock."""
    monkeypatch.setattr(options, "now", lambda: MOMENT)
    monkeypatch.setattr(options, "today", MOMENT.date)


@pytest.fixture(autouse=True)
def _interrupt_handler() -> Iterator[None]:
    """Restore the handler of Ctrl-C that the program replaces."""
    before = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the program as its console script does, and return exit code, stdout and stderr."""

    def run_program(*arguments: str) -> Result:
        argv = ["sistercities", *arguments]
        capsys.readouterr()
        # The program replaces the streams.
        with patch.multiple(sys, argv=argv, stdout=sys.stdout, stderr=sys.stderr):
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


@pytest.fixture(scope="session")
def bare() -> Directory:
    """Load the minimal directory."""
    return sistercities_cli.load(BARE)


Site = Callable[..., str]


@pytest.fixture(scope="session")
def _sites() -> dict[tuple[str, ...], str]:
    return {}


@pytest.fixture
def site(run: Run, _sites: dict[tuple[str, ...], str]) -> Site:
    """Generate the page of a day for the given options, cached."""

    def write(*options: str, on: str = "2026-11-21") -> str:
        key = (on, *options)
        if key not in _sites:
            _sites[key] = run("site", "--on", on, *options).ok
        return _sites[key]

    return write


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the installed browser, or skip the test if there is none."""
    if CHROMIUM is None:
        pytest.skip("chromium is not installed")
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def _reader(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Reader:
    return Reader(browser, tmp_path_factory.mktemp("pages"))


@pytest.fixture
def reader(_reader: Reader) -> Iterator[Reader]:
    """Open pages; afterwards, assert that they made no requests and logged no errors."""
    _reader.log.clear()
    yield _reader
    assert _reader.log == []


@pytest.fixture
def page(reader: Reader, site: Site) -> Page:
    """Open the page of the bundled directory, without filters."""
    return reader.open(site(), reuse=True)
