"""Look up coordinates and time zones of places in the bundled gazetteer."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache, cached_property
from typing import NamedTuple

from sistercities_cli import countries
from sistercities_cli.bundled import read_bundled
from sistercities_cli.convert.columns import guess_field
from sistercities_cli.datafile.write import CityDraft, CityKey
from sistercities_cli.geography import Coordinates, distance_km
from sistercities_cli.names import simplify

GAZETTEER_FILE = "places.dat"
DOMINANCE = 5  # a place this many times as large as the next one is unambiguous
NEARBY_KM = 25  # the maximum distance between a city's centre and its coordinates
# Spellings of "saint", which names in spreadsheets abbreviate or write out.
SAINTS = (("st", "saint", "sankt"), ("ste", "sainte"))


class GazetteerPlace(NamedTuple):
    """A place in the gazetteer."""

    name: str
    coordinates: Coordinates
    timezone: str
    population: int  # to two digits


class Match(NamedTuple):
    """A place found by name."""

    place: GazetteerPlace
    by_alias: bool  # whether the name is not the main one


class NoMatch(StrEnum):
    """The reasons why a name matches no place."""

    UNKNOWN = "Not among the places with 1,000 or more inhabitants"
    AMBIGUOUS = "Several places have this name"
    DISTANT = "Given coordinates are not near a place of this name"


def find_place(
    name: str, country: str, *, near: Coordinates | None = None, has_region: bool = False
) -> Match | NoMatch:
    """Look up a place by name in a country given by its alpha-2 code.

    A main name matches if it is unique or the next place is at most a fifth as large, and no larger
    place has it as another name. Another name matches only if all other places with the name, or
    whose main name begins with it, are at most a fifth as large. Coordinates select the place of
    that name near them. With a region, which the gazetteer does not have, the name must be unique.
    """
    places = _places_of(country)
    for key in _spellings(simplify(name)):
        if matches := [*places.find(key)]:
            if near is not None:
                return _nearest(matches, near)
            first, *others = matches
            rivals = [match.place for match in others if first.by_alias or not match.by_alias]
            if first.by_alias:
                rivals += [place for place in places.starting(key) if place != first.place]
            largest = max((place.population for place in rivals), default=0)
            dominates = not has_region and first.place.population >= DOMINANCE * largest
            return first if dominates or not rivals else NoMatch.AMBIGUOUS
    return NoMatch.UNKNOWN


def has_name(place: GazetteerPlace, name: str, country: str) -> bool:
    """Check whether a place has a name, even if others share it."""
    keys = _spellings(simplify(name))
    return any(match.place == place for key in keys for match in _places_of(country).find(key))


def _nearest(matches: Sequence[Match], near: Coordinates) -> Match | NoMatch:
    """Return the match near coordinates, if any."""
    distances = [distance_km(match.place.coordinates, near) for match in matches]
    nearest = min(distances)
    return matches[distances.index(nearest)] if nearest <= NEARBY_KM else NoMatch.DISTANT


def _spellings(key: str) -> Iterator[str]:
    """Yield a simplified name, and its variants with "saint" in other spellings."""
    yield key
    words = key.split()
    for saint in SAINTS:
        for position, word in enumerate(words):
            if word in saint:
                for variant in saint:
                    yield " ".join([*words[:position], variant, *words[position + 1 :]])


@cache
def _blocks() -> dict[str, memoryview]:
    """Return the compressed places of each country."""
    content = read_bundled(GAZETTEER_FILE)
    start = content.index(b"\n\n") + 2
    blocks = {}
    for item in content[:start].decode().splitlines()[-2].split():
        country, _, length = item.partition(":")
        blocks[country] = memoryview(content)[start : start + int(length)]
        start += int(length)
    return blocks


@cache
def _places_of(country: str) -> _CountryPlaces:
    block = _blocks().get(country)
    return _CountryPlaces(zlib.decompress(block) if block else EMPTY_BLOCK)


EMPTY_BLOCK = b"\n-\n" * 5 + b"\n"


class _CountryPlaces:
    """The places of a country, kept as encoded text, which loads faster than a dictionary."""

    def __init__(self, block: bytes) -> None:
        keys, *self._columns = block.split(b"\n-\n")
        self._keys = b"\n%b\n" % keys  # one line per place, each between line feeds

    def find(self, key: str) -> Iterator[Match]:
        """Yield the places with a simplified name, the largest first."""
        line_end = 0
        while (found := self._keys.find(f"|{key}|".encode(errors="replace"), line_end)) >= 0:
            line_start = self._keys.rfind(b"\n", 0, found) + 1
            line_end = self._keys.index(b"\n", found)
            yield Match(self._place(line_start), by_alias=found > line_start)

    def starting(self, key: str) -> Iterator[GazetteerPlace]:
        """Yield the places whose main name begins with the words of a simplified name."""
        line_start = 0
        while (found := self._keys.find(f"\n|{key} ".encode(errors="replace"), line_start)) >= 0:
            line_start = found + 1
            yield self._place(line_start)

    @cached_property
    def _facts(self) -> list[Sequence[str]]:
        """The columns: spellings, coordinates, populations, names and letters of time zones."""
        *columns, zones = (column.decode().split("\n") for column in self._columns)
        return [*columns, zones[0].split(" "), zones[1]]

    def _place(self, line_start: int) -> GazetteerPlace:
        position = self._keys.count(b"\n", 1, line_start)
        main_key = self._keys[line_start + 1 : self._keys.index(b"|", line_start + 1)].decode()
        spellings, latitudes, longitudes, populations, zone_names, zones = self._facts
        return GazetteerPlace(
            spellings[position] or main_key.title(),
            Coordinates(int(latitudes[position]) / 1000, int(longitudes[position]) / 1000),
            zone_names[ord(zones[position]) - ord("A")],
            int(populations[position]),
        )


class PlaceLookup(NamedTuple):
    """The results of looking up cities in the gazetteer."""

    cities: dict[CityKey, CityDraft]  # found, with coordinates and time zones
    names: dict[CityKey, str]  # the main names of those found by another name
    unclear: dict[NoMatch, list[CityKey]]  # without a match, by reason


def look_up_places(cities: Mapping[CityKey, CityDraft]) -> PlaceLookup:
    """Look up missing coordinates and time zones of cities.

    Given coordinates are kept, and the time zone is that of the place near them.
    """
    found = PlaceLookup({}, {}, {})
    for key, city in cities.items():
        given = None
        if city.latitude is not None and city.longitude is not None:
            given = Coordinates(city.latitude, city.longitude)
        if given and city.timezone:
            continue
        match = _find_city(city, given)
        if isinstance(match, NoMatch):
            if given is None or match is NoMatch.DISTANT:
                found.unclear.setdefault(match, []).append(key)
            continue
        if match.by_alias:
            found.names[key] = match.place.name
        coordinates = given or match.place.coordinates
        found.cities[key] = city._replace(
            latitude=coordinates.latitude,
            longitude=coordinates.longitude,
            timezone=city.timezone or match.place.timezone,
        )
    return found


def _find_city(city: CityDraft, near: Coordinates | None) -> Match | NoMatch:
    """Look up a city by its name, or else by its other names."""
    result = NoMatch.UNKNOWN
    for full_name in (city.name, *(city.also or ()), *(city.native or ())):
        for name in _variants(full_name):
            has_region = bool(city.region) or name != full_name
            match = find_place(name, city.country, near=near, has_region=has_region)
            if match in (NoMatch.AMBIGUOUS, NoMatch.DISTANT):
                result = match
            # Another name only selects one of the places of an ambiguous name.
            elif isinstance(match, Match) and (
                result is NoMatch.UNKNOWN or has_name(match.place, city.name, city.country)
            ):
                return match if name == city.name else match._replace(by_alias=True)
    return result


def _variants(name: str) -> Iterator[str]:
    """Yield a name, and the name without a qualifier, except another country.

    >>> [*_variants("Halle (Westf.)")], [*_variants("Brest, Belarus")]
    (['Halle (Westf.)', 'Halle'], ['Brest, Belarus'])
    >>> [*_variants("Ville de Lyon")], [*_variants("Kyoto City")]
    (['Ville de Lyon', 'Lyon'], ['Kyoto City', 'Kyoto'])
    """
    yield name
    short, *qualifiers = re.split(r" *[(/,)] *", name)
    if qualifiers and not any(map(countries.has, qualifiers)):
        yield short
    words = name.split()
    for word, rest in ((words[0], words[1:]), (words[-1], words[:-1])):
        if rest and guess_field(word).fields == ("place",):
            yield re.sub(r"^(?:of|de|di|do) |^d['’]", "", " ".join(rest))
