"""Sources as CSL JSON for reference managers and pandoc (CSL 1.0.2)."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from sistercities_cli.bibliography import CitedSource, describe_citations

if TYPE_CHECKING:
    from sistercities_cli import types
    from sistercities_cli.dates import PartialDate
    from sistercities_cli.formats.rows import Record


def csl_item(cited: CitedSource) -> types.CslRecord:
    """Build the CSL item for a source; unlike other records, it omits unknown values."""
    source = cited.source
    item = {
        "id": citation_key(source.url),
        "type": "webpage",
        # Citation styles have no fallback for a missing title.
        "title": source.title or source.publisher,
        # The name of the web site; styles would print it twice without a title.
        "container-title": source.publisher if source.title else None,
        # Unparsed, since an author may be a person or an institution.
        "author": [{"literal": name} for name in source.authors] or None,
        "issued": _date(source.date),
        "accessed": _date(source.accessed),
        "URL": source.url,
        "note": source.note,
        "annote": "; ".join(describe_citations(cited)),
    }
    known = {name: value for name, value in item.items() if value is not None}
    return cast("types.CslRecord", known)


def _date(date: PartialDate | None) -> Record | None:
    return {"date-parts": [[int(part) for part in str(date).split("-")]]} if date else None


def citation_key(url: str) -> str:
    """Derive a stable citation key from the URL of a source.

    >>> citation_key("https://www.city.example/about?id=1")
    'city-example-68d8f4aa'
    """
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    name = re.sub("[^a-z0-9]+", "-", host).strip("-") or "source"
    return f"{name}-{hashlib.sha256(url.encode()).hexdigest()[:8]}"
