"""What people call the columns of their spreadsheets."""

from __future__ import annotations

from sistercities_cli.names import simplify

# Each field with the titles that mean it, simplified; the field's own name does too.
TITLES = {
    "home": "home city, home town, our city, our town",
    "home_country": "country of home",
    "partner": (
        "name, city, town, municipality, partner city, partner town, partner name, city name,"
        " town name, sister city, sister cities, twin town, twin towns, twin city, name of city"
    ),
    "country": "nation, country name, partner country",
    "country_code": "iso, iso code, iso 2, alpha 2, code",
    "region": "state, province, county, prefecture, department, state province",
    "native": "native name, local name",
    "also": "other names, other name, former name, former names, aka, also known as",
    "latitude": "lat",
    "longitude": "lon, lng, long",
    "timezone": "time zone, tz",
    "kind": "type, relationship, relationship type, type of relationship, kind of relationship",
    "founded": (
        "since, year, date, established, founding, founding date, founding year, date founded,"
        " year founded, year established, date established, agreement date, date of agreement,"
        " date signed, year signed, signing date, start, start date, begun, from"
    ),
    "status": "state of relationship, current status",
    "status_since": "since when that status",
    "signatories": "signatory, signed, signed by, signers",
    "website": "url, web, web site, web page, homepage, link, web address",
    "notes": "note, comment, comments, remark, remarks, description",
    "source": "sources, source url, url of source, reference, references",
}
_FIELDS = {
    title.strip(): field
    for field, titles in TITLES.items()
    for title in (field.replace("_", " "), *titles.split(","))
}


def field_of(title: str) -> str | None:
    """Return the field that the title of a column means, None if it means none.

    >>> field_of("Partner City"), field_of("YEAR  FOUNDED"), field_of("Mayor")
    ('partner', 'founded', None)
    """
    return _FIELDS.get(simplify(title))
