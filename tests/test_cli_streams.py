"""Streams: closed pipes, full disks, closed streams, other encodings, and terminals."""

from __future__ import annotations

import errno
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
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
from sistercities_cli.cli import output, streams
from sistercities_cli.cli.app import COMMANDS
from sistercities_cli.formats import Format, RowFormat

on_linux = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no such device")
NO_MEMORY = "not enough memory"
RESULTS = [
    "list", "list -f table", "list --json", "list -f csv", "show brest -f table --sources",
    "show brest", "country", "country -f markdown", "anniversary", "anniversary -f table",
    "upcoming", "upcoming -f table", "map",
]  # fmt: skip


@pytest.fixture
def closed_pipe() -> Iterator[int]:
    reader, writer = os.pipe()
    os.close(reader)
    yield writer
    os.close(writer)


@pytest.mark.parametrize("arguments", [*RESULTS, "-h", "list -h", "--version"])
def test_closed_pipe_ends_quietly(closed_pipe: int, arguments: str) -> None:
    data = TOWNS if arguments in RESULTS else ()
    done = start([*arguments.split(), *data], closed_pipe)
    assert done.stderr == b""
    assert done.returncode == 0


@pytest.mark.parametrize("format", ["tsv", "table", "json"])
def test_pipe_closed_before_output_is_not_an_error(
    run: Run, monkeypatch: pytest.MonkeyPatch, closed_pipe: int, format: str
) -> None:
    with open(closed_pipe, "w", encoding="utf-8", closefd=False) as stdout:
        monkeypatch.setattr(sys, "stdout", stdout)
        assert run("list", *TOWNS, "-f", format) == (0, "", "")


LARGE = ["site", "calendar", "map -f svg", "timeline -f svg", "schema", "sources -f csl"]


@pytest.mark.no_cover  # many cases of what other tests cover
@pytest.mark.parametrize("arguments", [*LARGE, *RESULTS, "list -h"])
def test_unbuffered_output_is_complete(
    run: Run, monkeypatch: pytest.MonkeyPatch, arguments: str
) -> None:
    data = TOWNS if arguments in ("site", *RESULTS) else ()
    expected = run(*arguments.split(), *data)
    device = Device(size=10_000_000)
    monkeypatch.setattr(sys, "stdout", unbuffered(device))

    assert run(*arguments.split(), *data) == (0, "", expected.err)
    assert device.content.decode() == expected.out


@pytest.mark.parametrize(
    ("arguments", "size"),
    [*((one, 3000) for one in LARGE), ("list", 0), ("list -f table", 3000), ("list --json", 0)],
)
def test_full_disk_is_reported_even_after_the_start_is_written(
    run: Run, monkeypatch: pytest.MonkeyPatch, arguments: str, size: int
) -> None:
    monkeypatch.setattr(sys, "stdout", unbuffered(Device(size)))

    code, _, err = run(*arguments.split())

    assert code == 1
    assert err.endswith("Error: Cannot write the output: No space left on device.\n")


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot wait for a pipe")
@pytest.mark.parametrize("arguments", ["sources -f csl", "list", "list -f table"])
def test_non_blocking_pipe_receives_all_output(
    run: Run, monkeypatch: pytest.MonkeyPatch, arguments: str
) -> None:
    expected = run(*arguments.split()).ok
    received: list[bytes] = []
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    with os.fdopen(reader, "rb") as pipe, os.fdopen(writer, "w", encoding="utf-8") as stdout:
        thread = Thread(target=lambda: received.append(pipe.read()))
        monkeypatch.setattr(sys, "stdout", stdout)
        thread.start()
        assert run(*arguments.split()) == (0, "", "")
        stdout.close()
        thread.join()

    assert b"".join(received).decode() == expected


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


def test_closed_pipe_ends_quietly_on_windows(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "CLOSED_PIPE", errno.EINVAL)
    for format in ("tsv", "table"):
        monkeypatch.setattr(sys, "stdout", unbuffered(Device(3, errno.EINVAL)))
        assert run("list", *TOWNS, "-f", format) == (0, "", "")


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
    ("arguments", "code"),
    [
        pytest.param("list --country brazil", 0, id="nothing"),
        pytest.param("calendar", 0, id="left-out"),
        pytest.param("check", 0, id="summary"),
        pytest.param("show nowhere", 1, id="error"),
        pytest.param("lsit", 2, id="usage"),
        pytest.param("list --data nowhere.toml", 3, id="no-file"),
    ],
)
@pytest.mark.parametrize(
    "stderr",
    [
        pytest.param(lambda: unbuffered(Device(0)), id="full"),
        # Typer writes through the buffer of a stream that encodes ASCII only.
        pytest.param(lambda: unbuffered(Device(0), "ascii"), id="full-and-ascii"),
        pytest.param(lambda: unbuffered(Device(3, errno.EPIPE)), id="closed-pipe"),
        pytest.param(lambda: None, id="closed"),
    ],
)
def test_unwritable_stderr_affects_neither_output_nor_exit_code(
    run: Run, monkeypatch: pytest.MonkeyPatch, arguments: str, code: int, stderr: Callable[[], Any]
) -> None:
    expected = run(*arguments.split())
    monkeypatch.setattr(sys, "stderr", stderr())

    assert (expected.code, expected.err != "") == (code, True)
    assert run(*arguments.split()) == (code, expected.out, "")


