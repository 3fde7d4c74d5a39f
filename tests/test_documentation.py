"""README and docs: generated parts, links, counts, and a complete description of the API."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sysconfig
from collections import Counter
from pathlib import Path
from types import FunctionType

import pytest
import write_docs

import sistercities_cli
from conftest import ROOT, Run
from sistercities_cli import Confidence, Directory


def test_generated_pages_are_up_to_date() -> None:
    pages = write_docs.pages().items()
    outdated = [path.name for path, text in pages if path.read_text("utf-8") != text]
    assert outdated == [], "run: make docs"


def test_readme_has_examples() -> None:
    """Guard against examples silently not being collected."""
    readme = (ROOT / "README.md").read_text("utf-8")
    assert readme.count("```console\n") >= 5
    assert readme.count("```python\n>>> ") >= 3


def test_public_names_are_documented() -> None:
    page = (ROOT / "docs" / "python.md").read_text("utf-8")
    rows = [line.split(" | ", 1) for line in page.splitlines() if line.startswith("| `")]
    documented = [name for cell, _ in rows for name in re.findall(r"`(\w+)`", cell)]
    assert sorted(documented) == sistercities_cli.__all__
    assert [cell for cell, what in rows if len(what.split()) < 5] == []


def test_public_functions_and_methods_have_examples() -> None:
    page = (ROOT / "docs" / "python.md").read_text("utf-8")
    code = "\n".join(line for line in page.splitlines() if line.startswith((">>> ", "... ")))
    names = sistercities_cli.__all__
    functions = {
        name for name in names if isinstance(getattr(sistercities_cli, name), FunctionType)
    }
    assert {name for name in functions if f"sistercities.{name}(" not in code} == set()
    methods = {name for name in vars(Directory) if not name.startswith("_")}
    undocumented = {
        name for name in methods if f"`{name}`" not in page and f"directory.{name}(" not in code
    }
    assert undocumented == set()


def test_relative_links_exist() -> None:
    for page in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")):
        for part in page.read_text("utf-8").split("](")[1:]:
            target = part.partition(")")[0].partition("#")[0]
            # `../../issues` exists only next to the hosted pages.
            if target and "://" not in target and not target.startswith("../../issues/"):
                assert (page.parent / target).exists(), f"{page.name}: {target}"


PAGES = (ROOT / "README.md", *sorted(ROOT.glob("docs/*.md")))
POWERSHELL = "\n".join(
    block
    for page in PAGES
    for block in re.findall(r"(?ms)^```powershell\n(.*?)^```$", page.read_text("utf-8"))
)


def test_powershell_examples_call_the_program_correctly(run: Run) -> None:
    calls = re.findall(r"(?<![\w\\])sistercities ([^|;)\n]+?) *(?:2> |[|;)\n])", POWERSHELL)
    assert len(calls) >= 7
    for call in calls:
        assert run(*call.split()).code == 0, call


@pytest.mark.parametrize("shell", ["powershell", "pwsh"])
def test_powershell_runs_the_examples(shell: str, tmp_path: Path) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed")
    scripts = sysconfig.get_path("scripts")
    script = tmp_path / "examples.ps1"
    script.write_text(
        "\n".join(one for one in POWERSHELL.splitlines() if "--on" in one or "Select" in one),
        "utf-8",
    )
    done = subprocess.run(
        [program, "-NoProfile", "-ExecutionPolicy", "Bypass", "-File", str(script)],
        env={**os.environ, "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        encoding="ascii",
        errors="replace",
        check=True,
    )
    for output in (
        "Johannesburg", "53 years", "65-66", "Today is an anniversary.",
        "20 years of Guangzhou and Birmingham in a month",
    ):  # fmt: skip
        assert output in done.stdout


def test_documented_counts_match_the_data(directory: Directory) -> None:
    total = len(directory.relationships)
    chicago = len(list(directory.select(of=[directory.find_home("chicago")])))
    assert (total, chicago) == (50, 29)
    readme = " ".join((ROOT / "README.md").read_text("utf-8").split())
    about = " ".join((ROOT / "docs" / "the-data.md").read_text("utf-8").split())
    assert f"{total} relationships" in readme
    assert f"[{chicago}, and explains why]" in readme
    assert f"{total} relationships: {chicago} of Chicago with cities" in about
    events = sum(len(one.events) for one in directory.relationships)
    assert f"{events} dated events" in about


def test_documented_confidence_matches_the_data(directory: Directory) -> None:
    relationships = directory.relationships
    confidence = Counter(one.founded_confidence for one in relationships if one.founded is not None)
    assert confidence == {Confidence.HIGH: 37, Confidence.MEDIUM: 7}
    about = " ".join((ROOT / "docs" / "the-data.md").read_text("utf-8").split())
    assert f"Of the {len(relationships)} founding dates 37 are of *high* confidence" in about
    assert "Seven are of *medium* confidence" in about
    assert len(relationships) - 37 - 7 == 6
    assert "Six are not known" in about
