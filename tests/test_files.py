"""Reading data files: those that are not there, not text, not TOML or not usable."""

from __future__ import annotations

import gc
import os
import re
from pathlib import Path

import pytest

import sistercities_cli
from conftest import SAMPLE
from sistercities_cli import DataError, Directory, Problem
from sistercities_cli.datafile.files import DataFile, file_at

TOWNS = SAMPLE.read_text("utf-8")
NOT_THERE = Problem("", "cannot be read: No such file or directory")
NOT_USABLE = Problem("", "cannot be used: nested too deeply, or a number is too long")
BOM = b"\xef\xbb\xbf"


def refusal(path: Path | str) -> Problem:
    """Return the one problem of a file that cannot be loaded."""
    with pytest.raises(DataError) as caught:
        sistercities_cli.load(path)
    assert caught.value.source == str(path)
    (only,) = caught.value.problems
    return only


def saved(folder: Path, content: bytes | str, name: str = "own.toml") -> Path:
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def test_a_path_may_be_a_text(towns: Directory) -> None:
    assert sistercities_cli.load(str(SAMPLE)).relationships == towns.relationships
    assert towns.title == "Sister towns of Ålund"


def test_a_file_that_is_not_there_is_a_problem_of_the_file(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.toml") == NOT_THERE


@pytest.mark.parametrize("end", ["", "/"], ids=["plain", "with a slash at its end"])
def test_a_folder_is_no_data_file(tmp_path: Path, end: str) -> None:
    assert refusal(f"{tmp_path}{end}") == Problem("", "cannot be read: Is a directory")


@pytest.mark.skipif(not os.path.exists("/dev/fd"), reason="the system keeps no devices in /dev")
def test_a_device_is_no_data_file_but_a_pipe_is(towns: Directory) -> None:
    reader, writer = os.pipe()
    with open(writer, "wb") as pipe:
        pipe.write(TOWNS.encode())

    with open(reader, "rb"):
        assert sistercities_cli.load(f"/dev/fd/{reader}").relationships == towns.relationships
    assert refusal("/dev/null") == Problem("", "cannot be read: Is a device, not a file")


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (PermissionError(13, "Permission denied"), "Permission denied"),
        (OSError("no such entry in the archive"), "no such entry in the archive"),
    ],
    ids=["not allowed", "without the system's words"],
)
def test_what_the_system_will_not_read_is_a_problem_with_its_reason(
    error: OSError, reason: str
) -> None:
    def refuse(path: str) -> bytes:
        assert path == "folder/locked.toml"
        raise error

    with pytest.raises(DataError) as caught:
        DataFile("locked.toml", "folder", refuse).read()

    assert str(caught.value) == f"folder/locked.toml has 1 problem:\n  cannot be read: {reason}"


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"\xff", 1),
        (b"\n\xff", 2),
        ("# Ålund\n".encode("latin-1"), 1),
        (b"a = 1\nb = 2\nc = '\xe9'\n", 3),
        (b"a = 1\r\nb = '\xe9'\r\n", 2),
        (b"a = 1\nb = '\xc3", 2),
        ("a = 1".encode("utf-16"), 1),
        (BOM + b"a = 1\n\xff", 2),
    ],
    ids=[
        "no text at all", "after an empty line", "Latin-1", "third line", "CRLF",
        "cut off in a letter", "UTF-16", "after a byte-order mark",
    ],
)  # fmt: skip
def test_what_is_not_utf_8_is_said_with_its_line(tmp_path: Path, content: bytes, line: int) -> None:
    problem = Problem("", "is not UTF-8: save the file in that encoding", line)

    assert refusal(saved(tmp_path, content)) == problem


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", [b"", BOM], ids=["no mark", "byte-order mark"])
def test_byte_order_marks_and_line_ends_of_any_editor_change_nothing(
    tmp_path: Path, towns: Directory, newline: str, mark: bytes
) -> None:
    loaded = sistercities_cli.load(saved(tmp_path, mark + TOWNS.replace("\n", newline).encode()))

    assert loaded.relationships == towns.relationships
    assert loaded.parties == towns.parties


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        ("title", 1, 6),
        ("a = 1\n\nb == 2\n", 3, 4),
        ("a = 1\na = 2\n", 2, 6),
        ("[a]\n[a]\n", 2, 3),
        ('a = "no end\n', 1, 12),
        ("a = 1973-05\n", 1, 9),
        ("\0", 1, 1),
        ("a = 1\n\N{ZERO WIDTH NO-BREAK SPACE}b = 2\n", 2, 1),
    ],
    ids=[
        "no value", "two equals signs", "key twice", "table twice", "open text", "bare month",
        "NUL", "second byte-order mark",
    ],
)  # fmt: skip
def test_what_is_not_toml_is_said_with_line_and_column(
    tmp_path: Path, content: str, line: int, column: int
) -> None:
    problem = refusal(saved(tmp_path, content))

    assert (problem.path, problem.line) == ("", line)
    assert problem.message.startswith("is not TOML: ")
    assert re.search(rf", column {column}(; .+)?$", problem.message)
    assert str(problem).startswith(f"line {line}: is not TOML: ")