@on_linux
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ("list -f table", 1), ("-h", 1), ("--version", 1), ("lsit", 2),
    ],
)  # fmt: skip
@pytest.mark.parametrize("buffering", ["", "1"], ids=["buffered", "unbuffered"])
def test_exit_code_on_full_disk(arguments: str, code: int, buffering: str) -> None:
    full = 'exec "$@" > /dev/full'
    done = start(arguments.split(), through=full, PYTHONUNBUFFERED=buffering)
    assert done.returncode == code
    if code == 1:
        assert done.stderr == b"Error: Cannot write the output: No space left on device.\n"
    done = start(arguments.split(), through=f"{full} 2> /dev/full", PYTHONUNBUFFERED=buffering)
    assert done.returncode == code


@on_linux
def test_stopped_program_writes_everything_after_it_continues() -> None:
    with subprocess.Popen(
        [*PROGRAM, "site"], stdout=subprocess.PIPE, env={**os.environ, "PYTHONUNBUFFERED": "1"}
    ) as process:
        assert process.stdout is not None
        start_of_page = process.stdout.read(1)  # it waits for space in the pipe
        process.send_signal(signal.SIGSTOP)
        process.send_signal(signal.SIGCONT)
        page = start_of_page + process.stdout.read()
    assert process.returncode == 0
    assert page.endswith(b"</html>\n")


@pytest.mark.parametrize("arguments", ["list -f table", "-h", "--version"])
def test_closed_stdout_is_reported(arguments: str) -> None:
    done = start(arguments.split(), through='exec "$@" >&-')
    assert done.stderr == b"Error: Cannot write the output: stdout is closed.\n"
    assert done.returncode == 1


