"""Whatever a spreadsheet holds, each row is in a right data file or told of."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from functools import cache

import tomli
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sistercities_cli.convert import convert
from sistercities_cli.convert.rows import CountryFinder, Defaults, parse_home
from sistercities_cli.convert.table import COLUMN_TITLES, read_table
from sistercities_cli.datafile import build_directory
from sistercities_cli.datafile.check import check_data
from sistercities_cli.datafile.write import format_data_file
from sistercities_cli.errors import DataError
from sistercities_cli.model import Status

CELLS = st.one_of(
    st.sampled_from([
        "", "Kiel", "KIEL", "Springfield", "Kiel, DE", "Halle (Saale)", "Łódź", "大阪", "DE", "US",
        "Germany", "1973", "c. 1985", "05/1973?", "03/04/1999", "2999", "54.3", "10", "91", "-",
        "Europe/Berlin", "https://kiel.example/a b", "https://kiel.example", "http://[", "ended",
        "Twin Towns", "a; b", ";", "e\u0301", "\u202e", "=1+1", '"', "x\ny",
    ]),
    st.text(max_size=5),
)  # fmt: skip


@cache
def rules() -> Defaults:
    """Return how rows are read; the countries of the world are read for it."""
    home = parse_home("Springfield, US", CountryFinder())
    return Defaults("2026-11-21", "sister city", Status.ACTIVE, None, (home,))


@st.composite
def tables(draw: st.DrawFn) -> str:
    """Build a table that has at least the columns which it needs."""
    more = draw(st.lists(st.sampled_from(sorted(COLUMN_TITLES)), max_size=5, unique=True))
    header = list(dict.fromkeys(["partner", "country", *more]))
    width = st.integers(min_value=0, max_value=len(header) + 1)
    rows = draw(
        st.lists(width.flatmap(lambda n: st.lists(CELLS, min_size=n, max_size=n)), max_size=6)
    )
    text = io.StringIO()
    writer = csv.writer(text, delimiter=draw(st.sampled_from(",;\t")))
    writer.writerows([[title.replace("_", " ") for title in header], *rows])
    return text.getvalue()


@settings(max_examples=200)
@given(tables())
def test_a_table_becomes_a_right_file_or_is_told_off(text: str) -> None:
    try:
        table = read_table(text, "towns.csv")
    except DataError:
        assume(False)  # noqa: FBT003  # no row has anything in it
        raise
    found = convert(table, rules())

    assert check_data(found.draft.document()) == []
    written = "".join(format_data_file(found.draft.document(), ["A test."]))
    assert tomli.loads(written) == found.draft.document()
    build_directory(found.draft.document(), lambda: [found.draft.document()])
    assert all(str(problem).isprintable() for problem in found.problems)
    wrong = {problem.path.partition(",")[0] for problem in found.problems}
    again = [remark for remark in found.remarks if "says the same" in remark]
    assert len(found.draft.document()["relationships"]) + len(wrong) + len(again) == len(table.rows)


@given(st.text())
def test_any_text_is_a_table_or_told_off(text: str) -> None:
    with suppress(DataError):
        assert read_table(text, "towns.csv").rows
