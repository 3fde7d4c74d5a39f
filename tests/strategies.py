"""Strategies for generated documents, files, spreadsheets, command lines and environments."""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from documents import set_value
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from sistercities_cli.cli.app import COMMANDS, command
from sistercities_cli.convert.columns import FIELDS
from sistercities_cli.datafile import schema
from sistercities_cli.datafile.schema import Key, Keys, ValueType

# Any text, as `st.text()` but without its check of every character, which takes two seconds.
CHARACTERS = st.characters(exclude_categories=["Cs"])
TEXT, SHORT_TEXT = st.text(CHARACTERS), st.text(CHARACTERS, max_size=5)
# Valid texts that are hard to display, quote, escape, wrap or sort.
TEXTS = (
    "Brest", "İzmir", "大阪", "Київ", "عمان", "éx", "[/x]", "[bold red]", "[link=x]y[/link]", "//",
    "</script><script>", "a\\", "=1+1", "@x", '"', "'", "a;b,c\\n:d", "|", "`", "<b>&amp;", "#",
    "{{7*7}}", "%s%n", "]]>", "می\u200cخواهم", "\u0336a", "👨\u200d👩", "x" * 999, "大" * 99, "-",
    ".", "\u3000a", "ﬃ", "ß", "ı", "\u0345", "\U0001f1e9\U0001f1ea", "a b " * 99,
)  # fmt: skip
DATES = ("0001", "0001-01", "0001-01-01", "1582-10-10", "1960", "1999-12", "2000-02-29", "2024-02",
         "2026-11-21", "9999", "9999-12", "9999-12-31")  # fmt: skip
WRONG = (
    "\0", "\x07", "\x1b[31m", "\x1b]8;;x\x1b\\", "\r", "a\nb", "\x7f", "\x9b", "\u202e", "\u2028",
    "\ufeff", "\u00ad", "\ud7ff", "\ue000", "\uffff", "", "a b", "e\u0301", "0000", "1973-13",
    "1973-02-30", "10000", "１９７３", "../UTC", "/UTC", "Europe", "javascript:alert(1)",
    "https://", "http://[", "https://a.example:99999/", "ZZ", "lyon", "alund-choir", "FR", "ended",
    "2027", "1900-01-01", "kind", 2**63, 10**300, 181, 1e308,
)  # fmt: skip
HOMES, PARTNERS, ORGANISATIONS = ("a", "b"), ("c", "a-b"), ("A", "x" * 200)
CITIES, IDS = HOMES + PARTNERS, ("a", "b-1", "A", "constructor")

VALUES: Mapping[str, SearchStrategy[Any]] = {
    ValueType.TEXT: st.sampled_from(TEXTS),
    ValueType.TEXTS: st.lists(st.sampled_from(TEXTS), max_size=3),
    ValueType.DATE: st.sampled_from(DATES),
    ValueType.DAY: st.sampled_from([date for date in DATES if len(date) == len("2026-11-21")]),
    ValueType.URL: st.sampled_from(
        ("https://a.example/", "http://[::1]/%00", "https://ö.example/?b&c")
    ),
    ValueType.LATITUDE: st.floats(-90, 90),
    ValueType.LONGITUDE: st.floats(-180, 180),
    ValueType.NUMBER: st.integers(-(10**18), 10**18),
    ValueType.TIMEZONE: st.sampled_from(
        ("Asia/Kathmandu", "Pacific/Kiritimati", "Etc/GMT+12", "UTC")
    ),
    ValueType.CODE: st.sampled_from(("FRA", "GBR")),
    ValueType.ID: st.sampled_from(("a", "b-1")),
    ValueType.HIGHLIGHTS: st.lists(st.sampled_from(TEXTS), max_size=3),  # see _consistent
    ValueType.WIKIDATA: st.sampled_from(("Q1", "Q3761")),
    ValueType.COUNTRY: st.sampled_from(("FR", "GB", "XK", "JP", "UA")),
    ValueType.CITY: st.sampled_from(CITIES),
    ValueType.CITIES: st.lists(st.sampled_from(CITIES), max_size=2, unique=True),
    ValueType.PARTY: st.sampled_from((*CITIES, *ORGANISATIONS)),
}
TOML_VALUES: SearchStrategy[Any] = st.recursive(
    st.one_of(
        SHORT_TEXT, st.sampled_from(WRONG), st.integers(), st.floats(), st.booleans(),
        st.dates(), st.just(dt.time(12)),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=2), st.dictionaries(SHORT_TEXT, inner, max_size=2)
    ),
    max_leaves=5,
)  # fmt: skip
TOKENS = (b"'''", b'"""', b"[", b"]", b"[[", b"]]", b"=", b"{", b"}", b".", b",", b"a", b"1", b"\n",
          b"\r\n", b"#", b"\\", b"directory", b"\xef\xbb\xbf", b"\xc3", b"9" * 5000)  # fmt: skip
