"""Some hundreds of made-up files and command lines; `make fuzz` tries as many as one likes."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import pytest
from fuzz import KINDS, Fuzzer, cases
from fuzz_files import damaged, noise
from fuzz_program import Place, run, steering
from hypothesis import given, settings
from hypothesis import strategies as st

pytestmark = pytest.mark.no_cover  # many cases of what other tests cover

SETTINGS = settings(max_examples=100, derandomize=True)
CASES = 12  # of each kind


@pytest.mark.parametrize("kind", sorted({*KINDS}))
def test_nothing_breaks_the_program(tmp_path: Path, kind: str) -> None:
    fuzzer = Fuzzer(str(tmp_path))

    for number in range(CASES):
        assert fuzzer.try_one(kind, Random(f"{kind} {number}")) is None  # noqa: S311

    assert fuzzer.runs >= CASES
    assert len(fuzzer.counts) >= (1 if kind in {"noise", "completion"} else 2)


@SETTINGS
@given(st.lists(st.text() | st.sampled_from(["list", "show", "-f", "--data", "--on"]), max_size=5))
def test_no_words_break_the_program(words: list[str]) -> None:
    words = [word.replace("\0", "") for word in words if not word.startswith("--in")]

    assert run(words).complaint == ""


@SETTINGS
@given(st.binary() | st.text().map(str.encode))
def test_no_bytes_break_the_loader(tmp_path_factory: pytest.TempPathFactory, some: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "bytes.toml"
    path.write_bytes(some)

    outcome = run(["list", "--data", str(path)])

    assert (outcome.code, outcome.out, outcome.complaint) == (3, b"", "")


def test_cases_come_again_by_their_number() -> None:
    whole, later = cases(1973), cases(1973, first=7)
    eighth = [next(whole) for _ in range(8)][-1]
    again = next(later)

    assert eighth[:2] == again[:2] == (KINDS[7], 7)
    assert eighth[2].random() == again[2].random()
    assert next(cases(1974))[2].random() != next(cases(1973))[2].random()


@pytest.mark.parametrize(
    ("words", "broken"),
    [
        (["list", "--json"], b'[{"a": 1}'),
        (["list", "-f", "jsonl"], b"{}\n{\n"),
        (["list", "-f", "tsv"], b"a\tb\nc\n"),
        (["list", "-f", "csv"], b'a,b\n"c\n'),
        (["map", "-f", "svg"], b"<svg>"),
        (["map", "-f", "geojson"], b"\xff"),
        (["calendar"], b"BEGIN:VCALENDAR\r\n"),
        (["convert"], b'[directory]\ntitle = "only"\n'),
        (["list"], b"\x1b[2Ja\n"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_the_judge_sees_what_is_wrong(
    monkeypatch: pytest.MonkeyPatch, words: list[str], broken: bytes
) -> None:
    def write() -> None:
        sys.stdout.buffer.write(broken)

    monkeypatch.setattr("sistercities_cli.cli.main", write)

    assert run(words).complaint.startswith("stdout ")


@pytest.mark.parametrize("error", [ValueError, RecursionError, MemoryError, KeyboardInterrupt])
def test_the_judge_sees_what_is_raised(
    monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    def fail() -> None:
        raise error

    monkeypatch.setattr("sistercities_cli.cli.main", fail)

    assert run([], Place()).complaint.startswith(error.__name__)


def test_the_judge_knows_what_steers_a_terminal() -> None:
    assert [steering(one) for one in ("é 大阪\t\n", "a\u200db")] == ["", ""]
    assert [steering(one) for one in ("\x1b", "a\x9b", "\u202e", "\udcff")] == [
        "U+001B", "U+009B", "U+202E", "U+DCFF",
    ]  # fmt: skip


def test_a_failure_is_cut_down_to_the_least(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fuzzer = Fuzzer(str(tmp_path))

    def fail() -> None:
        if b"bad" in Path(fuzzer.path).read_bytes():
            raise ValueError

    monkeypatch.setattr("sistercities_cli.cli.main", fail)
    content = noise(Random(1)) + b"\nx bad y\n" + damaged(Random(2), b"a = 1\n" * 50)  # noqa: S311
    failure = fuzzer.try_content(content)

    assert failure
    assert fuzzer.least(failure).content == b"bad"
