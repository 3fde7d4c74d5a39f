"""The building blocks of pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from sistercities_cli.anniversaries import LeapDay
from sistercities_cli.model import City, Event, Relationship, Source
from sistercities_cli.structs import Struct


class Strong(str):
    """Emphasised text."""

    __slots__ = ()


class Link(str):
    """A web address."""

    __slots__ = ()


class Clock(str):
    """A time of day, shown only on a terminal."""

    __slots__ = ()


class Line(Struct):
    """A line of text with the numbers of its sources."""

    parts: tuple[str, ...]  # plain text, or one of the classes above, or a status
    citations: tuple[int, ...] = ()


class Title(Struct):
    """The title of a page, with lines on names and location."""

    name: str
    names: tuple[Line, ...]
    place: tuple[Line, ...]
    on: dt.date  # the reference date for ages


class Heading(Struct):
    """The title of a section."""

    text: str
    level: int  # for example 2 for a relationship, 3 for its parts


class Paragraph(Struct):
    """A paragraph of text."""

    line: Line


class Fact(Struct):
    """A fact with one or more values."""

    label: str
    values: tuple[Line, ...]
    note: str | None = None


class Facts(Struct):
    """Labelled facts."""

    facts: tuple[Fact, ...]


class History(Struct):
    """Events, each with the numbers of its sources."""

    events: tuple[tuple[Event, tuple[int, ...]], ...]


class Bullet(Struct):
    """An item of a bulleted list, with lines below it."""

    line: Line
    details: tuple[Line, ...] = ()


class Bullets(Struct):
    """A bulleted list."""

    bullets: tuple[Bullet, ...]


class Relationships(Struct):
    """The relationships of a home, to be listed with their ages."""

    home: City
    views: tuple[Relationship, ...]
    on: dt.date
    leap_day: LeapDay


class Sources(Struct):
    """Sources, numbered from 1."""

    sources: tuple[Source, ...]


class Hint(Struct):
    """A command for more information, shown only on a terminal."""

    text: str


Block: TypeAlias = (
    Title | Heading | Paragraph | Facts | History | Bullets | Relationships | Sources | Hint
)


def plain_line(text: str) -> Line:
    """Build a line of plain text."""
    return Line((text,))


def make_fact(
    label: str, *values: str, note: str | None = None, citations: tuple[int, ...] = ()
) -> Fact:
    """Build a fact whose last value has the citations."""
    *lines, last = values
    return Fact(label, (*map(plain_line, lines), Line((last,), citations)), note)


def bulleted_list(title: str, lines: Iterable[Line], level: int = 3) -> Iterator[Block]:
    """Yield a bulleted list under a title, if there are any lines."""
    if bullets := tuple(map(Bullet, lines)):
        yield Heading(title, level)
        yield Bullets(bullets)
