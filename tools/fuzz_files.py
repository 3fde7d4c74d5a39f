"""Make up data files and spreadsheets: right ones with hostile values, and all kinds of wrong."""

from __future__ import annotations

import copy
import csv
import datetime as dt
import io
from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

import tomli
import tomli_w

from sistercities_cli.convert.table import COLUMN_TITLES
from sistercities_cli.datafile import schema
from sistercities_cli.datafile.schema import Key, Keys, ValueType

# Texts that are right, and awkward to show, quote, escape, fold or sort.
TEXTS = (
    "Brest", "İzmir", "大阪", "Київ", "عمان", "éx", "[/x]", "[bold red]",
    "[link=x]y[/link]", "</script><script>", "a\\", "=1+1", "@x", '"', "'", "a;b,c\\n:d", "|", "`",
    "<b>&amp;", "{{7*7}}", "%s%n", "]]>", "a\u200db", "\u0336a", "👨‍👩‍👧", "x" * 10_000, "大" * 300,
    "a b " * 200, "-", ".", "\u3000a", "ﬃ", "ß", "ı", "\u0345", "\U0001f1e9\U0001f1ea", "#", "//",
)  # fmt: skip
SIGNS = (
    "\0", "\x07", "\x1b[31m", "\x1b]8;;x\x1b\\", "\r", "\n", "\x7f", "\x9b", "\u202e", "\u2066",
    "\u2028", "\ufeff", "\u00ad", "\ud7ff", "\ue000", "\uffff", "\U0010ffff",
)  # fmt: skip
DATES = ("0001", "0001-01", "0001-01-01", "1582-10-10", "1960", "1999-12", "2000-02-29", "2024-02",
         "2026-11-21", "9999", "9999-12", "9999-12-31")  # fmt: skip
WRONG_DATES = ("0000", "1973-13", "1973-02-30", "73", "10000", "１９７３", "-0001", "1973-5", "")
ZONES = ("Europe/Paris", "Asia/Kathmandu", "Pacific/Kiritimati", "Etc/GMT+12", "UTC", "EST")
WRONG_ZONES = ("../etc/passwd", "/etc/passwd", "Europe", "europe/paris", "Paris", "\0", "x" * 5000)
URLS = (
    "https://a.example/",
    "http://localhost:1/%00",
    "https://[::1]/",
    "https://ö.example/?a=b&c",
)
WRONG_URLS = ("javascript:alert(1)", "https://", "http://[", "https://a.example:99999/", "x")
NUMBERS = (0, -0.0, 90, -90, 45.5, 1e-300, 89.999999999)
WRONG_NUMBERS = (float("nan"), float("inf"), 1e308, 2**63 - 1, -(2**63), 10**300, 181, True)
IDS = ("a", "b", "c", "a-b", "A", "x" * 200, "1", "-")
WRONG_IDS = ("", "é", "a.b", "a b", "\x1b[2J", '"', "a\nb", "constructor\0")
CODES = ("FR", "GB", "XK", "JP", "UA")
WRONG_CODES = ("fr", "ZZ", "FRA", "", "UK", "\u202e")


def value(random: Random, key: Key | None, *, wrong: float) -> Any:
    """Make up a value for a key, that is wrong so often."""
    if random.random() < wrong:
        return anything(random)
    match key.type if key else ValueType.TEXT:
        case ValueType.TABLES:
            keys = schema.TABLES[key.table] if key else {}
            return [record(random, keys, wrong=wrong) for _ in range(random.randint(1, 3))]
        case ValueType.CHOICE:
            return random.choice(key.choices if key else ("",))
        case ValueType.TEXTS:
            return random.sample(TEXTS, random.randint(0, 3))
        case ValueType.FACTS:
            return random.sample(schema.FACTS, random.randint(0, 4))
        case ValueType.CITIES:
            return random.sample(IDS[:4], random.randint(0, 2))
        case ValueType.DATE:
            return random.choice(DATES)
        case ValueType.DAY:
            return random.choice([date for date in DATES if len(date) == 10])
        case ValueType.LATITUDE | ValueType.LONGITUDE:
            return random.choice(NUMBERS)
        case ValueType.NUMBER:
            return random.choice((0, 1, -1, 10**18))
        case type:
            return random.choice(
                {
                    ValueType.URL: URLS, ValueType.TIMEZONE: ZONES, ValueType.CODE: ("FRA", "GBR"),
                    ValueType.COUNTRY: CODES, ValueType.CITY: IDS[:4], ValueType.PARTY: IDS[:6],
                }.get(type, TEXTS)
            )  # fmt: skip


