"""Sources as CSL JSON for reference managers and pandoc (CSL 1.0.2)."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sistercities_cli.bibliography import CitedSource, describe_citations
from sistercities_cli.dates import Year, YearMonth

if TYPE_CHECKING:
    from sistercities_cli.dates import PartialDate
    from sistercities_cli.formats.rows import Record


def csl_item(entry: CitedSource) -> Record:
    """Return a source as a web page; unlike elsewhere, what is not known has no key."""
    source = entry.source
    known = {
        "id": citation_key(source.url),
        "type": "webpage",
        # Styles print nothing in place of a title, and need one.
        "title": source.title or source.publisher,
        # The name of the site, as reference managers call it; styles would print it twice.
        "container-title": source.publisher if source.title else None,
        "issued": {"date-parts": [_date_parts(source.date)]} if source.date else None,
        "URL": source.url,
        "note": source.note,
        "annote": "; ".join(describe_citations(entry)),
    }
    return {name: value for name, value in known.items() if value is not None}


def citation_key(url: str) -> str:
    """Make a key to cite a source by; it depends on the address alone, so it stays the same.

    >>> citation_key("https://www.city.example/about?id=1")
    'city-example-68d8f4aa'
    """
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    name = re.sub("[^a-z0-9]+", "-", host).strip("-") or "source"
    return f"{name}-{hashlib.sha256(url.encode()).hexdigest()[:8]}"


def _date_parts(date: PartialDate) -> list[int]:
    """Return year, month and day as far as they are known."""
    if isinstance(date, Year):
        return [date.year]
    if isinstance(date, YearMonth):
        return [date.year, date.month]
    return [date.year, date.month, date.day]
