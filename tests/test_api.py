"""Functions for what the commands write: the same content and defaults, from any thread."""

from __future__ import annotations

import datetime as dt
import inspect
import json
import multiprocessing
import re
import typing
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from itertools import repeat
from pathlib import Path
from typing import Any

import pytest
from clock import MOMENT

import sistercities_cli as sistercities
from conftest import SAMPLE, Run
from sistercities_cli import ArgumentError, ChoiceError, Directory, NotFoundError, types

DAY = dt.date(2026, 11, 21)
TOWNS = ("--data", str(SAMPLE))
ON = ("--on", str(DAY))
OF_BREST = ("--of", "brest")


@pytest.fixture
def of_brest(towns: Directory) -> list[sistercities.Relationship]:
    return towns.select(of="brest")


def test_records_are_the_rows_of_list(run: Run, towns: Directory) -> None:
    assert sistercities.records(towns, on=DAY) == run("list", "--json", *TOWNS, *ON).json
    brest = run("list", "--json", "--leap-day", "mar1", *OF_BREST, *TOWNS, *ON).json
    selected = towns.select(of="Brest")
    assert sistercities.records(towns, selected, on=DAY, leap_day="mar1") == brest


def test_record_is_the_object_of_show(run: Run, towns: Directory) -> None:
    [expected] = run("show", "alund-brest", "--json", *TOWNS, *ON).json
    record = sistercities.record(towns, "alund-brest", on=DAY)
    moment = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
    timed = sistercities.record(towns, towns["alund-brest"], on=moment, now=moment)

    assert record["local_time"] is None
    assert timed["local_time"] == "2026-11-21T13:00+01:00"
    for one in (record, timed):
        assert {**one, "local_time": expected["local_time"]} == expected
    with pytest.raises(NotFoundError, match=r"^No relationship called 'lyon'"):
        sistercities.record(towns, "lyon", on=DAY)


def test_anniversary_becomes_the_object_of_the_command(run: Run, towns: Directory) -> None:
    [expected] = run("anniversary", "alund-brest", "--nth", "25", "--json", *TOWNS, *ON).json
    anniversary = towns["alund-brest"].anniversary(DAY, nth=25)
    age = anniversary.to_dict()

    assert age == {name: expected[name] for name in age}
    assert anniversary.nth
    assert (anniversary.nth.ordinal, anniversary.nth.customary_name) == ("25th", "silver")
    assert towns["choirs"].anniversary(DAY).to_dict()["nth"] is None


def test_markdown_is_the_page_of_show(run: Run, towns: Directory) -> None:
    page = run("show", "brest", "-f", "markdown", *TOWNS, *ON).ok

    assert sistercities.markdown(towns, "brest", on=DAY, now=MOMENT) == page
    assert sistercities.markdown(towns, towns.homes[1], on=DAY, now=MOMENT) == page
    brief = run("show", "choirs", "-f", "markdown", "--no-sources", *TOWNS, *ON).ok
    assert sistercities.markdown(towns, towns["choirs"], on=DAY, now=MOMENT, sources=False) == brief
    assert "Same time" in brief
    assert "Same time" not in sistercities.markdown(towns, towns["choirs"], on=DAY)


@pytest.mark.parametrize(
    ("arguments", "options"),
    [
        ("", {}),
        ("--year 2027 --include month,year", {"year": 2027, "include": ["month", "YEAR"]}),
        ("--years 2 --every 5", {"years": 2, "every": 5, "on": DAY}),
        ("--remind 4w --title Towns", {"remind": dt.timedelta(weeks=4), "title": "Towns"}),
    ],
)
def test_calendar_is_that_of_the_command(
    run: Run, towns: Directory, arguments: str, options: dict[str, Any]
) -> None:
    content = sistercities.calendar(towns, towns.select(of="brest"), **options)

    result = run("calendar", *arguments.split(), *OF_BREST, *TOWNS, *ON)
    assert content.decode().replace("\r\n", "\n") == result.out.replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"year": 2027, "years": 2}, ArgumentError, "years: cannot be used together with year"),
        ({"years": 2}, ArgumentError, "on: is missing: years count from a day"),
        ({"remind": "30d"}, ArgumentError, "remind: '30d' is not a timedelta of zero or more"),
        ({"every": 0}, ArgumentError, "every: 0 is not a whole number of 1 or more"),
        ({"include": "day"}, ChoiceError, "No coarse precision called 'day': choose month or year"),
        ({"leap_day": "feb29"}, ChoiceError, "No leap day called 'feb29': choose feb28 or mar1"),
    ],
)
def test_calendar_rejects_options_that_do_not_fit(
    towns: Directory, options: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=f"^{message}"):
        sistercities.calendar(towns, **options)


