"""A data file as TOML, with comments that say what it is and what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import tomli_w

HINTS = {
    "homes": "Whose directory this is. As programme, put who looks after the relationships.",
    "cities": "latitude and longitude put a city on the map; timezone gives the local time there.",
    "relationships": "Dates are text, as exact as they are known: 1973, 1973-05 or 1973-05-08.",
}


def data_file(document: Mapping[str, Any], heading: Sequence[str]) -> Iterator[str]:
    """Yield the text of a data file, under a heading of comment lines."""
    yield "\n".join(f"# {line}".rstrip() for line in heading) + "\n"
    for name, section in document.items():
        hint = HINTS.get(name)
        yield f"\n# {hint}\n\n" if hint else "\n"
        yield tomli_w.dumps({name: section}, indent=2)
