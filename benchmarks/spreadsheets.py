"""Convert generated lists in three languages, and account for every row.

python -m benchmarks.spreadsheets [ROWS]
"""

from __future__ import annotations

import sys
import tracemalloc
from collections.abc import Iterator
from random import Random
from time import process_time
from typing import NamedTuple

from sistercities_cli import countries
from sistercities_cli.convert import Conversion, convert
from sistercities_cli.convert.rows import Defaults
from sistercities_cli.convert.spreadsheet import read_spreadsheet
from sistercities_cli.convert.table import read_table
from sistercities_cli.datafile.check import check_data
from sistercities_cli.datafile.files import DataFile
from sistercities_cli.model import Status

CONSONANTS, VOWELS = "bdgklmnprst", "aeiou"
SHARE = {"repeat": 0.03, "contradiction": 0.02, "bad date": 0.02, "bad country": 0.01}


class Language(NamedTuple):
    """How people of one country fill in their lists."""

    code: str
    title: str  # above the header
    header: tuple[str, ...]  # home, partner, country, since, kind, status
    delimiter: str
    encoding: str
    countries: tuple[str, ...]
    dates: tuple[str, ...]
    kinds: tuple[str, ...]
    statuses: tuple[str, ...]


LANGUAGES = (
    Language(
        "DE", "Partnerschaften, Stand 2026",
        ("Gemeinde", "Partnergemeinde", "Land", "Seit", "Art", "Zustand"), ";", "windows-1252",
        ("Frankreich", "Großbritannien", "Polen", "Tschechien", "USA", "Türkei", "Österreich[1]"),
        ("{d:02}.{m:02}.{y}", "seit {y}", "um {y}", "{y}", "{d}. Mai {y}", "{y}er Jahre?", ""),
        ("Partnerschaft", "Freundschaft", "", "Zweckverband"), ("aktiv", "ruhend", "beendet", ""),
    ),
    Language(
        "FR", "Jumelages",
        ("Commune", "Ville jumelée", "Pays", "Date de jumelage", "Nature", "Statut"), ",", "utf-8",
        ("Allemagne", "Royaume-Uni", "Pologne", "Espagne", "États-Unis", "Mali", "Italie"),
        ("{d:02}/{m:02}/{y}", "1er mai {y}", "{y}", "depuis {y}", "vers {y}", "{y}[2]", ""),
        ("jumelage", "accord de coopération", ""), ("actif", "en sommeil", ""),
    ),
    Language(
        "IT", "Gemellaggi dei comuni",
        ("Comune", "Comune gemellato", "Stato", "Anno", "Tipo", "Situazione"), "\t", "utf-16",
        ("Germania", "Gran Bretagna", "Stati Uniti", "Francia", "Macedonia del Nord", "Svizzera"),
        ("{y}", "dal {y}", "{d} maggio {y}", "{d:02}.{m:02}.{y}", "anni 1990", "{y}/{n:02}"),
        ("gemellaggio", "patto di amicizia", ""), ("attivo", "sospeso", "cessato", ""),
    ),
)  # fmt: skip


def rows(language: Language, count: int, random: Random) -> Iterator[list[str]]:
    """Yield rows, some of which repeat or contradict others or have an invalid cell."""

    def name() -> str:
        letters = (random.choice(CONSONANTS) + random.choice(VOWELS) for _ in range(4))
        return "".join(letters).capitalize()

    made: list[list[str]] = []
    homes = [name() for _ in range(count // 6 + 1)]
    while len(made) < count:
        chance = random.random()
        year, month, day = random.randint(1946, 2024), random.randint(1, 12), random.randint(13, 28)
        date = random.choice(language.dates).format(y=year, n=(year + 1) % 100, m=month, d=day)
        row = [
            random.choice(homes), name(), random.choice(language.countries), date,
            random.choice(language.kinds), random.choice(language.statuses),
        ]  # fmt: skip
        if made and chance < SHARE["repeat"]:
            row = random.choice(made)
        elif made and chance < SHARE["repeat"] + SHARE["contradiction"]:
            row = [*random.choice(made)]
            row[3] = str(year)
        elif chance > 1 - SHARE["bad date"]:
            row[3] = "8.5.73"
        elif chance > 1 - SHARE["bad date"] - SHARE["bad country"]:
            row[2] = "Wakanda"
        made.append(row)
        yield row


def convert_rows(language: Language, count: int) -> Conversion:
    """Convert a generated list, and check that the data file is valid."""
    lines = [[language.title], [], [*language.header], *rows(language, count, Random(count))]  # noqa: S311  # not for security
    text = "\r\n".join(language.delimiter.join(line) for line in lines)
    content = text.encode(language.encoding)
    sheet = read_spreadsheet(DataFile("list", lambda _: content), None, None, {})
    table = read_table(sheet, "list", {})
    home_country = countries.find(language.code)
    defaults = Defaults("2026-11-21", "twinning", Status.ACTIVE, None, (), home_country)
    result = convert(table, defaults)
    accounted = len(result.draft.relationships), len(result.repeated), len(result.skipped)
    assert sum(accounted) == count, accounted
    assert not check_data(result.draft.document())
    return result


def main() -> None:
    """Print what becomes of the rows in each language, with time and memory."""
    count = int(sys.argv[1]) if sys.argv[1:] else 20_000
    for language in LANGUAGES:
        size = count // len(LANGUAGES)
        start = process_time()
        result = convert_rows(language, size)
        seconds = process_time() - start
        tracemalloc.start()
        convert_rows(language, size)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        print(
            f"{language.code}: {size:,} rows: {len(result.draft.relationships):,} written,"
            f" {len(result.repeated):,} merged, {len(result.skipped):,} rejected;"
            f" {seconds:.1f} s, {peak / 1e6:.0f} MB"
        )


if __name__ == "__main__":
    main()
