"""Everything that is wrong with an evidence file, at once."""

from __future__ import annotations

from typing import Any

import pytest
from documents import sample

from sistercities_cli.datafile.check import check_evidence
from sistercities_cli.errors import Problem

SOURCE = {"url": "https://a.example/", "publisher": "A", "supports": ["kind"]}
CLAIM = {"value": "x", "url": "https://a.example/"}
CONFLICT = {"field": "kind", "trusted": "x", "why": "Because.", "claims": [CLAIM]}


@pytest.mark.parametrize(
    "evidence",
    [
        {},
        {"homes": {"alund": {"sources": [SOURCE]}}},
        {"relationships": {"choirs": {"highlights": ["A song."], "conflicts": [CONFLICT]}}},
        {"homes": {"brest": {}}, "relationships": {"alund-brest": {"sources": [SOURCE]}}},
    ],
    ids=["empty", "home", "relationship", "both"],
)
def test_right_evidence_has_no_problems(evidence: dict[str, Any]) -> None:
    assert check_evidence(evidence, sample()) == []


@pytest.mark.parametrize(
    ("evidence", "path", "message"),
    [
        (
            {"cities": {}},
            "cities",
            "is not a key here: one of homes, relationships would be right",
        ),
        ({"home": {}}, "home", "is not a key here. Did you mean homes?"),
        ({"homes": []}, "homes", "must hold tables, like [homes.name]"),
        ({"homes": {"alund": 1}}, "homes.alund", "must be a table of keys and values"),
        (
            {"homes": {"alund": {"highlights": []}}},
            "homes.alund.highlights",
            "is not a key here: one of sources would be right",
        ),
        (
            {"relationships": {"choirs": {"kind": "x"}}},
            "relationships.choirs.kind",
            "is not a key here: one of highlights, conflicts, sources would be right",
        ),
        (
            {"relationships": {"choirs": {"sources": [{**SOURCE, "date": "June"}]}}},
            "relationships.choirs.sources[0].date",
            "'June' is not a date: write YYYY, YYYY-MM or YYYY-MM-DD",
        ),
        ({"homes": {"lyon": {}}}, "homes.lyon", "is not in the data file"),
        (
            {"relationships": {"choir": {}}},
            "relationships.choir",
            "is not in the data file. Did you mean choirs?",
        ),
    ],
    ids=[
        "section", "misspelt section", "list", "number", "key of a relationship in a home",
        "key of the data file", "value", "home", "misspelt relationship",
    ],
)  # fmt: skip
def test_what_is_wrong_with_evidence_is_the_one_problem(
    evidence: dict[str, Any], path: str, message: str
) -> None:
    assert check_evidence(evidence, sample()) == [Problem(path, message)]


def test_evidence_for_a_file_without_relationships_is_not_in_the_data_file() -> None:
    document = sample()
    del document["relationships"]

    assert check_evidence({"relationships": {"choirs": {}}}, document) == [
        Problem("relationships.choirs", "is not in the data file")
    ]


def test_all_problems_of_the_evidence_are_told_at_once_in_its_order() -> None:
    evidence = {
        "x": 1,
        "homes": {"oslo": {}, "alund": {"sources": [{"url": "x"}]}},
        "relationships": {"b": {}, "a": {}, "choirs": {"highlights": "x"}},
    }

    assert [problem.path for problem in check_evidence(evidence, sample())] == [
        "x",
        "homes.alund.sources[0].url",
        "homes.alund.sources[0].publisher",
        "homes.oslo",
        "relationships.choirs.highlights",
        "relationships.b",
        "relationships.a",
    ]


def test_no_source_is_of_a_day_after_the_data() -> None:
    source = {"url": "https://a.example", "publisher": "A", "date": "2026-07"}
    evidence = {"relationships": {"choirs": {"sources": [source]}}}
    path = "relationships.choirs.sources[0].date"

    assert check_evidence(evidence, sample()) == [
        Problem(path, "'2026-07' is after the data's own date, 2026-06-30")
    ]
