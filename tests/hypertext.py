"""Parse and query HTML without a browser."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

# Elements without an end tag (HTML standard, section 13.1.2).
VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "source"})
SHAPES = frozenset({"circle", "path", "rect", "use"})
# Elements whose text is separate from the text around them.
BLOCKS = frozenset(
    {"br", "dd", "div", "dl", "dt", "h3", "h4", "li", "ol", "p", "section", "td", "th", "ul"}
)


class _Builder(HTMLParser):
    """Builds the tree, and asserts that all tags are balanced."""

    def __init__(self) -> None:
        super().__init__()
        self.tree = ET.TreeBuilder()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> has an attribute twice: {names}"
        self.tree.start(tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            self.tree.end(tag)
        else:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in SHAPES, f"only parts of pictures end with />, not <{tag}>"
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> ends nothing"
        assert self.open[-1] == tag, f"</{tag}> ends <{self.open[-1]}>"
        self.tree.end(self.open.pop())

    def handle_data(self, data: str) -> None:
        if self.open:
            self.tree.data(data)


@cache
def parse(html: str) -> ET.Element:
    """Parse a page."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    assert builder.open == [], "all elements are closed"
    return builder.tree.close()


def text(element: ET.Element) -> str:
    """Return the text of an element, with single spaces."""
    return " ".join("".join(_parts(element)).split())


def _parts(element: ET.Element) -> Iterator[str]:
    edge = " " if element.tag in BLOCKS else ""
    yield edge + (element.text or "")
    for child in element:
        yield from _parts(child)
        yield child.tail or ""
    yield edge


def classed(element: ET.Element, name: str) -> Iterator[ET.Element]:
    """Yield the descendants with a class."""
    for descendant in element.iter():
        if name in descendant.get("class", "").split():
            yield descendant


def links(element: ET.Element) -> list[str]:
    """Return the targets of all links in an element."""
    return [link.get("href", "") for link in element.iter("a")]
