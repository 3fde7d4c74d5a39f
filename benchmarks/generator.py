"""Make up a directory of any size: the same one each time, and right in every detail.

It is like the bundled one: homes with up to fifty relationships each, cities that have two or
three, names with accents and in other scripts, dates as exact as such dates are known, events,
signatories, and sources for all of it in the same file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

PER_HOME = 50
DAY = "2026-11-21"


class _Country(NamedTuple):
    code: str
    alpha_3: str
    name: str
    timezone: str
    latitude: float
    longitude: float


COUNTRIES = (
    _Country("BR", "BRA", "Brazil", "America/Sao_Paulo", -15.8, -47.9),
    _Country("CI", "CIV", "Côte d'Ivoire", "Africa/Abidjan", 6.8, -5.3),
    _Country("CZ", "CZE", "Czech Republic", "Europe/Prague", 50.1, 14.4),
    _Country("DE", "DEU", "Germany", "Europe/Berlin", 51.2, 10.4),
    _Country("GR", "GRC", "Greece", "Europe/Athens", 38.0, 23.7),
    _Country("IN", "IND", "India", "Asia/Kolkata", 22.6, 79.0),
    _Country("JP", "JPN", "Japan", "Asia/Tokyo", 35.7, 138.3),
    _Country("MX", "MEX", "Mexico", "America/Mexico_City", 20.6, -101.2),
    _Country("PL", "POL", "Poland", "Europe/Warsaw", 52.2, 19.1),
    _Country("SE", "SWE", "Sweden", "Europe/Stockholm", 59.3, 15.2),
    _Country("TR", "TUR", "Türkiye", "Europe/Istanbul", 39.0, 35.2),
    _Country("UA", "UKR", "Ukraine", "Europe/Kyiv", 49.0, 31.4),
)
FIRST = "Ål Bogo Čer Dun Ełk Fló Gö Hira İz Jõ Kro Lü Mal Ñu Ost Płó Qua Rö São Tam Ürü Vår Yo Žil"
SECOND = "ba ché dal en for gan hu iva jär kov lan més ną ora pen quí ró sund tve un vić wal xa yü"
THIRD = (
    "berg by dorf faro gród ham inka jima kylä lund mar nagar ovo pur rio stad tepe vík yama zen"
)
FOURTH = ("", " Alta", " Nova", " Północ", " Sul", " Väst", " Yukarı", " Zdrój")
NATIVE = ("大原市", "Київка", "Νέα Πόλη", "नयापुर", "Göksu", "新川町", "Łęgowo")
KINDS = ("sister city", "sister city", "sister city", "partner city", "friendship")
AREAS = ("trade", "schools", "music", "public health", "young people", "ports", "sport", "film")
CONFIDENCES = ("high", "high", "medium", "low")


def directory(count: int) -> Iterator[str]:
    """Yield the text of a data file with so many relationships, record by record."""
    homes = -(-count // PER_HOME)
    partners = max(PER_HOME, count // 2)
    yield f'[directory]\ntitle = "Towns of the world"\nversion = "1"\ndate = "{DAY}"\n'
    for number in range(homes):
        yield f'\n[homes.{city_id(number)}]\nprogramme = "{city_name(number)} International"\n'
    yield from map(_country, COUNTRIES)
    yield from map(_city, range(homes + partners))
    for number in range(count):
        yield _relationship(number, homes, partners)


def city_id(number: int) -> str:
    """Return the id of a city."""
    return f"city-{number}"


def city_name(number: int) -> str:
    """Return the name of a city: all are different.

    >>> city_name(0), city_name(1), city_name(31_415)
    ('Ålbaberg', 'Bogobaberg', 'Žilnąrio Nova')
    """
    name = ""
    for parts in (FIRST.split(), SECOND.split(), THIRD.split(), FOURTH):
        number, place = divmod(number, len(parts))
        name += parts[place]
    return name


def parties(number: int, homes: int, partners: int) -> tuple[int, int]:
    """Return the two cities of a relationship; the last of a home is with the next home."""
    home, place = divmod(number, PER_HOME)
    if place == PER_HOME - 1 and homes > 1:
        return home, (home + 1) % homes
    return home, homes + (number + home) % partners


def founded(number: int) -> str | None:
    """Return when a relationship was founded: most to the day, some less so, a few unknown."""
    year = 1931 + number * 37 % 90
    month, day = 1 + number * 7 % 12, 1 + number * 11 % 28
    if number % 97 == 0:
        return f"{year - year % 4}-02-29"
    match number % 10:
        case 7:
            return f"{year}-{month:02}"
        case 8:
            return f"{year}"
        case 9:
            return None
    return f"{year}-{month:02}-{day:02}"


def _country(country: _Country) -> str:
    return f'\n[countries.{country.code}]\nalpha_3 = "{country.alpha_3}"\nname = "{country.name}"\n'


def _city(number: int) -> str:
    country = COUNTRIES[number % len(COUNTRIES)]
    latitude = country.latitude + number * 13 % 400 / 100 - 2
    longitude = country.longitude + number * 17 % 400 / 100 - 2
    native = f'native = ["{NATIVE[number % len(NATIVE)]}"]\n' if number % 3 == 0 else ""
    return (
        f'\n[cities.{city_id(number)}]\nname = "{city_name(number)}"\n{native}'
        f'country = "{country.code}"\nlatitude = {latitude:.4f}\nlongitude = {longitude:.4f}\n'
        f'timezone = "{country.timezone}"\n'
    )


def _relationship(number: int, homes: int, partners: int) -> str:
    home, partner = parties(number, homes, partners)
    id = f"{city_id(home)}-{city_id(partner)}"
    lines = [
        "",
        f"[relationships.{id}]",
        f'home = "{city_id(home)}"',
        f'partner = "{city_id(partner)}"',
        f'kind = "{KINDS[number % len(KINDS)]}"',
        *_founding(number),
        *_standing(number),
        f'areas = ["{AREAS[number % 8]}", "{AREAS[(number + 3) % 8]}"]',
        *_events(number),
        f'highlights = ["The people of {city_name(partner)} sent a bell, and it rings at noon."]',
        *_sources(number, id),
    ]
    return "\n".join(lines) + "\n"


def _founding(number: int) -> Iterator[str]:
    date = founded(number)
    if date is None:
        return
    yield f'founded = "{date}"'
    yield f'founded_confidence = "{CONFIDENCES[number % len(CONFIDENCES)]}"'
    if number % 5 == 0:
        mayors = "".join(
            f'  {{ name = "{name}", office = "Mayor", side = "{side}" }},\n'
            for name, side in (("Zoë Ångström", "home"), ("José Núñez", "partner"))
        )
        yield f"signatories = [\n{mayors}]"


def _standing(number: int) -> Iterator[str]:
    status = {5: "suspended", 11: "dormant", 17: "ended", 23: "unconfirmed"}.get(number % 40)
    yield f'status = "{status or "active"}"'
    if status in ("suspended", "ended"):
        yield 'status_since = "2022-03"'
    yield f'status_as_of = "{2015 + number % 11}"'
    if number % 3 == 0:
        yield f'website = "https://towns.example/{number}"'


def _events(number: int) -> Iterator[str]:
    if number % 4 == 0:
        year, day = 2021 + number % 3, 10 + number % 20
        yield "events = ["
        yield f'  {{ date = "{year}-05", kind = "renewal", note = "Renewed at a fête." }},'
        yield f'  {{ date = "2024-06-{day}", kind = "event", note = "A regatta." }},'
        yield "]"


def _sources(number: int, id: str) -> Iterator[str]:
    for place in range(1 + number % 2):
        yield f"\n[[relationships.{id}.sources]]"
        yield f'url = "https://paper.example/{number}/{place}"'
        yield 'publisher = "The Morning Paper"'
        yield f'title = "Two towns, one friendship, part {place + 1}"'
        yield f'date = "{2000 + number % 26}-0{1 + place}-15"'
        yield 'supports = ["kind", "founded", "status"]'
