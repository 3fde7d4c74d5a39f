"""Write the names of the subdivisions of countries (ISO 3166-2) to data/regions.txt.

Run it in an environment with the dependency group "bake": python tools/bake_regions.py
"""

from __future__ import annotations

import json
import re
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from sistercities_cli.names import simplify

ENGLISH_SPEAKING = {"AU", "CA", "GB", "IE", "NZ", "US"}  # the other names there are nicknames
HEADER = """\
# The regions of countries: a line for each country, with its code and the names of each region.
#
# Made with iso3166-2 {version} (MIT), which has the names of ISO 3166-2.
# It is written by tools/bake_regions.py: run that instead of editing.
"""
FILE = Path(__file__).parent.parent / "data" / "regions.txt"


def names_of_region(name: str, others: str | None) -> list[str]:
    """Return the official and the first English name of a region, simplified.

    >>> names_of_region("Toscana", "Toscane (fra), Tuscany (eng), Land of Chianti (eng)")
    ['toscana', 'tuscany']
    """
    english = re.search(r"([^,()]+) \([^()]*\beng\b", others or "")
    names = [re.sub(r" *[(\[].*", "", name), english[1] if english else ""]
    return list(dict.fromkeys(filter(None, map(simplify, names))))


def main() -> None:
    """Write one line per country: its code, and its regions with their names."""
    source = files("iso3166_2").joinpath("iso3166-2.json").read_text("utf-8")
    lines = []
    for code, regions in json.loads(source).items():
        groups = {
            "=".join(
                names_of_region(
                    region["name"], None if code in ENGLISH_SPEAKING else region["localOtherName"]
                )
            )
            for region in regions.values()
        }
        if groups:
            lines.append("|".join([code, *sorted(groups)]))
    header = HEADER.format(version=version("iso3166-2"))
    FILE.write_text(header + "".join(f"{line}\n" for line in lines), "utf-8")


if __name__ == "__main__":
    main()
