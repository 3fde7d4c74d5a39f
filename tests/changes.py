"""Hypothesis strategies that change documents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

TOML_VALUES: st.SearchStrategy[object] = st.recursive(
    st.one_of(
        st.text(max_size=5),
        st.sampled_from(["lyon", "alund-choir", "FR", "ended", "2027", "1900-01-01", "kind"]),
        st.integers(),
        st.floats(),
        st.booleans(),
        st.dates(),
        st.just(dt.time(12)),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=2), st.dictionaries(st.text(max_size=5), inner, max_size=2)
    ),
    max_leaves=5,
)


def paths(value: object, path: str = "") -> Iterator[str]:
    """Yield the paths of all values in a document."""
    if path:
        yield path
    if isinstance(value, dict):
        for key, one in value.items():
            yield from paths(one, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from paths(one, f"{path}[{number}]")


EVIDENCE = ("highlights", "conflicts", "sources")


def evidence_of(document: dict[str, Any]) -> dict[str, Any]:
    """Return an evidence document with the evidence of the sample document."""
    brest = document["relationships"]["alund-brest"]
    return {
        "homes": {"alund": {"sources": document["homes"]["alund"]["sources"]}},
        "relationships": {"alund-brest": {key: brest[key] for key in EVIDENCE}},
    }


def changes(document: dict[str, Any]) -> st.SearchStrategy[list[tuple[str, object]]]:
    """Build changes, innermost first, so that the paths of later ones stay valid."""
    change = st.tuples(st.sampled_from(sorted(paths(document), key=len)), TOML_VALUES)
    several = st.lists(change, min_size=1, max_size=3, unique_by=lambda one: one[0])
    return several.map(lambda changes: sorted(changes, key=lambda one: -len(one[0])))
