"""The ``site`` command, and the document it writes."""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
import tomli_w
from documents import sample
from hypertext import classed, links, parse, text

from conftest import SAMPLE, Run

TOWNS = ("--data", str(SAMPLE))
ON = ("--on", "2026-11-21")


def page(run: Run, *options: str) -> ET.Element:
    code, out, err = run("site", *ON, *options)
    assert (code, err) == (0, "")
    return parse(out)


def ids(document: ET.Element) -> list[str]:
    return [article.get("id", "") for article in document.iter("article")]


def test_stdout_is_a_complete_page(run: Run) -> None:
    code, out, err = run("site", *ON)
    assert (code, err) == (0, "")
    assert out.startswith("<!doctype html>\n<html lang=")
    assert out.endswith("</html>\n")
    document = parse(out)
    assert document.findtext("head/title") == document.findtext("body/header/h1")
    assert len(ids(document)) == 50


def test_home_named_twice_counts_once(run: Run) -> None:
    once = run("site", *ON, "--of", "chicago")
    assert run("site", *ON, "--of", "chicago", "--of", "Chicago") == once
    assert once.code == 0


@pytest.mark.parametrize(
    "options",
    [
        ("--of", "birm", "--of", "chicago", "--status", "dormant"),
        ("--country", "germany", "--kind", "sister-city", "--founded", "1990..1999"),
    ],
    ids=" ".join,
)
def test_filters_select_like_list(run: Run, options: tuple[str, ...]) -> None:
    document = page(run, *options)
    listed = [row["id"] for row in json.loads(run("list", "--json", *options).out)]
    assert ids(document) == listed
    assert {row.get("data-id") for row in document.iter("tr")} - {None} == set(listed)


def test_page_of_one_home_shows_relationships_from_its_side(run: Run) -> None:
    chicago = page(run, "--of", "chicago")
    assert len(ids(chicago)) == 29
    assert text(next(classed(chicago, "count"))) == "29 relationships"
    assert [section.get("id") for section in classed(chicago, "programme")] == ["page:home-chicago"]
    rows = [row for row in chicago.iter("tr") if row.get("data-id") == "chicago-birmingham"]
    assert [row.get("data-home") for row in rows] == ["chicago"]
    birmingham = page(run, "--of", "birmingham")
    rows = [row for row in birmingham.iter("tr") if row.get("data-id") == "chicago-birmingham"]
    assert [(row.get("data-home"), text(row[0])) for row in rows] == [("birmingham", "Chicago")]


def test_empty_selection_warns_and_still_writes_a_page(run: Run) -> None:
    options = (*TOWNS, "--kind", "friendship", "--status", "ended")
    code, out, err = run("site", *ON, *options)
    assert (code, err) == (0, "No relationships match.\n")
    document = parse(out)
    assert ids(document) == []
    assert document.findtext("body/header/h1") == "Sister towns of Ålund"
    assert text(next(classed(document, "count"))) == "0 relationships"


@pytest.mark.parametrize(
    ("option", "value", "code"),
    [("--of", "atlantis", 1), ("--on", "2027-02-29", 2), ("--data", "no-such.toml", 3)],
)
def test_errors_name_the_argument_and_write_no_page(
    run: Run, option: str, value: str, code: int
) -> None:
    result = run("site", option, value)
    assert (result.code, result.out) == (code, "")
    assert value in result.err


def test_ages_follow_the_day_and_the_leap_day_rule(run: Run) -> None:
    def cells(*options: str) -> list[str]:
        code, out, err = run("site", *TOWNS, *options)
        assert (code, err) == (0, "")
        row = next(row for row in parse(out).iter("tr") if row.get("data-id") == "alund-brest")
        return [text(cell) for cell in row][5:7]

    assert cells("--on", "2027-02-28") == ["39", "39th, 28 Feb 2027"]
    assert cells("--on", "2027-02-28", "--leap-day", "mar1") == ["38", "39th, 1 Mar 2027"]
    assert cells("--on", "1980-01-01") == ["–", "1st, 28 Feb 1989"]


@pytest.mark.parametrize("options", [(), TOWNS, ("--of", "chicago")], ids=["all", "towns", "one"])
def test_ids_are_unique_and_internal_links_resolve(run: Run, options: tuple[str, ...]) -> None:
    document = page(run, *options)
    known = Counter(element.get("id") for element in document.iter() if element.get("id"))
    assert [id for id, count in known.items() if count > 1] == []
    targets = {unquote(link[1:]) for link in links(document) if link.startswith("#")}
    labels = {element.get("aria-labelledby", "") for element in document.iter()} - {""}
    assert targets | labels <= set(known)
    assert set(ids(document)) <= targets


def test_ids_of_relationships_never_collide_with_anchors_of_the_page(
    run: Run, tmp_path: Path
) -> None:
    document = sample()
    relationships = document["relationships"]
    anchors = {element.get("id", "") for element in page(run, *TOWNS).iter()}
    own = {anchor for anchor in anchors if anchor.startswith("page:")}
    assert {"page:directory", "page:records", "page:about", "page:home-alund"} <= own
    ids = {anchor.removeprefix("page:").replace(":", "-") for anchor in own}
    for id in (*ids, "choirs-title", "choirs--title"):
        relationships[id] = relationships["choirs"]
    path = tmp_path / "own.toml"
    path.write_bytes(tomli_w.dumps(document).encode())
    test_ids_are_unique_and_internal_links_resolve(run, ("--data", str(path)))


def test_policy_allows_only_the_style_and_script_of_the_page(run: Run) -> None:
    document = page(run, *TOWNS)
    [policy] = [
        meta.get("content", "")
        for meta in document.iter("meta")
        if meta.get("http-equiv") == "Content-Security-Policy"
    ]
    [script] = [element for element in document.iter("script") if not element.get("type")]
    directives = dict(directive.split(" ", 1) for directive in policy.split("; "))
    assert directives == {
        "default-src": "'none'",
        "img-src": "data:",
        "style-src": csp_hash(next(document.iter("style"))),
        "script-src": csp_hash(script),
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def csp_hash(element: ET.Element) -> str:
    digest = hashlib.sha256((element.text or "").encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def test_page_loads_nothing(run: Run) -> None:
    document = page(run)
    assert {element.tag for element in document.iter()}.isdisjoint({"img", "iframe", "object"})
    names = {name for element in document.iter() for name in element.attrib}
    assert {name for name in names if name.startswith("on")} | names & {"src", "style"} == set()
    assert [link.get("href") for link in document.iter("link")] == ["data:,"]
    style = document.findtext("head/style", "")
    assert "url(" not in style
    assert "@import" not in style


@pytest.mark.parametrize(
    ("options", "homes"),
    [
        ((), ("chicago", "birmingham")),
        (("--of", "chicago"), ()),
        ((*TOWNS, "--leap-day", "mar1"), ("ålund", "brest")),
    ],
    ids=["bundled", "one-home", "leap-day"],
)
def test_downloads_equal_the_calendar_command(
    run: Run, options: tuple[str, ...], homes: tuple[str, ...]
) -> None:
    document = page(run, *options)
    [downloads] = classed(document, "downloads")
    calendars = {}
    for link in downloads.iter("a"):
        kind, _, content = link.get("href", "").partition(";base64,")
        assert kind == "data:text/calendar;charset=utf-8"
        calendars[link.get("download", "")] = base64.b64decode(content, validate=True)
    selections = [options, *((*options, "--of", home) for home in homes)]
    assert list(calendars.values()) == [run("calendar", *s).out.encode() for s in selections]
    assert all(name.endswith(".ics") for name in calendars)
