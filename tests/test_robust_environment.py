"""Output is the same in every locale, time zone, directory and terminal, and from a zip file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from compileall import compile_dir
from functools import cache
from importlib.metadata import files, requires
from importlib.util import cache_from_source
from pathlib import Path, PurePath

import judge
import pytest
from calls import CALLS, DATA, ON, start
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


@cache
def run_in_process(*call: str) -> judge.Outcome:
    outcome = judge.run(call)
    assert outcome.code == 0
    return outcome


def check_in_subprocess(
    calls: Sequence[tuple[str, ...]],
    *options: str,
    script: str = "",
    through: str = "",
    path: Sequence[str] = (),
    **environment: str,
) -> None:
    """Check that the calls have the same outcomes in another process and environment.

    The process runs a script first, and may itself be run through a shell script.
    """
    path = (*path, str(ROOT / "src"), str(ROOT / "tests"))
    shell = ["/bin/sh", "-c", through, "sh"] if through else []
    done = subprocess.run(
        [*shell, sys.executable, "-B", *options, "-c", script + SCRIPT],
        input=json.dumps(calls),
        text=True,
        encoding="utf-8",
        capture_output=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path), **environment},
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    expected = [run_in_process(*call) for call in calls]
    assert json.loads(done.stdout) == [[code, out.decode(), err] for code, out, err in expected]


def test_every_command_is_called() -> None:
    assert list(CALLS) == list(COMMANDS)


def test_locale_and_time_zone_do_not_matter_and_nothing_is_written_or_sent() -> None:
    locale = dict.fromkeys(("LANG", "LC_ALL", "LANGUAGE"), "tr_TR.ISO-8859-9")
    check_in_subprocess(EVERYTHING, script=WATCH, TZ="UTC-99", **locale)


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
def test_invalid_locale_and_missing_folders_do_not_matter(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    folders = {"HOME": "/nonexistent", "TMPDIR": "/nonexistent", "XDG_CACHE_HOME": "/dev/null"}
    locale = dict.fromkeys(("LANG", "LC_ALL", "LANGUAGE"), "x\x1b")
    leave = f'cd {gone} && rmdir {gone} && exec "$@"'

    check_in_subprocess(EVERYTHING, through=leave, TZ="\x1b[2J" * 1000, **locale, **folders)


def test_audit_hook_reports_file_writes(tmp_path: Path) -> None:
    script = f"{WATCH}\nopen({str(tmp_path / 'seen')!r}, 'w')"

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)

    assert done.stderr.startswith(f"open ({str(tmp_path / 'seen')!r}, 'w', ".encode())


def dependencies(name: str) -> set[str]:
    """Return the names of a distribution's dependencies, indirect ones included."""
    found = map(Requirement, requires(name) or ())
    names = {one.name for one in found if not one.marker or one.marker.evaluate({"extra": ""})}
    return names.union(*map(dependencies, names))


def add(packages: zipfile.ZipFile, path: Path, name: PurePath) -> None:
    """Add a file to an archive; modules are added compiled, which halves their loading time."""
    compiled = Path(cache_from_source(path)) if path.suffix == ".py" else None
    if compiled and compiled.exists():
        packages.write(compiled, f"{name}c")
    else:
        packages.write(path, name)


def test_program_works_from_a_zip_with_all_its_dependencies(tmp_path: Path) -> None:
    source = ROOT / "src" / "sistercities_cli"
    archive = str(tmp_path / "packages.zip")
    compile_dir(source, quiet=1)
    with zipfile.ZipFile(archive, "w") as packages:
        for path in (one for one in source.rglob("*.*") if "__pycache__" not in one.parts):
            add(packages, path, path.relative_to(source.parent))
        for path in (ROOT / "data").iterdir():
            add(packages, path, Path("sistercities_cli", "data", path.name))
        for file in (one for name in dependencies("sistercities") for one in files(name) or ()):
            if not {"..", "__pycache__"} & {*file.parts}:
                add(packages, Path(str(file.locate())), file)
    # Those without a data file read the bundled one, from the archive.
    calls = [*CALLS.values(), ("list", *ON), ("sources", "osaka")]
    calls += [("list", "--country", "Tschechien", *ON), ("map", "--zoom")]
    check_path = "import rich\nassert '.zip' in rich.__file__\n"

    check_in_subprocess(calls, "-S", script=check_path, path=[archive])


@pytest.mark.parametrize(
    ("command", "closed"), [("convert", "<&-"), ("convert", "2>&-"), ("list", "<&- 2>&-")]
)
def test_only_stdout_is_required(command: str, closed: str) -> None:
    code, out, err = run_in_process(*CALLS[command])

    done = start(CALLS[command], through=f'exec "$@" {closed}')

    assert (done.returncode, done.stdout) == (code, out)
    assert done.stderr.decode() == ("" if "2" in closed else err)


def shown(command: str, **environment: str) -> str:
    """Return what a command shows in a terminal."""
    code, out, _ = judge.run(CALLS[command], terminal=True, COLUMNS="60", **environment)
    assert code == 0
    return out.decode()


@pytest.mark.parametrize(
    "command", ["list", "country", "anniversary", "upcoming", "map", "timeline", "check"]
)
def test_terminal_changes_styles_but_no_text(command: str) -> None:
    assert judge.STYLES.sub("", shown(command, COLORTERM="truecolor")) == shown(
        command, TERM="dumb"
    )


@pytest.mark.parametrize(
    "environment",
    [
        {"TERM": "xterm-256color"},
        {"TERM": "unknown"},
        {"TERM": "dumb", "FORCE_COLOR": "1"},
        {"COLORTERM": "truecolor", "CI": "true"},
        {"NO_COLOR": "1", "FORCE_COLOR": "1"},
    ],
)
def test_environment_changes_styles_but_no_text(environment: dict[str, str]) -> None:
    plain = shown("show", TERM="dumb")

    assert judge.STYLES.sub("", plain) == plain
    assert judge.STYLES.sub("", shown("show", **environment)) == plain


# Not in ASCII, which Typer takes for a misconfiguration and replaces with UTF-8.
@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_the_same_text_in_latin_1_and_on_every_terminal(command: str) -> None:
    call = (command, "-h")
    piped = judge.run(call, encoding="latin-1")

    assert piped.out.startswith(f"Usage: sistercities {command}".encode())
    for width in ("20", "300"):
        shown = judge.run(call, encoding="latin-1", terminal=True, COLUMNS=width, FORCE_COLOR="1")
        assert (shown.code, shown.err) == (0, "")
        assert b"".join(shown.out.split()) == b"".join(piped.out.split())
