"""Locating, reading and parsing data files and the evidence files beside them."""

from __future__ import annotations

import gc
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from threading import Timer

import pytest

import sistercities_cli
from conftest import BARE, ROOT, SAMPLE
from hatch_build import compile_data
from sistercities_cli import DataError, Directory, Evidence, Problem, bundled
from sistercities_cli.datafile import report
from sistercities_cli.datafile.files import DataFile

TOWNS = SAMPLE.read_text("utf-8")
MISSING_FILE = Problem("", "cannot be read: No such file or directory")
BOM = b"\xef\xbb\xbf"


def load_problem(path: Path | str) -> Problem:
    """Return the only problem of a file that cannot be loaded."""
    with pytest.raises(DataError) as caught:
        sistercities_cli.load(path)
    assert caught.value.source == str(path)
    (problem,) = caught.value.problems
    return problem


def save(folder: Path, content: bytes | str, name: str = "own.toml") -> Path:
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def test_compiled_data_is_used_until_the_data_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(ROOT / "data" / "countries.txt", tmp_path)
    monkeypatch.setattr(bundled, "bundled_paths", lambda name: (str(tmp_path / name),) * 2)
    content = BARE.read_bytes()
    data = save(tmp_path, content, "cities.toml")
    assert sistercities_cli.load().title == "Twin towns of Brest and Kiel"

    save(tmp_path, compile_data(content).replace(b"Twin towns of", b"Compiled:"), "cities.json")
    assert sistercities_cli.load().title == "Compiled: Brest and Kiel"

    data.write_bytes(content.replace(b"Twin towns of", b"Friends of"))
    assert sistercities_cli.load().title == "Friends of Brest and Kiel"


def test_missing_file_is_a_problem(tmp_path: Path) -> None:
    assert load_problem(tmp_path / "none.toml") == MISSING_FILE


def test_folder_is_not_a_data_file(tmp_path: Path) -> None:
    assert load_problem(tmp_path) == Problem("", "cannot be read: Is a directory")


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="the system has no devices in /dev")
def test_pipe_is_read_but_device_is_rejected(towns: Directory) -> None:
    reader, writer = os.pipe()
    os.write(writer, TOWNS.encode())
    os.close(writer)

    assert sistercities_cli.load(f"/dev/fd/{reader}").relationships == towns.relationships
    os.close(reader)
    assert load_problem("/dev/null") == Problem("", "cannot be read: Is a device, not a file")


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot wait for a pipe")
def test_non_blocking_standard_input_is_read_to_its_end(
    towns: Directory, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, writer = os.pipe()
    os.set_blocking(reader, False)
    saved = os.dup(0)
    os.dup2(reader, 0)

    def send() -> None:
        with os.fdopen(writer, "wb") as pipe:
            pipe.write(TOWNS.encode())

    try:
        with os.fdopen(reader) as stdin:
            monkeypatch.setattr("sys.stdin", stdin)
            timer = Timer(0.05, send)
            timer.start()
            assert sistercities_cli.load("-").relationships == towns.relationships
            timer.join()
    finally:
        os.dup2(saved, 0)
        os.close(saved)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_named_pipe_is_rejected_without_waiting_for_a_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    problem = Problem("", "cannot be read: Is a named pipe, not a file")
    assert load_problem(tmp_path / "pipe") == problem


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (PermissionError(13, "Permission denied"), "Permission denied"),
        (OSError("no such entry in the archive"), "no such entry in the archive"),
        (OSError(0, "", "folder/locked.toml"), "there is no such file"),
    ],
    ids=["system", "without errno", "zip"],
)
def test_read_error_is_a_problem_with_its_reason(error: OSError, reason: str) -> None:
    def fail(path: str) -> bytes:
        assert path == "locked.toml"
        raise error

    with pytest.raises(DataError) as caught:
        DataFile("locked.toml", fail).text()

    assert caught.value.problems == (Problem("", f"cannot be read: {reason}"),)


