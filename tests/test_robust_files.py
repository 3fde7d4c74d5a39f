"""Invalid files are rejected with a reason, using little more memory than their size."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from unittest.mock import Mock

import pytest
from calls import CALLS, PROGRAM
from devices import Device, unbuffered

from conftest import BARE, SAMPLE, Run
from sistercities_cli.datafile import files

READERS = [command for command, call in CALLS.items() if "--data" in call]
TEN_MB = 10_000_000
on_linux = pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="only Linux has this")
not_on_windows = pytest.mark.skipif(os.name == "nt", reason="Windows has other messages")


def rejected(path: object, reason: str) -> str:
    return f"Error: {path} has 1 problem:\n  {reason}\n"


@pytest.mark.parametrize("command", READERS)
def test_every_command_rejects_an_invalid_data_file(run: Run, tmp_path: Path, command: str) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(b"# \xe5\n" + SAMPLE.read_bytes())
    call = [str(path) if word in (str(SAMPLE), str(BARE)) else word for word in CALLS[command]]
    reason = "line 1: is not UTF-8: save the file in that encoding"

    assert run(*call) == (3, "", rejected(path, reason))


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        pytest.param("x" * 5000, "File name too long", marks=not_on_windows, id="long name"),
        pytest.param(
            SAMPLE / "more.toml", "Not a directory", marks=not_on_windows, id="below a file"
        ),
        pytest.param("/dev/zero", "Is a device, not a file", marks=on_linux, id="device"),
        # It can be opened, but not read from its start, even by root.
        pytest.param("/proc/self/mem", "Input/output error", marks=on_linux, id="unreadable"),
    ],
)
def test_unreadable_file_is_rejected_with_the_reason(
    run: Run, path: str | Path, reason: str
) -> None:
    expected = rejected(path, f"cannot be read: {reason}")

    assert run("list", "--data", str(path)) == (3, "", expected)


def limited(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program with a memory limit of 100 MB."""
    import resource  # not on Windows

    limit = (10 * TEN_MB, 10 * TEN_MB)
    return subprocess.run(
        [*PROGRAM, *arguments],
        capture_output=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, limit),
        check=False,
        # Omit COLUMNS, which readline sets outside os.environ, and large locale files.
        env={**os.environ, "LC_ALL": "C"},
    )


@on_linux  # macOS has no such limit
def test_text_of_ten_megabytes_is_read_in_limited_memory(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(b'a = "' + b"a" * TEN_MB + b'"\n' + SAMPLE.read_bytes())

    done = limited("check", str(path))

    assert (done.returncode, done.stdout.count(b"\n")) == (3, 1)
    assert done.stdout.startswith(
        f"{path}:1: a: is not a valid key: expected one of directory".encode()
    )
    assert done.stderr.decode() == f"{path} cannot be used: 1 error.\n"


@on_linux
@pytest.mark.parametrize("command", ["list --data", "check", "convert"])
def test_file_larger_than_memory_is_rejected(tmp_path: Path, command: str) -> None:
    path = tmp_path / "own.toml"
    with path.open("wb") as file:
        file.truncate(30 * TEN_MB)

    done = limited(*command.split(), str(path))

    assert (done.returncode, done.stdout) == (3, b"")
    assert done.stderr == b"Error: Not enough memory.\n"


def test_lack_of_memory_for_output_is_reported(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for target in ("sistercities_cli.formats.write_tsv", "devices.Device.write"):
        with monkeypatch.context() as patches:
            patches.setattr(target, Mock(side_effect=MemoryError))
            patches.setattr(sys, "stdout", unbuffered(Device(0)))
            expected = (1, "", "Error: Cannot write the output: not enough memory.\n")
            assert run(*CALLS["list"]) == expected


def test_lack_of_memory_is_reported(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_read_file", Mock(side_effect=MemoryError))

    assert run(*CALLS["list"]) == (3, "", "Error: Not enough memory.\n")
