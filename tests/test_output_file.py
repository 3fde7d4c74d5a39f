"""The option --output: a file in place of stdout, written once the command is complete."""

from __future__ import annotations

import errno
import io
import os
import signal
from collections.abc import Callable
from pathlib import Path
from unittest.mock import Mock

import pytest
from calls import CALLS, start

from conftest import BARE, SAMPLE, Run
from sistercities_cli.datafile import files

LIST = CALLS["list"]
not_on_windows = pytest.mark.skipif(
    os.name == "nt", reason="Windows has other messages, and may not create links"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the path of a file in a folder of its own."""
    folder = tmp_path / "folder"
    folder.mkdir()
    return folder / "answer.txt"


def contents(folder: Path) -> dict[str, bytes]:
    """Read all files in a folder, hidden ones included."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("command", ["list", "show", "calendar", "map", "check"])
def test_command_writes_to_a_file_what_it_writes_to_a_pipe(
    run: Run, file: Path, command: str
) -> None:
    code, out, err = run(*CALLS[command])

    assert run(*CALLS[command], "-o", str(file)) == (code, "", err)
    assert contents(file.parent) == {file.name: out.encode()}


@pytest.mark.parametrize("arguments", ["list", "list -f table", "map"])
def test_file_does_not_depend_on_the_terminal(
    run: Run, monkeypatch: pytest.MonkeyPatch, file: Path, arguments: str
) -> None:
    expected = run(*arguments.split(), "--data", str(SAMPLE)).ok
    with io.TextIOWrapper(io.BytesIO(), "ascii") as terminal:
        monkeypatch.setattr(terminal, "isatty", lambda: True)
        monkeypatch.setattr("sys.stdout", terminal)
        monkeypatch.setattr(os, "get_terminal_size", lambda *_: os.terminal_size((50, 20)))
        assert run(*arguments.split(), "--data", str(SAMPLE), "--output", str(file)).ok == ""

    assert file.read_bytes().decode() == expected


def test_table_in_a_file_is_as_wide_as_columns_of_the_environment(
    run: Run, monkeypatch: pytest.MonkeyPatch, file: Path
) -> None:
    monkeypatch.setenv("COLUMNS", "70")
    run(*LIST, "-f", "table", "-o", str(file))
    assert max(map(len, file.read_text("utf-8").splitlines())) == 70


def test_report_of_problems_is_written(run: Run, file: Path) -> None:
    assert run("check", "nowhere.toml", "-o", str(file)).code == 3
    assert file.read_text("utf-8").startswith("nowhere.toml: cannot be read: ")


@pytest.mark.parametrize(
    ("arguments", "code"), [("show nowhere", 1), ("list --on x", 2), ("map --data nowhere.toml", 3)]
)
def test_failed_command_leaves_the_file_as_it_is(
    run: Run, file: Path, arguments: str, code: int
) -> None:
    call = (*arguments.split(), "-o", str(file))
    run(*call).failed(code)
    assert contents(file.parent) == {}
    file.write_text("earlier", "utf-8")
    run(*call).failed(code)
    assert contents(file.parent) == {file.name: b"earlier"}


def test_output_to_dash_is_stdout(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*LIST, "-o", "-").ok == run(*LIST).ok
    assert contents(tmp_path) == {}


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_replaced_file_keeps_its_permissions_and_links_to_it(run: Run, file: Path) -> None:
    file.write_text("earlier", "utf-8")
    file.chmod(0o640)
    link = file.parent.parent / "link.txt"
    link.symlink_to(file)

    assert run(*LIST, "-o", str(link)).ok == ""

    assert link.is_symlink()
    assert file.stat().st_mode & 0o777 == 0o640
    assert contents(file.parent) == {file.name: run(*LIST).out.encode()}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no such device")
def test_device_is_written_to(run: Run) -> None:
    assert run(*LIST, "-o", os.devnull).ok == ""
    assert run("check", os.devnull, "-o", os.devnull).code == 3
    assert Path(os.devnull).is_char_device()
    message = "Error: Cannot write /dev/full: No space left on device.\n"
    assert run(*LIST, "-o", "/dev/full") == (1, "", message)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        pytest.param(lambda file: file.parent, "Is a directory", marks=not_on_windows, id="folder"),
        pytest.param(lambda file: file / "x", "No such file or directory", id="missing folder"),
        pytest.param(
            lambda file: file.with_name("x" * 300),
            "File name too long",
            marks=not_on_windows,
            id="long name",
        ),
    ],
)
def test_file_that_cannot_be_written_is_reported(
    run: Run, file: Path, path: Callable[[Path], Path], reason: str
) -> None:
    found = path(file)
    assert run(*LIST, "-o", str(found)) == (1, "", f"Error: Cannot write {found}: {reason}.\n")
    assert contents(file.parent) == {}


