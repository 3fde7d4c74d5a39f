"""Finding the header and the columns of a spreadsheet."""

from __future__ import annotations

import csv
import io
import struct
import sys
from collections import Counter
from unittest.mock import Mock
from zipfile import ZipFile

import pytest
from test_convert import table
from test_spreadsheets import SPREADSHEETS

from sistercities_cli.convert.columns import FIELDS, Column, guess_field, match_columns
from sistercities_cli.convert.headings import HEADINGS
from sistercities_cli.convert.spreadsheet import read_spreadsheet
from sistercities_cli.convert.table import Row
from sistercities_cli.convert.workbook import fill_gaps
from sistercities_cli.datafile.files import DataFile, file_at
from sistercities_cli.errors import DataError, SisterCitiesError
from sistercities_cli.names import simplify_list

# Headings that mean different things in different languages, or with different values.
SHARED = {"state", "estado", "stato", "kraj", "stat", "etat", "signed"}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old-mac"])
def test_line_ends_are_recognized(end: str) -> None:
    text = end.join(("City;Country;Notes", 'Halle (Saale);Germany;"a, b; c"', ""))
    cells = {"partner": "Halle (Saale)", "country": "Germany", "notes": "a, b; c"}
    assert table(text).rows == (Row(2, cells),)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("CITY", "partner"), ("Sister City", "partner"), ("Partnergemeinde", "partner"),
        (" Country ", "country"), ("Partner country", "country"), ("Year_Founded", "founded"),
        ("Land / Country", "country"), ("Since (year, month, day)", "founded"),
        ("date signed", "founded"), ("Signed", "signatories"), ("Source URL", "source"),
        ("lat.", "latitude"), ("Time-Zone", "timezone"), ("Partnerland", "country"),
        ("Heimatland", "home_country"), ("latitude of home", "home_latitude"),
        ("lon1", "home_longitude"),
        ("Mayor", None), ("", None), ("Partner 1", None),
    ],
)  # fmt: skip
def test_heading_is_looked_up(heading: str, field: str | None) -> None:
    assert match(heading) == [field]


def test_headings_are_listed_once() -> None:
    uses = Counter(heading for headings in HEADINGS.values() for heading in simplify_list(headings))
    assert {heading for heading, count in uses.items() if count > 1} <= SHARED
    assert all(guess_field(heading.upper()).fields for heading in uses)


def test_each_field_name_is_a_heading() -> None:
    assert [field for field in FIELDS if match(field) != [field]] == []


def match(*headings: str) -> list[str | None]:
    return match_columns([Column(heading, ()) for heading in headings], {})[0]


def test_country_next_to_the_home_is_the_home_country() -> None:
    assert match("Partner", "Land", "Gemeinde", "Land") == [
        "partner", "country", "home", "home_country",
    ]  # fmt: skip
    assert match("Land", "Partnerstadt", "Partnerland") == ["home_country", "partner", "country"]
    assert match("Lat", "Gemeinde", "Land", "Partner") == [
        "home_latitude", "home", "country", "partner",
    ]  # fmt: skip


def test_shared_heading_without_known_values_is_a_region() -> None:
    assert match_columns([Column("État", ()), Column("State", ("x",))], {})[0] == [
        "country", "region",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "value", "field"),
    [
        ("Partnerschaft", "8.5.1973", "founded"),
        ("Partnerschaft", "Freundschaft", "kind"),
        ("Partnerschaft", "Kiel", "partner"),
        ("Signed", "03/04/1999", "founded"),
        ("Signed", "Ann Ek", "signatories"),
    ],
)
def test_heading_may_be_decided_by_its_values(heading: str, value: str, field: str) -> None:
    fields, _ = match_columns([Column(heading, (value,))], {})
    assert fields == [field]


def test_row_numbers_match_the_spreadsheet() -> None:
    parsed = table('City,Country\n\n"Two\nlines",FR\n,\nLyon,FR\n')
    assert [(row.number, row.cells["partner"]) for row in parsed.rows] == [
        (3, "Two; lines"), (5, "Lyon"),
    ]  # fmt: skip


def test_cell_is_normalized_to_one_line_in_nfc() -> None:
    [row] = table('City,Country\n" A\u030alund\t\u00a0\n(by \t the sea) ","S\n E"\n').rows
    assert row.cells == {"partner": "Ålund (by the sea)", "country": "S E"}


def test_row_may_be_shorter_or_longer_than_the_header() -> None:
    parsed = table("City,Country,Notes\nLyon,FR\nKiel,DE,fine, and more,,\nBrest,FR,,,\n")
    assert parsed.rows[0] == Row(2, {"partner": "Lyon", "country": "FR"})
    assert parsed.rows[1].problems == {
        "": "has more cells than the header has columns: 'and more'."
        " Quote cells that contain the separator"
    }
    assert parsed.rows[2].problems == {}


def test_column_without_a_heading_is_named_by_its_position() -> None:
    assert table(",City,Country\n1,Lyon,FR\n").unused == ("the first column",)


