"""README and docs say what the program does: their examples run, their lists are complete."""

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


def test_pages_have_examples_that_are_run() -> None:
    """An example that the tests do not find is not run; there are at least so many."""
    readme = (ROOT / "README.md").read_text("utf-8")
    assert readme.count("```console\n") >= 5
    assert readme.count("```python\n>>> ") >= 3


def test_every_public_name_is_told_of_with_what_it_is() -> None:
    page = (ROOT / "docs" / "python.md").read_text("utf-8")
    rows = [line.split(" | ", 1) for line in page.splitlines() if line.startswith("| `")]
    told = [name for cell, _ in rows for name in re.findall(r"`(\w+)`", cell)]
    assert sorted(told) == sistercities_cli.__all__
    assert [cell for cell, what in rows if len(what.split()) < 5] == []


def test_every_public_function_and_method_is_shown_in_an_example() -> None:
    """Prose is not run; what is called in an example is."""
    page = (ROOT / "docs" / "python.md").read_text("utf-8")
    code = "\n".join(line for line in page.splitlines() if line.startswith((">>> ", "... ")))
    names = sistercities_cli.__all__
    functions = {
        name for name in names if isinstance(getattr(sistercities_cli, name), FunctionType)
    }
    assert {name for name in functions if f"sistercities.{name}(" not in code} == set()
    looks = {name for name in vars(Directory) if not name.startswith("_")}
    untold = {
        name for name in looks if f"`{name}`" not in page and f"directory.{name}(" not in code
    }
    assert untold == set()


def test_links_within_the_project_lead_somewhere() -> None:
    for page in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")):
        for part in page.read_text("utf-8").split("](")[1:]:
            target = part.partition(")")[0].partition("#")[0]
            # `../../issues` is beside the pages where the project is hosted, not in a clone.
            if target and "://" not in target and not target.startswith("../../issues/"):
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


def test_confidence_in_dates_is_counted_as_the_data_has_it(directory: Directory) -> None:
    ties = directory.relationships
    sure = Counter(tie.founded_confidence for tie in ties if tie.founded is not None)
    assert sure == {Confidence.HIGH: 34, Confidence.MEDIUM: 9}
    about = " ".join((ROOT / "docs" / "the-data.md").read_text("utf-8").split())
    assert f"Of the {len(ties)} founding dates 34 are of *high* confidence" in about
    assert "Nine are of *medium* confidence" in about
    assert len(ties) - 34 - 9 == 6
    assert "Six are not known" in about