FRAGMENTS = st.sampled_from(TOKENS) | st.sampled_from((*TEXTS, *WRONG)).map(
    lambda value: str(value).encode()
)
NOISE = st.binary() | st.lists(FRAGMENTS, max_size=40).map(b"".join)


def damaged(content: bytes) -> SearchStrategy[bytes]:
    """Build a file with one to three slices replaced, by nothing, a fragment or another line."""

    def damage(edits: list[tuple[int, int, bytes]]) -> bytes:
        found = content
        for start, length, new in edits:
            found = found[:start] + new + found[start + length :]
        return found

    new = st.binary(max_size=2) | FRAGMENTS | st.sampled_from(content.splitlines(keepends=True))
    edits = st.tuples(st.integers(0, len(content)), st.sampled_from((0, 1, 3, 200)), new)
    return st.lists(edits, min_size=1, max_size=3).map(damage)


def paths(value: object, path: str = "") -> Iterator[str]:
    """Yield the path of everything in a document."""
    if path:
        yield path
    if isinstance(value, dict):
        for key, one in value.items():
            yield from paths(one, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from paths(one, f"{path}[{number}]")


def changed(document: dict[str, Any]) -> SearchStrategy[dict[str, Any]]:
    """Build a document with one to three values changed, some to valid ones."""

    def change(changes: list[tuple[str, object]]) -> dict[str, Any]:
        found = deepcopy(document)
        # Deepest paths first, because replacing a container removes its contents.
        for path, value in sorted(changes, key=lambda one: len(one[0]), reverse=True):
            set_value(found, path, value)
        return found

    places = sorted(paths(document), key=len)
    leaves = [path for path in places if sum(one.startswith(path) for one in places) == 1]
    texts = st.tuples(st.sampled_from(leaves), st.sampled_from((*TEXTS, *DATES)))
    others = st.tuples(st.sampled_from(places), st.sampled_from(WRONG) | TOML_VALUES)
    return st.lists(texts | others, min_size=1, max_size=3).map(change)


def record(keys: Keys, **given: SearchStrategy[Any]) -> SearchStrategy[dict[str, Any]]:
    """Build a valid record of the required keys, keys with given strategies, and some others."""
    values = {name: given.get(name, _value(key)) for name, key in keys.items()}
    required = {name for name, key in keys.items() if key.required or name in given}
    return st.fixed_dictionaries(
        {name: value for name, value in values.items() if name in required},
        optional={name: value for name, value in values.items() if name not in required},
    )


def _value(key: Key) -> SearchStrategy[Any]:
    if key.type == ValueType.TABLES:
        return st.lists(record(schema.TABLES[key.table]), min_size=1, max_size=2)
    if key.type == ValueType.FACTS:
        return st.lists(st.sampled_from(key.choices), max_size=4, unique=True)
    return st.sampled_from(key.choices) if key.choices else VALUES[key.type]


def documents() -> SearchStrategy[dict[str, Any]]:
    """Build data files with awkward values in any of the keys; most are valid."""
    keys = schema.RECORDS
    directory = {name: key for name, key in schema.DIRECTORY.items() if name != "evidence"}
    placeless = {name: key for name, key in keys["cities"].items() if "itude" not in name}
    home, partner = st.sampled_from(HOMES), st.sampled_from((*PARTNERS, *ORGANISATIONS))
    place = {"latitude": VALUES[ValueType.LATITUDE], "longitude": VALUES[ValueType.LONGITUDE]}
    sections = {
        "homes": (HOMES, record(keys["homes"])),
        "cities": (CITIES, record(placeless) | record(keys["cities"], **place)),
        "organisations": (ORGANISATIONS, record(keys["organisations"])),
        "relationships": (IDS, record(keys["relationships"], home=home, partner=partner)),
    }
    records = {
        section: st.fixed_dictionaries(dict.fromkeys(ids, one))
        for section, (ids, one) in sections.items()
    }
    head = record(directory, date=st.just("9999-12-31"))
    return st.fixed_dictionaries({"directory": head, **records}).map(_consistent)


def _consistent(document: dict[str, Any]) -> dict[str, Any]:
    for one in document["relationships"].values():
        if "founded" in one and "status_since" in one:
            one["founded"], one["status_since"] = sorted((one["founded"], one["status_since"]))
        one.get("events", []).sort(key=lambda event: event["date"])
        for source in one.get("sources", [])[:1]:
            dates = [f"events.{event['date']}" for event in one.get("events", [])]
            source["supports"] = source.get("supports", []) + dates
            one["highlights"] = [
                {"text": text, "sources": [source["url"]]} for text in one.get("highlights", [])
            ]
    return document


CELLS = SHORT_TEXT | st.sampled_from([
    "", "Kiel", "KIEL", "Springfield", "Kiel, DE", "Halle (Saale)", "Łódź", "大阪", "DE", "US",
    "Germany", "1973", "c. 1985", "05/1973?", "03/04/1999", "2999", "c. 0000", "54.3", "10", "91",
    "1e999", "nan", "²", "٣", "9" * 30, "-", "Europe/Berlin", "https://kiel.example/a b", "[/x]",
    "https://kiel.example", "http://[", "ended", "Twin Towns", "a; b", ";", "e\u0301", "\u202e",
    "=1+1", '"', "x\ny",
])  # fmt: skip


@st.composite
def spreadsheets(draw: st.DrawFn) -> str:
    """Build a spreadsheet with the required columns and some others."""
    titles = draw(st.lists(st.sampled_from(sorted(FIELDS)), max_size=3, unique=True))
    header = list(dict.fromkeys(["partner", "country", *titles]))
    country = st.sampled_from(("DE", "US", "x"))
    others = st.lists(st.just("") | CELLS, max_size=len(titles))
    row = st.builds(lambda name, country, others: [name, country, *others], CELLS, country, others)
    rows = draw(st.lists(row, max_size=6))
    text = io.StringIO()
    writer = csv.writer(text, delimiter=draw(st.sampled_from(",;\t")))
    writer.writerows([[title.replace("_", " ") for title in header], *rows])
    return text.getvalue()


WORDS = (
    "osaka", "chicago", "chicago-osaka", "mexico city", "Київ", "大阪", "germany", "DE", "korea",
    "Wakanda", "o", "brest", "İZMIR", "sister-city", "id", "id,partner", ",,", "id,id", "next",
    "years,next_date", "founded", "decade", "ended", "mar1", "table", "tsv", "csv", "json", "svg",
    "jsonl", "markdown", "text", "1990..1999", "..", "..1999", "1999..1990", "0001..9999", "90d",
    "1990...1999", "0d", "9999999w", "9999999y", "99999999d", "-1d", "１d", "0", "1", "-1", "75",
    "9999", "10000", "1e3", "٣", "1_0", "9" * 25, "9" * 5000, *DATES,
)  # fmt: skip
# These write to the user's home directory and detect the user's shell.
EXCLUDED_OPTIONS = ("--install-completion", "--show-completion")


def command_lines(files: tuple[str, ...]) -> SearchStrategy[list[str]]:
    """Build a command with some of its options and values, or with anything in any order."""
    strange = st.sampled_from(TEXTS) | SHORT_TEXT | st.binary(max_size=3).map(os.fsdecode)
    value = st.sampled_from(WORDS) | st.sampled_from(files) | strange

    def line(name: str) -> SearchStrategy[list[str]]:
        options = [
            st.sampled_from(one.opts) if one.is_flag else _valued(one, value)
            for one in command(name).params
            if one.param_type_name == "option"
        ]
        words = st.one_of(*options, value, strange.map("--{}".format), st.just("-h"))
        return st.lists(words, max_size=5).map(lambda found: [name, *found])

    lines = st.sampled_from(sorted(COMMANDS)).flatmap(line)
    return (lines | lines.flatmap(st.permutations)).map(_runnable)


def _valued(option: Any, value: SearchStrategy[str]) -> SearchStrategy[str]:
    choices = [str(getattr(one, "value", one)) for one in getattr(option.type, "choices", ())]
    name = next(one for one in option.opts if one.startswith("--"))
    return (st.sampled_from(choices) | value if choices else value).map(f"{name}={{}}".format)


def _runnable(words: list[str]) -> list[str]:
    return [word.replace("\0", "") for word in words if not word.startswith(EXCLUDED_OPTIONS)]


def environments() -> SearchStrategy[dict[str, Any]]:
    """Build the encoding, the terminal and the environment, as arguments of ``judge.run``."""
    given = {
        "encoding": st.sampled_from(("utf-8", "utf-8", "utf-8", "ascii", "latin-1", "cp1252")),
        "terminal": st.booleans(),
        "COLUMNS": st.integers(20, 300).map(str),
        "TERM": st.sampled_from(("dumb", "unknown", "xterm-256color", "", "\x1b")),
    }
    colours = {"NO_COLOR": st.just("1"), "FORCE_COLOR": st.just("1")}
    return st.fixed_dictionaries(given, optional=colours)
