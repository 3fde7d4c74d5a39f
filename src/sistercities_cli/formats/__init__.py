"""The output formats, and the writers for rows: TSV, CSV, Markdown and JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sistercities_cli.formats.rows import Record

# A spreadsheet takes text that starts like this for a formula (OWASP, "CSV Injection").
FORMULA_PREFIXES = ("=", "+", "-", "@", "\t", "\r")


def write_tsv(
    rows: Iterable[Record], columns: Sequence[str], *, header: bool = True
) -> Iterator[str]:
    """Yield tab-separated lines; a tab or line break within a value becomes a space."""
    if header:
        yield "\t".join(columns) + "\n"
    for row in rows:
        yield "\t".join(_tsv_cell(row.get(column)) for column in columns) + "\n"


def write_csv(
    rows: Iterable[Record], columns: Sequence[str], *, header: bool = True
) -> Iterator[str]:
    """Yield lines of comma-separated values, quoted after RFC 4180 and ended by LF.

    A text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    from csv import writer

    # With this terminator the module quotes carriage returns as well as line feeds.
    lines = writer(_LineEcho(), lineterminator="\r\n")
    if header:
        yield lines.writerow(columns)
    for row in rows:
        yield lines.writerow([_csv_cell(row.get(column)) for column in columns])


class _LineEcho:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text.removesuffix("\r\n") + "\n"


def _tsv_cell(value: object) -> str:
    text = "" if value is None else str(value)
    return text if text.isprintable() else " ".join(text.splitlines()).replace("\t", " ")


def _csv_cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_PREFIXES) else value


# Signs that mean something in Markdown or in the HTML that it may hold.
_MARKDOWN_ESCAPES = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>|~#&"})


def write_markdown(
    rows: Iterable[Record], columns: Sequence[str], *, header: bool = True
) -> Iterator[str]:
    """Yield the lines of a table; values read as plain text, whatever characters they hold."""
    if header:
        yield _markdown_line(columns)
        yield _markdown_line(["---"] * len(columns))
    for row in rows:
        yield _markdown_line([_markdown_cell(row.get(column)) for column in columns])


def _markdown_cell(value: object) -> str:
    return "" if value is None else " ".join(str(value).split()).translate(_MARKDOWN_ESCAPES)


def _markdown_line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def write_json(records: Iterable[Record], *, ascii_only: bool = False) -> Iterator[str]:
    """Yield one JSON array, with one object per record (RFC 8259)."""
    import json

    # The encoder is in C as long as it does not indent: it writes the flat records of a list.
    flat = json.JSONEncoder(ensure_ascii=ascii_only, separators=(",\n    ", ": "))
    deep = json.JSONEncoder(ensure_ascii=ascii_only, indent=2)
    separator = "["
    for record in records:
        if not record or any(isinstance(one, (dict, list, tuple)) for one in record.values()):
            text = deep.encode(record).replace("\n", "\n  ")
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


class Format(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    TSV = "tsv"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"
    MARKDOWN = "markdown"
