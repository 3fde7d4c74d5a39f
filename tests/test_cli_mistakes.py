"""Mistakes on the command line, each answered with a working command."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest
from calls import DATA as TOWNS
from terminal import run_in_terminal

from conftest import ROOT, SAMPLE, Run
from sistercities_cli.cli.app import COMMANDS
from sistercities_cli.cli.meanings import COMMANDS as MEANINGS
from sistercities_cli.cli.meanings import CommandLine
from sistercities_cli.cli.mistakes import GLOBAL_OPTIONS

CSV = ROOT / "docs" / "example" / "ourtown.csv"
UPCOMING = "upcoming --on 2026-11-21"


def explanation(run: Run, line: str) -> tuple[str, str]:
    """Return the message for a command line and the command that it suggests."""
    error = run(*shlex.split(line)).failed(2)
    _, _, message = error.rstrip("\n").partition("Error: ")
    text, _, suggestion = message.partition(": sistercities ")
    return text, suggestion


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("list osaka", "show osaka", id="partner-given-to-list"),
        pytest.param("list chicago", "list --of chicago", id="home-given-to-list"),
        pytest.param("list germany", "list --country germany", id="country-given-to-list"),
        pytest.param("map germany", "map --country germany", id="country-given-to-map"),
        pytest.param("map osaka", "show osaka", id="partner-given-to-map"),
        pytest.param("upcoming osaka", "anniversary osaka", id="partner-given-to-upcoming"),
        pytest.param("timeline mexico city", "show mexico city", id="name-of-two-words"),
        pytest.param("list asia", "list --continent asia", id="continent-given-to-list"),
        pytest.param("list suspended", "list --status suspended", id="status-given-to-list"),
        pytest.param("list 1990s", "list --founded 1990s", id="decade-given-to-list"),
        pytest.param("list osakka", "show Osaka", id="misspelt-name-given-to-list"),
        pytest.param("list orchestra", "search orchestra", id="word-of-a-text-given-to-list"),
        pytest.param("list xyzzy", "list", id="unknown-word-given-to-list"),
        pytest.param("list germny", "country Germany", id="misspelt-country-given-to-list"),
        pytest.param("upcoming 2027", "upcoming --year 2027", id="year-given-to-upcoming"),
        pytest.param("upcoming 30d", "upcoming --within 30d", id="length-given-to-upcoming"),
        pytest.param("list country=germany", "list --country=germany", id="option-without-hyphens"),
        pytest.param("list json", "list --json", id="format-as-a-word"),
        pytest.param("list towns.csv", "list -o towns.csv", id="file-given-to-list"),
        pytest.param(f"list {SAMPLE}", f"list --data {SAMPLE}", id="data-file-given-to-list"),
        pytest.param(
            f"upcoming --data {SAMPLE} lyon",
            f"anniversary lyon --data {SAMPLE}",
            id="partner-after-a-data-file",
        ),
        pytest.param("list -o towns.tsv osaka", "show osaka -o towns.tsv", id="after-a-file"),
        pytest.param("list -- --status", "list", id="option-after-two-hyphens"),
        pytest.param("list -- --json", "list --json", id="flag-after-two-hyphens"),
        pytest.param("list –f json", "list -f json", id="dash-of-a-word-processor"),
        pytest.param("list —-json", "list --json", id="two-dashes"),
        pytest.param("list “osaka”", "show osaka", id="curly-quotation-marks"),
        pytest.param("ＬＩＳＴ", "list", id="full-width-letters"),
        pytest.param("list /?", "list -h", id="help-as-on-windows"),
        pytest.param("list -?", "list -h", id="help-with-a-question-mark"),
        pytest.param("list osaka --csv", "show osaka -f csv", id="two-mistakes"),
        pytest.param("list osaka --sort age", "show osaka", id="option-of-list-with-a-name"),
        pytest.param("upcoming osaka --within 9d", "anniversary osaka", id="option-of-upcoming"),
        pytest.param(
            "list --kind sister city", "list --kind 'sister city'", id="kind-of-two-words"
        ),
        pytest.param(
            "list --country south korea --json",
            "list --country 'south korea' --json",
            id="country-of-two-words",
        ),
        pytest.param(
            "list --country japan india", "list --country japan --country india", id="two-countries"
        ),
        pytest.param("list osaka germany", "list", id="city-and-country"),
        pytest.param("list --of new york", "list", id="unknown-home-of-two-words"),
        pytest.param(
            "list --country= south korea",
            "list '--country=south korea'",
            id="spaces-after-an-equals-sign",
        ),
        pytest.param("list --founded 1990 1999", "list --founded 1990..1999", id="two-years"),
        pytest.param(
            "list --columns partner, country", "list --columns partner,country", id="spaced-columns"
        ),
        pytest.param(
            "list --columns=partner, country",
            "list --columns=partner,country",
            id="spaced-columns-after-an-equals-sign",
        ),
        pytest.param("list --columns=partner osaka", "show osaka", id="columns-of-list-and-a-name"),
        pytest.param(
            "map --title a=b c", "map --title 'a=b c'", id="value-with-an-equals-sign-and-a-space"
        ),
        pytest.param("list show osaka", "show osaka", id="two-commands"),
        pytest.param("list -- --", "list", id="two-separators"),
        pytest.param("list help", "list -h", id="help-after-the-command"),
        pytest.param("schema towns", "schema", id="word-given-to-schema"),
        pytest.param("germany", "country germany", id="country-as-a-command"),
        pytest.param("osaka", "show osaka", id="city-as-a-command"),
        pytest.param("chicago --json", "show chicago --json", id="home-as-a-command"),
        pytest.param("africa", "list --continent africa", id="continent-as-a-command"),
        pytest.param("osakka", "show Osaka", id="misspelt-city-as-a-command"),
        pytest.param("osaka anniversary", "anniversary osaka", id="command-after-the-name"),
        pytest.param("leipzig germany", "show leipzig germany", id="city-with-its-country"),
        pytest.param("twin city", "list --kind 'twin city'", id="kind-as-a-command"),
        pytest.param("new york", "-h", id="unknown-words-as-a-command"),
        pytest.param("ls -la", "list", id="another-command-and-its-option"),
        pytest.param("count", "list --no-header | wc -l", id="count-as-a-command"),
        pytest.param("sistercities", "-h", id="name-of-the-program"),
        pytest.param("shou osaka", "show osaka", id="less-similar-command"),
        pytest.param("--search mural", "search mural", id="command-with-hyphens"),
        pytest.param("cities", "list", id="cities"),
        pytest.param("countries", "country", id="countries"),
        pytest.param("cite osaka", "sources osaka", id="cite"),
        pytest.param("find mural", "search mural", id="find"),
        pytest.param("find", "search mural", id="find-without-words"),
        pytest.param("info osaka", "show osaka", id="info"),
        pytest.param("LIST", "list", id="command-in-capitals"),
        pytest.param("lst", "list", id="misspelt-command"),
        pytest.param("cal", "calendar", id="beginning-of-a-command"),
        pytest.param("help", "-h", id="help"),
        pytest.param("help list", "list -h", id="help-on-a-command"),
        pytest.param("version", "--version", id="version"),
        pytest.param("-V", "--version", id="short-option-for-the-version"),
        pytest.param("--json", "list --json", id="option-without-a-command"),
        pytest.param(
            f"--data={SAMPLE} list", f"list --data={SAMPLE}", id="option-before-the-command"
        ),
        pytest.param("-help", "--help", id="help-with-one-hyphen"),
        pytest.param("list -help", "list --help", id="help-on-a-command-with-one-hyphen"),
        pytest.param("list --since 1990", "list --founded 1990..", id="since"),
        pytest.param("list --since=1990", "list --founded 1990..", id="since-with-equals-sign"),
        pytest.param("list --next week", "list", id="number-as-another-word"),
        pytest.param("list --limit 5", "list --no-header | head -n 5", id="limit"),
        pytest.param("list --csv", "list -f csv", id="csv"),
        pytest.param("list --json --csv", "list -f csv", id="csv-and-json"),
        pytest.param("list --json=true", "list --json", id="flag-with-a-value"),
        pytest.param("list --verbose", "list", id="verbose"),
        pytest.param("--quiet", "list", id="option-of-other-programs-without-a-command"),
        pytest.param("list --quiet --json", "list --json", id="option-of-other-programs"),
        pytest.param("list --lang de", "list", id="option-of-other-programs-with-a-value"),
        pytest.param(
            "upcoming --from 2027-01-01 --to 2027-12-31",
            "upcoming --on 2027-01-01",
            id="from-and-to",
        ),
        pytest.param("list --josn", "list --json", id="misspelt-option"),
        pytest.param("list --city osaka", "show osaka", id="city-as-an-option"),
        pytest.param(
            f"convert --input {CSV} --home 'Kiel, DE'",
            f"convert {CSV} --home 'Kiel, DE'",
            id="input-as-an-option",
        ),
        pytest.param("country --country japan", "country japan", id="country-as-an-option"),
        pytest.param("map --json", "map -f geojson", id="json-of-the-map"),
        pytest.param("list --sort name", "list --sort partner", id="sort-by-name"),
        pytest.param("list --sort=age", "list --sort=years", id="sort-by-age"),
        pytest.param("list --sort oldest", "list --sort founded", id="oldest-first"),
        pytest.param("list --sort newest", "list --sort founded --reverse", id="newest-first"),
        pytest.param("list -fexcel", "list -fcsv", id="format-attached-to-its-option"),
        pytest.param("list --status activ", "list --status active", id="misspelt-status"),
        pytest.param("list --columns name", "list --columns partner", id="column-name"),
        pytest.param("list --columns Partner", "list --columns partner", id="column-in-capitals"),
        pytest.param(
            "list --columns 'age, Partner'", "list --columns years,partner", id="two-columns"
        ),
        pytest.param(f"{UPCOMING} --within 30", f"{UPCOMING} --within 30d", id="bare-number"),
        pytest.param("upcoming --year 27", "upcoming --year 2027", id="short-year"),
        pytest.param("calendar --remind 30", "calendar --remind 30d", id="reminder-without-unit"),
        pytest.param("upcoming --within=3 months", "upcoming --within=3m", id="unit-in-full"),
        pytest.param(
            "list --founded 1990-1999", "list --founded 1990..1999", id="hyphen-in-a-range"
        ),
        pytest.param("list --founded 1999..1990", "list --founded 1990..1999", id="reversed-range"),
        pytest.param("list --founded 'the 90s'", "list --founded 1990s", id="short-decade"),
        pytest.param("list --founded 'since 1990'", "list --founded 1990..", id="since-a-year"),
        pytest.param("list --founded '<1990'", "list --founded ..1990", id="before-a-year"),
        pytest.param("list --on 21/11/2026", "list --on 2026-11-21", id="date-of-the-calendar"),
        pytest.param("list --on 21 Nov 2026", "list --on 2026-11-21", id="date-of-three-words"),
        pytest.param("list --on 2026-11-21T10:00", "list --on 2026-11-21", id="date-with-a-time"),
        pytest.param("list --status open", "list --status active", id="unknown-status"),
        pytest.param("list --sort name,age", "list --sort partner", id="two-sort-keys"),
        pytest.param("list --sort", "list --sort id", id="option-without-its-value"),
        pytest.param("upcoming --every five", "upcoming --every 5", id="number-as-a-word"),
        pytest.param("--show-completion cmd", "--show-completion bash", id="unknown-shell"),
        pytest.param("list --bom", "list --bom --format csv", id="byte-order-mark-without-csv"),
        pytest.param("show", "show Accra", id="show-alone"),
        pytest.param(f"show --data {SAMPLE}", f"show --data {SAMPLE} Brest", id="show-own-data"),
        pytest.param("search", "search mural", id="search-alone"),
    ],
)
def test_mistake_is_answered_with_a_working_command(
    run: Run, typed: str, meant: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    _, suggestion = explanation(run, typed)
    assert suggestion == meant
    command, _, _ = suggestion.partition(" | ")
    code, out, err = run(*shlex.split(command))
    assert (code, err.startswith("Error: ")) == (0, False)
    assert out or " -o " in command


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("list germany", "list takes only options, not 'germany'. Did you mean"),
        ("germany", "No such command 'germany'. Did you mean"),
        ("list --since 1990", "No such option: --since. Did you mean"),
        ("list -help", "No such option: -help. Did you mean"),
        ("show", "NAME is missing: a city, an organisation or a relationship. For example"),
        ("list --country", "--country needs a value: COUNTRY. For example"),
        ("list --nope", "No such option: --nope. Without it"),
        ("list -xyz", "No such option: -xyz. Without it"),
        ("list --limit", "No such option: --limit. Without it"),
        ("list --json=true", "--json takes no value. Did you mean"),
        ("--version=3", "--version takes no value. Did you mean"),
        ("convert --nope", "No such option: --nope."),
        ("show --nope lyon", "No such option: --nope. Without it"),
        ("convert a b", "Unexpected argument 'b': quote names that contain spaces."),
        ("xyzzy", "No such command 'xyzzy'. See"),
        ("list --data", "--data needs a value: FILE."),
        ("list --sort=", "Invalid value for '--sort': '' is not one of id, home, partner, "),
        ("list --status lively,x", "Invalid value for '--status': 'lively' is not one of active, "),
        ("upcoming --within 1y --year 2027",
         "--within and --year cannot be used together: choose one."),
        ("list --json --bom", "--bom is only for --format csv."),
        ("sources -f csl --bom", "--bom and --format csl cannot be used together: choose one."),
    ],
)  # fmt: skip
def test_message_names_what_was_typed_and_what_is_right(run: Run, typed: str, message: str) -> None:
    assert explanation(run, typed)[0].startswith(message)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("country africa", "It is a continent: sistercities list --continent africa --data"),
        ("list --continent france", "'france' is a country: sistercities country france --data"),
        ("list --continent urope", "Did you mean Europe? Try: sistercities list --continent Eur"),
        ("list --continent=asia,urope", " Try: sistercities list --continent=asia,Europe"),
        ("show alund chior", "Did you mean Ålund Choir? Try: sistercities show 'Ålund Choir'"),
        ("show rome paris", "'rome paris'. See: sistercities list --data"),
        ("show Europe", "It is a continent: sistercities list --continent Europe"),
        ("show brist", "Did you mean Brest? Try: sistercities show Brest"),
        ("country lyon", "city, organisation or relationship: sistercities show lyon --data"),
        ("list --continent a", "Africa, Antarctica or Asia. Try: sistercities list --continent Af"),
        ("country osaka", ", like Germany or DE. See: sistercities country"),
    ],
)  # fmt: skip
def test_name_of_another_type_is_explained(run: Run, typed: str, message: str) -> None:
    assert message in run(*typed.split(), *TOWNS).failed()


@pytest.mark.parametrize("data", ["-", "nowhere.toml"])
def test_mistake_with_an_unusable_data_file_gets_no_suggestion(run: Run, data: str) -> None:
    for typed in ("list osaka", "list --kind sister city", "osaka"):
        text, suggestion = explanation(run, f"{typed} --data {data}")
        assert "osaka" in text or "city" in text
        assert suggestion in ("", "-h", f"list --data {data}", f"list --kind sister --data {data}",
                              f"list --kind 'sister city' --data {data}")  # fmt: skip


@pytest.mark.parametrize("typed", ["show nowhere", "show brist", "list --of lyon"])
def test_suggestion_escapes_the_name_of_the_data_file(run: Run, tmp_path: Path, typed: str) -> None:
    data = tmp_path / "\u202etowns.toml"
    data.write_bytes(SAMPLE.read_bytes())
    message = run(*typed.split(), "--data", str(data)).failed()
    assert r"\u202etowns.toml" in message
    assert "\u202e" not in message


def test_meanings_are_not_names_themselves() -> None:
    assert not set(MEANINGS) & set(COMMANDS)
    first_words = {meaning.split()[0] for meaning in MEANINGS.values() if meaning}
    assert first_words <= {*COMMANDS, *GLOBAL_OPTIONS}


def test_suggestions_are_for_powershell_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    line = CommandLine(["list", "--country", "south korea"], "| head -n 3")
    with monkeypatch.context() as windows:
        windows.setattr(os, "name", "nt")
        text = str(line)
    assert text == 'sistercities list --country "south korea" | Select-Object -First 3'


def test_message_wraps_at_words_in_a_terminal() -> None:
    text = run_in_terminal("sistercities list --columns name", width=40)
    words = text.partition("Error: ")[2].split()
    lines = text.splitlines()
    assert lines[-1].endswith("sistercities list --columns partner")
    assert max(map(len, lines)) <= 40
    assert re.fullmatch(r"country_code,|distance_km", words[words.index("country,") + 1])


def test_wrapped_message_keeps_its_lines(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    message = run("list", "--data", "nowhere.toml").failed(3)
    assert message == (
        "Error: nowhere.toml has 1\nproblem:\n  cannot be read: No such file\n  or directory\n"
    )