def anything(random: Random, depth: int = 3) -> Any:
    """Make up a value of TOML, most likely wrong wherever it stands."""
    kind = random.randrange(12 if depth else 9)
    if kind < 5:
        wrong = (WRONG_DATES, WRONG_ZONES, WRONG_URLS, WRONG_IDS, WRONG_CODES)
        return random.choice(wrong[kind])
    if kind == 5:
        return random.choice(TEXTS) + random.choice(SIGNS) + random.choice(TEXTS)
    if kind == 6:
        return random.choice(WRONG_NUMBERS)
    if kind == 7:
        day = dt.date(random.randint(1, 9999), 2, 28)
        return random.choice((day, dt.datetime(2000, 1, 1), dt.time(12), True))  # noqa: DTZ001
    if kind == 8:
        return random.choice(TEXTS)
    if kind == 9:
        return [anything(random, depth - 1) for _ in range(random.randint(0, 3))]
    if kind == 10:
        names = random.sample((*IDS, *WRONG_IDS), random.randint(0, 3))
        return {name: anything(random, depth - 1) for name in names}
    nested: Any = 1
    for number in range(random.choice((2, 50, 300))):
        nested = [nested] if number % 2 else {"a": nested}
    return nested


def record(random: Random, keys: Keys, *, wrong: float) -> dict[str, Any]:
    """Make up a record: what is required, and some of the rest."""
    names = [name for name, key in keys.items() if key.required or random.random() < 0.4]
    found = {name: value(random, keys[name], wrong=wrong) for name in names}
    if wrong and random.random() < wrong:
        found[random.choice((*WRONG_IDS, "tiitle", "name"))] = anything(random)
    return found


def document(random: Random) -> dict[str, Any]:
    """Make up a document of the shape of a data file; half of them mean to be right."""
    wrong = random.choice((0.0, 0.0, 0.005, 0.05))
    keys = schema.RECORDS
    directory = record(random, schema.DIRECTORY, wrong=wrong)
    directory.pop("evidence", None)
    directory |= {"date": "9999-12-31", "issued": "9999-12-31"} if random.random() < 0.8 else {}
    found: dict[str, Any] = {"directory": directory, "homes": {}, "cities": {}}
    found |= {"organisations": {}, "relationships": {}}
    for id in IDS[:4]:
        city = record(random, keys["cities"], wrong=wrong)
        if ("latitude" in city) != ("longitude" in city) and random.random() < 0.95:
            city |= {"latitude": random.choice(NUMBERS), "longitude": random.choice((180, -180, 0))}
        found["cities"][id] = city
    for id in random.sample(IDS[:4], random.randint(1, 3)):
        found["homes"][id] = record(random, keys["homes"], wrong=wrong)
    for id in IDS[4:6]:
        found["organisations"][id] = record(random, keys["organisations"], wrong=wrong)
    for number in range(random.randint(0, 5)):
        found["relationships"][f"{random.choice(IDS)}-{number}"] = _relationship(
            random, list(found["homes"]), wrong=wrong
        )
    return found


def _relationship(random: Random, homes: list[str], *, wrong: float) -> dict[str, Any]:
    made = record(random, schema.RECORDS["relationships"], wrong=wrong)
    if random.random() < 0.95:  # most go together as the rules of the format will have it
        home = random.choice(homes)
        others = [id for id in IDS[:6] if id != home]
        made |= {"home": home, "partner": random.choice(others)}
        made.pop("with", None)
        dates = sorted(date for date in DATES if random.random() < 0.5) or ["1960"]
        for name, date in zip(("founded", "status_since", "status_as_of"), dates, strict=False):
            made[name] = date
    return made


def changed(random: Random, original: Mapping[str, Any]) -> dict[str, Any]:
    """Change some values, names or places of a document."""
    found = copy.deepcopy(dict(original))
    for _ in range(random.choice((1, 1, 1, 2, 5))):
        places = [*_places(found)]
        if not places:
            break
        parent, key = random.choice(places)
        change = random.randrange(5)
        if change == 0:
            del parent[key]
        elif change == 1 and isinstance(parent, dict):
            parent[_typo(random, str(key))] = parent.pop(key)
        elif change == 2:
            other, name = random.choice(places)
            parent[key] = copy.deepcopy(other[name])
        elif change == 3:
            parent[key] = anything(random)
        else:
            parent[key] = random.choice((*TEXTS, *DATES, *URLS, *NUMBERS, *ZONES, *CODES))
    return found


