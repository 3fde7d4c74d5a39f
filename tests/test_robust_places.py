"""The program answers alike wherever it runs: any locale, time zone, folder, or from a zip."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from compileall import compile_dir
from pathlib import Path
from py_compile import PycInvalidationMode

import pytest
from calls import CALLS, DATA, ON, PROGRAM, plainly, start

from conftest import ROOT
from sistercities_cli import Directory
from sistercities_cli.cli.app import COMMANDS

# Says all that is opened for writing, made, moved or removed, and all that leaves the machine.
WATCH = """
import os, sys
CHANGES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
NAMES = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate",
         "os.chmod", "os.utime", "shutil", "socket", "tempfile", "subprocess", "os.system")
def watch(event, arguments):
    writes = event == "open" and arguments[2] & CHANGES
    if writes or event.startswith(NAMES):
        os.write(2, f"{event} {arguments}\\n".encode())
sys.addaudithook(watch)
sys.argv[0] = "sistercities"
from sistercities_cli.cli import main
main()
"""


@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_is_written_and_nobody_is_called(command: str) -> None:
    plain = plainly(*CALLS[command])

    watched = subprocess.run(
        [sys.executable, "-B", "-c", WATCH, *CALLS[command]], capture_output=True, check=False
    )

    assert (watched.returncode, watched.stderr) == (0, plain.stderr)
    if command != "show":  # which says what time it is
        assert watched.stdout == plain.stdout


def test_the_watch_sees_what_is_written(tmp_path: Path) -> None:
    path = tmp_path / "seen"
    code = WATCH.replace(
        "from sistercities_cli", f"open({str(path)!r}, 'w')\nfrom sistercities_cli"
    )

    done = subprocess.run(
        [sys.executable, "-B", "-c", code, "-h"], capture_output=True, check=False
    )

    assert done.stderr.startswith(f"open ('{path}', 'w', ".encode())


@pytest.mark.parametrize("command", COMMANDS)
def test_no_home_and_a_folder_that_is_gone_change_nothing(tmp_path: Path, command: str) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    through = f'cd {gone} && rmdir {gone} && exec "$@"'
    nowhere = {"HOME": "/nonexistent", "TMPDIR": "/nonexistent", "XDG_CACHE_HOME": "/dev/null"}

    done = start(CALLS[command], through=through, **nowhere)

    whole = plainly(*CALLS[command])
    assert (done.returncode, done.stdout, done.stderr) == (0, whole.stdout, whole.stderr)


LOCALES = ("C", "POSIX", "C.UTF-8", "tr_TR.UTF-8", "tr_TR.ISO-8859-9", "az_AZ.UTF-8", "x\x1b", "")


@pytest.mark.parametrize("command", ["list", "upcoming", "calendar"])
@pytest.mark.parametrize("locale", LOCALES)
def test_no_locale_changes_an_answer(command: str, locale: str) -> None:
    words = CALLS[command]
    whole = plainly(*words, PYTHONIOENCODING="utf-8")

    done = start(
        words, LANG=locale, LC_ALL=locale, LANGUAGE=locale, LC_TIME=locale, LC_NUMERIC=locale,
        PYTHONIOENCODING="utf-8",
    )  # fmt: skip

    assert (done.returncode, done.stdout, done.stderr) == (0, whole.stdout, whole.stderr)


@pytest.mark.parametrize("locale", LOCALES)
def test_no_locale_keeps_a_name_from_being_found(locale: str) -> None:
    for words in (["show", "IZMIR", "izmir", "İZMİR"], ["list", "--country", "TURKIYE"]):
        done = start([*words, *DATA, *ON, "--columns", "id", "--no-header"], LC_ALL=locale)
        assert (done.returncode, done.stderr) == (0, b"")
        assert {*done.stdout.split()} == {b"alund-izmir"}


@pytest.mark.parametrize("name", ["izmir", "IZMIR", "ızmır", "İZMİR", "İzmir", "I\u0307ZMIR"])
def test_an_i_with_or_without_its_dot_is_the_same_letter(towns: Directory, name: str) -> None:
    assert towns.find(name) is towns.parties["izmir"]


@pytest.mark.parametrize("command", ["list", "upcoming", "site"])
@pytest.mark.parametrize(
    "zone", ["Pacific/Kiritimati", "Etc/GMT+12", "Asia/Kathmandu", "", ":", "nonsense", "x" * 5000,
             "\x1b[2J", "../../etc/passwd", "UTC-99"],
)  # fmt: skip
def test_no_time_zone_changes_what_was_asked_for_a_day(command: str, zone: str) -> None:
    whole = plainly(*CALLS[command], TZ="UTC")

    done = start(CALLS[command], TZ=zone)

    assert (done.returncode, done.stdout, done.stderr) == (0, whole.stdout, whole.stderr)


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Put the package into a zip, compiled, with its data inside as the build does."""
    folder = tmp_path_factory.mktemp("zip")
    package = folder / "site" / "sistercities_cli"
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "src" / "sistercities_cli", package, ignore=ignore)
    shutil.copytree(ROOT / "data", package / "data")
    compile_dir(package, quiet=1, legacy=True, invalidation_mode=PycInvalidationMode.UNCHECKED_HASH)
    return shutil.make_archive(str(folder / "packages"), "zip", folder / "site")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_runs_from_a_zip(packages: str, tmp_path: Path, command: str) -> None:
    search = os.pathsep.join([packages, sysconfig.get_path("purelib")])
    bundled = [one for one in CALLS[command] if one not in DATA]
    words = [*bundled[:1], "osaka", *ON] if command == "show" else bundled

    done = subprocess.run(
        [sys.executable, "-S", "-B", "-m", "sistercities_cli", *words],
        cwd=tmp_path,
        env={"PYTHONPATH": search, "PYTHONUTF8": "1", "HOME": "/nonexistent", "TZ": "UTC"},
        capture_output=True,
        check=False,
    )

    whole = subprocess.run(
        [*PROGRAM, *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1", "TZ": "UTC"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == whole.returncode == 0
    if command != "show":  # which says what time it is
        assert (done.stdout, done.stderr) == (whole.stdout, whole.stderr)
