"""The ``site`` command, and the document it writes."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from collections import Counter
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import page_pictures
import pytest
import tomli_w
from calls import DATA, ON
from documents import sample
from hypertext import classed, links, parse, text
from page_pictures import is_current
from take_pictures import DAY, PICTURES

from conftest import SAMPLE, Run, Site


def ids(document: ET.Element) -> list[str]:
    return [article.get("id", "") for article in document.iter("article")]


def test_bundled_page_is_small(site: Site) -> None:
    content = site().encode()
    assert len(content) <= 600_000
    assert len(gzip.compress(content, 9)) <= 130_000


def test_screenshots_in_the_documentation_match_the_page(site: Site) -> None:
    html = site(on=DAY).encode()
    outdated = [name for name in page_pictures.NAMES if not is_current(PICTURES / name, html)]
    assert outdated == [], "run: make pictures"


def rows(document: ET.Element) -> list[ET.Element]:
    return [row for row in document.iter("tr") if row.get("data-id")]


def test_stdout_is_a_complete_page(site: Site) -> None:
    out = site()
    assert out.startswith("<!doctype html>\n<html lang=")
    assert out.endswith("</html>\n")
    document = parse(out)
    assert document.findtext("head/title") == document.findtext("body/header/h1")
    assert len(ids(document)) == 50


def test_home_named_twice_counts_once(site: Site) -> None:
    assert site(*DATA, "--of", "alund", "--of", "Ålund") == site(*DATA, "--of", "alund")


def test_filters_select_like_list(site: Site, run: Run) -> None:
    options = (*DATA, "--of", "ål", "--of", "brest", "--country", "france", "--founded", "1980..")
    document = parse(site(*options))
    listed = [row["id"] for row in run("list", "--json", *options).json]
    assert listed == ["alund-brest", "choirs"]
    assert ids(document) == listed
    assert {row.get("data-id") for row in rows(document)} == set(listed)


def figures(document: ET.Element) -> list[str]:
    return [text(figure) for figure in next(classed(document, "figures"))]


def test_page_of_one_home_is_about_that_home(site: Site) -> None:
    alund = parse(site(*DATA, "--of", "alund"))
    assert len(ids(alund)) == len(rows(alund)) == 4
    assert alund.findtext("head/title") == "Sister towns"
    assert figures(alund)[0] == (
        "Ålund 3 partner cities in 2 countries since 1960 and 1 partnership of organisations"
    )
    assert text(next(classed(alund, "count"))) == "4 relationships"
    assert [one.get("id") for one in classed(alund, "programme")] == ["page:home-alund"]
    assert not [*classed(alund, "of-home")]
    assert "home" not in {field.get("name") for field in alund.iter("select")}
    brest = parse(site(*DATA, "--of", "brest"))
    assert brest.findtext("head/title") == "Partnerships of Brest"
    shared = [row for row in rows(brest) if row.get("data-id") == "alund-brest"]
    assert [text(row[0]) for row in shared] == ["Ålund"]


def test_page_counts_cities_and_organisations_of_each_home(site: Site) -> None:
    document = parse(site())
    partners = "11 partner cities in 8 countries since 1951"
    assert figures(document) == [
        "Chicago 29 sister cities in 28 countries since 1960",
        f"Birmingham, England {partners} and 11 partnerships of organisations",
        "Next anniversary Guangzhou and Birmingham 20 years on 4 December 2026",
    ]
    assert text(next(classed(document, "count"))) == "50 relationships"
    titles = [text(row) for row in classed(document, "region")]
    continents = ["Africa", "Asia", "Europe", "North America", "Oceania", "South America"]
    assert titles == [*continents, *continents[:4], "Organisations"]
    assert len(rows(document)) == 51  # one is listed under both homes


def test_title_option_names_the_page(site: Site) -> None:
    document = parse(site(*DATA, "--title", "Our <towns>"))
    assert document.findtext("head/title") == document.findtext("body/header/h1") == "Our <towns>"


def properties(document: ET.Element) -> dict[str, str]:
    return {
        meta.get("property", meta.get("name", "")): meta.get("content", "")
        for meta in document.iter("meta")
    }


def test_page_describes_itself_to_search_engines_and_shared_links(site: Site) -> None:
    document = parse(site())
    description = properties(document)["description"]
    assert description.startswith("Chicago: 29 sister cities in 28 countries since 1960; ")
    assert not [name for name in properties(document) if name.startswith("og:")]
    [data] = [one.text for one in document.iter("script") if "ld+json" in one.get("type", "")]
    described = json.loads(data or "")
    assert (described["name"], described["description"]) == (
        document.findtext("head/title"), description,
    )  # fmt: skip
    assert [city["name"] for city in described["about"]] == ["Chicago", "Birmingham"]

    address, image = "https://city.example/twins/", "https://city.example/twins.png"
    shared = parse(site(*DATA, "--base-url", address, "--image", image))
    assert [link.get("href") for link in shared.iter("link") if link.get("rel") == "canonical"] == [
        address
    ]
    assert properties(shared)["og:url"] == address
    assert properties(shared)["og:image"] == image
    assert "og:image" not in properties(parse(site(*DATA, "--base-url", address)))


def test_data_file_sets_colour_logo_footer_and_contact(site: Site, tmp_path: Path) -> None:
    file = tmp_path / "towns.toml"
    settings = """[site]
