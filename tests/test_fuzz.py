"""The program handles any generated input or rejects it cleanly; `make fuzz` runs for longer."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from typing import Any

import judge
import pytest
import strategies
import tomli
import tomli_w
from calls import ON, in_every_format
from documents import evidence_of, sample, set_value
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from conftest import SAMPLE

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
    st.lists(st.sampled_from(CALLS), max_size=4),
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
    st.sampled_from(("bash", "zsh", "fish")),
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
