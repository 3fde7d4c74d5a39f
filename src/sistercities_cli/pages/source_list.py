"""The list of sources at the end of a page, and their numbers in its text."""

from __future__ import annotations

from collections.abc import Iterable

from sistercities_cli.bibliography import merge_sources
from sistercities_cli.model import Source
from sistercities_cli.pages.blocks import Line


class SourceList:
    """The sources of a page, each once, in the order of their numbers.

    Without numbers, nothing is cited.
    """

    def __init__(self, sources: Iterable[Source], *, numbered: bool) -> None:
        by_url: dict[str, list[Source]] = {}
        for source in sources:
            by_url.setdefault(source.url, []).append(source)
        self.sources: tuple[Source, ...] = tuple(map(merge_sources, by_url.values()))
        self.are_numbered = numbered
        self._numbers = {url: n for n, url in enumerate(by_url, 1)} if numbered else {}

    def __contains__(self, url: str) -> bool:
        """Check whether the source with a URL has a number."""
        return url in self._numbers

    def cite(self, urls: Iterable[str]) -> tuple[int, ...]:
        """Return the numbers of sources."""
        return tuple(sorted({self._numbers[url] for url in urls if url in self._numbers}))

    def cite_for(self, sources: Iterable[Source], *keys: str) -> tuple[int, ...]:
        """Return the numbers of the sources that support any of the facts."""
        return self.cite(one.url for one in sources if not {*keys}.isdisjoint(one.supports))

    def cited_line(self, text: str, sources: Iterable[Source], *keys: str) -> Line:
        """Build a line of plain text that cites the sources of its facts."""
        return Line((text,), self.cite_for(sources, *keys))
