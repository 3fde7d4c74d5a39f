"""Find the signs that the columns of a table were misidentified."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, starmap

from sistercities_cli.convert.cities import city_key
from sistercities_cli.convert.collector import SAME_PLACE_DEGREES
from sistercities_cli.convert.gazetteer import NoMatch, PlaceLookup
from sistercities_cli.convert.rows import ParsedRow
from sistercities_cli.convert.table import Table
from sistercities_cli.datafile.write import CityDraft, CityKey
from sistercities_cli.names import simplify
from sistercities_cli.text import pluralize

MIN_ROWS, MIN_REPETITIONS = 3, 3  # fewer are inconclusive
MAX_PARTNERS = 250  # more than any city has
CHOOSE = "If another column has the partners, use --column partner=HEADING"


def implausibilities(table: Table, rows: Sequence[ParsedRow]) -> Iterator[str]:
    """Yield the reasons why the columns of a table must have been misidentified."""
    title = table.titles["partner"]
    if len(rows) < MIN_ROWS:
        return
    own = sum(simplify(row.partner.name) == simplify(row.home.name) for row in rows)
    if 2 * own > len(rows):
        where = f"in {own} of {len(rows)} rows"
        yield f"has the home itself as the partner {where} ({title!r}). {CHOOSE}"
    if "home" not in table.titles:
        partners = {city_key(row.partner) for row in rows}
        repeated = len(rows) - len(partners)
        if repeated >= MIN_REPETITIONS and 2 * repeated > len(rows):
            yield f"repeats the same partners ({title!r}). {CHOOSE}"
        elif len(partners) > MAX_PARTNERS and table.unused:
            yield (
                f"has {len(partners)} partners for one home. If an unused column has the homes, use"
                " --column home=HEADING; otherwise remove the unused columns"
            )
    elif "home_country" not in table.titles and _are_home_countries(rows):
        column = table.titles.get("country", table.titles.get("country_code"))
        if not {"country", "country_code"} & {*table.chosen}:
            yield (
                f"has all partners of each home in one country. If {column!r} is the country of the"
                f" homes, use --column home_country={column!r} and specify the partners' too; if"
                f" it is correct, use --column country={column!r}"
            )
    if homes := _count_shared_positions(rows):
        yield (
            f"has all partners of {pluralize(homes, 'home')} at the same coordinates. If these are"
            " those of the home, use --column home_latitude=HEADING and"
            " --column home_longitude=HEADING"
        )


def misplaced_reason(found: PlaceLookup, cities: Mapping[CityKey, CityDraft]) -> str | None:
    """Return the reason to reject coordinates if most are not near a place of that name."""
    given = sum(city.latitude is not None for city in cities.values())
    distant = len(found.unclear.get(NoMatch.DISTANT, ()))
    if distant < MIN_ROWS or 2 * distant <= given:
        return None
    return (
        f"has coordinates that are not near a place of the same name for {distant} of {given}"
        " cities. Check which column is latitude; to keep the coordinates, use --no-places"
    )


def _are_home_countries(rows: Sequence[ParsedRow]) -> bool:
    """Check whether the partner's country depends on the home alone."""
    countries: dict[CityKey, list[str]] = {}
    for row in rows:
        countries.setdefault(city_key(row.home), []).append(row.partner.country)
    several = [{*codes} for codes in countries.values() if len(codes) > 1]
    if not several or any(len(codes) > 1 for codes in several):
        return False
    are_own = all(row.home.country == row.partner.country for row in rows)
    return are_own or (len(several) >= MIN_ROWS and len(set.union(*several)) > 1)


def _count_shared_positions(rows: Sequence[ParsedRow]) -> int:
    """Count the homes whose partners all share one position, if they are the majority."""
    positions: dict[CityKey, dict[str, tuple[float, float]]] = {}
    for row in rows:
        partner = row.partner
        if partner.latitude is not None and partner.longitude is not None:
            partners = positions.setdefault(city_key(row.home), {})
            partners[simplify(partner.name)] = (partner.latitude, partner.longitude)
    several = [list(partners.values()) for partners in positions.values() if len(partners) > 1]
    shared = sum(all(starmap(_is_same_place, pairwise(one))) for one in several)
    return shared if 2 * shared > len(several) else 0


def _is_same_place(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return all(abs(a - b) < SAME_PLACE_DEGREES for a, b in zip(one, other, strict=True))
