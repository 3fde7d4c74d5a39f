"""Sources as CSL JSON: only keys that reference managers understand."""

from __future__ import annotations

import re

import pytest
from calls import DATA
from cited import FIRST, URL, directory, source
from sample_model import ABOUT, CHOIR, NEWS, TOWN

from conftest import Run
from sistercities_cli import Year
from sistercities_cli.bibliography import bibliography
from sistercities_cli.formats import csl


def test_date_of_a_year_has_one_part() -> None:
    [entry] = bibliography(directory(first=(source(date=Year(1960)),)), [FIRST])

    assert csl.csl_item(entry)["issued"] == {"date-parts": [[1960]]}


def test_unknown_values_have_no_key() -> None:
    [entry] = bibliography(directory(first=(source(),)), [FIRST])

    assert csl.csl_item(entry) == {
        "id": csl.citation_key(URL),
        "type": "webpage",
        "title": "The Paper",
        "URL": URL,
        "annote": "about first",
    }


@pytest.mark.parametrize(
    ("url", "name"),
    [
        pytest.param("https://www.city.example/a", "city-example", id="host"),
        pytest.param("https://me:word@City.example:8080/a", "city-example", id="no-port-or-user"),
        pytest.param("https://大阪.example/a", "example", id="non-ascii-label"),
        pytest.param("https://大阪/a", "source", id="no-ascii"),
        pytest.param("mailto:a", "source", id="no-host"),
    ],
)
def test_citation_key_has_the_host_and_a_digest(url: str, name: str) -> None:
    host, _, digest = csl.citation_key(url).rpartition("-")
    assert (host, len(digest), csl.citation_key(url)) == (name, 8, csl.citation_key(url))
    assert csl.citation_key(url) != csl.citation_key(f"{url}b")


def test_command_writes_csl(run: Run) -> None:
    items = run("sources", *DATA, "--format", "csl").json
    assert [one["URL"] for one in items] == [CHOIR, NEWS, ABOUT, TOWN]
    assert {name: one for name, one in items[1].items() if name != "id"} == {
        "type": "webpage",
        "title": "Two harbours",
        "container-title": "The Paper",
        "author": [{"literal": "Jan Berg"}, {"literal": "Lena Ek"}],
        "issued": {"date-parts": [[1988, 3, 2]]},
        "accessed": {"date-parts": [[2026, 5]]},
        "URL": NEWS,
        "note": "Page 3.",
        "annote": "supports founded, kind: alund-brest",
    }


def test_bundled_sources_are_valid_csl(run: Run) -> None:
    """Check keys and types against csl-data.json of the Citation Style Language."""
    items = run("sources", "--format", "csl").json
    texts = {"id", "type", "title", "container-title", "URL", "note", "annote"}
    for one in items:
        others = {"author", "issued", "accessed"}
        assert {"id", "type", "title", "URL"} <= one.keys() <= texts | others
        assert all(isinstance(one[name], str) and one[name] for name in texts & one.keys())
        assert all(name.keys() == {"literal"} for name in one.get("author", ()))
        for date in (one[name] for name in ("issued", "accessed") if name in one):
            [parts] = date["date-parts"]
            assert date.keys() == {"date-parts"}
            assert 1 <= len(parts) <= 3
            assert all(type(part) is int for part in parts)
        assert re.fullmatch("[a-z0-9-]+", one["id"])
    assert len({one["id"] for one in items}) == len(items)


@pytest.mark.parametrize("other", ["--json", "--columns=url"])
def test_csl_conflicts_with_json_and_columns(run: Run, other: str) -> None:
    err = run("sources", "--format", "csl", other).failed(2)
    message = f"{other.partition('=')[0]} and --format csl cannot be used together"
    assert message in " ".join(err.split())
