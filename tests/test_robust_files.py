"""What is no data file is said by every command that reads one, at once and in short."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from calls import CALLS, PROGRAM

from conftest import SAMPLE, Run

READERS = [command for command, call in CALLS.items() if "--data" in call]
TOWNS = SAMPLE.read_bytes()
FORTY_MB = 40_000_000
UTF_8 = "line 1: is not UTF-8: save the file in that encoding"


def refused(path: object, reason: str) -> str:
    return f"Error: {path} has 1 problem:\n  {reason}\n"


def reading(command: str, path: object) -> list[str]:
    """Return the call of a command, with another data file."""
    return [str(path) if one == str(SAMPLE) else one for one in CALLS[command]]


@pytest.mark.parametrize("command", READERS)
@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty: a data file starts with [directory], its title, version and date"),
        (b"\xff\xfe\0", UTF_8),
        (TOWNS.decode().encode("utf-16"), UTF_8),
        (b"\0" * 100, "line 1: is not TOML: Invalid statement, column 1"),
        (b"[" * 5000, "line 1: is not TOML: Invalid initial character for a key part, column 3"),
        (b"a = " + b"[" * 50_000, "cannot be used: nested too deeply, or a number is too long"),
    ],
    ids=["empty", "binary", "UTF-16", "NUL", "brackets", "nested"],
)
def test_every_command_refuses_what_is_no_data(
    run: Run, tmp_path: Path, command: str, content: bytes, reason: str
) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(content)

    assert run(*reading(command, path)) == (3, "", refused(path, reason))


@pytest.mark.parametrize("command", READERS)
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["no mark", "byte-order mark"])
def test_every_command_reads_files_of_any_editor(
    run: Run, tmp_path: Path, command: str, mark: bytes
) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(mark + TOWNS.replace(b"\n", b"\r\n"))

    assert run(*reading(command, path)) == run(*CALLS[command])


@pytest.mark.parametrize("command", READERS)
def test_every_command_refuses_what_is_no_file(run: Run, tmp_path: Path, command: str) -> None:
    for path, reason in (
        (tmp_path, "Is a directory"),
        (tmp_path / "none.toml", "No such file or directory"),
        ("x" * 5000, "File name too long"),
        (SAMPLE / "more.toml", "Not a directory"),
        ("/dev/zero", "Is a device, not a file"),
    ):
        expected = refused(path, f"cannot be read: {reason}")
        assert run(*reading(command, path)) == (3, "", expected)


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="not on this system")
@pytest.mark.parametrize("command", READERS)
def test_a_file_that_fails_while_it_is_read_is_told(run: Run, command: str) -> None:
    path = "/proc/self/mem"  # may be opened, but not be read from its start, even by root

    code, out, err = run(*reading(command, path))

    assert (code, out) == (3, "")
    assert err == refused(path, "cannot be read: Input/output error")


def _zeros(path: Path) -> str:
    with path.open("wb") as file:
        file.truncate(FORTY_MB)
    return "line 1: is not TOML: Invalid statement, column 1"


def _blank_lines(path: Path) -> str:
    path.write_bytes(b"\n" * FORTY_MB)
    return "is empty: a data file starts with [directory], its title, version and date"


@pytest.mark.parametrize("write", [_zeros, _blank_lines])
def test_forty_megabytes_of_anything_are_refused_in_little_more_memory(
    tmp_path: Path, write: Callable[[Path], str]
) -> None:
    path = tmp_path / "own.toml"
    reason = write(path)

    done = limited(["list", "--data", str(path)], 8 * FORTY_MB)

    assert (done.returncode, done.stdout) == (3, b"")
    assert done.stderr.decode() == refused(path, reason)


def test_one_text_of_forty_megabytes_is_read_in_little_more_memory(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(b'a = "' + b"a" * FORTY_MB + b'"\n' + TOWNS)

    done = limited(["check", str(path)], 8 * FORTY_MB)

    assert (done.returncode, done.stdout.count(b"\n")) == (3, 1)
    assert done.stdout.startswith(f"{path}:1: a: is not a key here: one of directory".encode())


@pytest.mark.parametrize("arguments", [("list", "--data"), ("check",), ("convert",)])
def test_a_file_that_memory_does_not_hold_is_told(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    path = tmp_path / "own.toml"
    with path.open("wb") as file:
        file.truncate(30 * FORTY_MB)

    done = limited([*arguments, str(path)], 8 * FORTY_MB)

    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr == b"Error: Not enough memory for this\n"


@pytest.mark.parametrize("command", READERS)
def test_every_command_says_where_memory_does_not_suffice(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    def read(path: str) -> bytes:
        raise MemoryError(path)

    monkeypatch.setattr("sistercities_cli.datafile.files._read_regular_file", read)

    assert run(*CALLS[command]) == (1, "", "Error: Not enough memory for this\n")


def limited(arguments: list[str], memory: int) -> subprocess.CompletedProcess[bytes]:
    """Run the program with so many bytes of memory at most."""
    resource = pytest.importorskip("resource", reason="memory cannot be limited here")
    return subprocess.run(
        [*PROGRAM, *arguments],
        capture_output=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (memory, memory)),
        check=False,
    )