def test_stdout_may_be_closed_if_nothing_is_written(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert run("lsit").code == 2
    assert run("show", "nowhere").err.startswith("Error: No city or organisation")
    assert run("list", "-o", str(tmp_path / "list.tsv")) == (0, "", "")


@pytest.mark.no_cover  # many cases of what other tests cover
@pytest.mark.parametrize("encoding", ["ascii", "cp437", "cp1252"])
@pytest.mark.parametrize("arguments", RESULTS)
def test_output_in_any_encoding(encoding: str, arguments: str) -> None:
    done = judge.run([*arguments.split(), *TOWNS], encoding=encoding)
    assert (done.code, done.err) == (0, "")
    table_of_values = arguments in ("country -f markdown", "map") or "table" in arguments
    assert done.out.decode(encoding if table_of_values or "json" in arguments else "utf-8")


# Not ASCII, which Typer takes for a misconfiguration and replaces by UTF-8.
@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
@pytest.mark.parametrize("command", COMMANDS)
def test_help_in_any_encoding(encoding: str, command: str) -> None:
    done = judge.run([command, "-h"], encoding=encoding)
    assert (done.code, done.err) == (0, "")
    assert f"sistercities {command}" in done.out.decode(encoding)


@pytest.mark.no_cover  # many cases of what other tests cover
@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
@pytest.mark.parametrize("arguments", ["show brest -f table --sources", "show -h"])
def test_encoding_of_the_environment_is_used(encoding: str, arguments: str) -> None:
    data = () if arguments.endswith("-h") else TOWNS
    done = start([*arguments.split(), *data], PYTHONIOENCODING=encoding)
    expected = judge.run([*arguments.split(), *data], encoding=encoding)
    assert (done.returncode, done.stdout, done.stderr) == (0, expected.out, b"")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
@pytest.mark.parametrize("arguments", ["show Łódź", "list --of Łódź", "country Łódź"])
def test_error_message_in_any_encoding(encoding: str, arguments: str) -> None:
    done = start([*arguments.split(), *TOWNS], PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode(encoding).startswith("Error: No ")


def written(encoding: str, *arguments: str) -> str:
    done = start([*arguments, *TOWNS], PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode(encoding)


@pytest.mark.parametrize(
    ("encoding", "names"),
    [("ascii", "Alund | Izmir"), ("latin-1", "Ålund | Izmir"), ("utf-8", "Ålund | İzmir")],
)
def test_unencodable_letters_lose_their_accents(encoding: str, names: str) -> None:
    columns = ("--columns", "home,partner", "--no-header")
    assert names in written(encoding, "list", "-f", "markdown", *columns)
    for format in ("tsv", "csv"):  # to be read by programs
        done = start(["list", "-f", format, *columns, *TOWNS], PYTHONIOENCODING=encoding)
        assert "İzmir" in done.stdout.decode("utf-8")
    json_text = written(encoding, "list", "--json")
    assert ("İzmir" in json_text) == (encoding == "utf-8")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_json_is_lossless_in_any_encoding(encoding: str, format: str) -> None:
    assert written(encoding, "list", "-f", format).isascii()
    text = written(encoding, "list", "-f", format, "--status", "suspended")
    document = json.loads(text)
    record = document[0] if format == "json" else document
    assert (record["home"], record["partner"]) == ("Ålund", "İzmir")


@pytest.mark.parametrize(
    "arguments", ["calendar", "sources -f csl", "map -f svg", "map -f geojson"]
)
def test_documents_are_utf_8_in_any_encoding(arguments: str) -> None:
    done = start([*arguments.split(), *TOWNS], PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "Ålund" in done.stdout.decode("utf-8")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_table_uses_characters_of_the_encoding(encoding: str) -> None:
    table = written(encoding, "list", "-f", "table")
    assert "?" not in table
    assert "65-66" in table
    page = written(encoding, "show", "brest", "-f", "table", "--sources")
    assert "?" not in page
    assert "- Each town has a bench of the other." in page


def test_unencodable_characters_become_question_marks(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = io.BytesIO()
    with io.TextIOWrapper(raw, encoding="ascii") as stdout:
        monkeypatch.setattr(sys, "stdout", stdout)
        assert run("show", "kyiv", "-f", "markdown", "--no-header") == (
            0,
            "",
            "",
        )
        assert "\n????. Also" in raw.getvalue().decode("ascii")


@pytest.mark.parametrize("variable", ["COLUMNS", "LINES"])
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
def test_invalid_terminal_size_is_ignored(
    run: Run, monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    expected = run("list", *TOWNS, "-f", "table")
    assert expected.code == 0
    monkeypatch.setenv(variable, value)
    assert run("list", *TOWNS, "-f", "table") == expected


def test_forced_colour_affects_tables_only() -> None:
    call = ["list", *TOWNS, "-f"]
    assert b"\x1b" not in start([*call, "table"], FORCE_COLOR="0").stdout
    assert b"\x1b[" in start([*call, "table"], FORCE_COLOR="1").stdout
    assert b"\x1b" not in start([*call, "table"]).stdout
    for format in set(get_args(RowFormat)) - {Format.TABLE}:
        assert start([*call, format], FORCE_COLOR="1").stdout == start([*call, format]).stdout


def test_columns_of_the_environment_override_the_terminal() -> None:
    command = f"sistercities show brest --data {SAMPLE}"
    text = run_in_terminal(command, width=120, environment={"COLUMNS": "50"})
    assert max(map(cell_len, text.splitlines())) == 50


@pytest.mark.parametrize(
    ("command", "start", "end"),
    [
        pytest.param("list --columns id -f tsv", "id\nalund-brest\n", "choirs\n", id="tsv"),
        pytest.param("list -h", "Usage: sistercities list", "", id="help"),
        pytest.param("show cassablanca", "Error: ", "called 'cassablanca'.", id="error"),
    ],
)
def test_only_tables_have_escapes_on_a_terminal(command: str, start: str, end: str) -> None:
    environment = {"TERM": "xterm-256color", "SISTERCITIES_DATA": str(SAMPLE), "FORCE_COLOR": "1"}
    text = run_in_terminal(f"sistercities {command}", environment=environment)
    assert "\x1b" not in text
    assert (text.startswith(start), end in text) == (True, True)
    assert "\x1b" in run_in_terminal("sistercities list", environment=environment)


def test_table_is_the_default_if_only_stdin_is_a_pipe() -> None:
    text = run_in_terminal(f"echo | sistercities country --data {SAMPLE}")
    assert "\t" not in text
    assert "Relationships" in text


def test_completion_into_a_closed_pipe_ends_quietly() -> None:
    messages = Device(1000)
    closed = unbuffered(Device(0, errno.EPIPE))

    environment = completing("sistercities sh", "bash")
    assert judge.call((), closed, unbuffered(messages), **environment) == 0

    assert messages.content == b""


class Terminal(io.TextIOWrapper):
    """A stream that claims to be a terminal."""

    def isatty(self) -> bool:
        return True


def test_file_on_a_terminal_has_a_hint_to_write_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = Terminal(io.BytesIO(), "utf-8")
    monkeypatch.setattr(sys, "argv", ["sistercities", "site", "--title", "Our towns"])
    monkeypatch.setattr(sys, "stdout", terminal)

    output.write_file("<html>", "index.html")

    assert terminal.buffer.getvalue() == b"<html>"  # type: ignore[attr-defined]  # a BytesIO
    hint = "To write a file: sistercities site --title 'Our towns' -o index.html\n"
    assert capsys.readouterr().err == hint


def test_closed_standard_input_has_no_content(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, "fstat", Mock(side_effect=OSError))
        has_content = streams.stdin_has_content()
    assert not has_content


def test_blocked_write_waits_until_the_stream_is_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    ready = Mock()
    monkeypatch.setattr("select.select", ready)
    raw = Mock(write=Mock(side_effect=[None, 2, None, 3]))

    assert streams.OutputStream(Mock(buffer=Mock(raw=raw))).write(b"brest") == 5

    assert ready.call_count == 2
    assert [bytes(call.args[0]) for call in raw.write.call_args_list] == [
        *(b"brest", b"brest", b"est", b"est"),
    ]
