"""References to records: suggestions for unknown names, and paths of keys in messages."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sistercities_cli.names import MAX_COMPARED, similar_names

RecordsById = Mapping[str, Mapping[str, Any]]  # by section and id; parties span two sections
MAX_COMPARISONS = 5_000_000  # pairs of characters compared for all suggestions in a file
MAX_SHOWN = 100  # characters of a key in a path
SUGGESTION_PREFIX = ". Did you mean "


class References:
    """The records that values may refer to, and suggestions for unknown names."""

    def __init__(self, records: RecordsById | None = None) -> None:
        self.records: RecordsById = records or {}
        self._comparisons = MAX_COMPARISONS
        # By name and the id() of the known names, which must outlive the cache.
        self._similar: dict[tuple[str, int], tuple[str | None, Collection[str]]] = {}

    def suggestion(self, name: str, known: Collection[str]) -> str:
        """Return a suggestion of the closest known name, or an empty string."""
        key = name, id(known)  # a misspelling is often repeated in every record
        if key not in self._similar:
            self._similar[key] = self._most_similar(name, known), known
        similar, _ = self._similar[key]
        return f"{SUGGESTION_PREFIX}{similar}?" if similar else ""

    def _most_similar(self, name: str, known: Collection[str]) -> str | None:
        if len(known) > MAX_COMPARED or self._comparisons <= 0:
            return None
        self._comparisons -= len(name) * sum(map(len, known))
        return next(filter(_is_displayable, similar_names(name, known, 1)), None)


def unknown_key_problems(
    table: Collection[str], known: Collection[str], references: References
) -> Iterator[tuple[str, str]]:
    """Yield the keys of a table that are not known, with messages."""
    for name in table:
        if name not in known:
            hint = references.suggestion(name, known) or f": expected one of {', '.join(known)}"
            yield join_path("", name), f"is not a valid key{hint}"


def join_path(path: str, name: str) -> str:
    """Append a key to a path, shortening it and escaping unprintable characters."""
    shown = name if len(name) <= MAX_SHOWN else f"{name[:MAX_SHOWN]}…"
    shown = shown if _is_displayable(shown) else repr(shown)
    return f"{path}.{shown}" if path else shown


def _is_displayable(name: str) -> bool:
    return (
        name.isprintable()
        and bool(name)
        and " " not in name  # other whitespace is not printable
        and unicodedata.is_normalized("NFC", name)
    )


def extract_suggestion(message: str) -> str | None:
    """Extract the suggested name from a message, if any.

    >>> extract_suggestion("'tiitle' is not a valid key. Did you mean title?")
    'title'
    """
    _, prefix, rest = message.rpartition(SUGGESTION_PREFIX)
    return rest.partition("?")[0] if prefix else None
