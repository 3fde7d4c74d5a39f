"""Write a data file as commented TOML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import tomli_w

from sistercities_cli.names import simplify

SECTION_COMMENTS = {
    "homes": "Whose directory this is. As programme, put who looks after the relationships.",
    "cities": "latitude and longitude put a city on the map; timezone gives the local time there.",
    "relationships": "Dates are text, as exact as they are known: 1973, 1973-05 or 1973-05-08.",
}


def format_data_file(document: Mapping[str, Any], heading: Sequence[str]) -> Iterator[str]:
    """Yield the text of a data file, under a heading of comment lines."""
    yield "\n".join(f"# {line}".rstrip() for line in heading) + "\n"
    for name, section in document.items():
        hint = SECTION_COMMENTS.get(name)
        yield f"\n# {hint}\n\n" if hint else "\n"
        yield tomli_w.dumps({name: section}, indent=2)


def slug(text: str) -> str:
    """Write a text in small letters, digits and hyphens, as far as it has letters of ASCII.

    >>> slug("Washington, D.C."), slug("Łódź (Bałuty)"), slug("大阪")
    ('washington-dc', 'lodz-baluty', '')
    """
    return "-".join(re.findall("[a-z0-9]+", simplify(text)))


class Ids:
    """Gives out ids, each once.

    >>> ids = Ids()
    >>> [ids.free("springfield", "springfield-us") for _ in range(3)]
    ['springfield', 'springfield-us', 'springfield-2']
    """

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._numbers: dict[str, int] = {}  # the last one that the first choice was given

    def free(self, *choices: str) -> str:
        """Return the first of the choices that is free, or the very first with a number."""
        id = next((one for one in choices if one not in self._taken), None)
        while id is None:
            number = self._numbers.get(choices[0], 1) + 1
            self._numbers[choices[0]] = number
            numbered = f"{choices[0]}-{number}"
            id = None if numbered in self._taken else numbered
        self._taken.add(id)
        return id

    def of_city(self, city: Mapping[str, Any]) -> str:
        """Return an id for a city: its name, with its region or country where that is taken."""
        code = city["country"].lower()
        name, region = slug(city["name"]), slug(city.get("region", ""))
        if not name:
            return self.free(f"city-{code}")
        return self.free(name, *([f"{name}-{region}"] if region else []), f"{name}-{code}")
