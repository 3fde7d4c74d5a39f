"""`site` as a program, and the page it writes as a document of its own."""

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
from clock import MOMENT
from documents import sample
from hypertext import classed, links, parse, text

from conftest import SAMPLE, Run
from sistercities_cli.dates import format_date

TOWNS = ("--data", str(SAMPLE))
ON = ("--on", "2026-11-21")


def page(run: Run, *options: str) -> ET.Element:
    code, out, err = run("site", *ON, *options)
    assert (code, err) == (0, "")
    return parse(out)


def ids(document: ET.Element) -> list[str]:
    return [one.get("id", "") for one in document.iter("article")]


def in_document(document: ET.Element, tag: str) -> ET.Element:
    return next(document.iter(tag))


def test_stdout_is_one_whole_page_and_nothing_else(run: Run) -> None:
    code, out, err = run("site", *ON)
    assert (code, err) == (0, "")
    assert out.startswith("<!doctype html>\n<html lang=")
    assert out.endswith("</html>\n")
    document = parse(out)
    assert text(in_document(document, "title")) == text(in_document(document, "h1"))
    assert len(ids(document)) == 49


def test_a_home_that_is_named_twice_is_one(run: Run) -> None:
    once = run("site", *ON, "--of", "chicago")
    assert run("site", *ON, "--of", "chicago", "--of", "Chicago") == once
    assert once.code == 0


@pytest.mark.parametrize(
    "options",
    [
        ("--of", "chicago"),
        ("--of", "birmingham"),
        ("--of", "birm", "--of", "chicago", "--status", "dormant"),
        ("--country", "germany"),
        ("--country", "UK"),
        ("--kind", "sister-city", "--status", "suspended"),
        ("--founded", "1990..1999"),
    ],
    ids=" ".join,
)
def test_filters_are_those_of_list(run: Run, options: tuple[str, ...]) -> None:
    document = page(run, *options)
    listed = [row["id"] for row in json.loads(run("list", "--json", *options).out)]
    assert ids(document) == listed
    assert {row.get("data-id") for row in document.iter("tr")} - {None} == set(listed)


def test_a_page_of_one_home_holds_its_relationships_as_it_lists_them(run: Run) -> None:
    chicago = page(run, "--of", "chicago")
    assert len(ids(chicago)) == 29
    assert text(next(classed(chicago, "count"))) == "29 relationships"
    assert [one.get("id") for one in classed(chicago, "programme")] == ["home-chicago"]
    rows = [row for row in chicago.iter("tr") if row.get("data-id") == "chicago-birmingham"]
    assert [row.get("data-home") for row in rows] == ["chicago"]
    birmingham = page(run, "--of", "birmingham")
    rows = [row for row in birmingham.iter("tr") if row.get("data-id") == "chicago-birmingham"]
    assert [(row.get("data-home"), text(row[0])) for row in rows] == [("birmingham", "Chicago")]


def test_a_home_is_told_of_that_has_no_relationship_but_with_another_home(
    run: Run, tmp_path: Path
) -> None:
    towns = sample()
    del towns["relationships"]["brest-lyon"]
    (tmp_path / "towns.toml").write_text(tomli_w.dumps(towns), "utf-8")
    document = page(run, "--data", str(tmp_path / "towns.toml"))
    assert [one.get("id") for one in classed(document, "programme")] == ["home-alund", "home-brest"]
    homes = [row.get("data-home") for row in document.iter("tr") if row.get("data-home")]
    assert homes == ["alund", "brest", "alund", "alund", "alund"]


def test_nothing_that_fits_is_said_and_the_page_is_whole(run: Run) -> None:
    options = (*TOWNS, "--kind", "friendship", "--status", "ended")
    code, out, err = run("site", *ON, *options)
    assert (code, err) == (0, "No relationships match.\n")
    document = parse(out)
    assert ids(document) == []
    assert text(in_document(document, "h1")) == "Sister towns of Ålund"
    assert text(next(classed(document, "count"))) == "0 relationships"


@pytest.mark.parametrize(
    ("options", "code"),
    [
        pytest.param(("--of", "atlantis"), 1, id="no such home"),
        pytest.param(("--country", "atlantis"), 1, id="no such country"),
        pytest.param(("--on", "2027-02-29"), 2, id="no such day"),
        pytest.param(("--leap-day", "mar2"), 2, id="no such rule"),
        pytest.param(("--status", "merry"), 2, id="no such status"),
        pytest.param(("--founded", "long ago"), 2, id="no span"),
        pytest.param(("chicago",), 2, id="takes no name"),
        pytest.param(("--data", "no-such.toml"), 3, id="no such file"),
    ],
)
def test_what_is_wrong_is_said_and_no_page_is_written(
    run: Run, options: tuple[str, ...], code: int
) -> None:
    result = run("site", *options)
    assert (result.code, result.out) == (code, "")
    assert result.err


