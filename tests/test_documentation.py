"""README and docs say what the program does: their examples run, their lists are complete."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from conftest import ROOT
from sistercities_cli import Directory

sys.path.insert(0, str(ROOT / "tools"))

import write_docs


@pytest.mark.parametrize("path", write_docs.pages(), ids=lambda path: path.name)
def test_generated_pages_are_up_to_date(path: Path) -> None:
    assert path.read_text("utf-8") == write_docs.pages()[path], "run: make docs"


def test_pages_have_examples_that_are_run() -> None:
    """An example that the tests do not find is not run; there are at least so many."""
    readme = (ROOT / "README.md").read_text("utf-8")
    assert readme.count("```console\n") >= 5
    assert readme.count("```python\n>>> ") >= 3


def test_links_within_the_project_lead_somewhere() -> None:
    for page in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")):
        for part in page.read_text("utf-8").split("](")[1:]:
            target = part.partition(")")[0].partition("#")[0]
            if target and "://" not in target:
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_counts_in_the_documentation_are_those_of_the_data(directory: Directory) -> None:
    total = len(directory.relationships)
    chicago = len(list(directory.select(of=[directory.find_home("chicago")])))
    assert (total, chicago) == (49, 29)
    readme = " ".join((ROOT / "README.md").read_text("utf-8").split())
    about = " ".join((ROOT / "docs" / "the-data.md").read_text("utf-8").split())
    assert f"{total} relationships" in readme
    assert f"[{chicago}, and says why]" in readme
    assert f"{total} relationships: {chicago} of Chicago with cities" in about
