"""Streams: closed pipes, full disks, closed streams, other encodings, and terminals."""

from __future__ import annotations

import errno
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from threading import Thread
from typing import Any, get_args
from unittest.mock import Mock

import judge
import pytest
from calls import DATA as TOWNS
from calls import PROGRAM, completing, start
from devices import Device, unbuffered
from rich.cells import cell_len
from terminal import run_in_terminal

from conftest import SAMPLE, Run
from sistercities_cli.cli import streams
from sistercities_cli.formats import Format, RowFormat

on_linux = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no such device")
NO_MEMORY = "not enough memory"
NO_SPACE = "Error: Cannot write the output: No space left on device.\n"

# Rows, records, a table, a page, a drawing, lines of text, and files of text and bytes.
RESULTS = [
    "list", "list --json", "list -f table", "country -f markdown", "map", f"check {SAMPLE}",
    "schema", "timeline -f svg", "sources -f csl", "calendar",
]  # fmt: skip
HELP = ["-h", "list -h", "--version"]

DATA: dict[str, Any] = {"SISTERCITIES_DATA": str(SAMPLE)}


@cache
def expected(arguments: str, encoding: str = "utf-8") -> judge.Outcome:
    """Run the program on the sample data."""
    return judge.run(arguments.split(), encoding=encoding, **DATA)


def write_to(stdout: io.TextIOWrapper, arguments: str) -> tuple[int, str]:
    """Run the program with a given stdout, and return its exit code and messages."""
    messages = Device(10_000)
    code = judge.call(arguments.split(), stdout, unbuffered(messages), **DATA)
    return code, messages.content.decode()


@pytest.mark.parametrize("arguments", [*RESULTS, *HELP])
def test_unbuffered_output_is_complete(arguments: str) -> None:
    code, out, err = expected(arguments)
    device = Device(len(out))

    assert write_to(unbuffered(device), arguments) == (code, err)
    assert device.content == out


@pytest.mark.parametrize("arguments", [*RESULTS, *HELP])
def test_full_disk_is_reported_after_partial_output(arguments: str) -> None:
    _, out, err = expected(arguments)
    device = Device(len(out) - 1)

    code, messages = write_to(unbuffered(device), arguments)
    assert (code, messages.removeprefix(err)) == (1, NO_SPACE)
    assert device.content == out[:-1]