colour = "#ffee00"
logo = "Town of Ålund"
footer = "See https://alund.example/"
report = "mailto:towns@alund.example"
"""
    file.write_text(f"{SAMPLE.read_text('utf-8')}\n{settings}", "utf-8")
    document = parse(site("--data", str(file)))
    assert text(next(classed(document, "logo"))) == "Town of Ålund"
    assert text(next(document.iter("footer"))) == "See https://alund.example/"
    reports = [link for link in links(document) if link.startswith("mailto:")]
    assert reports == [
        *(f"mailto:towns@alund.example?subject={id}" for id in ids(document)),
        "mailto:towns@alund.example",
    ]
    # Yellow is hard to read on white, and easy on black.
    style = document.findtext("head/style", "")
    light, dark = re.findall("--accent: (#[0-9a-f]{6})", style)
    assert (light < "#800000", dark) == (True, "#ffee00")
    plain = parse(site(*DATA))
    assert not [*plain.iter("footer"), *classed(plain, "logo")]
    assert not [link for link in links(plain) if link.startswith("mailto:")]


def test_empty_selection_warns_and_still_writes_a_page(run: Run) -> None:
    options = (*DATA, "--kind", "friendship", "--status", "ended")
    code, out, err = run("site", *ON, *options)
    assert (code, err) == (0, "No relationships match.\n")
    document = parse(out)
    assert ids(document) == []
    assert document.findtext("body/header/h1") == "Sister towns of Ålund"
    assert text(next(classed(document, "count"))) == "0 relationships"


@pytest.mark.parametrize(
    ("option", "value", "code"),
    [
        ("--of", "atlantis", 1),
        ("--on", "2027-02-29", 2),
        ("--base-url", "city.example", 2),
        ("--image", "https://city.example/picture.png", 2),
        ("--data", "no-such.toml", 3),
    ],
)
def test_errors_name_the_argument_and_write_no_page(
    run: Run, option: str, value: str, code: int
) -> None:
    result = run("site", option, value)
    assert (result.code, result.out) == (code, "")
    assert {value, f"{option} needs"} & {*re.findall(f"{value}|{option} needs", result.err)}


def test_ages_follow_the_day_and_the_leap_day_rule(site: Site) -> None:
    def cells(on: str, *options: str) -> list[str]:
        document = parse(site(*DATA, *options, on=on))
        row = next(row for row in rows(document) if row.get("data-id") == "alund-brest")
        return [text(next(classed(row, name))) for name in ("years", "next")]

    assert cells("2027-02-28") == ["39", "39th, 28 Feb 2027"]
    assert cells("2027-02-28", "--leap-day", "mar1") == ["38", "39th, 1 Mar 2027"]
    assert cells("1980-01-01") == ["–", "1st, 28 Feb 1989"]


@pytest.mark.parametrize(
    "options", [(), DATA, (*DATA, "--of", "alund")], ids=["all", "towns", "one"]
)
def test_ids_are_unique_and_internal_links_resolve(site: Site, options: tuple[str, ...]) -> None:
    document = parse(site(*options))
    known = Counter(element.get("id", "") for element in document.iter() if "id" in element.attrib)
    assert [id for id, count in known.items() if count > 1] == []
    own = [id for id in known if id not in ids(document)]
    assert all(":" in id for id in own)  # no id of a relationship has a colon
    targets = {unquote(link[1:]) for link in links(document) if link.startswith("#")}
    labels = {element.get("aria-labelledby", "") for element in document.iter()} - {""}
    assert targets | labels <= set(known)
    assert set(ids(document)) <= targets


def test_ids_of_relationships_never_collide_with_anchors_of_the_page(
    site: Site, tmp_path: Path
) -> None:
    document = sample()
    relationships = document["relationships"]
    anchors = {element.get("id", "") for element in parse(site(*DATA)).iter()}
    own = {anchor for anchor in anchors if anchor.startswith("page:")}
    assert {"page:list", "page:records", "page:about", "page:home-alund"} <= own
    ids = {anchor.removeprefix("page:").replace(":", "-") for anchor in own}
    for id in (*ids, "choirs-title", "choirs--title"):
        relationships[id] = relationships["choirs"]
    path = tmp_path / "own.toml"
    path.write_bytes(tomli_w.dumps(document).encode())
    test_ids_are_unique_and_internal_links_resolve(site, ("--data", str(path)))


def test_policy_allows_only_the_style_and_script_of_the_page(site: Site) -> None:
    document = parse(site(*DATA))
    [policy] = [
        meta.get("content", "")
        for meta in document.iter("meta")
        if meta.get("http-equiv") == "Content-Security-Policy"
    ]
    scripts = [element for element in document.iter("script") if not element.get("type")]
    directives = dict(directive.split(" ", 1) for directive in policy.split("; "))
    assert directives == {
        "default-src": "'none'",
        "connect-src": "'self'",  # auditing tools fetch robots.txt
        "img-src": "data:",
        "style-src": csp_hash(next(document.iter("style"))),
        "script-src": " ".join(map(csp_hash, scripts)),
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def csp_hash(element: ET.Element) -> str:
    digest = hashlib.sha256((element.text or "").encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def test_page_loads_nothing(site: Site) -> None:
    document = parse(site())
    assert {element.tag for element in document.iter()}.isdisjoint({"iframe", "object"})
    names = {name for element in document.iter() for name in element.attrib}
    assert {name for name in names if name.startswith("on")} | names & {"style"} == set()
    loaded = [*(link.get("href", "") for link in document.iter("link"))]
    loaded += [element.get("src", "") for element in document.iter() if "src" in element.attrib]
    assert [address.partition(",")[0] for address in loaded] == 2 * ["data:image/svg+xml"]
    style = document.findtext("head/style", "")
    assert "url(" not in style
    assert "@import" not in style


@pytest.mark.parametrize(
    ("options", "homes"),
    [
        ((), ("chicago", "birmingham")),
        ((*DATA, "--of", "alund"), ()),
        ((*DATA, "--leap-day", "mar1"), ("ålund", "brest")),
    ],
    ids=["bundled", "one-home", "leap-day"],
)
def test_page_has_the_events_of_the_calendar_command(
    site: Site, run: Run, options: tuple[str, ...], homes: tuple[str, ...]
) -> None:
    document = parse(site(*options))
    data = json.loads(document.findtext("body/script[@id='page:calendars']", ""))
    buttons = [button.get("data-events") for button in document.iter("button")]
    records = [json.loads(events) for events in buttons if events]
    selections = [options, *((*options, "--of", home) for home in homes)]
    for calendar, selection in zip(data["calendars"], selections, strict=True):
        home = calendar["home"]
        views = [[event for event in events if home in ("", event[0])] for events in records]
        events = [view[0][2] for view in views if view]
        assert sum(calendar["counts"].values()) == len(events)
        include = ("--include", "month", "--include", "year")
        code, out, _ = run("calendar", *selection, *include)
        assert (code, out) == (0, "".join([calendar["start"], *events, data["end"]]))


def test_large_page_contains_the_list_and_embeds_the_records(
    site: Site, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = parse(site(*DATA))
    monkeypatch.setattr("sistercities_cli.site.MAX_RECORDS", 3)
    monkeypatch.setattr("sistercities_cli.site.listing.MAX_HOMES", 1)
    large = parse(run("site", *ON, *DATA).ok)
    assert ids(large) == []
    details = json.loads(large.findtext("body/script[@id='page:details']", ""))
    assert list(details) == ids(small)
    assert [text(parse(record)) for record in details.values()] == [
        text(article) for article in small.iter("article")
    ]
    assert len(rows(large)) == len(rows(small))
    assert "with JavaScript only" in text(large)
    assert figures(large)[0] == "All 5 relationships of 2 cities in 3 countries"