def test_invalid_file_name_is_a_problem() -> None:
    problem = Problem("", "cannot be read: invalid file name")

    assert load_problem("towns\0.toml") == problem


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"\xff", 1),
        (b"# one\r\n\n# \xe5lund\n", 3),
        (BOM + b"a = 1\nb = '\xc3", 2),
    ],
    ids=["no text", "Latin-1", "incomplete character after a BOM"],
)
def test_invalid_encoding_is_reported_with_its_line(
    tmp_path: Path, content: bytes, line: int
) -> None:
    problem = Problem("", "is not UTF-8: save the file in that encoding", line)

    assert load_problem(save(tmp_path, content)) == problem


@pytest.mark.parametrize(("bom", "newline"), [(BOM, "\n"), (b"", "\r\n"), (BOM, "\r\n")])
def test_bom_and_windows_line_endings_are_accepted(
    tmp_path: Path, towns: Directory, bom: bytes, newline: str
) -> None:
    loaded = sistercities_cli.load(save(tmp_path, bom + TOWNS.replace("\n", newline).encode()))

    assert loaded.relationships == towns.relationships
    assert loaded.parties == towns.parties


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        ("title", 1, 6),
        ("a = 1\n\nb == 2\n", 3, 4),
        ('a = "no end\n', 1, 12),
        ("a = 1\n\N{ZERO WIDTH NO-BREAK SPACE}b = 2\n", 2, 1),
    ],
    ids=["no value", "two equals signs", "open text", "second BOM"],
)
def test_syntax_error_has_line_and_column(
    tmp_path: Path, content: str, line: int, column: int
) -> None:
    problem = load_problem(save(tmp_path, content))

    assert (problem.path, problem.line) == ("", line)
    assert re.fullmatch(rf"is not TOML: .+, column {column}(; .+)?", problem.message)


@pytest.mark.parametrize(
    "content",
    [
        f"a = {'[' * 100_000}{']' * 100_000}",
        f"a{'.a' * 100_000} = 1",
        f"a = {'9' * 5000}",
    ],
    ids=["lists", "dotted keys", "huge number"],
)
def test_exceeding_a_parser_limit_is_reported(tmp_path: Path, content: str) -> None:
    message = "cannot be used: nested too deeply, or a number is too long"

    assert load_problem(save(tmp_path, content)) == Problem("", message)


@pytest.mark.parametrize("name", ["own.csv", "OWN.TSV"])
def test_spreadsheet_error_suggests_convert(tmp_path: Path, name: str) -> None:
    message = load_problem(save(tmp_path, "City,Country\n", name)).message
    assert message.startswith("is not TOML: ")
    assert message.endswith("; to make a data file from a spreadsheet, use sistercities convert")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (f"0x{'F' * 5000}", "a very long number"),
        (f"{'{a.a.a.a.a.a.a=' * 300}1{'}' * 300}", "a table"),
        (f"{'[' * 300}{']' * 300}", "a list"),
    ],
    ids=["huge hexadecimal number", "nested dotted keys", "nested lists"],
)
def test_unprintable_value_is_reported_for_its_key(tmp_path: Path, value: str, shown: str) -> None:
    content = TOWNS.replace('"Sister towns of Ålund"', value)
    problem = Problem("directory.title", f"must be a string, not {shown}", 5)

    assert load_problem(save(tmp_path, content)) == problem


