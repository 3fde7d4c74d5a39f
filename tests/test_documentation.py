"""README and docs: generated parts, links, counts, and a complete description of the API."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from types import FunctionType

import pytest
import write_docs

import sistercities_cli
from conftest import ROOT
from sistercities_cli import Confidence, Directory


@pytest.mark.parametrize("path", write_docs.pages(), ids=lambda path: path.name)
def test_generated_pages_are_up_to_date(path: Path) -> None:
    assert path.read_text("utf-8") == write_docs.pages()[path], "run: make docs"


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


def test_documented_counts_match_the_data(directory: Directory) -> None:
    total = len(directory.relationships)
    chicago = len(list(directory.select(of=[directory.find_home("chicago")])))
    assert (total, chicago) == (50, 29)
    readme = " ".join((ROOT / "README.md").read_text("utf-8").split())
    about = " ".join((ROOT / "docs" / "the-data.md").read_text("utf-8").split())
    assert f"{total} relationships" in readme
    assert f"[{chicago}, and says why]" in readme
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
