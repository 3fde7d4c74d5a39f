"""The facts of a relationship as labelled lines of a page for the terminal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from sistercities_cli.anniversaries import LeapDay
from sistercities_cli.render import words
from sistercities_cli.render.layout import Row, address
from sistercities_cli.render.terminal import STRONG, status_text

if TYPE_CHECKING:
    from sistercities_cli.model import Party, Relationship


def facts(view: Relationship, on: dt.date, leap_day: LeapDay) -> Iterator[Row]:
    """Yield briefly what is known about a relationship itself, with its age on a day."""
    if view.title:
        yield "Name", Text(view.title)
    if view.also:
        yield "Also", Text(", ".join(view.also))
    if view.home_units or view.partner_units:
        yield "Between", Text(_side(view.home_party, view.home_units))
        yield "and", Text(_side(view.partner, view.partner_units))
    if view.with_:
        yield "With", Text(", ".join(city.name for city in view.with_))
    if view.home_term or view.partner_term:
        terms = (view.home_party.name, view.home_term), (view.partner.name, view.partner_term)
        yield "Terms", Text("\n".join(f"{who}: {term}" for who, term in terms if term))
    if view.kind_confidence:
        yield "Kind", Text(f"{view.kind}{words.doubt(view.kind_confidence)}")
    yield from _age(view, on, leap_day)
    yield from _signed(view)
    yield "Status", _status(view)
    if view.status_note:
        yield "", Text(view.status_note)
    if view.areas:
        yield "Areas", Text(", ".join(view.areas))
    if view.website:
        yield "Website", address(view.website)


def _age(view: Relationship, on: dt.date, leap_day: LeapDay) -> Iterator[Row]:
    age = view.anniversary(on, leap_day=leap_day)
    if view.founded is None:
        founded = Text("date not known")
    else:
        founded = Text.assemble(
            (words.in_words(view.founded), STRONG), words.doubt(view.founded_confidence)
        )
    yield "Founded", founded
    if view.founded_note:
        yield "", Text(view.founded_note)
    if age.years is not None:
        yield "Age", Text(words.age_in_years(age))
    if age.next:
        name, when = words.anniversary_name(age.next.number), words.when(age.next)
        days = words.in_days(age.next.days)
        yield "Next", Text(f"{name} anniversary, {when}{f', {days}' if days else ''}")


def _signed(view: Relationship) -> Iterator[Row]:
    lines = [str(one) for one in view.signatories]
    if view.signatories_note:
        lines.append(view.signatories_note)
    if lines:
        yield "Signed by" if view.signatories else "Signed", Text("\n".join(lines))


def _status(view: Relationship) -> Text:
    text = Text.assemble(status_text(view.status))
    if view.status_since:
        text.append(f" since {words.in_words(view.status_since)}")
    if view.status_as_of:
        text.append(f", as of {words.in_words(view.status_as_of)}")
    text.append(words.doubt(view.status_confidence))
    return text


def _side(party: Party, units: Sequence[str]) -> str:
    return f"{party.name} ({', '.join(units)})" if units else party.name
