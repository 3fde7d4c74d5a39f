"""Mistakes on the command line, each answered with a working command."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from calls import DATA as TOWNS
from terminal import run_in_terminal

from conftest import ROOT, SAMPLE, Run
from sistercities_cli.cli import dry_run, lookup, options
from sistercities_cli.cli.app import COMMANDS
from sistercities_cli.cli.dry_run import GLOBAL_OPTIONS
from sistercities_cli.cli.errors import WrongValueError
from sistercities_cli.cli.meanings import COMMANDS as MEANINGS
from sistercities_cli.cli.meanings import CommandLine

CSV = ROOT / "docs" / "example" / "ourtown.csv"


def explanation(run: Run, line: str) -> tuple[str, str]:
    """Return the message for a command line and the command that it suggests."""
    error = run(*shlex.split(line)).failed(2)
    _, _, message = error.rstrip("\n").partition("Error: ")
    text, _, suggestion = message.partition(": sistercities ")
    return text, suggestion


MISTAKES = {  # by kind: what is typed, and the command that is suggested
    "name given to a command that takes none": """
        list osaka                      -> show osaka
        map germany                     -> map --country germany
        list chicago                    -> list --of chicago
        upcoming osaka                  -> anniversary osaka
        list asia                       -> list --continent asia
        list 1990s                      -> list --founded 1990s
        upcoming 2027                   -> upcoming --year 2027
        upcoming 30d                    -> upcoming --within 30d
        list osaka germany              -> show osaka
        list osakka                     -> show Osaka
        list germny                     -> list --country Germany
        list orchestra                  -> search orchestra
        list xyzzy                      -> list
        list -o towns.tsv osaka         -> show osaka -o towns.tsv
        upcoming --data {towns} lyon    -> anniversary lyon --data {towns}
        list --columns=partner osaka    -> show osaka
    """,
    "name or question in place of a command": """
        germany                         -> country germany
        osaka                           -> show osaka
        africa                          -> list --continent africa
        twin city                       -> list --kind 'twin city'
        leipzig germany                 -> show leipzig germany
        osakka                          -> show Osaka
        osaka anniversary               -> anniversary osaka
        how old is osaka                -> show osaka
        age of mexico city              -> anniversary 'mexico city'
        new york                        -> -h
        -                               -> -h
    """,
    "another word for a command": """
        cities                          -> list
        countries                       -> country
        info osaka                      -> show osaka
        cite osaka                      -> sources osaka
        find mural                      -> search mural
        find                            -> search mural
        count                           -> list --no-header | wc -l
        sistercities                    -> -h
        LIST                            -> list
        lsit                            -> list
        -- show --sources               -> show --sources Accra
        cal                             -> calendar
        shou osaka                      -> show osaka
        --search mural                  -> search mural
        list show osaka                 -> show osaka
        list help                       -> list -h
        help list                       -> list -h
        version --short                 -> --version
    """,
    "typography": """
        list –f json                    -> list -f json
        list —-json                     -> list --json
        —-json                          -> list --json
        list “osaka”                    -> show osaka
        ＬＩＳＴ                        -> list
        list /?                         -> list -h
    """,
    "another word for an option": """
        list --since 1990               -> list --founded 1990..
        list --since=1990               -> list --founded 1990..
        list --limit 5                  -> list --no-header | head -n 5
        list --next week                -> list
        list --json --csv               -> list -f csv
        list json                       -> list --json
        map png                         -> map -f svg
        list country=germany            -> list --country=germany
        list osaka --csv                -> show osaka -f csv
        country --country japan         -> country japan
        convert --input {csv} --home 'Kiel, DE' -> convert {csv} --home 'Kiel, DE'
        map --json                      -> map -f geojson
        upcoming --from 2027-01-01 --to 2027-12-31 -> upcoming --on 2027-01-01
        list --lang de                  -> list
        list --josn                     -> list --json
        -help                           -> --help
        list -?                         -> list -h
        -V                              -> --version
        --quiet                         -> list
        sistercities --data             -> -h
        --json                          -> list --json
        --data={towns} list             -> list --data={towns}
        list -- --                      -> list
    """,
    "file without its option": """
        list towns.csv                  -> list -o towns.csv
        list {towns}                    -> list --data {towns}
    """,
    "value of several words": """
        list --kind sister city         -> list --kind 'sister city'
        list --country south korea --json -> list --country 'south korea' --json
        list --country= south korea     -> list '--country=south korea'
        list --country japan india      -> list --country japan --country india
        list --founded 1990 1999        -> list --founded 1990..1999
        list --on 21 Nov 2026           -> list --on 2026-11-21
        upcoming --within=3 months      -> upcoming --within=3m
        timeline --title a=b c          -> timeline --title 'a=b c'
    """,
    "another form of a value": """
        list --sort name                -> list --sort partner
        list --sort oldest              -> list --sort founded
        list --sort newest              -> list --sort founded --reverse
        country --sort name             -> country --sort country
        list osaka --sort age           -> show osaka
        list -fexcel                    -> list -fcsv
        list --status activ             -> list --status active
        list --columns 'age, Partner'   -> list --columns years,partner
        calendar --remind '1 month'     -> calendar --remind 30d
        list --bom                      -> list --bom --format csv
        --show-completion cmd           -> --show-completion bash
        --show-completoin bsh           -> --show-completion bash
    """,
    "missing or unknown value": """
        list --status open              -> list --status active
        list --sort                     -> list --sort id
        upcoming --every five           -> upcoming --every 5
        show                            -> show Accra
        show --data {towns}             -> show --data {towns} Brest
        show --data nowhere.toml        -> show osaka
        show --data -                   -> show osaka
        search                          -> search mural
    """,
}


@pytest.mark.parametrize("kind", MISTAKES)
def test_mistake_suggests_a_command(
    run: Run, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    table = MISTAKES[kind].format(towns=SAMPLE, csv=CSV)
    meant = dict(re.findall(r"^ *(.*?) +-> (.*)$", table, re.MULTILINE))
    assert {typed: explanation(run, typed)[1] for typed in meant} == meant
    assert len(meant) == table.count("->")


@pytest.mark.parametrize(
    ("parse", "typed", "meant"),
    [
        (options.parse_founded, "1990-1999", "1990..1999"),
        (options.parse_founded, "1999..1990", "1990..1999"),
        (options.parse_founded, "<1990", None),
        (options.parse_day, "21/11/2026", "2026-11-21"),
        (options.parse_day, "2026-11-21T10:00", "2026-11-21"),
        (options.parse_day, "1/2/2026", None),
        (options.parse_year, "27", "2027"),
        (options.parse_duration, "30", "30d"),
        (options.parse_duration, "3 months", "3m"),
        (options.parse_lead_time, "4 weeks", "4w"),
        (options.parse_lead_time, "1 month", None),
    ],
)
def test_value_in_another_form_is_recognized(
    parse: Callable[[str], object], typed: str, meant: str | None
) -> None:
    with pytest.raises(WrongValueError) as caught:
        parse(typed)
    assert caught.value.meant == meant


@pytest.mark.parametrize(
    "command", ["list --limit 5", "list germany", "list osaka --csv", "list --bom", "-V"]
)
def test_suggested_command_works(run: Run, command: str) -> None:
    _, suggestion = explanation(run, command)
    assert run(*shlex.split(suggestion.partition(" | ")[0])).ok


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("list --nope --data nowhere.toml", id="missing data file"),
        pytest.param("list --nope --data -", id="standard input"),
        pytest.param("list --nope -o nowhere/towns.tsv", id="output to a missing folder"),
        pytest.param("list existing.csv -o .", id="output to a folder"),
        pytest.param("convert -xyz", id="missing argument"),
        pytest.param("--show-completion cmd --nope", id="option after a global option"),
        pytest.param("list --nope --of osaka", id="home that is a partner"),
        pytest.param("site --nope --of nowhere", id="unknown home"),
        pytest.param("upcoming --nope --within 1y --year 2027", id="options that exclude another"),
        pytest.param("list --josn --columns size", id="unknown column"),
    ],
)
def test_command_that_fails_is_not_suggested(
    run: Run, typed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert explanation(run, typed)[1] == ""


def test_suggestion_overwrites_no_file(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "towns.csv"
    file.write_text("earlier", "utf-8")
    assert explanation(run, "list towns.csv") == (
        "list takes only options, not 'towns.csv'. Without it",
        "list",
    )
    assert explanation(run, "list --josn -o towns.csv")[1] == "list --json -o towns.csv"
    assert file.read_text("utf-8") == "earlier"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no /dev/fd")
@pytest.mark.parametrize(
    ("typed", "suggestion"),
    [
        ("list --josn --data {}", ""),
        ("convert --hom kiel,de {}", ""),
        ("check --josn {}", "check --json {}"),
        ("check --josn --data {}", "check --json --data {}"),
    ],
)
def test_suggestion_leaves_open_pipes_unread(run: Run, typed: str, suggestion: str) -> None:
    reader, writer = os.pipe()
    try:
        path = f"/dev/fd/{reader}"
        assert explanation(run, typed.format(path))[1] == suggestion.format(path)
    finally:
        os.close(reader)
        os.close(writer)


@pytest.mark.parametrize(
    ("typed", "limit"),
    [
        (f"list --josn --data {SAMPLE}", "MAX_DATA_BYTES"),
        (f"site --titel Twins --data {SAMPLE}", "MAX_PAGE_RELATIONSHIPS"),
        (f"convert --hom kiel,de {CSV}", "MAX_SPREADSHEET_BYTES"),
    ],
)
def test_suggestion_waits_for_no_large_input(
    run: Run, typed: str, limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lookup.opened.clear()
    monkeypatch.setattr(dry_run, limit, 1)
    assert explanation(run, typed)[1] == ""


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("list germany", "list takes only options, not 'germany'. Did you mean"),
        ("germany", "No such command 'germany'. Did you mean"),
        ("show", "NAME is missing: a city, an organisation or a relationship. For example"),
        ("list --country", "--country needs a value: COUNTRY. For example"),
        ("list --nope", "No such option: --nope. Without it"),
        ("list --limit", "No such option: --limit. Without it"),
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
        ("list --continent france", "It is a country: sistercities country france --data"),
        ("list --continent urope", "Did you mean Europe? Try: sistercities list --continent Eur"),
        ("list --continent=asia,urope", " Try: sistercities list --continent=asia,Europe"),
        ("show alund chior", "Did you mean Ålund Choir? Try: sistercities show 'Ålund Choir'"),
        ("show rome paris", "'rome paris'. See: sistercities list --data"),
        ("show Europe", "It is a continent: sistercities list --continent Europe"),
        ("show brist", "Did you mean Brest? Try: sistercities show Brest"),
        ("country lyon", "city, organisation or relationship: sistercities show lyon --data"),
        ("list --continent a", "or Asia. For example: sistercities list --continent Af"),
        ("country osaka", ", like Germany or DE. See: sistercities country"),
    ],
)  # fmt: skip
def test_name_of_another_type_is_explained(run: Run, typed: str, message: str) -> None:
    assert message in run(*typed.split(), *TOWNS).failed()


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