@pytest.mark.parametrize("arguments", [*RESULTS, *HELP])
def test_closed_pipe_ends_quietly(arguments: str) -> None:
    code, out, err = expected(arguments)

    assert write_to(unbuffered(Device(len(out) // 2, errno.EPIPE)), arguments) == (code, err)


def test_closed_pipe_ends_quietly_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "CLOSED_PIPE", errno.EINVAL)
    for arguments in ("list", "list -f table"):
        assert write_to(unbuffered(Device(3, errno.EINVAL)), arguments) == (0, "")


def test_completion_into_a_closed_pipe_ends_quietly() -> None:
    messages = Device(1000)
    closed = unbuffered(Device(0, errno.EPIPE))

    environment = completing("sistercities sh", "bash")
    assert judge.call((), closed, unbuffered(messages), **environment) == 0

    assert messages.content == b""


@pytest.mark.parametrize("arguments", ["list", "list -f table", "-h"])
def test_process_with_a_closed_pipe_ends_quietly(arguments: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = start(arguments.split(), writer, **DATA)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot wait for a pipe")
def test_non_blocking_pipe_receives_all_output() -> None:
    received: list[bytes] = []
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    with os.fdopen(reader, "rb") as pipe, os.fdopen(writer, "w", encoding="utf-8") as stdout:
        thread = Thread(target=lambda: received.append(pipe.read()))
        thread.start()
        assert write_to(stdout, "site") == (0, "")
        stdout.close()
        thread.join()

    assert received == [expected("site").out]


def test_blocked_write_waits_until_the_stream_is_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    ready = Mock()
    monkeypatch.setattr("select.select", ready)
    raw = Mock(write=Mock(side_effect=[None, 2, None, 3]))

    assert streams.OutputStream(Mock(buffer=Mock(raw=raw))).write(b"brest") == 5

    assert ready.call_count == 2
    assert [bytes(call.args[0]) for call in raw.write.call_args_list] == [
        *(b"brest", b"brest", b"est", b"est"),
    ]


@on_linux
def test_stopped_program_writes_everything_after_it_continues() -> None:
    with subprocess.Popen(
        [*PROGRAM, "site"],
        stdout=subprocess.PIPE,
        env={**os.environ, **DATA, "PYTHONUNBUFFERED": "1"},
    ) as process:
        assert process.stdout is not None
        start_of_page = process.stdout.read(1)  # it waits for space in the pipe
        process.send_signal(signal.SIGSTOP)
        process.send_signal(signal.SIGCONT)
        page = start_of_page + process.stdout.read()
    assert process.returncode == 0
    assert page.endswith(b"</html>\n")


@pytest.mark.parametrize(
    ("error", "reason"),
    [(OSError(errno.EDQUOT, "Quota exceeded"), "Quota exceeded"), (MemoryError, NO_MEMORY)],
)
def test_error_on_closing_is_reported(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    error: type[MemoryError] | OSError,
    reason: str,
) -> None:
    with (tmp_path / "list.tsv").open("w", encoding="utf-8") as stdout:
        monkeypatch.setattr(sys, "stdout", stdout)
        monkeypatch.setattr(os, "close", Mock(side_effect=error))
        result = run("list", *TOWNS)

        stream = streams.OutputStream(stdout)
        with pytest.raises((OSError, MemoryError)):
            stream.close()

    assert stream.closed  # otherwise Python flushes it at exit
    assert result == (1, "", f"Error: Cannot write the output: {reason}.\n")


@on_linux
@pytest.mark.parametrize(
    ("arguments", "redirections", "variables", "code"),
    [
        ("list -f table", "", {}, 1),
        ("-h", "", {"PYTHONIOENCODING": "ascii"}, 1),
        ("--version", "2> /dev/full", {"PYTHONUNBUFFERED": "1"}, 1),
        ("lsit", "2> /dev/full", {}, 2),
    ],
)
def test_exit_code_on_full_disk(
    arguments: str, redirections: str, variables: dict[str, str], code: int
) -> None:
    through = f'exec "$@" > /dev/full {redirections}'
    done = start(arguments.split(), through=through, **variables)
    assert (done.returncode, done.stderr.decode()) == (code, "" if redirections else NO_SPACE)


def test_closed_stdout_is_reported(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    message = "Error: Cannot write the output: stdout is closed.\n"
    done = start(["-h"], through='exec "$@" >&-')
    assert (done.returncode, done.stderr.decode()) == (1, message)
    for arguments in ("list", "list -f table", "--version"):
        monkeypatch.setattr(sys, "stdout", None)
        assert run(*arguments.split()) == (1, "", message)


def test_stdout_may_be_closed_if_nothing_is_written(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert run("lsit").code == 2
    assert run("show", "nowhere").err.startswith("Error: No city or organisation")
    assert run("list", "-o", str(tmp_path / "list.tsv")) == (0, "", "")


def test_closed_standard_input_has_no_content(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, "fstat", Mock(side_effect=OSError))
        has_content = streams.stdin_has_content()
    assert not has_content


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param("list --country brazil", 0, id="nothing"),
        pytest.param("calendar", 0, id="left-out"),
        pytest.param(f"check {SAMPLE}", 0, id="summary"),
        pytest.param("show nowhere", 1, id="error"),
        pytest.param("lsit", 2, id="usage"),
        pytest.param("list --data nowhere.toml", 3, id="no-file"),
    ],
)
@pytest.mark.parametrize(
    "stderr",
    [
        pytest.param(lambda: unbuffered(Device(0)), id="full"),
        pytest.param(lambda: unbuffered(Device(3, errno.EPIPE)), id="closed-pipe"),
        pytest.param(lambda: None, id="closed"),
    ],
)
def test_unwritable_stderr_affects_neither_output_nor_exit_code(
    arguments: str, code: int, stderr: Callable[[], io.TextIOWrapper | None]
) -> None:
    _, out, err = expected(arguments)
    device = Device(len(out))

    assert judge.call(arguments.split(), unbuffered(device), stderr(), **DATA) == code
    assert (device.content, err != "") == (out, True)


def test_lines_end_with_lf_on_windows(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Wrapper(io.TextIOWrapper):
        """A text stream as on Windows, where lines end with CRLF by default."""

        def __init__(
            self, buffer: Any, encoding: Any, errors: Any, newline: str = "\r\n", **options: Any
        ) -> None:
            super().__init__(buffer, encoding, errors, newline, **options)

    monkeypatch.setattr(io, "TextIOWrapper", Wrapper)
    result = run("list", "--country", "brazil", "-f", "tsv")

    assert result.err == "No relationships match.\n"
    assert result.out.count("\n") == 1
    assert "\r" not in result.out


def test_pipe_is_as_wide_on_windows(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    call = ("show", "alund-brest", *TOWNS, "-f", "table")
    monkeypatch.setenv("COLUMNS", "60")
    expected = run(*call).ok
    monkeypatch.setattr("rich.console.detect_legacy_windows", lambda: True)
    assert run(*call).ok == expected


@pytest.mark.parametrize(
    ("encoding", "arguments"), [("cp1252", "show brest -f table --sources"), ("ascii", "show -h")]
)
def test_encoding_of_the_environment_is_used(encoding: str, arguments: str) -> None:
    done = start(arguments.split(), PYTHONIOENCODING=encoding, **DATA)
    assert (done.returncode, done.stdout) == (0, expected(arguments, encoding).out)
    assert done.stderr == b""


def test_error_message_in_any_encoding() -> None:
    done = start(["show", "Łódź"], PYTHONIOENCODING="latin-1", **DATA)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.startswith(b"Error: No ")


def written(encoding: str, arguments: str) -> str:
    """Return the output of a run without remarks, decoded."""
    code, out, err = expected(arguments, encoding)
    assert (code, err) == (0, "")
    return out.decode(encoding)


@pytest.mark.parametrize(
    ("encoding", "names"),
    [("ascii", "Alund | Izmir"), ("latin-1", "Ålund | Izmir"), ("utf-8", "Ålund | İzmir")],
)
def test_unencodable_letters_lose_their_accents(encoding: str, names: str) -> None:
    assert names in written(encoding, "list -f markdown --columns home,partner")


@pytest.mark.parametrize(
    "arguments",
    [
        "list -f tsv", "list -f csv", "calendar --include month", "sources -f csl",
        "timeline -f svg", "map -f geojson",
    ],
)  # fmt: skip
def test_files_for_programs_are_utf_8_in_any_encoding(arguments: str) -> None:
    assert expected(arguments, "ascii") == expected(arguments)
    assert "Ålund" in expected(arguments).out.decode()


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_json_is_lossless_in_any_encoding(encoding: str, format: str) -> None:
    arguments = f"list -f {format} --status suspended"
    assert "İzmir" in written("utf-8", arguments)
    text = written(encoding, arguments)
    assert text.isascii()
    document = json.loads(text)
    record = document[0] if format == "json" else document
    assert (record["home"], record["partner"]) == ("Ålund", "İzmir")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437", "cp1252"])
def test_tables_use_characters_of_the_encoding(encoding: str) -> None:
    table = written(encoding, "list -f table")
    assert "?" not in table
    assert "65-66" in table or "65–66" in table
    page = written(encoding, "show brest -f table --sources")
    assert "?" not in page
    assert "- Each town has a bench of the other." in page or encoding == "cp437"
    assert "?" not in written(encoding, "timeline")
    assert written(encoding, "map").count("?") == 2  # the symbol of an unconfirmed status


def test_unencodable_characters_become_question_marks() -> None:
    page = judge.run(["show", "kyiv", "-f", "markdown", "--no-header"], encoding="ascii")
    assert (page.code, page.err) == (0, "")
    assert b"\n????. Also" in page.out


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("0", id="zero"),
        pytest.param("-1", id="negative"),
        pytest.param("many", id="word"),
        pytest.param("", id="empty"),
        pytest.param("²", id="a-digit-to-unicode-alone"),
        pytest.param("9" * 5000, id="too-long-a-number"),
    ],
)
def test_invalid_terminal_size_is_ignored(value: str) -> None:
    arguments = "list -f table"
    shown = judge.run(arguments.split(), **DATA, COLUMNS=value, LINES=value)
    assert shown == expected(arguments)


def test_forced_colour_affects_tables_only() -> None:
    for format in get_args(RowFormat):
        arguments = f"list -f {format}"
        coloured = judge.run(arguments.split(), **DATA, FORCE_COLOR="1")
        assert (b"\x1b[" in coloured.out) == (format == Format.TABLE)
        assert judge.STYLES.sub("", coloured.out.decode()) == expected(arguments).out.decode()
    assert judge.run(arguments.split(), **DATA, FORCE_COLOR="0") == expected(arguments)


def test_columns_of_the_environment_override_the_terminal() -> None:
    command = f"sistercities show brest --data {SAMPLE}"
    text = run_in_terminal(command, width=120, environment={"COLUMNS": "50"})
    assert max(map(cell_len, text.splitlines())) == 50


def test_table_is_the_default_if_only_stdin_is_a_pipe() -> None:
    text = run_in_terminal(f"echo | sistercities country --data {SAMPLE}")
    assert "\t" not in text
    assert "Relationships" in text


@pytest.mark.parametrize(
    "arguments", ["list --columns id -f tsv", "list -h", "show cassablanca", "list"]
)
def test_only_tables_have_escapes_on_a_terminal(arguments: str) -> None:
    piped = expected(arguments)
    shown = judge.run(arguments.split(), terminal=True, FORCE_COLOR="1", **DATA)
    assert (shown.code, shown.err) == (piped.code, piped.err)
    assert (b"\x1b" in shown.out) == (arguments == "list")
    assert shown.out == piped.out or arguments == "list"


def test_file_on_a_terminal_has_a_hint_to_write_it(tmp_path: Path) -> None:
    arguments = ["calendar", "--title", "Our towns"]
    text = judge.run(arguments, **DATA)
    shown = judge.run(arguments, terminal=True, **DATA)
    hint = "To write a file: sistercities calendar --title 'Our towns' -o sistercities.ics\n"
    assert shown == (0, text.out, text.err + hint)
    to_file = judge.run([*arguments, "-o", str(tmp_path / "own.ics")], terminal=True, **DATA)
    assert to_file == (0, b"", text.err)