def test_pictures_and_map_data_are_those_of_the_commands(run: Run, towns: Directory) -> None:
    views = towns.select(of="alund")
    of_alund = ("--of", "alund", *TOWNS)

    collection = run("map", "-f", "geojson", "--points", *of_alund, *ON).json
    assert sistercities.geojson(towns, views, on=DAY, points=True) == collection
    picture = run("map", "-f", "svg", "--zoom", *of_alund).out
    assert sistercities.map_svg(towns, views, zoom=True) == picture
    picture = run("timeline", "-f", "svg", "--by", "decade", "--title", "T", *of_alund).out
    assert sistercities.timeline_svg(towns, views, by="Decade", title="T") == picture


def test_page_is_that_of_the_command(run: Run, towns: Directory) -> None:
    assert sistercities.page(towns, on=DAY, of="brest") == run("site", *OF_BREST, *TOWNS, *ON).out
    both = [towns["alund-brest"]]
    page = run("site", "--country", "FR", "--kind", "sister-city", *TOWNS, *ON).out
    assert sistercities.page(towns, both, on=DAY) == page


def test_picture_for_shared_links_needs_the_address_of_the_page(towns: Directory) -> None:
    with pytest.raises(ArgumentError, match="needs base_url"):
        sistercities.page(towns, on=DAY, image="https://town.example/map.png")


@pytest.mark.parametrize(
    ("write", "arguments", "message"),
    [
        (sistercities.calendar, {"title": "a\nb"}, r"title: 'a\nb' contains the control character"),
        (sistercities.map_svg, {"title": " "}, "title: ' ' is empty"),
        (sistercities.timeline_svg, {"title": "\x1b"}, r"title: '\x1b' contains the control char"),
        (sistercities.page, {"on": DAY, "title": "a\r"}, r"title: 'a\r' contains the control"),
        (sistercities.page, {"on": DAY, "base_url": "town"}, "base_url: 'town' is not a web addr"),
    ],
)
def test_unsafe_titles_and_addresses_are_rejected(
    towns: Directory, write: Any, arguments: dict[str, Any], message: str
) -> None:
    with pytest.raises(ArgumentError, match=f"^{re.escape(message)}"):
        write(towns, **arguments)


def test_selections_may_be_given_by_id(towns: Directory) -> None:
    [row] = sistercities.records(towns, "choirs", on=DAY)

    assert row == sistercities.records(towns, [towns["choirs"]], on=DAY)[0]
    assert sistercities.csl(towns, ["choirs"]) == sistercities.csl(towns, towns["choirs"])
    with pytest.raises(NotFoundError, match=r"^No relationship called 'lyon'"):
        sistercities.geojson(towns, ["lyon"], on=DAY)


def test_sources_are_those_of_the_command(run: Run, towns: Directory) -> None:
    assert sistercities.sources(towns) == run("sources", "--json", *TOWNS).json
    items = run("sources", "brest-lyon", "choirs", "-f", "csl", *TOWNS).json
    assert sistercities.csl(towns, [towns["brest-lyon"], towns["choirs"]]) == items


