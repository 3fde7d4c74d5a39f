"""Output is the same in every locale, time zone, directory and terminal, and from a zip file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from importlib.metadata import files, requires
from pathlib import Path

import judge
import pytest
from calls import CALLS, DATA, ON, run_cached, start
from packaging.requirements import Requirement

from conftest import ROOT
from sistercities_cli.cli.app import COMMANDS

# Names whose letters Turkish locales convert to other letters.
TURKISH = (
    ("show", "IZMIR", "izmir", "İZMİR", "--columns", "id", *DATA, *ON),
    ("list", "--country", "TURKIYE", *DATA, *ON),
)
EVERYTHING = (*CALLS.values(), *TURKISH)
# Runs the calls given on stdin and writes their outcomes.
SCRIPT = """
import json, sys
import judge
outcomes = [judge.run(call) for call in json.load(sys.stdin)]
print(json.dumps([(code, out.decode(), err) for code, out, err in outcomes]))
"""
# Reports file system writes, network access and subprocesses.
WATCH = """
import os, sys
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
NAMES = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate",
         "os.chmod", "os.utime", "shutil", "socket", "tempfile", "subprocess", "os.system")
def watch(event, arguments):
    if event == "open" and arguments[2] & WRITING or event.startswith(NAMES):
        os.write(2, f"{event} {arguments}\\n".encode())
sys.addaudithook(watch)
"""


def run_in_process(calls: Sequence[Sequence[str]]) -> list[list[object]]:
    outcomes = [judge.run(call) for call in calls]
    assert {outcome.code for outcome in outcomes} == {0}
    return [[code, out.decode(), err] for code, out, err in outcomes]


def run_in_subprocess(
    calls: Sequence[Sequence[str]],
    *options: str,
    script: str = SCRIPT,
    through: str = "",
    path: Sequence[str] = (),
    **environment: str,
) -> list[list[object]]:
    """Run the calls in another process and environment, optionally through a shell script."""
    path = (*path, str(ROOT / "src"), str(ROOT / "tests"))
    shell = ["/bin/sh", "-c", through, "sh"] if through else []
    done = subprocess.run(
        [*shell, sys.executable, "-B", *options, "-c", script],
        input=json.dumps(calls),
        text=True,
        encoding="utf-8",
        capture_output=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path), **environment},
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    found: list[list[object]] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def expected() -> list[list[object]]:
    return run_in_process(EVERYTHING)


def test_every_command_is_called() -> None:
    assert list(CALLS) == list(COMMANDS)


@pytest.mark.parametrize(
    ("locale", "zone"),
    [("tr_TR.ISO-8859-9", "UTC-99"), ("x\x1b", "\x1b[2J" * 1000)],
    ids=["far east", "invalid"],
)
def test_output_for_a_day_does_not_depend_on_locale_or_time_zone(
    expected: list[list[object]], locale: str, zone: str
) -> None:
    variables = {"LANG": locale, "LC_ALL": locale, "LANGUAGE": locale, "TZ": zone}
    assert run_in_subprocess(EVERYTHING, **variables) == expected


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
def test_missing_home_and_working_directory_do_not_matter(
    expected: list[list[object]], tmp_path: Path
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    nowhere = {"HOME": "/nonexistent", "TMPDIR": "/nonexistent", "XDG_CACHE_HOME": "/dev/null"}

    outcomes = run_in_subprocess(
        EVERYTHING, through=f'cd {gone} && rmdir {gone} && exec "$@"', **nowhere
    )

    assert outcomes == expected


def test_nothing_is_written_and_no_network_is_used(expected: list[list[object]]) -> None:
    assert run_in_subprocess(EVERYTHING, script=WATCH + SCRIPT) == expected


def test_audit_hook_reports_file_writes(tmp_path: Path) -> None:
    script = f"{WATCH}\nopen({str(tmp_path / 'seen')!r}, 'w')"

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)

    assert done.stderr.startswith(f"open ({str(tmp_path / 'seen')!r}, 'w', ".encode())


def dependencies(name: str) -> set[str]:
    """Return the names of a distribution's dependencies, indirect ones included."""
    found = map(Requirement, requires(name) or ())
    names = {one.name for one in found if not one.marker or one.marker.evaluate({"extra": ""})}
    return names.union(*map(dependencies, names))


def test_program_works_from_a_zip_with_all_its_dependencies(tmp_path: Path) -> None:
    source = ROOT / "src" / "sistercities_cli"
    archive = str(tmp_path / "packages.zip")
    with zipfile.ZipFile(archive, "w") as packages:
        for path in (one for one in source.rglob("*.*") if "__pycache__" not in one.parts):
            packages.write(path, path.relative_to(source.parent))
        for path in (ROOT / "data").iterdir():
            packages.write(path, f"sistercities_cli/data/{path.name}")
        for file in (one for name in dependencies("sistercities") for one in files(name) or ()):
            if not {"..", "__pycache__"} & {*file.parts}:
                packages.write(str(file.locate()), file)
    # Those without a data file read the bundled one, from the archive.
    calls = [*CALLS.values(), ("list", *ON), ("sources", "osaka")]
    calls += [("list", "--country", "Tschechien", *ON), ("map", "--zoom")]
    check_path = "import rich\nassert '.zip' in rich.__file__\n"

    outcomes = run_in_subprocess(calls, "-S", script=check_path + SCRIPT, path=[archive])

    assert outcomes == run_in_process(calls)


@pytest.mark.parametrize("command", ["list", "convert"])
@pytest.mark.parametrize("closed", ["<&-", "2>&-", "<&- 2>&-"])
def test_only_stdout_is_required(command: str, closed: str) -> None:
    expected = run_cached(*CALLS[command])

    done = start(CALLS[command], through=f'exec "$@" {closed}')

    assert (done.returncode, done.stdout) == (0, expected.stdout)
    assert done.stderr == (b"" if "2" in closed else expected.stderr)


SHOWN = ["list", "show", "country", "anniversary", "upcoming", "map", "timeline"]


@pytest.mark.parametrize("command", [*SHOWN, "check"])
def test_environment_changes_styles_but_no_text(command: str) -> None:
    def shown(**environment: str) -> str:
        outcome = judge.run(CALLS[command], terminal=True, COLUMNS="60", **environment)
        assert outcome.code == 0
        return outcome.out.decode()

    plain = shown(TERM="dumb")
    assert judge.STYLES.sub("", plain) == plain
    for environment in (
        {"TERM": "xterm-256color"},
        {"TERM": "unknown"},
        {"TERM": "dumb", "FORCE_COLOR": "1"},
        {"COLORTERM": "truecolor", "CI": "true"},
    ):
        assert judge.STYLES.sub("", shown(**environment)) == plain
    assert judge.STYLES.sub("", shown(NO_COLOR="1", FORCE_COLOR="1")) == plain


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_the_same_text_on_every_terminal(command: str) -> None:
    piped = judge.run([command, "-h"])

    assert piped.out.startswith(f"Usage: sistercities {command}".encode())
    for width in ("20", "300"):
        shown = judge.run([command, "-h"], terminal=True, COLUMNS=width, FORCE_COLOR="1")
        assert (shown.code, shown.err) == (0, "")
        assert b"".join(shown.out.split()) == b"".join(piped.out.split())
