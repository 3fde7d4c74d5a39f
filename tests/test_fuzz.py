"""The program handles any generated input or rejects it cleanly; `make fuzz` runs for longer."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import chdir
from functools import cache
from pathlib import Path
from typing import Any

import judge
import pytest
import strategies
import tomli
import tomli_w
from calls import ON, PROGRAM, completing, in_every_format, interrupt
from clock import frozen_clock_environment
from devices import Device, buffered, unbuffered
from documents import evidence_of, sample, set_value
from hypothesis import Phase, assume, example, given, settings
from hypothesis import strategies as st
from shells import CITIES, MARKS, SHELLS, Shell, read_reply, write_cities

from conftest import SAMPLE
from sistercities_cli.cli.app import COMMANDS

FILE = "made-up.toml"
# All relative, so that nothing outside the temporary folder can be overwritten.
FILES = (FILE, "", ".", "none.toml", "x" * 5000, "\x1b[2J\n", "\udcff")
CALLS = [call for call in in_every_format(Path(FILE), "a", "brest") if FILE in call]
TOWNS, EVIDENCE = sample(), evidence_of(sample())

# The explain phase would rerun each failure hundreds of times.
many = settings(phases=set(Phase) - {Phase.explain})
few = settings(many, max_examples=many.max_examples // 4)
environments = strategies.environments()


def toml(document: dict[str, Any]) -> bytes:
    return tomli_w.dumps(document).encode()


@pytest.fixture(scope="module", autouse=True)
def _folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with chdir(tmp_path_factory.mktemp("made-up")):
        yield


@many
@given(
    st.one_of(
        (strategies.damaged(SAMPLE.read_bytes()) | strategies.NOISE).map(bytes),
        strategies.changed(TOWNS).map(toml),
        strategies.documents().map(toml),
    ),
    st.lists(st.sampled_from(CALLS), max_size=2),
    environments,
)
def test_all_commands_agree_on_whether_a_data_file_is_valid(
    content: bytes, calls: list[tuple[str, ...]], environment: dict[str, Any]
) -> None:
    Path(FILE).write_bytes(content)

    code = judge.run(["check", FILE], **environment).code
    listed = judge.run(["list", "--json", "--data", FILE, *ON], **environment)

    assert (listed.code, bool(listed.out)) == (code, code == 0)
    assert code in (0, 3)
    for call in calls:
        assert judge.run(call, **environment).code in ((3,) if code else (0, 1))  # 1: no such name
    if code == 0:
        ids = {row["id"] for row in json.loads(listed.out)}
        assert ids == tomli.loads(content.decode("utf-8-sig")).get("relationships", {}).keys()


@few
@given(strategies.damaged(toml(EVIDENCE)) | strategies.changed(EVIDENCE).map(toml), environments)
def test_evidence_is_shown_only_if_it_passes_check(
    evidence: bytes, environment: dict[str, Any]
) -> None:
    facts = sample()
    set_value(facts, "directory.evidence", FILE)
    Path("facts.toml").write_bytes(toml(facts))
    Path(FILE).write_bytes(evidence)

    code = judge.run(["check", "facts.toml"], **environment).code
    shown = judge.run(["show", "brest", "--sources", "--data", "facts.toml"], **environment)

    assert (shown.code, bool(shown.out)) == (code, code == 0)
    assert code in (0, 3)


sheets = strategies.spreadsheets().map(str.encode)


@few
@given(
    sheets | (sheets.flatmap(strategies.damaged) | strategies.NOISE).map(bytes),
    st.lists(st.sampled_from(("--skip-bad", "--day-first", "--title=[b]")), unique=True),
    st.sampled_from(("Springfield, US", "Kiel, Germany", "[/x], FR")),
)
def test_any_spreadsheet_is_converted_or_rejected(
    content: bytes, options: list[str], home: str
) -> None:
    Path(FILE).write_bytes(content)

    converted = judge.run(["convert", FILE, "--home", home, *options, *ON])

    # 1: no row has the home.
    assert (converted.code, bool(converted.out)) in ((0, True), (1, False), (3, False))


@few
@given(strategies.command_lines(FILES), environments)
def test_any_command_line_is_handled(words: list[str], environment: dict[str, Any]) -> None:
    Path(FILE).write_bytes(toml(TOWNS))

    judge.run(words, **environment)


@few
@given(
    strategies.command_lines(FILES),
    st.sampled_from(SHELLS),
    st.integers(0, 7),
    st.sampled_from(("get-args", "is-args")),
)
def test_completion_never_fails(words: list[str], shell: str, word: int, action: str) -> None:
    Path(FILE).write_bytes(toml(TOWNS))

    done = judge.run(
        [],
        _SISTERCITIES_COMPLETE=f"complete_{shell}",
        _TYPER_COMPLETE_FISH_ACTION=action,
        _TYPER_COMPLETE_ARGS=" ".join(["sistercities", *words]),
        COMP_WORDS="\n".join(["sistercities", *words]),
        COMP_CWORD=str(word),
    )

    assert (done.code, done.err) in ((0, ""), (1, ""))  # 1: fish has nothing to complete


devices = st.builds(
    Device,
    st.sampled_from((0, 20, 5000, 10_000_000)),
    st.sampled_from((errno.ENOSPC, errno.EIO, errno.EPIPE)),
    at_once=st.sampled_from((1, 1000, 8192, 10_000_000)),
)
wrappers = st.sampled_from((buffered, unbuffered))
OUTPUT_CALLS = (
    *in_every_format(SAMPLE, "brest", "nowhere"), ("-h",), ("list", "-h"), ("--version",),
    ("lsit",), ("list", "--on", "x"), ("list", "--data", "none.toml"), ("check", "none.toml"),
)  # fmt: skip
output_calls = st.sampled_from(OUTPUT_CALLS)
expected = cache(judge.run)


@many
@given(output_calls, devices, devices, wrappers, wrappers)
def test_output_is_complete_or_an_error_is_reported(
    arguments: tuple[str, ...],
    out: Device,
    err: Device,
    wrap_out: Callable[[Device], io.TextIOWrapper],
    wrap_err: Callable[[Device], io.TextIOWrapper],
) -> None:
    code = judge.call(arguments, wrap_out(out), wrap_err(err))

    outcome = expected(arguments)
    assert outcome.out.startswith(out.content)
    if out.content == outcome.out or out.error == errno.EPIPE:
        assert code == outcome.code
    else:
        message = f"Error: Cannot write the output: {os.strerror(out.error)}.\n"
        assert (code, err.size < len(message) or message in err.content.decode()) == (1, True)


# Each example takes a process.
rare = settings(many, max_examples=max(1, many.max_examples // 20))


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell and signals")
@rare
@given(
    output_calls,
    st.sampled_from(("", ">&-", "> /dev/full")),
    st.sampled_from(("", "2>&-", "2> /dev/full")),
    st.booleans(),
    st.lists(st.floats(0, 0.2), max_size=3),
    st.fixed_dictionaries(
        {"PYTHONIOENCODING": st.sampled_from(("utf-8", "ascii"))},
        optional={"PYTHONUNBUFFERED": st.just("1"), "PYTHONDEVMODE": st.just("1")},
    ),
)
def test_stopped_process_writes_everything_or_fails(
    arguments: tuple[str, ...],
    stdout: str,
    stderr: str,
    blocking: bool,
    pauses: list[float],
    variables: dict[str, str],
) -> None:
    reader, writer = os.pipe()
    os.set_blocking(writer, blocking)
    with subprocess.Popen(
        ["/bin/sh", "-c", f'exec "$@" {stdout} {stderr}', "sh", *PROGRAM, *arguments],
        stdout=writer,
        stderr=subprocess.PIPE,
        env={**frozen_clock_environment(), **variables},
    ) as process:
        os.close(writer)
        for pause in pauses:
            time.sleep(pause)
            process.send_signal(signal.SIGSTOP)
            process.send_signal(signal.SIGCONT)
        with os.fdopen(reader, "rb") as pipe:
            out = pipe.read()
        _, err = process.communicate()

    outcome = expected(arguments, encoding=variables["PYTHONIOENCODING"])
    code = 1 if stdout and outcome.out else outcome.code
    assert (process.returncode, out) == (code, b"" if stdout else outcome.out)
    assert (b"Traceback" in err, b"Exception ignored" in err) == (False, False)


@rare
@example(arguments=("list", "--on", "x"), calls=400_000, to_file=True)
@given(
    # `show` prints the local time, and help is not written to files.
    output_calls.filter(lambda call: call[0] in {*COMMANDS} - {"show"} and "-h" not in call),
    st.integers(2, 400_000),
    st.booleans(),
)
def test_interrupted_process_leaves_no_partial_file(
    arguments: tuple[str, ...], calls: int, to_file: bool
) -> None:
    path = Path("output")
    path.unlink(missing_ok=True)
    before = {*Path().iterdir()}

    done = interrupt(calls, *arguments, *(("-o", str(path)) if to_file else ()))

    outcome = expected(arguments)
    # Python's own exit restores the signal's default action, after everything is written.
    assert done.returncode in (outcome.code, 130, -signal.SIGINT)
    message = done.stderr.replace(f" -o {path}".encode(), b"")  # in suggested commands
    assert outcome.err.encode().startswith(message)
    assert outcome.out.startswith(done.stdout)
    assert {*Path().iterdir()} - before <= {path}
    written = path.read_bytes() if path.exists() else done.stdout
    assert written == outcome.out or (done.returncode, path.exists()) == (130, False)


city_names = (
    st.text("\\'\"`$(){}[]<>|&;:!*?~^#=@%‘“＄（ é大x") | st.sampled_from(strategies.TEXTS)
).map(lambda text: f"1x{text.strip()}")


@few
@given(city_names, st.sampled_from(SHELLS), st.sampled_from(MARKS))
def test_no_shell_executes_a_completed_name(name: str, shell: str, mark: str) -> None:
    path = write_cities(Path(), [name])

    done = judge.run(
        [], SISTERCITIES_DATA=str(path), **completing(f"sistercities show {mark}1x", shell)
    )

    assert read_reply(shell, done.out.decode(), mark) == [name]


@pytest.fixture(scope="module", params=["bash", "zsh", "fish"])
def shell(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Shell]:
    if shutil.which(request.param) is None:
        pytest.skip(f"{request.param} is not installed")
    home = tmp_path_factory.mktemp(request.param)
    with Shell(request.param, home, SISTERCITIES_DATA=str(Path.cwd() / CITIES)) as started:
        yield started


# After these fish leaves the quotation open, as more may follow.
FISH_KEEPS_OPEN = "/=@:.,-"


@settings(many, max_examples=max(1, many.max_examples // 50))
@given(name=city_names, mark=st.sampled_from(MARKS))
def test_typed_names_survive_completion(shell: Shell, name: str, mark: str) -> None:
    assume(not mark or name[-1] not in FISH_KEEPS_OPEN)
    write_cities(Path(), [name])

    assert shell.run(f"show {mark}1x") == ["show", name]


@pytest.mark.parametrize(
    ("words", "code", "out", "err"),
    [
        ("list --json", 0, b'[{"a": 1}', ""),
        ("list -f jsonl", 0, b"{}\n{\n", ""),
        ("list -f tsv", 0, b"a\tb\nc\n", ""),
        ("list -f csv", 0, b'a,b\n"c\n', ""),
        ("map -f svg", 0, b"<svg>", ""),
        ("map -f geojson", 0, b"\xff", ""),
        ("calendar", 0, b"BEGIN:VCALENDAR\r\n", ""),
        ("convert", 0, b'[directory]\ntitle = "only"\n', ""),
        ("list", 0, b"\x1b[2Ja\n", ""),
        ("list", 4, b"", "Error: an exit code that means nothing"),
        ("list", 1, b"", " "),
        ("list", 3, b"", "Traceback (most recent call last):"),
        ("list", 3, b"", "Error: a\u202eb"),
    ],
)
def test_check_output_rejects_invalid_output(words: str, code: int, out: bytes, err: str) -> None:
    with pytest.raises((AssertionError, ValueError, SyntaxError, csv.Error)):
        judge.judge(judge.Outcome(code, out, err), words.split())