@pytest.mark.parametrize(
    "content",
    [
        f"a = {'[' * 100_000}{']' * 100_000}",
        f"a = {'{a=' * 100_000}1{'}' * 100_000}",
        f"a{'.a' * 100_000} = 1",
        f"a = {'9' * 5000}",
    ],
    ids=["lists", "tables", "dotted keys", "huge number"],
)
def test_what_breaks_the_parser_is_a_problem_of_the_file(tmp_path: Path, content: str) -> None:
    assert refusal(saved(tmp_path, content)) == NOT_USABLE


@pytest.mark.parametrize("name", ["own.csv", "OWN.TSV"])
def test_a_spreadsheet_is_told_what_makes_a_data_file_of_it(tmp_path: Path, name: str) -> None:
    message = refusal(saved(tmp_path, "City,Country\n", name)).message
    assert message.startswith("is not TOML: ")
    assert message.endswith("; to make a data file from a spreadsheet, use sistercities convert")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (f"0x{'F' * 5000}", "a very long number"),
        (f"{'{a.a.a.a.a.a.a=' * 300}1{'}' * 300}", "a table"),
        (f"{'[' * 300}{']' * 300}", "a list"),
    ],
    ids=["huge hexadecimal number", "deep nest of dotted keys", "deep nest of lists"],
)
def test_what_parses_but_cannot_be_printed_is_a_problem_of_its_key(
    tmp_path: Path, value: str, shown: str
) -> None:
    content = TOWNS.replace('"Sister towns of Ålund"', value)

    problem = refusal(saved(tmp_path, content))

    assert problem == Problem("directory.title", f"must be a text, not {shown}", 4)


def test_a_name_that_no_file_can_have_is_a_problem() -> None:
    with pytest.raises(DataError) as caught:
        file_at("towns\0.toml").read()

    assert caught.value.problems == (Problem("", "cannot be read: no file can have this name"),)


def test_a_zip_without_the_file_says_so() -> None:
    def read_from_zip(path: str) -> bytes:
        raise OSError(0, "", path)

    with pytest.raises(DataError) as caught:
        DataFile("towns.toml", "folder", read_from_zip).read()

    assert caught.value.problems == (Problem("", "cannot be read: there is no such file"),)


@pytest.mark.parametrize("enabled", [True, False])
def test_loading_leaves_the_garbage_collector_as_it_was(
    enabled: bool,
) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        directory = sistercities_cli.load(SAMPLE)
        after_loading = gc.isenabled()
        directory.evidence(directory.relationships[0])

        assert (after_loading, gc.isenabled()) == (enabled, enabled)
    finally:
        (gc.enable if before else gc.disable)()