def _places(holder: Any) -> Iterator[tuple[Any, Any]]:
    pairs = holder.items() if isinstance(holder, dict) else enumerate(holder)
    for key, one in [*pairs]:
        yield holder, key
        if isinstance(one, (dict, list)):
            yield from _places(one)


def _typo(random: Random, name: str) -> str:
    place = random.randint(0, len(name))
    return name[:place] + random.choice(("x", "", "_", "é", "\x1b", " ")) + name[place + 1 :]


def toml(document: Mapping[str, Any]) -> bytes:
    """Write a document as TOML; empty where it is nested too deep to be written."""
    try:
        return tomli_w.dumps(document).encode()
    except RecursionError:
        return b""


def damaged(random: Random, content: bytes) -> bytes:
    """Damage some bytes or lines of a file."""
    for _ in range(random.choice((1, 1, 2, 4))):
        if random.random() < 0.4:
            place, length = random.randint(0, len(content)), random.choice((0, 1, 1, 3, 200))
            new = random.choice((b"", bytes([random.randrange(256)]), _word(random)))
            content = content[:place] + new + content[place + length :]
        else:
            content = b"\n".join(_damaged_lines(random, content.split(b"\n")))
    return content


def _damaged_lines(random: Random, lines: list[bytes]) -> list[bytes]:
    here, there = random.randrange(len(lines)), random.randrange(len(lines))
    match random.randrange(6):
        case 0:
            del lines[here]
        case 1:
            lines.insert(there, lines[here])
        case 2:
            lines[here], lines[there] = lines[there], lines[here]
        case 3:
            lines[here] = lines[here].partition(b"=")[0] + b"= " + _word(random)
        case 4:
            lines[here] = _typo(random, lines[here].decode(errors="replace")).encode()
        case _:
            lines = lines[: max(here, 1)]
    return lines


def _word(random: Random) -> bytes:
    words: tuple[Any, ...] = (*TEXTS, *SIGNS, *DATES, *WRONG_DATES)
    made = str(random.choice(words)).encode(errors="surrogatepass")
    signs = (b"'''", b'"""', b"[[", b"]", b"{", b"\r", b"nan", b"\xef\xbb\xbf", b"\xff")
    long = (b"0x" + b"F" * 5000, b"9" * 5000)
    return random.choice((made, b'"' + made + b'"', *signs, *long))


def noise(random: Random) -> bytes:
    """Make up bytes, or lines of what looks like TOML."""
    if random.random() < 0.5:
        return random.randbytes(random.choice((0, 1, 2, 10, 500)))
    pieces = (b"[", b"]", b"[[", b"]]", b"=", b"a", b"directory", b".", b'"', b"'", b"\n", b"#",
              b" ", b"{", b"}", b",", b"1", b"\\", b"\r\n", b"\xc3")  # fmt: skip
    return b"".join(random.choices(pieces, k=random.randint(0, 60)))


def spreadsheet(random: Random) -> bytes:
    """Make up a spreadsheet; some of them are damaged."""
    header = ["name", "country", *random.sample(sorted(COLUMN_TITLES), random.randint(0, 6))]
    good = (*TEXTS[:20], *DATES, *ZONES, *URLS, *CODES, "Germany", "c. 1985", "03/04/1999", "54.3")
    bad = (*WRONG_DATES, *SIGNS, *WRONG_URLS, "c. 0000", "9" * 30, "1e999", "nan", "²", "٣")
    text = io.StringIO()
    writer = csv.writer(text, delimiter=random.choice(",;\t"))
    writer.writerow(list(dict.fromkeys(header)))
    for _ in range(random.randint(0, 6)):
        cells = [random.choice(bad if random.random() < 0.1 else good) for _ in header[2:]]
        writer.writerow([random.choice(TEXTS[:20]), random.choice(CODES), *cells])
    content = text.getvalue().encode(errors="surrogatepass")
    return damaged(random, content) if random.random() < 0.4 else content


def read(path: str) -> tuple[bytes, dict[str, Any]]:
    """Return a data file as bytes and as a document."""
    with open(path, "rb") as file:
        content = file.read()
    return content, tomli.loads(content.decode())
