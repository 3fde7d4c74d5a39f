"""HTML tables, as notebooks show values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def html_table(
    caption: str, rows: Iterable[Sequence[object]], header: Sequence[str] = (), note: str = ""
) -> str:
    """Format a table; without a header, the first cell of each row is the heading of the row.

    >>> html_table("Towns", [("Name", "Brest & Lyon")])
    '<table><caption>Towns</caption><tr><th>Name</th><td>Brest &amp; Lyon</td></tr></table>'
    """
    from html import escape

    def cells(values: Sequence[object], headings: int) -> str:
        tags = ["th"] * headings + ["td"] * (len(values) - headings)
        texts = ["" if value is None else escape(str(value)) for value in values]
        parts = (f"<{tag}>{text}</{tag}>" for tag, text in zip(tags, texts, strict=True))
        return f"<tr>{''.join(parts)}</tr>"

    head = cells(header, len(header)) if header else ""
    body = "".join(cells(row, 0 if header else 1) for row in rows)
    foot = f"<p>{escape(note)}</p>" if note else ""
    return f"<table><caption>{escape(caption)}</caption>{head}{body}</table>{foot}"
