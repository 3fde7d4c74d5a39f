"""Read a sheet of a workbook: XLSX, XLS or ODS."""

from __future__ import annotations

import datetime as dt
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sistercities_cli.datafile.files import ZIP_MAGIC
from sistercities_cli.errors import SisterCitiesError

OLE_MAGIC = b"\xd0\xcf\x11\xe0"  # the first bytes of XLS workbooks
PANIC = "PanicException"  # calamine raises it for some damaged files, but does not export it
SAVE_AS_CSV = "save it as CSV in UTF-8"
STDERR = 2  # its file descriptor


def is_workbook(content: bytes) -> bool:
    """Recognize a workbook by its first bytes."""
    return content.startswith((ZIP_MAGIC, OLE_MAGIC))


def read_workbook(content: bytes, sheet: str | None) -> tuple[list[list[str]], tuple[str, ...]]:
    """Read one sheet of a workbook, by default the first visible one with cells.

    Returns its rows, and a remark if there are other sheets. Raises :class:`SisterCitiesError`.
    """
    try:
        import python_calamine as calamine
    except ImportError:
        message = f"is a workbook, which needs python-calamine: install it, or {SAVE_AS_CSV}"
        raise SisterCitiesError(message) from None
    try:
        with _stderr_silenced():
            workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
            names = [
                one.name
                for one in workbook.sheets_metadata
                if one.typ == calamine.SheetTypeEnum.WorkSheet
                and one.visible == calamine.SheetVisibleEnum.Visible
            ]
            if sheet in workbook.sheet_names:
                names = [sheet]
            sheets = {name: workbook.get_sheet_by_name(name) for name in names}
            cells = {name: one.to_python(skip_empty_area=False) for name, one in sheets.items()}
    except BaseException as error:
        if not isinstance(error, calamine.CalamineError) and type(error).__name__ != PANIC:
            raise
        raise SisterCitiesError(f"is damaged or password-protected: {SAVE_AS_CSV}") from None
    if sheet not in (None, *names):
        expected = ", ".join(map(repr, names))
        raise SisterCitiesError(f"has no sheet {sheet!r}: expected one of {expected}")
    filled = [name for name in names if any(map(any, cells[name]))]
    if not filled:
        return [], ()
    from sistercities_cli.convert.omissions import complete

    name, *others = filled
    rows = complete(cells[name], content, name, sheets[name].merged_cell_ranges or [])
    listed = ", ".join(map(repr, others))
    remarks = (f"Sheet read: {name!r}. Use --sheet for others: {listed}",) if others else ()
    return [[_cell_text(cell) for cell in row] for row in rows], remarks


@contextmanager
def _stderr_silenced() -> Iterator[None]:
    """Silence stderr, since calamine prints a stack trace before raising some exceptions."""
    if sys.__stderr__ is None:  # closed
        yield
        return
    stderr, null = os.dup(STDERR), os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, STDERR)
    try:
        yield
    finally:
        os.dup2(stderr, STDERR)
        os.close(stderr)
        os.close(null)


def _cell_text(value: Any) -> str:
    """Format the value of a cell as in a CSV file."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value.date() if isinstance(value, dt.datetime) else value)
