"""A spreadsheet as people keep them for years: many countries, scripts and styles of dates."""

from __future__ import annotations

import csv
import datetime as dt
import io
from random import Random
from typing import NamedTuple

from sistercities_cli import countries
from sistercities_cli.dates import MONTHS

SYLLABLES = ("ka", "lo", "mi", "ber", "ün", "stad", "ø", "ville", "gór", "ço", "sen", "pa", "ra")
OTHER_SCRIPTS = ("京都", "Київ", "Αθήνα", "القاهرة", "서울", "ירושלים", "मुंबई", "Ереван")
SUFFIXES = ("", "", "", ", D.C.", " (Saale)", " am See", " (formerly X)", "'s Hertog", '"quoted"')
KINDS = ("Sister City", "Twin Towns", "partner city", "Friendship", "", "Zweckverband")
# Dates with one meaning, and what is kept of them.
DATES = (
    ("{y}", "{y}"), ("{m:02}/{y}", "{y}-{m:02}"), ("{y}-{m:02}-{d:02}", "{y}-{m:02}-{d:02}"),
    ("{d} {month} {y}", "{y}-{m:02}-{d:02}"), ("{month} {d}, {y}", "{y}-{m:02}-{d:02}"),
    ("{month} {y}", "{y}-{m:02}"), ("c. {y}", "{y}"), ("{y}?", "{y}"), ("", None), ("n/a", None),
    ("{y}-{m:02}-{d:02} 00:00:00", "{y}-{m:02}-{d:02}"),
)  # fmt: skip
BAD_DATES = ("26792", "03/04/1999", "8/5/73", "1985-1990", "30 February 1990", "soon", "2999")


class Written(NamedTuple):
    """A row as it was written, and what is right to be made of it."""

    name: str
    code: str
    founded: str | None
    is_bad: bool
    is_repeated: bool


def spreadsheet(rows: int, seed: int) -> tuple[str, list[Written]]:
    """Make up a spreadsheet, with what is to become of each of its rows."""
    random = Random(seed)  # noqa: S311  # nothing secret
    codes = random.sample(sorted(countries.english_names()), 80)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=random.choice(",;\t"))
    writer.writerow(("Sister City", "Country", "Kind", "Since", "Remarks", "Web", "Mayor"))
    written: list[Written] = []
    cells: list[tuple[str, ...]] = []
    for number in range(rows):
        if cells and random.random() < 0.02:
            earlier = random.randrange(len(cells))
            cells.append(cells[earlier])
            written.append(written[earlier]._replace(is_repeated=True))
        else:
            row, meaning = _row(random, random.choice(codes), number)
            cells.append(row)
            written.append(meaning)
    writer.writerows(cells)
    return text.getvalue(), written


def _row(random: Random, code: str, number: int) -> tuple[tuple[str, ...], Written]:
    name = "".join(random.choices(SYLLABLES, k=3)).title() + str(number) + random.choice(SUFFIXES)
    if random.random() < 0.1:
        name = f"{random.choice(OTHER_SCRIPTS)} {number}"
    is_bad = random.random() < 0.03
    form, kept = random.choice(DATES)
    day = dt.date(1930, 1, 1) + dt.timedelta(random.randrange(34_000))
    parts = {"y": day.year, "m": day.month, "d": day.day, "month": MONTHS[day.month - 1]}
    since = random.choice(BAD_DATES) if is_bad else form.format(**parts)
    country = random.choice(
        (code, countries.english_names()[code], countries.alpha_3_codes()[code])
    )
    notes = random.choice(("", "a, b; c", "line\nbreak", "tab\there", " "))
    cells = (name, country, random.choice(KINDS), since, notes, "", "N. N.")
    return cells, Written(name, code, kept and kept.format(**parts), is_bad, is_repeated=False)