def test_a_fault_in_the_evidence_beside_a_file_ends_with_3(run: Run, tmp_path: Path) -> None:
    facts = sample()
    facts["directory"]["evidence"] = "proof.toml"
    (tmp_path / "facts.toml").write_text(tomli_w.dumps(facts), "utf-8")
    (tmp_path / "proof.toml").write_text("[relationships.atlantis]\n", "utf-8")
    result = run("site", "--data", str(tmp_path / "facts.toml"))
    assert (result.code, result.out) == (3, "")
    assert "relationships.atlantis" in result.err


def test_the_same_day_gives_the_same_bytes(run: Run) -> None:
    assert run("site", *ON, *TOWNS) == run("site", *ON, *TOWNS)


def test_ages_are_those_of_the_day_asked_for_and_of_the_rule(run: Run) -> None:
    def cells(*options: str) -> list[str]:
        code, out, err = run("site", *TOWNS, *options)
        assert (code, err) == (0, "")
        row = next(row for row in parse(out).iter("tr") if row.get("data-id") == "alund-brest")
        return [text(cell) for cell in row][5:7]

    assert cells("--on", "2027-02-28") == ["39", "39th, 28 Feb 2027"]
    assert cells("--on", "2027-02-28", "--leap-day", "mar1") == ["38", "39th, 1 Mar 2027"]
    assert cells("--on", "1980-01-01") == ["–", "1st, 28 Feb 1989"]


def test_without_a_day_it_is_that_of_today(run: Run) -> None:
    document = parse(run("site", *TOWNS).out)
    assert text(next(classed(document, "as-of"))) == f"As of {format_date(MOMENT.date())}"


@pytest.mark.parametrize("options", [(), TOWNS, ("--of", "chicago")], ids=["all", "towns", "one"])
def test_ids_are_unique_and_all_links_within_lead_somewhere(
    run: Run, options: tuple[str, ...]
) -> None:
    document = page(run, *options)
    known = Counter(one.get("id") for one in document.iter() if one.get("id"))
    assert [id for id, times in known.items() if times > 1] == []
    within = {unquote(one[1:]) for one in links(document) if one.startswith("#")}
    labels = {one.get("aria-labelledby", "") for one in document.iter()} - {""}
    assert within | labels <= set(known)
    assert set(ids(document)) <= within


def test_the_policy_allows_the_pages_own_style_and_script_and_nothing_else(run: Run) -> None:
    document = page(run, *TOWNS)
    [policy] = [
        one.get("content", "")
        for one in document.iter("meta")
        if one.get("http-equiv") == "Content-Security-Policy"
    ]
    [script] = [one for one in document.iter("script") if not one.get("type")]
    directives = dict(one.strip().split(" ", 1) for one in policy.split(";"))
    assert directives == {
        "default-src": "'none'",
        "img-src": "data:",
        "style-src": hashed(in_document(document, "style")),
        "script-src": hashed(script),
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def hashed(element: ET.Element) -> str:
    digest = hashlib.sha256((element.text or "").encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def test_the_page_needs_nothing_beside_it(run: Run) -> None:
    document = page(run)
    assert {one.tag for one in document.iter()} & {"img", "iframe", "object", "embed"} == set()
    names = {name for one in document.iter() for name in one.keys()}  # noqa: SIM118  # no dict
    assert {name for name in names if name.startswith("on")} | names & {"src", "style"} == set()
    assert [one.get("href") for one in document.iter("link")] == ["data:,"]
    style = in_document(document, "style").text or ""
    assert "url(" not in style
    assert "@import" not in style


@pytest.mark.parametrize(
    ("options", "homes"),
    [
        ((), ("chicago", "birmingham")),
        (("--of", "chicago"), ()),
        (TOWNS, ("ålund", "brest")),
        ((*TOWNS, "--leap-day", "mar1"), ("ålund", "brest")),
    ],
    ids=["bundled", "one home", "towns", "towns, 1 March"],
)
def test_calendars_to_download_are_those_of_the_command(
    run: Run, options: tuple[str, ...], homes: tuple[str, ...]
) -> None:
    document = page(run, *options)
    [place] = classed(document, "downloads")
    found = [one for one in place.iter("a") if one.get("download")]
    calendars = []
    for one in found:
        kind, _, content = one.get("href", "").partition(";base64,")
        assert kind == "data:text/calendar;charset=utf-8"
        calendars.append(base64.b64decode(content, validate=True))
    wanted = [options, *((*options, "--of", home) for home in homes)]
    assert calendars == [run("calendar", *one).out.encode() for one in wanted]
    names = [one.get("download", "") for one in found]
    assert len(set(names)) == len(names)
    assert all(name.endswith(".ics") for name in names)