@pytest.fixture
def own(file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Save a data file with an evidence file and two links to it, in the current folder."""
    monkeypatch.chdir(file.parent)
    own = file.with_name("own.toml")
    date = 'date = "2026-06-30"\n'
    text = BARE.read_text("utf-8").replace(date, f'{date}evidence = "more.toml"\n', 1)
    own.write_text(text, "utf-8")
    file.with_name("more.toml").touch()
    file.with_name("link.toml").symlink_to(own)
    file.with_name("hard.toml").hardlink_to(own)
    monkeypatch.setenv("SISTERCITIES_DATA", str(own))
    return own


@not_on_windows
@pytest.mark.parametrize(
    "call", ["list --data ./own.toml", "list", "check", "check own.toml more.toml"]
)
def test_input_is_never_overwritten(run: Run, own: Path, call: str) -> None:
    before = contents(own.parent)
    for name in before:
        result = run(*call.split(), "-o", name)
        assert (result.code, result.out) == (1, "")
        assert result.err.endswith(f"Error: Cannot write {name}: the command reads this file.\n")
    assert contents(own.parent) == before
    assert run(*call.split(), "-o", "other.toml").code in (0, 3)


@pytest.mark.parametrize("name", ["cities.toml", "evidence.toml", "evidence.json"])
def test_bundled_data_is_never_overwritten(
    run: Run, file: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    copy = file.with_name(name)  # a failure must not cost the data
    copy.touch()
    monkeypatch.setattr(
        files, "bundled_paths", lambda name: (f"no/{name}", str(copy.parent / name))
    )
    message = run("list", "-o", str(copy)).failed()
    assert message == f"Error: Cannot write {copy}: the command reads this file.\n"
    assert copy.read_bytes() == b""


@not_on_windows
def test_converted_spreadsheet_is_never_overwritten(run: Run, own: Path) -> None:
    own.write_text("City,Country\nBrest,France\n", "utf-8")
    call = ("convert", "own.toml", "--home", "Kiel, DE", "-o", "link.toml")
    assert run(*call).err.endswith("Cannot write link.toml: the command reads this file.\n")


@not_on_windows
def test_standard_input_is_never_overwritten(own: Path) -> None:
    before = contents(own.parent)
    call = ["list", "--data", "-", "-o", str(own)]
    done = start(call, through=f'exec "$@" < {own}')
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.endswith(b": the command reads this file.\n")
    assert contents(own.parent) == before


def test_full_disk_leaves_the_file_as_it_is(
    run: Run, monkeypatch: pytest.MonkeyPatch, file: Path
) -> None:
    file.write_text("earlier", "utf-8")
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    monkeypatch.setattr("shutil.copymode", Mock(side_effect=full))
    assert run(*LIST, "-o", str(file)).failed().endswith(": No space left on device.\n")
    assert contents(file.parent) == {file.name: b"earlier"}


@pytest.mark.parametrize("ignored", [False, True])
def test_interrupt_while_writing_leaves_no_partial_file(
    run: Run, monkeypatch: pytest.MonkeyPatch, file: Path, ignored: bool
) -> None:
    if ignored:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    file.write_text("earlier", "utf-8")

    def interrupt(*_: object) -> None:
        assert len(contents(file.parent)) == 2
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr("shutil.copymode", interrupt)
    code = run(*LIST, "-o", str(file)).code
    expected = run(*LIST).out.encode() if ignored else b"earlier"
    assert (code, contents(file.parent)) == (0 if ignored else 130, {file.name: expected})