def test_control_characters_in_headings_are_escaped() -> None:
    assert table("City,Country,\x07\nLyon,FR,x\n").unused == (r"'\x07'",)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"", "is empty: it needs a header and rows", id="empty"),
        pytest.param(b"\n , \n", "is empty: it needs a header and rows", id="blank"),
        pytest.param(
            b'City,Country\nLyon,"FR\n', "row 2: cannot be parsed, perhaps because of", id="open"
        ),
        pytest.param(b'City,Country\n"Ly"on,FR\n', "row 2: cannot be parsed", id="quote-within"),
        pytest.param(b"City,Country\nx,%by\n" % (b"y" * 10**6), "row 2: cannot be", id="too-long"),
        pytest.param("City".encode("utf-16-le"), "has NUL characters, like UTF-16", id="nul"),
        pytest.param(b"City\xff\x81", "is neither UTF-8 nor Windows-1252", id="no-encoding"),
    ],
)
def test_unreadable_table_is_rejected(content: bytes, message: str) -> None:
    file = DataFile("towns.csv", lambda _: content)
    with pytest.raises(DataError) as caught:
        table(content.decode()) if content.isascii() else read_spreadsheet(file, None, None, {})
    assert str(caught.value).startswith("towns.csv has ")
    assert message in str(caught.value)


def test_long_cell_is_read_on_the_first_call() -> None:
    csv.field_size_limit(2**17)  # the default, which a first call finds
    assert table(f"City,Country,Notes\nLyon,FR,{'x' * 2**18}\n").rows[0].cells["notes"]


def test_wrong_encoding_is_rejected() -> None:
    file = DataFile("towns.csv", lambda _: b"City\xff")
    with pytest.raises(DataError, match="is not in the encoding ascii: try another"):
        read_spreadsheet(file, "ascii", None, {})


def test_workbook_without_python_calamine_is_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    file = DataFile("towns.xlsx", lambda _: b"PK\x03\x04")
    with pytest.raises(DataError, match="is a workbook, which needs python-calamine"):
        read_spreadsheet(file, None, None, {})


def test_workbook_is_read_without_stderr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "__stderr__", None)
    file = file_at(SPREADSHEETS / "workbook.xls")
    assert [number for number, _ in read_spreadsheet(file, None, None, {}).rows] == [1, 2]


def test_unexpected_workbook_exception_propagates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(io, "BytesIO", Mock(side_effect=MemoryError))
    with pytest.raises(MemoryError):
        read_spreadsheet(file_at(SPREADSHEETS / "workbook.xlsx"), None, None, {})


@pytest.mark.parametrize(
    ("record", "values"),
    [
        pytest.param("<HHHHHBB", (0x205, 8, 1, 2, 18, 0x17, 1), id="value"),
        pytest.param(
            "<HHHHHBBBBHHHIH", (6, 22, 1, 2, 18, 2, 0, 0x17, 0, 0, 0xFFFF, 0, 0, 0), id="formula"
        ),
    ],
)
def test_error_in_an_old_workbook_is_a_problem(record: str, values: tuple[int, ...]) -> None:
    content = (SPREADSHEETS / "workbook.xls").read_bytes()
    start = content.index(b"\x7e\x02\x0a\x00")  # the number in the last cell
    error = struct.pack(record, *values)
    filler = struct.pack("<HH", 0xEF, 36 - len(error) - 4).ljust(36 - len(error), b"\0")
    damaged = content[:start] + error + filler + content[start + 36 :]
    damaged += struct.pack("<HHHHHBB", 0x205, 8, 1, 1, 18, 0x99, 1)  # no known error
    file = DataFile("towns.xls", lambda _: damaged)
    assert read_spreadsheet(file, None, None, {}).rows[1][1][2] == "#REF!"


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        pytest.param({"xl/workbook.bin": ""}, "neither XLSX nor ODS", id="another kind"),
        pytest.param({"content.xml": "<!DOCTYPE a>"}, "is damaged", id="document type"),
        pytest.param({"content.xml": "<table"}, "is damaged", id="not XML"),
    ],
)
def test_workbook_must_have_xml_without_entities(parts: dict[str, str], message: str) -> None:
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    with pytest.raises(SisterCitiesError, match=message):
        fill_gaps([[""]], buffer.getvalue(), "Sheet1", [])


def test_list_of_skipped_rows_is_cut_short() -> None:
    totals = "".join(f"Total,{number},{'1' * 50}\n" for number in range(20))
    [remark] = table(f"City,Notes,Country\nLyon,1,FR\n{totals}").remarks
    assert remark.startswith("Skipped as totals or notes: 20 rows (3–22), 'Total 0…', 'Total 1…'")
    assert remark.endswith("'Total 7…', …")


@pytest.mark.parametrize("rows", ["", "1,,\n2,,\n"])
def test_header_without_rows_is_a_problem(rows: str) -> None:
    [problem] = table(f"Number,City,Country\n{rows}").problems
    assert problem.message == "has a header but no rows"
