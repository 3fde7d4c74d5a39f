"""The output formats, and the writers for rows: TSV, CSV, Markdown and JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    from sistercities_cli.formats.rows import Record

    Rows: TypeAlias = Iterable[Record]

# Spreadsheets evaluate text that starts like this as a formula (OWASP, "CSV Injection").
FORMULA_PREFIXES = ("=", "+", "-", "@", "\t", "\r")

# Characters with a special meaning in Markdown, pandoc's included, or embedded HTML.
MARKDOWN_ESCAPES = str.maketrans(
    {character: f"\\{character}" for character in "\\`*_[]<>|~#&$^@{}"}
)


class Format(StrEnum):
    """The output formats of all commands; each command accepts some of them."""

    TABLE = "table"
    TSV = "tsv"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"
    MARKDOWN = "markdown"
    CSL = "csl"
    TEXT = "text"
    SVG = "svg"
    GEOJSON = "geojson"


RowFormat: TypeAlias = Literal[
    Format.TABLE, Format.TSV, Format.CSV, Format.JSON, Format.JSONL, Format.MARKDOWN
]


def flat_rows(records: Rows) -> Iterator[Record]:
    """Merge the keys of nested records into rows: ``next`` becomes ``next_date`` ….

    A nested record that is ``None`` has no keys; its columns read as ``None``.
    """
    for record in records:
        row: dict[str, Any] = {}
        for key, value in record.items():
            if isinstance(value, dict):
                row |= {f"{key}_{inner}": nested for inner, nested in value.items()}
            else:
                row[key] = value
        yield row


def write_tsv(rows: Rows, columns: Sequence[str], *, header: bool = True) -> Iterator[str]:
    """Yield tab-separated lines; tabs and line breaks within values become spaces."""
    if header:
        yield "\t".join(columns) + "\n"
    for row in rows:
        yield "\t".join(_tsv_cell(row.get(column)) for column in columns) + "\n"


def write_csv(rows: Rows, columns: Sequence[str], *, header: bool = True) -> Iterator[str]:
    """Yield lines of comma-separated values, quoted as in RFC 4180 and ended by LF.

    Text that a spreadsheet would evaluate as a formula is prefixed with an apostrophe.
    """
    from csv import writer

    # With this terminator, carriage returns are quoted as well as line feeds.
    lines = writer(_LineEcho(), lineterminator="\r\n")
    if header:
        yield lines.writerow(columns)
    for row in rows:
        yield lines.writerow([_csv_cell(row.get(column)) for column in columns])


class _LineEcho:
    """A file-like object that returns each line written to it, terminated by LF."""

    def write(self, text: str) -> str:
        return text.removesuffix("\r\n") + "\n"


def _tsv_cell(value: object) -> str:
    text = "" if value is None else str(value)
    return text if text.isprintable() else " ".join(text.splitlines()).replace("\t", " ")


def _csv_cell(value: object) -> object:
    # Existing apostrophes are protected too, so that removing one restores the text.
    if isinstance(value, str) and value.lstrip("'").startswith(FORMULA_PREFIXES):
        return f"'{value}"
    return value


def write_markdown(rows: Rows, columns: Sequence[str], *, header: bool = True) -> Iterator[str]:
    """Yield the lines of a table, with all special characters in values escaped."""
    heading = [list(columns), ["---"] * len(columns)] if header else []
    cells = ([_markdown_cell(row.get(column)) for column in columns] for row in rows)
    for line in chain(heading, cells):
        yield f"| {' | '.join(line)} |\n"


def _markdown_cell(value: object) -> str:
    return "" if value is None else escape_markdown(str(value)).strip()


def escape_markdown(text: str) -> str:
    """Escape all special characters and replace line breaks with spaces."""
    return re.sub(r"\s+", " ", text).translate(MARKDOWN_ESCAPES)


def write_json(records: Iterable[Record], *, ascii_only: bool = False) -> Iterator[str]:
    """Yield the parts of a JSON array with one object per record (RFC 8259)."""
    import json

    # Indentation needs the pure-Python encoder; flat records can use the faster one in C.
    flat = json.JSONEncoder(ensure_ascii=ascii_only, separators=(",\n    ", ": "))
    nested = json.JSONEncoder(ensure_ascii=ascii_only, indent=2)
    separator = "["
    for record in records:
        if not record or any(isinstance(value, (dict, list, tuple)) for value in record.values()):
            text = nested.encode(record).replace("\n", "\n  ")
        else:
            text = f"{{\n    {flat.encode(record)[1:-1]}\n  }}"
        yield f"{separator}\n  {text}"
        separator = ","
    yield "[]\n" if separator == "[" else "\n]\n"


def write_jsonl(records: Iterable[Record], *, ascii_only: bool = False) -> Iterator[str]:
    """Yield JSON lines, one object per line."""
    import json

    encode = json.JSONEncoder(ensure_ascii=ascii_only).encode
    for record in records:
        yield encode(record) + "\n"
