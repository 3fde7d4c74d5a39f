"""From the rows of a spreadsheet to a document: what becomes of each cell, what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from sistercities_cli.convert import Conversion, convert
from sistercities_cli.convert.rows import CountryFinder, Defaults, parse_home
from sistercities_cli.convert.table import read_table
from sistercities_cli.datafile.check import check_data
from sistercities_cli.model import Status

SPRINGFIELD = "Springfield, US"


def converted(text: str, *homes: str, **changes: Any) -> Conversion:
    countries = CountryFinder()
    places = tuple(parse_home(home, countries) for home in homes)
    rules = Defaults("2026-11-21", "sister city", Status.ACTIVE, None, places)
    found = convert(read_table(text, "towns.csv"), rules._replace(**changes))
    if found.draft.document()["relationships"]:
        assert check_data(found.draft.document()) == []
    return found


def right(text: str, *homes: str, **changes: Any) -> dict[str, Any]:
    found = converted(text, *(homes or (SPRINGFIELD,)), **changes)
    assert found.problems == ()
    return found.draft.document()


def problems(text: str, *homes: str) -> list[str]:
    return [str(one) for one in converted(text, *(homes or (SPRINGFIELD,))).problems]


def tie(header: str, cells: str, **changes: Any) -> dict[str, Any]:
    """Return the relationship of a table of one row, without what it has in any case."""
    document = right(f"City,Country,{header}\nLyon,FR,{cells}\n", **changes)
    [record] = document["relationships"].values()
    return {k: v for k, v in record.items() if k not in ("home", "partner")}


def test_a_name_and_a_country_are_enough() -> None:
    assert right("City,Country\nHalle (Saale),Allemagne\n") == {
        "directory": {
            "title": "Sister cities of Springfield", "version": "1", "date": "2026-11-21",
        },
        "homes": {"springfield": {"programme": "Springfield"}},
        "cities": {
            "halle-saale": {"name": "Halle (Saale)", "country": "DE"},
            "springfield": {"name": "Springfield", "country": "US"},
        },
        "relationships": {
            "springfield-halle-saale": {
                "home": "springfield", "partner": "halle-saale", "kind": "sister city",
                "status": "active",
            }
        },
    }  # fmt: skip


def test_every_column_finds_its_key() -> None:
    document = right(
        "name,country,region,native,also,lat,lon,tz,type,since,status,status since,signed,url,"
        "notes,source\n"
        'Brest,France,Brittany,Brest;Brést,Gesocribate,"48,39",-4.49°,Europe/Paris,Twin Towns,'
        "May 1973,on hold,2020,Ann Ek; B. Roe,https://b.example/,By the sea.,"
        "Archive https://a.example/x; https://b.example\n"
    )
    assert document["cities"]["brest"] == {
        "name": "Brest", "native": ["Brest", "Brést"], "also": ["Gesocribate"], "country": "FR",
        "region": "Brittany", "latitude": 48.39, "longitude": -4.49, "timezone": "Europe/Paris",
    }  # fmt: skip
    record = document["relationships"]["springfield-brest"]
    assert list(record.items()) == [
        ("home", "springfield"), ("partner", "brest"), ("kind", "twin town"),
        ("founded", "1973-05"), ("signatories", [{"name": "Ann Ek"}, {"name": "B. Roe"}]),
        ("status", "suspended"), ("status_since", "2020"), ("website", "https://b.example/"),
        ("notes", ["By the sea.", "Source: Archive"]),
        ("sources", [
            {"url": "https://a.example/x", "publisher": "a.example"},
            {"url": "https://b.example", "publisher": "b.example"},
        ]),
    ]  # fmt: skip


def test_a_source_of_nothing_but_separators_is_none() -> None:
    assert tie("Source", '"; ,"') == {"kind": "sister city", "status": "active"}


def test_a_founding_that_is_not_sure_says_so() -> None:
    assert tie("Founded", "c. 1985") == {
        "kind": "sister city", "founded": "1985", "founded_confidence": "low",
        "founded_note": "Written c. 1985 in the spreadsheet.", "status": "active",
    }  # fmt: skip


@pytest.mark.parametrize("nothing", ["", "-", "n/a", "?", "unknown", " "])
def test_what_is_not_known_is_left_out(nothing: str) -> None:
    plain = {"kind": "friendship", "status": "dormant"}
    cells = ",".join([nothing] * 5)
    assert tie(
        "Founded,Status,Kind,URL,Notes", cells, kind="friendship", status=Status.DORMANT
    ) == plain  # fmt: skip


@pytest.mark.parametrize(
    ("written", "kept"),
    [("Sister Cities", "sister city"), ("TWIN-TOWN", "twin town"), ("Zweckverband", "Zweckverband"),
     ("Sister City (youth)", "Sister City (youth)")],
)  # fmt: skip
def test_only_usual_kinds_are_put_into_usual_words(written: str, kept: str) -> None:
    assert tie("Kind", written)["kind"] == kept


def test_the_order_of_days_and_months_can_be_said() -> None:
    assert tie("Founded", "03/04/1999", day_first=True)["founded"] == "1999-04-03"


@pytest.mark.parametrize(
    ("country", "code"),
    [("Korea, South", "KR"), ("Congo, Democratic Republic of the", "CD"), ("NA", "NA"),
     ("Côte d’Ivoire", "CI"), ("日本", "JP"), ("U.S.A.", "US"), ("Kosovo", "XK")],
)  # fmt: skip
def test_countries_go_by_any_name(country: str, code: str) -> None:
    assert right(f'City;Country\nA;"{country}"\n')["cities"]["a"]["country"] == code


def test_a_code_may_stand_beside_the_name_or_alone() -> None:
    assert right("City,Country,ISO\nA,France,FR\nB,,de\n")["cities"]["b"]["country"] == "DE"
    assert problems("City,Country,ISO\nA,France,DE\n") == [
        "row 2, ISO: Germany is not France: the two columns must agree"
    ]


def test_ids_are_ascii_and_tell_places_apart() -> None:
    document = right(
        "City,Country,Region,Kind\nSpringfield,GB,,\nSpringfield,GB,Essex,\nSpringfield,AU,,\n"
        "大阪,JP,,\n京都,JP,,\nŁódź,PL,,\nŁódź,PL,,friendship\nŁódź,PL,,友好\nŁódź,PL,,協定\n"
    )
    assert list(document["cities"]) == [
        "city-jp", "city-jp-2", "lodz", "springfield", "springfield-au", "springfield-essex",
        "springfield-gb",
    ]  # fmt: skip
    assert [id for id in document["relationships"] if "lodz" in id] == [
        "springfield-lodz", "springfield-lodz-2", "springfield-lodz-3",
        "springfield-lodz-friendship",
    ]  # fmt: skip


def test_homes_come_from_a_column_too() -> None:
    document = right(
        "Home,Home country,City,Country\n"
        '"Brest, FR",,Kiel,DE\nPlouzané,FR,Kiel,DE\nspringfield us,,Kiel,DE\nSpringfield,,A,FR\n'
        'C,FR,A,FR\n"Brest, FR",,Plouzané,FR\n'
    )  # fmt: skip
    assert list(document["homes"]) == ["springfield", "brest", "plouzane", "c"]
    assert list(document["relationships"]) == [
        "springfield-a", "springfield-kiel", "brest-kiel", "brest-plouzane", "plouzane-kiel", "c-a",
    ]  # fmt: skip
    assert (
        document["directory"]["title"] == "Sister cities of Springfield, Brest, Plouzané and others"
    )


def test_the_same_twice_is_written_once_and_said() -> None:
    text = (
        "Home,City,Country,Founded,Lat,Lon\n"
        '"Brest, FR",Kiel,DE,1960,,\n"Brest, FR",Kiel,Germany,1960,54,10\n'
        '"Kiel, DE",Brest,FR,1960,,\n'
    )
    found = converted(text)
    assert found.problems == ()
    assert list(found.draft.document()["relationships"]) == ["brest-kiel"]
    assert found.draft.document()["cities"]["kiel"]["latitude"] == 54
    assert found.remarks == (
        "row 3 says the same as row 2: written once", "row 4 says the same as row 2: written once",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            "Kiel,DE,1960,,\nKiel,DE,1961,,x",
            "row 3: is about the same partner and kind as row 2, but differs in founded, notes:"
            " keep one of the two, or give one another kind",
            id="other-facts",
        ),
        pytest.param(
            "Kiel,DE,,Sister City,\nKIEL,DE,,twin town,",
            "row 3: KIEL is written Kiel in row 2: write it the same way, or tell two places"
            " apart with a column region",
            id="other-spelling",
        ),
        pytest.param("Springfield,USA,,,", "row 2, City: is the home itself", id="home-itself"),
    ],
)
def test_rows_that_go_against_each_other_are_refused(rows: str, expected: str) -> None:
    found = problems(f"City,Country,Founded,Kind,Notes\n{rows}\n")
    assert len(found) == 1
    assert found[0].startswith(expected)


def test_facts_of_a_city_that_go_against_each_other_are_refused() -> None:
    text = "City,Country,Kind,Lat,Lon\nKiel,DE,a,54,10\nKiel,DE,b,54,11\n"
    assert problems(text) == ["row 3: longitude of Kiel is 11.0, but 10.0 in row 2: which?"]


@pytest.mark.parametrize(
    ("header", "cell", "message"),
    [
        ("Founded", "03/04/1999", "could be 1999-04-03 or 1999-03-04"),
        ("Founded", "2027", "is after the data's own date"),
        ("Status", "lively", "write one of active, suspended"),
        ("Status since", "c. 2001", "cannot be recorded as uncertain: write 1973"),
        ("Signed", "8 May 1973", "is a date: call the column founded"),
        ("Website", "www.lyon.example", "is not a web address"),
        ("Source", "ftp://lyon.example", "is not a web address"),
        ("Source", "http://[lyon", "is not a web address"),
        ("Latitude", "91", "from -90 to 90"),
        ("Latitude", "45° 45′ N", "is not a number of degrees: write it like -4.49"),
        ("Timezone", "CET+1", "IANA"),
        ("Notes", "a\x07b", "control character U+0007"),
        ("Also", "a\x07b", "control character U+0007"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_told_by_row_and_column(header: str, cell: str, message: str) -> None:
    longitude = ",Lon" if header == "Latitude" else ""
    text = f"City,Country,{header}{longitude}\nA,FR\nLyon,FR,{cell}{longitude and ',4.85'}\n"
    [problem] = problems(text)
    assert problem.startswith(f"row 3, {header}: ")
    assert message in problem


def test_all_that_is_wrong_with_a_row_is_said_at_once() -> None:
    found = problems("City,Country,Year,URL,Lat,Lon\n,Germny,26792,x,1,,more\n")
    assert [problem.partition(": ")[0] for problem in found] == [
        "row 2", "row 2, City", "row 2, Country", "row 2, Year", "row 2, URL", "row 2, Lon",
    ]  # fmt: skip
    assert "has more cells than the header has columns: 'more'" in found[0]
    assert "Did you mean Germany" in found[2]


@pytest.mark.parametrize(
    ("row", "where", "message"),
    [
        pytest.param(",,A,FR", "Home", "is missing: whose partner is it?", id="no-home"),
        pytest.param("Brest,,A,FR", "Home", "'Brest' has no country: write it like Sp", id="bare"),
        pytest.param('", FR",,A,FR', "Home", "has no country", id="no-name"),
        pytest.param("Brest,Frnce,A,FR", "Home country", "Did you mean France", id="misspelt"),
        pytest.param('"B, Korea",,A,FR', "Home", "No country called 'Korea'", id="unknown"),
        pytest.param("B\x07,FR,A,FR", "Home", "control character", id="control"),
        pytest.param('"B, FR",,A,', "Country", "is missing: a name or an ISO", id="no-country"),
    ],
)
def test_a_home_that_is_not_clear_is_told_how_to_be(row: str, where: str, message: str) -> None:
    text = f"Home,Home country,City,Country\n{row}\n"
    found = [str(one) for one in converted(text).problems]
    assert len(found) == 1
    assert found[0].startswith(f"row 2, {where}: ")
    assert message in found[0]


def test_suggestions_end_where_they_would_take_too_long() -> None:
    rows = "".join(f"A{number},Germny{number}\n" for number in range(300))
    found = problems(f"City,Country\n{rows}")
    assert len(found) == 300
    assert "Did you mean Germany" in found[0]
    assert found[-1] == "row 301, Country: No country called 'Germny299'."
