"""Whatever is done to a data file, it is told off or built, and never breaks the program."""

from __future__ import annotations

from changes import changes, evidence_of
from documents import put, sample
from hypothesis import given, settings

from sistercities_cli.datafile import build_directory
from sistercities_cli.datafile.check import check_data, check_evidence


@settings(max_examples=300)
@given(changes(sample()))
def test_a_document_has_problems_that_can_be_shown_or_can_be_built(
    changes: list[tuple[str, object]],
) -> None:
    document = sample()
    for path, value in changes:
        put(document, path, value)

    problems = [str(problem) for problem in check_data(document)]

    assert all(problem.isprintable() for problem in problems)
    if not problems:
        directory = build_directory(document, lambda: [document])
        assert [one.id for one in directory.relationships] == list(document["relationships"])
        assert all(directory.evidence(one) is not None for one in directory.relationships)


@settings(max_examples=200)
@given(changes(evidence_of(sample())))
def test_evidence_has_problems_that_can_be_shown_or_can_be_built(
    changes: list[tuple[str, object]],
) -> None:
    document, evidence = sample(), evidence_of(sample())
    for path, value in changes:
        put(evidence, path, value)

    problems = [str(problem) for problem in check_evidence(evidence, document)]

    assert all(problem.isprintable() for problem in problems)
    if not problems:
        directory = build_directory(document, lambda: [evidence])
        assert directory.evidence(directory.relationships[0]) is not None
