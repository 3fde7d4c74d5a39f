"""Where data files are found: the evidence beside one, and the data in the package."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import sistercities_cli
from conftest import ROOT, SAMPLE
from sistercities_cli import DataError, Directory, Evidence, Problem


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Save the sample as a data file whose evidence is in proof.toml beside it."""
    date = 'date = "2026-06-30"\n'
    text = SAMPLE.read_text("utf-8").replace(date, f'{date}evidence = "proof.toml"\n', 1)
    file = tmp_path / "own.toml"
    file.write_bytes(text.encode())
    return file


def write_proof(
    file: Path, content: bytes = b'[relationships.choirs]\nhighlights = ["A song."]\n'
) -> Path:
    proof = file.parent / "proof.toml"
    proof.write_bytes(content)
    return proof


def test_a_file_that_names_no_other_holds_its_own_evidence(towns: Directory) -> None:
    found = towns.evidence(towns.relationships[0])

    assert found.highlights == ("Each town has a bench of the other.",)


def test_the_bundled_data_has_its_evidence_beside_it(directory: Directory) -> None:
    assert all(directory.evidence(one).sources for one in directory.relationships)


def test_evidence_beside_the_file_is_read_when_it_is_asked_for(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    directory = sistercities_cli.load(file)
    write_proof(file)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")

    (choirs,) = (one for one in directory.relationships if one.id == "choirs")

    assert directory.evidence(choirs) == Evidence(highlights=("A song.",))


def test_evidence_in_the_data_file_counts_beside_an_evidence_file(file: Path) -> None:
    directory = sistercities_cli.load(file)
    write_proof(file)

    brest = directory.relationships[0]

    assert directory.evidence(brest).highlights == ("Each town has a bench of the other.",)


def test_missing_evidence_is_no_problem_until_it_is_asked_for_and_then_every_time(
    file: Path, towns: Directory
) -> None:
    directory = sistercities_cli.load(file)

    assert directory.relationships == towns.relationships
    for _ in range(2):
        with pytest.raises(DataError) as caught:
            directory.evidence(directory.relationships[0])
        assert caught.value.source == str(file.parent / "proof.toml")
        assert caught.value.problems == (Problem("", "cannot be read: No such file or directory"),)


@pytest.mark.parametrize(
    ("evidence", "problem"),
    [
        (b"# \xff", "line 1: is not UTF-8: save the file in that encoding"),
        (
            b"[relationships.choir]\n",
            "line 1: relationships.choir: is not in the data file. Did you mean choirs?",
        ),
    ],
    ids=["not readable", "not right"],
)
def test_broken_evidence_is_a_problem_of_the_evidence_file(
    file: Path, evidence: bytes, problem: str
) -> None:
    directory = sistercities_cli.load(file)
    proof = write_proof(file, evidence)

    with pytest.raises(DataError) as caught:
        directory.programme_sources(directory.homes[0])

    assert str(caught.value) == f"{proof} has 1 problem:\n  {problem}"


@pytest.mark.parametrize(
    ("zipped", "data", "answer"),
    [
        (True, "site/packages/sistercities_cli/data", "49 Chicago Sister Cities International\n"),
        (False, "site/packages/sistercities_cli/data", "49 Chicago Sister Cities International\n"),
        (False, "site/data", "49 Chicago Sister Cities International\n"),
        (False, "data", "cannot be read: No such file or directory\n"),
    ],
    ids=["package in a zip", "package", "checkout", "elsewhere"],
)
def test_the_bundled_data_is_found_in_the_package_or_at_the_top_of_the_checkout(
    tmp_path: Path, zipped: bool, data: str, answer: str
) -> None:
    packages = tmp_path / "site" / "packages"
    shutil.copytree(ROOT / "src", packages)
    shutil.copytree(ROOT / "data", tmp_path / data)
    place = str(packages)
    if zipped:
        place = shutil.make_archive(str(tmp_path / "packages"), "zip", packages)
    program = f"""
import sys
sys.path.insert(0, {place!r})
import sistercities_cli
assert sistercities_cli.__file__.startswith({place!r})
try:
    directory = sistercities_cli.load()
    (one,) = directory.of(directory.find("chicago-accra"))
    print(len(directory.relationships), directory.evidence(one).sources[0].publisher)
except sistercities_cli.DataError as error:
    print(*(problem.message for problem in error.problems))
"""
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=False, encoding="utf-8"
    )

    assert (ran.returncode, ran.stdout, ran.stderr) == (0, answer, "")