@pytest.mark.parametrize("enabled", [True, False])
def test_load_restores_the_garbage_collector(enabled: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        directory = sistercities_cli.load(SAMPLE)
        after_loading = gc.isenabled()
        directory.evidence(directory.relationships[0])

        assert (after_loading, gc.isenabled()) == (enabled, enabled)
    finally:
        (gc.enable if before else gc.disable)()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Save the sample with a reference to the evidence file ``more.toml``."""
    date = 'date = "2026-06-30"\n'
    return save(tmp_path, TOWNS.replace(date, f'{date}evidence = "more.toml"\n', 1))


def save_evidence(
    file: Path, content: bytes = b'[relationships.choirs]\nhighlights = ["A song."]\n'
) -> Path:
    return save(file.parent, content, "more.toml")


def test_evidence_file_is_read_on_first_use(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    directory = sistercities_cli.load(file)
    save_evidence(file)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")

    (choirs,) = (one for one in directory.relationships if one.id == "choirs")

    assert directory.evidence(choirs) == Evidence(("A song.",), highlight_sources=((),))
    # The data file may have evidence as well.
    brest = directory.relationships[0]
    assert directory.evidence(brest).highlights[0] == "Each town has a bench of the other."


def test_missing_evidence_file_is_a_problem_on_each_use(file: Path, towns: Directory) -> None:
    directory = sistercities_cli.load(file)

    assert directory.relationships == towns.relationships
    for _ in range(2):
        with pytest.raises(DataError) as caught:
            directory.evidence(directory.relationships[0])
        assert caught.value.source == str(file.parent / "more.toml")
        assert caught.value.problems == (MISSING_FILE,)


@pytest.mark.parametrize(
    ("evidence", "problem"),
    [
        (b"# \xff", "line 1: is not UTF-8: save the file in that encoding"),
        (
            b"[relationships.choir]\n",
            "line 1: relationships.choir: is not in the data file. Did you mean choirs?",
        ),
    ],
    ids=["unreadable", "invalid"],
)
def test_problem_of_the_evidence_file_names_that_file(
    file: Path, evidence: bytes, problem: str
) -> None:
    directory = sistercities_cli.load(file)
    evidence_file = save_evidence(file, evidence)

    with pytest.raises(DataError) as caught:
        directory.programme_sources(directory.homes[0])

    assert str(caught.value) == f"{evidence_file} has 1 problem:\n  {problem}"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no such device")
def test_evidence_file_must_be_a_regular_file_in_the_folder_of_the_data_file(file: Path) -> None:
    evidence, other = file.with_name("more.toml"), save(file.parent.parent, "", "other.toml")
    loop = file.with_name("loop")
    loop.symlink_to(loop)
    for target, reason in (
        (Path("/dev/zero"), "Is a device, not a file"),
        (other, "Is a link that leads out of the folder of the data file"),
        (file.with_name("none.toml"), "No such file or directory"),
        (loop, "Too many levels of symbolic links"),
    ):
        evidence.symlink_to(target)
        (finding,) = report.check_file(file).findings
        assert finding == report.Finding(str(evidence), Problem("", f"cannot be read: {reason}"))
        evidence.unlink()
    os.mkfifo(evidence)
    (finding,) = report.check_file(file).findings
    assert finding.problem.message == "cannot be read: Is a named pipe, not a file"


def test_evidence_file_may_be_a_link_within_the_folder(file: Path) -> None:
    target = save_evidence(file)
    target.rename(file.with_name("songs.toml"))
    target.symlink_to("songs.toml")
    link = file.parent.with_name(f"{file.parent.name}-link")
    link.symlink_to(file.parent)
    directory = sistercities_cli.load(link / file.name)
    assert directory.evidence(directory["choirs"]).highlights == ("A song.",)


@pytest.mark.parametrize(
    ("zipped", "data", "answer"),
    [
        (True, "site/packages/sistercities_cli/data", "50 Chicago Sister Cities International\n"),
        (False, "data", "cannot be read: No such file or directory\n"),
    ],
    ids=["package in a zip", "elsewhere"],
)
def test_bundled_data_is_read_from_the_package(
    tmp_path: Path, zipped: bool, data: str, answer: str
) -> None:
    packages = tmp_path / "site" / "packages"
    shutil.copytree(ROOT / "src", packages)
    shutil.copytree(ROOT / "data", tmp_path / data)
    path = str(packages)
    if zipped:
        path = shutil.make_archive(str(tmp_path / "packages"), "zip", packages)
    program = f"""
import sys
sys.path.insert(0, {path!r})
import sistercities_cli
assert sistercities_cli.__file__.startswith({path!r})
try:
    directory = sistercities_cli.load()
    (accra,) = directory.of(directory.find("chicago-accra"))
    print(len(directory.relationships), directory.evidence(accra).sources[0].publisher)
except sistercities_cli.DataError as error:
    print(*(problem.message for problem in error.problems))
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=False, encoding="utf-8"
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, answer, "")
