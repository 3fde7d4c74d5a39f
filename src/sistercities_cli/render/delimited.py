"""Rows as text with one line per row: TSV for the shell, CSV for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sistercities_cli.render.records import Record

# A spreadsheet takes text that starts like this for a formula (OWASP, "CSV Injection").
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def tsv(rows: Iterable[Record], columns: Sequence[str], *, header: bool = True) -> Iterator[str]:
    """Yield tab-separated lines; a tab or line break within a value becomes a space."""
    if header:
        yield "\t".join(columns) + "\n"
    for row in rows:
        yield "\t".join(_plain(row.get(column)) for column in columns) + "\n"


def csv(rows: Iterable[Record], columns: Sequence[str], *, header: bool = True) -> Iterator[str]:
    """Yield lines of comma-separated values, quoted after RFC 4180 and ended by LF.

    A text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    from csv import writer

    # With this terminator the module quotes carriage returns as well as line feeds.
    lines = writer(_Line(), lineterminator="\r\n")
    if header:
        yield lines.writerow(columns)
    for row in rows:
        yield lines.writerow([_harmless(row.get(column)) for column in columns])


class _Line:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text.removesuffix("\r\n") + "\n"


def _plain(value: object) -> str:
    text = "" if value is None else str(value)
    return text if text.isprintable() else " ".join(text.splitlines()).replace("\t", " ")


def _harmless(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_SIGNS) else value