def test_spreadsheet_is_converted_as_by_the_command(run: Run, tmp_path: Path) -> None:
    sheet = tmp_path / "towns.csv"
    sheet.write_text("Stadt,Land,Seit\nLyon,FR,1951\nBrest,FR,heute\n", "utf-8")
    remarks: list[str] = []
    text = sistercities.convert_spreadsheet(
        sheet, home="Ålund, SE", on=DAY, skip_bad=True, places=False, report=remarks.append
    )

    result = run("convert", str(sheet), "--home", "Ålund, SE", "--skip-bad", "--no-places", *ON)
    assert (result.code, result.out, result.err.splitlines()) == (0, text, remarks)
    with pytest.raises(sistercities.DataError, match="heute"):
        sistercities.convert_spreadsheet(sheet, home=["Ålund, SE"], on=DAY)
    with pytest.raises(ArgumentError, match=r"^columns: 'mayor' is not a field: there are "):
        sistercities.convert_spreadsheet(sheet, on=DAY, columns={"mayor": "Seit"})


def test_search_takes_words_or_one_text(towns: Directory) -> None:
    hits = sistercities.search(towns, "Bench  each")
    assert hits == sistercities.search(towns, ["bench", "each"], towns)
    assert [hit.field for hit in hits] == [sistercities.HitField.HIGHLIGHT]


@pytest.mark.parametrize(
    "pool",
    [
        pytest.param(lambda: ThreadPoolExecutor(4), id="threads"),
        pytest.param(
            lambda: ProcessPoolExecutor(1, multiprocessing.get_context("spawn")), id="processes"
        ),
    ],
)
def test_directory_is_shared_by_threads_and_processes(pool: typing.Callable[[], Executor]) -> None:
    directory = sistercities.load(SAMPLE)
    record, ids = partial(sistercities.record, on=DAY), [one.id for one in directory]
    with pool() as executor:
        found = list(executor.map(record, repeat(directory), ids))
    assert found == [record(directory, id) for id in ids]


def test_notebooks_show_tables(towns: Directory) -> None:
    table = towns._repr_html_()
    assert table.startswith(f"<table><caption>{towns.title}, version 3 of 2026-06-30</caption>")
    assert table.count("<tr>") == 1 + len(towns)
    assert table.endswith("</table><p>5 relationships</p>")
    hostile = towns["choirs"].replace(title="<b>", status_since=None)
    assert "<caption>&lt;b&gt;</caption>" in hostile._repr_html_()
    assert "<tr><th>Founded</th><td>15" not in hostile._repr_html_()


def test_representations_are_short(directory: Directory) -> None:
    osaka = directory["chicago-osaka"]
    source = directory.evidence(osaka).sources[0]

    assert repr(osaka.partner.country) == "<Country 'JP'>"
    assert repr(directory.homes[0]) == "<Home 'chicago'>"
    assert repr(osaka.anniversary(DAY)) == "<Anniversary 53 years, next 2027-11-09>"
    assert repr(source) == f"<Source {source.url!r}>"
    assert re.fullmatch("<Evidence: [0-9]+ highlights?, [0-9]+ sources>",
                        repr(directory.evidence(osaka)))  # fmt: skip


def test_everything_in_public_signatures_is_public() -> None:
    public = {getattr(sistercities, name) for name in sistercities.__all__}
    public |= {value for value in vars(types).values() if typing.is_typeddict(value)}
    for value in [value for value in public if inspect.isfunction(value)]:
        scope = {**vars(inspect.getmodule(value)), "types": types}
        for hint in typing.get_type_hints(value, scope).values():
            for part in _parts(hint):
                module = getattr(part, "__module__", "")
                if module.startswith("sistercities_cli"):
                    assert part in public, (value, part)


def _parts(hint: Any) -> typing.Iterator[Any]:
    arguments = [one for one in typing.get_args(hint) if not isinstance(one, list)]
    yield from (part for one in arguments for part in _parts(one))
    if not arguments:
        yield typing.get_origin(hint) or hint


def test_dates_in_json_are_text(towns: Directory) -> None:
    assert json.dumps(sistercities.record(towns, "alund-izmir", on=DAY)).count('"1993-09"') == 1
